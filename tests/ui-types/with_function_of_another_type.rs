use ice_runtime::ice_operation;

fn seconds(duration: &std::time::Duration) -> u64 {
    duration.as_secs()
}

#[ice_operation(action = "GetMedia", response = ())]
struct Request {
    #[ice(with = seconds)]
    timeout: Option<std::time::Duration>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
