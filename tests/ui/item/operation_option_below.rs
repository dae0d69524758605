use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", response = ())]
#[ice(version = "2020-11-09")]
struct Request {
    media_id: Option<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
