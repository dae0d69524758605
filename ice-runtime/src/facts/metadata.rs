//! The facts of one operation.

use super::parameter::{Parameter, Place};
use super::product::{Product, ProductFacts};
use super::retry_safety::RetrySafety;
use crate::percent;

/// The facts of an operation, for programs to read: documentation tools, policies, emulators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Metadata {
    /// The product, with its code, hosts and RAM code.
    pub product: Product,
    /// The product's API version, a date like `2020-11-09`.
    pub version: &'static str,
    /// The operation's name on the wire, such as `CreateUploadStream`.
    pub action: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// Whether the request is sent without a signature.
    pub anonymous: bool,
    /// The regions where the operation is available; empty means all of them.
    pub regions: &'static [&'static str],
    /// Whether it is safe to send a call more than once.
    pub retry_safety: RetrySafety,
    /// The parameters in canonical order.
    pub parameters: &'static [Parameter],
    /// The RAM action, if it is not the product's RAM code followed by the action.
    ram_action: Option<&'static str>,
}

impl Metadata {
    /// Creates the facts of an ICE operation in version 2020-11-09, sent by `POST`, with the retry safety that its
    /// name suggests.
    #[must_use]
    pub const fn new(action: &'static str) -> Self {
        Self {
            product: Product::ICE,
            version: Product::ICE.version(),
            action,
            method: Method::Post,
            anonymous: false,
            regions: &[],
            retry_safety: RetrySafety::of_action(action),
            parameters: &[],
            ram_action: None,
        }
    }

    /// Sets the product, and with it the API version.
    #[must_use]
    pub const fn with_product(self, product: Product) -> Self {
        Self { product, version: product.version(), ..self }
    }

    /// Sets the RAM action, if it is not the product's RAM code followed by the action: `bss:SavingsPlansAnalysis`.
    #[must_use]
    pub const fn with_ram_action(self, ram_action: &'static str) -> Self {
        Self { ram_action: Some(ram_action), ..self }
    }

    /// Sets the HTTP method.
    #[must_use]
    pub const fn with_method(self, method: Method) -> Self {
        Self { method, ..self }
    }

    /// Marks the operation as sent without a signature.
    #[must_use]
    pub const fn with_anonymous(self) -> Self {
        Self { anonymous: true, ..self }
    }

    /// Sets the regions where the operation is available.
    #[must_use]
    pub const fn with_regions(self, regions: &'static [&'static str]) -> Self {
        Self { regions, ..self }
    }

    /// Overrides the retry safety that the action's name suggests.
    #[must_use]
    pub const fn with_retry_safety(self, retry_safety: RetrySafety) -> Self {
        Self { retry_safety, ..self }
    }

    /// Sets the parameters, listed in canonical order.
    #[must_use]
    pub const fn with_parameters(self, parameters: &'static [Parameter]) -> Self {
        Self { parameters, ..self }
    }

    /// Returns the RAM action that a caller needs: `ice:CreateUploadStream`.
    #[must_use]
    pub fn ram_action(&self) -> String {
        Facts::of(self).ram_action()
    }

    /// Returns whether a call may be retried even if it may have been carried out: the operation is safe, or an
    /// idempotency token makes it so.
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        self.retry_safety == RetrySafety::Safe || self.parameters.iter().any(|parameter| parameter.is_idempotency_token)
    }

    /// Whether the operation declares form parameters, and so sends a form body even if none of them is set.
    #[must_use]
    pub const fn has_form_body(&self) -> bool {
        let mut index = 0;
        while index < self.parameters.len() {
            if matches!(self.parameters[index].place, Place::Form) {
                return true;
            }
            index += 1;
        }
        false
    }

    /// Returns whether the operation is available in `region`.
    #[must_use]
    pub fn is_available_in(&self, region: &str) -> bool {
        self.regions.is_empty() || self.regions.contains(&region)
    }
}

/// What the core knows about an operation. It borrows the names, which may only be known at run time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts<'a> {
    pub(crate) product: &'a ProductFacts<'a>,
    pub(crate) action: &'a str,
    /// Whether version and action need no percent-encoding. Checked once, not for each signature.
    pub(crate) is_plain: bool,
    pub(crate) method: Method,
    pub(crate) anonymous: bool,
    /// Empty means all regions.
    pub(crate) regions: &'a [&'a str],
    pub(crate) retry_safety: RetrySafety,
    pub(crate) has_form_body: bool,
    ram_action: Option<&'a str>,
}

impl<'a> Facts<'a> {
    pub(crate) const fn of(metadata: &'a Metadata) -> Self {
        let Metadata { action, method, anonymous, regions, retry_safety, ram_action, .. } = *metadata;
        let product = metadata.product.facts();
        let is_plain = percent::is_plain(product.version.as_bytes()) && percent::is_plain(action.as_bytes());
        let has_form_body = metadata.has_form_body();
        Self { product, action, is_plain, method, anonymous, regions, retry_safety, has_form_body, ram_action }
    }

    /// Returns the RAM action that a caller needs: `ice:CreateUploadStream`.
    pub(crate) fn ram_action(&self) -> String {
        self.ram_action.map_or_else(|| format!("{}:{}", self.product.ram_code(), self.action), str::to_owned)
    }

    pub(crate) fn is_available_in(&self, region: &str) -> bool {
        self.regions.is_empty() || self.regions.contains(&region)
    }
}

/// The HTTP methods of RPC-style operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Method {
    /// `GET`, without a body.
    Get,
    /// `POST`, with an empty body or a form.
    #[default]
    Post,
}

impl Method {
    /// Returns the method as it appears on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}
