//! A manual implementation equivalent to the macro's output: the facts, the parameters and the signatures are the same.

use ice_runtime::sign::{Scheme, Signer};
use ice_runtime::{
    Encoding, IceEnum, Kind, Metadata, Operation, ParamError, ParamWriter, Parameter, QueryValue, ice_operation,
};
use ice_tests::recorded::{endpoint, signer, stamp};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

use super::reference::signature_in;
use super::requests::Case;

#[derive(Debug, Clone, PartialEq, IceEnum)]
#[ice(ignore_case)]
#[allow(clippy::upper_case_acronyms, reason = "the values are spelt so")]
enum HdrType {
    HDR,
    HDR10,
    HLG,
    DolbyVision,
    HDRVivid,
    #[ice(rename = "SDR+")]
    SdrPlus,
    #[ice(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, IceEnum)]
enum Definition {
    SD,
    #[ice(rename = "2K")]
    TwoK,
    #[ice(other)]
    Other(String),
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct UserData {
    message_callback: Option<String>,
    extend: Option<Vec<i64>>,
}

#[derive(Debug, Deserialize)]
struct CreateUploadStreamResponse {}

#[ice_operation(
    action = "CreateUploadStream",
    regions = ["cn-shanghai", "cn-beijing", "cn-shenzhen"],
)]
#[derive(Debug, Clone, Default)]
struct CreateUploadStream {
    media_id: Option<String>,
    definition: Option<Definition>,
    file_extension: Option<String>,
    #[ice(rename = "HDRType")]
    hdr_type: Option<HdrType>,
    #[ice(json)]
    user_data: Option<UserData>,
}

/// The same fields, implemented manually.
struct Twin(CreateUploadStream);

impl Operation for Twin {
    type Response = CreateUploadStreamResponse;

    const METADATA: Metadata = Metadata::new("CreateUploadStream")
        .with_regions(&["cn-shanghai", "cn-beijing", "cn-shenzhen"])
        .with_parameters(&[
            Parameter::query("Definition", "definition", "Option<Definition>")
                .with_kind(Kind::Values(Definition::VALUES)),
            Parameter::query("FileExtension", "file_extension", "Option<String>").with_kind(Kind::Text),
            Parameter::query("HDRType", "hdr_type", "Option<HdrType>").with_kind(Kind::Values(HdrType::VALUES)),
            Parameter::query("MediaId", "media_id", "Option<String>").with_kind(Kind::Text),
            Parameter::query("UserData", "user_data", "Option<UserData>").with_encoding(Encoding::Json),
        ]);

    fn write_params(&self, params: &mut ParamWriter<'_>) -> Result<(), ParamError> {
        let Self(fields) = self;
        fields.definition.write(params.query("Definition"))?;
        fields.file_extension.write(params.query("FileExtension"))?;
        fields.hdr_type.write(params.query("HDRType"))?;
        fields.media_id.write(params.query("MediaId"))?;
        params.query("UserData").json(&fields.user_data)
    }
}

#[test]
fn the_facts_are_those_of_the_manual_implementation() {
    assert_eq!(Twin::METADATA, CreateUploadStream::METADATA);
}

fn fields() -> impl Strategy<Value = CreateUploadStream> {
    let user_data = (any::<Option<String>>(), any::<Option<Vec<i64>>>());
    (
        any::<Option<String>>(),
        proptest::option::of(prop_oneof![
            Just(Definition::SD),
            Just(Definition::TwoK),
            any::<String>().prop_map(Definition::Other)
        ]),
        any::<Option<String>>(),
        proptest::option::of(prop_oneof![
            Just(HdrType::SdrPlus),
            Just(HdrType::HLG),
            any::<String>().prop_map(HdrType::Other)
        ]),
        proptest::option::of(user_data.prop_map(|(message_callback, extend)| UserData { message_callback, extend })),
    )
        .prop_map(|(media_id, definition, file_extension, hdr_type, user_data)| CreateUploadStream {
            media_id,
            definition,
            file_extension,
            hdr_type,
            user_data,
        })
}

proptest! {
    #![proptest_config(super::cases(128))]

    #[test]
    fn the_requests_are_those_of_the_manual_implementation(fields in fields()) {
        let twin = Twin(fields.clone());
        let signers = [
            signer(Scheme::Acs3HmacSha256, false),
            signer(Scheme::Acs3HmacSha256, true),
            signer(Scheme::HmacSha1, false),
            signer(Scheme::HmacSha1, true),
            Signer::anonymous(),
        ];
        for signer in signers {
            let derived = signer.sign(&fields, &endpoint(), &stamp()).unwrap();
            let by_hand = signer.sign(&twin, &endpoint(), &stamp()).unwrap();
            prop_assert_eq!(derived.uri(), by_hand.uri());
            prop_assert_eq!(derived.headers(), by_hand.headers());
            prop_assert_eq!(derived.body(), by_hand.body());
        }
    }
}

/// Every recorded case of the operation: the manual implementation is correct, and not just the same.
#[test]
fn the_manual_implementation_signs_the_recorded_cases() {
    let mut compared = 0;
    for case in Case::all().filter(|case| case.recorded.action == "CreateUploadStream") {
        let value = |name: &str| case.recorded.values.get(name).map(|value| value.as_str().unwrap().to_owned());
        let operation = Recorded {
            definition: value("Definition"),
            file_extension: value("FileExtension"),
            hdr_type: value("HDRType"),
            media_id: value("MediaId"),
            user_data: value("UserData"),
        };
        let request = signer(Scheme::HmacSha1, true).sign(&operation, &endpoint(), &stamp()).unwrap();
        assert_eq!(Some(&signature_in(&request)), case.recorded.hmac_sha1_signature_with_token.as_ref());
        compared += 1;
    }
    assert_eq!(compared, 3);
}

/// The recorded operation has its user data as a string.
struct Recorded {
    definition: Option<String>,
    file_extension: Option<String>,
    hdr_type: Option<String>,
    media_id: Option<String>,
    user_data: Option<String>,
}

impl Operation for Recorded {
    type Response = CreateUploadStreamResponse;

    const METADATA: Metadata = Metadata::new("CreateUploadStream");

    fn write_params(&self, params: &mut ParamWriter<'_>) -> Result<(), ParamError> {
        self.definition.write(params.query("Definition"))?;
        self.file_extension.write(params.query("FileExtension"))?;
        self.hdr_type.write(params.query("HDRType"))?;
        self.media_id.write(params.query("MediaId"))?;
        self.user_data.write(params.query("UserData"))
    }
}
