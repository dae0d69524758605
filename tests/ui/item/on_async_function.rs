use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia")]
async fn request(media_id: String) -> String {
    media_id
}

fn main() {
    drop(request(String::new()));
}
