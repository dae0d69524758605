//! Reads what a document says about each operation.

use super::error::DocsError;
use super::node::Node;
use super::parameters::{self, ParameterDoc};
use super::schema::Schema;
use super::schemas::Schemas;
use crate::facts::{Method, Place};

/// What a document says about one operation.
#[derive(Debug, Clone)]
pub(crate) struct OperationDoc {
    pub(crate) action: String,
    pub(crate) method: Method,
    /// Whether the operation is called without a signature.
    pub(crate) anonymous: bool,
    pub(crate) deprecated: bool,
    pub(crate) summary: String,
    pub(crate) description: String,
    /// In document order; each name once, without those that another parameter sends as its parts.
    pub(crate) parameters: Vec<ParameterDoc>,
    /// Parameters that an RPC-style request has no place for, or whose names cannot be sent.
    pub(crate) unsendable: Vec<String>,
    /// The schema of a success.
    pub(crate) reply: Option<Schema>,
    /// A sample reply, as JSON text.
    #[allow(dead_code, reason = "the emulator answers with it")]
    pub(crate) sample: Option<String>,
    pub(crate) errors: Vec<ErrorDoc>,
    /// The operation's action in RAM policies, such as `ice:CreateUploadStream`.
    pub(crate) ram_actions: Vec<String>,
}

/// A documented error of an operation.
#[derive(Debug, Clone)]
pub(crate) struct ErrorDoc {
    pub(crate) status: String,
    pub(crate) code: String,
    pub(crate) message: String,
}

impl OperationDoc {
    pub(crate) fn read(action: String, node: Node, place: &str, schemas: &Schemas) -> Result<Self, DocsError> {
        let Node::Object(_) = node else { return Err(node.is_not("an operation", place)) };
        let mut node = node;
        let text = |node: &mut Node, name| node.take_text(name).unwrap_or_default();
        let listed = node.take_list("parameters", place)?;
        let (parameters, unsendable) = parameters::read(listed, &format!("{place}.parameters"), schemas)?;
        let has_form = parameters.iter().any(|parameter| parameter.place == Place::Form);
        Ok(Self {
            action,
            method: read_method(&mut node, place, has_form)?,
            anonymous: is_anonymous(&mut node, place)?,
            deprecated: node.take_flag("deprecated"),
            summary: text(&mut node, "summary"),
            description: text(&mut node, "description"),
            parameters,
            unsendable,
            reply: read_reply(&mut node, place)?,
            sample: node.take("responseDemo").and_then(read_sample),
            errors: read_errors(&mut node, place)?,
            ram_actions: node.take("ramActions").map(read_ram_actions).unwrap_or_default(),
        })
    }
}

/// Nearly every operation lists both methods; `GET` is meant only if it is the only one and there is no form body.
fn read_method(node: &mut Node, place: &str, has_form: bool) -> Result<Method, DocsError> {
    let methods: Vec<_> = node.take_list("methods", place)?.into_iter().filter_map(Node::into_text).collect();
    let is_get = !methods.is_empty() && methods.iter().all(|method| method.eq_ignore_ascii_case("get"));
    Ok(if is_get && !has_form { Method::Get } else { Method::Post })
}

fn is_anonymous(node: &mut Node, place: &str) -> Result<bool, DocsError> {
    let kinds: Vec<_> = node.take_list("security", place)?;
    let is_anonymous =
        |kind: &Node| matches!(kind, Node::Object(names) if names.iter().any(|(name, _)| name == "Anonymous"));
    Ok(!kinds.is_empty() && kinds.iter().all(is_anonymous))
}

/// The schema of a success: status 200, or else the first status that has a schema.
fn read_reply(node: &mut Node, place: &str) -> Result<Option<Schema>, DocsError> {
    let mut found = None;
    for (status, mut response) in node.take_object("responses", place)? {
        let is_success = status.starts_with('2') || status == "default";
        if !is_success || (found.is_some() && status != "200") {
            continue;
        }
        if let Some(schema) = response.take("schema") {
            found = Some(Schema::read(schema, &format!("{place}.responses.{status}.schema"))?);
        }
    }
    Ok(found)
}

/// The JSON sample in `[{"type": "json", "example": ".."}]`, a list that is itself usually a JSON string.
fn read_sample(node: Node) -> Option<String> {
    let demos = match node {
        Node::Text(text) => Node::parse(&text).ok()?,
        other => other,
    };
    let Node::List(demos) = demos else { return None };
    demos.into_iter().find_map(|mut demo| {
        let is_json = demo.take_text("type").is_some_and(|kind| kind.eq_ignore_ascii_case("json"));
        demo.take_text("example").filter(|example| is_json && !example.trim().is_empty())
    })
}

fn read_errors(node: &mut Node, place: &str) -> Result<Vec<ErrorDoc>, DocsError> {
    let mut errors = Vec::new();
    for (status, list) in node.take_object("errorCodes", place)? {
        let Node::List(list) = list else { continue };
        for mut error in list {
            if let Some(code) = error.take_text("errorCode").filter(|code| !code.trim().is_empty()) {
                let message = error.take_text("errorMessage").unwrap_or_default();
                errors.push(ErrorDoc { status: status.clone(), code, message });
            }
        }
    }
    Ok(errors)
}

/// Finds every member `action` like `ice:CreateUploadStream`, at any depth.
fn read_ram_actions(node: Node) -> Vec<String> {
    match node {
        Node::List(items) => items.into_iter().flat_map(read_ram_actions).collect(),
        Node::Object(members) => members
            .into_iter()
            .flat_map(|(name, node)| match node {
                Node::Text(text) if name == "action" && is_ram_action(&text) => vec![text],
                node => read_ram_actions(node),
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether the text is a single RAM action: a code and an action, and nothing else.
fn is_ram_action(text: &str) -> bool {
    let is_name =
        |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    text.split_once(':').is_some_and(|(code, action)| is_name(code) && is_name(action))
}
