//! The models of pages: which parameters of a request turn them, and which members of a reply lead to the next one.

use proc_macro2::{Ident, Span};
use syn::{Data, DataStruct, DeriveInput, Field, Fields, Path};

use crate::carrier::is_carrier;
use crate::diagnostics::Diagnostics;
use crate::input::{Input, check_misplaced};
use crate::operation::{Operation, Parameter, check_filled};
use crate::option_sets::{MemberOptions, RuntimeOptions};
use crate::options::{Options as _, Spelling, Written};

const NOT_TURNED: &str = "no parameter is named `NextToken`, `NextPageToken`, `ScrollToken`, `PageNo` or `PageNumber`: \
    mark one with `#[ice(page_token)]` or `#[ice(page_number)]`";

const NO_ITEMS: &str = "mark the list with `#[ice(items)]`";

const NOT_A_STRUCT: &str = "a page is a struct: mark its list with `#[ice(items)]`";

/// A kind of parameter that turns pages: the option that marks it, and the names that it is recognized by.
struct Turner {
    option: &'static str,
    names: &'static [&'static str],
}

const TOKEN: Turner = Turner { option: "page_token", names: &["NextToken", "NextPageToken", "ScrollToken"] };

const NUMBER: Turner = Turner { option: "page_number", names: &["PageNo", "PageNumber"] };

/// The parameters that turn the pages of an operation. There is at least one, or a mistake has been reported.
pub(crate) struct PageTurn<'a> {
    pub(crate) token: Option<&'a Parameter<'a>>,
    pub(crate) number: Option<&'a Parameter<'a>>,
    /// Whether the number is sent along with the token.
    pub(crate) sends_both: bool,
}

/// Drops a page token that cannot be filled in, and reports it.
pub(crate) fn check_token(operation: &mut Operation<'_>, cx: &mut Diagnostics) {
    let token = TOKEN.candidates(&operation.parameters).next().filter(|_| operation.options.pages.written.is_some());
    let Some(Parameter { field, ty, .. }) = token else { return };
    if check_filled(ty, "a page token is an `Option<String>`: it is replaced for every page", cx).is_none() {
        let field = *field;
        operation.parameters.retain(|parameter| parameter.field != field);
        operation.is_complete = false;
    }
}

impl<'a> PageTurn<'a> {
    /// Finds the parameters of an operation with `pages`.
    pub(crate) fn of_operation(operation: &'a Operation<'a>, cx: &mut Diagnostics) -> Option<Self> {
        let pages = operation.options.pages.written.filter(|_| operation.is_struct);
        let Some(Written { span, spelling, .. }) = pages else {
            TOKEN.check_unused(operation, cx);
            NUMBER.check_unused(operation, cx);
            return None;
        };
        let is_both = operation.options.pages.value == Some("both");
        let (token, number) = (TOKEN.find(operation, cx), NUMBER.find(operation, cx));
        match (token, number) {
            // The missing parameter may be a field that had to be left out.
            (None, _) | (_, None) if !operation.is_complete || spelling != Spelling::Right => {}
            (None, None) => check_encodings(operation, span, cx),
            (None, _) | (_, None) if is_both => {
                let missing = if token.is_none() { TOKEN.option } else { NUMBER.option };
                let remedy = format!("mark a field with `#[ice({missing})]`");
                cx.error(span, format!("`pages = both` sends a token and a number: {remedy}"));
            }
            _ => {}
        }
        Some(Self { token, number, sends_both: is_both || token.is_none() })
    }
}

/// Reports why nothing turns the pages.
fn check_encodings(operation: &Operation<'_>, pages: Span, cx: &mut Diagnostics) {
    let is_turner = |name: &str| TOKEN.names.contains(&name) || NUMBER.names.contains(&name);
    let mut turners = operation.parameters.iter().filter(|parameter| is_turner(&parameter.name));
    match turners.find_map(|parameter| Some((parameter.field, parameter.way?))) {
        Some((field, Written { key, span, .. })) => {
            cx.error(span, format!("`{field}` turns the pages, so it is sent as it is: remove `{}`", key.name));
        }
        None => cx.error(pages, NOT_TURNED),
    }
}

impl Turner {
    /// Returns the marked parameters, or else those that have one of the names.
    fn candidates<'p, 'a>(&self, parameters: &'p [Parameter<'a>]) -> impl Iterator<Item = &'p Parameter<'a>> {
        let (option, names) = (self.option, self.names);
        let is_marked = move |parameter: &Parameter<'_>| parameter.marked(option).is_some();
        let is_named = move |parameter: &Parameter<'_>| parameter.way.is_none() && names.contains(&&*parameter.name);
        let any_marked = parameters.iter().any(is_marked);
        parameters.iter().filter(move |it| if any_marked { is_marked(it) } else { is_named(it) })
    }

    /// Finds the one candidate, and reports any others.
    fn find<'a>(&self, operation: &'a Operation<'a>, cx: &mut Diagnostics) -> Option<&'a Parameter<'a>> {
        let mut candidates = self.candidates(&operation.parameters);
        let first = candidates.next()?;
        for other in candidates {
            let (field, option) = (first.field, self.option);
            match other.marked(option) {
                Some(span) => cx.error(span, format!("`{field}` is already marked with `{option}`")),
                None => cx.error(
                    other.name_span,
                    format!("`{field}` could also turn the pages: mark one with `#[ice({option})]`"),
                ),
            }
        }
        Some(first)
    }

    /// Reports marks on an operation without `pages`, where they do nothing.
    fn check_unused(&self, operation: &Operation<'_>, cx: &mut Diagnostics) {
        let option = self.option;
        for span in operation.parameters.iter().filter_map(|parameter| parameter.marked(option)) {
            cx.error(span, format!("`{option}` does nothing without `pages`: write `#[ice_operation(.., pages)]`"));
        }
    }
}

/// The fields of a reply that are recognized by their names.
const NEXT_TOKENS: [&str; 3] = ["next_token", "next_page_token", "scroll_token"];
const TOTALS: [&str; 2] = ["total_count", "total"];

/// A reply that is a page.
pub(crate) struct Page<'a> {
    pub(crate) item: &'a DeriveInput,
    pub(crate) runtime: Option<Path>,
    pub(crate) items: Option<&'a Field>,
    pub(crate) next_token: Option<&'a Field>,
    pub(crate) total: Option<&'a Field>,
    /// The member that is itself a page.
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
            Data::Struct(DataStruct { fields: Fields::Unnamed(fields), .. }) => {
                cx.error_spanned(fields, "the members of a reply need names: use a struct with named fields");
            }
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

    /// Finds the members that are marked or have one of the known names.
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
        self.next_token = find_marked(&members, "next_token", "token of the next page", cx)
            .or_else(|| find_named(&members, "next_token", &NEXT_TOKENS, cx));
        self.total = find_marked(&members, "total", "total", cx).or_else(|| find_named(&members, "total", &TOTALS, cx));
        for (ident, _, options) in members {
            let is_known = NEXT_TOKENS.iter().chain(&TOTALS).any(|name| ident == name);
            if let Some(span) = options.skip.span().filter(|_| !is_known && options.notes.written.len() == 1) {
                cx.error(span, format!("`skip` does nothing here: `{ident}` is not the name of a token or a total"));
            }
        }
    }
}

/// Finds the member whose only option is `option`.
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

/// Finds the member that has one of the names and no options.
fn find_named<'a>(members: &[Member<'a>], option: &str, names: &[&str], cx: &mut Diagnostics) -> Option<&'a Field> {
    let is_bare = |options: &MemberOptions| options.notes.written.is_empty() && !options.notes.has_unknown;
    let candidates = members.iter().filter(|(_, _, options)| is_bare(options));
    let mut candidates = candidates.filter(|(ident, ..)| names.iter().any(|name| ident == name));
    let (first, field, _) = candidates.next()?;
    if let Some((other, ..)) = candidates.next() {
        let message = format!("`{first}` could be meant as well: mark one with `#[ice({option})]`");
        cx.error(other.span(), message);
    }
    Some(field)
}
