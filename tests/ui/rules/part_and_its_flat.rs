use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", response = ())]
struct Request {
    #[ice(rename = "Foo.1")]
    first: Option<String>,
    #[ice(flat)]
    foo: Vec<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
