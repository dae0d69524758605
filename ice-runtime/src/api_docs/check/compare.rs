//! The public checks, and what they compare besides parameters: the operation itself and its reply.

use super::difference::{Difference, Differences};
use super::{parameters, reply, written};
use crate::api_docs::docs::ApiDocs;
use crate::api_docs::document::operation::OperationDoc;
use crate::facts::Metadata;
use crate::operation::Operation;
use crate::params::ParamError;
use crate::text::nearest;

impl ApiDocs {
    /// Compares a declaration with the document: the operation's own facts, the values of enums, the members of the
    /// reply, and for each parameter its name, place, encoding, kind and whether it is required.
    ///
    /// `#[ice(json)]` and `#[ice(join = "..")]` do not count as differences where the document has a string: it may
    /// describe the format of the string in prose only. `#[ice(with = ..)]` is assumed to be right.
    ///
    /// The members of a reply type are found by deserializing made-up values into it. Members inside
    /// `#[serde(flatten)]` are not seen.
    ///
    /// This sees types and no values. It does not look inside what is sent with `#[ice(json)]` and `#[ice(flat)]`: use
    /// [`check_value`](Self::check_value) with an operation that has these fields set. Nor does it compare the regions
    /// of `regions = [..]`.
    ///
    /// ```
    /// use ice_runtime::api_docs::ApiDocs;
    /// use ice_runtime::ice_operation;
    ///
    /// #[ice_operation(action = "GetMedia")]
    /// struct GetMedia {
    ///     media_id: Option<String>,
    /// }
    ///
    /// #[derive(serde::Deserialize)]
    /// #[serde(rename_all = "PascalCase")]
    /// struct GetMediaResponse {
    ///     file_url: Option<String>,
    /// }
    ///
    /// let docs = ApiDocs::from_json(
    ///     r#"{"apis": {"GetMedia": {
    ///         "parameters": [{"name": "MediaId", "in": "query", "schema": {"type": "string"}}],
    ///         "responses": {"200": {"schema": {"type": "object", "properties": {"FileURL": {"type": "string"}}}}}
    ///     }}}"#,
    /// )?;
    /// let differences = docs.check::<GetMedia>();
    /// let advice = "GetMedia: the reply has no member `FileUrl`: write `#[serde(rename = \"FileURL\")]` if that is what you meant";
    /// assert_eq!(differences.to_string(), advice);
    /// # Ok::<(), ice_runtime::api_docs::DocsError>(())
    /// ```
    pub fn check<O: Operation>(&self) -> Differences {
        let mut found = Vec::new();
        if let Some(operation) = self.compare_operation(&O::METADATA, &mut found) {
            parameters::compare(O::METADATA.parameters, operation, self.schemas(), &mut found);
            if let Some(documented) = &operation.reply {
                reply::compare::<O::Response>(documented, self.schemas(), &mut found);
            }
        }
        Differences::new(O::METADATA.action, found)
    }

    /// Compares what `operation` sends with the document: names, places, and whether the document allows each value.
    /// Inside JSON and numbered values it compares the names of members and the kinds of single values, where the
    /// document describes them.
    ///
    /// # Errors
    ///
    /// The operation cannot be sent at all.
    pub fn check_value<O: Operation>(&self, operation: &O) -> Result<Differences, ParamError> {
        let mut found = Vec::new();
        let written = written::write(operation)?;
        if let Some(documented) = self.compare_operation(&O::METADATA, &mut found) {
            written::compare(&written, O::METADATA.parameters, (documented, self.schemas()), &mut found);
        }
        Ok(Differences::new(O::METADATA.action, found))
    }

    /// Compares the decoded parameters of a request with the document, as [`check_value`](Self::check_value) compares
    /// those that an operation writes.
    #[cfg(feature = "emulator")]
    pub(crate) fn check_request<'a>(
        &self,
        operation: &OperationDoc,
        sent: impl Iterator<Item = (&'a str, &'a str, crate::facts::Place)>,
    ) -> Vec<Difference> {
        let mut found = Vec::new();
        let sent: Vec<_> = sent.map(written::Written::new).collect();
        written::compare(&sent, &[], (operation, self.schemas()), &mut found);
        found
    }

    /// Compares the operation as a whole, and looks up what the document says about the rest.
    fn compare_operation(&self, declared: &Metadata, found: &mut Vec<Difference>) -> Option<&OperationDoc> {
        let action = declared.action;
        let Some(operation) = self.operation(action) else {
            let hint = nearest(action, self.actions()).map(|near| format!("; did you mean `{near}`?"));
            let problem = format!("the document has no operation `{action}`{}", hint.unwrap_or_default());
            found.push(Difference::Operation { problem });
            return None;
        };
        let (product, version) = (declared.product.code(), declared.version);
        if !product.eq_ignore_ascii_case(self.product()) || version != self.version() {
            let (documented, date) = (self.product(), self.version());
            let problem = format!(
                "declared for {product} {version}, and the document is of {documented} {date}: \
                 change `product` and `version`, or read the right document"
            );
            found.push(Difference::Operation { problem });
        }
        if declared.method != operation.method {
            found.push(Difference::Method { documented: operation.method });
        }
        if declared.anonymous != operation.anonymous {
            found.push(Difference::Signature { is_anonymous: operation.anonymous });
        }
        Some(operation)
    }
}
