#[derive(crate::reexported::runtime::private::IceOperation)]
#[ice(
    __operation(
        action = "SubmitJob",
        response = Reply<'static,
        T>,
        version = "2017-03-21",
        product = "vod",
        ram_action = "vod:SubmitAnyJob",
        method = POST,
        regions = ["cn-shanghai"],
        anonymous,
        retry = unsafe,
        crate = crate::reexported::runtime,
    )
)]
struct Everything<'a, T: Clone = String, const N: usize = 3>
where
    T: QueryValue,
{
    required: T,
    r#type: &'a str,
    #[ice(rename = "HDRType", json)]
    hdr_type: [u8; N],
    #[ice(flat, body)]
    tags: Vec<String>,
    #[ice(join = ",")]
    media_ids: Vec<String>,
    #[ice(with = <Seconds as Convert>::seconds)]
    timeout: Option<Duration>,
    #[ice(idempotency_token)]
    client_token: Option<String>,
    #[ice(reserved)]
    signature_nonce: Option<String>,
    #[ice(skip)]
    note: String,
}
/**`SubmitJob` of `vod`, version 2017-03-21, by `POST`, not signed.

| parameter | name on the wire | type | where | encoding | required |
| --- | --- | --- | --- | --- | --- |
| `client_token` | `ClientToken` | `Option<String>` | query | idempotency token | no |
| `hdr_type` | `HDRType` | `[u8; N]` | query | JSON | yes |
| `media_ids` | `MediaIds` | `Vec<String>` | query | joined by `,` | yes |
| `required` | `Required` | `T` | query | plain | yes |
| `signature_nonce` | `SignatureNonce` | `Option<String>` | query | plain | no |
| `tags` | `Tags` | `Vec<String>` | form body | numbered | yes |
| `timeout` | `Timeout` | `Option<Duration>` | query | by a function | no |
| `type` | `Type` | `&'a str` | query | plain | yes |

Regions: `cn-shanghai`. RAM action: `vod:SubmitAnyJob`. Retrying a call: safe by its idempotency token.*/
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl<'a, T: Clone, const N: usize> crate::reexported::runtime::Operation
for Everything<'a, T, N>
where
    T: QueryValue,
{
    type Response = Reply<'static, T>;
    const METADATA: crate::reexported::runtime::Metadata = crate::reexported::runtime::Metadata::new(
            "SubmitJob",
        )
        .with_product(crate::reexported::runtime::Product::new("vod", "2017-03-21"))
        .with_ram_action("vod:SubmitAnyJob")
        .with_method(crate::reexported::runtime::Method::Post)
        .with_anonymous()
        .with_regions(&["cn-shanghai"])
        .with_retry_safety(crate::reexported::runtime::RetrySafety::Unsafe)
        .with_parameters(
            &[
                crate::reexported::runtime::Parameter::query(
                        "ClientToken",
                        "client_token",
                        "Option<String>",
                    )
                    .idempotency_token(),
                crate::reexported::runtime::Parameter::query(
                        "HDRType",
                        "hdr_type",
                        "[u8; N]",
                    )
                    .with_encoding(crate::reexported::runtime::Encoding::Json)
                    .required(),
                crate::reexported::runtime::Parameter::query(
                        "MediaIds",
                        "media_ids",
                        "Vec<String>",
                    )
                    .with_encoding(crate::reexported::runtime::Encoding::Join(","))
                    .required(),
                crate::reexported::runtime::Parameter::query("Required", "required", "T")
                    .with_kind(<T as crate::reexported::runtime::QueryValue>::KIND)
                    .required(),
                crate::reexported::runtime::Parameter::query(
                        "SignatureNonce",
                        "signature_nonce",
                        "Option<String>",
                    )
                    .with_kind(
                        <Option<String> as crate::reexported::runtime::QueryValue>::KIND,
                    )
                    .reserved(),
                crate::reexported::runtime::Parameter::form(
                        "Tags",
                        "tags",
                        "Vec<String>",
                    )
                    .with_encoding(crate::reexported::runtime::Encoding::Flat)
                    .required(),
                crate::reexported::runtime::Parameter::query(
                        "Timeout",
                        "timeout",
                        "Option<Duration>",
                    )
                    .with_encoding(crate::reexported::runtime::Encoding::With),
                crate::reexported::runtime::Parameter::query("Type", "type", "&'a str")
                    .with_kind(<&'a str as crate::reexported::runtime::QueryValue>::KIND)
                    .required(),
            ],
        );
    fn write_params(
        &self,
        params: &mut crate::reexported::runtime::ParamWriter<'_>,
    ) -> ::core::result::Result<(), crate::reexported::runtime::ParamError> {
        crate::reexported::runtime::private::all_written([
            params.query("ClientToken").idempotency_token(&self.client_token),
            params.query("HDRType").json::<[u8; N]>(&self.hdr_type),
            params.query("MediaIds").join::<Vec<String>>(",", &self.media_ids),
            <T as crate::reexported::runtime::QueryValue>::write(
                &self.required,
                params.query("Required"),
            ),
            <Option<
                String,
            > as crate::reexported::runtime::QueryValue>::write(
                &self.signature_nonce,
                params.query("SignatureNonce"),
            ),
            params.form("Tags").flat::<Vec<String>>(&self.tags),
            <_ as crate::reexported::runtime::QueryValue>::write(
                &<Seconds as Convert>::seconds(&self.timeout),
                params.query("Timeout"),
            ),
            <&'a str as crate::reexported::runtime::QueryValue>::write(
                &self.r#type,
                params.query("Type"),
            ),
        ])
    }
}
#[derive(::ice_runtime::private::IceOperation)]
#[ice(
    __operation(
        action = "ListRegions",
        product = products::ECS,
        method = GET,
        retry = safe,
        response = ()
    )
)]
struct Nothing;
/**`ListRegions` of `products::ECS`, by `GET`.

Regions: every region. RAM action: `ListRegions` under the RAM code of `products::ECS`. Retrying a call: safe.*/
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::ice_runtime::Operation for Nothing {
    type Response = ();
    const METADATA: ::ice_runtime::Metadata = ::ice_runtime::Metadata::new("ListRegions")
        .with_product(products::ECS)
        .with_method(::ice_runtime::Method::Get)
        .with_retry_safety(::ice_runtime::RetrySafety::Safe);
    fn write_params(
        &self,
        _: &mut ::ice_runtime::ParamWriter<'_>,
    ) -> ::core::result::Result<(), ::ice_runtime::ParamError> {
        ::ice_runtime::private::all_written([])
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::ice_runtime::SafeToRepeat for Nothing {}
