//! Collects the mistakes of one item and turns them into `compile_error!`s.
//!
//! Every stage takes `cx: &mut Diagnostics` as its last argument, reports what it finds and goes on, so that one build shows every
//! mistake.

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

    /// Takes over the mistakes of another collector.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.errors.append(&mut other.errors);
    }

    /// Gives the latest mistake as a type. The compiler then knows that the type is broken, and does not complain of its uses.
    pub(crate) fn take_as_type(&mut self) -> TokenStream {
        self.errors
            .pop()
            .map_or_else(|| quote!(()), syn::Error::into_compile_error)
    }
}

impl ToTokens for Diagnostics {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for error in &self.errors {
            tokens.extend(error.to_compile_error());
        }
    }
}
