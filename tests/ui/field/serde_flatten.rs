use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia", response = ())]
#[derive(serde::Serialize, serde::Deserialize)]
struct Request {
    #[serde(flatten)]
    #[ice(json)]
    rest: std::collections::BTreeMap<String, String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
