//! Collects the mistakes of one item and turns them into `compile_error!`s.
//!
//! Every stage takes `cx: &mut Diagnostics` as its last argument, reports what it finds and goes on, so that one build
//! shows every mistake.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

/// The mistakes found so far.
#[derive(Default)]
pub(crate) struct Diagnostics {
    errors: Vec<syn::Error>,
}

impl Diagnostics {
    /// Reports a mistake at one token.
    pub(crate) fn error(&mut self, span: Span, message: impl Display) {
        self.errors.push(syn::Error::new(span, message));
    }

    /// Reports a mistake that reaches from the first to the last of several tokens.
    pub(crate) fn error_spanned(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.errors.push(syn::Error::new_spanned(tokens, message));
    }

    /// Reports a mistake after which none of the others is worth telling.
    pub(crate) fn replace(&mut self, span: Span, message: impl Display) {
        self.errors = vec![syn::Error::new(span, message)];
    }

    /// How many mistakes have been found.
    pub(crate) fn count(&self) -> usize {
        self.errors.len()
    }

    /// Takes over the mistakes of another collector.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.errors.append(&mut other.errors);
    }

    /// Gives the latest mistake as a type, an array whose length is the mistake. The compiler then says nothing of the
    /// type's uses, which it would do with a `compile_error!` for a type.
    pub(crate) fn take_as_type(&mut self) -> TokenStream {
        let length = self.errors.pop().map_or_else(|| quote!(0), syn::Error::into_compile_error);
        quote!([(); #length])
    }
}

impl ToTokens for Diagnostics {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.errors.iter().map(syn::Error::to_compile_error));
    }
}
