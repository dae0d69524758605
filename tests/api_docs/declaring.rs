//! Declarations of a made-up shop, whose document has every shape found in the vendor's documents.

use ice_runtime::api_docs::ApiDocs;
use ice_runtime::sign::{Signer, Stamp};
use ice_runtime::{Credentials, Endpoint, Operation};
use ice_tests::percent::decoded_params;
#[allow(deprecated, reason = "as the document says")]
use ice_tests::shop::{Category, CreateOrder, Disk, GetGreeting, ListOrders, Options, Speed, Tag};

fn shop() -> ApiDocs {
    ApiDocs::from_json(include_str!("samples/shop.json")).unwrap()
}

/// The declaration of an operation with this body of its document.
fn declared(operation: &str) -> String {
    let docs = ApiDocs::from_json(&format!(r#"{{"apis": {{"Do": {operation}}}}}"#)).unwrap();
    docs.declare("Do").to_source().unwrap()
}

/// The declaration of a parameter.
fn parameter(parameter: &str) -> String {
    declared(&format!(r#"{{"parameters": [{{"in": "query", {parameter}}}]}}"#))
}

/// The file is part of the tests, so that it is compiled, formatted and linted like everything else.
#[test]
fn the_file_of_the_shop_is_what_declare_prints() {
    let source = shop().declare("CreateOrder").and("ListOrders").and("GetGreeting").to_source().unwrap();
    if std::env::var_os("DECLARED").is_some_and(|what| what == "overwrite") {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/support/shop.rs"), &source).unwrap();
    }
    assert!(include_str!("../support/shop.rs") == source, "DECLARED=overwrite updates it");
}

#[test]
#[allow(deprecated, reason = "declared as the document says")]
fn the_check_finds_no_difference_in_what_was_declared() {
    let docs = shop();
    let found = [docs.check::<CreateOrder>(), docs.check::<ListOrders>(), docs.check::<GetGreeting>()];
    assert!(found.iter().all(ice_runtime::api_docs::Differences::is_empty), "{found:?}");
}

/// The parameters of a request, decoded.
fn sent(operation: &impl Operation) -> Vec<(String, String)> {
    let endpoint = Endpoint::new("shop.aliyuncs.com").unwrap().with_region("cn-hangzhou").unwrap();
    let signer = Signer::new(Credentials::new("testid", "testsecret").unwrap());
    let request = signer.sign(operation, &endpoint, &Stamp::new(std::time::UNIX_EPOCH, "nonce")).unwrap();
    let form = std::str::from_utf8(request.body()).unwrap();
    [request.uri().query().unwrap_or_default(), form].into_iter().flat_map(decoded_params).collect()
}

#[test]
fn what_was_declared_sends_what_is_documented() {
    let category = Category { parent: Some(Box::new(Category::new("goods"))), ..Category::new("books") };
    let order = CreateOrder {
        tag: Some(vec![Tag::new("colour")]),
        disk: Some(Disk { size: Some(40), ..Disk::default() }),
        colors: Some(vec!["red".into(), "blue".into()]),
        options: Some(Options { gift_wrap: Some(true), ..Options::default() }),
        category: Some(category),
        v2nd_name: Some("b".into()),
        speed: Some(Speed::Fast),
        ..CreateOrder::new("s-1", 2)
    };
    let sent = sent(&order);
    let find = |name: &str| sent.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    assert_eq!(find("RegionId"), Some("cn-hangzhou"), "filled in");
    assert!(find("ClientToken").is_some_and(|token| !token.is_empty()), "filled in");
    assert_eq!((find("ShopId"), find("Amount"), find("Speed")), (Some("s-1"), Some("2"), Some("Fast")));
    assert_eq!((find("Tag.1.Key"), find("Tag.1.key"), find("Disk.Size")), (Some("colour"), None, Some("40")));
    assert_eq!((find("Colors"), find("2ndName")), (Some("red,blue"), Some("b")));
    assert_eq!(find("Options"), Some(r#"{"giftWrap":true}"#));
    assert_eq!(find("Category"), Some(r#"{"Name":"books","Parent":{"Name":"goods"}}"#));
    assert!(shop().check_value(&order).unwrap().is_empty());
}

#[test]
fn debug_output_never_shows_keys_tokens_and_passwords() {
    let text =
        parameter(r#""name": "Password", "schema": {"type": "string", "required": true, "example": "EcsV587!"}"#);
    assert!(text.contains("    /// The parameter `Password`.\n    pub password: Secret,\n"), "{text}");
    assert!(text.contains("pub fn new(password: impl Into<Secret>) -> Self"), "{text}");
    let secrets = ["AccessKeySecret", "SecurityToken", "PlayAuth", "dbPassword", "client_secret", "PrivateKey"];
    for name in secrets.into_iter().chain(["srt_passphrase", "Plaintext", "encrypt_key", "Token", "CallbackToken"]) {
        let text = parameter(&format!(r#""name": "{name}", "schema": {{"type": "string"}}"#));
        assert!(text.contains(": Option<Secret>,") && text.contains("use ice_runtime::credentials::Secret;"), "{text}");
    }
    let plain = ["NextToken", "NextPageToken", "ScrollToken", "ClientToken", "FaceSearchToken", "TotalTokens"];
    for name in plain.into_iter().chain(["SecretName", "PasswordLength", "AccessKeyId"]) {
        let text = parameter(&format!(r#""name": "{name}", "schema": {{"type": "string"}}"#));
        assert!(!text.contains("Secret>"), "{text}");
    }
    let reply = r#"{"responses": {"200": {"schema": {"type": "object", "properties": {
        "UploadAuth": {"type": "string", "description": "The credential."},
        "Keys": {"type": "object", "properties": {"AccessKeySecret": {"type": "string"}}}}}}}}"#;
    assert!(declared(reply).contains("    pub upload_auth: Option<Secret>,\n"));
    assert!(declared(reply).contains("    pub access_key_secret: Option<Secret>,\n"));
    let ticket = reply.replace("The credential.", "The Base64-encoded credential.");
    assert!(declared(&ticket).contains("    pub upload_auth: Option<Base64Json<UploadAuth>>,\n"));
}

#[test]
fn values_in_prose_become_an_enum_only_if_they_are_certain() {
    let field = |schema: &str| {
        let text = parameter(&format!(r#""name": "State", "schema": {{{schema}}}"#));
        text.lines().find(|line| line.contains("pub state: ")).unwrap().trim().to_owned()
    };
    let prose = |kind: &str, example: &str, said: &str| {
        field(&format!(r#""type": "{kind}", "example": "{example}", "description": "{said}""#))
    };
    assert_eq!(
        prose("string", "on", r"The state. Valid values:\n\n*   **on**: it runs\n*   **off**"),
        "pub state: Option<State>,"
    );
    assert_eq!(prose("string", "on", "Valid values: on and off."), "pub state: Option<State>,");
    assert_eq!(prose("string", "idle", "Valid values: on and off."), "pub state: Option<String>,", "not among them");
    assert_eq!(
        prose("string", "on", "Valid values: on, off, and fast asleep."),
        "pub state: Option<String>,",
        "spaces"
    );
    assert_eq!(prose("string", "on,off", "Valid values: on, off."), "pub state: Option<String>,", "a list");
    assert_eq!(prose("boolean", "true", "Valid values: true and false."), "pub state: Option<bool>,");
    assert_eq!(prose("integer", "1", "Valid values: 1 and 2."), "pub state: Option<i64>,");
    assert_eq!(field(r#""type": "string", "enumValueTitles": {"a": "", "b": ""}"#), "pub state: Option<State>,");
}

#[test]
fn an_integer_whose_example_is_a_fraction_is_a_number() {
    let ty = |example: &str| {
        let text = parameter(&format!(r#""name": "Length", "schema": {{"type": "integer", "example": "{example}"}}"#));
        text.lines().find_map(|line| Some(line.trim().strip_prefix("pub length: ")?.to_owned())).unwrap()
    };
    assert_eq!(ty("1.23"), "Option<f64>,");
    assert_eq!(["12", "1.0", "1.2.3", ""].map(ty), ["Option<i64>,"; 4]);
}

#[test]
fn a_parameter_without_a_description_is_described_by_its_name() {
    let comment = |name: &str| {
        let text = parameter(&format!(r#""name": "{name}", "schema": {{"type": "string"}}"#));
        text.lines().find_map(|line| Some(line.strip_prefix("    /// ")?.to_owned())).unwrap()
    };
    assert_eq!(comment("RegionId"), "The ID of the region.");
    assert_eq!(comment("ResourceOwnerId"), "The ID of the resource owner.");
    assert_eq!(comment("PageSize"), "The number of entries per page.");
    assert_eq!(comment("VSwitchId"), "The parameter `VSwitchId`.");
    assert_eq!(comment("Valid"), "The parameter `Valid`.");
}

#[test]
fn a_deprecated_parameter_says_what_to_use_instead() {
    let said = |description: &str| {
        let schema = format!(r#"{{"type": "string", "deprecated": true, "description": "{description}"}}"#);
        let text = parameter(&format!(r#""name": "Old", "schema": {schema}"#));
        text.lines().find_map(|line| Some(line.trim().strip_prefix("#[deprecated")?.to_owned())).unwrap()
    };
    let short = r#"(note = "use `New.N.Id` to name it")]"#;
    assert_eq!(said("This parameter is deprecated. Use `New.N.Id` to name it."), short);
    assert_eq!(said("We recommend that you use **New** instead."), r#"(note = "use New instead")]"#);
    let long = "Use `New.N.Id` to specify what this parameter has been used for, in all of its many meanings.";
    assert_eq!(said(long), r#"(note = "use `New.N.Id`")]"#);
    assert_eq!(said("This parameter is deprecated. It is in use nowhere."), "]");
}

/// The lines of the comment of a parameter with this description.
fn comment(description: &str) -> Vec<String> {
    let description = format!("{description:?}");
    let text = parameter(&format!(r#""name": "It", "schema": {{"type": "string", "description": {description}}}"#));
    text.lines().filter_map(|line| Some(line.strip_prefix("    ///")?.trim().to_owned())).collect()
}

#[test]
fn names_in_braces_and_masks_stay_whole() {
    let said = "Set it to http(s)://{BucketName}.{Endpoint}/{ObjectName} or k8s-${instance_id}.";
    assert_eq!(comment(said), ["Set it to `http(s)://{BucketName}.{Endpoint}/{ObjectName}` or `k8s-${instance_id}`."]);
    assert_eq!(comment("Contains {JobId} and {index}."), ["Contains `{JobId}` and {index}."]);
    assert_eq!(comment("The ID sg-bpdfmg**** is masked."), ["The ID `sg-bpdfmg****` is masked."]);
    let format = "The time in the *yyyy-MM-dd*T*HH:mm:ss*Z format.";
    assert_eq!(comment(format), ["The time in the yyyy-MM-ddTHH:mm:ssZ format."]);
    assert_eq!(comment("Such as *.example.com or 2*3."), [r"Such as \*.example.com or `2*3`."]);
    assert_eq!(comment("On iOS and macOS."), ["On iOS and macOS."]);
    let members = comment("*   Type: required. The type.\n*   Name: optional.\n*   Windows: the system.");
    assert_eq!(members, ["* `Type`: required. The type.", "* `Name`: optional.", "* Windows: the system."]);
}

#[test]
fn what_is_left_of_removed_markup_is_removed_too() {
    assert_eq!(comment("The stream.\\\nIt is live."), ["The stream. It is live."]);
    assert_eq!(comment("The ID.\n\n> : You must set it."), ["The ID.", "", "You must set it."]);
    let said = "The filter. For more information about it\n<props=\"china\">, see [this](~~1~~)</props>.\n\n*   More.";
    assert_eq!(comment(said), ["The filter.", "", "* More."]);
    assert_eq!(comment("A \\ is dropped."), ["A is dropped."]);
}

#[test]
fn samples_without_a_fence_are_samples() {
    let said = "Sample requests\n\n*   Delete it.\n\n<!---->\n\n    \"Id\":\"sg-1****\", //The ID.\n    \"Rules\":[\n      {}\n    ]\n\nDone.";
    let expected = [
        "Sample requests",
        "",
        "* Delete it.",
        "",
        "```text",
        "\"Id\":\"sg-1****\", //The ID.",
        "\"Rules\":[",
        "{}",
        "]",
        "```",
        "",
        "Done.",
    ];
    assert_eq!(comment(said), expected);
    let expected = ["Example:", "", "```text", "{", "\"Id\": 1", "}", "```", "", "The end."];
    assert_eq!(comment("Example:\n{\n  \"Id\": 1\n}\nThe end."), expected);
}

#[test]
fn names_are_valid_and_unique() {
    let names = ["type", "self", "2K", "Name", "name", "Tag.N.Key", "a-b", "HDRType", "VideoIDs"];
    let parameters =
        names.map(|name| format!(r#"{{"name": "{name}", "in": "query", "schema": {{"type": "string"}}}}"#));
    let text = declared(&format!(r#"{{"parameters": [{}]}}"#, parameters.join(",")));
    let fields = text.lines().filter_map(|line| line.trim().strip_prefix("pub ")?.strip_suffix(": Option<String>,"));
    let expected = ["r#type", "self_", "v2_k", "name", "name_2", "tag_n_key", "a_b", "hdr_type", "video_ids"];
    assert_eq!(fields.collect::<Vec<_>>(), expected);
    for rename in ["rename = \"type\"", "rename = \"2K\"", "rename = \"HDRType\"", "rename = \"Tag.N.Key\""] {
        assert!(text.contains(rename), "{text}");
    }
}

#[test]
fn chinese_text_is_left_out() {
    let text = declared(
        r#"{"summary": "查询", "description": "Queries it. 仅限中国。<props=\"china\">中国</props> See [x](~~1~~)."}"#,
    );
    assert!(text.is_ascii(), "{text}");
    assert!(text.contains("/// The operation `Do`."), "{text}");
}

#[test]
fn a_hundred_nested_objects_are_not_a_problem() {
    let mut schema = r#"{"type": "string"}"#.to_owned();
    for depth in 0..50 {
        schema = format!(r#"{{"type": "object", "properties": {{"M{depth}": {schema}}}}}"#);
    }
    let text = parameter(&format!(r#""name": "Deep", "style": "json", "schema": {schema}"#));
    assert!(text.contains("serde_json::Value"), "deeper values are left untyped");
    let schema = "[".repeat(500);
    let error = ApiDocs::from_json(&schema).unwrap_err().to_string();
    assert_eq!(error, "nested too deeply: at most 128 lists and objects can stand in one another");
}

#[test]
fn an_operation_that_cannot_be_declared_says_why() {
    let docs = |info: &str| {
        ApiDocs::from_json(&format!(r#"{{"info": {info}, "apis": {{"Do": {{}}, "d-o": {{}}}}}}"#)).unwrap()
    };
    let said = |info: &str, action: &str| docs(info).declare(action).to_source().unwrap_err().to_string();
    let roa = "`info.style`: this product's operations are of the ROA style, but this crate only calls those of the RPC style";
    assert_eq!(said(r#"{"style": "ROA"}"#, "Do"), roa);
    assert_eq!(said("{}", "Dos"), "`apis`: there is no operation `Dos` in ICE 2020-11-09; did you mean `Do`?");
    assert_eq!(said("{}", "d-o"), "`apis.d-o`: this name cannot be declared: actions are PascalCase ASCII");
    let product = "`info.product`: not a product code: use letters, digits and hyphens only";
    assert_eq!(said(r#"{"product": "a b"}"#, "Do"), product);
    let member = shop().declare("CreateOrder").expect(["RequestID"]).to_source().unwrap_err().to_string();
    assert_eq!(member, "no reply has an optional member `RequestID`; did you mean `RequestId`?");
}
