//! An emulator with a document: requests are checked against it, and answered from its samples and schemas.

use ice_runtime::api_docs::ApiDocs;
use ice_runtime::emulator::{Answer, Emulator};
use ice_runtime::encoding::Base64Json;
use ice_runtime::upload::{UploadAddress, UploadAuth};
use ice_runtime::{Credentials, IceEnum, IcePage, Page, ice_operation};
use serde::Deserialize;
use serde_json::{Value, json};

use super::client_of;
use super::oss::Caller;

fn parameter(name: &str, place: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": place, "schema": schema })
}

/// A reply with these members.
fn reply(members: &Value) -> Value {
    json!({ "200": { "schema": { "type": "object", "properties": members } } })
}

/// An operation with a parameter of each kind, and a sample that does not fit its schema.
fn submit_job() -> Value {
    let sample = json!({
        "RequestId": "masked****", "Size": 12.5, "Level": "****", "Streams": { "Rate": "25" }, "Success": false, "Extra": 1
    });
    let tag = json!({ "type": "object", "properties": { "Key": { "type": "string" } } });
    json!({
        "methods": ["post", "get"],
        "parameters": [
            parameter("MediaId", "query", &json!({ "type": "string", "required": true })),
            parameter("Width", "query", &json!({ "type": "integer" })),
            parameter("Level", "query", &json!({ "type": "string", "enum": ["HD", "SD"] })),
            { "name": "Tag", "in": "query", "style": "repeatList", "schema": { "type": "array", "items": tag } },
            { "name": "Config", "in": "formData", "style": "json", "schema": {
                "type": "object", "properties": { "Codec": { "type": "string" }, "Rate": { "type": "integer" } } } },
        ],
        "responses": reply(&json!({
            "RequestId": { "type": "string" },
            "JobId": { "type": "string", "example": "4a1b" },
            "Size": { "type": "integer" },
            "Ready": { "type": "boolean", "example": "false" },
            "Level": { "type": "string", "enum": ["HD", "SD"] },
            "Streams": { "type": "array", "items": { "$ref": "#/components/schemas/Stream" } },
        })),
        "responseDemo": json!([{ "type": "json", "example": sample.to_string() }]).to_string(),
    })
}

/// Operations whose replies have masked tickets and credentials.
fn create_upload_media() -> Value {
    let reply = reply(&json!({
        "MediaId": { "type": "string", "example": "masked" },
        "UploadAddress": { "type": "string", "example": "eyJTZWN1cml0****" },
        "UploadAuth": { "type": "string", "example": "eyJFbmRwb2ludCI6****" },
    }));
    json!({ "parameters": [], "responses": reply })
}

fn assume_role() -> Value {
    let credentials = json!({ "type": "object", "properties": {
        "AccessKeyId": { "type": "string", "example": "STS.****" },
        "AccessKeySecret": { "type": "string" },
        "SecurityToken": { "type": "string" },
        "Expiration": { "type": "string", "example": "2015-04-09T11:52:19Z" },
    } });
    json!({ "parameters": [], "responses": reply(&json!({ "Credentials": credentials })) })
}

/// An operation whose sample is the first of many pages.
fn list_jobs() -> Value {
    let job = json!({ "type": "object", "properties": { "JobId": { "type": "string", "example": "4a1b" } } });
    json!({
        "methods": ["get"],
        "security": [{ "Anonymous": [] }],
        "parameters": [parameter("PageNo", "query", &json!({ "type": "integer" }))],
        "responses": reply(&json!({
            "NextToken": { "type": "string", "example": "next****" },
            "TotalCount": { "type": "integer", "example": "100" },
            "Jobs": { "type": "array", "items": job },
        })),
    })
}

fn docs() -> ApiDocs {
    let stream = json!({ "type": "object", "properties": {
        "Rate": { "type": "number" },
        "Inner": { "$ref": "#/components/schemas/Stream" },
    } });
    let document = json!({
        "info": { "style": "RPC", "product": "ICE", "version": "2020-11-09" },
        "apis": {
            "SubmitJob": submit_job(),
            "CreateUploadMedia": create_upload_media(),
            "AssumeRole": assume_role(),
            "ListJobs": list_jobs(),
        },
        "components": { "schemas": { "Stream": stream } },
    });
    ApiDocs::from_json(&document.to_string()).unwrap()
}

async fn start() -> Emulator {
    Emulator::builder().docs(docs()).start().await.unwrap()
}

#[derive(Debug, Clone, PartialEq, IceEnum)]
enum Level {
    HD,
    Beyond,
}

/// Has more than the document, but nothing that it does not allow.
#[ice_operation(action = "SubmitJob")]
#[derive(Default, Clone)]
struct SubmitJob {
    media_id: Option<String>,
    width: Option<String>,
    level: Option<Level>,
    #[ice(flat)]
    tag: Option<Value>,
    #[ice(json, body)]
    config: Option<Value>,
    beyond: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SubmitJobResponse {
    request_id: String,
    job_id: String,
    size: u32,
    ready: bool,
    level: Level,
    streams: Vec<Stream>,
    extra: u8,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Stream {
    rate: f64,
    inner: Option<Box<Stream>>,
}

/// The same operation as another client may declare it.
macro_rules! submit {
    ($module:ident, $($option:meta)?, $name:ident: $type:ty) => {
        mod $module {
            #[ice_runtime::ice_operation(action = "SubmitJob", response = ())]
            pub(super) struct SubmitJob {
                pub(super) media_id: &'static str,
                $(#[$option])?
                pub(super) $name: $type,
            }
        }
    };
}

submit!(unknown, , heigth: u8);
submit!(misplaced, ice(body), width: u8);
submit!(unnumbered, , tag: &'static str);
submit!(of_another_kind, , width: &'static str);
submit!(unlisted, , level: &'static str);
submit!(no_json, ice(body), config: &'static str);
submit!(unknown_part, ice(flat), tag: Vec<super::Part>);

#[derive(serde::Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Part {
    name: &'static str,
}

#[tokio::test]
async fn each_request_that_the_document_does_not_allow_is_refused() {
    let emulator = start().await;
    let client = client_of(&emulator).build().unwrap();
    let media_id = "m";
    let errors = [
        (client.send(unknown::SubmitJob { media_id, heigth: 1 }).await, "\"Heigth\""),
        (
            client.send(misplaced::SubmitJob { media_id, width: 1 }).await,
            "\"Width\" is not valid: it belongs in the query",
        ),
        (client.send(unnumbered::SubmitJob { media_id, tag: "a" }).await, "\"Tag\" is not valid: lists are numbered"),
        (
            client.send(of_another_kind::SubmitJob { media_id, width: "x" }).await,
            "\"Width\" is not valid: it should be an integer",
        ),
        (
            client.send(unlisted::SubmitJob { media_id, level: "4K" }).await,
            "\"Level\" is not valid: it is not one of the values",
        ),
        (client.send(no_json::SubmitJob { media_id, config: "[" }).await, "\"Config\" is not valid"),
        (client.send(unknown_part::SubmitJob { media_id, tag: vec![Part { name: "n" }] }).await, "\"Tag.1.Name\""),
    ];
    for (outcome, expected) in errors {
        let error = outcome.unwrap_err();
        assert_eq!(error.code(), Some("InvalidParameter"), "{error}");
        assert!(error.to_string().contains(expected), "{error}");
    }
    let missing = client.send(SubmitJob::default()).await.unwrap_err();
    assert_eq!(missing.code(), Some("MissingParameter"), "{missing}");
}

#[tokio::test]
async fn what_only_a_registered_declaration_has_is_accepted() {
    let full = SubmitJob {
        media_id: Some("m".into()),
        width: Some("7".into()),
        level: Some(Level::Beyond),
        tag: Some(json!([{ "Key": "k" }])),
        config: Some(json!({})),
        beyond: Some(1),
    };
    let answer = json!({
        "JobId": "own", "Size": 1, "Ready": true, "Level": "HD", "Streams": [], "Extra": 0
    });
    let builder = Emulator::builder().docs(docs()).answer::<SubmitJob>(move |_| Answer::json(&answer));
    let emulator = builder.start().await.unwrap();
    let client = client_of(&emulator).build().unwrap();
    assert_eq!(client.send(&full).await.unwrap().job_id, "own");
    let missing = SubmitJob { media_id: None, ..full.clone() };
    assert_eq!(client.send(&missing).await.unwrap_err().code(), Some("MissingParameter"), "the document requires it");
    let inside = SubmitJob { tag: Some(json!([{ "Ke": "k" }])), ..full.clone() };
    let refused = client.send(&inside).await.unwrap_err().to_string();
    assert!(refused.contains("\"Tag.1.Ke\" is not valid: the document has no member"), "{refused}");
    assert!(refused.contains("(did you mean Key?)"), "{refused}");
    let alone = start().await;
    let client = client_of(&alone).build().unwrap();
    assert_eq!(client.send(&full).await.unwrap_err().code(), Some("InvalidParameter"), "only the document counts");
    let documented = SubmitJob { level: Some(Level::HD), beyond: None, ..full };
    client.send(&documented).await.unwrap();
    let inside = |config| SubmitJob { config: Some(config), ..documented.clone() };
    let misspelt = client.send(&inside(json!({ "Codek": "h264" }))).await.unwrap_err().to_string();
    assert!(misspelt.contains("\"Config.Codek\" is not valid: the document has no member"), "{misspelt}");
    let kind = client.send(&inside(json!({ "Rate": "high" }))).await.unwrap_err().to_string();
    assert!(kind.contains("\"Config.Rate\" is not valid: it should be an integer"), "{kind}");
    client.send(&inside(json!({ "Codec": "h264", "Rate": 25 }))).await.unwrap();
}

#[tokio::test]
async fn an_operation_without_an_answer_gets_the_sample_made_to_fit_the_schema() {
    let emulator = start().await;
    let client = client_of(&emulator).build().unwrap();
    let reply = client.send(SubmitJob { media_id: Some("m".into()), ..SubmitJob::default() }).await.unwrap();
    assert_eq!(reply.request_id, emulator.received()[0].request_id());
    assert_eq!((reply.job_id.as_str(), reply.size, reply.extra), ("4a1b", 12, 1));
    assert_eq!((reply.ready, reply.level), (false, Level::HD));
    // A recursive schema is made up once.
    let stream = &reply.streams[0];
    assert!((stream.rate - 25.0).abs() < 1e-9 && stream.inner.is_none(), "{stream:?}");
    let unknown = client.send(super::ListNothing {}).await.unwrap_err();
    assert_eq!(unknown.code(), Some("InvalidAction.NotFound"));
}

#[ice_operation(action = "CreateUploadMedia", response = Ticket)]
struct CreateUploadMedia {}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Ticket {
    media_id: String,
    upload_address: Base64Json<UploadAddress>,
    upload_auth: Base64Json<UploadAuth>,
}

#[ice_operation(action = "AssumeRole", response = Role)]
struct AssumeRole {}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Role {
    credentials: Keys,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Keys {
    access_key_id: String,
    access_key_secret: String,
    security_token: String,
    expiration: String,
}

#[tokio::test]
async fn tickets_and_credentials_in_a_reply_are_usable() {
    let emulator = start().await;
    let client = client_of(&emulator).build().unwrap();
    let ticket = client.send(CreateUploadMedia {}).await.unwrap();
    assert_ne!(ticket.media_id, "masked");
    let address = &ticket.upload_address;
    let path = address.object_url().unwrap().path().to_owned();
    let caller = Caller::new(ticket.upload_auth.credentials().unwrap());
    assert_eq!(caller.send(&emulator, "PUT", &path, "body").await.status, 200);
    assert_eq!(emulator.object(&address.bucket, &address.file_name).unwrap().len(), 4);

    let keys = client.send(AssumeRole {}).await.unwrap().credentials;
    assert!(keys.expiration.as_str() > "2026", "{}", keys.expiration);
    let role = Credentials::new(keys.access_key_id, keys.access_key_secret).unwrap();
    let role = role.with_security_token(keys.security_token).unwrap();
    let client = client_of(&emulator).credentials(role).build().unwrap();
    client.send(CreateUploadMedia {}).await.unwrap();
}

#[ice_operation(action = "ListJobs", response = JobPage, method = GET, anonymous, pages)]
#[derive(Debug, Clone, Default)]
struct ListJobs {
    page_no: Option<u32>,
}

#[derive(Debug, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
struct JobPage {
    #[ice(items)]
    jobs: Vec<Value>,
    next_token: Option<String>,
    total_count: u64,
}

#[tokio::test]
async fn a_list_has_a_single_page() {
    let emulator = start().await;
    let client = client_of(&emulator).build().unwrap();
    let items = client.items(ListJobs::default()).collect().await.unwrap();
    assert_eq!(items, [json!({ "JobId": "4a1b" })]);
    assert_eq!(emulator.received().len(), 1);
    let beyond = client.send(ListJobs { page_no: Some(2) }).await.unwrap();
    assert_eq!((beyond.len(), beyond.total_count), (0, 1));
}
