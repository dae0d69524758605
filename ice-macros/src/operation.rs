//! The model of an operation: a struct with its options comes in, its facts and parameters go out, sound or marked
//! unusable.

use proc_macro2::{Group, Ident, Span, TokenStream};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{Attribute, Data, DataStruct, DeriveInput, ExprPath, Field, Fields, Generics, LitStr, Path, Type};

use crate::attribute::CARRIER;
use crate::diagnostics::Diagnostics;
use crate::input::last_segment;
use crate::keys::{Key, Level};
use crate::options::{Options, Slot, Spelling, Written, options};
use crate::tokens::tidy;
use crate::values;

pub(crate) const NOT_A_STRUCT: &str = "`#[ice_operation]` describes a request, so it goes on a struct";

options! {
    /// The options of `#[ice_operation(..)]`.
    OperationOptions at Operation {
        "action" = "\"CreateUploadStream\"", action: LitStr = read(values::text(values::check_action));
        "response" = "CreateUploadStreamResponse", response: Type = read(values::parse_response);
        "version" = "\"2020-11-09\"", version: LitStr = read(values::text(values::check_version));
        "product" = "Product::VOD", product: ProductOption = read(values::parse_product);
        "method" = "POST", method: &'static str = read(values::word(&["GET", "POST"], "RPC operations use `GET` or `POST`"));
        "regions" = "[\"cn-shanghai\"]", regions: Vec<LitStr> = read(values::parse_regions);
        "anonymous" = "", anonymous: () = read_flag();
        "ram_action" = "\"bss:SavingsPlansAnalysis\"", ram_action: LitStr = read(values::text(values::check_ram_action));
        "retry" = "safe", retry: &'static str = read(values::word(&["safe", "unsafe"], "`retry` is `safe` or `unsafe`"));
        "pages" = "both", pages: &'static str = read_flag_or(values::word(&["both"], "`pages` stands alone, or as `pages = both`"));
        "crate" = "::ice_runtime", runtime: Path = read(values::parse_crate);
    }
}

options! {
    /// The options of `#[ice(..)]` on a field.
    FieldOptions at Field {
        "rename" = "\"MediaURL\"", rename: LitStr = read(values::text(values::check_parameter_name));
        "json" = "", json: () = read_flag();
        "flat" = "", flat: () = read_flag();
        "join" = "\",\"", join: LitStr = read(values::text(values::check_not_empty("a separator cannot be empty")));
        "with" = "path::to::function", with: ExprPath = read(values::parse_function);
        "body" = "", body: () = read_flag();
        "idempotency_token" = "", idempotency_token: () = read_flag();
        "region" = "", region: () = read_flag();
        "page_token" = "", page_token: () = read_flag();
        "page_number" = "", page_number: () = read_flag();
        "reserved" = "", reserved: () = read_flag();
        "skip" = "", skip: () = read_flag();
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
    /// Whether the type is a struct at all.
    pub(crate) is_struct: bool,
}

/// How the product is written.
pub(crate) enum ProductOption {
    /// By its code; the version is an option of its own.
    Code(LitStr),
    /// By the path of a constant.
    Constant(ExprPath),
}

/// A parameter of an operation.
pub(crate) struct Parameter<'a> {
    pub(crate) field: &'a Ident,
    pub(crate) ty: &'a Type,
    /// The name on the wire; empty where the written one cannot be used.
    pub(crate) name: String,
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
    /// As it is, or the client's region in its place.
    Region(Span),
    /// By its own text, which is the token of a page.
    PageToken(Span),
    /// By its own text, which is the number of a page.
    PageNumber(Span),
    /// More than one way is written, or the way's value cannot be used.
    Unusable,
}

impl<'a> Operation<'a> {
    /// Reads the options of a struct and of its fields.
    pub(crate) fn from_input(input: &'a DeriveInput, cx: &mut Diagnostics) -> Self {
        let (options, place) = read_carrier(input, cx);
        let mut parameters = Vec::new();
        let is_struct = matches!(input.data, Data::Struct(_));
        match &input.data {
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
        Self { ident: &input.ident, generics: &input.generics, place, options, parameters, is_struct }
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
    if place.is_none() {
        cx.error(input.ident.span(), "write `#[ice_operation(..)]`, which brings this derive along");
    } else if let (Some(place), None) = (place, options.action.written) {
        cx.error(place, "missing `action`: write `#[ice_operation(action = \"CreateUploadStream\")]`");
    }
    (options, place.unwrap_or_else(|| input.ident.span()))
}

/// What stands in `#[ice(__operation(..))]`.
fn carried_options(attribute: &Attribute) -> Option<(Ident, TokenStream)> {
    let parse = |input: ParseStream<'_>| Ok((input.parse::<Ident>()?, input.parse::<Group>()?.stream()));
    attribute.parse_args_with(parse).ok().filter(|(ident, _)| ident == CARRIER)
}

impl<'a> Parameter<'a> {
    /// Reads a field; a skipped one is no parameter.
    fn from_field(field: &'a Field, cx: &mut Diagnostics) -> Option<Self> {
        let ident = field.ident.as_ref()?;
        let options = FieldOptions::from_attributes(&field.attrs, cx);
        if options.skip.span().is_some() {
            options.check_skip(cx);
            return None;
        }
        let (body, reserved) = (options.body.span(), options.reserved.span());
        let (name, name_span) = options.rename.text_or(ident, || default_name(ident, cx));
        let encoding = options.into_encoding(&field.ty, cx);
        Some(Self { field: ident, ty: &field.ty, name, name_span, encoding, body, reserved })
    }

    /// Whether the value is sent by its own text.
    pub(crate) fn is_plain(&self) -> bool {
        matches!(self.encoding, Encoding::Plain | Encoding::PageToken(_) | Encoding::PageNumber(_))
    }

    /// Whether the parameter is always sent.
    pub(crate) fn is_required(&self) -> bool {
        last_segment(self.ty).is_none_or(|segment| segment.ident != "Option")
    }
}

/// The name on the wire of a field without `rename`: in `PascalCase`, as serde makes it, with a capital after each `_`.
fn default_name(ident: &Ident, cx: &mut Diagnostics) -> String {
    let name: String = ident.unraw().to_string().split('_').map(values::capitalized).collect();
    if let Err(mistake) = values::check_parameter_name(&name) {
        cx.error(ident.span(), format!("{mistake}; name it with `#[ice(rename = \"..\")]`"));
        return String::new();
    }
    name
}

/// Whether a type is written as `Option<String>`.
pub(crate) fn is_optional_string(ty: &Type) -> bool {
    let text = tidy(&ty.to_token_stream());
    let names = text.trim_end_matches('>').split('<').map(|path| path.rsplit(':').next().unwrap_or_default());
    names.eq(["Option", "String"])
}

/// The options that say how the value is sent.
const WAYS: [&str; 8] = ["json", "flat", "join", "with", "idempotency_token", "region", "page_token", "page_number"];

impl FieldOptions {
    /// Finds the one way in which the value is sent, and reports every other.
    fn into_encoding(self, ty: &Type, cx: &mut Diagnostics) -> Encoding {
        let mut ways = self.written.iter().filter(|written| WAYS.contains(&written.key.name));
        let Some(&Written { key: Key { name: first, .. }, span: place, .. }) = ways.next() else {
            return if self.has_unknown { Encoding::Unusable } else { Encoding::Plain };
        };
        let mut is_ambiguous = false;
        for Written { key: Key { name, .. }, span, spelling } in ways.filter(|written| written.key.name != *first) {
            is_ambiguous = true;
            if *spelling == Spelling::Right {
                cx.error(*span, format!("`{first}` and `{name}` exclude each other: a value is sent in one way"));
            }
        }
        match *first {
            _ if is_ambiguous => Encoding::Unusable,
            "json" => Encoding::Json(place),
            "flat" => Encoding::Flat(place),
            "join" => self.join.value.map_or(Encoding::Unusable, |separator| Encoding::Join(place, separator)),
            "with" => self.with.value.map_or(Encoding::Unusable, Encoding::With),
            "page_number" => Encoding::PageNumber(place),
            "page_token" => Encoding::PageToken(place),
            filled if !is_optional_string(ty) => {
                let what = if filled == "region" { "a region" } else { "an idempotency token" };
                cx.error_spanned(
                    ty,
                    format!("{what} is an `Option<String>`: the client fills it in when it is `None`"),
                );
                Encoding::Unusable
            }
            "region" => Encoding::Region(place),
            _ => Encoding::IdempotencyToken(place),
        }
    }

    /// Reports the options that do nothing beside `skip`.
    fn check_skip(&self, cx: &mut Diagnostics) {
        let mut reported = vec!["skip"];
        for Written { key, span, spelling } in &self.written {
            if *spelling == Spelling::Right && !reported.contains(&key.name) {
                cx.error(*span, format!("a skipped field is never sent, so `{}` does nothing", key.name));
                reported.push(key.name);
            }
        }
    }
}
