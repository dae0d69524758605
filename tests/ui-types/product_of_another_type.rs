use ice_runtime::ice_operation;

const VOD: &str = "vod";

#[ice_operation(action = "GetMedia", product = VOD, response = ())]
struct Request {
    media_id: Option<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
