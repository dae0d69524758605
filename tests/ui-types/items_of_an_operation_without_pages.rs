use ice_runtime::{Client, ice_operation};

#[ice_operation(action = "ListThings")]
struct ListThings {
    next_token: Option<String>,
}

#[derive(serde::Deserialize, ice_runtime::IcePage)]
struct ListThingsResponse {
    #[ice(items)]
    things: Vec<u32>,
}

fn list(client: &Client) {
    let _ = client.items(ListThings { next_token: None });
}

fn main() {}
