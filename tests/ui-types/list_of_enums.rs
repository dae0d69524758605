use ice_runtime::{IceEnum, ice_operation};

#[derive(IceEnum)]
enum Definition {
    HD,
}

#[ice_operation(action = "GetMedia", response = ())]
struct Request {
    definitions: Vec<Definition>,
}

fn main() {
    let _ = Definition::HD.as_str();
}
