//! The documentation of an operation: the model comes in, Markdown with a table of the parameters goes out.

use std::fmt::Write as _;

use quote::ToTokens as _;
use syn::LitStr;
use syn::ext::IdentExt as _;

use crate::operation::{Encoding, Operation, Parameter, ProductOption};
use crate::options::Slot;
use crate::tokens::tidy;

/// Describes an operation.
pub(crate) fn describe(operation: &Operation<'_>, parameters: &[&Parameter<'_>]) -> String {
    let options = &operation.options;
    let text =
        |slot: &Slot<LitStr>, default: &str| slot.value.as_ref().map_or_else(|| default.to_owned(), LitStr::value);
    let action = text(&options.action, "");
    let product = match &options.product.value {
        None => format!("`ice`, version {}", text(&options.version, "2020-11-09")),
        Some(ProductOption::Code(code)) => format!("`{}`, version {}", code.value(), text(&options.version, "")),
        Some(ProductOption::Constant(path)) => format!("`{}`", tidy(&path.to_token_stream())),
    };
    let ram_action = match (&options.ram_action.value, &options.product.value) {
        (Some(ram_action), _) => format!("`{}`", ram_action.value()),
        (None, None) => format!("`ice:{action}`"),
        (None, Some(ProductOption::Code(code))) => format!("`{}:{action}`", code.value().to_ascii_lowercase()),
        (None, Some(ProductOption::Constant(path))) => {
            format!("`{action}` under the RAM code of `{}`", tidy(&path.to_token_stream()))
        }
    };
    let method = options.method.value.unwrap_or("POST");
    let signed = if options.anonymous.value.is_some() { ", not signed" } else { "" };
    let mut page = format!("`{action}` of {product}, by `{method}`{signed}.\n");
    if !parameters.is_empty() {
        page.push_str("\n| parameter | name on the wire | type | where | encoding | required |\n");
        page.push_str("| --- | --- | --- | --- | --- | --- |\n");
    }
    for parameter in parameters {
        describe_parameter(parameter, &mut page);
    }
    let regions = options.regions.value.as_ref().map_or_else(
        || "every region".to_owned(),
        |regions| regions.iter().map(|region| format!("`{}`", region.value())).collect::<Vec<_>>().join(", "),
    );
    let retry = describe_retry(options.retry.value, &action, parameters);
    // Writing into a string cannot fail.
    let _ = write!(page, "\nRegions: {regions}. RAM action: {ram_action}. Repeating a call: {retry}.");
    page
}

/// One line of the table.
fn describe_parameter(parameter: &Parameter<'_>, page: &mut String) {
    let (name, field) = (&parameter.name, parameter.field.unraw());
    let ty = tidy(&parameter.ty.to_token_stream()).replace('|', "\\|");
    let place = if parameter.body.is_some() { "form body" } else { "query" };
    let encoding = match &parameter.encoding {
        Encoding::Plain | Encoding::Unusable => "plain".to_owned(),
        Encoding::Json(_) => "JSON".to_owned(),
        Encoding::Flat(_) => "numbered".to_owned(),
        Encoding::Join(_, separator) => format!("joined by `{}`", separator.value().escape_debug()).replace('|', "\\|"),
        Encoding::With(_) => "by a function".to_owned(),
        Encoding::IdempotencyToken(_) => "idempotency token".to_owned(),
        Encoding::Region(_) => "region".to_owned(),
        Encoding::PageToken(_) => "token of a page".to_owned(),
        Encoding::PageNumber(_) => "number of a page".to_owned(),
    };
    let required = if parameter.is_required() { "yes" } else { "no" };
    let _ = writeln!(page, "| `{field}` | `{name}` | `{ty}` | {place} | {encoding} | {required} |");
}

/// Whether a repeated call does no harm.
fn describe_retry(retry: Option<&str>, action: &str, parameters: &[&Parameter<'_>]) -> &'static str {
    let is_token = |parameter: &&Parameter<'_>| matches!(parameter.encoding, Encoding::IdempotencyToken(_));
    if is_safe(retry, action) {
        "safe"
    } else if parameters.iter().any(is_token) {
        "safe by its idempotency token"
    } else {
        "unsafe"
    }
}

/// Whether an operation only reads: as its option says, or by the same rule as the runtime's.
pub(crate) fn is_safe(retry: Option<&str>, action: &str) -> bool {
    const READING: [&str; 6] = ["Get", "List", "Query", "Describe", "Search", "BatchGet"];
    let is_verb = |verb: &&str| {
        action.strip_prefix(*verb).is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_lowercase()))
    };
    let is_reading = !action.starts_with("SearchIndexJobRerun") && READING.iter().any(is_verb);
    retry.map_or(is_reading, |retry| retry == "safe")
}
