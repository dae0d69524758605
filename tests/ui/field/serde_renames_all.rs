use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", response = ())]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    hdr_type: Option<String>,
    #[ice(rename = "MediaURL")]
    media_url: Option<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
