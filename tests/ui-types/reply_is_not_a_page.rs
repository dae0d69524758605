use ice_runtime::ice_operation;

#[ice_operation(action = "ListMedia", pages, response = Media)]
struct ListMedia {
    next_token: Option<String>,
}

#[derive(serde::Deserialize)]
struct Media {
    items: Vec<u32>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<ListMedia>();
}
