use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia")]
pub(crate) const unsafe extern "C" fn request() {}

fn main() {}
