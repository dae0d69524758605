use ice_runtime::ice_operation;

struct UserData;

#[ice_operation(action = "GetMedia", response = ())]
struct Request {
    #[ice(json)]
    user_data: Option<UserData>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
