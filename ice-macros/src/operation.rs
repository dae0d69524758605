//! The model of an operation: its options, and the parameters that can be sent. Unusable ones are reported here and
//! left out.

use proc_macro2::{Ident, Span};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::{Attribute, Data, DataStruct, DeriveInput, ExprPath, Field, Fields, Generics, LitStr, Type};

use crate::carrier::carried;
use crate::diagnostics::Diagnostics;
use crate::input::{Input, check_misplaced, last_segment};
use crate::option_sets::{FieldOptions, OperationOptions};
use crate::options::{Options as _, Written};
use crate::tokens::tidy;
use crate::values;

pub(crate) const NOT_A_STRUCT: &str = "`#[ice_operation]` describes a request, so it goes on a struct";

/// A declared operation.
pub(crate) struct Operation<'a> {
    /// The struct's name.
    pub(crate) ident: &'a Ident,
    pub(crate) generics: &'a Generics,
    pub(crate) attributes: &'a [Attribute],
    /// The span of the attribute.
    pub(crate) place: Span,
    pub(crate) options: OperationOptions,
    /// The parameters in the order of the fields.
    pub(crate) parameters: Vec<Parameter<'a>>,
    /// Whether no field had to be left out.
    pub(crate) is_complete: bool,
    /// Whether the type is a struct at all.
    pub(crate) is_struct: bool,
}

/// A parameter of an operation.
pub(crate) struct Parameter<'a> {
    pub(crate) field: &'a Ident,
    pub(crate) ty: &'a Type,
    pub(crate) attributes: &'a [Attribute],
    /// The name on the wire.
    pub(crate) name: String,
    /// The tokens that give the name.
    pub(crate) name_span: Span,
    /// Whether an option gives the name.
    pub(crate) is_renamed: bool,
    pub(crate) encoding: Encoding,
    /// The option that names the encoding.
    pub(crate) way: Option<Written>,
    /// The span of `body`, if the value travels in the form body.
    pub(crate) body: Option<Span>,
    /// The span of `reserved`, if the name may be one that signing uses.
    pub(crate) reserved: Option<Span>,
}

/// The one way in which a value is sent.
pub(crate) enum Encoding {
    /// As its own text; it may turn the pages.
    Plain,
    /// As JSON.
    Json,
    /// As numbered parameters.
    Flat,
    /// As one string with a separator.
    Join(LitStr),
    /// As the result of a user's function.
    With(ExprPath),
    /// As it is, or the call's token if `None`.
    IdempotencyToken,
    /// As it is, or the client's region if `None`.
    Region,
}

impl<'a> Operation<'a> {
    /// Reads the options of a struct and of its fields.
    pub(crate) fn from_input(input: &'a Input, cx: &mut Diagnostics) -> Self {
        let DeriveInput { ident, generics, attrs, data, .. } = &input.item;
        let (options, place) = read_carrier(&input.item, cx);
        check_misplaced(&input.of_parameters, "fields", cx);
        let before = cx.count();
        let is_struct = matches!(data, Data::Struct(_));
        let mut parameters = Vec::new();
        match data {
            Data::Struct(DataStruct { fields: Fields::Named(fields), .. }) => {
                parameters.extend(fields.named.iter().filter_map(|field| Parameter::from_field(field, cx)));
            }
            Data::Struct(DataStruct { fields: Fields::Unnamed(fields), .. }) => {
                cx.error_spanned(fields, "request parameters need names: use a struct with named fields");
            }
            Data::Struct(_) => {}
            Data::Enum(data) => cx.replace(data.enum_token.span, NOT_A_STRUCT),
            Data::Union(data) => cx.replace(data.union_token.span, NOT_A_STRUCT),
        }
        let is_complete = cx.count() == before;
        Self { ident, generics, attributes: attrs, place, options, parameters, is_complete, is_struct }
    }
}

/// Reads the options that the attribute has passed on, and the span of the attribute.
fn read_carrier(input: &DeriveInput, cx: &mut Diagnostics) -> (OperationOptions, Span) {
    let mut options = OperationOptions::default();
    let mut place = None;
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("ice")) {
        if let Some((span, tokens)) = carried(attribute) {
            place = Some(span);
            options.read_all(tokens, cx);
        } else {
            let message = "options of the operation go into `#[ice_operation(..)]`, those of a field on the field";
            cx.error_spanned(attribute.path(), message);
        }
    }
    if place.is_none() {
        cx.replace(input.ident.span(), "write `#[ice_operation(..)]`, which brings this derive along");
    } else if let (Some(place), None) = (place, options.action.written) {
        cx.error(place, "missing `action`: write `#[ice_operation(action = \"CreateUploadStream\")]`");
    }
    (options, place.unwrap_or_else(|| input.ident.span()))
}

impl Operation<'_> {
    /// The operation's name on the wire. The struct's name stands in for it if a mistake was reported instead.
    pub(crate) fn action(&self) -> String {
        self.options.action.value.as_ref().map_or_else(|| self.ident.unraw().to_string(), LitStr::value)
    }

    /// Whether the operation only reads, according to its option or else to the same rule that the runtime uses.
    pub(crate) fn is_safe(&self) -> bool {
        const READING: [&str; 6] = ["Get", "List", "Query", "Describe", "Search", "BatchGet"];
        let action = self.action();
        let is_verb = |verb: &&str| {
            action.strip_prefix(*verb).is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_lowercase()))
        };
        let is_reading = !action.starts_with("SearchIndexJobRerun") && READING.iter().any(is_verb);
        self.options.retry.value.map_or(is_reading, |retry| retry == "safe")
    }
}

impl<'a> Parameter<'a> {
    /// Reads a field. A skipped field is not a parameter; one that cannot be sent is reported.
    fn from_field(field: &'a Field, cx: &mut Diagnostics) -> Option<Self> {
        let (ident, ty) = (field.ident.as_ref()?, &field.ty);
        let options = FieldOptions::from_attributes(&field.attrs, cx);
        if options.skip.written.is_some() {
            let useless = |name: &str| format!("a skipped field is never sent, so `{name}` does nothing");
            options.notes.report(|name| (name != "skip").then(|| useless(name)), cx);
            return None;
        }
        let name = options.rename.text_or(ident, || default_name(ident, cx));
        let (body, reserved) = (options.body.span(), options.reserved.span());
        let is_renamed = options.rename.value.is_some();
        let encoding = options.into_encoding(ty, cx);
        let ((name, name_span), (encoding, way)) = (name?, encoding?);
        let attributes = &field.attrs;
        Some(Self { field: ident, ty, attributes, name, name_span, is_renamed, encoding, way, body, reserved })
    }

    /// The span of the option `name`, if that is the one that sets the encoding.
    pub(crate) fn marked(&self, name: &str) -> Option<Span> {
        self.way.filter(|way| way.key.name == name).map(|way| way.span)
    }

    /// Whether the user always has to set it.
    pub(crate) fn is_required(&self) -> bool {
        last_segment(self.ty).is_none_or(|segment| segment.ident != "Option")
    }
}

/// The name on the wire of a field without `rename`: `PascalCase` as in serde, with a capital after each `_`.
fn default_name(ident: &Ident, cx: &mut Diagnostics) -> Option<String> {
    let name: String = ident.unraw().to_string().split('_').map(values::capitalized).collect();
    let checked = values::check_parameter_name(&name);
    checked
        .map_err(|mistake| cx.error(ident.span(), format!("{mistake}; name it with `#[ice(rename = \"..\")]`")))
        .ok()?;
    Some(name)
}

/// Whether a type is written as `Option<String>`.
fn is_optional_string(ty: &Type) -> bool {
    let text = tidy(&ty.to_token_stream());
    let names = text.trim_end_matches('>').split('<').map(|path| path.rsplit(':').next().unwrap_or_default());
    names.eq(["Option", "String"])
}

/// Reports a type that cannot hold the value that is filled in for the user.
pub(crate) fn check_filled(ty: &Type, mistake: &str, cx: &mut Diagnostics) -> Option<()> {
    let is_right = is_optional_string(ty);
    if !is_right {
        cx.error_spanned(ty, mistake);
    }
    is_right.then_some(())
}

/// The options that say how the value is sent.
const WAYS: [&str; 8] = ["json", "flat", "join", "with", "idempotency_token", "region", "page_token", "page_number"];

/// The ones for which the client fills in the field.
const FILLED: [&str; 4] = ["idempotency_token", "region", "page_token", "page_number"];

const NOT_A_TOKEN: &str = "an idempotency token is an `Option<String>`: the client fills it in when it is `None`";

impl FieldOptions {
    /// The one way in which the value is sent, and the option that sets it. `None` if there is more than one: all
    /// others are reported.
    fn into_encoding(self, ty: &Type, cx: &mut Diagnostics) -> Option<(Encoding, Option<Written>)> {
        let is_way = |name: &str| WAYS.contains(&name);
        let mut ways = self.notes.written.iter().filter(|written| is_way(written.key.name));
        let Some(&way) = ways.next() else {
            return (!self.notes.has_unknown).then_some((Encoding::Plain, None));
        };
        let first = way.key.name;
        if ways.any(|other| other.key.name != first) {
            let are_filled = |other: &str| FILLED.contains(&first) && FILLED.contains(&other);
            let reason = |other: &str| {
                if are_filled(other) { "a field is filled in with one of them" } else { "a value is sent in one way" }
            };
            let message = |other: &str| format!("`{first}` and `{other}` exclude each other: {}", reason(other));
            self.notes.report(|name| (name != first && is_way(name)).then(|| message(name)), cx);
            return None;
        }
        let encoding = match first {
            "json" => Encoding::Json,
            "flat" => Encoding::Flat,
            "join" => Encoding::Join(self.join.value?),
            "with" => Encoding::With(self.with.value?),
            "region" => {
                check_filled(ty, "a region is an `Option<String>`: the client fills it in when it is `None`", cx)?;
                Encoding::Region
            }
            "idempotency_token" => {
                check_filled(ty, NOT_A_TOKEN, cx)?;
                Encoding::IdempotencyToken
            }
            _ => Encoding::Plain,
        };
        Some((encoding, Some(way)))
    }
}
