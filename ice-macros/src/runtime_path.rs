//! Where the runtime is: the `crate` option comes in, the path that all generated code begins with goes out.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::Path;

/// The given path, or the usual one at `span`.
pub(crate) fn runtime_path(path: Option<&Path>, span: Span) -> TokenStream {
    path.map_or_else(|| quote_spanned!(span=> ::ice_runtime), ToTokens::to_token_stream)
}
