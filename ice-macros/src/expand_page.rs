//! The last stage for pages: `impl Paged` of a request, and `impl Page` of a reply.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::Field;
use syn::spanned::Spanned as _;

use crate::diagnostics::Diagnostics;
use crate::input::Input;
use crate::operation::{Operation, Parameter};
use crate::page::{Page, PageTurn};
use crate::runtime_path::{implement, runtime_path, runtime_path_at};

/// The `impl Paged` of an operation. A reply that is not a page is reported at the operation's name.
pub(crate) fn expand_paged(operation: &Operation<'_>, turn: &PageTurn<'_>) -> TokenStream {
    let place = operation.place.located_at(operation.ident.span());
    let runtime = runtime_path_at(operation.options.runtime.value.as_ref(), place);
    let private = quote!(#runtime::private);
    let sends_both = turn.sends_both;
    let [next, token, number] = ["next", "token", "number"].map(|name| Ident::new(name, Span::mixed_site()));
    let (mut from, mut into) = (quote!(&::core::option::Option::None), TokenStream::new());
    let mut pattern = [quote!(_), quote!(_)];
    if let Some(Parameter { field, .. }) = turn.token {
        from = quote!(&self.#field);
        into.extend(quote!(self.#field = #token;));
        pattern[0] = token.into_token_stream();
    }
    let mut from_number = quote!(::core::option::Option::None);
    if let Some(Parameter { field, ty, .. }) = turn.number {
        let page_number = quote_spanned!(ty.span()=> <#ty as #private::PageNumber>);
        from_number = quote!(#page_number::number(&self.#field));
        into.extend(quote!(#page_number::set_number(&mut self.#field, #number);));
        pattern[1] = number.into_token_stream();
    }
    let body = quote! {
        fn position(&self) -> #runtime::Position {
            #private::position(#from, #from_number, #sends_both)
        }

        fn turn_to(&mut self, #next: #runtime::Position) {
            let (#(#pattern),*) = #private::turn(#next, #sends_both);
            #into
        }
    };
    implement(&quote_spanned!(place=> #runtime::Paged), (operation.ident, operation.generics), place, &body)
}

/// Expands `#[derive(IcePage)]`.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let Some(input) = Input::read(item) else {
        return TokenStream::new();
    };
    let mut cx = Diagnostics::default();
    let page = Page::from_input(&input, &mut cx);
    let implementation = expand_page(&page);
    quote!(#cx #implementation)
}

/// The `impl PageParts` from which the runtime derives the `impl Page` of a reply. After a reported mistake, the page
/// has no items. A type that is not a list is reported once, where it is declared as the type of the items.
fn expand_page(page: &Page<'_>) -> TokenStream {
    let runtime = runtime_path(page.runtime.as_ref(), Span::call_site());
    let none = quote!(::core::option::Option::None);
    let (ty, list) = match page.items.or(page.nested) {
        Some(Field { ident, ty, .. }) => (ty.to_token_stream(), quote!(self.#ident)),
        None => (quote!(::core::option::Option<#runtime::private::Vec<()>>), none),
    };
    let next_token = expand_fact(page, page.next_token, ("next_token", "PageToken", "token"), &runtime);
    let total = expand_fact(page, page.total, ("total", "PageTotal", "total"), &runtime);
    let body = quote! {
        type Items = #ty;

        fn items(&self) -> &#ty {
            &#list
        }

        fn into_items(self) -> #ty {
            #list
        }

        #next_token
        #total
    };
    let item = (&page.item.ident, &page.item.generics);
    implement(&quote!(#runtime::private::PageParts), item, Span::call_site(), &body)
}

/// The method for the next token or the total, read from a member of the reply or from the page nested in it.
fn expand_fact(
    page: &Page<'_>,
    member: Option<&Field>,
    (method, of_trait, getter): (&str, &str, &str),
    runtime: &TokenStream,
) -> Option<TokenStream> {
    let Field { ident, ty, .. } = member.or(page.nested)?;
    let (of_trait, getter) = match member {
        Some(_) => (format_ident!("{of_trait}"), format_ident!("{getter}")),
        None => (format_ident!("Page"), format_ident!("{method}")),
    };
    let call = quote_spanned!(ty.span()=> <#ty as #runtime::private::#of_trait>::#getter);
    let output = if method == "total" { quote!(::core::primitive::u64) } else { quote!(&::core::primitive::str) };
    let method = format_ident!("{method}");
    Some(quote! {
        fn #method(&self) -> ::core::option::Option<#output> {
            #call(&self.#ident)
        }
    })
}
