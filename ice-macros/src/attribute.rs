//! The thin first stage: an attribute and its item come in, the same item goes out, with the hidden derive if it can have one.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::Attribute;
use syn::parse::{ParseStream, Parser as _};

use crate::diagnostics::Diagnostics;
use crate::operation::{NOT_A_STRUCT, OperationOptions};
use crate::options::Options as _;
use crate::runtime_path::runtime_path;

/// Carries the operation's options from the attribute to the derive.
pub(crate) const CARRIER: &str = "__operation";

const REPEATED: &str = "`#[ice_operation]` is already applied to this struct";

/// Expands `#[ice_operation(options)] item`.
pub(crate) fn expand(options: &TokenStream, item: TokenStream) -> TokenStream {
    let mut cx = Diagnostics::default();
    let split = |input: ParseStream<'_>| Ok((input.call(Attribute::parse_outer)?, input.parse::<TokenStream>()?));
    let Ok((mut attributes, body)) = split.parse2(item.clone()) else { return item };
    let Some(keyword) = find_keyword(body.clone()) else { return item };
    attributes.retain(|attribute| !is_repetition(attribute, &mut cx));
    // The attribute's place, but as if the user had written what is made there: the compiler then names no macro.
    let place = Span::call_site().resolved_at(keyword.span());
    if attributes.iter().any(is_carrier) {
        cx.error(place, REPEATED);
    } else if ["struct", "enum", "union"].iter().any(|word| keyword == word) {
        let mut known = OperationOptions::default();
        known.read_all(options.clone(), &mut Diagnostics::default());
        let runtime = runtime_path(known.runtime.value(), place);
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

/// Whether an attribute is one more `#[ice_operation]`, which is reported.
fn is_repetition(attribute: &Attribute, cx: &mut Diagnostics) -> bool {
    let name = attribute.path().segments.last().map(|segment| &segment.ident);
    let repetition = name.filter(|name| *name == "ice_operation");
    if let Some(name) = repetition {
        cx.error(name.span(), REPEATED);
    }
    repetition.is_some()
}

/// Whether an attribute is what this stage leaves for the derive.
pub(crate) fn is_carrier(attribute: &Attribute) -> bool {
    let list = attribute.meta.require_list();
    attribute.path().is_ident("ice") && list.is_ok_and(|list| list.tokens.to_string().starts_with(CARRIER))
}

/// Finds the word that says what kind of item it is.
fn find_keyword(item: TokenStream) -> Option<Ident> {
    const KINDS: [&str; 11] =
        ["struct", "enum", "union", "fn", "impl", "trait", "mod", "type", "static", "use", "macro_rules"];
    let mut tokens = item.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            // What a `macro_rules!` macro passed on.
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                if let Some(keyword) = find_keyword(group.stream()) {
                    return Some(keyword);
                }
            }
            TokenTree::Ident(ident) => {
                let is_modifier = |next: &TokenTree| ["fn", "unsafe", "async", "extern"].contains(&&*next.to_string());
                let is_constant = ident == "const" && !tokens.peek().is_some_and(is_modifier);
                if is_constant || KINDS.iter().any(|kind| ident == kind) {
                    return Some(ident);
                }
            }
            _ => {}
        }
    }
    None
}
