use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", region = "cn-beijing", regions = ["cn-shanghai"], response = ())]
struct Request {
    media_id: Option<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
