use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", response = ())]
struct Request<#[ice(json)] 'a> {
    media_id: &'a str,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request<'static>>();
}
