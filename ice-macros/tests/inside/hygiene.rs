//! Whatever the user's names mean, generated code means the same: every path in it is absolute.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::Path;
use syn::visit::{self, Visit};

use super::expand_file;

/// An input in which all names of the user's begin with `User` or `user`.
const SOURCE: &str = r#"
    #[ice_operation(
        action = "UserAction", response = UserReply<'static, UserT>, version = "2017-03-21", product = "vod", method = GET,
        regions = ["cn-shanghai"], anonymous, retry = unsafe,
    )]
    struct UserEverything<'a, UserT: UserTrait = UserDefault, const USER_N: UserSize = 3> where UserT: UserBound {
        user_plain: UserT,
        #[ice(rename = "UserURL", json)]
        user_json: UserList<UserT>,
        #[ice(flat)]
        user_flat: UserList<UserT>,
        #[ice(join = ",")]
        user_join: UserList<UserT>,
        #[ice(with = user_function)]
        user_with: UserT,
        #[ice(idempotency_token)]
        user_token: user::Option<user::String>,
        #[ice(skip)]
        user_skipped: UserT,
    }

    #[ice_operation(action = "UserAction", method = POST, retry = safe, product = UserProduct, ram_action = "ice:UserAction")]
    struct UserForm {
        #[ice(body)]
        user_body: UserT,
    }

    #[ice_operation(action = "UserAction")]
    struct UserNothing;

    #[ice_operation(acton = 5, response = 5, regions = [])]
    struct UserMistakes {
        #[ice(renam = "User")]
        user_renamed: UserT,
        #[ice(json, flat)]
        user_ambiguous: UserT,
    }

    #[ice_operation(action = "UserPages", pages = both)]
    struct UserPages<UserT: UserTrait> {
        user_page_size: UserT,
        #[ice(page_token)]
        user_token: user::Option<user::String>,
        #[ice(page_number)]
        user_number: UserNumber,
    }

    #[derive(IcePage)]
    struct UserPage<UserT: UserTrait> {
        #[ice(items)]
        user_items: UserList<UserT>,
        #[ice(next_token)]
        user_token: UserText,
        #[ice(total)]
        user_total: UserNumber,
    }

    #[derive(IcePage)]
    struct UserOuter {
        #[ice(nested)]
        user_nested: UserPage,
    }

    #[derive(IceEnum)]
    #[ice(ignore_case)]
    enum UserEnum<const USER_N: UserSize> where UserT: UserBound {
        UserValue,
        #[ice(rename = "4K")]
        UserRenamed,
        #[ice(other)]
        UserOther(user::String),
    }

    #[derive(IceEnum)]
    enum UserClosed {
        UserValue,
    }

    #[derive(IceEnum)]
    enum UserWrong {
        UserValue(UserT),
    }
"#;

/// Names that generated code binds itself, where they are used.
const OWN: [&str; 6] = ["self", "Self", "params", "next", "token", "number"];

#[derive(Default)]
struct Paths {
    relative: Vec<String>,
    seen: usize,
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_path(&mut self, path: &'ast Path) {
        let first = path.segments[0].ident.to_string();
        let is_users = first.to_lowercase().starts_with("user");
        if path.leading_colon.is_none() && !is_users && !OWN.contains(&first.as_str()) {
            self.relative.push(path.to_token_stream().to_string());
        }
        self.seen += 1;
        visit::visit_path(self, path);
    }

    // Attributes of the language have no absolute path. Those of tools are none: without a prelude, `diagnostic` is not
    // found.
    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        let known = ["automatically_derived", "allow", "doc", "must_use"];
        let first = attribute.path().segments[0].ident.to_string();
        assert!(known.contains(&first.as_str()), "`{first}` may mean something else to the user");
    }
}

fn relative_paths(file: &syn::File) -> (Vec<String>, usize) {
    let mut paths = Paths::default();
    for item in &file.items {
        match item {
            syn::Item::Impl(item) => paths.visit_item_impl(item),
            syn::Item::Macro(item) => paths.visit_item_macro(item),
            _ => {}
        }
    }
    (paths.relative, paths.seen)
}

#[test]
fn every_generated_path_is_absolute() {
    let (relative, seen) = relative_paths(&expand_file(SOURCE));
    assert!(relative.is_empty(), "not absolute: {relative:#?}");
    assert!(seen > 90, "the visitor has seen {seen} paths only");
}

#[test]
fn the_visitor_finds_a_relative_path() {
    let file = syn::parse_quote! {
        impl ::ice_runtime::Operation for UserRequest {
            fn write_params(&self) -> Result<(), ::ice_runtime::ParamError> {
                Ok(())
            }
        }
    };
    assert_eq!(relative_paths(&file).0, ["Result < () , :: ice_runtime :: ParamError >", "Ok"]);
}

/// The derive's names are no part of what the user reads, but they must not be taken for the user's.
#[test]
fn the_attribute_names_the_derive_by_an_absolute_path() {
    let request = quote::quote!(
        struct UserRequest;
    );
    let tokens = crate::attribute::expand(&TokenStream::new(), &request).to_string();
    assert!(tokens.contains("derive (:: ice_runtime :: private :: IceOperation)"), "{tokens}");
}
