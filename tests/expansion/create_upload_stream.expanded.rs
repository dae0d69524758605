#[derive(::ice_runtime::private::IceOperation)]
#[ice(
    __operation(
        action = "CreateUploadStream",
        regions = ["cn-shanghai",
        "cn-beijing",
        "cn-shenzhen"]
    )
)]
/// Obtains the upload URL and credential of a media stream.
#[derive(Debug, Clone, Default)]
pub struct CreateUploadStream {
    pub media_id: Option<String>,
    pub definition: Option<Definition>,
    pub file_extension: Option<String>,
    #[ice(rename = "HDRType")]
    pub hdr_type: Option<HdrType>,
    #[ice(json)]
    pub user_data: Option<UserData>,
}
/**`CreateUploadStream` of `ice`, version 2020-11-09, by `POST`.

| parameter | name on the wire | type | where | encoding | required |
| --- | --- | --- | --- | --- | --- |
| `definition` | `Definition` | `Option<Definition>` | query | plain | no |
| `file_extension` | `FileExtension` | `Option<String>` | query | plain | no |
| `hdr_type` | `HDRType` | `Option<HdrType>` | query | plain | no |
| `media_id` | `MediaId` | `Option<String>` | query | plain | no |
| `user_data` | `UserData` | `Option<UserData>` | query | JSON | no |

Regions: `cn-shanghai`, `cn-beijing`, `cn-shenzhen`. RAM action: `ice:CreateUploadStream`. Retrying a call: unsafe.*/
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::ice_runtime::Operation for CreateUploadStream {
    type Response = CreateUploadStreamResponse;
    const METADATA: ::ice_runtime::Metadata = ::ice_runtime::Metadata::new(
            "CreateUploadStream",
        )
        .with_regions(&["cn-shanghai", "cn-beijing", "cn-shenzhen"])
        .with_parameters(
            &[
                ::ice_runtime::Parameter::query(
                        "Definition",
                        "definition",
                        "Option<Definition>",
                    )
                    .with_kind(<Option<Definition> as ::ice_runtime::QueryValue>::KIND),
                ::ice_runtime::Parameter::query(
                        "FileExtension",
                        "file_extension",
                        "Option<String>",
                    )
                    .with_kind(<Option<String> as ::ice_runtime::QueryValue>::KIND),
                ::ice_runtime::Parameter::query("HDRType", "hdr_type", "Option<HdrType>")
                    .with_kind(<Option<HdrType> as ::ice_runtime::QueryValue>::KIND),
                ::ice_runtime::Parameter::query("MediaId", "media_id", "Option<String>")
                    .with_kind(<Option<String> as ::ice_runtime::QueryValue>::KIND),
                ::ice_runtime::Parameter::query(
                        "UserData",
                        "user_data",
                        "Option<UserData>",
                    )
                    .with_encoding(::ice_runtime::Encoding::Json),
            ],
        );
    fn write_params(
        &self,
        params: &mut ::ice_runtime::ParamWriter<'_>,
    ) -> ::core::result::Result<(), ::ice_runtime::ParamError> {
        ::ice_runtime::private::all_written([
            <Option<
                Definition,
            > as ::ice_runtime::QueryValue>::write(
                &self.definition,
                params.query("Definition"),
            ),
            <Option<
                String,
            > as ::ice_runtime::QueryValue>::write(
                &self.file_extension,
                params.query("FileExtension"),
            ),
            <Option<
                HdrType,
            > as ::ice_runtime::QueryValue>::write(
                &self.hdr_type,
                params.query("HDRType"),
            ),
            <Option<
                String,
            > as ::ice_runtime::QueryValue>::write(
                &self.media_id,
                params.query("MediaId"),
            ),
            params.query("UserData").json::<Option<UserData>>(&self.user_data),
        ])
    }
}
