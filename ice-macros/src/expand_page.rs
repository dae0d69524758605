//! The last stage for pages: `impl Paged` of a request, and `impl Page` of a reply.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Field;
use syn::spanned::Spanned as _;

use crate::diagnostics::Diagnostics;
use crate::input::Input;
use crate::operation::Operation;
use crate::page::{Page, PageTurn};
use crate::runtime_path::runtime_path;

/// The `impl Paged` of an operation.
pub(crate) fn expand_paged(operation: &Operation<'_>, pages: &PageTurn<'_>) -> TokenStream {
    let ident = operation.ident;
    let place = operation.place.located_at(ident.span());
    let runtime = runtime_path(operation.options.runtime.value.as_ref(), place);
    let (impl_generics, ty_generics, where_clause) = operation.generics.split_for_impl();
    let sends_both = pages.sends_both;
    let token = pages.token.map(|token| token.field);
    let number = pages.number.map(|number| {
        let ty = number.ty;
        (number.field, quote_spanned!(ty.span()=> <#ty as #runtime::private::PageNumber>))
    });
    let old_token = token.map_or_else(|| quote!(::core::option::Option::None), |field| quote!(self.#field));
    let old_number = number.as_ref().map_or_else(
        || quote!(::core::option::Option::None),
        |(field, page_number)| quote!(#page_number::number(&self.#field)),
    );
    let [next, new_token, new_number] = ["next", "token", "number"].map(|name| Ident::new(name, Span::mixed_site()));
    let set_token = token.map(|field| quote!(self.#field = #new_token;));
    let set_number =
        number.map(|(field, page_number)| quote!(#page_number::set_number(&mut self.#field, #new_number);));
    let [token_pattern, number_pattern] = [(set_token.is_some(), &new_token), (set_number.is_some(), &new_number)]
        .map(|(is_used, name)| if is_used { name.to_token_stream() } else { quote!(_) });
    // A reply that is not a page is reported at the operation's name.
    let head = quote_spanned!(place=>
        impl #impl_generics #runtime::Paged for #ident #ty_generics #where_clause);
    quote! {
        #[automatically_derived]
        #[allow(deprecated, unused_qualifications)]
        #head {
            fn position(&self) -> #runtime::Position {
                #runtime::private::position(&#old_token, #old_number, #sends_both)
            }

            fn turn_to(&mut self, #next: #runtime::Position) {
                let (#token_pattern, #number_pattern) = #runtime::private::turn(#next, #sends_both);
                #set_token
                #set_number
            }
        }
    }
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

/// The `impl Page` of a reply, and the one that lets it hold the items of another. Where a mistake was reported, the page
/// has no items.
fn expand_page(page: &Page<'_>) -> TokenStream {
    let runtime = runtime_path(page.runtime.as_ref(), Span::call_site());
    let ident = &page.item.ident;
    let (impl_generics, ty_generics, where_clause) = page.item.generics.split_for_impl();
    let items = expand_items(page, &runtime);
    let next_token = expand_fact(page, page.next_token, ("next_token", "PageToken", "token"), &runtime);
    let total = expand_fact(page, page.total, ("total", "PageNumber", "number"), &runtime);
    quote! {
        #[automatically_derived]
        #[allow(deprecated, unused_qualifications)]
        impl #impl_generics #runtime::Page for #ident #ty_generics #where_clause {
            #items
            #next_token
            #total
        }

        #[automatically_derived]
        #[allow(deprecated, unused_qualifications)]
        impl #impl_generics #runtime::private::PageItems for #ident #ty_generics #where_clause {
            #items
        }
    }
}

/// The type of the items, and how to get and to count them. A type that is not a list is reported at the type, and only
/// once: whatever asks for its items has the place of the whole type.
fn expand_items(page: &Page<'_>, runtime: &TokenStream) -> TokenStream {
    let Some((field, is_page)) = page.items.map(|field| (field, false)).or(page.nested.map(|field| (field, true)))
    else {
        return quote! {
            type Item = ();

            fn into_items(self) -> #runtime::private::Vec<()> {
                #runtime::private::Vec::new()
            }

            fn len(&self) -> ::core::primitive::usize {
                0
            }
        };
    };
    let (name, ty) = (&field.ident, &field.ty);
    let start = ty.span();
    let end = ty.to_token_stream().into_iter().last().map_or(start, |token| token.span());
    let runtime = runtime_path(page.runtime.as_ref(), start);
    let of_trait = if is_page { quote_spanned!(start=> Page) } else { quote_spanned!(start=> private::PageItems) };
    let (close, member) = (quote_spanned!(end=> >), quote_spanned!(end=> >::Item));
    let list = quote_spanned!(start=> <#ty as #runtime::#of_trait);
    let item = quote!(#list #member);
    let item_type = quote_spanned!(start=> type Item = #item;);
    let head = quote_spanned!(start=> fn into_items(self) -> #runtime::private::Vec<);
    let argument = group(Delimiter::Parenthesis, quote_spanned!(start=> self.#name), end);
    let into_items = quote_spanned!(end=> >::into_items);
    let body = group(Delimiter::Brace, quote!(#list #into_items #argument), end);
    quote! {
        #item_type

        #head #item #close #body

        fn len(&self) -> ::core::primitive::usize {
            #list #close::len(&self.#name)
        }
    }
}

/// Tokens in brackets that have a place of their own.
fn group(delimiter: Delimiter, tokens: TokenStream, span: Span) -> Group {
    let mut group = Group::new(delimiter, tokens);
    group.set_span(span);
    group
}

/// A method that tells of other pages: by a member of the reply, or by the page inside it.
fn expand_fact(
    page: &Page<'_>,
    member: Option<&Field>,
    (method, of_trait, getter): (&str, &str, &str),
    runtime: &TokenStream,
) -> Option<TokenStream> {
    let method = Ident::new(method, Span::call_site());
    let (field, call) = match (member, page.nested) {
        (Some(field), _) => {
            let (ty, of_trait) = (&field.ty, Ident::new(of_trait, Span::call_site()));
            let getter = Ident::new(getter, Span::call_site());
            (field, quote_spanned!(ty.span()=> <#ty as #runtime::private::#of_trait>::#getter))
        }
        (None, Some(field)) => {
            let ty = &field.ty;
            (field, quote_spanned!(ty.span()=> <#ty as #runtime::Page>::#method))
        }
        (None, None) => return None,
    };
    let name = &field.ident;
    let output = if method == "total" { quote!(::core::primitive::u64) } else { quote!(&::core::primitive::str) };
    Some(quote! {
        fn #method(&self) -> ::core::option::Option<#output> {
            #call(&self.#name)
        }
    })
}
