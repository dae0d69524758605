use ice_runtime::{Product, ice_operation};

#[ice_operation(action = "GetPlayInfo", product = "Product::VOD", response = ())]
struct GetPlayInfo {
    video_id: Option<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<GetPlayInfo>();
}
