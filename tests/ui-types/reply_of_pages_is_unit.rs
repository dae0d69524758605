use ice_runtime::ice_operation;

#[ice_operation(action = "ListMedia", pages, response = ())]
struct ListMedia {
    next_token: Option<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<ListMedia>();
}
