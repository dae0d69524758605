//! Prepares words for a comment: escapes or marks what Markdown, rustdoc and clippy take for markup, names or links.

use super::clean::readable;

/// Words with inner capitals that are not identifiers, to clippy or to readers.
const KNOWN_WORDS: [&str; 21] = [
    "DevOps",
    "DirectX",
    "FreeBSD",
    "GiB",
    "GitHub",
    "GitLab",
    "GraphQL",
    "IPv4",
    "IPv6",
    "JavaScript",
    "KiB",
    "MiB",
    "OAuth",
    "OpenGL",
    "OpenSSH",
    "OpenSSL",
    "PowerShell",
    "TiB",
    "TypeScript",
    "iOS",
    "macOS",
];

/// The words of a text, none of which may be broken across lines.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut inline = Inline::default();
    inline.read(&readable(text));
    inline.end_word();
    inline.words
}

/// The text without its markup.
pub(crate) fn plain(text: &str) -> String {
    plain_with_code(&text.replace('`', ""))
}

/// The text without its markup, except for backticks.
pub(crate) fn plain_with_code(text: &str) -> String {
    let text = text.replace("**", "");
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some(next) if letter == '\\' && next.is_ascii_punctuation() => {}
            _ => plain.push(letter),
        }
    }
    plain
}

#[derive(Default)]
struct Inline {
    words: Vec<String>,
    /// The current word: parts in backticks, and others.
    parts: Vec<(IsCode, String)>,
}

type IsCode = bool;

impl Inline {
    fn read(&mut self, text: &str) {
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            rest = match letter {
                '`' => self.read_code(rest),
                '*' => self.read_asterisks(rest),
                '[' | '!' => self.read_link(rest),
                '\\' => {
                    let escaped = rest.get(1..).unwrap_or_default();
                    let letter = escaped.chars().next().filter(char::is_ascii_punctuation);
                    let is_alone = self.parts.is_empty() && escaped.chars().next().is_none_or(char::is_whitespace);
                    if !is_alone {
                        self.push(letter.unwrap_or('\\'));
                    }
                    escaped.get(usize::from(letter.is_some())..).unwrap_or_default()
                }
                _ if letter.is_whitespace() => {
                    self.end_word();
                    rest.trim_start()
                }
                _ => {
                    self.push(letter);
                    rest.get(letter.len_utf8()..).unwrap_or_default()
                }
            };
        }
    }

    /// Reads code in backticks; unbalanced backticks are dropped.
    fn read_code<'t>(&mut self, text: &'t str) -> &'t str {
        let inside = text.trim_start_matches('`');
        let (fence, _) = text.split_at(text.len() - inside.len());
        let Some((code, rest)) = inside.split_once(fence) else { return inside };
        let code = code.replace('`', "'");
        let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
        if !code.is_empty() {
            self.parts.push((true, code));
        }
        rest.trim_start_matches('`')
    }

    /// Two or three asterisks are bold, which a comment does not need; more of them mask a value.
    fn read_asterisks<'t>(&mut self, text: &'t str) -> &'t str {
        let rest = text.trim_start_matches('*');
        let count = text.len() - rest.len();
        if count == 1
            && self.parts.is_empty()
            && let Some((word, rest)) = emphasized(rest)
        {
            word.chars().filter(|letter| *letter != '*').for_each(|letter| self.push(letter));
            return rest;
        }
        if !(2..4).contains(&count) {
            (0..count).for_each(|_| self.push('*'));
        }
        rest
    }

    /// Reads `[text](url)` and keeps the text only, as most links are page numbers. Images are dropped.
    fn read_link<'t>(&mut self, text: &'t str) -> &'t str {
        let (is_picture, link) = match text.strip_prefix('!') {
            Some(link) => (true, link),
            None => (false, text),
        };
        let parts = link.strip_prefix('[').and_then(|link| link.split_once("]("));
        let parts = parts.filter(|(shown, _)| !shown.contains(['[', '\n']));
        let Some((shown, (_, rest))) = parts.and_then(|(shown, link)| Some((shown, link.split_once(')')?))) else {
            self.push(if is_picture { '!' } else { '[' });
            return text.get(1..).unwrap_or_default();
        };
        if !is_picture {
            self.read(shown);
        }
        rest
    }

    fn push(&mut self, letter: char) {
        match self.parts.last_mut() {
            Some((false, part)) => part.push(letter),
            _ => self.parts.push((false, letter.to_string())),
        }
    }

    fn end_word(&mut self) {
        let parts = std::mem::take(&mut self.parts);
        let touches = parts.windows(2).any(|pair| pair.iter().all(|(is_code, _)| *is_code));
        let is_code =
            |(is_code, part): &(IsCode, String)| *is_code || part.split('\'').any(|part| reads_as_code(core(part)));
        let has_code = parts.iter().any(|(is_code, _)| *is_code);
        let word = match parts.as_slice() {
            [] => return,
            // Adjacent backticks would be read as one delimiter.
            _ if touches || (has_code && parts.iter().all(is_code) && parts.len() > 1) => {
                format!("`{}`", parts.iter().map(|(_, part)| part.as_str()).collect::<String>())
            }
            _ => parts
                .iter()
                .map(|(is_code, part)| if *is_code { format!("`{part}`") } else { mark_all(part) })
                .collect(),
        };
        self.words.push(word);
    }
}

/// Marks a run of text without spaces; quotes separate names.
fn mark_all(text: &str) -> String {
    text.split('\'').map(mark).collect::<Vec<_>>().join("'")
}

/// Splits off the word after an asterisk, if parts of it are emphasized: `*yyyy*T*HH*`.
fn emphasized(text: &str) -> Option<(&str, &str)> {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let is_plain = !word.contains("**") && !word.contains(['`', '\\', '[']);
    let is_closed = word.matches('*').count() % 2 == 1;
    (is_plain && is_closed && word.starts_with(char::is_alphanumeric)).then_some((word, rest))
}

/// Splits off the punctuation around a word, but not a mask of asterisks or a bracket whose other half is inside.
fn core(word: &str) -> &str {
    let core = trimmed(word);
    let mut start = word.find(core).unwrap_or(0);
    let mut end = start + core.len();
    let after = |end: usize| word.get(end..).unwrap_or_default();
    if after(end).starts_with("**") {
        end += after(end).len() - after(end).trim_start_matches('*').len();
    }
    let is_open = |start: usize, end: usize, open: char, close: char| {
        let inside = word.get(start..end).unwrap_or_default();
        after(end).starts_with(close) && inside.matches(open).count() > inside.matches(close).count()
    };
    if after(end).starts_with('}') && word.get(..start).is_some_and(|before| before.ends_with('{')) {
        start -= 1;
    }
    while is_open(start, end, '{', '}') || is_open(start, end, '(', ')') {
        end += 1;
    }
    word.get(start..end).unwrap_or(core)
}

fn trimmed(word: &str) -> &str {
    let is_around = |letter: char| !letter.is_alphanumeric() && !matches!(letter, ':' | '/');
    let end = word.trim_end_matches(|letter| is_around(letter) || letter == ':').len();
    let end = if word.get(end..).is_some_and(|rest| rest.starts_with("()")) { end + 2 } else { end };
    word.get(..end).unwrap_or(word).trim_start_matches(|letter| is_around(letter) || letter == ':')
}

/// Marks a word as code or as a link if it is one, and escapes any other.
fn mark(word: &str) -> String {
    let core = core(word);
    if core.is_empty() || !reads_as_code(core) {
        return escape(word);
    }
    let start = word.find(core).unwrap_or(0);
    let (before, rest) = word.split_at(start);
    let (core, after) = rest.split_at(core.len());
    let (before, after) = (escape(before), escape(after));
    if is_link(core) { format!("{before}<{core}>{after}") } else { format!("{before}`{core}`{after}") }
}

/// Whether a word is an identifier or a URL, such as `MediaId` or `max_results`.
fn reads_as_code(word: &str) -> bool {
    let word = word.strip_prefix('{').and_then(|word| word.strip_suffix('}')).unwrap_or(word);
    let count = |kind: fn(char) -> bool| word.chars().filter(|letter| kind(*letter)).count();
    let is_camel = word.chars().all(char::is_alphanumeric)
        && count(char::is_uppercase) > 1
        && count(char::is_lowercase) > 0
        && !word.strip_suffix('s').is_some_and(|word| word.chars().all(char::is_uppercase));
    (is_camel && !KNOWN_WORDS.contains(&word))
        || word.ends_with("()")
        || word.contains(['_', '<', '>', '\\', '*', '~'])
        || word.contains("::")
        || word.contains(":/")
}

/// Whether a URL can stand between `<` and `>`.
fn is_link(word: &str) -> bool {
    let host = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://"));
    host.is_some_and(|host| {
        host.contains('.') && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._/?=&%#:+,@".contains(&byte))
    })
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '&') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}
