//! The documentation of an operation in Markdown: a summary and a table of its parameters.

use std::fmt::Write as _;

use quote::ToTokens as _;
use syn::LitStr;
use syn::ext::IdentExt as _;

use crate::operation::{Encoding, Operation, Parameter};
use crate::page::PageTurn;
use crate::tokens::tidy;
use crate::values::ProductValue;

/// Describes an operation.
pub(crate) fn describe(
    operation: &Operation<'_>,
    parameters: &[&Parameter<'_>],
    turn: Option<&PageTurn<'_>>,
) -> String {
    let options = &operation.options;
    let [product, ram_action] = describe_product(operation);
    let method = options.method.value.unwrap_or("POST");
    let signed = if options.anonymous.value.is_some() { ", not signed" } else { "" };
    let mut page = format!("`{}` of {product}, by `{method}`{signed}.\n", operation.action());
    if !parameters.is_empty() {
        page.push_str("\n| parameter | name on the wire | type | where | encoding | required |\n");
        page.push_str("| --- | --- | --- | --- | --- | --- |\n");
    }
    for parameter in parameters {
        describe_parameter(parameter, &mut page);
    }
    let quoted = |region: &LitStr| format!("`{}`", region.value());
    let list = |regions: &Vec<LitStr>| regions.iter().map(quoted).collect::<Vec<_>>().join(", ");
    let regions = options.regions.value.as_ref().map_or_else(|| "every region".to_owned(), list);
    let has_token = parameters.iter().any(|parameter| matches!(parameter.encoding, Encoding::IdempotencyToken));
    let retry = match (operation.is_safe(), has_token) {
        (true, _) => "safe",
        (false, true) => "safe by its idempotency token",
        (false, false) => "unsafe",
    };
    // Writing into a string cannot fail.
    let _ = write!(page, "\nRegions: {regions}. RAM action: {ram_action}. Retrying a call: {retry}.");
    if let Some(PageTurn { token, number, .. }) = turn {
        let names: Vec<_> = [token, number].into_iter().flatten().map(|turn| format!("`{}`", turn.name)).collect();
        let _ = write!(page, " Pages: by {}.", names.join(" and "));
    }
    page
}

/// The product with its version, and the RAM action. For a constant, only its path is known here.
fn describe_product(operation: &Operation<'_>) -> [String; 2] {
    let (options, action) = (&operation.options, operation.action());
    let version = options.version.value.as_ref().map_or_else(|| "2020-11-09".to_owned(), LitStr::value);
    let (product, ram_action) = match &options.product.value {
        None => (format!("`ice`, version {version}"), format!("`ice:{action}`")),
        Some(ProductValue::Code(code)) => {
            let code = code.value();
            (format!("`{code}`, version {version}"), format!("`{}:{action}`", code.to_ascii_lowercase()))
        }
        Some(ProductValue::Constant(path)) => {
            let path = tidy(&path.to_token_stream());
            (format!("`{path}`"), format!("`{action}` under the RAM code of `{path}`"))
        }
    };
    let ram_action = options.ram_action.value.as_ref().map_or(ram_action, |own| format!("`{}`", own.value()));
    [product, ram_action]
}

/// Writes one row of the table.
fn describe_parameter(parameter: &Parameter<'_>, page: &mut String) {
    let (name, field) = (&parameter.name, parameter.field.unraw());
    let ty = tidy(&parameter.ty.to_token_stream()).replace('|', "\\|");
    let place = if parameter.body.is_some() { "form body" } else { "query" };
    let encoding = match &parameter.encoding {
        Encoding::Plain => "plain".to_owned(),
        Encoding::Json => "JSON".to_owned(),
        Encoding::Flat => "numbered".to_owned(),
        Encoding::Join(separator) => format!("joined by `{}`", separator.value().escape_debug()).replace('|', "\\|"),
        Encoding::With(_) => "by a function".to_owned(),
        Encoding::IdempotencyToken => "idempotency token".to_owned(),
        Encoding::Region => "region".to_owned(),
    };
    let required = if parameter.is_required() { "yes" } else { "no" };
    let _ = writeln!(page, "| `{field}` | `{name}` | `{ty}` | {place} | {encoding} | {required} |");
}
