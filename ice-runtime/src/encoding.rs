//! Encodings of reply members: reads Base64 text that contains JSON.

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
use zeroize::Zeroizing;

use crate::json::{self, Cause, Mismatch};

/// A reply member that contains JSON as Base64 text, such as `UploadAddress` of `CreateUploadStream`.
///
/// It derefs to the decoded value, and its `Debug` is that of `T`. Both Base64 alphabets are accepted, with or without
/// padding and surrounding white space. It serializes back to Base64 text.
///
/// A decoding error says where the text is wrong, but quotes none of it, as it may contain keys.
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
    /// Wraps a value, for replies made up by tests.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Returns the value itself.
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
        f.write_str("Base64 text that contains JSON")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        let bytes = decode(text).map_err(E::custom)?;
        let json = std::str::from_utf8(&bytes).map_err(|_| E::custom(NOT_JSON))?;
        // As in the reply itself, the service does not keep to its documented types here.
        json::read(json.trim_start_matches('\u{feff}')).map_err(|mismatch| E::custom(WrongJson(&mismatch)))
    }

    fn visit_string<E: serde::de::Error>(self, text: String) -> Result<T, E> {
        self.visit_str(&Zeroizing::new(text))
    }
}

/// Padding does not matter, nor do stray bits that a sloppy encoder leaves after the last byte.
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

enum WrongBase64 {
    /// The column, counted from one.
    At(usize),
    CutOff,
}

impl fmt::Display for WrongBase64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(column) => write!(f, "expected Base64 text; invalid character in column {column}"),
            Self::CutOff => f.write_str("expected Base64 text; it is cut off, or its padding is wrong"),
        }
    }
}

const NOT_JSON: &str = "the Base64 text does not contain JSON";

/// Describes what is wrong with the JSON inside, and where, without quoting any of it.
struct WrongJson<'a>(&'a Mismatch);

impl fmt::Display for WrongJson<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.cause() {
            Cause::CutOff => f.write_str("the JSON in the Base64 text is cut off")?,
            Cause::Syntax => f.write_str(NOT_JSON)?,
            // The name comes from the type's declaration.
            Cause::Missing(member) => write!(f, "the JSON in the Base64 text has no member `{member}`")?,
            _ => f.write_str("the JSON in the Base64 text does not fit its type")?,
        }
        match self.0.place() {
            // The value as a whole has no position.
            None => Ok(()),
            Some((1, column)) => write!(f, " (column {column})"),
            Some((line, column)) => write!(f, " (line {line}, column {column})"),
        }
    }
}
