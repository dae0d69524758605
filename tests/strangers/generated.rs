//! A program that declares all its operations through `macro_rules!` macros.
#![deny(warnings, missing_docs, clippy::pedantic)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use ice_runtime::{Encoding, IceEnum, Operation, Parameter, ice_operation};

macro_rules! operation {
    (
        $(#[$attribute:meta])*
        $visibility:vis struct $name:ident<$lifetime:lifetime, $parameter:ident: $bound:path>($action:expr, $response:ty, $region:literal)
        { $($(#[$field_attribute:meta])* $field:ident: $type:ty = $wire:expr),* $(,)? }
    ) => {
        $(#[$attribute])*
        #[ice_operation(action = $action, response = $response, regions = [$region], crate = ::ice_runtime)]
        $visibility struct $name<$lifetime, $parameter: $bound> {
            $($(#[$field_attribute])* #[ice(rename = $wire)] $field: $type,)*
        }
    };
}

macro_rules! item {
    ($item:item) => {
        #[ice_operation(action = "GetItem", response = ())]
        $item
    };
}

macro_rules! values {
    ($(#[$attribute:meta])* $visibility:vis $name:ident { $($variant:ident = $text:literal),* } or $other:ident($type:ty)) => {
        $(#[$attribute])*
        #[derive(Debug, PartialEq, IceEnum)]
        $visibility enum $name {
            $(#[doc = $text] #[ice(rename = $text)] $variant,)*
            /// Another one.
            #[ice(other)]
            $other($type),
        }
    };
}

macro_rules! with_function {
    ($function:path, $type:ty) => {
        /// Converts inside and outside.
        #[ice_operation(action = "GetConverted", response = ())]
        struct Converted {
            #[ice(with = $function)]
            outside: $type,
            #[ice(with = inside)]
            inside: $type,
        }

        #[allow(clippy::ptr_arg, reason = "the macro does not know the type")]
        fn inside(text: &$type) -> usize {
            text.len()
        }
    };
}

operation! {
    /// Gets media.
    #[derive(Debug, Clone)]
    pub(crate) struct GetMedia<'a, T: ice_runtime::QueryValue>("GetMedia", Vec<(String, Definition)>, "cn-shanghai") {
        id: &'a str = "MediaID",
        #[ice(json)]
        tags: Vec<String> = "Tags",
        value: Option<T> = "Value",
        #[ice(idempotency_token)]
        token: Option<String> = "ClientToken",
    }
}

item! {
    /// Passed on as a whole.
    #[derive(Debug)]
    struct GetItem {
        #[ice(join = ",")]
        ids: Vec<String>,
    }
}

values! {
    /// Resolutions.
    pub(crate) Definition { FourK = "4K", Hd = "HD" } or Other(String)
}

fn outside(text: &str) -> usize {
    text.len()
}

with_function!(outside, String);

fn names(parameters: &[Parameter]) -> Vec<&'static str> {
    parameters.iter().map(|parameter| parameter.name).collect()
}

#[test]
fn operations_can_be_declared_by_a_macro() {
    let media = GetMedia { id: "1", tags: Vec::new(), value: Some('v'), token: None };
    assert_eq!((media.id, media.tags.len(), media.value, media.token), ("1", 0, Some('v'), None));
    let metadata = GetMedia::<char>::METADATA;
    assert_eq!(names(metadata.parameters), ["ClientToken", "MediaID", "Tags", "Value"]);
    assert_eq!(metadata.regions, ["cn-shanghai"]);
    let required: Vec<_> = metadata.parameters.iter().map(|parameter| parameter.required).collect();
    assert_eq!(required, [false, true, true, false]);

    let item = GetItem { ids: vec!["1".to_owned()] };
    assert_eq!(item.ids.len(), 1);
    assert_eq!(GetItem::METADATA.parameters[0].encoding, Encoding::Join(","));

    let converted = Converted { outside: String::new(), inside: String::new() };
    assert_eq!(converted.outside, converted.inside);
    assert_eq!(names(Converted::METADATA.parameters), ["Inside", "Outside"]);
}

#[test]
fn values_can_be_declared_by_a_macro() {
    assert_eq!(Definition::VALUES, ["4K", "HD"]);
    assert_eq!("4K".parse(), Ok(Definition::FourK));
    assert_eq!(Definition::Hd.as_str(), "HD");
    assert_eq!("8K".parse(), Ok(Definition::Other("8K".to_owned())));
}

#[test]
fn values_of_a_macro_go_through_serde() {
    #[derive(Debug, PartialEq, IceEnum)]
    #[ice(ignore_case)]
    enum Closed {
        #[ice(rename = "HDR10")]
        Hdr10,
        #[ice(rename = "SDR+")]
        SdrPlus,
    }

    assert_eq!(serde_json::to_string(&[Definition::FourK, Definition::Other("8K".into())]).unwrap(), r#"["4K","8K"]"#);
    // Borrowed from the text, with an escape that cannot be borrowed, and owned.
    let read = |json: &str| serde_json::from_str::<Definition>(json).unwrap();
    assert_eq!((read(r#""4K""#), read(r#""\u0034K""#)), (Definition::FourK, Definition::FourK));
    assert_eq!(serde_json::from_value::<Closed>("hdr10".into()).unwrap(), Closed::Hdr10);
    assert_eq!(serde_json::to_value(Closed::SdrPlus).unwrap(), "SDR+");

    let error = serde_json::from_str::<Closed>(r#""secret""#).unwrap_err().to_string();
    assert!(error.starts_with("unknown value, expected one of `HDR10`, `SDR+`"), "{error}");
    assert!(!error.contains("secret"), "{error}");
    let error = serde_json::from_str::<Closed>("5").unwrap_err().to_string();
    assert!(error.contains("expected one of `HDR10`, `SDR+`"), "{error}");
}

#[test]
fn a_value_is_padded_like_text() {
    assert_eq!(format!("[{:>4}]", Definition::Hd), "[  HD]");
}

/// Serde has a purpose of its own here: a request that is kept in a file. Nothing of that changes what is sent.
#[ice_operation(action = "GetKept", response = ())]
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields, default, bound(serialize = "T: serde::Serialize"))]
struct Kept<T: ice_runtime::QueryValue + Default> {
    #[serde(skip_serializing_if = "Option::is_none", alias = "media")]
    media_id: Option<String>,
    #[serde(rename = "HdrType", default, deserialize_with = "serde::Deserialize::deserialize")]
    hdr_type: Option<String>,
    #[ice(rename = "MediaURL")]
    #[serde(rename = "url", skip_serializing)]
    media_url: Option<String>,
    #[serde(rename(deserialize = "kept"))]
    value: T,
    #[ice(skip)]
    #[serde(flatten)]
    rest: std::collections::BTreeMap<String, String>,
    #[ice(with = length)]
    #[serde(with = "as_it_is")]
    text: String,
    #[serde(skip_deserializing)]
    note: Option<u8>,
}

/// Names of another system, which every field tells by itself.
#[ice_operation(action = "GetRenamed", response = ())]
#[derive(Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
struct Renamed {
    #[ice(rename = "MediaId")]
    media_id: Option<String>,
}

/// A struct that says so.
#[ice_operation(action = "GetUnrelated", response = (), serde = unrelated)]
#[derive(Debug, serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct Unrelated {
    #[serde(rename = "id")]
    media_id: Option<String>,
    #[serde(skip)]
    note: Option<String>,
}

fn length(text: &str) -> usize {
    text.len()
}

mod as_it_is {
    pub(super) fn serialize<S: serde::Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(text)
    }

    pub(super) fn deserialize<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
        serde::Deserialize::deserialize(deserializer)
    }
}

#[test]
fn a_request_may_have_a_purpose_of_its_own_for_serde() {
    assert_eq!(names(Kept::<u8>::METADATA.parameters), ["HdrType", "MediaId", "MediaURL", "Note", "Text", "Value"]);
    assert_eq!(names(Renamed::METADATA.parameters), ["MediaId"]);
    assert_eq!(names(Unrelated::METADATA.parameters), ["MediaId", "Note"]);
    let kept = Kept { media_id: Some("1".into()), value: 2_u8, ..Kept::default() };
    assert!(kept.rest.is_empty() && kept.note.is_none());
    let text = serde_json::to_string(&kept).unwrap();
    assert_eq!(text, r#"{"MediaId":"1","HdrType":null,"Value":2,"Text":"","Note":null}"#);
    assert_eq!(serde_json::to_string(&Renamed { media_id: None }).unwrap(), r#"{"kind":"Renamed","media-id":null}"#);
    let unrelated = Unrelated { media_id: None, note: None };
    assert_eq!((serde_json::to_string(&unrelated).unwrap().as_str(), &unrelated.note), (r#"{"id":null}"#, &None));
}
