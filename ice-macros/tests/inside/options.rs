//! However often and however badly an option is written, that is said, and said once.

use quote::ToTokens as _;

use crate::diagnostics::Diagnostics;
use crate::option_sets::{EnumOptions, FieldOptions, MemberOptions, OperationOptions, RuntimeOptions, VariantOptions};
use crate::options::Options;

/// What is reported of a list of options: all mistakes, and how many they are.
fn mistakes<O: Options>(list: &str) -> (String, usize) {
    let mut cx = Diagnostics::default();
    O::default().read_all(list.parse().unwrap(), &mut cx);
    let text = cx.to_token_stream().to_string();
    let count = text.matches("compile_error").count();
    (text, count)
}

fn check_twice<O: Options>() {
    for key in O::table().keys {
        let name = key.name;
        let right = if key.example.is_empty() { name.to_owned() } else { key.usage() };
        let wrong = format!("{}{right}", &name[..1]);
        let (twice, misspelt) =
            (format!("`{name}` is given more than once"), format!("`{}{name}`; did you mean `{name}`?", &name[..1]));
        for (list, expected) in [
            (format!("{right}, {right}"), vec![&twice]),
            (format!("{right}, {right}, {wrong}"), vec![&twice, &misspelt]),
            (format!("{right}, {wrong}"), vec![&misspelt]),
            (format!("{wrong}, {right}"), vec![&misspelt]),
            (format!("{wrong}, {right}, {right}"), vec![&misspelt, &twice]),
            (format!("{wrong}, {wrong}"), vec![&misspelt, &misspelt]),
        ] {
            let (text, count) = mistakes::<O>(&list);
            assert_eq!(count, expected.len(), "{list}: {text}");
            for message in expected {
                assert!(text.contains(message.as_str()), "{list}: {text}");
            }
        }
    }
}

#[test]
fn an_option_that_is_written_twice_is_reported_once() {
    check_twice::<OperationOptions>();
    check_twice::<FieldOptions>();
    check_twice::<EnumOptions>();
    check_twice::<VariantOptions>();
    check_twice::<RuntimeOptions>();
    check_twice::<MemberOptions>();
}

/// The advice for `region = ".."` is the whole list, which leaves nothing to say of the value unless that is wrong as
/// well.
#[test]
fn a_single_region_that_is_misspelt_gets_a_suggestion() {
    const RIGHT: &str = "regions = [\"cn-shanghai\"]";
    let advice = |region: &str| format!(r#"unknown option `region`; did you mean `regions = [\"{region}\"]`?"#);
    for region in ["region = \"a\"", "region: \"a\"", "region == \"a\"", "region => \"a\"", "region \"a\""] {
        for list in [region.to_owned(), format!("{RIGHT}, {region}"), format!("{region}, {RIGHT}")] {
            let (text, count) = mistakes::<OperationOptions>(&list);
            assert!(count == 1 && text.contains(&advice("a")), "{list}: {text}");
        }
        let (text, count) = mistakes::<OperationOptions>(&format!("{region}, region = \"b\""));
        assert!(count == 2 && text.contains(&advice("a")) && text.contains(&advice("b")), "{region}: {text}");
    }
    let (text, count) = mistakes::<OperationOptions>("region = \"China\"");
    assert!(count == 2 && text.contains("did you mean `regions`?") && text.contains("an id like"), "{text}");
    let (text, count) = mistakes::<OperationOptions>(&format!("{RIGHT}, region = \"China\""));
    assert!(count == 1 && text.contains("did you mean `regions`?"), "{text}");
    let (text, _) = mistakes::<OperationOptions>("region = \"a\" retry = sometimes");
    assert!(text.contains("`region`") && text.contains("expected `,`") && text.contains("`safe` or"), "{text}");
}

/// A text without a name is taken for the action only where there is none.
#[test]
fn a_text_without_a_name_is_reported_beside_the_option_that_it_could_be() {
    for (list, expected) in [
        ("Safe", "write `action = \\\"Safe\\\"`"),
        ("method = GET, \"Safe\"", "write `action = \\\"Safe\\\"`"),
        ("action = \"A\", Safe", "unknown option `Safe`; expected one of `action`"),
        ("acton = \"A\", Post", "unknown option `Post`; expected one of `action`"),
        ("action = 5, Safe", "unknown option `Safe`; expected one of `action`"),
        ("action = \"A\", \"Safe\"", "expected one of `action`"),
        ("Safe, Post", "unknown option `Post`"),
    ] {
        let (text, _) = mistakes::<OperationOptions>(list);
        assert!(text.contains(expected), "{list}: {text}");
    }
    let (text, count) = mistakes::<FieldOptions>("rename = \"A\", MediaURL");
    assert!(count == 1 && text.contains("unknown field option `MediaURL`"), "{text}");
}
