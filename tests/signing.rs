//! What people compare: the exact explanations and command lines, without secrets.

use std::time::{Duration, UNIX_EPOCH};

use ice_runtime::sign::{Scheme, Signer, Stamp, ToCurl};
use ice_runtime::{Credentials, Endpoint, Error};
use ice_tests::operations::{GetThing, SubmitThing, credentials};

fn stamp() -> Stamp {
    let time = UNIX_EPOCH + Duration::from_secs(1_767_323_045);
    Stamp::new(time, "0f1e2d3c4b5a69788796a5b4c3d2e1f0")
}

fn endpoint() -> Endpoint {
    Endpoint::new("ice.cn-shanghai.aliyuncs.com").unwrap()
}

fn operation() -> SubmitThing {
    SubmitThing { thing_id: Some("it's a/b".to_owned()), description: Some("x&y".to_owned()) }
}

fn shown(signer: &Signer) -> [String; 2] {
    let explanation = signer.explain(&operation(), &endpoint(), &stamp()).unwrap();
    let request = signer.sign(&operation(), &endpoint(), &stamp()).unwrap();
    assert_eq!(format!("{explanation:?}"), format!("Explanation {{ scheme: {:?}, .. }}", explanation.scheme()));
    let version = concat!("ice-runtime/", env!("CARGO_PKG_VERSION"));
    [explanation.to_string(), request.to_curl().replace(version, "ice-runtime/VERSION")]
}

#[test]
fn a_request_signed_by_acs3_has_the_documented_headers() {
    let [explanation, command] = shown(&Signer::new(credentials()));
    assert_eq!(
        explanation,
        r"ACS3-HMAC-SHA256

canonical request:
POST
/
ThingId=it%27s%20a%2Fb
content-type:application/x-www-form-urlencoded
host:ice.cn-shanghai.aliyuncs.com
x-acs-accesskey-id:***
x-acs-action:SubmitThing
x-acs-content-sha256:788176db666217dbe937379b76eb09d97aaa0f174a51f493c2fd3d1a4482bed3
x-acs-date:2026-01-02T03:04:05Z
x-acs-security-token:***
x-acs-signature-nonce:0f1e2d3c4b5a69788796a5b4c3d2e1f0
x-acs-version:2020-11-09

content-type;host;x-acs-accesskey-id;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-security-token;x-acs-signature-nonce;x-acs-version
788176db666217dbe937379b76eb09d97aaa0f174a51f493c2fd3d1a4482bed3

string to sign:
ACS3-HMAC-SHA256
4d782c7fd460e71fe88a72b4500bad6c49e2776c5cd4902f9758c0e903adf9b3"
    );
    assert_eq!(
        command,
        r"curl -X POST 'https://ice.cn-shanghai.aliyuncs.com/?ThingId=it%27s%20a%2Fb' -H 'content-type: application/x-www-form-urlencoded' -H 'host: ice.cn-shanghai.aliyuncs.com' -H 'x-acs-accesskey-id: ***' -H 'x-acs-action: SubmitThing' -H 'x-acs-content-sha256: 788176db666217dbe937379b76eb09d97aaa0f174a51f493c2fd3d1a4482bed3' -H 'x-acs-date: 2026-01-02T03:04:05Z' -H 'x-acs-security-token: ***' -H 'x-acs-signature-nonce: 0f1e2d3c4b5a69788796a5b4c3d2e1f0' -H 'x-acs-version: 2020-11-09' -H 'authorization: ***' -H 'accept: application/json' -H 'user-agent: ice-runtime/VERSION' --data-raw 'Description=x%26y'"
    );
}

#[test]
fn a_request_signed_by_hmac_sha1_has_the_documented_parameters() {
    let [explanation, command] = shown(&Signer::new(credentials()).with_scheme(Scheme::HmacSha1));
    assert_eq!(
        explanation,
        r"HMAC-SHA1

canonical request:
AccessKeyId=***&Action=SubmitThing&Description=x%26y&Format=json&SecurityToken=***&SignatureMethod=HMAC-SHA1&SignatureNonce=0f1e2d3c4b5a69788796a5b4c3d2e1f0&SignatureVersion=1.0&ThingId=it%27s%20a%2Fb&Timestamp=2026-01-02T03%3A04%3A05Z&Version=2020-11-09

string to sign:
POST&%2F&AccessKeyId%3D%2A%2A%2A%26Action%3DSubmitThing%26Description%3Dx%2526y%26Format%3Djson%26SecurityToken%3D%2A%2A%2A%26SignatureMethod%3DHMAC-SHA1%26SignatureNonce%3D0f1e2d3c4b5a69788796a5b4c3d2e1f0%26SignatureVersion%3D1.0%26ThingId%3Dit%2527s%2520a%252Fb%26Timestamp%3D2026-01-02T03%253A04%253A05Z%26Version%3D2020-11-09"
    );
    assert_eq!(
        command,
        r"curl -X POST 'https://ice.cn-shanghai.aliyuncs.com/?AccessKeyId=***&Action=SubmitThing&Format=json&SecurityToken=***&SignatureMethod=HMAC-SHA1&SignatureNonce=0f1e2d3c4b5a69788796a5b4c3d2e1f0&SignatureVersion=1.0&ThingId=it%27s%20a%2Fb&Timestamp=2026-01-02T03%3A04%3A05Z&Version=2020-11-09&Signature=***' -H 'host: ice.cn-shanghai.aliyuncs.com' -H 'accept: application/json' -H 'user-agent: ice-runtime/VERSION' -H 'content-type: application/x-www-form-urlencoded' --data-raw 'Description=x%26y'"
    );
}

#[test]
fn an_anonymous_request_has_no_signature() {
    let [explanation, command] = shown(&Signer::anonymous());
    assert_eq!(
        explanation,
        r"anonymous

canonical request:
Action=SubmitThing&Description=x%26y&Format=json&SignatureNonce=0f1e2d3c4b5a69788796a5b4c3d2e1f0&ThingId=it%27s%20a%2Fb&Timestamp=2026-01-02T03%3A04%3A05Z&Version=2020-11-09

string to sign:
POST&%2F&Action%3DSubmitThing%26Description%3Dx%2526y%26Format%3Djson%26SignatureNonce%3D0f1e2d3c4b5a69788796a5b4c3d2e1f0%26ThingId%3Dit%2527s%2520a%252Fb%26Timestamp%3D2026-01-02T03%253A04%253A05Z%26Version%3D2020-11-09"
    );
    assert_eq!(
        command,
        r"curl -X POST 'https://ice.cn-shanghai.aliyuncs.com/?Action=SubmitThing&Format=json&SignatureNonce=0f1e2d3c4b5a69788796a5b4c3d2e1f0&ThingId=it%27s%20a%2Fb&Timestamp=2026-01-02T03%3A04%3A05Z&Version=2020-11-09' -H 'host: ice.cn-shanghai.aliyuncs.com' -H 'accept: application/json' -H 'user-agent: ice-runtime/VERSION' -H 'content-type: application/x-www-form-urlencoded' --data-raw 'Description=x%26y'"
    );
}

#[test]
fn the_debug_output_of_a_signer_shows_who_signs_and_how() {
    let signer = Signer::new(credentials()).with_scheme(Scheme::HmacSha1);
    let text = format!("{signer:?}");
    assert!(text.starts_with("Signer {") && text.contains("LTAI…") && text.contains("HmacSha1"), "{text}");
    assert_eq!(signer.credentials(), Some(&credentials()));
    assert_eq!(Signer::anonymous().credentials(), None);
}

/// 60,000 bytes, including scheme and host.
#[test]
fn the_longest_url_that_is_allowed_is_sent() {
    let signer = Signer::new(Credentials::new("id", "secret").unwrap());
    let of_length = |length| GetThing { thing_id: Some("x".repeat(length)) };
    let sign = |length: usize| signer.sign(&of_length(length), &endpoint(), &stamp());
    let rest = sign(1).unwrap().uri().to_string().len() - 1;
    assert_eq!(sign(60_000 - rest).unwrap().uri().to_string().len(), 60_000);
    let error = sign(60_001 - rest).unwrap_err();
    assert!(matches!(&error, Error::Config(_)) && error.to_string().contains("#[ice(body)]"), "{error}");
}
