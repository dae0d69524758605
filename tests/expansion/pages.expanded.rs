#[derive(::ice_runtime::private::IceOperation)]
#[ice(__operation(action = "SearchMedia", pages = both))]
struct SearchMedia {
    scroll_token: Option<String>,
    page_no: Option<u32>,
}
/**`SearchMedia` of `ice`, version 2020-11-09, by `POST`.

| parameter | name on the wire | type | where | encoding | required |
| --- | --- | --- | --- | --- | --- |
| `page_no` | `PageNo` | `Option<u32>` | query | plain | no |
| `scroll_token` | `ScrollToken` | `Option<String>` | query | plain | no |

Regions: every region. RAM action: `ice:SearchMedia`. Retrying a call: safe. Pages: by `ScrollToken` and `PageNo`.*/
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::ice_runtime::Operation for SearchMedia {
    type Response = SearchMediaResponse;
    const METADATA: ::ice_runtime::Metadata = ::ice_runtime::Metadata::new("SearchMedia")
        .with_parameters(
            &[
                ::ice_runtime::Parameter::query("PageNo", "page_no", "Option<u32>")
                    .with_kind(
                        <Option<u32> as ::ice_runtime::private::PageNumber>::KIND,
                    ),
                ::ice_runtime::Parameter::query(
                        "ScrollToken",
                        "scroll_token",
                        "Option<String>",
                    )
                    .with_kind(<Option<String> as ::ice_runtime::QueryValue>::KIND),
            ],
        );
    fn write_params(
        &self,
        params: &mut ::ice_runtime::ParamWriter<'_>,
    ) -> ::core::result::Result<(), ::ice_runtime::ParamError> {
        ::ice_runtime::private::all_written([
            <Option<
                u32,
            > as ::ice_runtime::private::PageNumber>::write(
                &self.page_no,
                params.query("PageNo"),
            ),
            <Option<
                String,
            > as ::ice_runtime::QueryValue>::write(
                &self.scroll_token,
                params.query("ScrollToken"),
            ),
        ])
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::ice_runtime::Paged for SearchMedia {
    fn position(&self) -> ::ice_runtime::Position {
        ::ice_runtime::private::position(
            &self.scroll_token,
            <Option<u32> as ::ice_runtime::private::PageNumber>::number(&self.page_no),
            true,
        )
    }
    fn turn_to(&mut self, next: ::ice_runtime::Position) {
        let (token, number) = ::ice_runtime::private::turn(next, true);
        self.scroll_token = token;
        <Option<
            u32,
        > as ::ice_runtime::private::PageNumber>::set_number(&mut self.page_no, number);
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::ice_runtime::SafeToRepeat for SearchMedia {}
#[derive(IcePage)]
struct SearchMediaResponse {
    scroll_token: Option<String>,
    total: Option<u64>,
    #[ice(items)]
    media_list: Vec<Media>,
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::ice_runtime::private::PageParts for SearchMediaResponse {
    type Items = Vec<Media>;
    fn items(&self) -> &Vec<Media> {
        &self.media_list
    }
    fn into_items(self) -> Vec<Media> {
        self.media_list
    }
    fn next_token(&self) -> ::core::option::Option<&::core::primitive::str> {
        <Option<String> as ::ice_runtime::private::PageToken>::token(&self.scroll_token)
    }
    fn total(&self) -> ::core::option::Option<::core::primitive::u64> {
        <Option<u64> as ::ice_runtime::private::PageTotal>::total(&self.total)
    }
}
#[derive(IcePage)]
struct Outer {
    total: String,
    #[ice(nested)]
    data: Option<SearchMediaResponse>,
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::ice_runtime::private::PageParts for Outer {
    type Items = Option<SearchMediaResponse>;
    fn items(&self) -> &Option<SearchMediaResponse> {
        &self.data
    }
    fn into_items(self) -> Option<SearchMediaResponse> {
        self.data
    }
    fn next_token(&self) -> ::core::option::Option<&::core::primitive::str> {
        <Option<
            SearchMediaResponse,
        > as ::ice_runtime::private::Page>::next_token(&self.data)
    }
    fn total(&self) -> ::core::option::Option<::core::primitive::u64> {
        <String as ::ice_runtime::private::PageTotal>::total(&self.total)
    }
}
