//! The model of a documented set of values: the variants of an enum that can be sent.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt as _;
use syn::{Data, DataEnum, DeriveInput, Fields, Path, Variant};

use crate::carrier::is_carrier;
use crate::diagnostics::Diagnostics;
use crate::input::{Input, check_misplaced, last_segment};
use crate::option_sets::{EnumOptions, VariantOptions};
use crate::options::Options as _;

const NOT_AN_ENUM: &str = "`IceEnum` lists the values of a parameter, so it goes on an enum";

const OTHER: &str = "`other` holds the value: `Other(String)`";

/// An enum of documented values.
pub(crate) struct ValueSet<'a> {
    pub(crate) item: &'a DeriveInput,
    pub(crate) runtime: Option<Path>,
    pub(crate) ignores_case: bool,
    pub(crate) values: Vec<Value<'a>>,
    /// The variant for every other value.
    pub(crate) other: Option<&'a Ident>,
    /// Whether no variant had to be left out.
    pub(crate) is_complete: bool,
}

/// A documented value.
pub(crate) struct Value<'a> {
    pub(crate) variant: &'a Ident,
    pub(crate) text: String,
    /// The span of the tokens that give the text.
    span: Span,
}

impl<'a> ValueSet<'a> {
    /// Reads an enum.
    pub(crate) fn from_input(input: &'a Input, cx: &mut Diagnostics) -> Self {
        let item = &input.item;
        let options = EnumOptions::from_attributes(item.attrs.iter().filter(|attribute| !is_carrier(attribute)), cx);
        check_misplaced(&input.of_parameters, "the enum and its variants", cx);
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

    /// Reads a variant: a documented value, or the catch-all for every other value.
    fn read_variant(&mut self, variant: &'a Variant, cx: &mut Diagnostics) {
        let options = VariantOptions::from_attributes(&variant.attrs, cx);
        check_misplaced(variant.fields.iter().flat_map(|field| &field.attrs), "the variant", cx);
        let ident = &variant.ident;
        if let Some(span) = options.other.span() {
            return self.read_other(variant, span, &options, cx);
        }
        let is_unit = matches!(variant.fields, Fields::Unit);
        if !is_unit && !options.notes.has_unknown {
            let message = "a value has no fields; for values added later write `#[ice(other)] Other(String)`";
            cx.error_spanned(&variant.fields, message);
        }
        let text = options.rename.text_or(ident, || Some(ident.unraw().to_string()));
        self.values.extend(text.filter(|_| is_unit).map(|(text, span)| Value { variant: ident, text, span }));
    }

    /// Reads the catch-all variant; `span` is where `other` is written.
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

    /// Reports texts that stand for two values: parsing would be ambiguous.
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
