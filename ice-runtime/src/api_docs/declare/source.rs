//! Rust source, laid out as rustfmt does by default.

use super::comment::{self, WIDTH};
use crate::api_docs::prose::blocks::Block;

/// How wide the arguments of an attribute or a chain of calls may be on one line.
const SHORT: usize = 70;

/// How wide a struct literal may be on one line.
const SHORT_LITERAL: usize = 18;

/// How wide a tuple, with its parentheses, and the items of a list may be on one line.
const SHORT_TUPLE: usize = 62;
const SHORT_LIST: usize = 60;

/// The file so far.
#[derive(Debug, Default)]
pub(super) struct Source {
    pub(super) text: String,
}

impl Source {
    pub(super) fn line(&mut self, indent: usize, line: &str) {
        if !line.is_empty() {
            self.text.extend(["    ".repeat(indent).as_str(), line]);
        }
        self.text.push('\n');
    }

    pub(super) fn comment(&mut self, indent: usize, blocks: &[Block]) {
        comment::write(&mut self.text, &format!("{}/// ", "    ".repeat(indent)), blocks);
    }

    /// Writes an attribute with arguments; nothing if there are none.
    pub(super) fn attribute(&mut self, indent: usize, path: &str, arguments: &[String]) {
        if arguments.is_empty() {
            return;
        }
        // rustfmt leaves an attribute alone if it holds more than words and literals.
        let is_word = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let is_simple = |argument: &String| match argument.split_once(" = ") {
            Some((_, value)) => value.starts_with('"'),
            None => is_word(argument),
        };
        let is_left_alone = !arguments.iter().all(is_simple);
        let joined = arguments.join(", ");
        let line = format!("#[{path}({joined})]");
        let fits = line.chars().count() + 4 * indent <= WIDTH
            && (is_left_alone || arguments.len() == 1 || joined.chars().count() <= SHORT);
        if fits {
            return self.line(indent, &line);
        }
        self.line(indent, &format!("#[{path}("));
        for (index, argument) in arguments.iter().enumerate() {
            let is_last = index + 1 == arguments.len();
            let comma = if is_last && !is_left_alone { "" } else { "," };
            self.line(indent + 1, &format!("{argument}{comma}"));
        }
        self.line(indent, ")]");
    }

    /// Writes a field of a struct or of a struct literal: the type or value goes below the name if the line is too
    /// long.
    pub(super) fn pair(&mut self, indent: usize, name: &str, value: &str) {
        let line = format!("{name}: {value},");
        if line.chars().count() + 4 * indent <= WIDTH {
            return self.line(indent, &line);
        }
        self.line(indent, &format!("{name}:"));
        self.line(indent + 1, &format!("{value},"));
    }

    /// Writes `pub fn new(..) -> Self` with these parameters and a struct literal of the fields.
    pub(super) fn constructor(&mut self, parameters: &[(String, String)], fields: &[(String, String)]) {
        let joined: Vec<_> = parameters.iter().map(|(name, ty)| format!("{name}: {ty}")).collect();
        let line = format!("pub fn new({}) -> Self {{", joined.join(", "));
        if line.chars().count() + 4 <= WIDTH {
            self.line(1, &line);
        } else {
            self.line(1, "pub fn new(");
            for parameter in &joined {
                self.line(2, &format!("{parameter},"));
            }
            self.line(1, ") -> Self {");
        }
        self.literal(fields);
        self.line(1, "}");
    }

    fn literal(&mut self, fields: &[(String, String)]) {
        let is_short = |(name, value): &(String, String)| name == value;
        let shown = |field: &(String, String)| match field {
            field if is_short(field) => field.0.clone(),
            (name, value) => format!("{name}: {value}"),
        };
        let joined = fields.iter().map(shown).collect::<Vec<_>>().join(", ");
        if joined.chars().count() <= SHORT_LITERAL {
            return self.line(2, &format!("Self {{ {joined} }}"));
        }
        self.line(2, "Self {");
        for field in fields {
            if is_short(field) { self.line(3, &format!("{},", field.0)) } else { self.pair(3, &field.0, &field.1) }
        }
        self.line(2, "}");
    }

    /// Writes a constant made by `new` and a chain of calls; the last call takes the list of pairs, if there are any.
    pub(super) fn chain(&mut self, start: &str, new: &str, calls: &[String], pairs: (&str, &[(String, String)])) {
        let whole = [new].into_iter().chain(calls.iter().map(String::as_str)).collect::<Vec<_>>().join(".");
        let count = calls.len() + usize::from(!pairs.1.is_empty());
        let fits = |indent: usize, text: &str| 4 * indent + text.chars().count() <= WIDTH;
        let line = format!("{start} {whole};");
        if count < 2 && pairs.1.is_empty() && fits(0, &line) {
            return self.line(0, &line);
        }
        if count < 2 && pairs.1.is_empty() && fits(1, &format!("{whole};")) {
            self.line(0, start);
            return self.line(1, &format!("{whole};"));
        }
        let line = format!("{start} {new}");
        let indent = if fits(0, &format!("{line};")) {
            self.line(0, &line);
            1
        } else {
            self.line(0, start);
            self.line(1, new);
            2
        };
        for call in calls {
            self.line(indent, &format!(".{call}"));
        }
        if !pairs.1.is_empty() {
            self.pairs(indent, pairs.0, pairs.1);
        }
        self.text.truncate(self.text.trim_end().len());
        self.text.push_str(";\n");
    }

    /// Writes lines that end with a comma.
    fn lines(&mut self, indent: usize, lines: [&String; 2]) {
        for line in lines {
            self.line(indent, &format!("{line},"));
        }
    }

    fn pairs(&mut self, indent: usize, method: &str, pairs: &[(String, String)]) {
        let tuples: Vec<_> = pairs.iter().map(|(one, other)| format!("({one}, {other})")).collect();
        let joined = tuples.join(", ");
        let limit = if pairs.len() == 1 { SHORT_TUPLE } else { SHORT_LIST };
        if joined.chars().count() <= limit {
            return self.line(indent, &format!(".{method}(&[{joined}])"));
        }
        if let [(one, other)] = pairs {
            self.line(indent, &format!(".{method}(&[("));
            self.lines(indent + 1, [one, other]);
            return self.line(indent, ")])");
        }
        self.line(indent, &format!(".{method}(&["));
        for ((one, other), tuple) in pairs.iter().zip(tuples) {
            if tuple.chars().count() <= SHORT_TUPLE {
                self.line(indent + 1, &format!("{tuple},"));
            } else {
                self.line(indent + 1, "(");
                self.lines(indent + 2, [one, other]);
                self.line(indent + 1, "),");
            }
        }
        self.line(indent, "])");
    }
}
