//! What is written about the expansion is true.

use ice_runtime::RetrySafety;
use quote::{ToTokens as _, quote};

use super::expand_file;
use crate::option_sets::{EnumOptions, FieldOptions, MemberOptions, OperationOptions, RuntimeOptions, VariantOptions};
use crate::options::Options;

/// The `impl` that an operation gets.
fn implementation(source: &str) -> syn::ItemImpl {
    let items = expand_file(source).items.into_iter();
    let mut implementations = items.filter_map(|item| match item {
        syn::Item::Impl(item) => Some(item),
        _ => None,
    });
    implementations.next().expect("an operation has an implementation")
}

#[test]
fn the_page_shows_what_is_made() {
    let page = include_str!("../../docs/ice_operation.md");
    let between = |start: &str, end: &str| {
        let (_, rest) = page.split_once(start).unwrap();
        rest.split_once(end).unwrap().0.to_owned()
    };
    let source = format!("#[ice_operation{}\n}}", between("#[ice_operation", "\n}"));
    let mut made = implementation(&source);
    made.attrs.clear();
    let shown: syn::ItemImpl = syn::parse_str(&between("```text", "```")).unwrap();
    // The page is laid out for reading, with commas where the lines break.
    let plain = |item: syn::ItemImpl| item.into_token_stream().to_string().replace(" ,)", ")").replace(" ,]", "]");
    assert_eq!(plain(made), plain(shown));
}

#[test]
fn retry_safety_is_described_as_the_runtime_sees_it() {
    let actions = [
        "GetMediaInfo",
        "Getaway",
        "ListMedia",
        "QueryJob",
        "DescribeRegions",
        "SearchMedia",
        "SearchIndexJobRerun",
        "BatchGetMediaInfos",
        "BatchDelete",
        "CreateUploadStream",
        "Get",
    ];
    for action in actions {
        let item = quote!(
            #[ice_operation(action = #action)]
            struct Request;
        );
        let description = implementation(&item.to_string()).into_token_stream().to_string();
        let is_safe = description.contains("Retrying a call: safe");
        assert_eq!(is_safe, RetrySafety::of_action(action) == RetrySafety::Safe, "{action}");
    }
}

/// The page of a macro and the options that it has.
fn assert_documented<O: Options>(page: &str) {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let headings = page.lines().filter(|line| line.starts_with("## "));
    let words: Vec<_> = headings.flat_map(|heading| heading.split(|letter| !is_word(letter))).collect();
    for key in O::table().keys {
        assert!(words.contains(&key.name), "no heading names `{}`", key.name);
    }
}

#[test]
fn every_option_has_a_heading_of_its_own() {
    let operation = include_str!("../../docs/ice_operation.md");
    assert_documented::<OperationOptions>(operation);
    assert_documented::<FieldOptions>(operation);
    let values = include_str!("../../docs/ice_enum.md");
    assert_documented::<EnumOptions>(values);
    assert_documented::<VariantOptions>(values);
    let page = include_str!("../../docs/ice_page.md");
    assert_documented::<RuntimeOptions>(page);
    assert_documented::<MemberOptions>(page);
}
