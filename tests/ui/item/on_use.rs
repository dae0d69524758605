use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia")]
use std::string::String as Request;

fn main() {
    let _ = Request::new();
}
