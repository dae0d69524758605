use ice_runtime::ice_operation;

#[ice_operation(action = "ListMedia", pages, response = Media)]
struct ListMedia {
    page_no: Vec<u32>,
}

#[derive(ice_runtime::IcePage, serde::Deserialize)]
struct Media {
    #[ice(items)]
    items: Vec<u32>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<ListMedia>();
}
