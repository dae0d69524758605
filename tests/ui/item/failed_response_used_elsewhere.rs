use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", response = 5)]
#[derive(Default)]
struct Request {
    media_id: Option<String>,
}

fn send<T: ice_runtime::Operation>(_: &T) -> T::Response {
    unimplemented!()
}

fn main() {
    let response = send(&Request::default());
    let _ = response.request_id;
}
