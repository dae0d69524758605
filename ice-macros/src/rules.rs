//! The rules across options and fields, one `check_` function each. They report mistakes and change nothing.

use crate::diagnostics::Diagnostics;
use crate::operation::{Encoding, Operation, Parameter};
use crate::serde_rules::check_serde;
use crate::values::ProductValue;

/// The parameter names that signing itself uses.
const COMMON_NAMES: &str = "AccessKeyId Action BearerToken Format SecurityToken Signature SignatureMethod SignatureNonce \
    SignatureType SignatureVersion Timestamp Version";

/// Checks every rule.
pub(crate) fn check(operation: &Operation<'_>, cx: &mut Diagnostics) {
    check_product(operation, cx);
    check_names(&operation.parameters, cx);
    check_filled_once(&operation.parameters, cx);
    check_body(operation, cx);
    operation.parameters.iter().for_each(|parameter| check_reserved(parameter, cx));
    check_serde(operation, cx);
}

/// A product code needs a version; a product constant brings its own.
fn check_product(operation: &Operation<'_>, cx: &mut Diagnostics) {
    match (&operation.options.product.value, operation.options.version.span()) {
        (Some(ProductValue::Code(code)), None) => {
            let message = "write its version too, like `version = \"2017-03-21\"`, or name a constant: \
                           `product = Product::VOD`";
            cx.error(code.span(), message);
        }
        (Some(ProductValue::Constant(path)), Some(version)) => {
            let name = path.path.segments.last().map(|segment| format!("`{}`", segment.ident));
            let name = name.as_deref().unwrap_or("the product");
            cx.error(version, format!("{name} already has a version: remove `version`"));
        }
        _ => {}
    }
}

/// A name can be sent only once: of two values, the service might take either.
fn check_names(parameters: &[Parameter<'_>], cx: &mut Diagnostics) {
    for (index, parameter) in parameters.iter().enumerate() {
        let mut earlier = parameters.iter().take(index);
        if let Some(message) = earlier.find_map(|earlier| describe_clash(earlier, parameter)) {
            cx.error(parameter.name_span, message);
        }
    }
}

/// Describes the name that two parameters have in common.
fn describe_clash(earlier: &Parameter<'_>, later: &Parameter<'_>) -> Option<String> {
    let (name, other, field) = (&later.name, &earlier.name, earlier.field);
    if field == later.field {
        // The compiler itself reports a field that is declared twice.
        None
    } else if name == other {
        Some(format!("parameter `{name}` is already sent by `{field}`"))
    } else if numbers(earlier, name) {
        Some(format!("`{name}` is one of the names that `{field}` sends"))
    } else if numbers(later, other) {
        Some(format!("`{name}` as `flat` sends names like `{other}`, which is already sent by `{field}`"))
    } else {
        None
    }
}

/// Whether `name` is one of the names under which a flat parameter may send its parts.
fn numbers(flat: &Parameter<'_>, name: &str) -> bool {
    matches!(flat.encoding, Encoding::Flat) && name.strip_prefix(&flat.name).is_some_and(|rest| rest.starts_with('.'))
}

/// An operation has at most one idempotency token and one region.
fn check_filled_once(parameters: &[Parameter<'_>], cx: &mut Diagnostics) {
    for (option, what) in [("idempotency_token", "idempotency token"), ("region", "region")] {
        let mut marked = parameters.iter().filter_map(|parameter| Some((parameter.field, parameter.marked(option)?)));
        let Some((first, _)) = marked.next() else { continue };
        marked.for_each(|(_, span)| cx.error(span, format!("`{first}` is already the {what}")));
    }
}

/// A `GET` has no body: the service would not read it.
fn check_body(operation: &Operation<'_>, cx: &mut Diagnostics) {
    let is_get = operation.options.method.value == Some("GET");
    for span in operation.parameters.iter().filter_map(|parameter| parameter.body.filter(|_| is_get)) {
        cx.error(span, "a `GET` request has no body; leave out `body` or use `method = POST`");
    }
}

/// The client sets the common parameters itself; a few operations declare a parameter of the same name.
fn check_reserved(Parameter { name, name_span, reserved, .. }: &Parameter<'_>, cx: &mut Diagnostics) {
    match (COMMON_NAMES.split(' ').any(|common| common == name), reserved) {
        (true, None) => {
            let remedy = "(`reserved`, if the operation documents a parameter of that name)";
            cx.error(*name_span, format!("`{name}` is set by the client; rename or remove this field {remedy}"));
        }
        (false, Some(span)) => {
            cx.error(*span, format!("`{name}` is not a name that signing uses, so `reserved` does nothing"));
        }
        _ => {}
    }
}
