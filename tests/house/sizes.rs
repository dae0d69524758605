//! Sizes of rooms and functions in lines of code, without blank lines, comments and unit tests, compared with the table
//! of sizes in CONTRIBUTING.md.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::paths::{attributes, is_for_tests, is_ident, is_punct};

/// The size of one file.
#[derive(Default)]
pub(super) struct Size {
    /// Lines of code outside unit tests.
    pub(super) lines: BTreeSet<usize>,
    lines_of_tests: BTreeSet<usize>,
    /// All functions, including those of unit tests.
    pub(super) functions: Vec<Function>,
}

pub(super) struct Function {
    pub(super) name: String,
    pub(super) line: usize,
    /// Lines of code, from `fn` to the closing brace.
    pub(super) length: usize,
    /// Whether it has the attribute of a test.
    pub(super) is_test: bool,
    pub(super) is_in_tests: bool,
}

impl Size {
    pub(super) fn of(tokens: TokenStream) -> Self {
        let mut size = Self::default();
        size.count(tokens, false);
        for function in &mut size.functions {
            let lines = if function.is_in_tests { &size.lines_of_tests } else { &size.lines };
            function.length = lines.range(function.line..=function.length).count();
        }
        size
    }

    fn count(&mut self, tokens: TokenStream, is_in_tests: bool) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            let comment = comment(&tokens[at..]);
            if comment > 0 {
                at += comment;
            } else if is_punct(tokens.get(at), '#') && is_for_tests(&tokens[..(at + 2).min(tokens.len())]) {
                let end = end_of_item(&tokens, at + 2);
                tokens[at + 2..end].iter().for_each(|token| self.count_token(token, true));
                at = end;
            } else {
                self.count_token(&tokens[at], is_in_tests);
                self.functions.extend(function(&tokens, at, is_in_tests));
                at += 1;
            }
        }
    }

    fn count_token(&mut self, token: &TokenTree, is_in_tests: bool) {
        let lines = if is_in_tests { &mut self.lines_of_tests } else { &mut self.lines };
        let TokenTree::Group(group) = token else {
            lines.extend(token.span().start().line..=token.span().end().line);
            return;
        };
        if group.delimiter() != Delimiter::None {
            lines.extend([group.span_open().start().line, group.span_close().end().line]);
        }
        self.count(group.stream(), is_in_tests);
    }
}

/// A function with a body that starts here. Until all lines are known, its length is its last line.
fn function(tokens: &[TokenTree], at: usize, is_in_tests: bool) -> Option<Function> {
    let [first, TokenTree::Ident(name), rest @ ..] = &tokens[at..] else { return None };
    if !is_ident(first, "fn") {
        return None;
    }
    let body = rest.iter().take_while(|token| !is_punct(Some(token), ';')).find_map(as_braces)?;
    let (line, length) = (first.span().start().line, body.span_close().end().line);
    let is_test = attributes(&tokens[..at]).iter().any(|attribute| is_of_test(attribute));
    Some(Function { name: name.to_string(), line, length, is_test, is_in_tests })
}

/// `[test]`, `[tokio::test]` or `[tokio::test(..)]`.
fn is_of_test(attribute: &str) -> bool {
    let path = attribute.trim_matches(['[', ']']).split(['(', '=']).next().unwrap_or_default();
    path.split("::").last() == Some("test")
}

fn as_braces(token: &TokenTree) -> Option<&proc_macro2::Group> {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
        _ => None,
    }
}

/// How many tokens represent a `///` or `//!` here: those of an attribute, all at the comment's position.
fn comment(tokens: &[TokenTree]) -> usize {
    let length = if is_punct(tokens.get(1), '!') { 3 } else { 2 };
    let is_comment = match tokens.get(length - 1) {
        Some(group) => is_punct(tokens.first(), '#') && group.span().start() == tokens[0].span().start(),
        None => false,
    };
    if is_comment { length } else { 0 }
}

fn end_of_item(tokens: &[TokenTree], at: usize) -> usize {
    let ends = |token: &TokenTree| is_punct(Some(token), ';') || as_braces(token).is_some();
    (at..tokens.len()).find(|&end| ends(&tokens[end])).map_or(tokens.len(), |end| end + 1)
}

/// The table of sizes: parts of the project, their files, and how many lines each may have.
pub(super) struct Budgets(Vec<Budget>);

pub(super) struct Budget {
    pub(super) part: String,
    prefixes: Vec<String>,
    limit: usize,
    /// The limit of a part that still exceeds its final one: it must not grow.
    today: Option<usize>,
}

impl Budgets {
    /// Reads the rows below the heading `Sizes`: the part, its files in backticks, its limit, and its current limit.
    pub(super) fn of(document: &str) -> Self {
        let (_, section) = document.split_once("## Sizes\n").unwrap();
        let rows = section.lines().take_while(|line| !line.starts_with('#'));
        Self(rows.filter_map(budget).collect())
    }

    /// Counts the lines of each part. A file belongs to the part with the longest matching prefix.
    pub(super) fn lines<'a>(&'a self, sizes: &BTreeMap<String, Size>) -> Vec<(&'a Budget, usize)> {
        let mut lines: Vec<_> = self.0.iter().map(|budget| (budget, 0)).collect();
        // Files of unit tests are not counted.
        for (path, size) in sizes.iter().filter(|(path, _)| !path.ends_with("/tests.rs")) {
            let fit =
                |budget: &Budget| budget.prefixes.iter().filter(|it| path.starts_with(*it)).map(String::len).max();
            if let Some((_, sum)) = lines.iter_mut().max_by_key(|(budget, _)| fit(budget)) {
                *sum += size.lines.len();
            }
        }
        lines
    }
}

impl Budget {
    /// The message if a part has too many lines.
    pub(super) fn breach(&self, lines: usize) -> Option<String> {
        let limit = self.today.unwrap_or(self.limit);
        (lines > limit).then(|| format!("{}: {lines} lines of at most {limit}", self.part))
    }

    pub(super) fn line(&self, lines: usize) -> String {
        let today = self.today.map(|today| format!(", today {today}")).unwrap_or_default();
        format!("{lines:6} of {:6}{today}  {}", self.limit, self.part)
    }
}

fn budget(line: &str) -> Option<Budget> {
    let cells: Vec<_> = line.split('|').map(str::trim).collect();
    let [_, part, files, limit, today, _] = cells[..] else { return None };
    let number = |text: &str| text.replace(',', "").parse().ok();
    let prefixes = files.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    Some(Budget { part: part.to_owned(), prefixes, limit: number(limit)?, today: number(today) })
}
