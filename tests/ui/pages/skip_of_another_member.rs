use ice_runtime::IcePage;

#[derive(IcePage)]
struct Media {
    #[ice(skip)]
    request_id: String,
    #[ice(items)]
    media_infos: Vec<u32>,
}

fn needs_page<T: ice_runtime::Page>() {}

fn main() {
    needs_page::<Media>();
}
