//! What goes into a request: any text arrives byte for byte as a value, and settings that would damage a head are
//! refused.

use ice_runtime::sign::Scheme;
use ice_runtime::{Client, Credentials, Endpoint, Error, HttpSettings, MayHaveExecuted, Product, Proxy};
use ice_tests::leaks::Run;
use ice_tests::operations::{GetThing, PROXY_PASSWORD, SECRET, SubmitThing, THING, credentials};
use ice_tests::peer::{Peer, reply};

/// Each with its encoding, written manually from the table in RFC 3986.
const VALUES: [(&str, &str); 9] = [
    ("\r\n\0\u{7f}", "%0D%0A%00%7F"),
    ("a\r\nx-acs-evil: 1\r\n\r\nGET / HTTP/1.1", "a%0D%0Ax-acs-evil%3A%201%0D%0A%0D%0AGET%20%2F%20HTTP%2F1.1"),
    ("😀", "%F0%9F%98%80"),
    ("e\u{301}", "e%CC%81"),
    ("中文", "%E4%B8%AD%E6%96%87"),
    (" +*~%/&=", "%20%2B%2A~%25%2F%26%3D"),
    ("-_.", "-_."),
    ("", ""),
    ("#?;:@[]'\"<>", "%23%3F%3B%3A%40%5B%5D%27%22%3C%3E"),
];

#[tokio::test]
async fn any_text_arrives_byte_for_byte() {
    for scheme in [Scheme::HmacSha1, Scheme::Acs3HmacSha256] {
        let peer = Peer::replying(reply("200 OK", &[], THING));
        let client =
            Client::builder().endpoint(peer.endpoint()).credentials(credentials()).scheme(scheme).build().unwrap();
        for (value, encoded) in VALUES {
            let operation = SubmitThing { thing_id: Some(value.to_owned()), description: Some(value.to_owned()) };
            client.send(&operation).await.unwrap();
            let request = peer.requests().pop().unwrap();
            let (head, body) = request.split_once("\r\n\r\n").unwrap();
            let line = head.lines().next().unwrap();
            let in_query = line.split(['?', '&', ' ']).find_map(|pair| pair.strip_prefix("ThingId="));
            assert_eq!(in_query, Some(encoded), "{line}");
            assert_eq!(body, format!("Description={encoded}"));
            assert!(!head.contains("x-acs-evil: 1"), "{head}");
        }
    }
}

#[test]
fn invalid_header_values_are_refused() {
    for text in ["a\rb", "a\nb", "a\0b", "a\u{7f}b", "é", "😀"] {
        let mut run = Run::new();
        let secret = format!("{SECRET}{text}");
        let mut refused = vec![
            Credentials::new(text, SECRET).unwrap_err(),
            Credentials::new("id", secret).unwrap_err(),
            credentials().with_security_token(text).unwrap_err(),
            Endpoint::new(&format!("ice.{text}.aliyuncs.com")).unwrap_err(),
            Endpoint::regional(&Product::ICE, text).unwrap_err(),
            Endpoint::new("localhost").unwrap().with_region(text).unwrap_err(),
        ];
        let client = Client::builder().region("cn-shanghai").credentials(credentials());
        refused.push(client.user_agent(text).build().unwrap_err());
        refused.push(Client::builder().region(text).credentials(credentials()).build().unwrap_err());
        for error in refused {
            assert!(matches!(error, Error::Config(_)), "{error:?}");
            assert_eq!((error.attempts(), error.may_have_executed()), (0, MayHaveExecuted::No));
            assert_eq!(error.to_string().lines().count(), 1, "{error}");
            run.add_error(&error);
        }
        run.check::<String>(&[]);
    }
}

#[test]
fn a_proxy_that_would_be_ignored_is_refused() {
    let built = |url: &str| {
        let mut http = HttpSettings::default();
        http.proxy = Proxy::Url { url: url.to_owned(), except: String::new() };
        Client::builder().region("cn-shanghai").credentials(credentials()).http(http).build()
    };
    for scheme in ["htp://", "ftp://", "socks://", "socks5://", "", "//", "user:", "https:"] {
        let mut run = Run::new();
        let host = if scheme == "https:" { "" } else { "proxy.example:3128" };
        let user = if host.is_empty() { String::new() } else { format!("user:{PROXY_PASSWORD}@") };
        let error = built(&format!("{scheme}{user}{host}")).unwrap_err();
        assert!(matches!(&error, Error::Config(error) if error.setting() == "proxy"), "{scheme}: {error}");
        assert!(!error.to_string().contains(PROXY_PASSWORD), "{error}");
        run.add_error(&error);
        run.check::<String>(&[]);
    }
    for url in ["", "proxy.example", "proxy.example:3128", "http://", "http://:3128", "http://a b"] {
        assert!(built(url).is_err(), "{url}");
    }
    for url in ["http://proxy.example:3128", "https://proxy.example", "HTTP://u%40x:p@[::1]:1/", "http://10.0.0.1"] {
        assert!(built(url).is_ok(), "{url}");
    }
}

#[test]
fn an_endpoint_is_just_a_host() {
    for (text, named) in [
        ("ice.example/path", "path"),
        ("ice.example?query", "query"),
        ("ice.example#part", "endpoint"),
        ("user@ice.example", "user"),
        ("user:plantedProxyPassword@ice.example", "user"),
        ("ice example", "space"),
        ("", "endpoint"),
        ("http://ice.example", "https"),
        ("ftp://ice.example", "endpoint"),
        ("ice.example:port", "endpoint"),
        ("ice.example:99999", "endpoint"),
    ] {
        let mut run = Run::new();
        let error = Endpoint::new(text).unwrap_err();
        assert!(error.to_string().contains(named), "{text}: {error}");
        run.add_error(&error);
        run.check::<String>(&[]);
    }
}

#[tokio::test]
async fn the_error_for_a_url_that_is_too_long_says_what_to_do() {
    let peer = Peer::replying(reply("200 OK", &[], THING));
    let client = Client::builder().endpoint(peer.endpoint()).credentials(credentials()).build().unwrap();
    let long = |length| GetThing { thing_id: Some("x".repeat(length)) };
    client.send(&long(50_000)).await.unwrap();
    let error = client.send(&long(60_000)).await.unwrap_err();
    assert!(error.to_string().contains("#[ice(body)]"), "{error}");
    assert_eq!((error.attempts(), peer.requests().len()), (0, 1));
    let operation = SubmitThing { description: Some("x".repeat(1_000_000)), ..SubmitThing::default() };
    client.send(&operation).await.unwrap();
}
