//! The item under a derive, without its body if that does not parse.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::{Attribute, DeriveInput, GenericParam, PathSegment, Type};

use crate::diagnostics::Diagnostics;

/// An item, as far as it can be parsed.
pub(crate) struct Input {
    /// The item, without the attributes of its generic parameters.
    pub(crate) item: DeriveInput,
    /// Those attributes, which must not end up in the generated code.
    pub(crate) of_parameters: Vec<Attribute>,
    /// Whether the body is left out because of a syntax error, which the compiler has reported.
    pub(crate) is_broken: bool,
}

impl Input {
    /// Reads an item; `None` if even its head does not parse. The compiler has reported the syntax error.
    pub(crate) fn read(tokens: TokenStream) -> Option<Self> {
        if let Ok(item) = syn::parse2(tokens.clone()) {
            return Some(Self::new(item, false));
        }
        let mut tokens: Vec<_> = tokens.into_iter().collect();
        match tokens.last_mut() {
            Some(body @ TokenTree::Group(_)) => *body = Group::new(Delimiter::Brace, TokenStream::new()).into(),
            _ => return None,
        }
        let item = syn::parse2(tokens.into_iter().collect()).ok()?;
        Some(Self::new(item, true))
    }

    fn new(mut item: DeriveInput, is_broken: bool) -> Self {
        let attributes = item.generics.params.iter_mut().flat_map(|parameter| {
            std::mem::take(match parameter {
                GenericParam::Type(parameter) => &mut parameter.attrs,
                GenericParam::Lifetime(parameter) => &mut parameter.attrs,
                GenericParam::Const(parameter) => &mut parameter.attrs,
            })
        });
        let of_parameters = attributes.collect();
        Self { item, of_parameters, is_broken }
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

/// Reports options in places where they do nothing. `home` says where they belong.
pub(crate) fn check_misplaced<'a>(
    attributes: impl IntoIterator<Item = &'a Attribute>,
    home: &str,
    cx: &mut Diagnostics,
) {
    for attribute in attributes.into_iter().filter(|attribute| attribute.path().is_ident("ice")) {
        cx.error_spanned(attribute.path(), format!("`#[ice(..)]` does nothing here: options go on {home}"));
    }
}
