//! A parsed document.

use std::collections::BTreeMap;

use super::document::error::DocsError;
use super::document::node::Node;
use super::document::operation::OperationDoc;
use super::document::schemas::Schemas;
use crate::facts::is_id;
use crate::text;

/// The vendor's machine-readable description of a product's operations.
///
/// `https://api.aliyun.com/meta/v1/products/{code}/versions/{version}/api-docs.json?language=EN_US` describes a whole
/// product, and `../apis/{action}/api.json` a single operation; both can be read.
///
/// ```
/// use ice_runtime::api_docs::ApiDocs;
///
/// let docs = ApiDocs::from_json(
///     r#"{
///         "info": {"style": "RPC", "product": "ICE", "version": "2020-11-09"},
///         "apis": {"GetMedia": {"parameters": [{"name": "MediaId", "in": "query", "schema": {"type": "string"}}]}}
///     }"#,
/// )?;
/// assert_eq!(docs.actions().collect::<Vec<_>>(), ["GetMedia"]);
/// # Ok::<(), ice_runtime::api_docs::DocsError>(())
/// ```
#[derive(Debug, Clone)]
pub struct ApiDocs {
    pub(super) product: String,
    pub(super) version: String,
    style: String,
    pub(super) operations: Vec<OperationDoc>,
    /// The index of each operation in the list.
    index: BTreeMap<String, usize>,
    schemas: Schemas,
    /// The host of each region.
    pub(super) endpoints: Vec<(String, String)>,
}

impl ApiDocs {
    /// Reads a whole `api-docs.json`, or the `api.json` of one operation. A document that does not name its product is
    /// taken to be of ICE, version 2020-11-09.
    ///
    /// Unknown members and styles are ignored.
    ///
    /// # Errors
    ///
    /// The text is not JSON, has no operation, or does not have an operation, a parameter or a schema where it should.
    /// The error says where.
    pub fn from_json(text: &str) -> Result<Self, DocsError> {
        let mut node = Node::parse(text)?;
        let Node::Object(_) = node else { return Err(node.is_not("an object with `apis`", "")) };
        let schemas = Schemas::read(&mut node)?;
        let mut info = node.take("info").unwrap_or(Node::Null);
        let mut fact = |name, default: &str| info.take_text(name).unwrap_or_else(|| default.to_owned());
        let (product, version) = (fact("product", "ICE"), fact("version", "2020-11-09"));
        let style = fact("style", "RPC");
        let endpoints = read_endpoints(&mut node)?;
        let operations = read_operations(node, &schemas)?;
        let index = operations.iter().enumerate().map(|(at, operation)| (operation.action.clone(), at)).collect();
        Ok(Self { product, version, style, operations, index, schemas, endpoints })
    }

    /// The product's code, as the vendor writes it: `ICE`, `Ecs`.
    pub fn product(&self) -> &str {
        &self.product
    }

    /// The API version, a date.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The names of all operations, in document order.
    pub fn actions(&self) -> impl Iterator<Item = &str> {
        self.operations.iter().map(|operation| operation.action.as_str())
    }

    /// Finds an operation that `#[ice_operation]` can declare.
    pub(super) fn declarable(&self, action: &str) -> Result<&OperationDoc, DocsError> {
        if self.style.eq_ignore_ascii_case("ROA") {
            let problem =
                "this product's operations are of the ROA style, but this crate only calls those of the RPC style";
            return Err(DocsError::new("info.style", problem));
        }
        if !is_id(&self.product) {
            return Err(DocsError::new("info.product", "not a product code: use letters, digits and hyphens only"));
        }
        let Some(operation) = self.operation(action) else {
            let near = text::nearest(action, self.actions());
            let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            return Err(DocsError::new(
                "apis",
                format_args!("there is no operation `{action}` in {} {}{hint}", self.product, self.version),
            ));
        };
        let is_action = action.starts_with(|first: char| first.is_ascii_uppercase())
            && action.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if is_action {
            return Ok(operation);
        }
        let problem = "this name cannot be declared: actions are PascalCase ASCII";
        Err(DocsError::new(format!("apis.{action}"), problem))
    }

    /// What the document says about one operation.
    pub(crate) fn operation(&self, action: &str) -> Option<&OperationDoc> {
        self.index.get(action).and_then(|at| self.operations.get(*at))
    }

    /// The schemas that the operations share.
    pub(crate) fn schemas(&self) -> &Schemas {
        &self.schemas
    }
}

fn read_operations(mut node: Node, schemas: &Schemas) -> Result<Vec<OperationDoc>, DocsError> {
    let mut operations = Vec::new();
    match node.take("apis") {
        Some(Node::Object(apis)) => {
            for (action, node) in apis {
                let place = format!("apis.{action}");
                operations.push(OperationDoc::read(action, node, &place, schemas)?);
            }
        }
        Some(other) => return Err(other.is_not("an object", "apis")),
        None => {
            let action = ["name", "title"].into_iter().find_map(|member| node.take_text(member));
            let action = action.filter(
                |_| matches!(&node, Node::Object(members) if members.iter().any(|(name, _)| name == "parameters")),
            );
            let Some(action) = action else {
                let problem = "the document has neither `apis` nor the `parameters` and the `title` of one operation";
                return Err(DocsError::new("", problem));
            };
            operations.push(OperationDoc::read(action, node, "", schemas)?);
        }
    }
    Ok(operations)
}

fn read_endpoints(node: &mut Node) -> Result<Vec<(String, String)>, DocsError> {
    let endpoints = node.take_list("endpoints", "")?.into_iter();
    let host = |mut node: Node| Some((node.take_text("regionId")?, node.take_text("endpoint")?.to_ascii_lowercase()));
    Ok(endpoints.filter_map(host).collect())
}
