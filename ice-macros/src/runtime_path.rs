//! Where the runtime is: the `crate` option comes in, the path that all generated code begins with goes out.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::Path;

/// The path of the runtime, in the words of the user's crate.
pub(crate) struct RuntimePath {
    tokens: TokenStream,
}

impl RuntimePath {
    /// The given path, or the usual one at `span`.
    pub(crate) fn new(path: Option<&Path>, span: Span) -> Self {
        let tokens = path.map_or_else(|| quote_spanned!(span=> ::ice_runtime), ToTokens::to_token_stream);
        Self { tokens }
    }
}

impl ToTokens for RuntimePath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.tokens.clone());
    }
}
