#!/usr/bin/env python3
"""Writes the declarations of operations.jsonl to ../support/declared, one Rust file an operation.

    python3 tests/vectors/declare.py && cargo fmt -p ice-tests

The declarations are what a user would write by hand: snake_case fields, `rename` only where the PascalCase rule does not give
the name on the wire, and a struct for every object. All parameters are optional, as the recorded samples leave out even those
that the documents call required.
"""

import json
import re
import shutil
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE.parent / "support" / "declared"
SCALARS = {"string": "String", "int": "i64", "float": "f64", "bool": "bool", "any": "Value"}
COMMON_NAMES = {
    "AccessKeyId", "Action", "BearerToken", "Format", "SecurityToken", "Signature", "SignatureMethod", "SignatureNonce",
    "SignatureType", "SignatureVersion", "Timestamp", "Version",
}
KEYWORDS = {"type", "ref", "match", "loop", "move", "mod", "use", "where", "in", "as", "box", "final", "override", "priv"}
TOKENS = {"NextToken", "NextPageToken", "ScrollToken"}
NUMBERS = {"PageNo", "PageNumber"}
# Totals, and tokens, that `IcePage` knows by their names.
KNOWN_TO_PAGES = {"NextToken", "NextPageToken", "ScrollToken", "TotalCount", "Total"}
# Operations that take the number of a page beside its token.
BY_BOTH = {"SearchMedia"}
# Names that the generated file uses itself.
TAKEN = {"Option", "Vec", "String", "Value", "BTreeMap", "Serialize", "Deserialize"}


def snake_case(name):
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return re.sub(r"[^A-Za-z0-9]+", "_", words).lower()


def pascal_case(field):
    """The rule of serde and of the macro: a capital after each `_`."""
    return "".join(word[:1].upper() + word[1:] for word in field.split("_"))


def pages(operation):
    """The option that makes an operation paged; none where nothing turns a page."""
    names = {parameter["name"] for parameter in operation["parameters"]}
    if not names & (TOKENS | NUMBERS):
        return None
    return "pages = both" if operation["action"] in BY_BOTH else "pages"


def page_options(members):
    """What `IcePage` has to be told of the members of a reply, or of the object in it that holds the list."""
    options = {}
    for member, kind in members.items():
        if isinstance(kind, dict) and "list" in kind:
            options[member] = "items"
        elif isinstance(kind, dict) and any("list" in inner for inner in kind["object"].values()):
            options[member] = "nested" if len(kind["object"]) > 1 else "items"
        elif member.startswith("Total") and member not in KNOWN_TO_PAGES:
            options[member] = "total"
    return options


class Declaration:
    """The Rust source of one operation."""

    def __init__(self, operation):
        self.operation = operation
        self.action = operation["action"]
        self.taken = TAKEN | {self.action, self.action + "Response"}
        self.structs = []
        # Structs that are pages, with what is said of their members.
        self.pages = {}

    def source(self):
        head = self.request()
        if pages(self.operation):
            self.mark_pages()
        self.structs.append(
            (self.action + "Response", f"A success of [`{self.action}`].", self.operation["response"]["object"], False)
        )
        structs = []
        # Writing a struct may add those of its members.
        for struct in self.structs:
            structs.append(self.struct(*struct))
        body = head + "".join(structs)
        runtime = "{IcePage, ice_operation}" if self.pages else "ice_operation"
        uses = [f"use ice_runtime::{runtime};", "use serde::{Deserialize, Serialize};"]
        if "Value>" in body:
            uses.append("use serde_json::Value;")
        if "BTreeMap<" in body:
            uses.insert(0, "use std::collections::BTreeMap;\n")
        return f"//! `{self.action}` of {self.operation['product']}.\n\n" + "\n".join(uses) + "\n" + body

    def mark_pages(self):
        members = self.operation["response"]["object"]
        self.pages[self.action + "Response"] = page_options(members)
        for member, option in page_options(members).items():
            if option in ("items", "nested") and "object" in members[member]:
                self.pages[pascal_case(snake_case(member))] = page_options(members[member]["object"])

    def request(self):
        operation = self.operation
        options = [f'action = "{self.action}"']
        if operation["product"] != "ice":
            options.append(f'product = "{operation["product"]}"')
        if operation["version"] != "2020-11-09":
            options.append(f'version = "{operation["version"]}"')
        if operation["method"] != "POST":
            options.append(f"method = {operation['method']}")
        if operation["anonymous"]:
            options.append("anonymous")
        if pages(operation):
            options.append(pages(operation))
        fields = "".join(self.parameter(parameter) for parameter in operation["parameters"])
        return f"""
/// A request of `{self.action}`.
#[ice_operation({", ".join(options)})]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct {self.action} {{
{fields}}}
"""

    def parameter(self, parameter):
        name, encoding = parameter["name"], parameter["encoding"]
        options = []
        if pascal_case(snake_case(name)) != name:
            options.append(f'rename = "{name}"')
        if encoding != "plain":
            options.append(encoding)
        if parameter["in"] == "body":
            options.append("body")
        if name in COMMON_NAMES:
            options.append("reserved")
        attribute = f"    #[ice({', '.join(options)})]\n" if options else ""
        return attribute + self.field(name, parameter["type"], self.action, False, encoding == "json")

    def struct(self, name, comment, members, is_sent_as_json):
        fields = "".join(
            self.field(member, kind, name, is_sent_as_json, is_sent_as_json) for member, kind in members.items()
        )
        derives = "Serialize, Deserialize" + (", IcePage" if name in self.pages else "")
        return f"""
/// {comment}
#[derive({derives})]
#[serde(rename_all = "PascalCase")]
pub struct {name} {{
{fields}}}
"""

    def field(self, name, kind, owner, is_skipped, is_sent_as_json):
        field = snake_case(name)
        options = []
        if pascal_case(field) != name:
            options.append(f'rename = "{name}"')
        if is_skipped:
            options.append('skip_serializing_if = "Option::is_none"')
        attribute = f"    #[serde({', '.join(options)})]\n" if options else ""
        if name in self.pages.get(owner, {}):
            attribute = f"    #[ice({self.pages[owner][name]})]\n" + attribute
        field = "r#" + field if field in KEYWORDS else field
        return f"{attribute}    pub {field}: Option<{self.type(name, kind, owner, is_sent_as_json)}>,\n"

    def type(self, name, kind, owner, is_sent_as_json):
        if isinstance(kind, str):
            return SCALARS[kind]
        if "list" in kind:
            return f"Vec<{self.type(name, kind['list'], owner, is_sent_as_json)}>"
        if "map" in kind:
            return f"BTreeMap<String, {self.type(name, kind['map'], owner, is_sent_as_json)}>"
        return self.struct_name(name, kind["object"], owner, is_sent_as_json)

    def struct_name(self, name, members, owner, is_sent_as_json):
        own = pascal_case(snake_case(name))
        for known, _, known_members, known_as_json in self.structs:
            same_name = known in (own, owner + own)
            if same_name and list(known_members.items()) == list(members.items()) and known_as_json == is_sent_as_json:
                return known
        struct = own if own not in self.taken else owner + own
        while struct in self.taken:
            struct += "Item"
        self.taken.add(struct)
        self.structs.append((struct, f"`{name}` of [`{owner}`].", members, is_sent_as_json))
        return struct


def module(product, operations):
    actions = sorted(operation["action"] for operation in operations)
    modules = "".join(f"pub mod {snake_case(action)};\n" for action in actions)
    uses = "".join(f"pub use {snake_case(action)}::{action};\n" for action in actions)
    return f"//! Operations of {product}.\n\n{modules}\n{uses}"


def index(operations):
    products = sorted({operation["product"] for operation in operations})
    modules = "".join(f"pub mod {product};\n" for product in products)
    entries = "".join(
        f"    Declared::of::<{operation['product']}::{operation['action']}>(),\n" for operation in operations
    )
    paged = "".join(
        f"            $crate::declared::{operation['product']}::{operation['action']},\n"
        for operation in operations if pages(operation)
    )
    return f"""//! The operations of `vectors/operations.jsonl` as declared structs. Written by `vectors/declare.py`: do not edit.
#![allow(missing_docs, reason = "the fields are described by the vendor")]
#![allow(clippy::struct_field_names, reason = "the names are the vendor's")]

{modules}
use crate::recorded::Declared;

/// Every declared operation, in the order of `vectors/operations.jsonl`.
pub const OPERATIONS: &[Declared] = &[
{entries}];

/// Gives every declared operation that pages to a macro.
#[macro_export]
macro_rules! paged_operations {{
    ($macro:ident) => {{
        $macro! {{
{paged}        }}
    }};
}}
"""


def main():
    operations = [json.loads(line) for line in (HERE / "operations.jsonl").open(encoding="utf-8")]
    shutil.rmtree(TARGET, ignore_errors=True)
    by_product = {}
    for operation in operations:
        by_product.setdefault(operation["product"], []).append(operation)
    for product, its_operations in by_product.items():
        folder = TARGET / product
        folder.mkdir(parents=True)
        for operation in its_operations:
            file = folder / (snake_case(operation["action"]) + ".rs")
            file.write_text(Declaration(operation).source(), encoding="utf-8")
        (folder / "mod.rs").write_text(module(product, its_operations), encoding="utf-8")
    (TARGET / "mod.rs").write_text(index(operations), encoding="utf-8")


if __name__ == "__main__":
    main()
