//! The model of a documented set of values: an enum comes in, those of its values that can be used go out.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{Data, DataEnum, DeriveInput, Fields, LitStr, Path, Variant};

use crate::attribute::is_carrier;
use crate::diagnostics::Diagnostics;
use crate::input::{Input, last_segment};
use crate::keys::{Key, Level};
use crate::options::{Options, Slot, Written, options};
use crate::values::{check_not_empty, parse_crate, text};

const NOT_AN_ENUM: &str = "`IceEnum` lists the values of a parameter, so it goes on an enum";

const NO_VALUE: &str = "a value cannot be empty; leave the parameter out instead";

const OTHER: &str = "`other` holds the value: `Other(String)`";

options! {
    /// The options of `#[ice(..)]` on the enum.
    EnumOptions at Enum {
        "ignore_case" = "", ignore_case: () = read_flag();
        "crate" = "::ice_runtime", runtime: Path = read(parse_crate);
    }
}

options! {
    /// The options of `#[ice(..)]` on a variant.
    VariantOptions at Variant {
        "rename" = "\"4K\"", rename: LitStr = read(text(check_not_empty(NO_VALUE)));
        "other" = "", other: () = read_flag();
    }
}

/// An enum of documented values.
pub(crate) struct ValueSet<'a> {
    pub(crate) item: &'a DeriveInput,
    pub(crate) runtime: Option<Path>,
    pub(crate) ignores_case: bool,
    pub(crate) values: Vec<Value<'a>>,
    /// The variant that takes every other value.
    pub(crate) other: Option<&'a Ident>,
    /// Whether that is every variant.
    pub(crate) is_complete: bool,
}

/// A documented value.
pub(crate) struct Value<'a> {
    pub(crate) variant: &'a Ident,
    pub(crate) text: String,
    /// The tokens that give the text.
    span: Span,
}

impl<'a> ValueSet<'a> {
    /// Reads an enum.
    pub(crate) fn from_input(input: &'a Input, cx: &mut Diagnostics) -> Self {
        let item = &input.item;
        let options = EnumOptions::from_attributes(item.attrs.iter().filter(|attribute| !is_carrier(attribute)), cx);
        let ignores_case = options.ignore_case.span().is_some();
        let runtime = options.runtime.value;
        let mut set = Self { item, runtime, ignores_case, values: Vec::new(), other: None, is_complete: false };
        match &item.data {
            Data::Struct(data) => cx.replace(data.struct_token.span, NOT_AN_ENUM),
            Data::Union(data) => cx.replace(data.union_token.span, NOT_AN_ENUM),
            Data::Enum(DataEnum { variants, .. }) => {
                if variants.is_empty() && !input.is_broken {
                    cx.error(item.ident.span(), "an enum without values cannot be sent");
                }
                variants.iter().for_each(|variant| set.read_variant(variant, cx));
                let usable = set.values.len() + usize::from(set.other.is_some());
                set.is_complete = !variants.is_empty() && usable == variants.len();
            }
        }
        set.check_values(cx);
        set
    }

    /// Reads a variant: a value, or the one that takes every other value.
    fn read_variant(&mut self, variant: &'a Variant, cx: &mut Diagnostics) {
        let options = VariantOptions::from_attributes(&variant.attrs, cx);
        let ident = &variant.ident;
        if let Some(span) = options.other.span() {
            return self.read_other(variant, span, &options, cx);
        }
        let is_unit = matches!(variant.fields, Fields::Unit);
        if !is_unit && !options.has_unknown {
            let message = "a value has no fields; for values added later write `#[ice(other)] Other(String)`";
            cx.error_spanned(&variant.fields, message);
        }
        let (text, span) = options.rename.text_or(ident, || ident.unraw().to_string());
        if is_unit && !text.is_empty() {
            self.values.push(Value { variant: ident, text, span });
        }
    }

    /// Reads the variant that takes every other value; `span` is the place of the option.
    fn read_other(&mut self, variant: &'a Variant, span: Span, options: &VariantOptions, cx: &mut Diagnostics) {
        if let Some(rename) = options.rename.span() {
            cx.error(rename, "`other` sends the value that it holds, so `rename` does nothing");
        }
        let only = match &variant.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first(),
            _ => None,
        };
        let ty = only.map(|field| &field.ty);
        let is_usable = ty.and_then(last_segment).is_some_and(|segment| segment.ident == "String");
        match &variant.fields {
            _ if is_usable => {}
            Fields::Unit => cx.error(variant.ident.span(), OTHER),
            _ if ty.is_some() => cx.error_spanned(ty, OTHER),
            fields => cx.error_spanned(fields, OTHER),
        }
        match self.other {
            Some(first) => cx.error(span, format!("`{first}` already takes every other value")),
            None if is_usable => self.other = Some(&variant.ident),
            None => {}
        }
    }

    /// A text stands for one value, or parsing would be a matter of luck.
    fn check_values(&self, cx: &mut Diagnostics) {
        let is_same = |one: &str, other: &str| one == other || (self.ignores_case && one.eq_ignore_ascii_case(other));
        for (index, value) in self.values.iter().enumerate() {
            let mut earlier = self.values.iter().take(index);
            if let Some(first) = earlier.find(|first| is_same(&first.text, &value.text)) {
                cx.error(value.span, format!("value `{}` is already `{}`", value.text.escape_debug(), first.variant));
            }
        }
    }
}
