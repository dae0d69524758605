//! The facts of one parameter.

/// One declared parameter of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, and all combinations occur")]
pub struct Parameter {
    /// The name on the wire.
    pub name: &'static str,
    /// The field of the struct.
    pub field: &'static str,
    /// The field's type, as it is written in the declaration.
    pub field_type: &'static str,
    /// Query string or form body.
    pub place: Place,
    /// How the value becomes text.
    pub encoding: Encoding,
    /// What kind of value it is, as far as its type tells.
    pub kind: Kind,
    /// Whether the user always gives it.
    pub required: bool,
    /// Whether it has a name that signing also uses.
    pub reserved: bool,
    /// Whether it makes the operation repeatable: the client fills it in where the user gives none.
    pub is_idempotency_token: bool,
    /// Whether it is the region: the client fills it in where the user gives none.
    pub is_region: bool,
}

impl Parameter {
    /// An optional parameter of the query string: name on the wire, field, the field's type.
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

    /// An optional parameter of the form body: name on the wire, field, the field's type.
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

    /// The parameter is always sent.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The parameter has a name that signing also uses.
    #[must_use]
    pub const fn reserved(self) -> Self {
        Self { reserved: true, ..self }
    }

    /// The parameter makes the operation repeatable.
    #[must_use]
    pub const fn idempotency_token(self) -> Self {
        Self { is_idempotency_token: true, kind: Kind::Text, ..self }
    }

    /// The parameter is the region.
    #[must_use]
    pub const fn region(self) -> Self {
        Self { is_region: true, kind: Kind::Text, ..self }
    }

    /// Whether it is in every request, given by the user or filled in by the client.
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
    /// Numbered, as RPC APIs flatten lists and objects: `Tag.1.Key`.
    Flat,
    /// A list as one text with this separator.
    Join(&'static str),
    /// What a function of the declaration makes of it.
    With,
}

/// What kind of value a parameter has: what a document calls its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// The type does not tell: it has a [`QueryValue`](crate::QueryValue) of its own, or the value is sent as JSON, as
    /// numbered parameters, joined or by a function.
    Unknown,
    // Not `String`: the compiler would then call everybody's `String` by its whole path.
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// A number that may have a fraction.
    Number,
    /// `true` or `false`.
    Boolean,
    /// One of these texts: the documented values of an [`IceEnum`](macro@crate::IceEnum).
    Values(&'static [&'static str]),
}
