use ice_runtime::ice_operation;

#[ice_operation(acton = "create-upload", version = "v1", method = post, regions = [], retry = always, response = ())]
struct Request {
    #[ice(renam = "MediaID")]
    media_id: Option<String>,
    #[ice(json, flat)]
    user_data: Vec<String>,
    #[ice(rename = "MediaID")]
    id: String,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
