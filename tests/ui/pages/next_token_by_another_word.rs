use ice_runtime::IcePage;

#[derive(IcePage)]
struct Media {
    #[ice(token)]
    marker: Option<String>,
    #[ice(items)]
    media_infos: Vec<u32>,
}

fn needs_page<T: ice_runtime::Page>() {}

fn main() {
    needs_page::<Media>();
}
