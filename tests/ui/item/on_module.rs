use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia")]
mod request {
    pub struct Request;
}

fn main() {
    let _ = request::Request;
}
