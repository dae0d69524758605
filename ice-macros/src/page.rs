//! The models of pages: which parameters of a request turn them, and which members of a reply tell of the next.

use proc_macro2::{Ident, Span};
use syn::parse::ParseStream;
use syn::{Data, DataStruct, DeriveInput, Field, Fields, Path};

use crate::diagnostics::Diagnostics;
use crate::input::Input;
use crate::keys::{Key, Level};
use crate::operation::{Encoding, Operation, Parameter, is_optional_string};
use crate::options::{Options, Slot, Written, options};
use crate::values::parse_crate;

/// The parameters that hold a token, and those that hold a number.
const TOKENS: [&str; 3] = ["NextToken", "NextPageToken", "ScrollToken"];
const NUMBERS: [&str; 2] = ["PageNo", "PageNumber"];

/// The members of a reply that tell of the next page, and of all pages.
const NEXT_TOKENS: [&str; 3] = ["next_token", "next_page_token", "scroll_token"];
const TOTALS: [&str; 2] = ["total_count", "total"];

const NOT_TURNED: &str = "no field is named `NextToken`, `NextPageToken`, `ScrollToken`, `PageNo` or `PageNumber`: mark \
    one with `#[ice(page_token)]` or `#[ice(page_number)]`";

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
        let marked_token =
            |encoding: &Encoding| if let Encoding::PageToken(span) = encoding { Some(*span) } else { None };
        let marked_number =
            |encoding: &Encoding| if let Encoding::PageNumber(span) = encoding { Some(*span) } else { None };
        let Some(span) = operation.options.pages.span() else {
            let marks = operation.parameters.iter().filter_map(|parameter| {
                let encoding = &parameter.encoding;
                let token = marked_token(encoding).map(|span| ("page_token", span));
                token.or_else(|| marked_number(encoding).map(|span| ("page_number", span)))
            });
            for (name, span) in marks {
                cx.error(span, format!("`{name}` does nothing without `pages`: write `#[ice_operation(.., pages)]`"));
            }
            return None;
        };
        let token = find(operation, "page_token", &TOKENS, marked_token, cx);
        let number = find(operation, "page_number", &NUMBERS, marked_number, cx);
        let is_both = operation.options.pages.value == Some("both");
        let is_token = |parameter: &&Parameter<'_>| check_token(parameter, cx);
        match (token, number) {
            (None, None) => cx.error(span, NOT_TURNED),
            (Some(_), None) | (None, Some(_)) if is_both => {
                let missing = if token.is_none() { "page_token" } else { "page_number" };
                let message =
                    format!("`pages = both` sends a token and a number: mark a field with `#[ice({missing})]`");
                cx.error(span, message);
            }
            _ => {
                let sends_both = is_both || token.is_none();
                return Some(Self { token: token.filter(is_token), number, sends_both });
            }
        }
        None
    }
}

/// Finds the parameter that is marked, or that has one of the names.
fn find<'a>(
    operation: &'a Operation<'a>,
    option: &str,
    names: &[&str],
    mark: impl Fn(&Encoding) -> Option<Span>,
    cx: &mut Diagnostics,
) -> Option<&'a Parameter<'a>> {
    let all = operation.parameters.iter();
    let mut marked = all.clone().filter_map(|parameter| Some((parameter, mark(&parameter.encoding)?)));
    if let Some((first, _)) = marked.next() {
        for (_, span) in marked {
            cx.error(span, format!("`{}` is already marked with `{option}`", first.field));
        }
        return Some(first);
    }
    let is_named =
        |parameter: &&Parameter<'_>| matches!(parameter.encoding, Encoding::Plain) && names.contains(&&*parameter.name);
    let mut candidates = all.filter(is_named);
    let first = candidates.next()?;
    if let Some(other) = candidates.next() {
        let message = format!("`{}` may turn the pages as well: mark one with `#[ice({option})]`", first.field);
        cx.error(other.name_span, message);
    }
    Some(first)
}

/// The walk through the pages fills the token in.
fn check_token(parameter: &Parameter<'_>, cx: &mut Diagnostics) -> bool {
    let is_token = is_optional_string(parameter.ty);
    if !is_token {
        cx.error_spanned(parameter.ty, "a page token is an `Option<String>`: it is `None` on the first page");
    }
    is_token
}

options! {
    /// The options of `#[ice(..)]` on a reply.
    ReplyOptions at Reply {
        "crate" = "::ice_runtime", runtime: Path = read(parse_crate);
    }
}

options! {
    /// The options of `#[ice(..)]` on a field of a reply.
    MemberOptions at Member {
        "items" = "", items: () = read_flag();
        "next_token" = "", next_token: () = read_flag();
        "total" = "", total: () = read_flag();
        "nested" = "", nested: () = read_flag();
        "skip" = "", skip: () = read_flag();
    }
}

const NO_ITEMS: &str = "mark the list with `#[ice(items)]`";

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

impl<'a> Page<'a> {
    /// Reads a reply.
    pub(crate) fn from_input(input: &'a Input, cx: &mut Diagnostics) -> Self {
        let item = &input.item;
        let is_ours = |attribute: &&syn::Attribute| !crate::attribute::is_carrier(attribute);
        let runtime = ReplyOptions::from_attributes(item.attrs.iter().filter(is_ours), cx).runtime.value;
        let mut page = Self { item, runtime, items: None, next_token: None, total: None, nested: None };
        match &item.data {
            Data::Struct(DataStruct { fields: Fields::Named(fields), .. }) => {
                page.read_members(fields.named.iter().filter_map(|field| Some((field.ident.as_ref()?, field))), cx);
                if page.items.is_none() && page.nested.is_none() && !input.is_broken {
                    cx.error(item.ident.span(), NO_ITEMS);
                }
            }
            Data::Struct(_) if input.is_broken => {}
            Data::Struct(_) => cx.error(item.ident.span(), NO_ITEMS),
            Data::Enum(data) => {
                cx.replace(data.enum_token.span, "a page is a struct: mark its list with `#[ice(items)]`");
            }
            Data::Union(data) => {
                cx.replace(data.union_token.span, "a page is a struct: mark its list with `#[ice(items)]`");
            }
        }
        page
    }

    /// Finds the members that are marked, and those that have one of the names.
    fn read_members(&mut self, fields: impl Iterator<Item = (&'a Ident, &'a Field)>, cx: &mut Diagnostics) {
        let members: Vec<_> =
            fields.map(|(ident, field)| (ident, field, MemberOptions::from_attributes(&field.attrs, cx))).collect();
        for (.., options) in &members {
            let mut marks = options.written.iter();
            let first = marks.next().map_or("", |first| first.key.name);
            for other in marks.filter(|other| other.key.name != first) {
                cx.error(
                    other.span,
                    format!("`{first}` and `{}` exclude each other: a field is one thing", other.key.name),
                );
            }
        }
        let mut marked = |option: &str, holds: &str| {
            let span_of = |options: &MemberOptions| {
                options.written.iter().find(|written| written.key.name == option).map(|written| written.span)
            };
            let mut found =
                members.iter().filter_map(|(ident, field, options)| Some((*ident, *field, span_of(options)?)));
            let (first, field, _) = found.next()?;
            for (_, _, span) in found {
                cx.error(span, format!("`{first}` already holds the {holds}"));
            }
            Some(field)
        };
        self.items = marked("items", "items");
        self.next_token = marked("next_token", "token");
        self.total = marked("total", "total");
        self.nested = marked("nested", "page");
        let unmarked = || members.iter().filter(|(_, _, options)| options.written.is_empty() && !options.has_unknown);
        let mut named = |names: &[&str], option: &str| {
            let mut found = unmarked().filter(|(ident, ..)| names.iter().any(|name| ident == name));
            let (first, field, _) = found.next()?;
            if let Some((other, ..)) = found.next() {
                let message = format!("`{first}` may be meant as well: mark one with `#[ice({option})]`");
                cx.error(other.span(), message);
            }
            Some(*field)
        };
        self.next_token = self.next_token.or_else(|| named(&NEXT_TOKENS, "next_token"));
        self.total = self.total.or_else(|| named(&TOTALS, "total"));
    }
}
