use ice_runtime::ice_operation;

#[ice_operation(acton = "GetMedia", response = ())]
struct Request {
    #[ice(renam = "MediaIDs")]
    media_ids: Vec<String>,
    #[ice(jsn)]
    tags: Vec<String>,
    user_data: Vec<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
