use ice_runtime::ice_operation;

use ice_runtime::ice_operation as declare;

#[ice_operation(action = "GetMedia", response = ())]
#[declare(action = "ListMedia", response = ())]
struct Request {
    #[ice(json)]
    media_id: Option<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
