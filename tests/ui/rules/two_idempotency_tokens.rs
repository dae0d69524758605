use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", response = ())]
struct Request {
    #[ice(idempotency_token)]
    client_token: Option<String>,
    #[ice(idempotency_token)]
    token: Option<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
