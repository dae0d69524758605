//! The last stage: the model of an operation comes in, its `impl` goes out, with placeholders for what is unusable.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned;
use syn::{DeriveInput, ExprPath, LitStr};

use crate::description;
use crate::diagnostics::Diagnostics;
use crate::operation::{Encoding, Operation, Parameter};
use crate::options::{Slot, tidy};
use crate::rules;
use crate::runtime_path::RuntimePath;
use crate::values::{Method, Retry};

/// Expands the hidden derive.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    // What does not parse has been reported by the compiler.
    let Ok(input) = syn::parse2::<DeriveInput>(item) else {
        return TokenStream::new();
    };
    let mut cx = Diagnostics::default();
    let operation = Operation::from_input(&input, &mut cx);
    rules::check(&operation, &mut cx);
    let implementation = expand_impl(&operation, &mut cx);
    quote!(#cx #implementation)
}

/// The `impl Operation`.
fn expand_impl(operation: &Operation<'_>, cx: &mut Diagnostics) -> TokenStream {
    let runtime = RuntimePath::new(operation.options.runtime.value(), Span::call_site());
    let mut parameters: Vec<_> = operation.parameters.iter().filter_map(Named::new).collect();
    parameters.sort_by(|one, other| one.name.cmp(other.name));
    let ident = operation.ident;
    let (impl_generics, ty_generics, where_clause) = operation.generics.split_for_impl();
    let response = expand_response(operation, cx);
    let metadata = expand_metadata(operation, &parameters, &runtime);
    let write_params = expand_write_params(operation, &parameters, &runtime);
    let description = description::describe(operation, &parameters);
    // Without this, a type that is no operation gets a list of types that are. With parameters of its own, the list is the
    // way to learn which of them misses what.
    let is_generic = !operation.generics.params.is_empty();
    let quiet = (!is_generic).then(|| quote!(#[diagnostic::do_not_recommend]));
    quote! {
        #[automatically_derived]
        #[allow(deprecated, unused_qualifications)]
        #quiet
        #[doc = #description]
        impl #impl_generics #runtime::Operation for #ident #ty_generics #where_clause {
            type Response = #response;
            const METADATA: #runtime::Metadata = #metadata;
            #write_params
        }
    }
}

/// A parameter whose name is known.
pub(crate) struct Named<'a> {
    pub(crate) name: &'a str,
    pub(crate) parameter: &'a Parameter<'a>,
    /// The field's name as text.
    pub(crate) field: String,
    /// The field's type as text.
    pub(crate) ty: String,
}

impl<'a> Named<'a> {
    fn new(parameter: &'a Parameter<'a>) -> Option<Self> {
        Some(Self {
            name: parameter.name.as_deref()?,
            parameter,
            field: parameter.field.unraw().to_string(),
            ty: tidy(&parameter.ty.to_token_stream()),
        })
    }
}

/// The type of the reply. A mistake stands in the type's own place, so that nothing is said of the type's uses.
fn expand_response(operation: &Operation<'_>, cx: &mut Diagnostics) -> TokenStream {
    match &operation.options.response {
        Slot::Usable(_, ty) => ty.to_token_stream(),
        Slot::Unusable(_) => cx.take_as_type(),
        Slot::Absent => {
            let ident = operation.ident;
            format_ident!("{}Response", ident.unraw(), span = ident.span()).into_token_stream()
        }
    }
}

/// The constant facts.
fn expand_metadata(operation: &Operation<'_>, parameters: &[Named<'_>], runtime: &RuntimePath) -> TokenStream {
    let options = &operation.options;
    let action = options.action.value().map(LitStr::value).unwrap_or_default();
    let mut metadata = quote!(#runtime::Metadata::new(#action));
    if let Some(product) = options.product.value() {
        metadata.extend(quote!(.with_product(#product)));
    }
    if let Some(version) = options.version.value() {
        metadata.extend(quote!(.with_version(#version)));
    }
    if let Some(Method::Get) = options.method.value() {
        metadata.extend(quote!(.with_method(#runtime::Method::Get)));
    }
    if options.anonymous.value().is_some() {
        metadata.extend(quote!(.with_anonymous()));
    }
    if let Some(regions) = options.regions.value() {
        metadata.extend(quote!(.with_regions(&[#(#regions),*])));
    }
    if let Some(retry) = options.retry.value() {
        let safety = match retry {
            Retry::Safe => quote!(Safe),
            Retry::Unsafe => quote!(Unsafe),
        };
        metadata.extend(quote!(.with_retry_safety(#runtime::RetrySafety::#safety)));
    }
    if !parameters.is_empty() {
        let parameters = parameters.iter().map(|parameter| expand_parameter(parameter, runtime));
        metadata.extend(quote!(.with_parameters(&[#(#parameters),*])));
    }
    metadata
}

/// The facts of one parameter.
fn expand_parameter(named: &Named<'_>, runtime: &RuntimePath) -> TokenStream {
    let Named {
        name,
        parameter,
        field,
        ty,
    } = named;
    let place = if parameter.body.is_some() {
        quote!(form)
    } else {
        quote!(query)
    };
    let encoding = match &parameter.encoding {
        Encoding::Json(_) => Some(quote!(Json)),
        Encoding::Flat(_) => Some(quote!(Flat)),
        Encoding::Join(_, separator) => Some(quote!(Join(#separator))),
        Encoding::With(_) => Some(quote!(With)),
        Encoding::Plain | Encoding::IdempotencyToken(_) | Encoding::Unusable => None,
    };
    let mut tokens = quote!(#runtime::Parameter::#place(#name, #field, #ty));
    if let Some(encoding) = encoding {
        tokens.extend(quote!(.with_encoding(#runtime::Encoding::#encoding)));
    }
    if parameter.is_required() {
        tokens.extend(quote!(.required()));
    }
    if parameter.reserved.is_some() {
        tokens.extend(quote!(.reserved()));
    }
    if let Encoding::IdempotencyToken(_) = parameter.encoding {
        tokens.extend(quote!(.idempotency_token()));
    }
    tokens
}

/// The method that writes the parameters, in canonical order.
fn expand_write_params(operation: &Operation<'_>, parameters: &[Named<'_>], runtime: &RuntimePath) -> TokenStream {
    // A name of its own, which a path in `with` cannot mean by chance.
    let writer = Ident::new("params", Span::mixed_site());
    let mut calls: Vec<_> = parameters
        .iter()
        .filter_map(|parameter| expand_write(operation, parameter, &writer, runtime))
        .collect();
    let pattern = if calls.is_empty() {
        quote!(_)
    } else {
        writer.to_token_stream()
    };
    let body = match (calls.pop(), calls.is_empty()) {
        (None, _) => quote!(::core::result::Result::Ok(())),
        (Some(call), true) => call,
        (Some(last), false) => quote!(#runtime::private::all_written([#(#calls,)* #last])),
    };
    quote! {
        fn write_params(
            &self,
            #pattern: &mut #runtime::ParamWriter<'_>,
        ) -> ::core::result::Result<(), #runtime::ParamError> {
            #body
        }
    }
}

/// The call that writes one parameter. The compiler's complaints go where the user can do something about them: to the type,
/// or to the option.
fn expand_write(
    operation: &Operation<'_>,
    named: &Named<'_>,
    writer: &Ident,
    runtime: &RuntimePath,
) -> Option<TokenStream> {
    let Named { name, parameter, .. } = named;
    let (field, ty) = (parameter.field, parameter.ty);
    let place = if parameter.body.is_some() {
        quote!(form)
    } else {
        quote!(query)
    };
    let param = quote!(#writer.#place(#name));
    let method = |name, span| Ident::new(name, span);
    Some(match &parameter.encoding {
        Encoding::Plain => {
            let write = quote_spanned!(ty.span()=> <#ty as #runtime::QueryValue>::write);
            quote!(#write(&self.#field, #param))
        }
        Encoding::Json(span) => {
            let json = method("json", *span);
            quote!(#param.#json::<#ty>(&self.#field))
        }
        Encoding::Flat(span) => {
            let flat = method("flat", *span);
            quote!(#param.#flat::<#ty>(&self.#field))
        }
        Encoding::Join(span, separator) => {
            let join = method("join", *span);
            quote!(#param.#join::<#ty>(#separator, &self.#field))
        }
        Encoding::With(function) => {
            let value = expand_converted(operation.place, function, field);
            let write =
                quote_spanned!(operation.place.located_at(function.span())=> <_ as #runtime::QueryValue>::write);
            quote!(#write(#value, #param))
        }
        Encoding::IdempotencyToken(span) => {
            let token = method("idempotency_token", *span);
            quote!(#param.#token(&self.#field))
        }
        Encoding::Unusable => return None,
    })
}

/// The value that a function of the user's makes of a field. Its tokens have the user's places and, for `self`, the
/// attribute's meaning.
fn expand_converted(place: Span, function: &ExprPath, field: &Ident) -> TokenStream {
    let argument = quote_spanned!(place.located_at(field.span())=> &self.#field);
    let last = function
        .path
        .segments
        .last()
        .map_or_else(|| function.span(), Spanned::span);
    let mut arguments = Group::new(Delimiter::Parenthesis, argument);
    arguments.set_span(place.located_at(last));
    quote_spanned!(place.located_at(function.span())=> &#function #arguments)
}
