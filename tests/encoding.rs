//! Base64 text that contains JSON.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ice_runtime::encoding::Base64Json;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Note {
    title: String,
    pages: Option<u32>,
}

fn read(text: &str) -> Result<Base64Json<Note>, String> {
    serde_json::from_value(serde_json::Value::from(text)).map_err(|error| error.to_string())
}

const JSON: &str = r#"{"Title":"sub>>ject??","Pages":null,"Unknown":[1]}"#;

#[test]
fn both_alphabets_are_read_with_and_without_padding() {
    let standard = STANDARD.encode(JSON);
    assert!(standard.contains(['+', '/']) && standard.ends_with('='), "{standard}");
    for text in [
        standard.clone(),
        standard.trim_end_matches('=').to_owned(),
        URL_SAFE_NO_PAD.encode(JSON),
        format!("{}=", URL_SAFE_NO_PAD.encode(JSON)),
        format!(" \r\n{standard}\n\t"),
        STANDARD.encode(format!("\u{feff}{JSON}")),
        STANDARD.encode(format!("\n {JSON} \n")),
    ] {
        let note = read(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(note.title, "sub>>ject??");
        assert_eq!(note.pages, None);
    }
}

#[test]
fn values_of_other_types_are_read_as_in_the_reply_itself() {
    let drifted = STANDARD.encode(r#"{"Title":2026,"Pages":"7"}"#);
    let note = read(&drifted).unwrap();
    assert_eq!((note.title.as_str(), note.pages), ("2026", Some(7)));
}

#[test]
fn the_wrapper_is_transparent() {
    let note = Note { title: "a".into(), pages: Some(2) };
    let wrapped = Base64Json::from(note.clone());
    assert_eq!(format!("{wrapped:?}"), format!("{note:?}"));
    assert_eq!(wrapped.as_ref(), &note);
    assert_eq!(wrapped.into_inner(), note);
}

#[test]
fn serialized_values_can_be_read_back() {
    let note = Base64Json::new(Note { title: "ü".into(), pages: Some(7) });
    let text = serde_json::to_string(&note).unwrap();
    assert_eq!(text, format!("\"{}\"", STANDARD.encode(r#"{"Title":"ü","Pages":7}"#)));
    let read_back: Base64Json<Note> = serde_json::from_str(&text).unwrap();
    assert_eq!(read_back, note);
}

#[test]
fn borrowed_and_owned_strings_are_read() {
    let json = format!("\"{}\"", STANDARD.encode(JSON));
    let borrowed: Base64Json<Note> = serde_json::from_str(&json).unwrap();
    let owned: Base64Json<Note> = serde_json::from_reader(json.as_bytes()).unwrap();
    let escaped: Base64Json<Note> = serde_json::from_str(&json.replace('/', "\\/")).unwrap();
    assert_eq!(borrowed, owned);
    assert_eq!(borrowed, escaped);
}

#[test]
fn an_error_says_where_but_never_quotes_the_content() {
    let encoded = STANDARD.encode(r#"{"Title":"planted-secret"}"#);
    for (text, expected) in [
        (format!("  {}!{}", &encoded[..8], &encoded[9..]), "invalid character in column 11"),
        (encoded[..9].to_owned(), "cut off"),
        (String::new(), "the JSON in the Base64 text is cut off"),
        (STANDARD.encode("planted-secret"), "does not contain JSON (column 1)"),
        (STANDARD.encode(r#"{"Title":"planted-secret"#), "the JSON in the Base64 text is cut off (column 24)"),
        (STANDARD.encode(r#"{"Pages":"planted-secret"}"#), "does not fit its type (column 25)"),
        (STANDARD.encode("{\n \"Pages\": \"planted-secret\"}"), "(line 2, column 26)"),
        (STANDARD.encode("\"planted-secret\""), "does not fit its type"),
        (STANDARD.encode(r#"{"planted-secret":1}"#), "has no member `Title`"),
        (STANDARD.encode([0xff, 0xfe]), "does not contain JSON"),
        (STANDARD.encode("[".repeat(200_000)), "does not fit its type"),
        ("plänted-secret".to_owned(), "expected Base64 text"),
    ] {
        let error = read(&text).expect_err(expected);
        assert!(error.contains(expected), "{error} should contain {expected}");
        assert!(!error.contains("planted") && !error.contains("secret"), "{error}");
        assert!(!error.contains(&encoded[..8]), "{error}");
    }
}

#[test]
fn other_types_are_refused_by_name() {
    let error = serde_json::from_str::<Base64Json<Note>>("null").unwrap_err().to_string();
    assert!(error.contains("expected Base64 text that contains JSON"), "{error}");
}
