use ice_runtime::IcePage;

#[derive(IcePage)]
struct Media<#[ice(items)] T> {
    #[ice(items)]
    media_infos: Vec<T>,
}

fn needs_page<T: ice_runtime::Page>() {}

fn main() {
    needs_page::<Media<u32>>();
}
