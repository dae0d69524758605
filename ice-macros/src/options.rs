//! The grammar that all options share: tokens between parentheses come in, options one by one go out, mistakes are passed over.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Lit, Meta, Token, parenthesized, token};

use crate::diagnostics::Diagnostics;
use crate::keys::{Key, Level, Meaning};

/// A set of options that is read from attributes.
pub(crate) trait Options: Default {
    /// Where these options are written.
    const LEVEL: Level;

    /// Takes the value of one option out of `input`.
    fn read(&mut self, option: &Written, input: ParseStream<'_>, cx: &mut Diagnostics);

    /// Reads the options between the parentheses of one attribute.
    fn read_all(&mut self, tokens: TokenStream, cx: &mut Diagnostics) {
        let parse = |input: ParseStream<'_>| {
            while !input.is_empty() {
                self.read_one(input, cx);
                end_option(input, cx);
            }
            Ok(())
        };
        // The loop takes every token, so there is no error left to tell.
        let _ = parse.parse2(tokens);
    }

    /// Reads what should be an option.
    fn read_one(&mut self, input: ParseStream<'_>, cx: &mut Diagnostics) {
        if input.peek(Token![,]) {
            cx.error(input.span(), "expected an option before this `,`");
        } else if input.peek(Lit) && !input.peek(syn::LitBool) {
            self.read_nameless(input, cx);
        } else if let Some(option) = parse_key(Self::LEVEL, input, cx) {
            self.read(&option, input, cx);
        } else {
            skip_option(input);
        }
    }

    /// Reads a value that was written without the option's name.
    fn read_nameless(&mut self, input: ParseStream<'_>, cx: &mut Diagnostics) {
        let span = input.span();
        let written = skip_option(&input.fork());
        let Some(key) = Self::LEVEL.positional() else {
            cx.error(span, format!("options are named: {}", expected(Self::LEVEL)));
            skip_option(input);
            return;
        };
        cx.error(
            span,
            format!("options are named: write `{} = {}`", key.name, tidy(&written)),
        );
        let option = Written {
            key,
            span,
            is_certain: false,
            is_nameless: true,
        };
        self.read(&option, input, &mut Diagnostics::default());
    }

    /// Reads every `#[ice(..)]` among the attributes of a field, an enum or a variant.
    fn from_attributes<'a>(attributes: impl IntoIterator<Item = &'a Attribute>, cx: &mut Diagnostics) -> Self {
        let mut options = Self::default();
        for attribute in attributes
            .into_iter()
            .filter(|attribute| attribute.path().is_ident("ice"))
        {
            match &attribute.meta {
                Meta::Path(path) => cx.error_spanned(path, "expected options in parentheses: `#[ice(..)]`"),
                Meta::NameValue(meta) => {
                    cx.error(meta.eq_token.span, "expected options in parentheses: `#[ice(..)]`");
                }
                Meta::List(meta) => {
                    if !matches!(meta.delimiter, syn::MacroDelimiter::Paren(_)) {
                        cx.error(meta.delimiter.span().open(), "expected parentheses: `#[ice(..)]`");
                    } else if meta.tokens.is_empty() {
                        cx.error_spanned(meta, "this `#[ice()]` does nothing; remove it or give it an option");
                    }
                    options.read_all(meta.tokens.clone(), cx);
                }
            }
        }
        options
    }
}

/// An option's name as it was written.
pub(crate) struct Written {
    /// What the name stands for.
    pub(crate) key: &'static Key,
    /// Where the name is.
    pub(crate) span: Span,
    /// Whether the name is spelt right, so that another one of it is a repetition.
    pub(crate) is_certain: bool,
    /// Whether only a value was written.
    is_nameless: bool,
}

/// What became of an option.
#[derive(Default)]
pub(crate) enum Slot<T> {
    /// It was not written.
    #[default]
    Absent,
    /// It was written, but its value cannot be used; that has been reported.
    Unusable(Span),
    /// It was written well.
    Usable(Span, T),
}

impl<T> Slot<T> {
    /// The value, if there is one to use.
    pub(crate) fn value(&self) -> Option<&T> {
        match self {
            Self::Usable(_, value) => Some(value),
            Self::Absent | Self::Unusable(_) => None,
        }
    }

    /// Takes the value out, with the place of the option's name, if there is one to use.
    pub(crate) fn take(&mut self) -> Option<(Span, T)> {
        match std::mem::take(self) {
            Self::Usable(span, value) => Some((span, value)),
            Self::Absent | Self::Unusable(_) => None,
        }
    }

    /// The place of the option's name, if it was written at all.
    pub(crate) fn span(&self) -> Option<Span> {
        match self {
            Self::Usable(span, _) | Self::Unusable(span) => Some(*span),
            Self::Absent => None,
        }
    }

    /// Whether the option was written and cannot be used.
    pub(crate) fn is_unusable(&self) -> bool {
        matches!(self, Self::Unusable(_))
    }

    /// Reads the value after `=`.
    pub(crate) fn read(
        &mut self,
        option: &Written,
        input: ParseStream<'_>,
        cx: &mut Diagnostics,
        parse: impl FnOnce(&Key, ParseStream<'_>, &mut Diagnostics) -> Option<T>,
    ) {
        let mut found = Diagnostics::default();
        let value = parse_value(option, input, &mut found, parse);
        self.fill(option, value, found, cx);
    }

    /// Stores a value, unless the option was written before.
    fn fill(&mut self, option: &Written, value: Option<T>, found: Diagnostics, cx: &mut Diagnostics) {
        if matches!(self, Self::Absent) {
            cx.append(found);
            *self = match value {
                Some(value) => Self::Usable(option.span, value),
                None => Self::Unusable(option.span),
            };
        } else if option.is_certain {
            cx.error(option.span, format!("`{}` is given more than once", option.key.name));
        }
    }
}

impl Slot<()> {
    /// Reads a flag, which has no value.
    pub(crate) fn read_flag(&mut self, option: &Written, input: ParseStream<'_>, cx: &mut Diagnostics) {
        let mut found = Diagnostics::default();
        if input.peek(Token![=]) || input.peek(token::Paren) || input.peek(Token![:]) {
            let message = format!("`{}` is a flag and takes no value", option.key.name);
            found.error(option.span, message);
            skip_option(input);
        }
        self.fill(option, Some(()), found, cx);
    }
}

/// Reads an option's name, and reports one that does not belong here.
fn parse_key(level: Level, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<Written> {
    let Ok(ident) = input.fork().call(Ident::parse_any) else {
        cx.error(input.span(), format!("expected an option: {}", expected(level)));
        return None;
    };
    let name = ident.unraw().to_string();
    let span = ident.span();
    let written = |key, is_certain| {
        // It was there a moment ago.
        let _ = input.call(Ident::parse_any);
        Some(Written {
            key,
            span,
            is_certain,
            is_nameless: false,
        })
    };
    match level.meaning(&name) {
        Meaning::Known(key) => written(key, true),
        Meaning::Misspelt(key) => {
            cx.error(
                span,
                format!("unknown {} `{name}`; did you mean `{}`?", level.option(), key.name),
            );
            written(key, false)
        }
        Meaning::Elsewhere(other) => {
            cx.error(span, other.belongs(&name, &tidy(&skip_option(input))));
            None
        }
        Meaning::Unknown => {
            cx.error(
                span,
                format!("unknown {} `{name}`; {}", level.option(), expected(level)),
            );
            None
        }
    }
}

/// Lists the options of a level.
fn expected(level: Level) -> String {
    let names: Vec<_> = level.keys().iter().map(|key| format!("`{}`", key.name)).collect();
    format!("expected one of {}", names.join(", "))
}

/// Reads what follows an option's name, whichever way it is attached, and hands the value itself to `parse`.
fn parse_value<T>(
    option: &Written,
    input: ParseStream<'_>,
    cx: &mut Diagnostics,
    parse: impl FnOnce(&Key, ParseStream<'_>, &mut Diagnostics) -> Option<T>,
) -> Option<T> {
    let (name, usage) = (option.key.name, option.key.usage());
    let joined = input.peek(Token![=]) && !input.peek(Token![==]) && !input.peek(Token![=>]);
    if option.is_nameless {
        return parse(option.key, input, cx);
    }
    if input.peek(token::Paren) {
        cx.error(option.span, format!("`{name}` takes its value after `=`: `{usage}`"));
        return parse_parenthesized(option.key, input, cx, parse);
    }
    if !joined && (input.peek(Token![=]) || input.peek(Token![:])) {
        cx.error(input.span(), format!("expected `=`: `{usage}`"));
        while input.peek(Token![:]) || input.peek(Token![=]) || input.peek(Token![>]) {
            let _ = input.parse::<TokenTree>();
        }
    } else if joined {
        let _ = input.parse::<Token![=]>();
    } else if input.is_empty() || input.peek(Token![,]) || input.peek2(Token![=]) {
        cx.error(option.span, format!("`{name}` needs a value: `{usage}`"));
        return None;
    } else {
        cx.error(input.span(), format!("expected `=` after `{name}`: `{usage}`"));
    }
    if input.is_empty() || input.peek(Token![,]) {
        cx.error(option.span, format!("`{name}` needs a value: `{usage}`"));
        return None;
    }
    let value = parse(option.key, input, cx);
    if value.is_none() {
        skip_option(input);
    }
    value
}

/// Reads the value of `key(value)`.
fn parse_parenthesized<T>(
    key: &Key,
    input: ParseStream<'_>,
    cx: &mut Diagnostics,
    parse: impl FnOnce(&Key, ParseStream<'_>, &mut Diagnostics) -> Option<T>,
) -> Option<T> {
    let content = (|| {
        let content;
        parenthesized!(content in input);
        Ok::<_, syn::Error>(content)
    })()
    .ok()?;
    if content.is_empty() {
        return None;
    }
    let value = parse(key, &content, cx);
    skip_rest(&content);
    value
}

/// Takes the `,` after an option; where something else stands, reports it and finds the next option.
fn end_option(input: ParseStream<'_>, cx: &mut Diagnostics) {
    if input.is_empty() {
        return;
    }
    if !input.peek(Token![,]) {
        cx.error(input.span(), "expected `,` between options");
        if input.peek(Token![;]) {
            let _ = input.parse::<Token![;]>();
            return;
        }
        if input.peek(syn::Ident::peek_any) {
            return;
        }
        skip_option(input);
    }
    let _ = input.parse::<Option<Token![,]>>();
}

/// Skips to the next `,` that is outside of every bracket, and gives what was skipped.
pub(crate) fn skip_option(input: ParseStream<'_>) -> TokenStream {
    let mut skipped = TokenStream::new();
    let mut angles = 0_usize;
    let mut previous = ' ';
    while !input.is_empty() && (angles > 0 || !input.peek(Token![,])) {
        let Ok(token) = input.parse::<TokenTree>() else { break };
        let letter = match &token {
            TokenTree::Punct(punct) => punct.as_char(),
            _ => ' ',
        };
        match letter {
            '<' => angles += 1,
            '>' if previous != '-' && previous != '=' => angles = angles.saturating_sub(1),
            _ => {}
        }
        previous = letter;
        skipped.extend([token]);
    }
    skipped
}

/// Takes every token that is left.
pub(crate) fn skip_rest(input: ParseStream<'_>) {
    while input.parse::<TokenTree>().is_ok() {}
}

/// Writes tokens as a user would, with spaces only where they help.
pub(crate) fn tidy(tokens: &TokenStream) -> String {
    let mut text = String::new();
    write_tidy(tokens, &mut text);
    text
}

fn write_tidy(tokens: &TokenStream, text: &mut String) {
    for token in tokens.clone() {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                text.push_str(open);
                write_tidy(&group.stream(), text);
                text.push_str(close);
            }
            TokenTree::Punct(punct) => match punct.as_char() {
                letter @ (',' | ';') => text.extend([letter, ' ']),
                letter @ ('=' | '+') => text.extend([' ', letter, ' ']),
                letter => text.push(letter),
            },
            TokenTree::Ident(_) | TokenTree::Literal(_) => {
                if text.ends_with(|last: char| last.is_alphanumeric() || last == '_' || last == '"') {
                    text.push(' ');
                }
                text.push_str(&token.to_string());
            }
        }
    }
}
