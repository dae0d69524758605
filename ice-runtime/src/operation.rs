//! The trait behind `#[ice_operation]`, and its type-erased form for the core.

use serde::de::DeserializeOwned;

use crate::facts::{Facts, Metadata};
use crate::params::{ParamError, ParamWriter};

/// An operation of an RPC-style Alibaba Cloud API: the trait behind `#[ice_operation]`.
///
/// It can also be implemented manually:
///
/// ```
/// use ice_runtime::{Metadata, Operation, ParamError, ParamWriter, Parameter, QueryValue};
///
/// struct GetMediaInfo {
///     media_id: Option<String>,
/// }
///
/// #[derive(serde::Deserialize)]
/// #[serde(rename_all = "PascalCase")]
/// struct GetMediaInfoResponse {
///     request_id: String,
/// }
///
/// impl Operation for GetMediaInfo {
///     type Response = GetMediaInfoResponse;
///     const METADATA: Metadata = Metadata::new("GetMediaInfo")
///         .with_parameters(&[Parameter::query("MediaId", "media_id", "Option<String>")]);
///
///     fn write_params(&self, params: &mut ParamWriter<'_>) -> Result<(), ParamError> {
///         self.media_id.write(params.query("MediaId"))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation: add `#[ice_operation(action = \"..\")]` to `{Self}`",
    label = "not an operation"
)]
pub trait Operation {
    /// The type that a successful reply is parsed into.
    type Response: DeserializeOwned;

    /// The operation's facts, which do not depend on the values of a request.
    const METADATA: Metadata;

    /// Writes the parameters that are set, in canonical order.
    ///
    /// That is the byte order of their names, query string and form body together. A value must write the same
    /// parameters each time: retries, and the comparison with what the service signed, write them again.
    ///
    /// # Errors
    ///
    /// A value that cannot be sent, or a name out of order.
    fn write_params(&self, params: &mut ParamWriter<'_>) -> Result<(), ParamError>;
}

/// Allows a call to borrow its operation.
impl<O: Operation + ?Sized> Operation for &O {
    type Response = O::Response;
    const METADATA: Metadata = O::METADATA;

    fn write_params(&self, params: &mut ParamWriter<'_>) -> Result<(), ParamError> {
        (**self).write_params(params)
    }
}

/// A type-erased operation, as the core uses it: code behind it is compiled once for all operations.
pub(crate) trait AnyOperation {
    fn facts(&self) -> Facts<'_>;

    /// See [`Operation::write_params`]. The names may be borrowed from the operation.
    fn write_params<'a>(&'a self, params: &mut ParamWriter<'a>) -> Result<(), ParamError>;
}

impl<O: Operation> AnyOperation for O {
    fn facts(&self) -> Facts<'_> {
        const { Facts::of(&O::METADATA) }
    }

    fn write_params<'a>(&'a self, params: &mut ParamWriter<'a>) -> Result<(), ParamError> {
        Operation::write_params(self, params)
    }
}

/// An operation that can be sent repeatedly without harm. `#[ice_operation]` implements it for operations that are
/// `retry = safe`, by their name or by that option.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not safe to repeat: waiting sends it again and again",
    label = "may do its work a second time",
    note = "if repeating it does no harm, add `retry = safe` to its `#[ice_operation(..)]`"
)]
pub trait SafeToRepeat: Operation {}

impl<O: SafeToRepeat + ?Sized> SafeToRepeat for &O {}
