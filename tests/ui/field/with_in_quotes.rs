use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", response = ())]
struct Request {
    #[ice(with = "text")]
    media_id: Option<String>,
}

fn text(_: &Option<String>) -> &'static str {
    ""
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
