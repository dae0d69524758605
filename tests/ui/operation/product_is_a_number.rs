use ice_runtime::ice_operation;

#[ice_operation(action = "GetPlayInfo", product = 5, response = ())]
struct GetPlayInfo {
    video_id: Option<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<GetPlayInfo>();
}
