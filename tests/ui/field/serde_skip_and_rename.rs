use ice_runtime::ice_operation;

#[ice_operation(action = "GetMediaInfo", response = ())]
#[derive(serde::Serialize)]
struct GetMediaInfo {
    #[serde(skip, rename = "media")]
    media_id: Option<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<GetMediaInfo>();
}
