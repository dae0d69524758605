//! RAM policies: the minimal policy that allows a set of operations, in the vendor's JSON format.

use std::fmt;

use serde_json::json;

use crate::facts::Metadata;

/// The minimal RAM policy for a set of operations.
///
/// ```
/// use ice_runtime::{Operation, ice_operation, ram::Policy};
///
/// #[ice_operation(action = "GetMediaInfo")]
/// struct GetMediaInfo {}
///
/// #[derive(serde::Deserialize)]
/// struct GetMediaInfoResponse {}
///
/// assert_eq!(
///     Policy::allow([GetMediaInfo::METADATA]).to_string(),
///     r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":["ice:GetMediaInfo"],"Resource":["*"]}]}"#,
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    actions: Vec<String>,
}

impl Policy {
    /// Creates a policy that allows exactly these operations, on every resource. Anonymous operations need no
    /// permission.
    pub fn allow(operations: impl IntoIterator<Item = Metadata>) -> Self {
        let signed = operations.into_iter().filter(|operation| !operation.anonymous);
        let mut actions: Vec<String> = signed.map(|operation| operation.ram_action()).collect();
        actions.sort();
        actions.dedup();
        Self { actions }
    }

    /// Returns the RAM actions that it allows, sorted.
    #[must_use]
    pub fn actions(&self) -> &[String] {
        &self.actions
    }

    /// Writes one statement as JSON.
    pub(crate) fn statement_for(actions: &[String]) -> String {
        // Written out, because a map would sort the members, and the vendor's documents use this order.
        format!(r#"{{"Effect":"Allow","Action":{},"Resource":["*"]}}"#, json!(actions))
    }
}

/// The policy document as compact JSON.
impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(r#"{"Version":"1","Statement":["#)?;
        if !self.actions.is_empty() {
            f.write_str(&Self::statement_for(&self.actions))?;
        }
        f.write_str("]}")
    }
}
