//! What the emulator needs from a document that describes operations. `documents` implements it for the vendor's.

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
    /// Whether it is called unsigned.
    fn is_anonymous(&self) -> bool;

    fn takes(&self, method: &Method) -> bool;

    /// Checks the parameters of a request. What only a declaration has is accepted.
    fn check(&self, arrived: &Arrived, declared: Option<&Metadata>) -> Result<(), Refusal>;

    /// Makes a reply as the document describes it.
    fn answer(&self, call: &Call) -> Answer;
}
