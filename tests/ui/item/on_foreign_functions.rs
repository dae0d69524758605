use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia")]
unsafe extern "C" {}

fn main() {}
