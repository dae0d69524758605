//! The rules that tie options and fields to each other: the model comes in, mistakes are reported, nothing is changed.

use crate::diagnostics::Diagnostics;
use crate::operation::{Encoding, Operation, Parameter, is_optional_string};
use crate::values::Method;

/// The names that signing uses itself, in byte order.
const COMMON_NAMES: [&str; 12] = [
    "AccessKeyId",
    "Action",
    "BearerToken",
    "Format",
    "SecurityToken",
    "Signature",
    "SignatureMethod",
    "SignatureNonce",
    "SignatureType",
    "SignatureVersion",
    "Timestamp",
    "Version",
];

/// Checks every rule.
pub(crate) fn check(operation: &Operation<'_>, cx: &mut Diagnostics) {
    check_names(&operation.parameters, cx);
    check_idempotency_token(&operation.parameters, cx);
    check_body(operation, cx);
    for parameter in &operation.parameters {
        check_reserved(parameter, cx);
    }
}

/// A name can be sent once: the service might take either value.
fn check_names(parameters: &[Parameter<'_>], cx: &mut Diagnostics) {
    let mut seen: Vec<&Parameter<'_>> = Vec::new();
    for parameter in parameters.iter().filter(|parameter| parameter.name.is_some()) {
        if let Some(message) = seen.iter().find_map(|earlier| describe_clash(earlier, parameter)) {
            cx.error(parameter.name_span, message);
        }
        seen.push(parameter);
    }
}

/// Says which name two parameters have in common.
fn describe_clash(earlier: &Parameter<'_>, later: &Parameter<'_>) -> Option<String> {
    let (name, other) = (later.name.as_ref()?, earlier.name.as_ref()?);
    let field = earlier.field;
    if name == other {
        Some(format!("parameter `{name}` is already sent by `{field}`"))
    } else if numbers(earlier, name) {
        Some(format!("`{name}` is one of the names that `{field}` sends"))
    } else if numbers(later, other) {
        Some(format!(
            "`{name}` as `flat` sends names like `{other}`, which is already sent by `{field}`"
        ))
    } else {
        None
    }
}

/// Whether `name` is one of the names under which a flat parameter may send its parts.
fn numbers(flat: &Parameter<'_>, name: &str) -> bool {
    let own = flat.name.as_deref().unwrap_or_default();
    matches!(flat.encoding, Encoding::Flat(_)) && name.strip_prefix(own).is_some_and(|rest| rest.starts_with('.'))
}

/// One token makes a call repeatable, and the client fills it in.
fn check_idempotency_token(parameters: &[Parameter<'_>], cx: &mut Diagnostics) {
    let mut first = None;
    for parameter in parameters {
        let Encoding::IdempotencyToken(span) = parameter.encoding else {
            continue;
        };
        if let Some(first) = first {
            cx.error(span, format!("`{first}` is already the idempotency token"));
        } else if !is_optional_string(parameter.ty) {
            cx.error_spanned(parameter.ty, "an idempotency token is an `Option<String>`");
        }
        first = first.or(Some(parameter.field));
    }
}

/// The service does not read the body of a `GET`.
fn check_body(operation: &Operation<'_>, cx: &mut Diagnostics) {
    if operation.options.method.value() != Some(&Method::Get) {
        return;
    }
    for span in operation.parameters.iter().filter_map(|parameter| parameter.body) {
        cx.error(
            span,
            "a `GET` request has no body; leave out `body` or use `method = POST`",
        );
    }
}

/// The client sets the common parameters itself; a few operations have one of that name of their own.
fn check_reserved(parameter: &Parameter<'_>, cx: &mut Diagnostics) {
    let Some(name) = parameter.name.as_deref() else { return };
    match (COMMON_NAMES.contains(&name), parameter.reserved) {
        (true, None) => {
            let remedy = "(`reserved`, if the operation documents a parameter of that name)";
            let message = format!("`{name}` is set by the client; rename or remove this field {remedy}");
            cx.error(parameter.name_span, message);
        }
        (false, Some(span)) => {
            cx.error(
                span,
                format!("`{name}` is not a name that signing uses, so `reserved` does nothing"),
            );
        }
        _ => {}
    }
}
