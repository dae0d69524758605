use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", crate = ::ice_runtine, response = ())]
struct Request {
    media_id: Option<String>,
}

fn main() {
    let _ = Request { media_id: None };
}
