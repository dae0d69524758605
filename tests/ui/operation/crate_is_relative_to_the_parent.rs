mod rt {
    pub use ice_runtime::*;
}

mod requests {
    use ice_runtime::ice_operation;

    #[ice_operation(action = "GetMedia", crate = super::rt, response = ())]
    pub struct Request {
        media_id: Option<String>,
    }
}

fn needs_operation<T: rt::Operation>() {}

fn main() {
    needs_operation::<requests::Request>();
}
