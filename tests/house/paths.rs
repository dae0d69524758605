//! The paths in a file: imports, with everything inside their braces, and paths in code.
//!
//! Each is resolved from the crate's root. Paths into other crates are left out, and so is `$crate` in macros.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::source::Module;

/// One path, resolved from the crate's root.
pub(super) struct Reference {
    pub(super) line: usize,
    pub(super) path: Module,
    pub(super) import: Option<Import>,
    pub(super) in_tests: bool,
}

/// What an import adds: a name for the path, which others can use too if it `is_public`.
pub(super) struct Import {
    pub(super) name: String,
    pub(super) is_public: bool,
}

#[derive(Default)]
pub(super) struct Found {
    pub(super) references: Vec<Reference>,
    pub(super) mentions: BTreeSet<String>,
    pub(super) definitions: BTreeSet<String>,
}

/// Everything that the file of `module` mentions.
pub(super) fn read(name: &str, modules: &BTreeSet<Module>, module: &[String], tokens: TokenStream) -> Found {
    let mut reader = Reader { name, modules, found: Found::default() };
    reader.read(tokens, module, false);
    reader.found
}

/// The names that `macro_rules!` defines.
pub(super) fn macros(tokens: TokenStream) -> Vec<String> {
    let tokens: Vec<_> = tokens.into_iter().collect();
    tokens.windows(3).filter(|three| is_ident(&three[0], "macro_rules")).map(|three| three[2].to_string()).collect()
}

struct Reader<'a> {
    name: &'a str,
    modules: &'a BTreeSet<Module>,
    found: Found,
}

impl Reader<'_> {
    fn read(&mut self, tokens: TokenStream, module: &[String], in_tests: bool) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            at = match &tokens[at] {
                // `pub(in crate::room)` names a room and uses nothing.
                TokenTree::Group(_) if is_public(&tokens[..=at]) => at + 1,
                TokenTree::Group(group) => {
                    self.read(group.stream(), module, in_tests);
                    at + 1
                }
                TokenTree::Ident(ident) if ident == "use" && !is_punct(tokens.get(at + 1), '<') => {
                    self.read_import(&tokens, at, module, in_tests)
                }
                TokenTree::Ident(ident) if ident == "mod" => self.read_module(&tokens, at, module, in_tests),
                TokenTree::Ident(_) => self.read_path(&tokens, at, module, in_tests),
                TokenTree::Punct(punct) if punct.as_char() == '$' => end_of_path(&tokens, at + 1),
                TokenTree::Punct(_) if is_separator(&tokens, at) => self.read_absolute(&tokens, at + 2, in_tests),
                _ => at + 1,
            };
        }
    }

    /// Reads `mod name { .. }`; the file of `mod name;` is read separately.
    fn read_module(&mut self, tokens: &[TokenTree], at: usize, module: &[String], in_tests: bool) -> usize {
        let (Some(TokenTree::Ident(name)), Some(TokenTree::Group(group))) = (tokens.get(at + 1), tokens.get(at + 2))
        else {
            return (at + 2).min(tokens.len());
        };
        let inner: Vec<_> = module.iter().cloned().chain([name.to_string()]).collect();
        self.read(group.stream(), &inner, in_tests || is_for_tests(&tokens[..at]));
        at + 3
    }

    fn read_import(&mut self, tokens: &[TokenTree], at: usize, module: &[String], in_tests: bool) -> usize {
        let end = (at..tokens.len()).find(|&end| is_punct(tokens.get(end), ';')).unwrap_or(tokens.len());
        let is_public = is_public(&tokens[..at]);
        for leaf in leaves(&tokens[at + 1..end], &[]) {
            let import = Some(Import { name: leaf.name, is_public });
            if let Some(path) = self.resolve(leaf.path, module) {
                self.found.references.push(Reference { line: leaf.line, path, import, in_tests });
            }
        }
        end + 1
    }

    /// Reads a path in code from its first segment on. A single name is not a path, but may use or define an imported
    /// name.
    fn read_path(&mut self, tokens: &[TokenTree], at: usize, module: &[String], in_tests: bool) -> usize {
        let end = end_of_path(tokens, at);
        let steps = steps(&tokens[at..end]);
        if !in_tests {
            self.mention(tokens, at, &steps);
        }
        let line = tokens[at].span().start().line;
        if steps.len() > 1
            && let Some(path) = self.resolve(steps, module)
        {
            self.found.references.push(Reference { line, path, import: None, in_tests });
        }
        end
    }

    /// Reads a path after a leading `::`: of another crate, or of this one by its name.
    fn read_absolute(&mut self, tokens: &[TokenTree], at: usize, in_tests: bool) -> usize {
        match tokens.get(at) {
            Some(token) if is_ident(token, self.name) => self.read_path(tokens, at, &[], in_tests),
            Some(TokenTree::Ident(_)) => end_of_path(tokens, at),
            _ => at,
        }
    }

    fn mention(&mut self, tokens: &[TokenTree], at: usize, steps: &[String]) {
        const DEFINING: [&str; 9] = ["struct", "enum", "union", "trait", "fn", "type", "const", "static", "mod"];
        let defines = at > 0 && DEFINING.iter().any(|keyword| is_ident(&tokens[at - 1], keyword));
        let names = if defines { &mut self.found.definitions } else { &mut self.found.mentions };
        names.extend(steps.first().cloned());
    }

    /// Resolves `steps` from the crate's root; `None` for another crate's path.
    fn resolve(&self, mut steps: Vec<String>, module: &[String]) -> Option<Module> {
        if steps.len() > 1 && steps.last().is_some_and(|last| last == "self") {
            steps.pop();
        }
        let mut from = module.to_vec();
        let mut taken = 1;
        match steps.first()?.as_str() {
            "self" => {}
            "crate" => from.clear(),
            name if name == self.name => from.clear(),
            "super" => {
                taken = steps.iter().take_while(|step| *step == "super").count();
                from.truncate(from.len().checked_sub(taken)?);
            }
            child => {
                from.push(child.to_owned());
                return self.modules.contains(&from).then(|| from.into_iter().chain(steps.drain(1..)).collect());
            }
        }
        from.extend(steps.drain(taken..));
        Some(from)
    }
}

/// One path of an import.
struct Leaf {
    line: usize,
    path: Vec<String>,
    name: String,
}

/// `a::{b, c::*, d as e}` is three paths.
fn leaves(tokens: &[TokenTree], prefix: &[String]) -> Vec<Leaf> {
    let start = if is_separator(tokens, 0) { 2 } else { 0 };
    let end = end_of_path(tokens, start);
    let mut path = prefix.to_vec();
    path.extend(steps(&tokens[start..end]));
    let after = if is_separator(tokens, end) { end + 2 } else { end };
    match tokens.get(after) {
        Some(TokenTree::Group(group)) => branches(&group.stream(), &path),
        Some(token) if is_punct(Some(token), '*') => leaf(token, path, "*".to_owned()),
        Some(token) if is_ident(token, "as") => leaf(token, path, tokens[after + 1].to_string()),
        _ => {
            let name = path.iter().rfind(|step| *step != "self").cloned().unwrap_or_default();
            tokens.first().map_or_else(Vec::new, |token| leaf(token, path, name))
        }
    }
}

fn leaf(token: &TokenTree, path: Vec<String>, name: String) -> Vec<Leaf> {
    vec![Leaf { line: token.span().start().line, path, name }]
}

fn branches(tokens: &TokenStream, prefix: &[String]) -> Vec<Leaf> {
    let tokens: Vec<_> = tokens.clone().into_iter().collect();
    tokens.split(|token| is_punct(Some(token), ',')).flat_map(|branch| leaves(branch, prefix)).collect()
}

/// The index after the path that starts at `at`.
fn end_of_path(tokens: &[TokenTree], at: usize) -> usize {
    let mut end = (at + 1).min(tokens.len());
    while is_separator(tokens, end) && matches!(tokens.get(end + 2), Some(TokenTree::Ident(_))) {
        end += 3;
    }
    end
}

fn steps(tokens: &[TokenTree]) -> Vec<String> {
    let idents = tokens.iter().filter(|token| matches!(token, TokenTree::Ident(_)));
    idents.map(|ident| ident.to_string().trim_start_matches("r#").to_owned()).collect()
}

fn is_separator(tokens: &[TokenTree], at: usize) -> bool {
    is_punct(tokens.get(at), ':') && is_punct(tokens.get(at + 1), ':')
}

pub(super) fn is_punct(token: Option<&TokenTree>, character: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}

pub(super) fn is_ident(token: &TokenTree, name: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == name)
}

/// Whether the tokens before are `pub` or `pub(..)`.
fn is_public(before: &[TokenTree]) -> bool {
    match before {
        [.., last] if is_ident(last, "pub") => true,
        [.., first, TokenTree::Group(group)] => is_ident(first, "pub") && group.delimiter() == Delimiter::Parenthesis,
        _ => false,
    }
}

/// Whether what comes next is `#[cfg(test)]`, among other attributes.
pub(super) fn is_for_tests(before: &[TokenTree]) -> bool {
    attributes(before).iter().any(|attribute| attribute == "[cfg(test)]")
}

/// The attributes of what comes next, without spaces.
pub(super) fn attributes(before: &[TokenTree]) -> Vec<String> {
    let tokens = before.iter().rev().skip_while(|token| ["pub", "async", "const"].iter().any(|it| is_ident(token, it)));
    let tokens = tokens.take_while(|token| matches!(token, TokenTree::Group(_)) || is_punct(Some(token), '#'));
    tokens.map(|token| token.to_string().replace(' ', "")).collect()
}
