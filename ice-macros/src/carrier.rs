//! What the attribute leaves for the hidden derive: `#[ice(__operation(..))]`, which carries the operation's options.

use proc_macro2::{Group, Ident, Span, TokenStream};
use syn::Attribute;
use syn::parse::ParseStream;

/// The name of the option that carries the others.
pub(crate) const CARRIER: &str = "__operation";

/// The span of the attribute that wrote a carrier, and the options that it carries.
pub(crate) fn carried(attribute: &Attribute) -> Option<(Span, TokenStream)> {
    let parse = |input: ParseStream<'_>| Ok((input.parse::<Ident>()?, input.parse::<Group>()?.stream()));
    let is_ours = attribute.path().is_ident("ice");
    let (ident, options) = attribute.parse_args_with(parse).ok().filter(|_| is_ours)?;
    (ident == CARRIER).then(|| (ident.span(), options))
}

/// Whether an attribute is what `#[ice_operation]` leaves for the derive.
pub(crate) fn is_carrier(attribute: &Attribute) -> bool {
    carried(attribute).is_some()
}
