use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia")]
pub unsafe trait Request {}

fn main() {}
