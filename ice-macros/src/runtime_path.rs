//! Where the runtime is: the `crate` option comes in, the path that all generated code begins with goes out.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::Path;

/// The given path, or the usual one, at `span`.
pub(crate) fn runtime_path(path: Option<&Path>, span: Span) -> TokenStream {
    let Some(path) = path else { return quote_spanned!(span=> ::ice_runtime) };
    // Its names mean what they mean where they are written.
    let moved = path.to_token_stream().into_iter().map(|mut token| {
        token.set_span(token.span().located_at(span));
        token
    });
    moved.collect()
}
