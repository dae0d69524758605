//! The models of pages: which parameters of a request turn them, and which members of a reply tell of the next.

use proc_macro2::{Ident, Span};
use syn::{Data, DataStruct, DeriveInput, Field, Fields, Path};

use crate::carrier::is_carrier;
use crate::diagnostics::Diagnostics;
use crate::input::{Input, check_misplaced};
use crate::operation::{Encoding, Operation, Parameter, check_filled};
use crate::option_sets::{MemberOptions, RuntimeOptions};
use crate::options::Options as _;

const NOT_TURNED: &str = "no field is named `NextToken`, `NextPageToken`, `ScrollToken`, `PageNo` or `PageNumber`: mark \
    one with `#[ice(page_token)]` or `#[ice(page_number)]`";

const NO_ITEMS: &str = "mark the list with `#[ice(items)]`";

const NOT_A_STRUCT: &str = "a page is a struct: mark its list with `#[ice(items)]`";

/// What can turn a page: the option that marks it, and the names by which it is known.
struct Turner {
    option: &'static str,
    names: &'static [&'static str],
    mark: fn(&Encoding) -> Option<Span>,
}

const TOKEN: Turner = Turner {
    option: "page_token",
    names: &["NextToken", "NextPageToken", "ScrollToken"],
    mark: |encoding| if let Encoding::PageToken(span) = encoding { Some(*span) } else { None },
};

const NUMBER: Turner = Turner {
    option: "page_number",
    names: &["PageNo", "PageNumber"],
    mark: |encoding| if let Encoding::PageNumber(span) = encoding { Some(*span) } else { None },
};

/// The parameters that turn the pages of an operation. One of them is there.
pub(crate) struct PageTurn<'a> {
    pub(crate) token: Option<&'a Parameter<'a>>,
    pub(crate) number: Option<&'a Parameter<'a>>,
    /// Whether the number is sent beside the token.
    pub(crate) sends_both: bool,
}

impl<'a> PageTurn<'a> {
    /// Finds the parameters of an operation with `pages`.
    pub(crate) fn of_operation(operation: &'a Operation<'a>, cx: &mut Diagnostics) -> Option<Self> {
        let pages = &operation.options.pages;
        let Some(span) = pages.span() else {
            for Turner { option, mark, .. } in [TOKEN, NUMBER] {
                for span in operation.parameters.iter().filter_map(|parameter| mark(&parameter.encoding)) {
                    let remedy = "write `#[ice_operation(.., pages)]`";
                    cx.error(span, format!("`{option}` does nothing without `pages`: {remedy}"));
                }
            }
            return None;
        };
        let (token, number) = (TOKEN.find(operation, cx), NUMBER.find(operation, cx));
        let is_both = pages.value == Some("both");
        match (token, number) {
            // A field that had to be left out may be the one.
            (None, _) | (_, None) if !operation.is_complete && (is_both || token.is_none() == number.is_none()) => None,
            (None, None) => {
                cx.error(span, NOT_TURNED);
                None
            }
            (None, _) | (_, None) if is_both => {
                let missing = if token.is_none() { TOKEN.option } else { NUMBER.option };
                cx.error(
                    span,
                    format!("`pages = both` sends a token and a number: mark a field with `#[ice({missing})]`"),
                );
                None
            }
            _ => {
                if let Some(Parameter { ty, .. }) = token {
                    check_filled(ty, "a page token is an `Option<String>`: it is filled in", cx)?;
                }
                Some(Self { token, number, sends_both: is_both || token.is_none() })
            }
        }
    }
}

impl Turner {
    /// Finds the parameter that is marked, or else the one that has one of the names.
    fn find<'a>(&self, operation: &'a Operation<'a>, cx: &mut Diagnostics) -> Option<&'a Parameter<'a>> {
        let all = operation.parameters.iter();
        let mut marked = all.clone().filter_map(|parameter| Some((parameter, (self.mark)(&parameter.encoding)?)));
        if let Some((first, _)) = marked.next() {
            for (_, span) in marked {
                cx.error(span, format!("`{}` is already marked with `{}`", first.field, self.option));
            }
            return Some(first);
        }
        let is_plain = |parameter: &&Parameter<'_>| matches!(parameter.encoding, Encoding::Plain);
        let mut candidates = all.filter(is_plain).filter(|parameter| self.names.contains(&&*parameter.name));
        let first = candidates.next()?;
        if let Some(other) = candidates.next() {
            let message =
                format!("`{}` may turn the pages as well: mark one with `#[ice({})]`", first.field, self.option);
            cx.error(other.name_span, message);
        }
        Some(first)
    }
}

/// A reply that is a page.
pub(crate) struct Page<'a> {
    pub(crate) item: &'a DeriveInput,
    pub(crate) runtime: Option<Path>,
    pub(crate) items: Option<&'a Field>,
    pub(crate) next_token: Option<&'a Field>,
    pub(crate) total: Option<&'a Field>,
    /// The member that is a page itself.
    pub(crate) nested: Option<&'a Field>,
}

/// A member of a reply with its options.
type Member<'a> = (&'a Ident, &'a Field, MemberOptions);

impl<'a> Page<'a> {
    /// Reads a reply.
    pub(crate) fn from_input(input: &'a Input, cx: &mut Diagnostics) -> Self {
        let item = &input.item;
        let attributes = item.attrs.iter().filter(|attribute| !is_carrier(attribute));
        let runtime = RuntimeOptions::from_attributes(attributes, cx).runtime.value;
        check_misplaced(&input.of_parameters, "the struct and its fields", cx);
        let mut page = Self { item, runtime, items: None, next_token: None, total: None, nested: None };
        match &item.data {
            Data::Struct(DataStruct { fields, .. }) => page.read_members(fields, cx),
            Data::Enum(data) => cx.replace(data.enum_token.span, NOT_A_STRUCT),
            Data::Union(data) => cx.replace(data.union_token.span, NOT_A_STRUCT),
        }
        let is_listless = page.items.is_none() && page.nested.is_none();
        if is_listless && !input.is_broken && cx.count() == 0 {
            cx.error(item.ident.span(), NO_ITEMS);
        }
        page
    }

    /// Finds the members that are marked, and those that have one of the names.
    fn read_members(&mut self, fields: &'a Fields, cx: &mut Diagnostics) {
        let mut members: Vec<Member<'a>> = Vec::new();
        for field in fields {
            let options = MemberOptions::from_attributes(&field.attrs, cx);
            let first = options.notes.written.first().map_or("", |first| first.key.name);
            let message = |other: &str| format!("`{first}` and `{other}` exclude each other: a field is one of them");
            options.notes.report(|name| (name != first).then(|| message(name)), cx);
            members.extend(field.ident.as_ref().map(|ident| (ident, field, options)));
        }
        self.items = find_marked(&members, "items", "items", cx);
        self.nested = find_marked(&members, "nested", "page", cx);
        let next_tokens = ["next_token", "next_page_token", "scroll_token"];
        self.next_token = find_marked(&members, "next_token", "token of the next page", cx)
            .or_else(|| find_named(&members, "next_token", &next_tokens, cx));
        self.total = find_marked(&members, "total", "total", cx)
            .or_else(|| find_named(&members, "total", &["total_count", "total"], cx));
    }
}

/// Finds the member whose one option is `option`.
fn find_marked<'a>(members: &[Member<'a>], option: &str, holds: &str, cx: &mut Diagnostics) -> Option<&'a Field> {
    let mut marked = members.iter().filter_map(|(ident, field, options)| {
        let first = options.notes.written.first().filter(|first| first.key.name == option)?;
        Some((ident, field, first.span))
    });
    let (first, field, _) = marked.next()?;
    for (_, _, span) in marked {
        cx.error(span, format!("`{first}` already holds the {holds}"));
    }
    Some(field)
}

/// Finds the member that has one of the names, and no options.
fn find_named<'a>(members: &[Member<'a>], option: &str, names: &[&str], cx: &mut Diagnostics) -> Option<&'a Field> {
    let is_bare = |options: &MemberOptions| options.notes.written.is_empty() && !options.notes.has_unknown;
    let candidates = members.iter().filter(|(_, _, options)| is_bare(options));
    let mut candidates = candidates.filter(|(ident, ..)| names.iter().any(|name| ident == name));
    let (first, field, _) = candidates.next()?;
    if let Some((other, ..)) = candidates.next() {
        let message = format!("`{first}` may be meant as well: mark one with `#[ice({option})]`");
        cx.error(other.span(), message);
    }
    Some(field)
}
