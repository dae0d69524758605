//! Whatever is written, the expansion does not panic, and what comes out is Rust.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use quote::quote;

use super::{expand_derives, expand_file};
use crate::attribute;

/// Words that the grammar knows, nearly knows, or does not know.
const WORDS: [&str; 40] = [
    "action",
    "acton",
    "response",
    "version",
    "product",
    "method",
    "regions",
    "anonymous",
    "retry",
    "crate",
    "rename",
    "json",
    "flat",
    "join",
    "with",
    "body",
    "idempotency_token",
    "reserved",
    "skip",
    "other",
    "ignore_case",
    "GET",
    "POST",
    "post",
    "safe",
    "unsafe",
    "struct",
    "enum",
    "union",
    "fn",
    "pub",
    "const",
    "Self",
    "self",
    "super",
    "where",
    "wat",
    "Option",
    "String",
    "ice",
];

fn token() -> impl Strategy<Value = TokenTree> {
    let leaf = prop_oneof![
        4 => select(&WORDS[..]).prop_map(|word| TokenTree::from(Ident::new(word, Span::call_site()))),
        2 => "[A-Za-z0-9 .,;:<>_äß-]{0,12}".prop_map(|text| Literal::string(&text).into()),
        1 => any::<i64>().prop_map(|number| Literal::i64_unsuffixed(number.saturating_abs()).into()),
        1 => select(vec!["\"x\"abc", "b\"x\"", "c\"x\"", "r#\"Get\"#", "'x'", "1.5", "2020"])
            .prop_map(|text| text.parse::<Literal>().unwrap().into()),
        4 => (select(vec!['=', ',', ';', ':', '<', '>', '!', '#', '&', '.', '\'', '-', '|', '?', '@', '+']), any::<bool>())
            .prop_map(|(letter, joint)| {
                let spacing = if joint { Spacing::Joint } else { Spacing::Alone };
                Punct::new(letter, spacing).into()
            }),
    ];
    let delimiter = || select(vec![Delimiter::Parenthesis, Delimiter::Bracket, Delimiter::Brace, Delimiter::None]);
    leaf.prop_recursive(3, 24, 6, move |inner| {
        (delimiter(), vec(inner, 0..6))
            .prop_map(|(delimiter, tokens)| Group::new(delimiter, tokens.into_iter().collect()).into())
    })
    // A lone `'` is no token that the compiler makes.
    .prop_filter("a lifetime needs a name", |token| !token.to_string().contains("' "))
}

fn tokens() -> impl Strategy<Value = TokenStream> {
    vec(token(), 0..12).prop_map(|tokens| tokens.into_iter().collect())
}

/// A change of a token stream: where, and what is put there (or nothing).
fn change() -> impl Strategy<Value = (usize, Option<TokenTree>, bool)> {
    (0..64_usize, proptest::option::of(token()), any::<bool>())
}

/// Changes the token with the given number, counted through all groups.
fn mutate(tokens: TokenStream, count: &mut usize, change: &(usize, Option<TokenTree>, bool)) -> TokenStream {
    let (index, replacement, keep) = change;
    let mut output = TokenStream::new();
    for token in tokens {
        *count += 1;
        let is_here = *count == *index + 1;
        if !is_here || *keep {
            output.extend([match token {
                TokenTree::Group(group) => Group::new(group.delimiter(), mutate(group.stream(), count, change)).into(),
                token => token,
            }]);
        }
        if is_here {
            output.extend(replacement.clone());
        }
    }
    output
}

fn mutated(source: &str) -> impl Strategy<Value = TokenStream> + use<> {
    let tokens: TokenStream = source.parse().unwrap();
    vec(change(), 1..4)
        .prop_map(move |changes| changes.iter().fold(tokens.clone(), |tokens, change| mutate(tokens, &mut 0, change)))
}

const OPTIONS: &str = r#"action = "CreateUploadStream", response = Reply<'a, (A, B)>, version = "2020-11-09", product = "ice",
    method = POST, regions = ["cn-shanghai", "cn-beijing"], anonymous, retry = safe, crate = ::ice_runtime"#;

const FIELD_OPTIONS: &str = r#"rename = "HDRType", join = ",", with = path::to::<T>, json, flat, body, reserved, skip"#;

const ITEM: &str = r#"
    #[derive(Debug)]
    pub(crate) struct Request<'a, T: Clone = String, const N: usize = 3> where T: Copy {
        #[ice(rename = "HDRType")]
        pub hdr_type: Option<&'a str>,
        #[ice(json, body)]
        r#type: [T; N],
        #[ice(idempotency_token)]
        token: Option<String>,
    }
"#;

const ENUM: &str = r#"
    #[derive(IceEnum)]
    #[ice(ignore_case)]
    pub enum Definition {
        HD = 1,
        #[ice(rename = "4K")]
        FourK,
        #[ice(other)]
        Other(String),
    }
"#;

fn expand(options: &TokenStream, item: &TokenStream) -> TokenStream {
    expand_derives(attribute::expand(options, item))
}

fn assert_parses(tokens: TokenStream) {
    let text = tokens.to_string();
    if let Err(error) = syn::parse2::<syn::File>(tokens) {
        panic!("{error}: {text}");
    }
}

/// The same cases each time, so that a change is what makes a test fail; `PROPTEST_CASES=100000` tries more of them.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(128);
    let rng_seed = RngSeed::Fixed(20_201_109);
    ProptestConfig { cases, rng_seed, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn random_options_never_panic(options in tokens()) {
        assert_parses(expand(&options, &ITEM.parse().unwrap()));
    }

    #[test]
    fn mutated_options_never_panic(options in mutated(OPTIONS)) {
        assert_parses(expand(&options, &ITEM.parse().unwrap()));
    }

    #[test]
    fn random_field_options_never_panic(options in tokens(), more in tokens()) {
        let item = quote!(struct Request { #[ice(#options)] field: Vec<String>, #[ice(#more)] other: Option<String> });
        assert_parses(expand(&OPTIONS.parse().unwrap(), &item));
    }

    #[test]
    fn mutated_field_options_never_panic(options in mutated(FIELD_OPTIONS)) {
        let item = quote!(struct Request { #[ice(#options)] field: Vec<String>, other: Option<String> });
        assert_parses(expand(&OPTIONS.parse().unwrap(), &item));
    }

    #[test]
    fn random_variant_options_never_panic(options in tokens(), of_enum in tokens()) {
        let item = quote!(#[derive(IceEnum)] #[ice(#of_enum)] enum Values { #[ice(#options)] One, Two(String) });
        assert_parses(expand_derives(item));
    }

    // Where the item is not Rust, the compiler says so, and only what the macros add must be Rust.
    #[test]
    fn random_items_never_panic(item in tokens()) {
        assert_adds_rust(item);
    }

    #[test]
    fn mutated_structs_never_panic(item in mutated(ITEM)) {
        assert_adds_rust(item);
    }

    #[test]
    fn mutated_enums_never_panic(item in mutated(ENUM)) {
        assert_adds_rust(item);
    }
}

fn assert_adds_rust(item: TokenStream) {
    attribute::expand(&OPTIONS.parse().unwrap(), &item);
    assert_parses(crate::expand::derive(quote!(#[ice(__operation(action = "A"))] #item)));
    assert_parses(crate::expand_values::derive(item));
}

#[test]
fn the_samples_expand_without_an_error() {
    let operation = format!("#[ice_operation({OPTIONS})] {ITEM}");
    for (source, made) in [(operation.as_str(), "impl"), (ENUM, "value_set!")] {
        let expansion = prettyplease::unparse(&expand_file(source));
        assert!(!expansion.contains("compile_error"), "{expansion}");
        assert!(expansion.contains(made), "{expansion}");
    }
}
