use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", response = ())]
struct Request {
    format: String,
    security_token: Option<String>,
    timestamp: u64,
    version: String,
    access_key_id: String,
    signature_nonce: String,
    bearer_token: String,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
