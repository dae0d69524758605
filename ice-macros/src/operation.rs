//! The model of an operation: a struct with its options comes in, its facts and parameters go out, sound or marked unusable.

use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{
    Attribute, Data, DeriveInput, ExprPath, Field, Fields, GenericArgument, Generics, LitStr, Path, PathArguments, Type,
};

use crate::attribute::CARRIER;
use crate::diagnostics::Diagnostics;
use crate::keys::Level;
use crate::options::{Options, Slot, Written};
use crate::values::{self, Method, Retry};

pub(crate) const NOT_A_STRUCT: &str = "`#[ice_operation]` describes a request, so it goes on a struct";

/// The options of `#[ice_operation(..)]`.
#[derive(Default)]
pub(crate) struct OperationOptions {
    pub(crate) action: Slot<LitStr>,
    pub(crate) response: Slot<Type>,
    pub(crate) version: Slot<LitStr>,
    pub(crate) product: Slot<LitStr>,
    pub(crate) method: Slot<Method>,
    pub(crate) regions: Slot<Vec<LitStr>>,
    pub(crate) anonymous: Slot<()>,
    pub(crate) retry: Slot<Retry>,
    pub(crate) runtime: Slot<Path>,
}

impl Options for OperationOptions {
    const LEVEL: Level = Level::Operation;

    fn read(&mut self, option: &Written, input: ParseStream<'_>, cx: &mut Diagnostics) {
        match option.key.name {
            "action" => self.action.read(option, input, cx, values::parse_action),
            "response" => self.response.read(option, input, cx, values::parse_response),
            "version" => self.version.read(option, input, cx, values::parse_version),
            "product" => self.product.read(option, input, cx, values::parse_product),
            "method" => self.method.read(option, input, cx, values::parse_method),
            "regions" => self.regions.read(option, input, cx, values::parse_regions),
            "retry" => self.retry.read(option, input, cx, values::parse_retry),
            "crate" => self.runtime.read(option, input, cx, values::parse_crate),
            _ => self.anonymous.read_flag(option, input, cx),
        }
    }
}

impl OperationOptions {
    /// Reads what can be used; the mistakes are left to the next stage.
    pub(crate) fn from_tokens(tokens: &TokenStream) -> Self {
        let mut options = Self::default();
        options.read_all(tokens.clone(), &mut Diagnostics::default());
        options
    }
}

/// The options of `#[ice(..)]` on a field.
#[derive(Default)]
pub(crate) struct FieldOptions {
    pub(crate) rename: Slot<LitStr>,
    pub(crate) json: Slot<()>,
    pub(crate) flat: Slot<()>,
    pub(crate) join: Slot<LitStr>,
    pub(crate) with: Slot<ExprPath>,
    pub(crate) body: Slot<()>,
    pub(crate) idempotency_token: Slot<()>,
    pub(crate) reserved: Slot<()>,
    pub(crate) skip: Slot<()>,
    /// The well spelt options in the order in which they are written.
    written: Vec<(&'static str, Span)>,
}

impl Options for FieldOptions {
    const LEVEL: Level = Level::Field;

    fn read(&mut self, option: &Written, input: ParseStream<'_>, cx: &mut Diagnostics) {
        if option.is_certain {
            self.written.push((option.key.name, option.span));
        }
        match option.key.name {
            "rename" => self.rename.read(option, input, cx, values::parse_parameter_name),
            "json" => self.json.read_flag(option, input, cx),
            "flat" => self.flat.read_flag(option, input, cx),
            "join" => self.join.read(option, input, cx, values::parse_separator),
            "with" => self.with.read(option, input, cx, values::parse_function),
            "body" => self.body.read_flag(option, input, cx),
            "idempotency_token" => self.idempotency_token.read_flag(option, input, cx),
            "reserved" => self.reserved.read_flag(option, input, cx),
            _ => self.skip.read_flag(option, input, cx),
        }
    }
}

/// A declared operation.
pub(crate) struct Operation<'a> {
    /// The struct's name.
    pub(crate) ident: &'a Ident,
    pub(crate) generics: &'a Generics,
    /// The place of the attribute.
    pub(crate) place: Span,
    pub(crate) options: OperationOptions,
    /// The parameters in the order of the fields.
    pub(crate) parameters: Vec<Parameter<'a>>,
    /// Whether the type is a struct with named fields, or with none.
    pub(crate) is_request: bool,
}

/// A parameter of an operation.
pub(crate) struct Parameter<'a> {
    pub(crate) field: &'a Ident,
    pub(crate) ty: &'a Type,
    /// The name on the wire; absent where the written one cannot be used.
    pub(crate) name: Option<String>,
    /// The tokens that give the name.
    pub(crate) name_span: Span,
    pub(crate) encoding: Encoding,
    /// The place of `body`, if the value travels in the form body.
    pub(crate) body: Option<Span>,
    /// The place of `reserved`, if the name may be one that signing uses.
    pub(crate) reserved: Option<Span>,
}

/// The one way in which a value is sent.
pub(crate) enum Encoding {
    /// By its own text.
    Plain,
    /// As JSON; with the place of the option, as in the next ones.
    Json(Span),
    /// As numbered names.
    Flat(Span),
    /// As one text with a separator.
    Join(Span, LitStr),
    /// By a function of the user's.
    With(ExprPath),
    /// As it is, or the call's token in its place.
    IdempotencyToken(Span),
    /// More than one way is written, or the way's value cannot be used.
    Unusable,
}

impl<'a> Operation<'a> {
    /// Reads the options of a struct and of its fields.
    pub(crate) fn from_input(input: &'a DeriveInput, cx: &mut Diagnostics) -> Self {
        let (options, place) = read_carrier(input, cx);
        let mut operation = Self {
            ident: &input.ident,
            generics: &input.generics,
            place,
            options,
            parameters: Vec::new(),
            is_request: true,
        };
        match &input.data {
            Data::Struct(data) => match &data.fields {
                Fields::Named(fields) => {
                    operation.parameters = fields
                        .named
                        .iter()
                        .filter_map(|field| Parameter::from_field(field, cx))
                        .collect();
                }
                Fields::Unit => {}
                Fields::Unnamed(fields) => {
                    operation.is_request = false;
                    cx.error_spanned(fields, "request parameters need names: use a struct with named fields");
                }
            },
            Data::Enum(data) => operation.refuse(data.enum_token.span, cx),
            Data::Union(data) => operation.refuse(data.union_token.span, cx),
        }
        operation
    }

    /// Reports that the attribute is on another item than a struct; nothing else is worth saying then.
    fn refuse(&mut self, keyword: Span, cx: &mut Diagnostics) {
        *cx = Diagnostics::default();
        cx.error(keyword, NOT_A_STRUCT);
        self.options.response = Slot::Unusable(keyword);
        self.is_request = false;
    }
}

/// Reads the options that the attribute has passed on, and the place of the attribute.
fn read_carrier(input: &DeriveInput, cx: &mut Diagnostics) -> (OperationOptions, Span) {
    let mut options = OperationOptions::default();
    let mut place = None;
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("ice")) {
        if let Some((ident, tokens)) = carried_options(attribute) {
            place = Some(ident.span());
            options.read_all(tokens, cx);
        } else {
            let message = "options of the operation go into `#[ice_operation(..)]`, those of a field on the field";
            cx.error_spanned(attribute.path(), message);
        }
    }
    match (place, &options.action) {
        (Some(place), Slot::Absent) => {
            cx.error(
                place,
                "missing `action`: write `#[ice_operation(action = \"CreateUploadStream\")]`",
            );
        }
        (None, _) => cx.error(
            input.ident.span(),
            "write `#[ice_operation(..)]`, which brings this derive along",
        ),
        _ => {}
    }
    (options, place.unwrap_or_else(|| input.ident.span()))
}

/// What stands in `#[ice(__operation(..))]`.
fn carried_options(attribute: &Attribute) -> Option<(Ident, TokenStream)> {
    let parse = |input: ParseStream<'_>| {
        let ident = input.parse::<Ident>()?;
        let content;
        syn::parenthesized!(content in input);
        Ok((ident, content.parse::<TokenStream>()?))
    };
    attribute
        .parse_args_with(parse)
        .ok()
        .filter(|(ident, _)| ident == CARRIER)
}

impl<'a> Parameter<'a> {
    /// Reads a field; a skipped one is no parameter.
    fn from_field(field: &'a Field, cx: &mut Diagnostics) -> Option<Self> {
        let ident = field.ident.as_ref()?;
        let mut options = FieldOptions::from_attributes(&field.attrs, cx);
        if options.skip.span().is_some() {
            options.check_skip(cx);
            return None;
        }
        let encoding = options.encoding(cx);
        let body = options.body.span();
        let reserved = options.reserved.span();
        let (name, name_span) = match options.rename {
            Slot::Usable(_, literal) => (Some(literal.value()), literal.span()),
            Slot::Unusable(span) => (None, span),
            Slot::Absent => (default_name(ident, cx), ident.span()),
        };
        Some(Self {
            field: ident,
            ty: &field.ty,
            name,
            name_span,
            encoding,
            body,
            reserved,
        })
    }

    /// Whether the parameter is always sent.
    pub(crate) fn is_required(&self) -> bool {
        last_segment(self.ty).is_none_or(|segment| segment.ident != "Option")
    }
}

/// The name on the wire of a field without `rename`.
fn default_name(ident: &Ident, cx: &mut Diagnostics) -> Option<String> {
    let name = wire_name(&ident.unraw().to_string());
    match values::parameter_name_mistake(&name) {
        Some(mistake) => cx.error(
            ident.span(),
            format!("{mistake}, or name it with `#[ice(rename = \"..\")]`"),
        ),
        None => return Some(name),
    }
    None
}

/// The name in `PascalCase`, as serde makes it: a capital after each `_`.
fn wire_name(field: &str) -> String {
    let mut name = String::new();
    let mut is_start = true;
    for letter in field.chars() {
        if letter == '_' {
            is_start = true;
        } else if std::mem::take(&mut is_start) {
            name.push(letter.to_ascii_uppercase());
        } else {
            name.push(letter);
        }
    }
    name
}

/// The last segment of a type's path.
pub(crate) fn last_segment(ty: &Type) -> Option<&syn::PathSegment> {
    match ty {
        Type::Path(path) => path.path.segments.last(),
        Type::Group(group) => last_segment(&group.elem),
        Type::Paren(paren) => last_segment(&paren.elem),
        _ => None,
    }
}

/// Whether a type is written as `Option<String>`.
pub(crate) fn is_optional_string(ty: &Type) -> bool {
    let Some(segment) = last_segment(ty) else { return false };
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return false;
    };
    let mut arguments = arguments.args.iter();
    let (Some(GenericArgument::Type(inner)), None) = (arguments.next(), arguments.next()) else {
        return false;
    };
    segment.ident == "Option" && last_segment(inner).is_some_and(|inner| inner.ident == "String")
}

impl FieldOptions {
    /// Finds the one way in which the value is sent.
    fn encoding(&mut self, cx: &mut Diagnostics) -> Encoding {
        const WAYS: [&str; 5] = ["json", "flat", "join", "with", "idempotency_token"];
        let mut ways = self.written.iter().filter(|(name, _)| WAYS.contains(name));
        if let Some((first, _)) = ways.next() {
            let mut conflicts = ways.filter(|(name, _)| name != first).peekable();
            let is_ambiguous = conflicts.peek().is_some();
            for (name, span) in conflicts {
                let message = format!("`{first}` and `{name}` exclude each other: a value is sent in one way");
                cx.error(*span, message);
            }
            if is_ambiguous {
                return Encoding::Unusable;
            }
        }
        if self.join.is_unusable() || self.with.is_unusable() {
            Encoding::Unusable
        } else if let Some((span, separator)) = self.join.take() {
            Encoding::Join(span, separator)
        } else if let Some((_, function)) = self.with.take() {
            Encoding::With(function)
        } else if let Some(span) = self.json.span() {
            Encoding::Json(span)
        } else if let Some(span) = self.flat.span() {
            Encoding::Flat(span)
        } else if let Some(span) = self.idempotency_token.span() {
            Encoding::IdempotencyToken(span)
        } else {
            Encoding::Plain
        }
    }

    /// Reports the options that do nothing beside `skip`.
    fn check_skip(&self, cx: &mut Diagnostics) {
        let mut reported = Vec::new();
        for (name, span) in &self.written {
            if *name != "skip" && !reported.contains(name) {
                cx.error(
                    *span,
                    format!("a skipped field is never sent, so `{name}` does nothing"),
                );
                reported.push(name);
            }
        }
    }
}
