//! `#[derive(IceEnum)]`: the table of an enum's values, from which the runtime's `value_set!` generates the impls.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote};

use crate::diagnostics::Diagnostics;
use crate::input::Input;
use crate::runtime_path::runtime_path;
use crate::serde_rules::check_value_set;
use crate::value_set::{Value, ValueSet};

/// Expands the derive.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let Some(input) = Input::read(item) else {
        return TokenStream::new();
    };
    let mut cx = Diagnostics::default();
    let set = ValueSet::from_input(&input, &mut cx);
    check_value_set(&set, &mut cx);
    let runtime = runtime_path(set.runtime.as_ref(), Span::call_site());
    let ident = &set.item.ident;
    let (impl_generics, ty_generics, where_clause) = set.item.generics.split_for_impl();
    // Without the `<`, since one of the impls adds a lifetime.
    let generics = impl_generics.to_token_stream().into_iter().skip(1);
    let end = set.item.generics.params.is_empty().then(|| quote!(>));
    let ignores_case = set.ignores_case;
    let values = set.values.iter().map(|Value { variant, text, .. }| quote!(#variant = #text));
    let other = set.other;
    let rest = (!set.is_complete).then(|| quote!(_));
    quote! {
        #cx
        #runtime::private::value_set! {
            [#(#generics)* #end] #ident #ty_generics [#where_clause]
            ignores_case: #ignores_case,
            values: { #(#values),* },
            other: { #other },
            rest: { #rest },
        }
    }
}
