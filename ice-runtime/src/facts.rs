//! The facts of an operation that do not depend on a value: product, version, action, parameters. Plain constants, so
//! that generated code, tools and the emulator read the same ones.

use crate::percent;

/// The facts of an operation, readable by programs: documentation, policies, emulators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Metadata {
    /// The product, as endpoints and RAM policies write it: `ice`.
    pub product: &'static str,
    /// The API version, a date: `2020-11-09`.
    pub version: &'static str,
    /// The operation's name on the wire: `CreateUploadStream`.
    pub action: &'static str,
    /// How the request is sent.
    pub method: Method,
    /// Whether the request is sent without a signature.
    pub anonymous: bool,
    /// Where the operation exists; empty means everywhere.
    pub regions: &'static [&'static str],
    /// Whether a repeated call does no harm.
    pub retry_safety: RetrySafety,
    /// The parameters in canonical order.
    pub parameters: &'static [Parameter],
}

impl Metadata {
    /// The facts of an ICE operation of version 2020-11-09, sent by `POST`, with retry safety by its name.
    #[must_use]
    pub const fn new(action: &'static str) -> Self {
        Self {
            product: "ice",
            version: "2020-11-09",
            action,
            method: Method::Post,
            anonymous: false,
            regions: &[],
            retry_safety: RetrySafety::of_action(action),
            parameters: &[],
        }
    }

    /// Sets the product.
    #[must_use]
    pub const fn with_product(self, product: &'static str) -> Self {
        Self { product, ..self }
    }

    /// Sets the API version.
    #[must_use]
    pub const fn with_version(self, version: &'static str) -> Self {
        Self { version, ..self }
    }

    /// Sets the HTTP method.
    #[must_use]
    pub const fn with_method(self, method: Method) -> Self {
        Self { method, ..self }
    }

    /// The operation is sent without a signature.
    #[must_use]
    pub const fn with_anonymous(self) -> Self {
        Self { anonymous: true, ..self }
    }

    /// Sets the regions where the operation exists.
    #[must_use]
    pub const fn with_regions(self, regions: &'static [&'static str]) -> Self {
        Self { regions, ..self }
    }

    /// Overrides the retry safety that the action's name suggests.
    #[must_use]
    pub const fn with_retry_safety(self, retry_safety: RetrySafety) -> Self {
        Self { retry_safety, ..self }
    }

    /// Sets the parameters; they are listed in canonical order.
    #[must_use]
    pub const fn with_parameters(self, parameters: &'static [Parameter]) -> Self {
        Self { parameters, ..self }
    }

    /// The RAM action that a caller needs: `ice:CreateUploadStream`.
    #[must_use]
    pub fn ram_action(&self) -> String {
        format!("{}:{}", self.product, self.action)
    }

    /// Whether a call may be repeated although it may have been carried out: the operation is safe, or an idempotency
    /// token makes it so.
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        self.retry_safety == RetrySafety::Safe || self.parameters.iter().any(|parameter| parameter.is_idempotency_token)
    }

    /// Whether the operation declares parameters of the form body, and so sends one even when none is set.
    #[must_use]
    pub const fn has_form_body(&self) -> bool {
        let mut index = 0;
        while index < self.parameters.len() {
            if matches!(self.parameters[index].place, Place::Form) {
                return true;
            }
            index += 1;
        }
        false
    }

    /// Whether the operation exists in `region`.
    #[must_use]
    pub fn is_available_in(&self, region: &str) -> bool {
        self.regions.is_empty() || self.regions.contains(&region)
    }
}

/// What the core knows of an operation: borrowed, so that names may be learned at run time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts<'a> {
    pub(crate) product: &'a str,
    pub(crate) version: &'a str,
    pub(crate) action: &'a str,
    /// Whether version and action need no percent encoding. Looked at once, not at each signing.
    pub(crate) is_plain: bool,
    pub(crate) method: Method,
    pub(crate) anonymous: bool,
    /// Empty means everywhere.
    pub(crate) regions: &'a [&'a str],
    pub(crate) retry_safety: RetrySafety,
    pub(crate) has_form_body: bool,
}

impl<'a> Facts<'a> {
    pub(crate) const fn of(metadata: &'a Metadata) -> Self {
        let Metadata { product, version, action, method, anonymous, regions, retry_safety, .. } = *metadata;
        let is_plain = percent::is_plain(version.as_bytes()) && percent::is_plain(action.as_bytes());
        let has_form_body = metadata.has_form_body();
        Self { product, version, action, is_plain, method, anonymous, regions, retry_safety, has_form_body }
    }

    /// The RAM action that a caller needs: `ice:CreateUploadStream`.
    pub(crate) fn ram_action(&self) -> String {
        format!("{}:{}", self.product, self.action)
    }

    pub(crate) fn is_available_in(&self, region: &str) -> bool {
        self.regions.is_empty() || self.regions.contains(&region)
    }
}

/// One declared parameter of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
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
    /// Whether it is always sent.
    pub required: bool,
    /// Whether it has a name that signing also uses.
    pub reserved: bool,
    /// Whether it makes the operation repeatable.
    pub is_idempotency_token: bool,
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
            required: false,
            reserved: false,
            is_idempotency_token: false,
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
        Self { is_idempotency_token: true, ..self }
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

/// The HTTP methods of RPC-style operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Method {
    /// Without a body.
    Get,
    /// With an empty body, or a form.
    #[default]
    Post,
}

impl Method {
    /// The method as it is written on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// Whether a repeated call does no harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RetrySafety {
    /// The operation only reads.
    Safe,
    /// A second call may do the work a second time.
    Unsafe,
}

impl RetrySafety {
    /// What the action's name says: `Get`, `List`, `Query`, `Describe`, `Search` and `BatchGet` read, all others act.
    /// `SearchIndexJobRerun` starts a job, whatever its name says.
    #[must_use]
    pub const fn of_action(action: &str) -> Self {
        const READING: [&str; 6] = ["Get", "List", "Query", "Describe", "Search", "BatchGet"];
        if is_prefix("SearchIndexJobRerun", action) {
            return Self::Unsafe;
        }
        let mut index = 0;
        while index < READING.len() {
            if is_verb_of(READING[index], action) {
                return Self::Safe;
            }
            index += 1;
        }
        Self::Unsafe
    }
}

/// Whether `action` starts with the whole word `verb`: `GetMediaInfo` with `Get`, `Getaway` not.
const fn is_verb_of(verb: &str, action: &str) -> bool {
    is_prefix(verb, action) && (action.len() == verb.len() || !action.as_bytes()[verb.len()].is_ascii_lowercase())
}

const fn is_prefix(prefix: &str, text: &str) -> bool {
    let (prefix, text) = (prefix.as_bytes(), text.as_bytes());
    if prefix.len() > text.len() {
        return false;
    }
    let mut index = 0;
    while index < prefix.len() {
        if prefix[index] != text[index] {
            return false;
        }
        index += 1;
    }
    true
}
