//! Runs the example `declare` as a process, as users do, with documents from files and from a server on loopback.

use std::process::Command;

use ice_tests::examples::program;
use ice_tests::peer::Peer;

const SHOP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/api_docs/samples/shop.json");
const UPLOAD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/api_docs/samples/create_upload_stream.json");

/// What the program prints, or its error.
fn run(arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(program("declare")).env_clear().args(arguments).output().unwrap();
    let (printed, failed) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    if output.status.success() { Ok(printed) } else { Err(failed) }
}

/// Its error when the server answers like this.
fn fails_at(peer: &Peer) -> String {
    let failed = run(&["--address", &peer.url(), "--timeout", "1", "GetGreeting"]).unwrap_err();
    let last = failed.lines().last().unwrap_or_default();
    last.replace(&peer.url(), "ADDRESS")
}

#[test]
fn an_operation_is_printed_as_a_file() {
    let members = ["RequestId", "MediaId", "FileURL", "UploadAddress", "UploadAuth"];
    let expected = members.iter().flat_map(|member| ["--expect", member]);
    let arguments: Vec<_> = ["--docs", UPLOAD, "CreateUploadStream"].into_iter().chain(expected).collect();
    assert_eq!(run(&arguments).unwrap(), include_str!("../../examples/upload_stream/operation.rs"));
}

#[test]
fn several_operations_are_one_file() {
    let printed = run(&["--docs", SHOP, "CreateOrder", "ListOrders", "GetGreeting"]).unwrap();
    assert!(printed == include_str!("../support/shop.rs"), "{printed}");
}

#[test]
fn the_operations_and_the_product_are_printed() {
    assert_eq!(run(&["--docs", SHOP, "--list"]).unwrap(), "CreateOrder\nListOrders\nGetGreeting\n");
    let product = run(&["--docs", SHOP, "--product"]).unwrap();
    assert!(include_str!("../support/shop.rs").contains(&product), "{product}");
    assert!(run(&["--help"]).unwrap().starts_with("usage: "));
}

#[test]
fn errors_are_reported_in_one_line() {
    let failed = |arguments: &[&str]| run(arguments).unwrap_err().lines().next().unwrap_or_default().to_owned();
    let unknown = failed(&["--docs", SHOP, "ListOrder"]);
    let expected =
        "error: `apis`: there is no operation `ListOrder` in Cloudshop 2024-05-06; did you mean `ListOrders`?";
    assert_eq!(unknown, format!("{expected}; `--list` prints all operations"));
    let unknown = failed(&["--docs", SHOP, "Nope"]);
    let expected =
        "error: `apis`: there is no operation `Nope` in Cloudshop 2024-05-06; `--list` prints all operations";
    assert_eq!(unknown, expected);
    let missing = failed(&["--docs", "/nowhere/docs.json", "Do"]);
    assert!(missing.starts_with("error: /nowhere/docs.json cannot be read: "), "{missing}");
    let this = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let expected = format!("error: the document of {this} cannot be used: not JSON: ");
    assert!(failed(&["--docs", this, "Do"]).starts_with(&expected));
    assert_eq!(failed(&[]), "error: name an operation");
    assert_eq!(failed(&["--lits"]), "error: unknown option `--lits`");
    assert_eq!(failed(&["--docs"]), "error: `--docs` needs a value");
    assert_eq!(
        failed(&["--of", "Ecs", "--list"]),
        "error: `--of` needs a product code and a version, such as `Ecs 2014-05-26` before `--list`"
    );
    let both = "error: `--of` is for a fetched document, but `--docs` names a file: leave one of them out";
    assert_eq!(failed(&["--docs", SHOP, "--of", "Ecs", "2014-05-26", "Do"]), both);
    let alone = "error: `--list` takes no operation: leave out `--list` or `Do`";
    assert_eq!(failed(&["--docs", SHOP, "--list", "Do"]), alone);
    let alone = "error: `--product` takes no operation: leave out `--product` or `Do`";
    assert_eq!(failed(&["--docs", SHOP, "Do", "--product"]), alone);
    assert_eq!(failed(&["--timeout", "soon", "Do"]), "error: `--timeout` needs a number of seconds, not `soon`");
}

#[test]
fn without_a_file_the_document_is_fetched() {
    let peer = Peer::answering(|_| Some((200, include_str!("samples/shop.json").to_owned())));
    let of = ["--of", "Cloudshop", "2024-05-06", "--address", &peer.url()];
    let printed = run(&[&of[..], &["CreateOrder", "ListOrders", "GetGreeting"]].concat()).unwrap();
    assert!(printed == include_str!("../support/shop.rs"), "{printed}");
    let path = "/meta/v1/products/Cloudshop/versions/2024-05-06/api-docs.json?language=EN_US";
    assert_eq!(peer.lines(), [format!("GET {path}")]);
    run(&["--address", &peer.url(), "--list"]).unwrap();
    assert!(peer.lines()[1].contains("/products/ICE/versions/2020-11-09/"), "{:?}", peer.lines());
}

#[test]
fn a_document_that_cannot_be_fetched_says_what_to_do() {
    const REMEDY: &str = "download it with another tool and pass it with `--docs FILE`";
    let unknown = fails_at(&Peer::answering(|_| Some((404, String::new()))));
    assert_eq!(unknown, "error: the vendor has no document of `ICE`, version 2020-11-09: check both");
    let broken = fails_at(&Peer::answering(|_| Some((503, String::new()))));
    assert_eq!(broken, format!("error: ADDRESS answered 503 Service Unavailable: try again later, or {REMEDY}"));
    let page = fails_at(&Peer::answering(|_| Some((200, "<html>".to_owned()))));
    assert_eq!(page, "error: the document of ADDRESS cannot be used: not JSON: expected value at line 1 column 1");
    // Half of a document, then nothing more.
    let slow = Peer::start(|wire| {
        wire.request();
        wire.send(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{");
        wire.request();
    });
    let expected = "error: ADDRESS did not answer in time: try again, wait longer with `--timeout SECONDS`, or";
    assert_eq!(fails_at(&slow), format!("{expected} {REMEDY}"));
    let cut = Peer::start(|wire| {
        wire.request();
        wire.send(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{");
    });
    let cut = fails_at(&cut);
    assert!(cut.starts_with("error: ADDRESS cannot be reached: ") && cut.ends_with(REMEDY), "{cut}");
}
