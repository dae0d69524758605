//! The macros of `ice-runtime`: they implement its traits for declared structs and enums.
//!
//! Depend on `ice-runtime`, which re-exports [`macro@ice_operation`], [`macro@IceEnum`] and [`macro@IcePage`]. Compile
//! errors are part of the interface: one message per mistake, at the token to change, all of them in one build.

mod attribute;
mod carrier;
mod description;
mod diagnostics;
mod expand;
mod expand_page;
mod expand_values;
mod input;
mod keys;
mod operation;
mod option_sets;
mod options;
mod page;
mod rules;
mod runtime_path;
mod serde_rules;
mod tokens;
mod value_set;
mod values;

use proc_macro::TokenStream;

#[doc = include_str!("../docs/ice_operation.md")]
#[proc_macro_attribute]
pub fn ice_operation(options: TokenStream, item: TokenStream) -> TokenStream {
    attribute::expand(&options.into(), &item.into()).into()
}

/// The second stage of `#[ice_operation]`: the `#[cfg]`s are resolved here, and `#[ice(..)]` is a helper attribute.
#[doc(hidden)]
#[proc_macro_derive(IceOperation, attributes(ice))]
pub fn derive_operation(item: TokenStream) -> TokenStream {
    expand::derive(item.into()).into()
}

#[doc = include_str!("../docs/ice_enum.md")]
#[proc_macro_derive(IceEnum, attributes(ice, serde))]
pub fn derive_value_set(item: TokenStream) -> TokenStream {
    expand_values::derive(item.into()).into()
}

#[doc = include_str!("../docs/ice_page.md")]
#[proc_macro_derive(IcePage, attributes(ice))]
pub fn derive_page(item: TokenStream) -> TokenStream {
    expand_page::derive(item.into()).into()
}

#[cfg(test)]
#[path = "../tests/inside/mod.rs"]
mod tests;
