//! The item under a derive: tokens come in, a syntax tree goes out, without its body where that is broken.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::{DeriveInput, PathSegment, Type};

/// An item, as far as it can be read.
pub(crate) struct Input {
    pub(crate) item: DeriveInput,
    /// Whether the compiler has reported a syntax error in the body, which is left out here.
    pub(crate) is_broken: bool,
}

impl Input {
    /// Reads an item; nothing if even its head is broken. The compiler has reported what does not parse.
    pub(crate) fn read(tokens: TokenStream) -> Option<Self> {
        if let Ok(item) = syn::parse2(tokens.clone()) {
            return Some(Self { item, is_broken: false });
        }
        let mut tokens: Vec<_> = tokens.into_iter().collect();
        match tokens.last_mut() {
            Some(body @ TokenTree::Group(_)) => *body = Group::new(Delimiter::Brace, TokenStream::new()).into(),
            _ => return None,
        }
        let item = syn::parse2(tokens.into_iter().collect()).ok()?;
        Some(Self { item, is_broken: true })
    }
}

/// The last segment of a type's path.
pub(crate) fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Path(path) => path.path.segments.last(),
        Type::Group(group) => last_segment(&group.elem),
        Type::Paren(paren) => last_segment(&paren.elem),
        _ => None,
    }
}
