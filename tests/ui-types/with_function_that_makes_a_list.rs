use ice_runtime::ice_operation;

fn words(text: &String) -> Vec<&str> {
    text.split(' ').collect()
}

#[ice_operation(action = "GetMedia", response = ())]
struct Request {
    #[ice(with = words)]
    text: String,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
