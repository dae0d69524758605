use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", response = ())]
struct Request {
    media_id: String,
    media_id: String,
}

fn main() {}
