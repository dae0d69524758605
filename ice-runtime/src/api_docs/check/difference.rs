//! The differences between a declaration and a document, as values and as advice.

use std::fmt;

use crate::facts::{Encoding, Kind, Method, Place};

/// One difference between a declaration and a document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Difference {
    /// The document does not have the operation, or belongs to another product or version.
    Operation {
        /// What differs, and what to do.
        problem: String,
    },
    /// The HTTP method is a different one.
    Method {
        /// The document's.
        documented: Method,
    },
    /// One is signed, the other is not.
    Signature {
        /// Whether the document's operation is called without a signature.
        is_anonymous: bool,
    },
    /// The document does not have the parameter.
    UnknownParameter {
        /// The name on the wire.
        name: String,
        /// The parameter that is probably meant.
        nearest: Option<String>,
    },
    /// The declaration does not have the parameter.
    MissingParameter {
        /// The name on the wire.
        name: String,
        /// Whether the document requires it.
        is_required: bool,
    },
    /// The parameter is sent in the wrong place.
    Place {
        /// The name on the wire.
        name: String,
        /// The document's.
        documented: Place,
    },
    /// The value is encoded in a different way.
    Encoding {
        /// The name on the wire.
        name: String,
        /// The document's.
        documented: Encoding,
    },
    /// The value is of a different kind.
    Kind {
        /// The name on the wire.
        name: String,
        /// The document's.
        documented: Kind,
        /// The kind of the field's type, or of the value that was written.
        declared: Kind,
    },
    /// One requires the parameter and the other does not.
    Required {
        /// The name on the wire.
        name: String,
        /// Whether the document requires it.
        is_required: bool,
    },
    /// An enum lacks a documented value, or the value that was written is not documented.
    Value {
        /// The name on the wire, or the path of a member of the reply.
        name: String,
        /// The value.
        value: String,
        /// Whether the document has it.
        is_documented: bool,
        /// The documented value that is probably meant.
        nearest: Option<String>,
    },
    /// The document does not have this member inside a value that is sent numbered or as JSON.
    UnknownPart {
        /// Its name on the wire or its path in the JSON: `Tag.1.Ke`, `Output.Streams[].Widht`.
        name: String,
        /// The member that is probably meant, by its own name: `Key`.
        nearest: Option<String>,
    },
    /// The parameter makes repeated requests harmless, but is not declared as an idempotency token.
    IdempotencyToken {
        /// The name on the wire.
        name: String,
    },
    /// Most members of a struct in a reply would be found by a rule of serde's for names, which it does not have.
    MemberNames {
        /// The struct's path; empty for the reply itself.
        path: String,
        /// The rule: `PascalCase`.
        rule: &'static str,
    },
    /// The document does not have this member of a reply: an `Option` of it would always be `None`.
    UnknownMember {
        /// Its path: `MediaInfos[].MediaId`.
        path: String,
        /// The member that is probably meant.
        nearest: Option<String>,
    },
    /// A member of a reply is a list, an object or a single value, and its type expects something else.
    MemberKind {
        /// Its path.
        path: String,
        /// The document's.
        documented: &'static str,
        /// What the type expects.
        declared: &'static str,
    },
}

impl Difference {
    pub(super) fn documented(name: String, value: &str) -> Self {
        Self::Value { name, value: value.to_owned(), is_documented: true, nearest: None }
    }

    pub(super) fn undocumented(name: String, value: &str, nearest: Option<&str>) -> Self {
        Self::Value { name, value: value.to_owned(), is_documented: false, nearest: nearest.map(str::to_owned) }
    }

    /// The parameter's name on the wire, or the path of the reply's member.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Operation { .. } | Self::Method { .. } | Self::Signature { .. } => None,
            Self::UnknownParameter { name, .. }
            | Self::MissingParameter { name, .. }
            | Self::Place { name, .. }
            | Self::Encoding { name, .. }
            | Self::Kind { name, .. }
            | Self::Required { name, .. }
            | Self::Value { name, .. }
            | Self::UnknownPart { name, .. }
            | Self::IdempotencyToken { name } => Some(name),
            Self::MemberNames { path, .. } | Self::UnknownMember { path, .. } | Self::MemberKind { path, .. } => {
                Some(path)
            }
        }
    }

    /// Writes what is said of a part of a parameter, or of whether and how it is filled in.
    fn write_part(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownPart { name, nearest: Some(nearest) } => {
                write!(
                    f,
                    "the document has no member `{name}`: \
                     write `#[serde(rename = \"{nearest}\")]` on its field if that is what you meant"
                )
            }
            Self::UnknownPart { name, nearest: None } => {
                write!(f, "the document has no member `{name}`: remove it, or allow it by name")
            }
            Self::IdempotencyToken { name } => {
                write!(f, "the parameter `{name}` makes a repeated call harmless: add `#[ice(idempotency_token)]`")
            }
            Self::Required { name, is_required: true } if name == "RegionId" => {
                write!(f, "the parameter `{name}` is required: add `#[ice(region)]`")
            }
            Self::Required { name, is_required: true } => {
                write!(f, "the parameter `{name}` is required: its field should not be an `Option`")
            }
            Self::Required { name, is_required: false } => {
                write!(f, "the parameter `{name}` is optional: its field should be an `Option`")
            }
            _ => Ok(()),
        }
    }

    fn write_parameter(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownParameter { name, nearest: Some(nearest) } => {
                write!(
                    f,
                    "the document has no parameter `{name}`: write `#[ice(rename = \"{nearest}\")]` if that is what you meant"
                )
            }
            Self::UnknownParameter { name, nearest: None } => {
                write!(f, "the document has no parameter `{name}`: remove it, or allow it by name")
            }
            Self::MissingParameter { name, is_required: true } => {
                write!(f, "the parameter `{name}` is required and missing: add it")
            }
            Self::MissingParameter { name, is_required: false } => {
                write!(f, "the parameter `{name}` is not declared: add a field for it, or allow it by name")
            }
            Self::Place { name, documented: Place::Form } => {
                write!(f, "the parameter `{name}` belongs in the form body: add `#[ice(body)]`")
            }
            Self::Place { name, documented: Place::Query } => {
                write!(f, "the parameter `{name}` belongs in the query string: remove `#[ice(body)]`")
            }
            Self::Encoding { name, documented } => match documented {
                Encoding::Json => write!(f, "the parameter `{name}` is sent as JSON: write `#[ice(json)]`"),
                Encoding::Flat => write!(f, "the parameter `{name}` is numbered: write `#[ice(flat)]`"),
                Encoding::Join(separator) => {
                    write!(f, "the parameter `{name}` is a joined list: write `#[ice(join = {separator:?})]`")
                }
                _ => write!(f, "the parameter `{name}` is a single value: remove the encoding"),
            },
            Self::Kind { name, documented, declared } => {
                let (is, declared, instead) = (kind(*documented), kind(*declared), type_of(*documented));
                write!(f, "the parameter `{name}` is {is}, but the field is {declared}: use `{instead}`")
            }
            part => part.write_part(f),
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operation { problem } => f.write_str(problem),
            Self::Method { documented } => {
                write!(f, "the operation uses `{0}`: write `method = {0}`", documented.as_str())
            }
            Self::Signature { is_anonymous: true } => {
                f.write_str("the operation is called without a signature: add `anonymous`")
            }
            Self::Signature { is_anonymous: false } => {
                f.write_str("the operation is called with a signature: remove `anonymous`")
            }
            Self::Value { name, value, is_documented: true, .. } => {
                write!(f, "`{name}` can be `{value}`: add a variant for it")
            }
            Self::Value { name, value, nearest: Some(nearest), .. } => {
                write!(f, "`{name}` cannot be `{value}`; did you mean `{nearest}`?")
            }
            Self::Value { name, value, .. } => {
                write!(f, "`{name}` cannot be `{value}`: the document has no such value")
            }
            Self::MemberNames { path, rule } => {
                let owner = if path.is_empty() { "the reply".to_owned() } else { format!("`{path}`") };
                write!(f, "the members of {owner} are {rule}: put `#[serde(rename_all = \"{rule}\")]` on the struct")
            }
            Self::UnknownMember { path, nearest: Some(nearest) } => {
                write!(
                    f,
                    "the reply has no member `{path}`: write `#[serde(rename = \"{nearest}\")]` if that is what you meant"
                )
            }
            Self::UnknownMember { path, nearest: None } => {
                write!(f, "the reply has no member `{path}`: remove it, or allow it by name")
            }
            Self::MemberKind { path, documented, declared } => {
                write!(f, "the reply's member `{path}` is {documented}, but its type expects {declared}")
            }
            parameter => parameter.write_parameter(f),
        }
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "a string",
        Kind::Integer => "an integer",
        Kind::Number => "a number",
        Kind::Boolean => "a boolean",
        Kind::Values(_) => "an enum",
        _ => "something else",
    }
}

/// The type to use for a value of this kind.
fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Integer => "i64",
        Kind::Number => "f64",
        Kind::Boolean => "bool",
        _ => "String",
    }
}

/// The differences between a declaration and a document; empty if they agree.
///
/// `Display` writes one line per difference, each saying what to do.
#[derive(Clone, Default, PartialEq, Eq)]
#[must_use = "a difference goes unnoticed unless the result is checked"]
pub struct Differences {
    action: String,
    list: Vec<Difference>,
}

impl Differences {
    pub(super) fn new(action: &str, list: Vec<Difference>) -> Self {
        Self { action: action.to_owned(), list }
    }

    /// Ignores differences in these parameters or members of the reply, for what the vendor's document hides or gets
    /// wrong.
    pub fn allow<'n>(mut self, names: impl IntoIterator<Item = &'n str>) -> Self {
        let names: Vec<_> = names.into_iter().collect();
        self.list.retain(|difference| difference.name().is_none_or(|name| !names.contains(&name)));
        self
    }

    /// Ignores optional parameters that are not declared, for a declaration that has only what its user needs.
    pub fn allow_missing(mut self) -> Self {
        self.list.retain(|difference| !matches!(difference, Difference::MissingParameter { is_required: false, .. }));
        self
    }

    /// Whether the declaration and the document agree.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Iterates over the differences.
    pub fn iter(&self) -> std::slice::Iter<'_, Difference> {
        self.list.iter()
    }
}

impl<'a> IntoIterator for &'a Differences {
    type Item = &'a Difference;
    type IntoIter = std::slice::Iter<'a, Difference>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Differences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, difference) in self.list.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{}: {difference}", self.action)?;
        }
        Ok(())
    }
}

/// Same as `Display`, for tests that print it.
impl fmt::Debug for Differences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Differences {}
