use ice_runtime::ice_operation;

struct Request;

#[ice_operation(action = "GetMedia")]
impl Request {
    fn used() {}
}

fn main() {
    Request::used();
}
