//! Encodings of reply members: in comes a Base64 text that holds JSON, out goes what the JSON says.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::engine::{DecodePaddingMode, Engine as _};
use base64::{DecodeError, DecodeSliceError};
use serde::de::{DeserializeOwned, Visitor};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::error::Category;
use zeroize::Zeroizing;

use crate::json;

/// A member that holds JSON as Base64 text, such as `UploadAddress` of `CreateUploadStream`.
///
/// It derefs to what the JSON says, and its `Debug` is that of `T`. Both Base64 alphabets are read, with or without
/// padding, and white space round the text. Serialized it is Base64 text again.
///
/// An error of decoding says where the text is wrong, and nothing of what is in it: it may hold keys.
///
/// ```
/// use ice_runtime::encoding::Base64Json;
///
/// #[derive(serde::Deserialize)]
/// struct Address {
///     bucket: String,
/// }
///
/// // {"bucket":"media"}
/// let address: Base64Json<Address> = serde_json::from_str(r#""eyJidWNrZXQiOiJtZWRpYSJ9""#)?;
/// assert_eq!(address.bucket, "media");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64Json<T>(T);

impl<T> Base64Json<T> {
    /// Wraps a value, for replies that a test makes up.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Base64Json<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> AsRef<T> for Base64Json<T> {
    fn as_ref(&self) -> &T {
        &self.0
    }
}

impl<T> From<T> for Base64Json<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: fmt::Debug> fmt::Debug for Base64Json<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Base64Json<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor(PhantomData)).map(Self)
    }
}

impl<T: Serialize> Serialize for Base64Json<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json = Zeroizing::new(serde_json::to_vec(&self.0).map_err(S::Error::custom)?);
        let text = Zeroizing::new(base64::engine::general_purpose::STANDARD.encode(&*json));
        serializer.serialize_str(&text)
    }
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: DeserializeOwned> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a Base64 text that holds JSON")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        let json = decode(text).map_err(E::custom)?;
        let json = without_byte_order_mark(&json);
        match serde_json::from_slice(json) {
            Ok(value) => Ok(value),
            // Types drift in here as they do in the reply itself.
            Err(error) if error.is_data() => drifted(json).ok_or_else(|| E::custom(WrongJson(&error))),
            Err(error) => Err(E::custom(WrongJson(&error))),
        }
    }

    fn visit_string<E: serde::de::Error>(self, text: String) -> Result<T, E> {
        self.visit_str(&Zeroizing::new(text))
    }
}

/// The tolerant pass alone.
fn drifted<T: DeserializeOwned>(json: &[u8]) -> Option<T> {
    json::from_str(std::str::from_utf8(json).ok()?).ok()
}

/// Padding is no matter, and neither are bits that a sloppy encoder leaves behind the last byte.
const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);

fn decode(text: &str) -> Result<Zeroizing<Vec<u8>>, WrongBase64> {
    let before = text.len() - text.trim_start().len();
    let text = text.trim();
    let alphabet = if text.contains(['-', '_']) { &URL_SAFE } else { &STANDARD };
    let mut bytes = Zeroizing::new(vec![0; text.len()]);
    match GeneralPurpose::new(alphabet, LENIENT).decode_slice(text, &mut bytes) {
        Ok(length) => {
            bytes.truncate(length);
            Ok(bytes)
        }
        Err(DecodeSliceError::DecodeError(
            DecodeError::InvalidByte(offset, _) | DecodeError::InvalidLastSymbol { offset, .. },
        )) => Err(WrongBase64::At(before + offset + 1)),
        Err(_) => Err(WrongBase64::CutOff),
    }
}

fn without_byte_order_mark(json: &[u8]) -> &[u8] {
    json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json)
}

enum WrongBase64 {
    /// The column, counted from one.
    At(usize),
    CutOff,
}

impl fmt::Display for WrongBase64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(column) => write!(f, "expected a Base64 text; column {column} holds something else"),
            Self::CutOff => f.write_str("expected a Base64 text; it is cut off, or its padding is wrong"),
        }
    }
}

/// What is wrong with the JSON inside: where, and what kind of mistake. `serde_json`'s own message quotes the text.
struct WrongJson<'a>(&'a serde_json::Error);

impl fmt::Display for WrongJson<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = (self.0.line(), self.0.column());
        match self.0.classify() {
            Category::Eof => f.write_str("the JSON in the Base64 text is cut off")?,
            Category::Data => match missing_member(self.0) {
                Some(member) => write!(f, "the JSON in the Base64 text has no member `{member}`")?,
                None => f.write_str("the JSON in the Base64 text does not fit its type")?,
            },
            Category::Syntax | Category::Io => f.write_str("the Base64 text does not hold JSON")?,
        }
        match line {
            // An error of the value as a whole has no place.
            0 => Ok(()),
            1 => write!(f, " (column {column})"),
            _ => write!(f, " (line {line}, column {column})"),
        }
    }
}

/// The member that is missing: a name out of the type's declaration, nothing of the text.
fn missing_member(error: &serde_json::Error) -> Option<String> {
    let message = error.to_string();
    let (member, _) = message.strip_prefix("missing field `")?.split_once('`')?;
    Some(member.to_owned())
}
