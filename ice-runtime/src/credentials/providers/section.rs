//! Named texts, as a profile, a section or a reply holds them: in comes JSON or what another parser read, out go texts by
//! name. Every text is zeroed at the end.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use zeroize::Zeroizing;

use super::checked::Written;

/// Texts by their names. Numbers and booleans read as texts; null, lists and objects are left out.
#[derive(Default)]
pub(super) struct Section(BTreeMap<String, Member>);

struct Member {
    text: Zeroizing<String>,
    line: Option<usize>,
}

impl Section {
    /// Sets a text that was read in this line.
    pub(super) fn set(&mut self, name: String, text: &str, line: usize) {
        let member = Member { text: Zeroizing::new(text.to_owned()), line: Some(line) };
        self.0.insert(name, member);
    }

    pub(super) fn get<'a>(&'a self, name: &'a str) -> Written<'a> {
        let member = self.0.get(name);
        let written = Written::new(name, member.map(|member| member.text.as_str()));
        Written { line: member.and_then(|member| member.line), ..written }
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let text = self.0.get(name)?.text.trim();
        (!text.is_empty()).then_some(text)
    }

    pub(super) fn is_true(&self, name: &str) -> bool {
        self.text(name).is_some_and(|text| text.eq_ignore_ascii_case("true"))
    }

    /// Reads a JSON object. The error says where it is broken, never what is there.
    pub(super) fn of_json(text: &str) -> Result<Self, Broken> {
        parse_json(text)
    }
}

/// Where a JSON text is broken. The library's own words may quote the text.
pub(super) struct Broken {
    pub(super) line: usize,
    column: usize,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it is no such JSON from line {}, column {} on", self.line, self.column)
    }
}

/// Reads a JSON object, a byte order mark before it or not.
pub(super) fn parse_json<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Broken> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // A struct may be read from a list too, which nobody writes on purpose.
    if !text.trim_start().starts_with('{') {
        return Err(Broken { line: 1, column: 1 });
    }
    serde_json::from_str(text).map_err(|error| Broken { line: error.line(), column: error.column() })
}

impl<'de> Deserialize<'de> for Section {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SectionVisitor)
    }
}

struct SectionVisitor;

impl<'de> Visitor<'de> for SectionVisitor {
    type Value = Section;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_unit<E>(self) -> Result<Section, E> {
        Ok(Section::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Section, A::Error> {
        let mut section = Section::default();
        while let Some((name, Text(text))) = members.next_entry::<String, Text>()? {
            if let Some(text) = text {
                section.0.insert(name, Member { text, line: None });
            }
        }
        Ok(section)
    }
}

/// A scalar's text.
struct Text(Option<Zeroizing<String>>);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

struct TextVisitor;

impl Text {
    fn new(text: impl Into<String>) -> Self {
        Self(Some(Zeroizing::new(text.into())))
    }
}

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Text, E> {
        Ok(Text::new(text))
    }

    fn visit_string<E>(self, text: String) -> Result<Text, E> {
        Ok(Text::new(text))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Text, E> {
        Ok(Text::new(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Text, E> {
        Ok(Text::new(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Text, E> {
        Ok(Text::new(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Text, E> {
        Ok(Text::new(value.to_string()))
    }

    fn visit_unit<E>(self) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Text, A::Error> {
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Text, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }
}
