//! The builder of a declaration: the operations, what is known of them beyond the document, and the finished file.

use std::collections::{BTreeMap, BTreeSet};

use super::operation::{Declared, reply_name, struct_name};
use super::source::Source;
use super::types::{SECRET, Types};
use super::{comment, product, write};
use crate::api_docs::docs::ApiDocs;
use crate::api_docs::document::error::DocsError;
use crate::api_docs::document::operation::OperationDoc;
use crate::api_docs::document::schema::Schema;
use crate::api_docs::prose::blocks::Block;
use crate::text::nearest;

/// Writes a Rust file that declares operations the way a careful user would; see [`ApiDocs::declare`].
#[derive(Debug, Clone)]
#[must_use = "`to_source` gives the file"]
pub struct Declare<'d> {
    docs: &'d ApiDocs,
    actions: Vec<String>,
    expected: BTreeSet<String>,
    replaced: BTreeMap<String, String>,
    product: Option<String>,
}

impl ApiDocs {
    /// Starts a Rust file that declares an operation, to be kept and edited by its user.
    ///
    /// ```
    /// use ice_runtime::api_docs::ApiDocs;
    ///
    /// let docs = ApiDocs::from_json(
    ///     r#"{"apis": {"GetMedia": {
    ///         "summary": "Queries a media asset.",
    ///         "parameters": [{"name": "MediaId", "in": "query", "schema": {"type": "string", "description": "The ID."}}],
    ///         "responses": {"200": {"schema": {"type": "object", "properties": {"Title": {"type": "string"}}}}}
    ///     }}}"#,
    /// )?;
    /// let file = docs.declare("GetMedia").expect(["Title"]).to_source()?;
    /// assert!(file.contains("#[ice_operation(action = \"GetMedia\")]"));
    /// assert!(file.contains("pub media_id: Option<String>,"));
    /// assert!(file.contains("pub title: String,"));
    /// # Ok::<(), ice_runtime::api_docs::DocsError>(())
    /// ```
    pub fn declare(&self, action: &str) -> Declare<'_> {
        Declare::new(self, action)
    }
}

impl<'d> Declare<'d> {
    fn new(docs: &'d ApiDocs, action: &str) -> Self {
        let (expected, replaced) = (BTreeSet::new(), BTreeMap::new());
        Self { docs, actions: vec![action.to_owned()], expected, replaced, product: None }
    }

    /// Declares another operation in the same file. Types that both use are defined once.
    pub fn and(mut self, action: &str) -> Self {
        if !self.actions.iter().any(|known| known == action) {
            self.actions.push(action.to_owned());
        }
        self
    }

    /// Names members that are in every reply, so that their fields are not `Option`s. `"MediaInfos.MediaId"` is a
    /// member of `MediaInfos`, whether that is an object or a list of objects.
    ///
    /// The document does not say which members these are. A reply that lacks one of them is an error.
    pub fn expect<M: Into<String>>(mut self, members: impl IntoIterator<Item = M>) -> Self {
        self.expected.extend(members.into_iter().map(Into::into));
        self
    }

    /// Leaves out the definition of the type `name` and uses `path` instead: `.replace("Definition", "crate::Definition")`.
    pub fn replace(mut self, name: impl Into<String>, path: impl Into<String>) -> Self {
        self.replaced.insert(name.into(), path.into());
        self
    }

    /// Sets the path of a [`Product`](crate::Product) constant to use instead of defining one in the file.
    pub fn product(mut self, path: impl Into<String>) -> Self {
        self.product = Some(path.into());
        self
    }

    /// Returns the file.
    ///
    /// # Errors
    ///
    /// An operation is not in the document or cannot be declared, or no reply has a member that was passed to
    /// [`expect`](Self::expect). The error names the closest match.
    pub fn to_source(&self) -> Result<String, DocsError> {
        let operations: Vec<_> =
            self.actions.iter().map(|action| self.docs.declarable(action)).collect::<Result<_, _>>()?;
        let mut types = Types::new(self.docs.schemas(), &self.replaced, &self.expected);
        for operation in &operations {
            types.names.take(&struct_name(&operation.action));
            types.names.take(&reply_name(&operation.action));
        }
        let product = product::source(self.docs, self.product.as_deref());
        let declared: Vec<_> = operations
            .iter()
            .map(|operation| Declared::new(operation, &product, self.docs.schemas(), &mut types))
            .collect();
        if let Some(unknown) = self.expected.iter().find(|member| !types.found.contains(*member)) {
            return Err(unknown_member(unknown, &operations));
        }
        let mut body = Source::default();
        if let Some(constant) = &product.constant {
            body.line(0, "");
            body.text.push_str(constant);
        }
        let names = write_all(&mut body, &declared, types);
        Ok(format!("{}{}{}", self.header(), imports(&names), body.text))
    }

    fn header(&self) -> String {
        let what = match self.actions.as_slice() {
            [action] => format!("`{action}`"),
            _ => "Operations".to_owned(),
        };
        let mut header = String::new();
        let line = format!("{what} of {}, API version {}.", self.docs.product, self.docs.version);
        comment::write(&mut header, "//! ", &[Block::Paragraph(line)]);
        header
    }
}

/// Writes the operations, each type after the struct that mentions it first, and returns the names that they mention.
fn write_all(body: &mut Source, declared: &[Declared<'_>], types: Types<'_>) -> BTreeSet<String> {
    let (items, names) = types.used_by(declared.iter().flat_map(Declared::mentioned).collect());
    let mut items = items.iter().peekable();
    for (index, operation) in declared.iter().enumerate() {
        operation.write_request(body);
        while let Some(item) = items.next_if(|item| item.order < operation.first_of_reply) {
            write::item(body, item);
        }
        operation.write_reply(body);
        let end = declared.get(index + 1).map_or(usize::MAX, |next| next.first);
        while let Some(item) = items.next_if(|item| item.order < end) {
            write::item(body, item);
        }
    }
    names
}

/// The `use` lines for the names that a file mentions. Their order is the same in every style edition of rustfmt.
fn imports(names: &BTreeSet<String>) -> String {
    let used = |all: &[&'static str]| -> Vec<_> { all.iter().copied().filter(|name| names.contains(*name)).collect() };
    let group = |path: &str, all: &[&'static str]| match used(all).as_slice() {
        [] => None,
        [name] => Some(format!("use {path}::{name};\n")),
        names => Some(format!("use {path}::{{{}}};\n", names.join(", "))),
    };
    let lines = [
        group("ice_runtime::credentials", &[SECRET]),
        group("ice_runtime::encoding", &["Base64Json"]),
        Some("use ice_runtime::ice_operation;\n".to_owned()),
        group("ice_runtime::upload", &["UploadAddress", "UploadAuth"]),
        group("serde", &["Deserialize", "Serialize"]),
        group("std::collections", &["BTreeMap"]),
    ];
    format!("\n{}", lines.into_iter().flatten().collect::<String>())
}

fn unknown_member(member: &str, operations: &[&OperationDoc]) -> DocsError {
    let members = operations.iter().filter_map(|operation| operation.reply.as_ref()).flat_map(Schema::members);
    let near = nearest(member, members.map(|(name, _)| name.as_str()));
    let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    DocsError::new("", format_args!("no reply has an optional member `{member}`{hint}"))
}
