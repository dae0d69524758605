//! Tests of the expansion itself. They live beside `src` and are compiled into the crate: nobody else can call its
//! functions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod documentation;
mod hygiene;
mod options;
mod random;
mod snapshots;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Item, Meta};

use crate::{attribute, expand, expand_page, expand_values};

/// What becomes of a source file, in the order in which the compiler expands it: each item as it is given back, then
/// what its derives add.
pub(crate) fn expand_file(source: &str) -> syn::File {
    let file = syn::parse_file(source).expect("the source is a Rust file");
    let items = file.items.into_iter().map(expand_item);
    syn::parse2(quote!(#(#items)*)).expect("an expansion is a Rust file")
}

fn expand_item(mut item: Item) -> TokenStream {
    let Some(attributes) = attributes_of(&mut item) else { return item.into_token_stream() };
    if let Some(index) = attributes.iter().position(|attribute| attribute.path().is_ident("ice_operation")) {
        let options = options_of(&attributes.remove(index));
        return expand_derives(attribute::expand(&options, &item.into_token_stream()));
    }
    expand_derives(item.into_token_stream())
}

/// What stands in an attribute's parentheses.
fn options_of(attribute: &Attribute) -> TokenStream {
    match &attribute.meta {
        Meta::List(list) => list.tokens.clone(),
        _ => TokenStream::new(),
    }
}

/// The attributes of an item that can have a derive.
fn attributes_of(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    match item {
        Item::Struct(item) => Some(&mut item.attrs),
        Item::Enum(item) => Some(&mut item.attrs),
        Item::Union(item) => Some(&mut item.attrs),
        _ => None,
    }
}

/// Runs our derives on what stands under a `#[derive(..)]`.
pub(crate) fn expand_derives(tokens: TokenStream) -> TokenStream {
    let Ok(file) = syn::parse2::<syn::File>(tokens.clone()) else { return tokens };
    let mut output = tokens;
    for mut item in file.items {
        let names = attributes_of(&mut item).map(|attributes| derived(attributes)).unwrap_or_default();
        if names.contains("IceOperation") {
            output.extend(expand::derive(item.to_token_stream()));
        }
        if names.contains("IceEnum") {
            output.extend(expand_values::derive(item.to_token_stream()));
        }
        if names.contains("IcePage") {
            output.extend(expand_page::derive(item.to_token_stream()));
        }
    }
    output
}

fn derived(attributes: &[Attribute]) -> String {
    let derives = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    derives.map(|attribute| options_of(attribute).to_string()).collect()
}
