//! The thin first stage: an attribute and its item come in, the same item goes out, with the hidden derive if it can have one.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use crate::diagnostics::Diagnostics;
use crate::operation::{NOT_A_STRUCT, OperationOptions};
use crate::runtime_path::RuntimePath;

/// Carries the operation's options from the attribute to the derive.
pub(crate) const CARRIER: &str = "__operation";

const REPEATED: &str = "`#[ice_operation]` is already applied to this struct";

/// Expands `#[ice_operation(options)] item`.
pub(crate) fn expand(options: &TokenStream, item: TokenStream) -> TokenStream {
    let mut cx = Diagnostics::default();
    let item = Item::read(item, &mut cx);
    let tokens = &item.tokens;
    let Some(keyword) = item.keyword else {
        return quote!(#cx #tokens);
    };
    // The attribute's place, but as if the user had written what is made there: the compiler then names no macro.
    let place = Span::call_site().resolved_at(keyword.span());
    if item.is_declared {
        cx.error(place, REPEATED);
        return quote!(#cx #tokens);
    }
    if !is_derivable(&keyword) {
        cx.error(keyword.span(), NOT_A_STRUCT);
        return quote!(#cx #tokens);
    }
    let known = OperationOptions::from_tokens(options);
    let runtime = RuntimePath::new(known.runtime.value(), place);
    let carrier = Ident::new(CARRIER, place);
    quote_spanned! {place=>
        #cx
        #[derive(#runtime::private::IceOperation)]
        #[ice(#carrier(#options))]
        #tokens
    }
}

/// Whether an item that begins with `keyword` can have a derive.
fn is_derivable(keyword: &Ident) -> bool {
    ["struct", "enum", "union"].iter().any(|word| keyword == word)
}

/// The item under an attribute, seen from afar.
struct Item {
    /// The item without further `#[ice_operation]`s.
    tokens: TokenStream,
    /// What says which kind of item it is.
    keyword: Option<Ident>,
    /// Whether another `#[ice_operation]` has been expanded on it.
    is_declared: bool,
}

impl Item {
    /// Looks through an item's attributes and for its keyword.
    fn read(item: TokenStream, cx: &mut Diagnostics) -> Self {
        let mut read = Self {
            tokens: TokenStream::new(),
            keyword: None,
            is_declared: false,
        };
        let mut tokens = flatten(item).into_iter().peekable();
        while let Some(token) = tokens.next() {
            if let (None, TokenTree::Punct(_), Some(TokenTree::Group(attribute))) =
                (&read.keyword, &token, tokens.peek())
                && let Some((path, arguments)) = attribute_name(attribute)
            {
                if path == "ice_operation" {
                    cx.error(path.span(), REPEATED);
                    tokens.next();
                    continue;
                }
                read.is_declared |= path == "ice" && arguments.to_string().starts_with(CARRIER);
            }
            if let (None, TokenTree::Ident(ident)) = (&read.keyword, &token)
                && is_keyword(ident, tokens.peek())
            {
                read.keyword = Some(ident.clone());
            }
            read.tokens.extend([token]);
        }
        read
    }
}

/// The last name of an attribute's path, and its arguments.
fn attribute_name(brackets: &proc_macro2::Group) -> Option<(Ident, TokenStream)> {
    if brackets.delimiter() != Delimiter::Bracket {
        return None;
    }
    let mut name = None;
    for token in flatten(brackets.stream()) {
        match token {
            TokenTree::Ident(ident) => name = Some(ident),
            TokenTree::Punct(punct) if punct.as_char() == ':' => {}
            TokenTree::Group(group) => return name.map(|name| (name, group.stream())),
            _ => break,
        }
    }
    name.map(|name| (name, TokenStream::new()))
}

/// Whether `ident` says what kind of item it begins, and no later word can say it better.
fn is_keyword(ident: &Ident, next: Option<&TokenTree>) -> bool {
    const KINDS: [&str; 11] = [
        "struct",
        "enum",
        "union",
        "fn",
        "impl",
        "trait",
        "mod",
        "type",
        "static",
        "use",
        "macro_rules",
    ];
    let is_constant = ident == "const" && !matches!(next, Some(TokenTree::Ident(next)) if is_modifier(next));
    is_constant || KINDS.iter().any(|kind| ident == kind)
}

/// Whether `ident` can stand between `const` and the keyword of a function.
fn is_modifier(ident: &Ident) -> bool {
    ["fn", "unsafe", "async", "extern"].iter().any(|word| ident == word)
}

/// Takes the invisible brackets off the front of what a `macro_rules!` macro passed on.
fn flatten(tokens: TokenStream) -> Vec<TokenTree> {
    let mut tokens: Vec<_> = tokens.into_iter().collect();
    while let Some(TokenTree::Group(group)) = tokens.first()
        && group.delimiter() == Delimiter::None
    {
        let inner = group.stream();
        tokens.splice(..1, inner);
    }
    tokens
}
