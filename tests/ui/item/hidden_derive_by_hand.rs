
#[derive(ice_runtime::private::IceOperation)]
struct Request {
    media_id: Option<String>,
}

fn main() {}
