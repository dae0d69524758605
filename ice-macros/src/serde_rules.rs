//! Checks serde's attributes on a request. Serde does not write the request, so attributes that would change it are
//! mistakes, unless the struct says that serde serves another purpose. Likewise for the values of an `IceEnum`.

use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::meta::ParseNestedMeta;
use syn::spanned::Spanned as _;
use syn::{Attribute, Data, DataEnum, LitStr, Token, Variant, token};

use crate::diagnostics::Diagnostics;
use crate::operation::{Encoding, Operation, Parameter};
use crate::tokens::skip_option;
use crate::value_set::ValueSet;

/// One of serde's options for serializing: `rename = "X"`, or `rename(serialize = "X")`.
struct SerdeOption {
    name: String,
    span: Span,
    value: Option<String>,
}

/// Reports serde's options that would change the request if serde wrote it.
pub(crate) fn check_serde(operation: &Operation<'_>, cx: &mut Diagnostics) {
    if operation.options.serde.written.is_some() {
        return;
    }
    let by_default: Vec<_> = operation.parameters.iter().filter(|parameter| !parameter.is_renamed).collect();
    for option in serde_options(operation.attributes) {
        let is_other = option.value.is_some_and(|case| case != "PascalCase") && !by_default.is_empty();
        if option.name == "rename_all" && is_other {
            report(option.span, "names are `PascalCase` unless `#[ice(rename = \"..\")]` says otherwise", cx);
        }
    }
    for parameter in by_default {
        let options = serde_options(parameter.attributes);
        // For a field that is not sent, nothing else matters.
        let skip = options.iter().position(|option| matches!(&*option.name, "skip" | "skip_serializing"));
        for option in options.get(skip.map_or(0..options.len(), |skip| skip..skip + 1)).unwrap_or_default() {
            if let Some(remedy) = remedy(option, parameter) {
                report(option.span, &remedy, cx);
            }
        }
    }
}

/// Reports serde's options on an `IceEnum`, which ignores them, unless options of its own are written beside them.
pub(crate) fn check_value_set(set: &ValueSet<'_>, cx: &mut Diagnostics) {
    let Data::Enum(DataEnum { variants, .. }) = &set.item.data else { return };
    let is_named = |variant: &Variant| variant.attrs.iter().any(|attribute| attribute.path().is_ident("ice"));
    let of_set = serde_options(&set.item.attrs).into_iter().filter(|_| !variants.iter().all(is_named));
    let mut mistakes: Vec<_> = of_set.filter(|option| option.name == "rename_all").collect();
    for variant in variants {
        let options = serde_options(&variant.attrs).into_iter();
        let is_same = |option: &SerdeOption| option.value.as_ref().is_some_and(|name| variant.ident.unraw() == name);
        let is_ignored = |option: &SerdeOption| option.name == "alias" || !(is_named(variant) || is_same(option));
        mistakes.extend(options.filter(is_ignored));
    }
    for SerdeOption { name, span, value } in mistakes {
        let remedy = match (name.as_str(), value) {
            ("rename", Some(name)) => format!("write `#[ice(rename = {name:?})]`"),
            ("rename_all", _) => "write `#[ice(rename = \"..\")]` on the variants".to_owned(),
            ("other", _) => "write `#[ice(other)] Other(String)`".to_owned(),
            ("alias", _) => "remove `alias`, since a value has one text".to_owned(),
            _ => continue,
        };
        cx.error(span, format!("`IceEnum` implements serde's traits itself: {remedy}"));
    }
}

fn report(span: Span, remedy: &str, cx: &mut Diagnostics) {
    let purpose = "if serde serves another purpose here, say `#[ice_operation(.., serde = unrelated)]`";
    cx.error(span, format!("serde does not write this request: {remedy}; {purpose}"));
}

/// Says what to write in place of a serde option; `None` if the option makes no difference.
fn remedy(option: &SerdeOption, parameter: &Parameter<'_>) -> Option<String> {
    let remedy = match (option.name.as_str(), &option.value) {
        ("rename", Some(name)) if *name != parameter.name => return Some(format!("write `#[ice(rename = {name:?})]`")),
        ("skip" | "skip_serializing", _) => "write `#[ice(skip)]`",
        ("with" | "serialize_with", _) if !matches!(parameter.encoding, Encoding::With(_)) => {
            "write `#[ice(with = path::to::function)]`"
        }
        ("flatten", _) if matches!(parameter.encoding, Encoding::Json | Encoding::Flat) => "remove `flatten`",
        ("flatten", _) => "declare its fields here, or write `#[ice(json)]` or `#[ice(flat)]`",
        _ => return None,
    };
    Some(remedy.to_owned())
}

/// Collects serde's options from attributes. Serde itself reports what it does not understand.
fn serde_options(attributes: &[Attribute]) -> Vec<SerdeOption> {
    let mut options = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        let _ = attribute.parse_nested_meta(|meta| {
            options.extend(parse_option(&meta)?);
            Ok(())
        });
    }
    options
}

fn parse_option(meta: &ParseNestedMeta<'_>) -> syn::Result<Option<SerdeOption>> {
    let Some(name) = meta.path.get_ident() else { return Ok(None) };
    let option = |value| Some(SerdeOption { name: name.to_string(), span: meta.path.span(), value });
    if meta.input.peek(Token![=]) {
        let value = meta.value()?;
        let text = value.fork().parse::<LitStr>().ok();
        skip_option(value);
        return Ok(option(text.map(|text| text.value())));
    }
    if !meta.input.peek(token::Paren) {
        return Ok(option(None));
    }
    let mut written = None;
    meta.parse_nested_meta(|side| {
        let text = side.value()?.parse::<LitStr>()?;
        if side.path.is_ident("serialize") {
            written = option(Some(text.value()));
        }
        Ok(())
    })?;
    Ok(written)
}
