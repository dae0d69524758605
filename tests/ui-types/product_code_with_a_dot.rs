use ice_runtime::ice_operation;

const SAS: ice_runtime::Product = ice_runtime::Product::new("tds.aliyuncs.com", "2018-12-03");

#[ice_operation(action = "GetMedia", product = SAS, response = ())]
struct Request {
    media_id: Option<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
