//! The last stage for pages: `impl Paged` of a request, and `impl Page` of a reply.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::Field;
use syn::spanned::Spanned as _;

use crate::diagnostics::Diagnostics;
use crate::input::Input;
use crate::operation::Operation;
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
    if let Some(field) = turn.token.map(|parameter| parameter.field) {
        from = quote!(&self.#field);
        into.extend(quote!(self.#field = #token;));
        pattern[0] = token.into_token_stream();
    }
    let mut from_number = quote!(::core::option::Option::None);
    if let Some((field, ty)) = turn.number.map(|parameter| (parameter.field, parameter.ty)) {
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

/// The `impl Page` of a reply, and the one that lets it hold the items of another. Where a mistake was reported, the page
/// has no items.
fn expand_page(page: &Page<'_>) -> TokenStream {
    let runtime = runtime_path(page.runtime.as_ref(), Span::call_site());
    let items = expand_items(page, &runtime);
    let next_token = expand_fact(page, page.next_token, ("next_token", "PageToken", "token"), &runtime);
    let total = expand_fact(page, page.total, ("total", "PageNumber", "number"), &runtime);
    let item = (&page.item.ident, &page.item.generics);
    let of_page = implement(&quote!(#runtime::Page), item, Span::call_site(), &quote!(#items #next_token #total));
    let of_items = implement(&quote!(#runtime::private::PageItems), item, Span::call_site(), &items);
    quote!(#of_page #of_items)
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
    let runtime = runtime_path_at(page.runtime.as_ref(), start);
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
    let of_member = member.map(|field| (field, format_ident!("{of_trait}"), format_ident!("{getter}")));
    let field = of_member.as_ref().map(|(field, ..)| *field).or(page.nested)?;
    let (name, ty, method) = (&field.ident, &field.ty, format_ident!("{method}"));
    let call = if let Some((_, of_trait, getter)) = of_member {
        quote_spanned!(ty.span()=> <#ty as #runtime::private::#of_trait>::#getter)
    } else {
        quote_spanned!(ty.span()=> <#ty as #runtime::Page>::#method)
    };
    let output = if method == "total" { quote!(::core::primitive::u64) } else { quote!(&::core::primitive::str) };
    Some(quote! {
        fn #method(&self) -> ::core::option::Option<#output> {
            #call(&self.#name)
        }
    })
}
