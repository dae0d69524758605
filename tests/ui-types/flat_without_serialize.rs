use ice_runtime::ice_operation;

struct Tag;

#[ice_operation(action = "GetMedia", response = ())]
struct Request {
    #[ice(flat)]
    tags: Vec<Tag>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
