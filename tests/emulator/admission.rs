//! Signatures, credentials, nonces and times: what passes, and how each mistake is refused.

use std::time::{Duration, SystemTime};

use ice_runtime::sign::{Scheme, Signer, Stamp};
use ice_runtime::{Credentials, Place};

use super::raw::Request;
use super::{AssumeNothing, ListNothing, SCHEMES, builder, client_of, everything, signed, start};

#[tokio::test]
async fn signed_requests_pass_with_both_schemes_with_and_without_a_token() {
    let emulator = start().await;
    let token = "CAISqQJ1q6Ft5B2y/fSjIr5DeH9Lh+example*Token~with+every/char==";
    let temporary = Credentials::new("STS.id", "secret").unwrap().with_security_token(token).unwrap();
    emulator.accept_credentials(temporary.clone());
    for scheme in SCHEMES {
        for credentials in [emulator.credentials(), temporary.clone()] {
            let client = client_of(&emulator).scheme(scheme).credentials(credentials).build().unwrap();
            let submitted = client.send(&everything()).await.unwrap();
            assert_eq!(submitted.job_id, Some(7));
            client.send(&ListNothing {}).await.unwrap();
            client.send(&AssumeNothing::default()).await.unwrap();
        }
    }
    let received = emulator.received();
    assert_eq!(received.len(), 12);
    assert!(received.iter().all(|request| request.refused().is_none()));
    let everything = &received[0];
    assert_eq!(everything.parameter("MediaId"), Some("media id/中+1"));
    assert_eq!(everything.parameter("Title"), Some("T & t=\r\n"));
    assert_eq!(everything.parameters(Place::Form).len(), 12);
    assert_eq!(everything.parameter("Tag.2.Value"), Some("v*~"));
    assert_eq!(everything.scheme(), Some(Scheme::Acs3HmacSha256));
    assert_eq!(everything.idempotency_token(), everything.nonce());
    assert_eq!((received[1].method(), received[2].scheme()), ("GET", None));
    assert_eq!(received[6].scheme(), Some(Scheme::HmacSha1));
    assert_eq!(received[6].parameters(Place::Query).len(), received[0].parameters(Place::Query).len());
}

#[tokio::test]
async fn the_records_contain_no_secrets() {
    let emulator = start().await;
    let token =
        Credentials::new("STS.plantedid", "planted-secret").unwrap().with_security_token("planted-token").unwrap();
    emulator.accept_credentials(token.clone());
    for scheme in SCHEMES {
        let client = client_of(&emulator).scheme(scheme).credentials(token.clone()).build().unwrap();
        client.send(&everything()).await.unwrap();
    }
    let shown = format!("{emulator:?} {:?}", emulator.received());
    assert!(!shown.contains("planted"), "{shown}");
    for request in emulator.received() {
        let values = [request.parameters(Place::Query), request.parameters(Place::Form)].concat();
        assert!(values.iter().all(|(_, value)| !value.contains("planted")));
    }
}

#[tokio::test]
async fn every_changed_byte_of_a_signed_request_is_noticed() {
    let emulator = start().await;
    for scheme in SCHEMES {
        let changes: [fn(&mut Request); 3] = [
            |request| request.retarget("%2F%E4%B8%AD", "%2F%E4%B8%AE"),
            |request| request.retarget("MediaId=", "MediaId=x"),
            |request| request.body = b"Title=other".to_vec(),
        ];
        for change in changes {
            let mut request = signed(&emulator, scheme, &everything());
            change(&mut request);
            let reply = request.send(&emulator);
            assert_eq!(reply.error(), (400, "SignatureDoesNotMatch".into()), "{scheme:?}");
        }
    }
    for header in
        ["x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256", "host"]
    {
        let mut request = signed(&emulator, Scheme::Acs3HmacSha256, &everything());
        let changed = match header {
            "x-acs-action" => "ListNothing".to_owned(),
            "x-acs-version" => "2015-04-01".to_owned(),
            "x-acs-date" => request.header(header).replace('Z', "z"),
            _ => format!("{}0", request.header(header)),
        };
        request.set(header, &changed);
        let expected = match header {
            "x-acs-action" => (405, "UnsupportedHTTPMethod"),
            "x-acs-version" => (400, "InvalidVersion"),
            "x-acs-date" => (400, "InvalidTimeStamp.Format"),
            _ => (400, "SignatureDoesNotMatch"),
        };
        assert_eq!(request.send(&emulator).error(), (expected.0, expected.1.into()), "{header}");
    }
}

#[tokio::test]
async fn a_mismatch_quotes_the_string_to_sign_as_the_service_does() {
    let emulator = start().await;
    let signer = Signer::new(Credentials::new(emulator.credentials().access_key_id(), "wrong").unwrap());
    let stamp = Stamp::now();
    for scheme in SCHEMES {
        let signer = signer.clone().with_scheme(scheme);
        let request = signer.sign(&ListNothing {}, &emulator.endpoint(), &stamp).unwrap();
        let message = Request::from(request).send(&emulator).message();
        let explained = signer.explain(&ListNothing {}, &emulator.endpoint(), &stamp).unwrap();
        let (canonical, text) = (explained.canonical_request(), explained.string_to_sign());
        let expected = if scheme == Scheme::Acs3HmacSha256 {
            format!(
                "Specified signature does not match our calculation. server StringToSign is [{text}] server CanonicalRequest is [{canonical}]"
            )
        } else {
            // The explanation omits the id.
            let text = text.replace("%2A%2A%2A", emulator.credentials().access_key_id());
            format!("Specified signature is not matched with our calculation. server string to sign is:{text}")
        };
        assert_eq!(message, expected);
    }
}

#[tokio::test]
async fn a_wrong_secret_fails_at_the_client_with_that_advice() {
    let emulator = start().await;
    for scheme in SCHEMES {
        let wrong = Credentials::new(emulator.credentials().access_key_id(), "wrong").unwrap();
        let client = client_of(&emulator).scheme(scheme).credentials(wrong).build().unwrap();
        let error = client.send(&everything()).await.unwrap_err();
        assert_eq!(error.code(), Some("SignatureDoesNotMatch"));
        assert!(format!("{error:#}").contains("AccessKeySecret"), "{error:#}");
        assert!(!format!("{error} {error:?}").contains("MediaId"), "the quoted text is not shown");
    }
}

#[tokio::test]
async fn a_request_is_accepted_once() {
    let emulator = start().await;
    for scheme in SCHEMES {
        let request = signed(&emulator, scheme, &everything());
        assert_eq!(request.send(&emulator).status, 200);
        assert_eq!(request.send(&emulator).error(), (400, "SignatureNonceUsed".into()));
    }
    // An incorrectly signed request does not use up the nonce of a correct one.
    let request = signed(&emulator, Scheme::Acs3HmacSha256, &everything());
    let mut damaged = request.clone();
    damaged.retarget("MediaId=", "MediaId=x");
    assert_eq!(damaged.send(&emulator).error(), (400, "SignatureDoesNotMatch".into()));
    assert_eq!(request.send(&emulator).status, 200);
}

#[tokio::test]
async fn timestamps_are_valid_for_15_minutes_in_either_direction() {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_323_045);
    let emulator = builder().clock(move || now).start().await.unwrap();
    let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
    for (number, (time, passes)) in [
        (now, true),
        (now + minutes(15), true),
        (now - minutes(15), true),
        (now + minutes(15) + Duration::from_secs(1), false),
        (now - minutes(15) - Duration::from_secs(1), false),
        (SystemTime::UNIX_EPOCH, false),
    ]
    .into_iter()
    .enumerate()
    {
        for scheme in SCHEMES {
            let signer = Signer::new(emulator.credentials()).with_scheme(scheme);
            let stamp = Stamp::new(time, format!("{number}{scheme:?}"));
            let request = signer.sign(&everything(), &emulator.endpoint(), &stamp).unwrap();
            let reply = Request::from(request).send(&emulator);
            assert!(reply.head.contains("date: fri, 02 jan 2026 03:04:05 gmt"), "{}", reply.head);
            if passes {
                assert_eq!(reply.status, 200, "{}", reply.body);
            } else {
                assert_eq!(reply.error(), (400, "InvalidTimeStamp.Expired".into()));
            }
        }
    }
}

#[tokio::test]
async fn keys_and_tokens_must_be_those_of_the_emulator() {
    let emulator = start().await;
    let id = emulator.credentials().access_key_id().to_owned();
    let secret = emulator.credentials().access_key_secret().to_owned();
    let with_token = |id: &str, token: &str| Credentials::new(id, &secret).unwrap().with_security_token(token).unwrap();
    emulator.accept_credentials(with_token("temporary", "token"));
    emulator.accept_credentials(with_token("expired", "token"));
    emulator.expire_credentials("expired");
    emulator.accept_credentials(Credentials::new("disabled", &secret).unwrap());
    emulator.expire_credentials("disabled");
    for (credentials, status, code) in [
        (Credentials::new("unknown", &secret).unwrap(), 404, "InvalidAccessKeyId.NotFound"),
        (with_token(&id, "token"), 400, "InvalidSecurityToken.MismatchWithAccessKey"),
        (with_token("temporary", "tokex"), 400, "InvalidSecurityToken.Malformed"),
        (Credentials::new("temporary", &secret).unwrap(), 400, "MissingSecurityToken"),
        (Credentials::new("disabled", &secret).unwrap(), 403, "InvalidAccessKeyId.Inactive"),
        (with_token("expired", "token"), 403, "InvalidSecurityToken.Expired"),
    ] {
        for scheme in SCHEMES {
            let client = client_of(&emulator).scheme(scheme).credentials(credentials.clone()).build().unwrap();
            let error = client.send(&everything()).await.unwrap_err();
            assert_eq!((error.status(), error.code()), (Some(status), Some(code)));
        }
    }
    let received = emulator.received();
    assert_eq!(received.len(), 12);
    assert_eq!(received[0].refused(), Some("InvalidAccessKeyId.NotFound"));
}

#[tokio::test]
async fn headers_of_acs3_must_be_signed_and_complete() {
    let emulator = start().await;
    let fresh = || signed(&emulator, Scheme::Acs3HmacSha256, &everything());

    let mut unsigned_header = fresh();
    unsigned_header.set("x-acs-later", "1");
    assert_eq!(unsigned_header.send(&emulator).error(), (400, "IncompleteSignature".into()));

    for (from, to) in
        [("ACS3-HMAC-SHA256 ", "ACS3-HMAC-SHA1 "), ("Signature=", "Sign="), ("content-type;host", "host;content-type")]
    {
        let mut request = fresh();
        let authorization = request.header("authorization").replace(from, to);
        request.set("authorization", &authorization);
        assert_eq!(request.send(&emulator).error(), (400, "IncompleteSignature".into()), "{from}");
    }

    for (header, name) in [("x-acs-action", "Action"), ("x-acs-version", "Version"), ("x-acs-date", "Timestamp")] {
        let mut request = fresh();
        request.remove(header);
        let reply = request.send(&emulator);
        assert_eq!(reply.error(), (400, "MissingParameter".into()));
        assert!(reply.message().contains(&format!("\"{name}\"")), "{}", reply.message());
    }

    let mut plain = fresh();
    plain.set("content-type", "text/plain");
    assert_eq!(plain.send(&emulator).error(), (415, "UnsupportedContentType".into()));

    let token = Credentials::new("STS.id", "secret").unwrap().with_security_token("token").unwrap();
    emulator.accept_credentials(token.clone());
    let request = Signer::new(token).sign(&ListNothing {}, &emulator.endpoint(), &Stamp::now()).unwrap();
    let mut request = Request::from(request);
    request.set("x-acs-accesskey-id", "other");
    assert_eq!(request.send(&emulator).error(), (400, "InvalidParameter".into()));
}

#[tokio::test]
async fn signature_version_1_needs_its_fixed_parameters() {
    let emulator = start().await;
    for (from, to, code) in [
        ("SignatureNonce=", "Nonce=", "SignatureDoesNotMatch"),
        ("AccessKeyId=", "KeyId=", "MissingParameter"),
        ("Action=", "Act=", "MissingParameter"),
        ("&Signature=", "&Sign=", "MissingParameter"),
    ] {
        let mut request = signed(&emulator, Scheme::HmacSha1, &everything());
        request.retarget(from, to);
        assert_eq!(request.send(&emulator).error(), (400, code.into()), "{from}");
    }
    let request = Signer::anonymous().sign(&AssumeNothing::default(), &emulator.endpoint(), &Stamp::now());
    let request = Request::from(request.unwrap());
    for (from, to, code) in [
        ("Format=json", "Format=XML", "InvalidParameter"),
        ("Format=json&", "", "MissingParameter"),
        ("SignatureNonce=", "Nonce=", "MissingParameter"),
        ("Timestamp=", "Time=", "MissingParameter"),
        ("Timestamp=2", "Timestamp=x", "InvalidTimeStamp.Format"),
    ] {
        let mut request = request.clone();
        request.retarget(from, to);
        assert_eq!(request.send(&emulator).error(), (400, code.into()), "{from}");
    }
    assert_eq!(request.send(&emulator).status, 200);
    assert_eq!(request.send(&emulator).error(), (400, "SignatureNonceUsed".into()));
}

#[tokio::test]
async fn an_unsigned_request_of_a_signed_operation_is_refused() {
    let emulator = start().await;
    let client = client_of(&emulator).anonymous().build().unwrap();
    let error = client.send(&everything()).await.unwrap_err();
    assert_eq!((error.status(), error.code()), (Some(400), Some("MissingParameter")));
    assert!(error.to_string().contains("\"AccessKeyId\""), "{error}");
}

#[tokio::test]
async fn actions_versions_and_methods_must_be_registered() {
    let emulator = start().await;
    for scheme in SCHEMES {
        let mut request = signed(&emulator, scheme, &ListNothing {});
        request.method = "POST".into();
        assert_eq!(request.send(&emulator).error(), (405, "UnsupportedHTTPMethod".into()));
    }
    let mut request = signed(&emulator, Scheme::HmacSha1, &ListNothing {});
    request.retarget("Action=ListNothing", "Action=ListSomething");
    let reply = request.send(&emulator);
    assert_eq!(reply.error(), (404, "InvalidAction.NotFound".into()));
    assert!(reply.body.contains("register the operation, with `.answer::<ListSomething>(..)`"), "{}", reply.body);
    request.retarget("Action=ListSomething", "Action=ListNothing");
    request.retarget("Version=2020-11-09", "Version=2020-11-10");
    let reply = request.send(&emulator);
    assert_eq!(reply.error(), (400, "InvalidVersion".into()));
    assert!(reply.body.contains("an answer for `ListNothing` of the version 2020-11-09"), "{}", reply.body);
}
