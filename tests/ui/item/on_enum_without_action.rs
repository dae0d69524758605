use ice_runtime::ice_operation;

#[ice_operation]
pub enum Request {
    Get,
}

fn main() {}
