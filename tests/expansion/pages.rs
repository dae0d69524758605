#[ice_operation(action = "SearchMedia", pages = both)]
struct SearchMedia {
    scroll_token: Option<String>,
    page_no: Option<u32>,
}

#[derive(IcePage)]
struct SearchMediaResponse {
    scroll_token: Option<String>,
    total: Option<u64>,
    #[ice(items)]
    media_list: Vec<Media>,
}

#[derive(IcePage)]
struct Outer {
    total: String,
    #[ice(nested)]
    data: Option<SearchMediaResponse>,
}
