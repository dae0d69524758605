use ice_runtime::ice_operation;

mod rt {
    pub use ice_runtime::*;
}

#[ice_operation(action = "GetMedia", crate = self::rt, response = ())]
struct Request {
    media_id: Option<String>,
}

fn needs_operation<T: rt::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
