use ice_runtime::ice_operation;

#[ice_operation(action = 5)]
#[derive(Default)]
struct Request {
    media_id: Option<String>,
}

#[derive(serde::Deserialize)]
struct RequestResponse {
    request_id: String,
}

fn send<T: ice_runtime::Operation>(_: &T) -> T::Response {
    unimplemented!()
}

fn main() {
    let response = send(&Request { media_id: None, ..Request::default() });
    let _ = response.request_id;
}
