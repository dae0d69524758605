use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia")]
union Request {
    number: u32,
}

fn main() {}
