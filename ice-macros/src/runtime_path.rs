//! The path to the runtime crate that all generated code uses, and the frame of an `impl` of one of its traits.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Generics, Path};

/// Returns the given path with its own span, or the default path at `span`.
pub(crate) fn runtime_path(path: Option<&Path>, span: Span) -> TokenStream {
    path.map_or_else(|| quote_spanned!(span=> ::ice_runtime), ToTokens::to_token_stream)
}

/// Returns the path located at `span` but resolved where it was written: the compiler reports errors in it at `span`.
pub(crate) fn runtime_path_at(path: Option<&Path>, span: Span) -> TokenStream {
    let moved = runtime_path(path, span).into_iter().map(|mut token| {
        token.set_span(token.span().located_at(span));
        token
    });
    moved.collect()
}

/// Writes an `impl` of one of the runtime's traits for an item. The compiler reports unmet bounds at `place`.
pub(crate) fn implement(
    of_trait: &TokenStream,
    (ident, generics): (&Ident, &Generics),
    place: Span,
    body: &TokenStream,
) -> TokenStream {
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let head = quote_spanned!(place=> impl #impl_generics #of_trait for #ident #ty_generics #where_clause);
    quote! {
        #[automatically_derived]
        #[allow(deprecated, unused_qualifications)]
        #head { #body }
    }
}
