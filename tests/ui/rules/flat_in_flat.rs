use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", response = ())]
struct Request {
    #[ice(flat, rename = "Foo")]
    foo: Vec<String>,
    #[ice(flat, rename = "Foo.Bar")]
    bar: Vec<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
