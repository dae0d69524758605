use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", response = ())]
struct Request<#[ice(json)] const N: usize> {
    media_id: Option<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request<1>>();
}
