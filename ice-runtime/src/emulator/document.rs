//! What the emulator asks of a document that describes operations. The vendor's are in `documents`.

use http::Method;

use super::answer::Answer;
use super::arrived::Arrived;
use super::received::Call;
use super::refusal::Refusal;
use crate::facts::Metadata;

/// A document of one product.
pub(super) trait Document: Send + Sync {
    /// The product's code.
    fn product(&self) -> &str;

    /// The API version, a date.
    fn version(&self) -> &str;

    fn operation(&self, action: &str) -> Option<Box<dyn Documented + '_>>;
}

/// An operation that a document describes.
pub(super) trait Documented: Send + Sync {
    /// Whether it is called without a signature.
    fn is_anonymous(&self) -> bool;

    fn takes(&self, method: &Method) -> bool;

    /// Checks the parameters of a request. What a declaration has beyond the document passes.
    fn check(&self, arrived: &Arrived, declared: Option<&Metadata>) -> Result<(), Refusal>;

    /// A reply as the document describes it.
    fn answer(&self, call: &Call) -> Answer;
}
