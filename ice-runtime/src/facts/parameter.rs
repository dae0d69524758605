//! The facts of one parameter.

/// One declared parameter of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, and all combinations occur")]
pub struct Parameter {
    /// The name on the wire.
    pub name: &'static str,
    /// The name of the field in the struct.
    pub field: &'static str,
    /// The field's type, as written in the declaration.
    pub field_type: &'static str,
    /// Where it travels: query string or form body.
    pub place: Place,
    /// How the value becomes text.
    pub encoding: Encoding,
    /// The kind of value, as far as the type tells.
    pub kind: Kind,
    /// Whether the user always has to set it.
    pub required: bool,
    /// Whether it has a name that signing also uses.
    pub reserved: bool,
    /// Whether it is the idempotency token, which makes the operation repeatable: the client fills it in if the user
    /// does not.
    pub is_idempotency_token: bool,
    /// Whether it is the region: the client fills it in if the user does not.
    pub is_region: bool,
}

impl Parameter {
    /// Creates an optional query parameter from its name on the wire, the field's name and the field's type.
    #[must_use]
    pub const fn query(name: &'static str, field: &'static str, field_type: &'static str) -> Self {
        Self {
            name,
            field,
            field_type,
            place: Place::Query,
            encoding: Encoding::Plain,
            kind: Kind::Unknown,
            required: false,
            reserved: false,
            is_idempotency_token: false,
            is_region: false,
        }
    }

    /// Creates an optional form parameter from its name on the wire, the field's name and the field's type.
    #[must_use]
    pub const fn form(name: &'static str, field: &'static str, field_type: &'static str) -> Self {
        let query = Self::query(name, field, field_type);
        Self { place: Place::Form, ..query }
    }

    /// Sets the encoding.
    #[must_use]
    pub const fn with_encoding(self, encoding: Encoding) -> Self {
        Self { encoding, ..self }
    }

    /// Sets the kind of value.
    #[must_use]
    pub const fn with_kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// Marks the parameter as always set by the user.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// Marks the parameter as having a name that signing also uses.
    #[must_use]
    pub const fn reserved(self) -> Self {
        Self { reserved: true, ..self }
    }

    /// Marks the parameter as the idempotency token, which makes the operation repeatable.
    #[must_use]
    pub const fn idempotency_token(self) -> Self {
        Self { is_idempotency_token: true, kind: Kind::Text, ..self }
    }

    /// Marks the parameter as the region.
    #[must_use]
    pub const fn region(self) -> Self {
        Self { is_region: true, kind: Kind::Text, ..self }
    }

    /// Returns whether it is in every request, set by the user or filled in by the client.
    #[must_use]
    pub const fn is_always_sent(&self) -> bool {
        self.required || self.is_idempotency_token || self.is_region
    }
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// In the query string.
    Query,
    /// In the form body, `application/x-www-form-urlencoded`.
    Form,
}

/// How a value becomes the text of one or more parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// The value's own text.
    Plain,
    /// Compact JSON text.
    Json,
    /// Numbered parameters, as RPC-style APIs flatten lists and objects: `Tag.1.Key`.
    Flat,
    /// A list as one string with this separator.
    Join(&'static str),
    /// What the function named in the declaration returns for it.
    With,
}

/// The kind of value that a parameter has: its type in the vendor's documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Not known from the type: it has its own [`QueryValue`](crate::QueryValue) impl, or the value is sent as JSON,
    /// as numbered parameters, joined or through a function.
    Unknown,
    // Not called `String`: the compiler would then print every user's `String` with its full path.
    /// A string.
    Text,
    /// A whole number.
    Integer,
    /// A number that may have a fraction.
    Number,
    /// `true` or `false`.
    Boolean,
    /// One of these strings: the documented values of an [`IceEnum`](macro@crate::IceEnum).
    Values(&'static [&'static str]),
}
