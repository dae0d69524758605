use ice_runtime::ice_operation;

#[ice_operation(action = "GetMedia")]
enum Request {
    #[ice(rename = "Get")]
    Get,
    #[ice(wat)]
    List {
        #[ice(json)]
        media_id: String,
    },
}

fn main() {}
