//! The schemas that several operations share, by name.

use std::collections::BTreeMap;

use super::error::DocsError;
use super::node::Node;
use super::schema::{Schema, Shape};

/// How many references are followed: a longer chain is a cycle.
const MAX_STEPS: usize = 32;

/// `components.schemas` of a document.
#[derive(Debug, Clone, Default)]
pub(crate) struct Schemas(BTreeMap<String, Schema>);

impl Schemas {
    pub(crate) fn read(node: &mut Node) -> Result<Self, DocsError> {
        let Some(mut components) = node.take("components") else { return Ok(Self::default()) };
        let mut schemas = BTreeMap::new();
        for (name, node) in components.take_object("schemas", "components")? {
            let schema = Schema::read(node, &format!("components.schemas.{name}"))?;
            schemas.insert(name, schema);
        }
        Ok(Self(schemas))
    }

    /// Follows references to the schema that `schema` stands for, if it exists.
    pub(crate) fn resolve<'a>(&'a self, schema: &'a Schema) -> Option<&'a Schema> {
        let mut schema = schema;
        for _ in 0..MAX_STEPS {
            match &schema.shape {
                Shape::Reference(name) => schema = self.0.get(name)?,
                _ => return Some(schema),
            }
        }
        None
    }
}
