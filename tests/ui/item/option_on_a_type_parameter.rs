use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", response = ())]
struct Request<#[ice(json)] T: ice_runtime::QueryValue> {
    media_id: T,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request<String>>();
}
