use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", response = ())]
#[derive(serde::Serialize, serde::Deserialize)]
struct Request {
    #[serde(rename = "HDRType")]
    hdr_type: Option<String>,
    #[serde(skip)]
    note: Option<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
