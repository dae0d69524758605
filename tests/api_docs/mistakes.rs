//! Twenty-five declarations with one planted mistake each: the check finds it and says what to write.
#![allow(dead_code, reason = "these declarations are only looked at")]

use std::collections::BTreeMap;

use ice_runtime::api_docs::ApiDocs;
use ice_runtime::{IceEnum, IcePage, Operation, ice_operation};
use serde::Deserialize;

use super::checking::Anything;

/// What the check says about a declaration that has only what its user needs.
fn said<O: Operation>() -> String {
    let docs = ApiDocs::from_json(include_str!("samples/jobs.json")).unwrap();
    docs.check::<O>().allow_missing().to_string()
}

/// A declaration with a mistake, and the expected message.
macro_rules! mistake {
    ($name:ident, $said:literal, $($item:item)*) => {
        #[test]
        fn $name() {
            $($item)*
            assert_eq!(said::<Declared>(), format!("{}: {}", Declared::METADATA.action, $said));
        }
    };
}

mistake! {
    a_name_in_other_capitals,
    "the document has no parameter `HdrType`: write `#[ice(rename = \"HDRType\")]` if that is what you meant",
    #[ice_operation(action = "SubmitJob", response = Anything)]
    struct Declared {
        media_id: String,
        hdr_type: Option<String>,
    }
}

mistake! {
    a_misspelt_name,
    "the document has no parameter `Titel`: write `#[ice(rename = \"Title\")]` if that is what you meant",
    #[ice_operation(action = "SubmitJob", response = Anything)]
    struct Declared {
        media_id: String,
        titel: Option<String>,
    }
}

mistake! {
    a_parameter_of_another_operation,
    "the document has no parameter `NextToken`: remove it, or allow it by name",
    #[ice_operation(action = "SubmitJob", response = Anything)]
    struct Declared {
        media_id: String,
        next_token: Option<String>,
    }
}

mistake! {
    a_parameter_of_the_body_in_the_query,
    "the parameter `UserData` belongs in the form body: add `#[ice(body)]`",
    #[ice_operation(action = "SubmitJob", response = Anything)]
    struct Declared {
        media_id: String,
        user_data: Option<String>,
    }
}

mistake! {
    a_parameter_of_the_query_in_the_body,
    "the parameter `Title` belongs in the query string: remove `#[ice(body)]`",
    #[ice_operation(action = "SubmitJob", response = Anything)]
    struct Declared {
        media_id: String,
        #[ice(body)]
        title: Option<String>,
    }
}

mistake! {
    an_object_that_is_numbered,
    "the parameter `Output` is sent as JSON: write `#[ice(json)]`",
    #[ice_operation(action = "SubmitJob", response = Anything)]
    struct Declared {
        media_id: String,
        #[ice(flat)]
        output: Option<BTreeMap<String, String>>,
    }
}

mistake! {
    a_list_as_json,
    "the parameter `Tag` is numbered: write `#[ice(flat)]`",
    #[ice_operation(action = "SubmitJob", response = Anything)]
    struct Declared {
        media_id: String,
        #[ice(json)]
        tag: Option<Vec<BTreeMap<String, String>>>,
    }
}

mistake! {
    a_joined_list_as_json,
    "the parameter `Layers` is a joined list: write `#[ice(join = \",\")]`",
    #[ice_operation(action = "SubmitJob", response = Anything)]
    struct Declared {
        media_id: String,
        #[ice(json)]
        layers: Option<Vec<String>>,
    }
}

mistake! {
    another_separator,
    "the parameter `Layers` is a joined list: write `#[ice(join = \",\")]`",
    #[ice_operation(action = "SubmitJob", response = Anything)]
    struct Declared {
        media_id: String,
        #[ice(join = ";")]
        layers: Option<Vec<String>>,
    }
}

mistake! {
    a_single_value_that_is_numbered,
    "the parameter `Title` is a single value: remove the encoding",
    #[ice_operation(action = "SubmitJob", response = Anything)]
    struct Declared {
        media_id: String,
        #[ice(flat)]
        title: Option<String>,
    }
}

mistake! {
    an_integer_as_text,
    "the parameter `Priority` is an integer, but the field is a string: use `i64`",
    #[ice_operation(action = "SubmitJob", response = Anything)]
    struct Declared {
        media_id: String,
        priority: Option<String>,
    }
}

mistake! {
    a_boolean_as_integer,
    "the parameter `Preview` is a boolean, but the field is an integer: use `bool`",
    #[ice_operation(action = "SubmitJob", response = Anything)]
    struct Declared {
        media_id: String,
        preview: Option<u8>,
    }
}

mistake! {
    an_optional_parameter_that_is_required,
    "the parameter `Title` is optional: its field should be an `Option`",
    #[ice_operation(action = "SubmitJob", response = Anything)]
    struct Declared {
        media_id: String,
        title: String,
    }
}

mistake! {
    a_required_parameter_that_is_optional,
    "the parameter `MediaId` is required: its field should not be an `Option`",
    #[ice_operation(action = "SubmitJob", response = Anything)]
    struct Declared {
        media_id: Option<String>,
    }
}

mistake! {
    a_required_parameter_that_is_missing,
    "the parameter `MediaId` is required and missing: add it",
    #[ice_operation(action = "SubmitJob", response = Anything)]
    struct Declared {
        title: Option<String>,
    }
}

mistake! {
    an_enum_without_one_of_its_values,
    "`Mode` can be `slow`: add a variant for it",
    #[ice_operation(action = "SubmitJob", response = Anything)]
    struct Declared {
        media_id: String,
        mode: Option<Mode>,
    }
    #[derive(IceEnum)]
    enum Mode {
        #[ice(rename = "fast")]
        Fast,
        #[ice(other)]
        Other(String),
    }
}

mistake! {
    another_version,
    "declared for ice 2017-03-21, and the document is of ICE 2020-11-09: change `product` and `version`, or read \
     the right document",
    #[ice_operation(action = "SubmitJob", response = Anything, version = "2017-03-21")]
    struct Declared {
        media_id: String,
    }
}

mistake! {
    another_product,
    "declared for vod 2017-03-21, and the document is of ICE 2020-11-09: change `product` and `version`, or read \
     the right document",
    #[ice_operation(action = "SubmitJob", response = Anything, product = ice_runtime::Product::VOD)]
    struct Declared {
        media_id: String,
    }
}

mistake! {
    another_method,
    "the operation uses `GET`: write `method = GET`",
    #[ice_operation(action = "GetJob", response = Anything)]
    struct Declared {
        job_id: String,
    }
}

mistake! {
    a_misspelt_action,
    "the document has no operation `GetJobs`; did you mean `GetJob`?",
    #[ice_operation(action = "GetJobs", response = Anything, method = GET)]
    struct Declared {
        job_id: String,
    }
}

mistake! {
    a_signature_that_is_not_asked_for,
    "the operation is called without a signature: add `anonymous`",
    #[ice_operation(action = "GetPublicJob", response = Anything)]
    struct Declared {
        job_id: String,
    }
}

mistake! {
    a_page_turned_by_another_parameter,
    "the document has no parameter `PageNumber`: write `#[ice(rename = \"PageNo\")]` if that is what you meant",
    #[ice_operation(action = "ListJobs", response = Jobs, pages)]
    struct Declared {
        page_number: Option<u32>,
    }
    #[derive(Deserialize, IcePage)]
    #[serde(rename_all = "PascalCase")]
    struct Jobs {
        total_count: Option<u64>,
        #[ice(items)]
        jobs: Vec<Anything>,
    }
}

mistake! {
    a_misspelt_member_of_the_reply,
    "the reply has no member `FileUrl`: write `#[serde(rename = \"FileURL\")]` if that is what you meant",
    #[ice_operation(action = "SubmitJob", response = Reply)]
    struct Declared {
        media_id: String,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Reply {
        file_url: Option<String>,
    }
}

mistake! {
    a_misspelt_member_of_an_item,
    "the reply has no member `Outputs[].MediaID`: write `#[serde(rename = \"MediaId\")]` if that is what you meant",
    #[ice_operation(action = "SubmitJob", response = Reply)]
    struct Declared {
        media_id: String,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Reply {
        outputs: Option<Vec<Output>>,
    }
    #[derive(Deserialize)]
    struct Output {
        #[serde(rename = "MediaID")]
        media_id: Option<String>,
    }
}

mistake! {
    a_state_of_the_reply_that_is_missing,
    "`State` can be `Failed`: add a variant for it",
    #[ice_operation(action = "SubmitJob", response = Reply)]
    struct Declared {
        media_id: String,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Reply {
        state: State,
    }
    #[derive(IceEnum)]
    enum State {
        Running,
        Success,
    }
}
