use ice_runtime::ice_operation;

enum Definition {
    HD,
}

#[ice_operation(action = "GetMedia", response = ())]
struct Request {
    definition: Option<Definition>,
}

fn main() {}
