//! The grammar that all options share: names, values and commas. It knows nothing about individual options.

use proc_macro2::{Group, Ident, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, LitStr, MacroDelimiter, Meta, Token, token};

use crate::diagnostics::Diagnostics;
use crate::keys::{Key, Meaning, Table};
use crate::tokens::{is_at_end, next_span, read_list, skip_equals, skip_option, tidy};

/// A set of options that is read from attributes.
pub(crate) trait Options: Default {
    /// Their names.
    fn table() -> &'static Table;

    /// Takes the value of one option out of `input`.
    fn read(&mut self, option: Written, input: ParseStream<'_>, cx: &mut Diagnostics);

    /// What has been read so far.
    fn notes(&mut self) -> &mut Notes;

    /// Reads every `#[ice(..)]` among the attributes of a field, an enum or a variant.
    fn from_attributes<'a>(attributes: impl IntoIterator<Item = &'a Attribute>, cx: &mut Diagnostics) -> Self {
        let mut options = Self::default();
        for attribute in attributes.into_iter().filter(|attribute| attribute.path().is_ident("ice")) {
            match parse_attribute(attribute, cx) {
                Some(tokens) => options.read_all(tokens, cx),
                None => options.notes().has_unknown = true,
            }
        }
        options
    }

    /// Reads the options between the parentheses of one attribute.
    fn read_all(&mut self, tokens: TokenStream, cx: &mut Diagnostics) {
        read_list(
            tokens,
            "options",
            |input| input.peek(Ident::peek_any),
            cx,
            |input, cx| {
                if input.peek(Token![,]) {
                    cx.error(input.span(), "expected an option before this `,`");
                } else if let Some(option) = self.notes().parse_key(Self::table(), input, cx) {
                    self.notes().written.push(option);
                    self.read(option, input, cx);
                } else {
                    self.notes().has_unknown = true;
                    skip_option(input);
                }
            },
        );
    }
}

/// The tokens between the parentheses of `#[ice(..)]`.
fn parse_attribute(attribute: &Attribute, cx: &mut Diagnostics) -> Option<TokenStream> {
    let expected = "expected options in parentheses: `#[ice(..)]`";
    match &attribute.meta {
        Meta::Path(path) => cx.error_spanned(path, expected),
        Meta::NameValue(meta) => cx.error(meta.eq_token.span, expected),
        Meta::List(meta) if !matches!(meta.delimiter, MacroDelimiter::Paren(_)) => {
            cx.error(meta.delimiter.span().open(), expected);
        }
        Meta::List(meta) if meta.tokens.is_empty() => {
            cx.error_spanned(meta, "this `#[ice()]` does nothing; remove it or give it an option");
        }
        Meta::List(_) => {}
    }
    attribute.meta.require_list().ok().map(|meta| meta.tokens.clone()).filter(|tokens| !tokens.is_empty())
}

/// Declares a set of options and the table of their names. Each option has a name, an example of its value (empty for
/// a flag), a slot, a type and a way to read it.
macro_rules! options {
    ($(#[$doc:meta])* $set:ident of $table:ident = $nouns:expr, $home:expr, before $others:expr => {
        $($name:literal = $example:literal, $slot:ident: $type:ty = $read:ident($($how:expr)?) $(, whole = $whole:expr)?;)*
    }) => {
        $(#[$doc])*
        #[derive(Default)]
        pub(crate) struct $set {
            $(pub(crate) $slot: Slot<$type>,)*
            pub(crate) notes: Notes,
        }

        static $table: Table = Table {
            keys: &[$(Key { name: $name, example: $example, whole: options!(@whole $($whole)?) }),*],
            nouns: $nouns,
            home: $home,
            others: &$others,
        };

        impl Options for $set {
            fn table() -> &'static Table {
                &$table
            }

            fn read(&mut self, option: Written, input: ParseStream<'_>, cx: &mut Diagnostics) {
                match option.key.name {
                    $($name => self.$slot.$read(option, input, cx $(, $how)?),)*
                    _ => {}
                }
            }

            fn notes(&mut self) -> &mut Notes {
                &mut self.notes
            }
        }
    };
    (@whole) => { None };
    (@whole $whole:expr) => { Some($whole) };
}
pub(crate) use options;

/// The options as written, whatever they mean.
#[derive(Default)]
pub(crate) struct Notes {
    /// The options in the order in which they are written.
    pub(crate) written: Vec<Written>,
    /// Whether some of the input could not be understood.
    pub(crate) has_unknown: bool,
}

/// An option's name as it was written.
#[derive(Clone, Copy)]
pub(crate) struct Written {
    /// What the name stands for.
    pub(crate) key: &'static Key,
    /// Where the name is.
    pub(crate) span: Span,
    /// How the name was written.
    pub(crate) spelling: Spelling,
}

/// How an option's name was written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    Right,
    /// Nearly right, which has been reported.
    Wrong,
    /// Left out, which has been reported.
    Missing,
}

impl Notes {
    /// Reads an option's name, and reports one that does not belong here.
    fn parse_key(&self, table: &'static Table, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<Written> {
        let span = next_span(input);
        if let (Some(key), Some(value)) = (self.positional(table), parse_unnamed(table, &input.fork())) {
            cx.error(span, format!("options are named: write `{} = {value}`", key.name));
            return Some(Written { key, span, spelling: Spelling::Missing });
        }
        let rest = input.fork();
        let Ok(ident) = rest.call(Ident::parse_any) else {
            cx.error(span, table.expected());
            return None;
        };
        let name = ident.unraw().to_string();
        let (key, spelling) = match table.meaning(&name) {
            Meaning::Known(key) => (key, Spelling::Right),
            Meaning::Misspelt(key) => {
                // If the advice is the whole option, there is nothing more to report about its value.
                let whole = key.whole.and_then(|whole| whole(&rest));
                let (unknown, meant) = (table.unknown(&name), whole.as_deref().unwrap_or(key.name));
                cx.error(span, format!("{unknown}; did you mean `{meant}`?"));
                whole.is_none().then_some((key, Spelling::Wrong))?
            }
            Meaning::Ambiguous([one, other]) => {
                let meant = format!("`{}` or `{}`", one.name, other.name);
                cx.error(span, format!("{}; did you mean {meant}?", table.unknown(&name)));
                return None;
            }
            Meaning::Elsewhere(other) => {
                cx.error(span, other.belongs(&name, &tidy(&skip_option(input))));
                return None;
            }
            Meaning::Unknown => {
                cx.error(span, format!("{}; {}", table.unknown(&name), table.expected()));
                return None;
            }
        };
        // Cannot fail: the fork has just parsed it.
        let _ = input.call(Ident::parse_any);
        Some(Written { key, span, spelling })
    }

    /// The option that a string without a name stands for, unless that option is written already.
    fn positional(&self, table: &'static Table) -> Option<&'static Key> {
        let is_new = |key: &&Key| self.written.iter().all(|written| written.key.name != key.name);
        table.keys.first().filter(|key| key.example.starts_with('"')).filter(is_new)
    }

    /// Reports each option for which `message` returns something, once, unless its name was a guess.
    pub(crate) fn report(&self, message: impl Fn(&str) -> Option<String>, cx: &mut Diagnostics) {
        let mut seen = Vec::new();
        for Written { key, span, spelling } in &self.written {
            if let Some(message) = message(key.name).filter(|_| !seen.contains(&key.name)) {
                seen.push(key.name);
                if *spelling == Spelling::Right {
                    cx.error(*span, message);
                }
            }
        }
    }
}

/// An option after parsing. A name without a value means that it was written but is unusable, which has been reported.
pub(crate) struct Slot<T> {
    /// The option's name, if it was written at all.
    pub(crate) written: Option<Written>,
    /// The value, if there is one to use.
    pub(crate) value: Option<T>,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self { written: None, value: None }
    }
}

impl<T> Slot<T> {
    /// The span of the option's name, if it was written at all.
    pub(crate) fn span(&self) -> Option<Span> {
        self.written.map(|written| written.span)
    }

    /// Reads the value after `=`.
    pub(crate) fn read(
        &mut self,
        option: Written,
        input: ParseStream<'_>,
        cx: &mut Diagnostics,
        parse: impl Fn(&Key, ParseStream<'_>, &mut Diagnostics) -> Option<T>,
    ) {
        let mut found = Diagnostics::default();
        let value = parse_value(option, input, &mut found, parse);
        self.fill(option, value, found, cx);
    }

    /// Stores a value. A second one is reported as a duplicate, unless one of the names was a guess.
    fn fill(&mut self, option: Written, value: Option<T>, found: Diagnostics, cx: &mut Diagnostics) {
        let is_sure = option.spelling == Spelling::Right;
        match self.written {
            Some(earlier) if is_sure && earlier.spelling == Spelling::Right => {
                cx.error(option.span, format!("`{}` is given more than once", option.key.name));
            }
            Some(_) if !is_sure => {}
            _ => {
                cx.append(found);
                *self = Self { written: Some(option), value };
            }
        }
    }
}

impl<T: Default> Slot<T> {
    /// Reads an option that may stand alone or have a value.
    pub(crate) fn read_flag_or(
        &mut self,
        option: Written,
        input: ParseStream<'_>,
        cx: &mut Diagnostics,
        parse: impl Fn(&Key, ParseStream<'_>, &mut Diagnostics) -> Option<T>,
    ) {
        if is_at_end(input) {
            self.fill(option, Some(T::default()), Diagnostics::default(), cx);
        } else {
            self.read(option, input, cx, parse);
        }
    }
}

impl Slot<LitStr> {
    /// The text and its span: what is written, or else the default at `ident`. `None` if neither is usable.
    pub(crate) fn text_or(&self, ident: &Ident, default: impl FnOnce() -> Option<String>) -> Option<(String, Span)> {
        match (&self.value, self.written) {
            (Some(literal), _) => Some((literal.value(), literal.span())),
            (None, Some(_)) => None,
            (None, None) => default().map(|text| (text, ident.span())),
        }
    }
}

impl Slot<()> {
    /// Reads a flag, which has no value.
    pub(crate) fn read_flag(&mut self, option: Written, input: ParseStream<'_>, cx: &mut Diagnostics) {
        let mut found = Diagnostics::default();
        if input.peek(Token![=]) || input.peek(token::Paren) || input.peek(Token![:]) {
            found.error(option.span, format!("`{}` is a flag and takes no value", option.key.name));
            skip_option(input);
        }
        self.fill(option, Some(()), found, cx);
    }
}

/// Reads a string that stands where a name belongs, even without quotes, and returns it the way it should be written.
fn parse_unnamed(table: &'static Table, input: ParseStream<'_>) -> Option<String> {
    if input.peek(LitStr) {
        return Some(tidy(&skip_option(input)));
    }
    let name = input.call(Ident::parse_any).ok()?.to_string();
    let is_pascal_case = name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase);
    let is_unknown = matches!(table.meaning(&name), Meaning::Unknown);
    (is_at_end(input) && is_pascal_case && is_unknown).then(|| format!("{name:?}"))
}

/// Reads what follows an option's name, however it is attached, and passes the value itself to `parse`.
fn parse_value<T>(
    option: Written,
    input: ParseStream<'_>,
    cx: &mut Diagnostics,
    parse: impl Fn(&Key, ParseStream<'_>, &mut Diagnostics) -> Option<T>,
) -> Option<T> {
    if option.spelling != Spelling::Missing && input.peek(token::Paren) {
        let name = option.key.name;
        let own = own_value(option.key, input, parse).map(|own| format!("{name} = {own}"));
        let usage = own.unwrap_or_else(|| option.key.usage());
        cx.error(option.span, format!("`{name}` takes its value after `=`: `{usage}`"));
        return None;
    }
    if option.spelling != Spelling::Missing && !skip_to_value(option, input, cx) {
        return None;
    }
    // A string without a name and without quotes has been reported.
    let is_bare = option.spelling == Spelling::Missing && !input.peek(LitStr);
    let value = if is_bare { None } else { parse(option.key, input, cx) };
    if value.is_none() {
        skip_option(input);
    }
    value
}

/// Takes a value in parentheses. Returns the text to write after `=`, if the value is valid as it is or as a list.
fn own_value<T>(
    key: &Key,
    input: ParseStream<'_>,
    parse: impl Fn(&Key, ParseStream<'_>, &mut Diagnostics) -> Option<T>,
) -> Option<String> {
    let value = input.parse::<Group>().ok()?.stream();
    skip_option(input);
    let is_right = |value: &TokenStream| {
        let mut found = Diagnostics::default();
        let parsed = (|input: ParseStream<'_>| Ok(parse(key, input, &mut found))).parse2(value.clone());
        parsed.is_ok_and(|value| value.is_some()) && found.count() == 0
    };
    [value.clone(), quote!([#value])].iter().find(|value| is_right(value)).map(tidy)
}

/// Takes the `=` after an option's name, and reports a missing value.
fn skip_to_value(option: Written, input: ParseStream<'_>, cx: &mut Diagnostics) -> bool {
    let (name, usage) = (option.key.name, option.key.usage());
    let is_left_out = is_at_end(input) || (input.peek(Ident::peek_any) && input.peek2(Token![=]));
    let equals = next_span(input);
    if !is_left_out && !skip_equals(input) {
        cx.error(equals, format!("expected `=` after `{name}`: `{usage}`"));
    }
    let is_missing = is_left_out || is_at_end(input);
    if is_missing {
        let place = if is_left_out { option.span } else { equals };
        cx.error(place, format!("`{name}` needs a value: `{usage}`"));
    }
    !is_missing
}
