//! The values of options: the tokens after `=` come in, a checked value or a report of what to write goes out.

use proc_macro2::{Ident, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{ExprPath, Lit, LitStr, Path, PathArguments, Token, Type, bracketed, token};

use crate::diagnostics::Diagnostics;
use crate::keys::{Key, nearest};
use crate::options::{skip_option, tidy};

/// A request's method.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// Without a body.
    Get,
    /// With the form parameters in the body.
    Post,
}

/// Whether a repeated call does no harm.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Retry {
    /// It does none.
    Safe,
    /// It may do some.
    Unsafe,
}

/// Reads a plain string literal.
pub(crate) fn parse_string(key: &Key, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<LitStr> {
    let name = key.name;
    if input.peek(Lit) {
        return plain_string(key, input.parse().ok()?, cx);
    }
    let span = input.span();
    let Ok(ident) = input.call(Ident::parse_any) else {
        cx.error(span, format!("expected a string: `{}`", key.usage()));
        return None;
    };
    if input.peek(Token![!]) {
        cx.error(
            span,
            format!("{} must be a literal: the macro cannot evaluate `{ident}!`", noun(key)),
        );
    } else if input.peek(Token![::]) || input.peek(token::Paren) || input.peek(Token![.]) {
        cx.error(span, format!("{} must be a literal, like `{}`", noun(key), key.usage()));
    } else {
        cx.error(
            span,
            format!("{} is a string: `{name} = \"{}\"`", noun(key), ident.unraw()),
        );
    }
    None
}

/// Takes the literals that are no plain strings apart.
fn plain_string(key: &Key, literal: Lit, cx: &mut Diagnostics) -> Option<LitStr> {
    match literal {
        Lit::Str(string) if string.suffix().is_empty() => return Some(string),
        Lit::Str(_) | Lit::ByteStr(_) | Lit::CStr(_) => {
            cx.error(literal.span(), "expected a plain string, without suffix or prefix");
        }
        Lit::Char(letter) if letter.suffix().is_empty() => {
            let text = letter.value().to_string();
            cx.error(letter.span(), format!("expected a string: `{} = {text:?}`", key.name));
            return Some(LitStr::new(&text, letter.span()));
        }
        _ => cx.error(literal.span(), format!("expected a string: `{}`", key.usage())),
    }
    None
}

/// What an option's value is called.
fn noun(key: &Key) -> String {
    match key.name {
        "action" => "an action".to_owned(),
        "regions" => "a region".to_owned(),
        name => format!("`{name}`"),
    }
}

/// Reads an action's name.
pub(crate) fn parse_action(key: &Key, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<LitStr> {
    let literal = parse_string(key, input, cx)?;
    let text = literal.value();
    if text.is_empty() {
        cx.error(literal.span(), "`action` is empty");
        return None;
    }
    let is_action = |text: &str| {
        text.starts_with(|first: char| first.is_ascii_uppercase())
            && text.chars().all(|letter| letter.is_ascii_alphanumeric())
    };
    if is_action(&text) {
        return Some(literal);
    }
    let mut message = format!(
        "`{}` is not an action name: actions are PascalCase ASCII",
        text.escape_debug()
    );
    let suggestion = pascal_case(&text);
    if is_action(&suggestion) {
        message = format!("{message}; did you mean `{suggestion}`?");
    }
    cx.error(literal.span(), message);
    None
}

/// Joins the words of `text`, each with a capital.
fn pascal_case(text: &str) -> String {
    text.split(|letter: char| !letter.is_alphanumeric())
        .flat_map(|word| {
            let mut letters = word.chars();
            letters
                .next()
                .map(|first| first.to_ascii_uppercase())
                .into_iter()
                .chain(letters)
        })
        .collect()
}

/// Reads an API version.
pub(crate) fn parse_version(key: &Key, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<LitStr> {
    let literal = parse_string(key, input, cx)?;
    let text = literal.value();
    let is_date = text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !is_date {
        cx.error(literal.span(), "an API version is a date like `2020-11-09`");
    }
    is_date.then_some(literal)
}

/// Reads a product's code.
pub(crate) fn parse_product(key: &Key, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<LitStr> {
    let literal = parse_string(key, input, cx)?;
    if is_code(&literal.value()) {
        return Some(literal);
    }
    cx.error(
        literal.span(),
        "a product is written as in its endpoint, like `ice` in `ice.cn-shanghai.aliyuncs.com`",
    );
    None
}

/// Whether `text` can be a product or a region, that is, a part of a host name.
fn is_code(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Reads a parameter's name.
pub(crate) fn parse_parameter_name(key: &Key, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<LitStr> {
    let literal = parse_string(key, input, cx)?;
    match parameter_name_mistake(&literal.value()) {
        Some(mistake) => cx.error(literal.span(), mistake),
        None => return Some(literal),
    }
    None
}

/// Says why `name` cannot be sent as a parameter's name.
pub(crate) fn parameter_name_mistake(name: &str) -> Option<String> {
    if name.is_empty() {
        return Some("a parameter cannot have an empty name".to_owned());
    }
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-');
    (!name.chars().all(is_letter)).then(|| {
        let name = name.escape_debug();
        format!("`{name}` is not a parameter name: use letters, digits, `.`, `_` and `-`")
    })
}

/// Reads a variant's value.
pub(crate) fn parse_value_name(key: &Key, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<LitStr> {
    let literal = parse_string(key, input, cx)?;
    if literal.value().is_empty() {
        cx.error(
            literal.span(),
            "a value cannot be empty; leave the parameter out instead",
        );
        return None;
    }
    Some(literal)
}

/// Reads a separator.
pub(crate) fn parse_separator(key: &Key, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<LitStr> {
    let literal = parse_string(key, input, cx)?;
    if literal.value().is_empty() {
        cx.error(literal.span(), "a separator cannot be empty");
        return None;
    }
    Some(literal)
}

/// Reads one of a few words.
fn parse_word<T: Copy>(
    input: ParseStream<'_>,
    cx: &mut Diagnostics,
    words: &[(&'static str, T)],
    (what, expected): (&str, &str),
) -> Option<T> {
    let span = input.span();
    let find = |word: &str| words.iter().find(|(name, _)| *name == word).copied();
    let quoted = input.peek(LitStr);
    let word = if quoted {
        input.parse::<LitStr>().ok()?.value()
    } else {
        input
            .call(Ident::parse_any)
            .map(|ident| ident.to_string())
            .unwrap_or_default()
    };
    if let Some((name, value)) = find(&word) {
        if quoted {
            cx.error(span, format!("write the {what} without quotes: `{what} = {name}`"));
        }
        return Some(value);
    }
    let suggestion = nearest(&word, words.iter().map(|(name, _)| *name)).and_then(|index| words.get(index));
    if let Some((name, value)) = suggestion {
        cx.error(span, format!("unknown {what} `{word}`; did you mean `{name}`?"));
        return Some(*value);
    }
    cx.error(span, expected);
    None
}

/// Reads a method.
pub(crate) fn parse_method(_: &Key, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<Method> {
    let words = [("GET", Method::Get), ("POST", Method::Post)];
    parse_word(input, cx, &words, ("method", "RPC operations use `GET` or `POST`"))
}

/// Reads whether a repeated call does no harm.
pub(crate) fn parse_retry(_: &Key, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<Retry> {
    let words = [("safe", Retry::Safe), ("unsafe", Retry::Unsafe)];
    parse_word(input, cx, &words, ("retry", "`retry` is `safe` or `unsafe`"))
}

/// Reads a list of regions.
pub(crate) fn parse_regions(key: &Key, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<Vec<LitStr>> {
    let span = input.span();
    if input.peek(Lit) {
        let region = parse_region(key, input, cx)?;
        cx.error(span, format!("a list: `regions = [{:?}]`", region.value()));
        return Some(vec![region]);
    }
    if !input.peek(token::Bracket) {
        cx.error(span, format!("a list: `{}`", key.usage()));
        return None;
    }
    let content = (|| {
        let content;
        let brackets = bracketed!(content in input);
        Ok::<_, syn::Error>((content, brackets))
    })();
    let (content, brackets) = content.ok()?;
    if content.is_empty() {
        cx.error(
            brackets.span.open(),
            "name at least one region, or leave `regions` out: a region is an id like `cn-shanghai`",
        );
        return None;
    }
    Some(parse_region_list(key, &content, cx))
}

/// Reads what stands between the brackets of `regions`.
fn parse_region_list(key: &Key, content: ParseStream<'_>, cx: &mut Diagnostics) -> Vec<LitStr> {
    let mut regions: Vec<LitStr> = Vec::new();
    while !content.is_empty() {
        if let Some(region) = parse_region(key, content, cx) {
            if regions.iter().any(|other| other.value() == region.value()) {
                cx.error(
                    region.span(),
                    format!("region `{}` is listed more than once", region.value()),
                );
            } else {
                regions.push(region);
            }
        } else {
            skip_option(content);
        }
        if !content.is_empty() && !content.peek(Token![,]) {
            cx.error(content.span(), "expected `,` between regions");
            if !content.peek(LitStr) {
                skip_option(content);
            }
        }
        let _ = content.parse::<Option<Token![,]>>();
    }
    regions
}

/// Reads one region.
fn parse_region(key: &Key, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<LitStr> {
    let span = input.span();
    let wrong = "a region is an id like `cn-shanghai`";
    if !input.peek(Lit) {
        cx.error(span, "a region is a string: `\"cn-shanghai\"`");
        return None;
    }
    let literal = plain_string(key, input.parse().ok()?, cx)?;
    if !is_code(&literal.value()) {
        cx.error(span, wrong);
        return None;
    }
    Some(literal)
}

/// Reads the type of a reply.
pub(crate) fn parse_response(key: &Key, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<Type> {
    let span = input.span();
    let parsed = if input.peek(Lit) {
        let literal = input.parse::<Lit>().ok()?;
        quoted::<Type>(&literal).inspect(|ty| {
            cx.error(
                span,
                format!("write the type itself: `response = {}`", tidy(&ty.to_token_stream())),
            );
        })
    } else {
        input.parse::<Type>().ok()
    };
    if parsed.is_none() {
        cx.error(span, format!("expected a type: `{}`", key.usage()));
    }
    parsed
}

/// Reads the path of the runtime.
pub(crate) fn parse_crate(key: &Key, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<Path> {
    let span = input.span();
    let parsed = if input.peek(Lit) {
        let literal = input.parse::<Lit>().ok()?;
        quoted::<Path>(&literal).map(|mut path| {
            let rooted =
                path.leading_colon.is_some() || path.segments.first().is_some_and(|first| is_relative(&first.ident));
            if !rooted {
                path.leading_colon = Some(Token![::](span));
            }
            cx.error(
                span,
                format!("write the path itself: `crate = {}`", tidy(&path.to_token_stream())),
            );
            path
        })
    } else {
        input.parse::<Path>().ok()
    };
    let Some(mut path) = parsed else {
        cx.error(span, format!("expected a path: `{}`", key.usage()));
        return None;
    };
    for segment in &mut path.segments {
        if !segment.arguments.is_none() {
            cx.error_spanned(&segment.arguments, "the path of a crate takes no arguments");
            segment.arguments = PathArguments::None;
        }
    }
    Some(path)
}

/// Whether a path that begins so is not the name of a crate.
fn is_relative(ident: &Ident) -> bool {
    ["crate", "self", "super"].iter().any(|word| ident == word)
}

/// Reads the path of a function.
pub(crate) fn parse_function(key: &Key, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<ExprPath> {
    let span = input.span();
    let parsed = if input.peek(Lit) {
        let literal = input.parse::<Lit>().ok()?;
        quoted::<ExprPath>(&literal).inspect(|path| {
            cx.error(
                span,
                format!("write the path itself: `with = {}`", tidy(&path.to_token_stream())),
            );
        })
    } else {
        input.parse::<ExprPath>().ok()
    };
    if parsed.is_none() {
        cx.error(span, format!("expected the path of a function: `{}`", key.usage()));
    } else if input.peek(token::Paren) {
        cx.error(input.span(), "`with` takes the function itself; leave out the call");
        let _ = input.parse::<TokenTree>();
    }
    parsed
}

/// Reads the text of a string literal, with the literal's place.
fn quoted<T: syn::parse::Parse>(literal: &Lit) -> Option<T> {
    match literal {
        Lit::Str(string) => string.parse().ok(),
        _ => None,
    }
}
