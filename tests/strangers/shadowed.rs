//! A program that has no prelude, and that has given the usual names another meaning.
#![no_implicit_prelude]
#![deny(warnings, missing_docs, unused_qualifications, unreachable_pub, clippy::all, clippy::pedantic)]
#![allow(non_camel_case_types, dead_code, clippy::redundant_pub_crate, reason = "the names are shadowed on purpose")]

use ::ice_runtime::{IceEnum, IcePage, Operation, ice_operation};

macro_rules! shadow {
    ($($name:ident)*) => {$(
        /// Not what one expects.
        struct $name;
    )*};
}

shadow!(Option Result Vec Some None Ok Err Into From Box ToString str bool usize u8 Default Clone ParamError Metadata QueryValue);

mod core {}
mod std {}
mod alloc {}
mod serde {}
mod ice_runtime {}

type Text = ::std::string::String;
type String = Text;
type Optional<T> = ::std::option::Option<T>;

fn params(text: &Text) -> usize {
    let _ = text;
    usize
}

impl ::ice_runtime::QueryValue for usize {
    fn write(&self, param: ::ice_runtime::Param<'_, '_>) -> ::core::result::Result<(), ::ice_runtime::ParamError> {
        param.text("shadowed")
    }
}

/// A request.
#[ice_operation(action = "GetMedia", response = (), retry = safe, method = POST, regions = ["cn-shanghai"])]
#[derive(Debug)]
pub(crate) struct GetMedia<'a, T: ::ice_runtime::QueryValue, const N: ::core::primitive::usize = 2>
where
    T: ::core::fmt::Debug,
{
    media_id: Optional<String>,
    r#type: &'a ::core::primitive::str,
    value: T,
    #[ice(join = ",")]
    numbers: [::core::primitive::u8; N],
    #[ice(json)]
    json: &'a [::core::primitive::u8],
    #[ice(flat)]
    list: ::std::vec::Vec<String>,
    #[ice(join = ";", body)]
    joined: ::std::vec::Vec<Text>,
    // A function whose name is one that the generated code uses too.
    #[ice(with = params)]
    text: Text,
    #[ice(idempotency_token)]
    client_token: ::std::option::Option<::std::string::String>,
    #[ice(rename = "Timestamp", reserved)]
    time: Optional<String>,
    #[ice(skip)]
    self_: (),
}

/// A unit struct.
#[ice_operation(action = "ListMedia", response = ())]
struct ListMedia;

/// A page of a list.
#[ice_operation(action = "ListPages", response = Reply, pages = both)]
#[derive(Debug)]
pub(crate) struct ListPages {
    next_token: ::std::option::Option<::std::string::String>,
    page_no: ::core::primitive::u8,
}

/// A reply that is a page by hand, as serde's derive does not bear this program.
pub(crate) struct Reply;

impl<'de> ::ice_runtime::private::serde::Deserialize<'de> for Reply {
    fn deserialize<D: ::ice_runtime::private::serde::Deserializer<'de>>(
        _: D,
    ) -> ::core::result::Result<Self, D::Error> {
        ::core::result::Result::Ok(Self)
    }
}

impl ::ice_runtime::Page for Reply {
    type Item = ();

    fn into_items(self) -> ::std::vec::Vec<()> {
        ::std::vec::Vec::new()
    }

    fn len(&self) -> ::core::primitive::usize {
        0
    }
}

/// A reply that is a page.
#[derive(Debug, IcePage)]
pub(crate) struct Pages<T> {
    next_token: Optional<Text>,
    #[ice(total)]
    count: ::core::primitive::u64,
    #[ice(items)]
    r#type: Optional<::std::vec::Vec<T>>,
}

/// A reply around a page.
#[derive(Debug, IcePage)]
pub(crate) struct Outer {
    #[ice(nested)]
    pages: Optional<Pages<Text>>,
}

/// Values.
#[derive(Debug, PartialEq, IceEnum)]
pub(crate) enum Definition {
    /// One.
    HD = 1,
    /// A keyword.
    r#type = 2,
}

/// Values, open at the end.
#[derive(Debug, PartialEq, IceEnum)]
#[ice(ignore_case)]
pub(crate) enum Open {
    /// One.
    Option,
    /// The others.
    #[ice(other)]
    Some(String),
}

/// Values of a type with parameters, whose names serde's own traits use.
#[derive(Debug, PartialEq, IceEnum)]
pub(crate) enum Generic<const D: ::core::primitive::usize, const S: ::core::primitive::bool = false>
where
    [(); D]: ::core::fmt::Debug,
{
    /// One.
    HD,
}

/// An old value of an old list.
#[deprecated = "use `Open`"]
#[derive(Debug, PartialEq, IceEnum)]
pub enum Old {
    /// Old as well.
    #[deprecated = "do not send"]
    HD,
}

/// Old, and known to be old where it is used.
#[deprecated = "use `ListMedia`"]
#[ice_operation(action = "ListOldMedia", response = ())]
#[derive(Debug)]
pub struct ListOldMedia {
    /// Old as well.
    #[deprecated = "do not set"]
    pub page: Optional<Text>,
}

mod inner {
    /// Fields and variants that come and go.
    #[::ice_runtime::ice_operation(action = "GetConditional", response = ())]
    #[derive(::std::default::Default)]
    pub(super) struct Conditional {
        #[cfg(any())]
        missing: NoSuchType,
        #[cfg_attr(all(), ice(rename = "Renamed"))]
        #[cfg_attr(any(), ice(wat))]
        field: super::Optional<super::Text>,
    }

    #[derive(::std::fmt::Debug)]
    #[::ice_runtime::ice_operation(action = "GetDerivedAbove", response = ())]
    pub(super) struct DerivedAbove {
        #[ice(json)]
        field: super::Optional<super::Text>,
    }
}

fn names<T: Operation>() -> ::std::vec::Vec<&'static ::core::primitive::str> {
    ::std::iter::Iterator::collect(::std::iter::Iterator::map(T::METADATA.parameters.iter(), |one| one.name))
}

#[test]
fn operations_can_be_declared_where_the_prelude_is_shadowed() {
    let expected =
        ["ClientToken", "Joined", "Json", "List", "MediaId", "Numbers", "Text", "Timestamp", "Type", "Value"];
    ::std::assert_eq!(names::<GetMedia<'static, char, 3>>(), expected);
    ::std::assert_eq!(names::<inner::Conditional>(), ["Renamed"]);
    ::std::assert_eq!(names::<inner::DerivedAbove>(), ["Field"]);
    ::std::assert!(names::<ListMedia>().is_empty());
}

#[test]
fn values_can_be_declared_where_the_prelude_is_shadowed() {
    ::std::assert_eq!(Definition::VALUES, ["HD", "type"]);
    ::std::assert_eq!(Generic::<1>::HD.as_str(), "HD");
    ::std::assert_eq!("HD".parse(), ::core::result::Result::Ok(Generic::<1, true>::HD));
    ::std::assert_eq!("option".parse(), ::core::result::Result::Ok(Open::Option));
    ::std::assert_eq!("x".parse(), ::core::result::Result::Ok(Open::Some(::std::convert::From::from("x"))));
}

#[test]
fn an_operation_can_be_declared_inside_a_function() {
    #[ice_operation(action = "GetLocal", response = Reply)]
    struct Local<'a> {
        name: &'a ::core::primitive::str,
    }

    #[derive(IceEnum)]
    enum Reply {
        Yes,
    }

    let local = Local { name: "local" };
    ::std::assert_eq!(local.name, "local");
    ::std::assert_eq!(Reply::Yes.as_str(), "Yes");
    ::std::assert_eq!(names::<Local<'_>>(), ["Name"]);
}
