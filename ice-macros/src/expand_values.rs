//! `#[derive(IceEnum)]`: an enum comes in, its list of values and their conversions go out.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

use crate::diagnostics::Diagnostics;
use crate::input::Input;
use crate::runtime_path::runtime_path;
use crate::value_set::{Value, ValueSet};

/// Expands the derive.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let Some(input) = Input::read(item) else {
        return TokenStream::new();
    };
    let mut cx = Diagnostics::default();
    let set = ValueSet::from_input(&input, &mut cx);
    let runtime = runtime_path(set.runtime.as_ref(), Span::call_site());
    let inherent = expand_inherent(&set);
    let value_set = expand_value_set(&set, &runtime);
    let text_traits = expand_text_traits(&set, &runtime);
    let serde_traits = expand_serde_traits(&set, &runtime);
    quote!(#cx #inherent #value_set #text_traits #serde_traits)
}

/// An `impl` of `target`, which is a trait with `for`, or nothing.
fn expand_impl(set: &ValueSet<'_>, target: &TokenStream, items: &TokenStream) -> TokenStream {
    let (generics, ..) = set.item.generics.split_for_impl();
    expand_generic_impl(set, &generics, target, items)
}

/// The same with generic parameters of its own.
fn expand_generic_impl(
    set: &ValueSet<'_>,
    generics: &impl ToTokens,
    target: &TokenStream,
    items: &TokenStream,
) -> TokenStream {
    let ident = &set.item.ident;
    let (_, ty_generics, where_clause) = set.item.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #generics #target #ident #ty_generics #where_clause { #items }
    }
}

/// The list of values, and the text of one.
fn expand_inherent(set: &ValueSet<'_>) -> TokenStream {
    let texts = set.values.iter().map(|value| &value.text);
    let arms = set.values.iter().map(|Value { variant, text, .. }| quote!(Self::#variant => #text,));
    let other = set.other.map(|variant| quote!(Self::#variant(value) => value,));
    let unusable = set.unusable.iter().map(|variant| quote!(Self::#variant { .. } => "",));
    let is_empty = set.values.is_empty() && set.other.is_none() && set.unusable.is_empty();
    let body = if is_empty { quote!("") } else { quote!(match self { #(#arms)* #other #(#unusable)* }) };
    let items = quote! {
        /// The documented values, as they are sent.
        pub const VALUES: &'static [&'static ::core::primitive::str] = &[#(#texts),*];

        /// The value as it is sent.
        #[must_use]
        pub fn as_str(&self) -> &::core::primitive::str {
            #body
        }
    };
    expand_impl(set, &TokenStream::new(), &items)
}

/// What the runtime's helpers stand on.
fn expand_value_set(set: &ValueSet<'_>, runtime: &TokenStream) -> TokenStream {
    let ignores_case = set.ignores_case;
    let arms = set
        .values
        .iter()
        .map(|Value { variant, text, .. }| quote!(#text => ::core::option::Option::Some(Self::#variant),));
    let rest = if let Some(variant) = set.other {
        quote!(::core::option::Option::Some(Self::#variant(::core::convert::From::from(value))))
    } else {
        quote!(::core::option::Option::None)
    };
    let items = quote! {
        const VALUES: &'static [&'static ::core::primitive::str] = Self::VALUES;
        const IGNORES_CASE: ::core::primitive::bool = #ignores_case;
        fn as_str(&self) -> &::core::primitive::str {
            Self::as_str(self)
        }
        fn from_value(value: &::core::primitive::str) -> ::core::option::Option<Self> {
            match value {
                #(#arms)*
                _ => #rest,
            }
        }
    };
    expand_impl(set, &quote!(#runtime::private::ValueSet for), &items)
}

/// The traits that read and write text.
fn expand_text_traits(set: &ValueSet<'_>, runtime: &TokenStream) -> TokenStream {
    let write = quote! {
        fn write(&self, param: #runtime::Param<'_, '_>) -> ::core::result::Result<(), #runtime::ParamError> {
            param.text(Self::as_str(self))
        }
    };
    let fmt = quote! {
        fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            formatter.pad(Self::as_str(self))
        }
    };
    let from_str = quote! {
        type Err = #runtime::UnknownValue;
        fn from_str(text: &::core::primitive::str) -> ::core::result::Result<Self, #runtime::UnknownValue> {
            #runtime::private::parse(text)
        }
    };
    let mut tokens = expand_impl(set, &quote!(#runtime::QueryValue for), &write);
    tokens.extend(expand_impl(set, &quote!(::core::fmt::Display for), &fmt));
    tokens.extend(expand_impl(set, &quote!(::core::str::FromStr for), &from_str));
    tokens
}

/// Serde's traits, of the serde that the runtime stands on.
fn expand_serde_traits(set: &ValueSet<'_>, runtime: &TokenStream) -> TokenStream {
    let serde = quote!(#runtime::private::serde);
    let serialize = quote! {
        fn serialize<S: #serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
            #runtime::private::serialize(self, serializer)
        }
    };
    let deserialize = quote! {
        fn deserialize<D: #serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
            #runtime::private::deserialize(deserializer)
        }
    };
    let (impl_generics, ..) = set.item.generics.split_for_impl();
    let rest = impl_generics.to_token_stream().into_iter().skip(1);
    let generics = if set.item.generics.params.is_empty() { quote!(<'de>) } else { quote!(<'de, #(#rest)*) };
    let mut tokens = expand_impl(set, &quote!(#serde::Serialize for), &serialize);
    tokens.extend(expand_generic_impl(set, &generics, &quote!(#serde::Deserialize<'de> for), &deserialize));
    tokens
}
