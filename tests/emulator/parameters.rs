//! Parameters checked against the declaration: names, places, encodings, and what is missing.

use std::time::Duration;

use ice_runtime::emulator::{Answer, Emulator};
use ice_runtime::{Metadata, Operation, ParamError, ParamWriter, QueryValue, ice_operation};
use serde_json::json;

use super::{SCHEMES, SubmitEverything, Submitted, client_of, start};

type Pairs = &'static [(&'static str, &'static str)];

/// Sends any names under the action of an operation that declares different ones.
struct Pretender {
    query: Pairs,
    form: Pairs,
}

impl Operation for Pretender {
    type Response = Submitted;
    const METADATA: Metadata = SubmitEverything::METADATA;

    fn write_params(&self, params: &mut ParamWriter<'_>) -> Result<(), ParamError> {
        let mut all: Vec<_> = self.query.iter().map(|pair| (pair, true)).collect();
        all.extend(self.form.iter().map(|pair| (pair, false)));
        all.sort_unstable();
        for ((name, value), in_query) in all {
            let param = if in_query { params.query(name) } else { params.form(name) };
            value.write(param)?;
        }
        Ok(())
    }
}

/// The code and message of the refusal of these parameters, under both schemes.
async fn refusal(query: Pairs, form: Pairs) -> Option<(String, String)> {
    let emulator = start().await;
    let mut refusals = Vec::new();
    for scheme in SCHEMES {
        let client = client_of(&emulator).scheme(scheme).build().unwrap();
        let outcome = client.send(&Pretender { query, form }).await;
        refusals.push(outcome.err().map(|error| (error.code().unwrap().to_owned(), error.to_string())));
    }
    let second = refusals.pop().unwrap();
    let first = refusals.pop().unwrap();
    assert_eq!(first.as_ref().map(|error| &error.0), second.as_ref().map(|error| &error.0));
    first
}

#[tokio::test]
async fn declared_parameters_are_accepted() {
    let query: Pairs =
        &[("Fields", "a,b"), ("MediaId", "m"), ("Tag.1.Key", "k"), ("Tag.10.Key", "k"), ("UserData", "[]")];
    assert_eq!(refusal(query, &[("Part.1", "p"), ("Title", "")]).await, None);
    assert_eq!(refusal(&[("MediaId", ""), ("Tag", "scalar")], &[]).await, None);
}

#[tokio::test]
async fn the_refusal_of_each_mistake_names_the_parameter() {
    let cases: [(Pairs, Pairs, &str, &str); 13] = [
        (&[], &[], "MissingParameter", "\"MediaId\""),
        (&[("mediaId", "m")], &[], "InvalidParameter", "no parameter of this name"),
        (&[("MediaId", "m"), ("MediaID", "m")], &[], "InvalidParameter", "\"MediaID\""),
        (&[], &[("MediaId", "m")], "InvalidParameter", "belongs in the query string"),
        (&[("MediaId", "m"), ("Title", "t")], &[], "InvalidParameter", "belongs in the form body"),
        (&[("MediaId", "m"), ("UserData", "{")], &[], "InvalidParameter", "not JSON"),
        (&[("MediaId", "m"), ("UserData", "")], &[], "InvalidParameter", "not JSON"),
        (&[("MediaId", "m"), ("UserData.1", "1")], &[], "InvalidParameter", "UserData is not sent flat"),
        (&[("MediaId.1", "m")], &[], "InvalidParameter", "MediaId is not sent flat"),
        (&[("MediaId", "m"), ("Tag.0.Key", "k")], &[], "InvalidParameter", "numbered from 1"),
        (&[("MediaId", "m"), ("Tag.", "k")], &[], "InvalidParameter", "numbered from 1"),
        (&[("MediaId", "m"), ("Tag.1", "k"), ("Tag.1.Key", "k")], &[], "InvalidParameter", "as a value and as a list"),
        (&[("MediaId", "m")], &[("Part..1", "p")], "InvalidParameter", "numbered from 1"),
    ];
    for (query, form, code, text) in cases {
        let (found, message) = refusal(query, form).await.unwrap_or_else(|| panic!("{query:?} {form:?} passed"));
        assert_eq!(found, code, "{message}");
        assert!(message.contains(text), "{message}");
    }
}

#[tokio::test]
async fn a_name_is_sent_once() {
    let emulator = start().await;
    let request = ice_runtime::sign::Signer::anonymous();
    let stamp = ice_runtime::sign::Stamp::now();
    let operation = super::AssumeNothing { role: Some("a".into()) };
    let request = request.sign(&operation, &emulator.endpoint(), &stamp).unwrap();
    let mut request = super::raw::Request::from(request);
    request.retarget("Role=a", "Role=a&Role=b");
    let reply = request.send(&emulator);
    assert_eq!(reply.error(), (400, "InvalidParameter".into()));
    assert!(reply.message().contains("more than once"), "{}", reply.message());
}

#[tokio::test]
async fn user_data_arrives_as_it_was_sent() {
    let emulator = start().await;
    let client = client_of(&emulator).build().unwrap();
    let operation = SubmitEverything {
        media_id: "m".into(),
        user_data: Some(json!({ "b": "ü", "a": null })),
        ..SubmitEverything::default()
    };
    client.send(&operation).await.unwrap();
    assert_eq!(emulator.received()[0].parameter("UserData"), Some(r#"{"a":null,"b":"ü"}"#));
}

#[tokio::test]
async fn a_function_may_send_nothing_and_an_empty_response_is_answered() {
    fn seconds(life: &Duration) -> Option<u64> {
        (!life.is_zero()).then_some(life.as_secs())
    }

    #[ice_operation(action = "SubmitLife", response = ())]
    struct SubmitLife {
        #[ice(with = seconds)]
        life: Duration,
    }

    let builder = Emulator::builder().answer::<SubmitLife>(|_| Answer::json(json!({})));
    let emulator = builder.start().await.unwrap();
    let client = client_of(&emulator).build().unwrap();
    for life in [Duration::ZERO, Duration::from_secs(90)] {
        client.send(&SubmitLife { life }).await.unwrap();
    }
    let sent: Vec<_> = emulator.received().iter().map(|request| request.parameter("Life").map(str::to_owned)).collect();
    assert_eq!(sent, [None, Some("90".to_owned())]);
}
