//! Tokens as they are: places, texts and skipping, whatever they mean.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::Token;
use syn::parse::ParseStream;

/// The place of the next token, a group in brackets as a whole.
pub(crate) fn next_span(input: ParseStream<'_>) -> Span {
    match input.cursor().token_tree() {
        Some((TokenTree::Group(group), _)) if group.delimiter() != Delimiter::None => group.span(),
        _ => input.span(),
    }
}

/// Skips to the next `,` that is outside of every bracket, and gives what was skipped.
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
