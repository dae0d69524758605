use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", response = ())]
struct Request {
    #[ice(rename = "MediaURL")]
    url: Option<String>,
    #[ice(rename = "MediaURL")]
    link: Option<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
