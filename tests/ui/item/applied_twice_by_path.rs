use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", response = ())]
#[derive(Debug)]
#[ice_runtime::ice_operation(action = "ListMedia")]
struct Request {
    #[ice(json)]
    media_id: Option<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
