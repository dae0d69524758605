use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia")]
static REQUEST: u8 = 1;

fn main() {
    let _ = REQUEST;
}
