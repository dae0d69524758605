//! Turns names on the wire into Rust names.

use std::collections::HashSet;

use crate::api_docs::case::capitalized;

/// Names that a declaration must not give to its own types, as they already mean something else in the file.
const TAKEN_TYPES: &str = "AsMut AsRef Base64Json BTreeMap Box Clone Copy Debug Default Deserialize DoubleEndedIterator Drop Eq \
    Err ExactSizeIterator Extend Fn FnMut FnOnce From FromIterator Into IntoIterator Iterator None Ok Option Ord \
    PartialEq PartialOrd Result Secret Self Send Serialize Sized Some String Sync ToOwned ToString TryFrom TryInto Unpin \
    UploadAddress UploadAuth Vec";

const KEYWORDS: &str = "abstract as async await become box break const continue do dyn else enum extern false final fn for \
    gen if impl in let loop macro match mod move mut override priv pub ref return static struct trait true try type \
    typeof unsafe unsized use virtual where while yield";

/// Keywords that cannot be written with `r#`, and names that clippy treats as placeholders.
const NO_FIELDS: &str = "baz crate foo quux self super";

/// Endings of the names of secrets, in lower case and without punctuation.
const SECRETS: &str = "secret secrets secretkey password passwords passwd pwd privatekey securitytoken sessiontoken accesstoken \
    refreshtoken authtoken authorizationcode bearertoken apikey decryptkey encryptkey encryptionkey passphrase plaintext \
    token uploadauth playauth";

/// Endings of the names of tokens that grant nothing: positions in a list, and marks of a repeated request.
const PLAIN_TOKENS: &str = "clienttoken continuationtoken continuetoken cursortoken idempotencytoken nexttoken pagetoken \
    previoustoken prevtoken requesttoken scrolltoken searchtoken starttoken";

/// Longer names are shortened to keep a field and its type on one line.
const LONGEST_NAME: usize = 60;

/// The words of a name: `HDRType` has `HDR` and `Type`, `VideoIDs` has `Video` and `IDs`.
fn words(name: &str) -> Vec<&str> {
    name.split(|letter: char| !letter.is_ascii_alphanumeric()).flat_map(split_case).collect()
}

fn split_case(word: &str) -> Vec<&str> {
    let letters = word.as_bytes();
    let is = |at: usize, kind: fn(&u8) -> bool| letters.get(at).is_some_and(kind);
    let starts_word = |at: usize| {
        let is_plural = is(at + 1, |letter| *letter == b's') && !is(at + 2, u8::is_ascii_lowercase);
        is(at, u8::is_ascii_uppercase)
            && (!is(at - 1, u8::is_ascii_uppercase) || (is(at + 1, u8::is_ascii_lowercase) && !is_plural))
    };
    let mut starts: Vec<usize> = (1..letters.len()).filter(|at| starts_word(*at)).collect();
    starts.insert(0, 0);
    let ends = starts.iter().skip(1).copied().chain([letters.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| word.get(*start..end)).filter(|word| !word.is_empty()).collect()
}

/// `media_id` for `MediaId`.
pub(super) fn snake_case(name: &str) -> String {
    let mut name = words(name).join("_").to_ascii_lowercase();
    name.truncate(LONGEST_NAME);
    match name.trim_end_matches('_') {
        "" => "unnamed".to_owned(),
        name if name.starts_with(|first: char| first.is_ascii_digit()) => format!("v{name}"),
        name if is_one_of(name, NO_FIELDS) => format!("{name}_"),
        name => name.to_owned(),
    }
}

/// Whether a type of this name would shadow one that declarations use.
pub(super) fn is_taken(name: &str) -> bool {
    is_one_of(name, TAKEN_TYPES)
}

/// Whether a member of this name holds a secret: a key, a token or a password.
pub(super) fn is_secret(name: &str) -> bool {
    let letters = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let ends_with_one_of = |endings: &str| endings.split_ascii_whitespace().any(|ending| letters.ends_with(ending));
    ends_with_one_of(SECRETS) && !ends_with_one_of(PLAIN_TOKENS)
}

/// The words of a name that ends in `Id`, without that: `access key` for `AccessKeyId`. `None` for other names, and for
/// those with abbreviations.
pub(super) fn identified(name: &str) -> Option<String> {
    let mut words = words(name);
    let is_word = |word: &&str| word.len() > 2 && word.bytes().skip(1).all(|letter| letter.is_ascii_lowercase());
    let is_id = words.pop().is_some_and(|last| last == "Id");
    (is_id && !words.is_empty() && words.iter().all(is_word)).then(|| words.join(" ").to_ascii_lowercase())
}

/// A field's name as it is written in the file, with `r#` if it is a keyword.
pub(super) fn escaped(field: &str) -> String {
    if is_one_of(field, KEYWORDS) { format!("r#{field}") } else { field.to_owned() }
}

/// `HdrType` for `HDRType`.
pub(super) fn type_name(name: &str) -> String {
    let mut joined = String::new();
    for word in words(name) {
        // `1_0` for `1.0`: keep the numbers apart.
        let is_number = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
        if is_number(joined.chars().last()) && is_number(word.chars().next()) {
            joined.push('_');
        }
        joined.push_str(&capitalized(&word.to_ascii_lowercase()));
    }
    joined.truncate(LONGEST_NAME);
    let joined = joined.trim_end_matches('_');
    match joined.chars().next() {
        None => "Unnamed".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("V{joined}"),
        Some(_) if joined == "Self" => "SelfValue".to_owned(),
        Some(_) => joined.to_owned(),
    }
}

/// The variant of a value: the value itself if it is already a Rust name, such as `FD` or `DolbyVision`.
pub(super) fn variant_name(value: &str) -> String {
    let is_name = value.starts_with(|first: char| first.is_ascii_uppercase())
        && value.chars().all(|letter| letter.is_ascii_alphanumeric())
        && (value.len() <= 2 || words(value).iter().all(|word| !is_shouted(word)))
        && value.len() <= LONGEST_NAME
        && value != "Self";
    if is_name { value.to_owned() } else { type_name(&value.replace('+', " Plus ")) }
}

/// Whether a word has more than two letters, all of them capitals.
fn is_shouted(word: &str) -> bool {
    let letters = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
    letters.len() > 2 && letters.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// The name of one item of a list: `MediaInfo` for `MediaInfos`, `Job` for `JobList`.
pub(super) fn singular(list: &str) -> String {
    let endings = [
        ("List", ""),
        ("Series", "Series"),
        ("ies", "y"),
        ("sses", "ss"),
        ("xes", "x"),
        ("ches", "ch"),
        ("shes", "sh"),
    ];
    let mut endings = endings.into_iter().chain([("ss", "ss"), ("us", "us"), ("is", "is"), ("s", "")]);
    let one = |(ending, instead)| Some(format!("{}{instead}", list.strip_suffix(ending)?)).filter(|one| one.len() > 1);
    endings.find_map(one).unwrap_or_else(|| list.to_owned())
}

/// The name of a constant.
pub(super) fn constant_name(code: &str) -> String {
    let name: String = code.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect();
    let name = name.trim_matches('_').to_ascii_uppercase();
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) { name } else { format!("PRODUCT_{name}") }
}

fn is_one_of(word: &str, list: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

/// Names that are in use: each is given out once.
#[derive(Debug, Clone, Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// Names that a declaration must not use.
    pub(super) fn of_types() -> Self {
        Self(TAKEN_TYPES.split_ascii_whitespace().map(str::to_owned).collect())
    }

    /// Takes `name` if it is free.
    pub(super) fn take(&mut self, name: &str) -> bool {
        self.0.insert(name.to_owned())
    }

    pub(super) fn give_back(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// Takes `name`, with a number appended if it is already taken.
    pub(super) fn take_any(&mut self, name: &str, separator: &str) -> String {
        let separator = match name.chars().last() {
            Some(last) if last.is_ascii_digit() => "_",
            Some('_') => "",
            _ => separator,
        };
        let mut numbered = (2..).map(|number| format!("{name}{separator}{number}"));
        let mut candidate = name.to_owned();
        while !self.take(&candidate) {
            candidate = numbered.next().unwrap_or_default();
        }
        candidate
    }
}
