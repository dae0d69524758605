use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", ram_action = "SavingsPlansAnalysis", response = ())]
struct Request {
    media_id: Option<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
