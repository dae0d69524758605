use ice_runtime::IcePage;

#[derive(IcePage)]
enum Media {
    Infos(Vec<u32>),
}

fn needs_page<T: ice_runtime::Page>() {}

fn main() {
    needs_page::<Media>();
}
