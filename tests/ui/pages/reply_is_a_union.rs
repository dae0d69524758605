use ice_runtime::IcePage;

#[derive(IcePage)]
union Media {
    total: u64,
}

fn needs_page<T: ice_runtime::Page>() {}

fn main() {
    needs_page::<Media>();
}
