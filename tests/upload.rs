//! The ticket of an upload: object URLs, and credentials that are never shown.

mod emulated;
mod faults;
mod keys;
mod log;
mod resuming;
mod sending;
mod signature;
mod sources;
mod storage;
mod stored;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ice_runtime::encoding::Base64Json;
use ice_runtime::upload::{UploadAddress, UploadAuth};
use serde_json::{Value, json};

fn address(endpoint: &str, bucket: &str, file_name: &str) -> UploadAddress {
    UploadAddress { endpoint: endpoint.into(), bucket: bucket.into(), file_name: file_name.into() }
}

fn url(endpoint: &str, bucket: &str, file_name: &str) -> String {
    match address(endpoint, bucket, file_name).object_url() {
        Ok(url) => url.to_string(),
        Err(error) => panic!("{endpoint} {bucket} {file_name}: {error}"),
    }
}

fn auth(ticket: &Value) -> UploadAuth {
    let text = Value::from(STANDARD.encode(ticket.to_string()));
    let auth: Base64Json<UploadAuth> = serde_json::from_value(text).unwrap_or_else(|error| panic!("{ticket}: {error}"));
    auth.into_inner()
}

fn keys() -> Value {
    json!({
        "AccessKeyId": "STS.NTplantedid",
        "AccessKeySecret": "planted-secret",
        "SecurityToken": "planted-token",
        "Expiration": "3000",
    })
}

fn keys_with(member: &str, value: Value) -> Value {
    let mut keys = keys();
    keys[member] = value;
    keys
}

#[test]
fn the_bucket_is_part_of_the_host_over_https() {
    let expected = "https://outin-1.oss-cn-shanghai.aliyuncs.com/stream/a.mp4";
    for endpoint in [
        "oss-cn-shanghai.aliyuncs.com",
        "https://oss-cn-shanghai.aliyuncs.com",
        "https://oss-cn-shanghai.aliyuncs.com/",
        "http://oss-cn-shanghai.aliyuncs.com",
        "HTTP://oss-cn-shanghai.aliyuncs.com:80/",
        " oss-cn-shanghai.aliyuncs.com\n",
    ] {
        assert_eq!(url(endpoint, "outin-1", "stream/a.mp4"), expected, "{endpoint}");
    }
}

#[test]
fn the_bucket_is_part_of_the_path_for_ip_addresses_and_localhost() {
    assert_eq!(url("http://127.0.0.1:8080", "media", "a/b"), "http://127.0.0.1:8080/media/a/b");
    assert_eq!(url("http://localhost:8080", "media", "a/b"), "http://localhost:8080/media/a/b");
    assert_eq!(url("http://[::1]:8080", "media", "a/b"), "http://[::1]:8080/media/a/b");
    assert_eq!(url("http://192.0.2.1", "media", "a"), "https://192.0.2.1/media/a");
}

#[test]
fn object_keys_are_encoded_by_segment() {
    assert_eq!(
        url("oss-cn-beijing.aliyuncs.com", "media", "a b/视频+1?x=#%2F&~/..a//c\r\n.mp4"),
        "https://media.oss-cn-beijing.aliyuncs.com/a%20b/%E8%A7%86%E9%A2%91%2B1%3Fx%3D%23%252F%26~/..a//c%0D%0A.mp4"
    );
}

#[test]
fn the_refusal_of_a_wrong_address_names_its_member() {
    let host = "oss-cn-beijing.aliyuncs.com";
    let long = "k".repeat(1024);
    for (endpoint, bucket, key, member) in [
        ("", "media", "a", "Endpoint"),
        ("http://", "media", "a", "Endpoint"),
        ("evil.example/path", "media", "a", "Endpoint"),
        ("user@evil.example", "media", "a", "Endpoint"),
        ("evil.example?x", "media", "a", "Endpoint"),
        ("ftp://evil.example", "media", "a", "Endpoint"),
        ("evil.example:port", "media", "a", "Endpoint"),
        ("http://ü", "media", "a", "Endpoint"),
        (host, "", "a", "Bucket"),
        (host, "me", "a", "Bucket"),
        (host, "evil.example/", "a", "Bucket"),
        (host, "evil.example", "a", "Bucket"),
        (host, "user@evil", "a", "Bucket"),
        (host, "Media", "a", "Bucket"),
        (host, "-media", "a", "Bucket"),
        (host, "media-", "a", "Bucket"),
        (host, "me\r\ndia", "a", "Bucket"),
        (host, "media", "", "FileName"),
        (host, "media", "/a", "FileName"),
        (host, "media", "a/../b", "FileName"),
        (host, "media", ".", "FileName"),
        (host, "media", &long, "FileName"),
    ] {
        let error = address(endpoint, bucket, key).object_url().expect_err(member);
        assert!(error.to_string().contains(&format!("`UploadAddress.{member}`")), "{error}");
        assert!(!error.to_string().contains("evil"), "{error}");
    }
}

#[test]
fn the_region_is_in_the_endpoint() {
    for (endpoint, region) in [
        ("oss-cn-shanghai.aliyuncs.com", Some("cn-shanghai")),
        ("https://oss-cn-beijing-internal.aliyuncs.com/", Some("cn-beijing")),
        ("oss-.aliyuncs.com", None),
        ("oss-a.b.aliyuncs.com", None),
        ("media.example", None),
        ("http://127.0.0.1:1", None),
    ] {
        assert_eq!(address(endpoint, "media", "a").region(), region, "{endpoint}");
    }
}

#[test]
fn an_address_is_read_from_the_documented_members() {
    let text = STANDARD.encode(r#"{"Endpoint":"https://h","Bucket":"b","FileName":"f","Later":null}"#);
    let read: Base64Json<UploadAddress> = serde_json::from_value(Value::from(text)).unwrap();
    assert_eq!(*read, address("https://h", "b", "f"));
}

#[test]
fn a_ticket_gives_credentials() {
    let credentials = auth(&keys()).credentials().unwrap();
    assert_eq!(credentials.access_key_id(), "STS.NTplantedid");
    assert_eq!(credentials.access_key_secret(), "planted-secret");
    assert_eq!(credentials.security_token(), Some("planted-token"));
    for absent in [Value::Null, json!("")] {
        let credentials = auth(&keys_with("SecurityToken", absent)).credentials().unwrap();
        assert_eq!(credentials.security_token(), None);
    }
    let damaged = auth(&keys_with("AccessKeySecret", json!("planted secret")));
    let error = damaged.credentials().unwrap_err().to_string();
    assert!(error.contains("`AccessKeySecret`") && !error.contains("planted"), "{error}");
}

#[test]
fn no_part_of_the_credentials_is_shown() {
    let shown = format!("{:?} {:#?}", auth(&keys()), Base64Json::from(auth(&keys())));
    assert!(shown.contains("STS.…") && !shown.contains("planted"), "{shown}");
    for (ticket, expected) in [
        (keys_with("AccessKeyId", Value::Null), "`AccessKeyId`"),
        (keys_with("AccessKeySecret", json!(20_260_101)), "does not fit"),
        (keys_with("SecurityToken", json!(["planted"])), "does not fit"),
        (json!("planted"), "does not fit"),
    ] {
        let text = Value::from(STANDARD.encode(ticket.to_string()));
        let error = serde_json::from_value::<Base64Json<UploadAuth>>(text).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
        let bare = serde_json::from_value::<UploadAuth>(ticket).unwrap_err().to_string();
        for error in [error, bare] {
            assert!(!error.contains("planted") && !error.contains("2026"), "{error}");
        }
    }
}

#[test]
fn the_error_for_a_forgotten_wrapper_names_it() {
    let text = Value::from(STANDARD.encode(keys().to_string()));
    let error = serde_json::from_value::<UploadAuth>(text).unwrap_err().to_string();
    assert_eq!(error, "expected an object: declare this member as `Base64Json<UploadAuth>`");
}

#[test]
fn an_expiry_time_takes_precedence_over_a_lifetime() {
    let named = auth(&keys_with("ExpireUTCTime", json!("2026-01-02T03:04:05Z")));
    assert_eq!(named.expires_at(), Some(UNIX_EPOCH + Duration::from_secs(1_767_323_045)));
    for lifetime in [json!("3000"), json!(3000), json!(3000.0), json!(" 3000 ")] {
        for time in [Value::Null, json!("soon"), json!(5)] {
            let mut ticket = keys_with("Expiration", lifetime.clone());
            ticket["ExpireUTCTime"] = time;
            let before = SystemTime::now() + Duration::from_secs(3000);
            let expires_at = auth(&ticket).expires_at().unwrap();
            let after = SystemTime::now() + Duration::from_secs(3000);
            assert!((before..=after).contains(&expires_at), "{lifetime}");
        }
    }
    assert!(auth(&keys_with("Expiration", json!(-5))).expires_at().unwrap() <= SystemTime::now());
    for unreadable in [Value::Null, json!("soon"), json!("NaN"), json!(1e300), json!([]), json!(true)] {
        assert_eq!(auth(&keys_with("Expiration", unreadable)).expires_at(), None);
    }
}

#[test]
fn the_region_is_read_if_it_is_given() {
    assert_eq!(auth(&keys()).region(), None);
    assert_eq!(auth(&keys_with("Region", json!("cn-shanghai"))).region(), Some("cn-shanghai"));
    assert_eq!(auth(&keys_with("Region", json!("oss-cn-shanghai"))).region(), Some("cn-shanghai"));
    assert_eq!(auth(&keys_with("Region", Value::Null)).region(), None);
    assert_eq!(auth(&keys_with("Region", json!(7))).region(), None);
}
