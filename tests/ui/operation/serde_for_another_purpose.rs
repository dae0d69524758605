use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", serde = other, response = ())]
struct Request {
    hdr_type: Option<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
