use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", method = GET, response = ())]
struct Request {
    #[ice(body)]
    media_id: Option<String>,
    #[ice(json, body)]
    user_data: Option<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
