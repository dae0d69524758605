#[derive(ice_runtime::private::IceOperation)]
#[ice(action = "GetMediaInfo")]
struct GetMediaInfo {
    #[ice(rename = "MediaId")]
    media_id: Option<String>,
}

fn main() {}
