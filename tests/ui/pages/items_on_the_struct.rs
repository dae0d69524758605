use ice_runtime::IcePage;

#[derive(IcePage)]
#[ice(items)]
struct Media {
    media_infos: Vec<u32>,
}

fn needs_page<T: ice_runtime::Page>() {}

fn main() {
    needs_page::<Media>();
}
