//! The thin first stage: returns the item unchanged and adds the hidden derive, which sees it with its `#[cfg]`s
//! resolved.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::Attribute;
use syn::parse::{ParseStream, Parser as _};

use crate::carrier::{CARRIER, is_carrier};
use crate::diagnostics::Diagnostics;
use crate::operation::NOT_A_STRUCT;
use crate::option_sets::RuntimeOptions;
use crate::options::Options as _;
use crate::runtime_path::runtime_path;

const REPEATED: &str = "`#[ice_operation]` is already applied to this struct";

/// Expands `#[ice_operation(options)] item`.
pub(crate) fn expand(options: &TokenStream, item: &TokenStream) -> TokenStream {
    let mut cx = Diagnostics::default();
    let split = |input: ParseStream<'_>| Ok((input.call(Attribute::parse_outer)?, input.parse::<TokenStream>()?));
    let (mut attributes, body) = split.parse2(item.clone()).unwrap_or_default();
    let Some(keyword) = find_keyword(body.clone()) else {
        cx.error(Span::call_site(), NOT_A_STRUCT);
        return quote!(#cx #item);
    };
    attributes.retain(|attribute| !is_repetition(attribute, &mut cx));
    // Located at the attribute but resolved as the user's own code, so the compiler's messages name no macro.
    let place = Span::call_site().resolved_at(keyword.span());
    if attributes.iter().any(is_carrier) {
        cx.error(place, REPEATED);
    } else if ["struct", "enum", "union"].iter().any(|word| keyword == word) {
        // The derive's path must be known before the derive runs. The derive reads all options and reports their
        // mistakes; one macro can pass only tokens to another, so `crate` is read twice.
        let mut known = RuntimeOptions::default();
        known.read_all(options.clone(), &mut Diagnostics::default());
        let runtime = runtime_path(known.runtime.value.as_ref(), place);
        let carrier = Ident::new(CARRIER, place);
        return quote_spanned! {place=>
            #cx
            #[derive(#runtime::private::IceOperation)]
            #[ice(#carrier(#options))]
            #(#attributes)*
            #body
        };
    } else {
        cx.error(keyword.span(), NOT_A_STRUCT);
    }
    quote!(#cx #(#attributes)* #body)
}

/// Whether an attribute is a second `#[ice_operation]`, which is reported.
fn is_repetition(attribute: &Attribute, cx: &mut Diagnostics) -> bool {
    let name = attribute.path().segments.last().map(|segment| &segment.ident);
    let repetition = name.filter(|name| *name == "ice_operation");
    if let Some(name) = repetition {
        cx.error(name.span(), REPEATED);
    }
    repetition.is_some()
}

/// Finds the keyword that says what kind of item this is, such as `struct`, or else the first token.
fn find_keyword(item: TokenStream) -> Option<Ident> {
    const KINDS: [&str; 10] = ["struct", "enum", "union", "fn", "impl", "trait", "mod", "type", "static", "use"];
    let head = item.into_iter().take_while(|token| !matches!(token, TokenTree::Punct(_)));
    let word = |token| match token {
        TokenTree::Ident(word) if word != "pub" && word != "unsafe" => Some(word),
        _ => None,
    };
    let words: Vec<_> = head.filter_map(word).collect();
    words.iter().find(|word| KINDS.iter().any(|kind| word == kind)).or(words.first()).cloned()
}
