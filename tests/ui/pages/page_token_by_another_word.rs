use ice_runtime::ice_operation;

#[ice_operation(action = "ListMedia", pages, response = Media)]
struct Request {
    #[ice(token)]
    marker: Option<String>,
}

#[derive(serde::Deserialize, ice_runtime::IcePage)]
struct Media {
    #[ice(items)]
    media_infos: Vec<u32>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}
