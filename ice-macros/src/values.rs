//! The values of options, one reader per kind: each returns a checked value, or reports what to write.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{ExprPath, Lit, LitStr, Path, PathArguments, Token, Type, token};

use crate::diagnostics::Diagnostics;
use crate::keys::{Key, nearest};
use crate::tokens::{is_at_end, next_span, read_list, skip_equals, skip_option, tidy};

/// Returns what messages call an option's value.
fn noun(key: &Key) -> String {
    match key.name {
        "action" => "an action".to_owned(),
        "regions" => "a region".to_owned(),
        name => format!("`{name}`"),
    }
}

/// Returns a reader for a plain string literal that passes `check`.
pub(crate) fn text(
    check: impl Fn(&str) -> Result<(), String>,
) -> impl Fn(&Key, ParseStream<'_>, &mut Diagnostics) -> Option<LitStr> {
    move |key, input, cx| {
        let literal = parse_string(key, input, cx)?;
        match check(&literal.value()) {
            Ok(()) => return Some(literal),
            Err(mistake) => cx.error(literal.span(), mistake),
        }
        None
    }
}

/// Reads a plain string literal.
fn parse_string(key: &Key, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<LitStr> {
    let (span, name, usage) = (next_span(input), key.name, key.usage());
    let expected = format!("expected a string: `{usage}`");
    let message = match input.parse::<Lit>() {
        Ok(Lit::Str(string)) if string.suffix().is_empty() => return Some(string),
        Ok(Lit::Str(_) | Lit::ByteStr(_) | Lit::CStr(_)) => {
            "expected a plain string, without suffix or prefix".to_owned()
        }
        Ok(Lit::Char(letter)) => {
            let text = letter.value().to_string();
            cx.error(span, format!("expected a string: `{name} = {text:?}`"));
            return Some(LitStr::new(&text, span));
        }
        Ok(_) => expected,
        Err(_) => match input.call(Ident::parse_any) {
            Ok(ident) if input.peek(Token![!]) => {
                format!("{} must be a literal: the macro cannot evaluate `{ident}!`", noun(key))
            }
            Ok(ident) if input.is_empty() || input.peek(Token![,]) || input.peek(Token![;]) => {
                format!("{} is a string: `{name} = \"{}\"`", noun(key), ident.unraw())
            }
            Ok(_) => format!("{} must be a literal: `{usage}`", noun(key)),
            Err(_) => expected,
        },
    };
    cx.error(span, message);
    None
}

/// An action's name.
pub(crate) fn check_action(text: &str) -> Result<(), String> {
    let is_action = |text: &str| {
        text.starts_with(|first: char| first.is_ascii_uppercase())
            && text.chars().all(|letter| letter.is_ascii_alphanumeric())
    };
    if text.is_empty() {
        return Err("`action` is empty".to_owned());
    } else if is_action(text) {
        return Ok(());
    }
    let mut message = format!("`{}` is not an action name: actions are PascalCase ASCII", text.escape_debug());
    let suggestion: String = text.split(|letter: char| !letter.is_alphanumeric()).map(capitalized).collect();
    if is_action(&suggestion) {
        message = format!("{message}; did you mean `{suggestion}`?");
    }
    Err(message)
}

/// A word with a capital.
pub(crate) fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

/// An API version: a date.
pub(crate) fn check_version(text: &str) -> Result<(), String> {
    let number = |part: &str| {
        let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
        (is_number, part.len(), part.parse::<u16>().unwrap_or_default())
    };
    let parts: Vec<_> = text.split('-').map(number).collect();
    let is_date = matches!(parts.as_slice(), [(true, 4, _), (true, 2, 1..=12), (true, 2, 1..=31)]);
    is_date.then_some(()).ok_or_else(|| "an API version is a date like `2020-11-09`".to_owned())
}

/// A product's code.
fn check_code(text: &str) -> Result<(), String> {
    let message = "a product code is made of letters, digits and hyphens, like `vod`";
    is_code(&text.to_ascii_lowercase()).then_some(()).ok_or_else(|| message.to_owned())
}

/// A RAM action.
pub(crate) fn check_ram_action(text: &str) -> Result<(), String> {
    let is_part = |part: &str| is_code(&part.to_ascii_lowercase());
    let is_action = text.split_once(':').is_some_and(|(code, action)| is_part(code) && is_part(action));
    is_action.then_some(()).ok_or_else(|| "a RAM action is written like `bss:SavingsPlansAnalysis`".to_owned())
}

/// The value of `product`.
pub(crate) enum ProductValue {
    /// A code; the version is a separate option.
    Code(LitStr),
    /// The path of a constant.
    Constant(ExprPath),
}

/// Reads a product: its code, or the path of a constant.
pub(crate) fn parse_product(key: &Key, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<ProductValue> {
    let is_code = |literal: LitStr| !literal.value().contains("::");
    if input.fork().parse().is_ok_and(is_code) {
        return text(check_code)(key, input, cx).map(ProductValue::Code);
    }
    let path = parse_bare::<ExprPath>(key, input, cx, ("path", "a constant, or a code and a version"))?;
    if input.peek(token::Paren) {
        let remedy = "declare it as a constant: `const VOD: Product = Product::new(..)`, and `product = VOD`";
        let call = input.parse::<TokenTree>();
        cx.error_spanned(path.into_token_stream().into_iter().chain(call).collect::<TokenStream>(), remedy);
        return None;
    }
    match path.path.get_ident() {
        Some(code) if code.to_string().contains(char::is_lowercase) => {
            let code_and_version = format!("`product = \"{}\", version = \"..\"`", code.unraw());
            cx.error(code.span(), format!("a product code is a string and comes with its version: {code_and_version}"));
            None
        }
        _ => Some(ProductValue::Constant(path)),
    }
}

/// A region's id.
fn check_region(text: &str) -> Result<(), String> {
    is_code(text).then_some(()).ok_or_else(|| "a region is an id like `cn-shanghai`".to_owned())
}

/// Whether `text` can be a product code or a region, that is, part of a host name.
fn is_code(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.bytes().all(is_letter) && !text.starts_with('-') && !text.ends_with('-')
}

/// A parameter's name.
pub(crate) fn check_parameter_name(name: &str) -> Result<(), String> {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-');
    if name.is_empty() {
        Err("a parameter cannot have an empty name".to_owned())
    } else if name.chars().all(is_letter) {
        Ok(())
    } else {
        let name = name.escape_debug();
        Err(format!("`{name}` is not a parameter name: use letters, digits, `.`, `_` and `-`"))
    }
}

/// Checks that a string is not empty.
pub(crate) fn check_not_empty(mistake: &str) -> impl Fn(&str) -> Result<(), String> {
    move |text| if text.is_empty() { Err(mistake.to_owned()) } else { Ok(()) }
}

/// Returns a reader for one of a few words; `expected` is the message for any other.
pub(crate) fn word(
    words: &'static [&'static str],
    expected: &'static str,
) -> impl Fn(&Key, ParseStream<'_>, &mut Diagnostics) -> Option<&'static str> {
    move |key, input, cx| {
        let (span, name) = (next_span(input), key.name);
        let quoted = input.parse::<LitStr>().ok().map(|literal| literal.value());
        let is_quoted = quoted.is_some();
        let word = quoted.or_else(|| Some(input.call(Ident::parse_any).ok()?.to_string())).unwrap_or_default();
        let near = nearest(&word, words, |word| word).copied();
        match near {
            Some(right) if right != word => cx.error(span, format!("{expected}; did you mean `{right}`?")),
            Some(right) if is_quoted => {
                let noun = if name == "method" { name } else { "value" };
                cx.error(span, format!("write the {noun} without quotes: `{name} = {right}`"));
            }
            Some(_) => {}
            None => cx.error(span, expected),
        }
        near
    }
}

/// Says how a misspelt `regions` should be written, if its value is a single region without brackets.
pub(crate) fn lone_region(input: ParseStream<'_>) -> Option<String> {
    skip_equals(input);
    let region = input.parse::<LitStr>().ok()?.value();
    (is_at_end(input) && check_region(&region).is_ok()).then(|| format!("regions = [{region:?}]"))
}

/// Reads a list of regions.
pub(crate) fn parse_regions(key: &Key, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<Vec<LitStr>> {
    let span = next_span(input);
    if input.peek(LitStr) {
        let region = text(check_region)(key, input, cx)?;
        cx.error(span, format!("`regions` takes a list: `regions = [{:?}]`", region.value()));
        return Some(vec![region]);
    }
    if !input.peek(token::Bracket) {
        cx.error(span, format!("`regions` takes a list: `{}`", key.usage()));
        return None;
    }
    let content = input.parse::<Group>().ok()?.stream();
    if content.is_empty() {
        cx.error(span, "the list is empty: leave it out, or name regions, like `regions = [\"cn-shanghai\"]`");
        return None;
    }
    let mut regions = Vec::new();
    let is_next = |input: ParseStream<'_>| input.peek(LitStr);
    read_list(content, "regions", is_next, cx, |input, cx| regions.extend(parse_region(key, input, &regions, cx)));
    Some(regions)
}

/// Reads the next region.
fn parse_region(key: &Key, input: ParseStream<'_>, earlier: &[LitStr], cx: &mut Diagnostics) -> Option<LitStr> {
    if !input.peek(Lit) {
        cx.error(next_span(input), "a region is a string: `\"cn-shanghai\"`");
        skip_option(input);
        return None;
    }
    let region = text(check_region)(key, input, cx)?;
    if earlier.iter().any(|other| other.value() == region.value()) {
        cx.error(region.span(), format!("region `{}` is listed more than once", region.value()));
        return None;
    }
    Some(region)
}

/// Reads something that is written without quotes; a quoted one is reported and read all the same.
fn parse_bare<T: Parse + ToTokens>(
    key: &Key,
    input: ParseStream<'_>,
    cx: &mut Diagnostics,
    (noun, expected): (&str, &str),
) -> Option<T> {
    let span = next_span(input);
    let quoted = input.parse::<Lit>().ok();
    let parsed = match &quoted {
        Some(Lit::Str(literal)) => unquoted(key, literal).parse::<T>().ok(),
        Some(_) => None,
        None => input.parse::<T>().ok(),
    };
    match &parsed {
        None => cx.error(span, format!("expected {expected}: `{}`", key.usage())),
        Some(value) if quoted.is_some() => {
            let text = tidy(&value.to_token_stream());
            cx.error(span, format!("write the {noun} itself: `{} = {text}`", key.name));
        }
        Some(_) => {}
    }
    parsed
}

/// Returns what a quoted value stands for: a lone name in `crate` means the crate of that name.
fn unquoted(key: &Key, literal: &LitStr) -> LitStr {
    let text = literal.value();
    let is_relative = text.contains("::") || ["crate", "self", "super"].contains(&text.as_str());
    let root = if key.name == "crate" && !is_relative { "::" } else { "" };
    LitStr::new(&format!("{root}{text}"), literal.span())
}

/// Reads the type of a reply.
pub(crate) fn parse_response(key: &Key, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<Type> {
    parse_bare(key, input, cx, ("type", "a type"))
}

/// Reads the path of the runtime. A relative path means something different in every module, so it is not used: the
/// default is more likely to be right.
pub(crate) fn parse_crate(key: &Key, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<Path> {
    let mut found = Diagnostics::default();
    let path = parse_bare::<Path>(key, input, &mut found, ("path", "a path"));
    let is_relative = |name: &Ident| name == "self" || name == "super";
    let names: Vec<_> = path.iter().flat_map(|path| &path.segments).map(|segment| &segment.ident).collect();
    if let Some(first) = names.first().filter(|first| is_relative(first)) {
        let rest: Vec<_> = names.iter().filter(|name| !is_relative(name)).map(ToString::to_string).collect();
        let rest = if rest.is_empty() { "rt".to_owned() } else { rest.join("::") };
        cx.error(first.span(), format!("write an absolute path: `crate = ::{rest}` or `crate = crate::{rest}`"));
        return None;
    }
    cx.append(found);
    let mut path = path?;
    for segment in &mut path.segments {
        if !segment.arguments.is_none() {
            cx.error_spanned(&segment.arguments, "the path of a crate takes no arguments");
            segment.arguments = PathArguments::None;
        }
    }
    Some(path)
}

/// Reads the path of a function.
pub(crate) fn parse_function(key: &Key, input: ParseStream<'_>, cx: &mut Diagnostics) -> Option<ExprPath> {
    let path = parse_bare(key, input, cx, ("path", "the path of a function"))?;
    if input.peek(token::Paren) {
        cx.error(next_span(input), "`with` takes the function itself; leave out the call");
        let _ = input.parse::<TokenTree>();
    }
    Some(path)
}
