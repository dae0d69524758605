#[ice_operation(
    action = "SubmitJob",
    response = Reply<'static, T>,
    version = "2017-03-21",
    product = "vod",
    ram_action = "vod:SubmitAnyJob",
    method = POST,
    regions = ["cn-shanghai"],
    anonymous,
    retry = unsafe,
    crate = crate::reexported::runtime,
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

#[ice_operation(action = "ListRegions", product = products::ECS, method = GET, retry = safe, response = ())]
struct Nothing;
