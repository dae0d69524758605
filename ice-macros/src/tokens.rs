//! Helpers for tokens, whatever they mean: spans, text, lists and skipping.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::Token;
use syn::parse::{ParseStream, Parser as _};

use crate::diagnostics::Diagnostics;

/// Returns the span of the next token; a group in brackets counts as one token.
pub(crate) fn next_span(input: ParseStream<'_>) -> Span {
    match input.cursor().token_tree() {
        Some((TokenTree::Group(group), _)) if group.delimiter() != Delimiter::None => group.span(),
        _ => input.span(),
    }
}

/// Skips to the next `,` outside all brackets, and returns what was skipped.
pub(crate) fn skip_option(input: ParseStream<'_>) -> TokenStream {
    let mut skipped = TokenStream::new();
    let (mut depth, mut previous) = (0_usize, ' ');
    while !input.is_empty() && (depth > 0 || !input.peek(Token![,])) {
        let Ok(token) = input.parse::<TokenTree>() else { break };
        let letter = if let TokenTree::Punct(punct) = &token { punct.as_char() } else { ' ' };
        match letter {
            '<' => depth += 1,
            '>' if !matches!(previous, '-' | '=') => depth = depth.saturating_sub(1),
            _ => {}
        }
        previous = letter;
        skipped.extend([token]);
    }
    skipped
}

/// Takes a `=` or a common mistake for one (`==`, `=>`, `:`); returns whether it was `=`.
pub(crate) fn skip_equals(input: ParseStream<'_>) -> bool {
    let is_wrong = input.parse::<Token![==]>().is_ok()
        || input.parse::<Token![=>]>().is_ok()
        || (!input.peek(Token![::]) && input.parse::<Token![:]>().is_ok());
    !is_wrong && input.parse::<Token![=]>().is_ok()
}

/// Whether an option or an item of a list ends here.
pub(crate) fn is_at_end(input: ParseStream<'_>) -> bool {
    input.is_empty() || input.peek(Token![,])
}

/// Reads a comma-separated list. Anything else in place of a comma is reported, and reading resumes where `is_next`
/// says that the next item begins.
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
    // Cannot fail: the loop consumes every token.
    let _ = parse.parse2(tokens);
}

/// Writes tokens as a user would, with spaces only where they help.
pub(crate) fn tidy(tokens: &TokenStream) -> String {
    let mut text = String::new();
    write_tidy(tokens.clone(), &mut text);
    text
}

fn write_tidy(tokens: TokenStream, text: &mut String) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                text.push_str(open);
                write_tidy(group.stream(), text);
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
