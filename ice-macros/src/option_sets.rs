//! The tables of options: which ones exist, where each is allowed, and how its value is read.

use syn::parse::ParseStream;
use syn::{ExprPath, LitStr, Path, Type};

use crate::diagnostics::Diagnostics;
use crate::keys::{Key, Table};
use crate::options::{Notes, Options, Slot, Written, options};
use crate::values::{self, ProductValue, check_not_empty, text, word};

options! {
    /// The options of `#[ice_operation(..)]`.
    OperationOptions of OPERATION = ["option", "an option of the operation"], ["ice_operation", ""],
        before [&FIELD, &VARIANT, &ENUM, &MEMBER, &REPLY] => {
        "action" = "\"CreateUploadStream\"", action: LitStr = read(text(values::check_action));
        "response" = "CreateUploadStreamResponse", response: Type = read(values::parse_response);
        "version" = "\"2020-11-09\"", version: LitStr = read(text(values::check_version));
        "product" = "Product::VOD", product: ProductValue = read(values::parse_product);
        "method" = "POST", method: &'static str = read(word(&["GET", "POST"], "RPC operations use `GET` or `POST`"));
        "regions" = "[\"cn-shanghai\"]", regions: Vec<LitStr> = read(values::parse_regions), whole = values::lone_region;
        "anonymous" = "", anonymous: () = read_flag();
        "ram_action" = "\"bss:SavingsPlansAnalysis\"", ram_action: LitStr = read(text(values::check_ram_action));
        "retry" = "safe", retry: &'static str = read(word(&["safe", "unsafe"], "`retry` is `safe` or `unsafe`"));
        "pages" = "both", pages: &'static str = read_flag_or(word(&["both"], "write `pages` or `pages = both`"));
        "serde" = "unrelated", serde: &'static str = read(word(&["unrelated"], "`serde` is `unrelated`, or is left out"));
        "crate" = "::ice_runtime", runtime: Path = read(values::parse_crate);
    }
}

options! {
    /// The options of `#[ice(..)]` on a field of an operation.
    FieldOptions of FIELD = ["field option", "a field option"], ["ice", " on the field"],
        before [&OPERATION, &VARIANT, &ENUM, &MEMBER, &REPLY] => {
        "rename" = "\"MediaURL\"", rename: LitStr = read(text(values::check_parameter_name));
        "json" = "", json: () = read_flag();
        "flat" = "", flat: () = read_flag();
        "join" = "\",\"", join: LitStr = read(text(check_not_empty("a separator cannot be empty")));
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

options! {
    /// The options of `#[ice(..)]` on an `IceEnum`.
    EnumOptions of ENUM = ["option", "an option of the enum"], ["ice", " on the enum"],
        before [&VARIANT, &FIELD, &OPERATION, &MEMBER, &REPLY] => {
        "ignore_case" = "", ignore_case: () = read_flag();
        "crate" = "::ice_runtime", runtime: Path = read(values::parse_crate);
    }
}

options! {
    /// The options of `#[ice(..)]` on a variant of an `IceEnum`.
    VariantOptions of VARIANT = ["variant option", "a variant option"], ["ice", " on the variant"],
        before [&ENUM, &FIELD, &OPERATION, &MEMBER, &REPLY] => {
        "rename" = "\"4K\"", rename: LitStr = read(text(check_not_empty(NO_VALUE)));
        "other" = "", other: () = read_flag();
    }
}

const NO_VALUE: &str = "a value cannot be empty; leave the parameter out instead";

options! {
    /// The options of `#[ice(..)]` on an `IcePage`.
    RuntimeOptions of REPLY = ["option", "an option of the reply"], ["ice", " on the reply"],
        before [&MEMBER, &OPERATION, &FIELD, &VARIANT, &ENUM] => {
        "crate" = "::ice_runtime", runtime: Path = read(values::parse_crate);
    }
}

options! {
    /// The options of `#[ice(..)]` on a field of an `IcePage`.
    MemberOptions of MEMBER = ["field option", "an option of a reply's field"], ["ice", " on the field of the reply"],
        before [&REPLY, &OPERATION, &FIELD, &VARIANT, &ENUM] => {
        "items" = "", items: () = read_flag();
        "next_token" = "", next_token: () = read_flag();
        "total" = "", total: () = read_flag();
        "nested" = "", nested: () = read_flag();
        "skip" = "", skip: () = read_flag();
    }
}
