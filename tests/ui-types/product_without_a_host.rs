use ice_runtime::ice_operation;

const SAS: ice_runtime::Product =
    ice_runtime::Product::new("sas", "2018-12-03").with_endpoint("https://tds.{region}.aliyuncs.com");

#[ice_operation(action = "GetMedia", product = SAS, response = ())]
struct Request {
    media_id: Option<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
