//! The last stage: the `impl`s of an operation, with placeholders for what cannot be used.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned;
use syn::{ExprPath, LitStr};

use crate::description::describe;
use crate::diagnostics::Diagnostics;
use crate::expand_page::expand_paged;
use crate::input::Input;
use crate::operation::{Encoding, Operation, Parameter};
use crate::page::PageTurn;
use crate::rules;
use crate::runtime_path::{implement, runtime_path};
use crate::tokens::tidy;
use crate::values::{ProductValue, capitalized};

/// Expands the hidden derive.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let Some(input) = Input::read(item) else {
        return TokenStream::new();
    };
    let mut cx = Diagnostics::default();
    let operation = Operation::from_input(&input, &mut cx);
    rules::check(&operation, &mut cx);
    let turn = PageTurn::of_operation(&operation, &mut cx);
    let implementations = [
        expand_operation(&operation, turn.as_ref(), &mut cx),
        turn.map(|turn| expand_paged(&operation, &turn)).unwrap_or_default(),
        expand_safe_to_repeat(&operation),
    ];
    quote!(#cx #(#implementations)*)
}

/// The marker of operations that only read.
fn expand_safe_to_repeat(operation: &Operation<'_>) -> TokenStream {
    if !operation.is_safe() {
        return TokenStream::new();
    }
    let runtime = runtime_path(operation.options.runtime.value.as_ref(), Span::call_site());
    let item = (operation.ident, operation.generics);
    implement(&quote!(#runtime::SafeToRepeat), item, Span::call_site(), &TokenStream::new())
}

/// The `impl Operation`.
fn expand_operation(operation: &Operation<'_>, turn: Option<&PageTurn<'_>>, cx: &mut Diagnostics) -> TokenStream {
    let runtime = runtime_path(operation.options.runtime.value.as_ref(), Span::call_site());
    let mut parameters: Vec<_> = operation.parameters.iter().collect();
    parameters.sort_by(|one, other| one.name.cmp(&other.name));
    let response = expand_response(operation, cx);
    let metadata = expand_metadata(operation, &parameters, &runtime);
    let write_params = expand_write_params(operation, &parameters, &runtime);
    let description = describe(operation, &parameters, turn);
    let body = quote! {
        #response
        const METADATA: #runtime::Metadata = #metadata;
        #write_params
    };
    let item = (operation.ident, operation.generics);
    let implementation = implement(&quote!(#runtime::Operation), item, Span::call_site(), &body);
    quote!(#[doc = #description] #implementation)
}

/// The type of the reply. A mistake stands in the type's own place, so that nothing is said of the type's uses.
fn expand_response(operation: &Operation<'_>, cx: &mut Diagnostics) -> TokenStream {
    let response = &operation.options.response;
    if let Some(ty) = &response.value {
        let place = operation.place.located_at(ty.span());
        quote_spanned!(place=> type Response = #ty;)
    } else if response.written.is_none() && operation.is_struct {
        let ident = operation.ident;
        let response = format_ident!("{}Response", ident.unraw(), span = ident.span());
        quote_spanned!(operation.place.located_at(ident.span())=> type Response = #response;)
    } else {
        let mistake = cx.take_as_type();
        quote!(type Response = #mistake;)
    }
}

/// The constant facts.
fn expand_metadata(operation: &Operation<'_>, parameters: &[&Parameter<'_>], runtime: &TokenStream) -> TokenStream {
    let (options, action) = (&operation.options, operation.action());
    let variant = |word: &str| format_ident!("{}", capitalized(&word.to_lowercase()));
    let product = expand_product(operation, runtime).map(|product| quote!(.with_product(#product)));
    let ram_action = options.ram_action.value.as_ref().map(|ram_action| quote!(.with_ram_action(#ram_action)));
    let method = options.method.value.map(variant).map(|method| quote!(.with_method(#runtime::Method::#method)));
    let anonymous = options.anonymous.value.map(|()| quote!(.with_anonymous()));
    let regions = options.regions.value.as_ref().map(|regions| quote!(.with_regions(&[#(#regions),*])));
    let retry = options.retry.value.map(variant);
    let retry = retry.map(|safety| quote!(.with_retry_safety(#runtime::RetrySafety::#safety)));
    let list = parameters.iter().map(|parameter| expand_parameter(parameter, runtime));
    let list = (!parameters.is_empty()).then(|| quote!(.with_parameters(&[#(#list),*])));
    quote!(#runtime::Metadata::new(#action) #product #ram_action #method #anonymous #regions #retry #list)
}

/// The product, where it is not the runtime's default.
fn expand_product(operation: &Operation<'_>, runtime: &TokenStream) -> Option<TokenStream> {
    match (&operation.options.product.value, &operation.options.version.value) {
        (Some(ProductValue::Constant(path)), _) => Some(path.to_token_stream()),
        (Some(ProductValue::Code(code)), Some(version)) => Some(quote!(#runtime::Product::new(#code, #version))),
        (None, Some(version)) => Some(quote!(#runtime::Product::ICE.with_version(#version))),
        (_, None) => None,
    }
}

/// The facts of one parameter.
fn expand_parameter(parameter: &Parameter<'_>, runtime: &TokenStream) -> TokenStream {
    let Parameter { name, ty, .. } = parameter;
    let (field, place) = (parameter.field.unraw().to_string(), expand_place(parameter));
    let shown_type = tidy(&ty.to_token_stream());
    let encoded = |encoding| quote!(.with_encoding(#runtime::Encoding::#encoding));
    let encoding = match &parameter.encoding {
        Encoding::Json(_) => encoded(quote!(Json)),
        Encoding::Flat(_) => encoded(quote!(Flat)),
        Encoding::Join(_, separator) => encoded(quote!(Join(#separator))),
        Encoding::With(_) => encoded(quote!(With)),
        Encoding::IdempotencyToken(_) => quote!(.idempotency_token()),
        Encoding::Region(_) => quote!(.region()),
        Encoding::Plain | Encoding::PageToken(_) | Encoding::PageNumber(_) => {
            let kind = quote_spanned!(ty.span()=> <#ty as #runtime::QueryValue>::KIND);
            quote!(.with_kind(#kind))
        }
    };
    let required = parameter.is_required().then(|| quote!(.required()));
    let reserved = parameter.reserved.map(|_| quote!(.reserved()));
    quote!(#runtime::Parameter::#place(#name, #field, #shown_type) #encoding #required #reserved)
}

/// The name of the functions that stand for the parameter's place.
fn expand_place(parameter: &Parameter<'_>) -> TokenStream {
    if parameter.body.is_some() { quote!(form) } else { quote!(query) }
}

/// The method that writes the parameters, in canonical order.
fn expand_write_params(operation: &Operation<'_>, parameters: &[&Parameter<'_>], runtime: &TokenStream) -> TokenStream {
    // A name of its own, which a path in `with` cannot mean by chance.
    let writer = Ident::new("params", Span::mixed_site());
    let calls: Vec<_> =
        parameters.iter().map(|parameter| expand_write(operation, parameter, &writer, runtime)).collect();
    let pattern = if calls.is_empty() { quote!(_) } else { writer.to_token_stream() };
    quote! {
        fn write_params(
            &self,
            #pattern: &mut #runtime::ParamWriter<'_>,
        ) -> ::core::result::Result<(), #runtime::ParamError> {
            #runtime::private::all_written([#(#calls),*])
        }
    }
}

/// The call that writes one parameter. The compiler's complaints go where the user can do something about them: to the
/// type, or to the option.
fn expand_write(
    operation: &Operation<'_>,
    parameter: &Parameter<'_>,
    writer: &Ident,
    runtime: &TokenStream,
) -> TokenStream {
    let Parameter { name, field, ty, .. } = parameter;
    let place = expand_place(parameter);
    let param = quote!(#writer.#place(#name));
    let call = |method: &str, span: &Span, separator: Option<&LitStr>| {
        let (method, separator) = (Ident::new(method, *span), separator.into_iter());
        quote!(#param.#method::<#ty>(#(#separator,)* &self.#field))
    };
    let fill = |method: &str, span: &Span| {
        let method = Ident::new(method, *span);
        quote!(#param.#method(&self.#field))
    };
    match &parameter.encoding {
        Encoding::Plain | Encoding::PageToken(_) | Encoding::PageNumber(_) => {
            let write = quote_spanned!(ty.span()=> <#ty as #runtime::QueryValue>::write);
            quote!(#write(&self.#field, #param))
        }
        Encoding::Json(span) => call("json", span, None),
        Encoding::Flat(span) => call("flat", span, None),
        Encoding::Join(span, separator) => call("join", span, Some(separator)),
        Encoding::With(function) => {
            let value = expand_converted(operation.place, function, field);
            let place = operation.place.located_at(function.span());
            let write = quote_spanned!(place=> <_ as #runtime::QueryValue>::write);
            quote!(#write(#value, #param))
        }
        Encoding::IdempotencyToken(span) => fill("idempotency_token", span),
        Encoding::Region(span) => fill("region", span),
    }
}

/// The value that a function of the user's makes of a field. Its tokens have the user's places and, for `self`, the
/// attribute's meaning.
fn expand_converted(place: Span, function: &ExprPath, field: &Ident) -> TokenStream {
    let argument = quote_spanned!(place.located_at(field.span())=> &self.#field);
    let last = function.path.segments.last().map_or_else(|| function.span(), Spanned::span);
    let mut arguments = Group::new(Delimiter::Parenthesis, argument);
    arguments.set_span(place.located_at(last));
    quote_spanned!(place.located_at(function.span())=> &#function #arguments)
}
