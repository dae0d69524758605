use ice_runtime::ice_operation;

#[ice_operation(action = "ListMedia", pages, response = Media)]
struct ListMedia {
    media_type: Option<String>,
}

#[derive(ice_runtime::IcePage, serde::Deserialize)]
struct Media {
    #[ice(items)]
    items: Vec<u32>,
}

fn needs_pages<T: ice_runtime::Paged>() {}

fn main() {
    needs_pages::<ListMedia>();
}
