//! Collects the mistakes in one item and turns them into `compile_error!`s.
//!
//! Every stage takes `cx: &mut Diagnostics` as its last argument, reports what it finds and carries on, so one build
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

    /// Reports a mistake that spans several tokens, from the first to the last.
    pub(crate) fn error_spanned(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.errors.push(syn::Error::new_spanned(tokens, message));
    }

    /// Reports a mistake that makes all the others irrelevant.
    pub(crate) fn replace(&mut self, span: Span, message: impl Display) {
        self.errors = vec![syn::Error::new(span, message)];
    }

    /// Returns how many mistakes have been found.
    pub(crate) fn count(&self) -> usize {
        self.errors.len()
    }

    /// Takes over the mistakes of another collector.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.errors.append(&mut other.errors);
    }

    /// Turns the latest mistake into a type: an array whose length is the `compile_error!`. Unlike a `compile_error!`
    /// in place of the type, this causes no further errors where the type is used.
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
