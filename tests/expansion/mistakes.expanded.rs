#[derive(::ice_runtime::private::IceOperation)]
#[ice(__operation(acton = "create-upload", response = 5))]
struct Request {
    #[ice(renam = "MediaID")]
    media_id: Option<String>,
    #[ice(json, flat)]
    user_data: UserData,
}
::core::compile_error! {
    "unknown option `acton`; did you mean `action`?"
}
::core::compile_error! {
    "`create-upload` is not an action name: actions are PascalCase ASCII; did you mean `CreateUpload`?"
}
::core::compile_error! {
    "expected a type: `response = CreateUploadStreamResponse`"
}
::core::compile_error! {
    "unknown field option `renam`; did you mean `rename`?"
}
/**`Request` of `ice`, version 2020-11-09, by `POST`.

| parameter | name on the wire | type | where | encoding | required |
| --- | --- | --- | --- | --- | --- |
| `media_id` | `MediaID` | `Option<String>` | query | plain | no |

Regions: every region. RAM action: `ice:Request`. Retrying a call: unsafe.*/
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::ice_runtime::Operation for Request {
    type Response = [(); ::core::compile_error! {
        "`json` and `flat` exclude each other: a value is sent in one way"
    }];
    const METADATA: ::ice_runtime::Metadata = ::ice_runtime::Metadata::new("Request")
        .with_parameters(
            &[
                ::ice_runtime::Parameter::query("MediaID", "media_id", "Option<String>")
                    .with_kind(<Option<String> as ::ice_runtime::QueryValue>::KIND),
            ],
        );
    fn write_params(
        &self,
        params: &mut ::ice_runtime::ParamWriter<'_>,
    ) -> ::core::result::Result<(), ::ice_runtime::ParamError> {
        ::ice_runtime::private::all_written([
            <Option<
                String,
            > as ::ice_runtime::QueryValue>::write(
                &self.media_id,
                params.query("MediaID"),
            ),
        ])
    }
}
#[derive(::ice_runtime::private::IceOperation)]
#[ice(__operation(action = "GetMedia"))]
enum Choice {
    #[ice(rename = "A")]
    A,
}
/**`GetMedia` of `ice`, version 2020-11-09, by `POST`.

Regions: every region. RAM action: `ice:GetMedia`. Retrying a call: safe.*/
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::ice_runtime::Operation for Choice {
    type Response = [(); ::core::compile_error! {
        "`#[ice_operation]` describes a request, so it goes on a struct"
    }];
    const METADATA: ::ice_runtime::Metadata = ::ice_runtime::Metadata::new("GetMedia");
    fn write_params(
        &self,
        _: &mut ::ice_runtime::ParamWriter<'_>,
    ) -> ::core::result::Result<(), ::ice_runtime::ParamError> {
        ::ice_runtime::private::all_written([])
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::ice_runtime::SafeToRepeat for Choice {}
