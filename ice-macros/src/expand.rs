//! The last stage: the `impl`s of an operation, with placeholders for unusable parts.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::ExprPath;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned;

use crate::description::describe;
use crate::diagnostics::Diagnostics;
use crate::expand_page::expand_paged;
use crate::input::Input;
use crate::operation::{Encoding, Operation, Parameter};
use crate::page::{PageTurn, check_token};
use crate::rules;
use crate::runtime_path::{implement, runtime_path};
use crate::tokens::tidy;
use crate::values::{ProductValue, capitalized};

/// Clippy accepts at least this many parameters in one array.
const MANY_PARAMETERS: usize = 100;

/// Expands the hidden derive.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let Some(input) = Input::read(item) else {
        return TokenStream::new();
    };
    let mut cx = Diagnostics::default();
    let mut operation = Operation::from_input(&input, &mut cx);
    check_token(&mut operation, &mut cx);
    rules::check(&operation, &mut cx);
    let turn = PageTurn::of_operation(&operation, &mut cx);
    let runtime = runtime_path(operation.options.runtime.value.as_ref(), Span::call_site());
    // A hygienic name, so a path in `with` cannot refer to it by accident.
    let writer = Ident::new("params", Span::mixed_site());
    let expansion = Expansion { operation: &operation, turn: turn.as_ref(), runtime, writer };
    let implementation = expansion.operation(&mut cx);
    let paged = turn.as_ref().map(|turn| expand_paged(&operation, turn));
    let safe_to_repeat = operation.is_safe().then(|| expansion.implement("SafeToRepeat", &TokenStream::new()));
    quote!(#cx #implementation #paged #safe_to_repeat)
}

/// The input that all parts of the `impl Operation` share.
struct Expansion<'a> {
    operation: &'a Operation<'a>,
    turn: Option<&'a PageTurn<'a>>,
    runtime: TokenStream,
    /// The name of the writer of parameters.
    writer: Ident,
}

impl Expansion<'_> {
    fn implement(&self, of_trait: &str, body: &TokenStream) -> TokenStream {
        let (runtime, of_trait) = (&self.runtime, format_ident!("{of_trait}"));
        let item = (self.operation.ident, self.operation.generics);
        implement(&quote!(#runtime::#of_trait), item, Span::call_site(), body)
    }

    /// The `impl Operation`.
    fn operation(&self, cx: &mut Diagnostics) -> TokenStream {
        let Self { operation, turn, runtime, .. } = self;
        let mut parameters: Vec<_> = operation.parameters.iter().collect();
        parameters.sort_by(|one, other| one.name.cmp(&other.name));
        let response = expand_response(operation, cx);
        let metadata = self.metadata(&parameters);
        let write_params = self.write_params(&parameters);
        let description = describe(operation, &parameters, *turn);
        // The lint is about arrays on the stack; this one is in a constant.
        let allowed = (parameters.len() > MANY_PARAMETERS).then(|| quote!(#[allow(clippy::large_stack_arrays)]));
        let body = quote! {
            #response
            #allowed
            const METADATA: #runtime::Metadata = #metadata;
            #write_params
        };
        let implementation = self.implement("Operation", &body);
        quote!(#[doc = #description] #implementation)
    }

    /// The constant facts.
    fn metadata(&self, parameters: &[&Parameter<'_>]) -> TokenStream {
        let (options, action, runtime) = (&self.operation.options, self.operation.action(), &self.runtime);
        let variant = |word: &str| format_ident!("{}", capitalized(&word.to_lowercase()));
        let product = self.product().map(|product| quote!(.with_product(#product)));
        let ram_action = options.ram_action.value.as_ref().map(|ram_action| quote!(.with_ram_action(#ram_action)));
        let method = options.method.value.map(variant).map(|method| quote!(.with_method(#runtime::Method::#method)));
        let anonymous = options.anonymous.value.map(|()| quote!(.with_anonymous()));
        let regions = options.regions.value.as_ref().map(|regions| quote!(.with_regions(&[#(#regions),*])));
        let retry = options.retry.value.map(variant);
        let retry = retry.map(|safety| quote!(.with_retry_safety(#runtime::RetrySafety::#safety)));
        let list = parameters.iter().map(|parameter| self.parameter(parameter));
        let list = (!parameters.is_empty()).then(|| quote!(.with_parameters(&[#(#list),*])));
        quote!(#runtime::Metadata::new(#action) #product #ram_action #method #anonymous #regions #retry #list)
    }

    /// The product, unless it is the runtime's default.
    fn product(&self) -> Option<TokenStream> {
        let (options, runtime) = (&self.operation.options, &self.runtime);
        match (&options.product.value, &options.version.value) {
            (Some(ProductValue::Constant(path)), _) => Some(path.to_token_stream()),
            (Some(ProductValue::Code(code)), Some(version)) => Some(quote!(#runtime::Product::new(#code, #version))),
            (None, Some(version)) => Some(quote!(#runtime::Product::ICE.with_version(#version))),
            (_, None) => None,
        }
    }

    /// The facts of one parameter.
    fn parameter(&self, parameter: &Parameter<'_>) -> TokenStream {
        let (Parameter { name, ty, .. }, runtime) = (parameter, &self.runtime);
        let (field, place) = (parameter.field.unraw().to_string(), expand_place(parameter));
        let shown_type = tidy(&ty.to_token_stream());
        let encoded = |encoding| quote!(.with_encoding(#runtime::Encoding::#encoding));
        let encoding = match &parameter.encoding {
            Encoding::Json => encoded(quote!(Json)),
            Encoding::Flat => encoded(quote!(Flat)),
            Encoding::Join(separator) => encoded(quote!(Join(#separator))),
            Encoding::With(_) => encoded(quote!(With)),
            Encoding::IdempotencyToken => quote!(.idempotency_token()),
            Encoding::Region => quote!(.region()),
            Encoding::Plain => {
                let kind = self.of_value(parameter, "KIND");
                quote!(.with_kind(#kind))
            }
        };
        let required = parameter.is_required().then(|| quote!(.required()));
        let reserved = parameter.reserved.map(|_| quote!(.reserved()));
        quote!(#runtime::Parameter::#place(#name, #field, #shown_type) #encoding #required #reserved)
    }

    /// An item of the trait that sends the parameter's value. For a page number that is `PageNumber`, which covers
    /// both sending and counting, so a type that supports neither is reported once.
    fn of_value(&self, parameter: &Parameter<'_>, item: &str) -> TokenStream {
        let (ty, runtime, item) = (parameter.ty, &self.runtime, format_ident!("{item}"));
        let number = self.turn.and_then(|turn| turn.number);
        if number.is_some_and(|number| number.field == parameter.field) {
            quote_spanned!(ty.span()=> <#ty as #runtime::private::PageNumber>::#item)
        } else {
            quote_spanned!(ty.span()=> <#ty as #runtime::QueryValue>::#item)
        }
    }

    /// The method that writes the parameters, in canonical order.
    fn write_params(&self, parameters: &[&Parameter<'_>]) -> TokenStream {
        let (runtime, writer) = (&self.runtime, &self.writer);
        let calls: Vec<_> = parameters.iter().map(|parameter| self.write(parameter)).collect();
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

    /// The call that writes one parameter. The compiler reports errors where the user can fix them: at the type, or at
    /// the option.
    fn write(&self, parameter: &Parameter<'_>) -> TokenStream {
        let (Parameter { name, field, ty, way, .. }, writer) = (parameter, &self.writer);
        let place = expand_place(parameter);
        let param = quote!(#writer.#place(#name));
        // Each of the other options is a method of `Param`.
        let method = way.map(|way| Ident::new(way.key.name, way.span));
        match &parameter.encoding {
            Encoding::Plain => {
                let write = self.of_value(parameter, "write");
                quote!(#write(&self.#field, #param))
            }
            Encoding::With(function) => self.write_converted(function, field, &param),
            Encoding::Json | Encoding::Flat => quote!(#param.#method::<#ty>(&self.#field)),
            Encoding::Join(separator) => quote!(#param.#method::<#ty>(#separator, &self.#field)),
            Encoding::IdempotencyToken | Encoding::Region => quote!(#param.#method(&self.#field)),
        }
    }

    /// Writes the value that the user's function returns for a field. The tokens carry the user's spans, but `self`
    /// resolves as it does at the attribute.
    fn write_converted(&self, function: &ExprPath, field: &Ident, param: &TokenStream) -> TokenStream {
        let (runtime, place) = (&self.runtime, self.operation.place);
        let argument = quote_spanned!(place.located_at(field.span())=> &self.#field);
        let last = function.path.segments.last().map_or_else(|| function.span(), Spanned::span);
        let mut arguments = Group::new(Delimiter::Parenthesis, argument);
        arguments.set_span(place.located_at(last));
        let place = place.located_at(function.span());
        let value = quote_spanned!(place=> &#function #arguments);
        let write = quote_spanned!(place=> <_ as #runtime::QueryValue>::write);
        quote!(#write(#value, #param))
    }
}

/// The type of the reply. A mistake takes the place of the type, so its uses cause no further errors.
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

/// The name of the functions that select where the parameter is sent.
fn expand_place(parameter: &Parameter<'_>) -> TokenStream {
    if parameter.body.is_some() { quote!(form) } else { quote!(query) }
}
