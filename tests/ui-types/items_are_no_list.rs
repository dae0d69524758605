use ice_runtime::IcePage;

#[derive(IcePage)]
struct Media {
    #[ice(items)]
    media_infos: String,
}

fn needs_page<T: ice_runtime::Page>() {}

fn main() {
    needs_page::<Media>();
}
