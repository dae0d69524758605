//! `#[derive(IceEnum)]`: an enum comes in, its list of values and their conversions go out.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote};
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{Data, DeriveInput, Fields, LitStr, Path, Variant};

use crate::attribute::CARRIER;
use crate::diagnostics::Diagnostics;
use crate::keys::Level;
use crate::operation::last_segment;
use crate::options::{Options, Slot, Written};
use crate::runtime_path::RuntimePath;
use crate::values;

const NOT_AN_ENUM: &str = "`IceEnum` lists the values of a parameter, so it goes on an enum";

const OTHER: &str = "`other` holds the value: `Other(String)`";

/// The options of `#[ice(..)]` on the enum.
#[derive(Default)]
struct EnumOptions {
    ignore_case: Slot<()>,
    runtime: Slot<Path>,
}

impl Options for EnumOptions {
    const LEVEL: Level = Level::Enum;

    fn read(&mut self, option: &Written, input: ParseStream<'_>, cx: &mut Diagnostics) {
        match option.key.name {
            "crate" => self.runtime.read(option, input, cx, values::parse_crate),
            _ => self.ignore_case.read_flag(option, input, cx),
        }
    }
}

/// The options of `#[ice(..)]` on a variant.
#[derive(Default)]
struct VariantOptions {
    rename: Slot<LitStr>,
    other: Slot<()>,
}

impl Options for VariantOptions {
    const LEVEL: Level = Level::Variant;

    fn read(&mut self, option: &Written, input: ParseStream<'_>, cx: &mut Diagnostics) {
        match option.key.name {
            "rename" => self.rename.read(option, input, cx, values::parse_value_name),
            _ => self.other.read_flag(option, input, cx),
        }
    }
}

/// An enum of documented values.
struct ValueSet<'a> {
    input: &'a DeriveInput,
    runtime: RuntimePath,
    ignores_case: bool,
    values: Vec<Value<'a>>,
    /// The variant that takes every other value.
    other: Option<&'a Ident>,
    /// Variants that cannot be used, for which there must be something.
    unusable: Vec<&'a Ident>,
}

/// A documented value.
struct Value<'a> {
    variant: &'a Ident,
    text: String,
    /// The tokens that give the text.
    span: Span,
}

/// Expands the derive.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    // What does not parse has been reported by the compiler.
    let Ok(input) = syn::parse2::<DeriveInput>(item) else {
        return TokenStream::new();
    };
    let mut cx = Diagnostics::default();
    let set = ValueSet::from_input(&input, &mut cx);
    set.check_values(&mut cx);
    let implementation = set.expand();
    quote!(#cx #implementation)
}

impl<'a> ValueSet<'a> {
    /// Reads an enum.
    fn from_input(input: &'a DeriveInput, cx: &mut Diagnostics) -> Self {
        let own = input.attrs.iter().filter(|attribute| !is_carrier(attribute));
        let options = EnumOptions::from_attributes(own, cx);
        let mut set = Self {
            input,
            runtime: RuntimePath::new(options.runtime.value(), Span::call_site()),
            ignores_case: options.ignore_case.value().is_some(),
            values: Vec::new(),
            other: None,
            unusable: Vec::new(),
        };
        match &input.data {
            Data::Struct(data) => cx.error(data.struct_token.span, NOT_AN_ENUM),
            Data::Union(data) => cx.error(data.union_token.span, NOT_AN_ENUM),
            Data::Enum(data) => {
                if data.variants.is_empty() {
                    cx.error(input.ident.span(), "an enum without values cannot be sent");
                }
                for variant in &data.variants {
                    set.read_variant(variant, cx);
                }
            }
        }
        set
    }

    /// Reads a variant: a value, or the one that takes every other value.
    fn read_variant(&mut self, variant: &'a Variant, cx: &mut Diagnostics) {
        let options = VariantOptions::from_attributes(&variant.attrs, cx);
        let ident = &variant.ident;
        if let Some(span) = options.other.span() {
            self.read_other(variant, span, &options, cx);
            return;
        }
        if !matches!(variant.fields, Fields::Unit) {
            cx.error_spanned(
                &variant.fields,
                "a value has no fields; for values added later write `#[ice(other)] Other(String)`",
            );
            self.unusable.push(ident);
            return;
        }
        match options.rename {
            Slot::Usable(_, literal) => {
                self.values.push(Value {
                    variant: ident,
                    text: literal.value(),
                    span: literal.span(),
                });
            }
            Slot::Unusable(_) => self.unusable.push(ident),
            Slot::Absent => {
                self.values.push(Value {
                    variant: ident,
                    text: ident.unraw().to_string(),
                    span: ident.span(),
                });
            }
        }
    }

    /// Reads the variant that takes every other value; `span` is the place of the option.
    fn read_other(&mut self, variant: &'a Variant, span: Span, options: &VariantOptions, cx: &mut Diagnostics) {
        if let Some(rename) = options.rename.span() {
            cx.error(
                rename,
                "`other` sends the value that it holds, so `rename` does nothing",
            );
        }
        let mut is_usable = false;
        match &variant.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                let ty = fields.unnamed.first().map(|field| &field.ty);
                is_usable = ty
                    .and_then(last_segment)
                    .is_some_and(|segment| segment.ident == "String");
                if !is_usable {
                    cx.error_spanned(ty, OTHER);
                }
            }
            Fields::Unit => cx.error(variant.ident.span(), OTHER),
            fields => cx.error_spanned(fields, OTHER),
        }
        match self.other {
            Some(first) => cx.error(span, format!("`{first}` already takes every other value")),
            None if is_usable => self.other = Some(&variant.ident),
            None => {}
        }
        if self.other != Some(&variant.ident) {
            self.unusable.push(&variant.ident);
        }
    }

    /// A text stands for one value, or parsing would be a matter of luck.
    fn check_values(&self, cx: &mut Diagnostics) {
        let is_same = |one: &str, other: &str| {
            if self.ignores_case {
                one.eq_ignore_ascii_case(other)
            } else {
                one == other
            }
        };
        for (index, value) in self.values.iter().enumerate() {
            let mut earlier = self.values.iter().take(index);
            if let Some(first) = earlier.find(|first| is_same(&first.text, &value.text)) {
                cx.error(
                    value.span,
                    format!("value `{}` is already `{}`", value.text.escape_debug(), first.variant),
                );
            }
        }
    }
}

/// Whether an attribute is `#[ice_operation]`'s, which reports its own mistakes.
fn is_carrier(attribute: &syn::Attribute) -> bool {
    let tokens = attribute.meta.require_list().map(|list| list.tokens.to_string());
    tokens.is_ok_and(|tokens| tokens.starts_with(CARRIER))
}

impl ValueSet<'_> {
    /// The implementations.
    fn expand(&self) -> TokenStream {
        let runtime = &self.runtime;
        let ident = &self.input.ident;
        let (impl_generics, ty_generics, where_clause) = self.input.generics.split_for_impl();
        let inherent = self.expand_inherent();
        let value_set = self.expand_value_set();
        let texts = self.expand_text_traits();
        let serde = self.expand_serde_traits();
        quote! {
            #[automatically_derived]
            #[allow(deprecated)]
            impl #impl_generics #ident #ty_generics #where_clause {
                #inherent
            }
            #[automatically_derived]
            #[allow(deprecated)]
            impl #impl_generics #runtime::private::ValueSet for #ident #ty_generics #where_clause {
                #value_set
            }
            #texts
            #serde
        }
    }

    /// The list of values, and the text of one.
    fn expand_inherent(&self) -> TokenStream {
        let texts = self.values.iter().map(|value| &value.text);
        let arms = self
            .values
            .iter()
            .map(|Value { variant, text, .. }| quote!(Self::#variant => #text,));
        let other = self.other.map(|variant| quote!(Self::#variant(value) => value,));
        let unusable = self.unusable.iter().map(|variant| quote!(Self::#variant { .. } => "",));
        let body = if self.values.is_empty() && self.other.is_none() && self.unusable.is_empty() {
            quote!("")
        } else {
            quote!(match self { #(#arms)* #other #(#unusable)* })
        };
        quote! {
            /// The documented values, as they are sent.
            pub const VALUES: &'static [&'static str] = &[#(#texts),*];

            /// The value as it is sent.
            #[must_use]
            pub fn as_str(&self) -> &str {
                #body
            }
        }
    }

    /// What the runtime's helpers stand on.
    fn expand_value_set(&self) -> TokenStream {
        let ignores_case = self.ignores_case;
        let arms = self
            .values
            .iter()
            .map(|Value { variant, text, .. }| quote!(#text => ::core::option::Option::Some(Self::#variant),));
        let rest = if let Some(variant) = self.other {
            quote!(_ => ::core::option::Option::Some(Self::#variant(::core::convert::From::from(value))),)
        } else {
            quote!(_ => ::core::option::Option::None,)
        };
        quote! {
            const VALUES: &'static [&'static str] = Self::VALUES;
            const IGNORES_CASE: bool = #ignores_case;
            fn as_str(&self) -> &str {
                Self::as_str(self)
            }
            fn from_value(value: &str) -> ::core::option::Option<Self> {
                match value { #(#arms)* #rest }
            }
        }
    }

    /// The traits that read and write text.
    fn expand_text_traits(&self) -> TokenStream {
        let runtime = &self.runtime;
        let ident = &self.input.ident;
        let (impl_generics, ty_generics, where_clause) = self.input.generics.split_for_impl();
        let target = quote!(#ident #ty_generics #where_clause);
        quote! {
            #[automatically_derived]
            #[allow(deprecated)]
            impl #impl_generics #runtime::QueryValue for #target {
                fn write(&self, param: #runtime::Param<'_, '_>) -> ::core::result::Result<(), #runtime::ParamError> {
                    param.text(Self::as_str(self))
                }
            }
            #[automatically_derived]
            #[allow(deprecated)]
            impl #impl_generics ::core::fmt::Display for #target {
                fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    formatter.pad(Self::as_str(self))
                }
            }
            #[automatically_derived]
            #[allow(deprecated)]
            impl #impl_generics ::core::str::FromStr for #target {
                type Err = #runtime::UnknownValue;
                fn from_str(text: &str) -> ::core::result::Result<Self, #runtime::UnknownValue> {
                    #runtime::private::parse(text)
                }
            }
        }
    }

    /// Serde's traits, by the runtime's serde.
    fn expand_serde_traits(&self) -> TokenStream {
        let runtime = &self.runtime;
        let serde = quote!(#runtime::private::serde);
        let ident = &self.input.ident;
        let (impl_generics, ty_generics, where_clause) = self.input.generics.split_for_impl();
        let target = quote!(#ident #ty_generics #where_clause);
        let rest = impl_generics.to_token_stream().into_iter().skip(1);
        let de_generics = if self.input.generics.params.is_empty() {
            quote!(<'de>)
        } else {
            quote!(<'de, #(#rest)*)
        };
        quote! {
            #[automatically_derived]
            #[allow(deprecated)]
            impl #impl_generics #serde::Serialize for #target {
                fn serialize<S: #serde::Serializer>(
                    &self,
                    serializer: S,
                ) -> ::core::result::Result<S::Ok, S::Error> {
                    #runtime::private::serialize(self, serializer)
                }
            }
            #[automatically_derived]
            #[allow(deprecated)]
            impl #de_generics #serde::Deserialize<'de> for #target {
                fn deserialize<D: #serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> ::core::result::Result<Self, D::Error> {
                    #runtime::private::deserialize(deserializer)
                }
            }
        }
    }
}
