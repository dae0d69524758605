//! Parameters of any kind: what is sent equals a slow, obvious reference, and collisions are errors that name the
//! parameter.

use std::collections::{BTreeMap, BTreeSet};

use ice_runtime::sign::{Scheme, Signer, Stamp};
use ice_runtime::{
    Error, ListItems, Metadata, Operation, ParamError, ParamWriter, Parameter, Place, QueryList, QueryValue,
};
use ice_tests::percent::decoded_params;
use ice_tests::recorded::{SECRET, endpoint, moment, signer, stamp};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Number, Value, json};

use super::query_of;
use super::reference::{signature_in, signature_of};

/// Names that sort close to each other, or like the common ones.
const NAMES: [&str; 16] = [
    "A",
    "Foo",
    "Foo-Bar",
    "Foo.1",
    "Foo.Bar",
    "Foo1",
    "FooBar",
    "Foo_",
    "Formal",
    "Format",
    "SecurityToken",
    "Signature",
    "Signatures",
    "Version",
    "Versions",
    "regionId",
];

const COMMON_NAMES: [&str; 12] = [
    "AccessKeyId",
    "Action",
    "BearerToken",
    "Format",
    "SecurityToken",
    "Signature",
    "SignatureMethod",
    "SignatureNonce",
    "SignatureType",
    "SignatureVersion",
    "Timestamp",
    "Version",
];

#[derive(Debug, Clone)]
enum Field {
    Text(Option<String>),
    Float(f64),
    Json(Value),
    Flat(Value),
    Join(Vec<i64>),
}

impl Field {
    /// The parameters of this field exactly as documented.
    fn reference(&self, name: &str) -> Vec<(String, String)> {
        let one = |text: String| vec![(name.to_owned(), text)];
        match self {
            Self::Text(None) | Self::Json(Value::Null) => Vec::new(),
            Self::Text(Some(text)) => one(text.clone()),
            Self::Float(float) => one(format!("{float}")),
            Self::Json(value) => one(value.to_string()),
            Self::Flat(value) => flat(name, value),
            Self::Join(items) if items.is_empty() => Vec::new(),
            Self::Join(items) => one(items.iter().map(i64::to_string).collect::<Vec<_>>().join("+")),
        }
    }
}

fn flat(name: &str, value: &Value) -> Vec<(String, String)> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(items) => {
            let item = |(index, item)| flat(&format!("{name}.{}", index + 1), item);
            items.iter().enumerate().flat_map(item).collect()
        }
        Value::Object(members) => {
            let member = |(key, value): (&String, &Value)| flat(&format!("{name}.{key}"), value);
            members.iter().flat_map(member).collect()
        }
        Value::String(text) => vec![(name.to_owned(), text.clone())],
        Value::Number(number) if number.is_f64() => vec![(name.to_owned(), number.as_f64().unwrap().to_string())],
        scalar => vec![(name.to_owned(), scalar.to_string())],
    }
}

/// An operation of any fields.
#[derive(Debug)]
struct AnyFields(BTreeMap<&'static str, (Place, Field)>);

impl Operation for AnyFields {
    type Response = Value;

    // The declaration says that it has a form body.
    const METADATA: Metadata =
        Metadata::new("SubmitAnything").with_parameters(&[Parameter::form("Foo", "foo", "Field")]);

    fn write_params(&self, params: &mut ParamWriter<'_>) -> Result<(), ParamError> {
        for (name, (place, field)) in &self.0 {
            let param = match place {
                Place::Query => params.query(name),
                Place::Form => params.form(name),
            };
            match field {
                Field::Text(text) => text.write(param)?,
                Field::Float(float) => float.write(param)?,
                Field::Json(value) => param.json(value)?,
                Field::Flat(value) => param.flat(value)?,
                Field::Join(items) => param.join("+", items)?,
            }
        }
        Ok(())
    }
}

/// What should be sent: the parameters of the query string and of the form body, or the names that collide.
type Expected = Result<[BTreeMap<String, String>; 2], BTreeSet<String>>;

impl AnyFields {
    fn expected(&self, with_common: bool) -> Expected {
        let mut sent: [BTreeMap<String, String>; 2] = Default::default();
        let mut collisions = BTreeSet::new();
        for (name, (place, field)) in &self.0 {
            for (name, value) in field.reference(name) {
                let is_taken = sent.iter().any(|sent| sent.contains_key(&name));
                if is_taken || (with_common && COMMON_NAMES.contains(&name.as_str())) {
                    collisions.insert(name.clone());
                }
                sent[usize::from(*place == Place::Form)].insert(name, value);
            }
        }
        if collisions.is_empty() { Ok(sent) } else { Err(collisions) }
    }
}

pub(super) fn json() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<i64>().prop_map(Number::from),
        any::<u64>().prop_map(Number::from),
        any::<f64>().prop_filter_map("finite", Number::from_f64),
    ];
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number.prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    let key = prop_oneof![4 => "[A-C]", 2 => "[1-3]", 1 => "[1-2]\\.[A-B]", 1 => text()];
    scalar.prop_recursive(4, 24, 12, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..12).prop_map(Value::from),
            prop::collection::btree_map(key.clone(), inner, 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[ +*~%/=&.,;:A-z0-9-]{0,12}", "\\PC{0,8}"]
}

fn field() -> impl Strategy<Value = Field> {
    prop_oneof![
        prop::option::of(text()).prop_map(Field::Text),
        any::<f64>().prop_filter("finite", |float| float.is_finite()).prop_map(Field::Float),
        json().prop_map(Field::Json),
        json().prop_map(Field::Flat),
        prop::collection::vec(any::<i64>(), 0..4).prop_map(Field::Join),
    ]
}

fn any_fields() -> impl Strategy<Value = AnyFields> {
    let place = prop_oneof![Just(Place::Query), Just(Place::Form)];
    prop::collection::btree_map(select(&NAMES[..]), (place, field()), 0..8).prop_map(AnyFields)
}

proptest! {
    #![proptest_config(super::cases(256))]

    #[test]
    fn the_parameters_sent_equal_the_reference(operation in any_fields()) {
        for (signer, with_common, is_signed) in [
            (signer(Scheme::Acs3HmacSha256, true), false, true),
            (signer(Scheme::HmacSha1, false), true, true),
            (signer(Scheme::HmacSha1, true), true, true),
            (Signer::anonymous(), true, false),
        ] {
            match (signer.sign(&operation, &endpoint(), &stamp()), operation.expected(with_common)) {
                (Ok(request), Ok([query, form])) => {
                    let sent: Vec<_> = query_of(&request)
                        .into_iter()
                        .filter(|(name, _)| !(with_common && COMMON_NAMES.contains(&name.as_str())))
                        .collect();
                    prop_assert_eq!(sent, Vec::from_iter(query));
                    let body = std::str::from_utf8(request.body()).unwrap();
                    prop_assert_eq!(decoded_params(body), Vec::from_iter(form));
                    if is_signed {
                        prop_assert_eq!(signature_in(&request), signature_of(&request, SECRET));
                    }
                }
                (Err(Error::Param(error)), Err(collisions)) => {
                    prop_assert!(collisions.contains(error.name()), "{} is none of {:?}", error, collisions);
                }
                (sent, expected) => prop_assert!(false, "{:?} instead of {:?}", sent.is_ok(), expected),
            }
        }
    }

    #[test]
    fn encoded_parameters_can_be_decoded(name in text(), value in text()) {
        let operation = AnyFields(BTreeMap::from([(
            "Foo",
            (Place::Query, Field::Flat(json!({ name.clone(): value.clone() }))),
        )]));
        let request = signer(Scheme::Acs3HmacSha256, false).sign(&operation, &endpoint(), &stamp()).unwrap();
        prop_assert_eq!(query_of(&request), [(format!("Foo.{name}"), value)]);
    }
}

/// Writes empty strings under these names, in this order.
#[derive(Debug)]
struct InOrder(Vec<(&'static str, Option<&'static str>)>);

impl Operation for InOrder {
    type Response = Value;

    const METADATA: Metadata = Metadata::new("GetAnything");

    fn write_params(&self, params: &mut ParamWriter<'_>) -> Result<(), ParamError> {
        self.0.iter().try_for_each(|(name, value)| value.write(params.query(name)))
    }
}

#[test]
fn names_out_of_order_are_an_error_even_for_absent_values() {
    for (names, culprit) in [
        (vec![("B", Some("")), ("A", Some(""))], "A"),
        (vec![("B", None), ("A", None)], "A"),
        (vec![("A", None), ("C", Some("")), ("B", None), ("D", Some(""))], "B"),
        (vec![("A", Some("")), ("A", Some(""))], "A"),
        (vec![("A", None), ("A", Some(""))], "A"),
        (vec![("a", None), ("B", None)], "B"),
    ] {
        for scheme in [Scheme::Acs3HmacSha256, Scheme::HmacSha1] {
            let error = signer(scheme, false).sign(&InOrder(names.clone()), &endpoint(), &stamp()).unwrap_err();
            let Error::Param(error) = error else { panic!("{error}") };
            assert_eq!(error.name(), culprit, "{names:?}: {error}");
        }
    }
    let in_order = InOrder(vec![("A", None), ("A-", Some("")), ("A.B", None), ("AB", Some("")), ("a", None)]);
    assert!(signer(Scheme::HmacSha1, false).sign(&in_order, &endpoint(), &stamp()).is_ok());
}

/// Writes a form parameter that its facts do not mention.
struct Undeclared;

impl Operation for Undeclared {
    type Response = ();

    const METADATA: Metadata = Metadata::new("SubmitAnything");

    fn write_params(&self, params: &mut ParamWriter<'_>) -> Result<(), ParamError> {
        "1".write(params.form("A"))
    }
}

#[test]
fn a_form_body_has_its_type_whatever_the_facts_say() {
    for scheme in [Scheme::Acs3HmacSha256, Scheme::HmacSha1] {
        let request = signer(scheme, false).sign(&Undeclared, &endpoint(), &stamp()).unwrap();
        assert_eq!(request.body(), "A=1");
        assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
        assert_eq!(signature_in(&request), signature_of(&request, SECRET));
    }
}

/// A nonce is visible ASCII, some of which has to be encoded in a query string.
#[test]
fn a_nonce_of_any_visible_characters_arrives() {
    let nonce: String = ('!'..='~').collect();
    let stamp = Stamp::new(moment(), nonce.as_str());
    for scheme in [Scheme::Acs3HmacSha256, Scheme::HmacSha1] {
        let request = signer(scheme, false).sign(&InOrder(Vec::new()), &endpoint(), &stamp).unwrap();
        let in_head = request.headers().get("x-acs-signature-nonce").map(|nonce| nonce.to_str().unwrap().to_owned());
        let in_query = query_of(&request).into_iter().find(|(name, _)| name == "SignatureNonce");
        assert_eq!(in_head.or(in_query.map(|(_, nonce)| nonce)), Some(nonce.clone()));
        assert_eq!(signature_in(&request), signature_of(&request, SECRET));
    }
}

#[test]
fn the_error_for_a_flat_collision_names_the_parameter() {
    let operation = AnyFields(BTreeMap::from([("Foo", (Place::Query, Field::Flat(json!({"A": {"B": 1}, "A.B": 2}))))]));
    let error = signer(Scheme::Acs3HmacSha256, false).sign(&operation, &endpoint(), &stamp()).unwrap_err();
    assert!(error.to_string().starts_with("SubmitAnything: parameter `Foo.A.B`: two values have this name"), "{error}");
}

/// A manual implementation may print what it writes into, which may already contain secrets.
#[test]
fn a_joined_list_does_not_show_its_items() {
    struct Shown(std::cell::RefCell<String>);

    impl QueryList for Shown {
        fn write_items(&self, items: &mut ListItems) -> Result<(), ParamError> {
            items.push(&"planted")?;
            *self.0.borrow_mut() = format!("{items:?}");
            items.push(&"2")
        }
    }

    #[ice_runtime::ice_operation(action = "SubmitThing", response = ())]
    struct Submit {
        #[ice(join = ",")]
        pieces: Shown,
    }

    let operation = Submit { pieces: Shown(std::cell::RefCell::default()) };
    let request = signer(Scheme::Acs3HmacSha256, false).sign(&operation, &endpoint(), &stamp()).unwrap();
    assert_eq!(query_of(&request), [("Pieces".to_owned(), "planted,2".to_owned())]);
    assert_eq!(*operation.pieces.0.borrow(), r#"ListItems { name: "Pieces", .. }"#);
}
