//! Macros.

mod attribute;
mod description;
mod diagnostics;
mod expand;
mod expand_values;
mod input;
mod keys;
mod operation;
mod options;
mod rules;
mod runtime_path;
mod tokens;
mod value_set;
mod values;

use proc_macro::TokenStream;

/// Declares an operation.
#[proc_macro_attribute]
pub fn ice_operation(options: TokenStream, item: TokenStream) -> TokenStream {
    attribute::expand(&options.into(), item.into()).into()
}

#[doc(hidden)]
#[proc_macro_derive(IceOperation, attributes(ice))]
pub fn derive_operation(item: TokenStream) -> TokenStream {
    expand::derive(item.into()).into()
}

/// Lists the values of a parameter.
#[proc_macro_derive(IceEnum, attributes(ice))]
pub fn derive_value_set(item: TokenStream) -> TokenStream {
    expand_values::derive(item.into()).into()
}

#[cfg(test)]
#[path = "../tests/inside/mod.rs"]
mod tests;
