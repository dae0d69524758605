use ice_runtime::{IceEnum, ice_operation};

#[ice_operation(action = "GetMedia")]
#[derive(IceEnum)]
#[ice(ignore_case)]
enum Request {
    Get,
    #[ice(rename = "list")]
    List,
    #[ice(other)]
    Other(String),
}

fn main() {
    let _ = Request::VALUES;
}
