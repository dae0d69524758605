//! The grammar that all options share: tokens between parentheses come in, options one by one go out, mistakes are
//! passed over.

use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, LitStr, MacroDelimiter, Meta, Token, token};

use crate::diagnostics::Diagnostics;
use crate::keys::{Key, Level, Meaning};
use crate::tokens::{next_span, skip_option, tidy};
use crate::values;

/// A set of options that is read from attributes.
pub(crate) trait Options: Default {
    /// Where these options are written.
    const LEVEL: Level;

    /// Their names.
    const KEYS: &'static [Key];

    /// Takes the value of one option out of `input`.
    fn read(&mut self, option: Written, input: ParseStream<'_>, cx: &mut Diagnostics);

    /// Notes that something was written that cannot be understood.
    fn note_unknown(&mut self);

    /// What a text without a name counts as, as long as that is not written.
    fn positional(&self) -> Option<&'static Key>;

    /// Reads the options between the parentheses of one attribute.
    fn read_all(&mut self, tokens: TokenStream, cx: &mut Diagnostics) {
        read_list(tokens, "options", |input| input.peek(Ident::peek_any), cx, |input, cx| self.read_one(input, cx));
    }

    /// Reads what should be an option.
    fn read_one(&mut self, input: ParseStream<'_>, cx: &mut Diagnostics) {
        if input.peek(Token![,]) {
            return cx.error(input.span(), "expected an option before this `,`");
        }
        if let Some(option) = self.parse_key(input, cx) {
            self.read(option, input, cx);
        } else {
            self.note_unknown();
            skip_option(input);
        }
    }

    /// Reads an option's name, and reports one that does not belong here.
    fn parse_key(&self, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<Written> {
        let (level, span) = (Self::LEVEL, next_span(input));
        if let (Some(key), Some(value)) = (self.positional(), parse_unnamed(level, &input.fork())) {
            cx.error(span, format!("options are named: write `{} = {value}`", key.name));
            return Some(Written { key, span, spelling: Spelling::Missing });
        }
        let rest = input.fork();
        let Ok(ident) = rest.call(Ident::parse_any) else {
            cx.error(span, level.expected());
            return None;
        };
        let name = ident.unraw().to_string();
        let (key, spelling) = match level.meaning(&name) {
            Meaning::Known(key) => (key, Spelling::Right),
            Meaning::Misspelt(key) => {
                // The advice for a lone region is the whole option: of its value there is nothing more to say.
                let option = values::lone_region(key, &rest);
                let (unknown, meant) = (level.unknown(&name), option.as_deref().unwrap_or(key.name));
                cx.error(span, format!("{unknown}; did you mean `{meant}`?"));
                option.is_none().then_some((key, Spelling::Wrong))?
            }
            Meaning::Elsewhere(other) => {
                cx.error(span, other.belongs(&name, &tidy(&skip_option(input))));
                return None;
            }
            Meaning::Unknown => {
                cx.error(span, format!("{}; {}", level.unknown(&name), level.expected()));
                return None;
            }
        };
        // It was there a moment ago.
        let _ = input.call(Ident::parse_any);
        Some(Written { key, span, spelling })
    }

    /// Reads one attribute that should be `#[ice(..)]`.
    fn read_attribute(&mut self, attribute: &Attribute, cx: &mut Diagnostics) {
        let expected = "expected options in parentheses: `#[ice(..)]`";
        match &attribute.meta {
            Meta::Path(path) => cx.error_spanned(path, expected),
            Meta::NameValue(meta) => cx.error(meta.eq_token.span, expected),
            Meta::List(meta) => {
                let tokens = meta.tokens.clone();
                if !matches!(meta.delimiter, MacroDelimiter::Paren(_)) {
                    cx.error(meta.delimiter.span().open(), expected);
                } else if tokens.is_empty() {
                    cx.error_spanned(meta, "this `#[ice()]` does nothing; remove it or give it an option");
                }
                if !tokens.is_empty() {
                    return self.read_all(tokens, cx);
                }
            }
        }
        self.note_unknown();
    }

    /// Reads every `#[ice(..)]` among the attributes of a field, an enum or a variant.
    fn from_attributes<'a>(attributes: impl IntoIterator<Item = &'a Attribute>, cx: &mut Diagnostics) -> Self {
        let mut options = Self::default();
        for attribute in attributes.into_iter().filter(|attribute| attribute.path().is_ident("ice")) {
            options.read_attribute(attribute, cx);
        }
        options
    }
}

/// Declares a set of options: the level, then of each option its name, an example of its value (empty for a flag), its
/// slot, its type and the way it is read.
macro_rules! options {
    ($(#[$doc:meta])* $set:ident at $level:ident {
        $($name:literal = $example:literal, $slot:ident: $type:ty = $read:ident($($how:expr)?);)*
    }) => {
        $(#[$doc])*
        #[derive(Default)]
        pub(crate) struct $set {
            $(pub(crate) $slot: Slot<$type>,)*
            /// The options in the order in which they are written.
            pub(crate) written: Vec<Written>,
            /// Whether something is written that cannot be understood.
            pub(crate) has_unknown: bool,
        }

        impl Options for $set {
            const LEVEL: Level = Level::$level;
            const KEYS: &'static [Key] = &[$(Key { name: $name, example: $example }),*];

            fn read(&mut self, option: Written, input: ParseStream<'_>, cx: &mut Diagnostics) {
                self.written.push(option);
                match option.key.name {
                    $($name => self.$slot.$read(option, input, cx $(, $how)?),)*
                    _ => {}
                }
            }

            fn note_unknown(&mut self) {
                self.has_unknown = true;
            }

            fn positional(&self) -> Option<&'static Key> {
                let is_new = |key: &&Key| self.written.iter().all(|written| written.key.name != key.name);
                Self::KEYS.first().filter(|key| key.example.starts_with('"')).filter(is_new)
            }
        }
    };
}
pub(crate) use options;

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

/// What became of an option. With a name and no value, it was written, but cannot be used, which has been reported.
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
    /// The place of the option's name, if it was written at all.
    pub(crate) fn span(&self) -> Option<Span> {
        self.written.map(|written| written.span)
    }

    /// Reads the value after `=`.
    pub(crate) fn read(
        &mut self,
        option: Written,
        input: ParseStream<'_>,
        cx: &mut Diagnostics,
        parse: impl FnOnce(&Key, ParseStream<'_>, &mut Diagnostics) -> Option<T>,
    ) {
        let mut found = Diagnostics::default();
        let value = parse_value(option, input, &mut found, parse);
        self.fill(option, value, found, cx);
    }

    /// Stores a value. Of two, the later one is too much, unless one of the names was a guess.
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
    /// Reads an option that stands alone, or has a value.
    pub(crate) fn read_flag_or(
        &mut self,
        option: Written,
        input: ParseStream<'_>,
        cx: &mut Diagnostics,
        parse: impl FnOnce(&Key, ParseStream<'_>, &mut Diagnostics) -> Option<T>,
    ) {
        if input.is_empty() || input.peek(Token![,]) {
            self.fill(option, Some(T::default()), Diagnostics::default(), cx);
        } else {
            self.read(option, input, cx, parse);
        }
    }
}

impl Slot<LitStr> {
    /// The text and its place: as it is written, else the default at `ident`. Of what cannot be used the text is empty.
    pub(crate) fn text_or(&self, ident: &Ident, default: impl FnOnce() -> String) -> (String, Span) {
        match (&self.value, self.span()) {
            (Some(literal), _) => (literal.value(), literal.span()),
            (None, Some(span)) => (String::new(), span),
            (None, None) => (default(), ident.span()),
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

/// Reads a text that stands where a name should, also one without quotes, and gives it as it should be written.
fn parse_unnamed(level: Level, input: ParseStream<'_>) -> Option<String> {
    if input.peek(LitStr) {
        return Some(tidy(&skip_option(input)));
    }
    let name = input.call(Ident::parse_any).ok()?.to_string();
    let is_alone = input.is_empty() || input.peek(Token![,]);
    let is_pascal_case = name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase);
    let is_unknown = matches!(level.meaning(&name), Meaning::Unknown);
    (is_alone && is_pascal_case && is_unknown).then(|| format!("{name:?}"))
}

/// Reads what follows an option's name, in whichever way it is attached, and hands the value itself to `parse`.
fn parse_value<T>(
    option: Written,
    input: ParseStream<'_>,
    cx: &mut Diagnostics,
    parse: impl FnOnce(&Key, ParseStream<'_>, &mut Diagnostics) -> Option<T>,
) -> Option<T> {
    let (name, usage) = (option.key.name, option.key.usage());
    if option.spelling != Spelling::Missing {
        if input.peek(token::Paren) {
            cx.error(option.span, format!("`{name}` takes its value after `=`: `{usage}`"));
            skip_option(input);
            return None;
        }
        let is_at_end = |input: ParseStream<'_>| input.is_empty() || input.peek(Token![,]);
        let is_left_out = is_at_end(input) || (input.peek(Ident::peek_any) && input.peek2(Token![=]));
        let span = next_span(input);
        if !is_left_out && !skip_equals(input) {
            cx.error(span, format!("expected `=` after `{name}`: `{usage}`"));
        }
        if is_left_out || is_at_end(input) {
            cx.error(option.span, format!("`{name}` needs a value: `{usage}`"));
            return None;
        }
    }
    // A text without a name and without quotes has been reported.
    let is_bare = option.spelling == Spelling::Missing && !input.peek(LitStr);
    let value = if is_bare { None } else { parse(option.key, input, cx) };
    if value.is_none() {
        skip_option(input);
    }
    value
}

/// Takes a `=`, or what people write for one, and says which.
pub(crate) fn skip_equals(input: ParseStream<'_>) -> bool {
    let is_wrong = input.parse::<Token![==]>().is_ok()
        || input.parse::<Token![=>]>().is_ok()
        || (!input.peek(Token![::]) && input.parse::<Token![:]>().is_ok());
    !is_wrong && input.parse::<Token![=]>().is_ok()
}

/// Reads what has a `,` between each two. Where something else stands, it is reported, and the next one begins where
/// `is_next` says.
pub(crate) fn read_list(
    tokens: TokenStream,
    noun: &str,
    is_next: impl Fn(ParseStream<'_>) -> bool,
    cx: &mut Diagnostics,
    mut read: impl FnMut(ParseStream<'_>, &mut Diagnostics),
) {
    let parse = |input: ParseStream<'_>| {
        while !input.is_empty() {
            read(input, cx);
            if input.is_empty() || input.parse::<Token![,]>().is_ok() {
                continue;
            }
            cx.error(next_span(input), format!("expected `,` between {noun}"));
            if input.parse::<Token![;]>().is_err() && !is_next(input) {
                skip_option(input);
                let _ = input.parse::<Option<Token![,]>>();
            }
        }
        Ok(())
    };
    // The loop takes every token, so there is no error left to tell.
    let _ = parse.parse2(tokens);
}
