use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", product = vod, version = "2017-03-21", response = ())]
struct Request {
    media_id: Option<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
