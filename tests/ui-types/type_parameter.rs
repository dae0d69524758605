use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", response = ())]
struct Request<T> {
    media_id: T,
}

fn main() {}
