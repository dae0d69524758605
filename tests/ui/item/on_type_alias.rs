use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia")]
type Request = String;

fn main() {
    let _ = Request::new();
}
