//! The product of a document: its code, version and hosts as a constant.

use std::collections::BTreeMap;

use super::names;
use super::source::Source;
use super::write::literal;
use crate::api_docs::docs::ApiDocs;
use crate::api_docs::prose::blocks::Block;
use crate::facts::{is_id, is_label};

/// How a declaration refers to its product.
pub(super) struct ProductSource {
    /// Options of `#[ice_operation(..)]`.
    pub(super) options: Vec<String>,
    /// The constant that the options name, if the file has to define it.
    pub(super) constant: Option<String>,
    /// The code in RAM policies.
    pub(super) ram_code: String,
}

/// The endpoints of a product.
#[derive(Debug, Default, PartialEq)]
struct Hosts {
    /// The host of most regions, with `{region}` where it names one.
    template: Option<String>,
    exceptions: Vec<(String, String)>,
}

impl ApiDocs {
    /// Writes the product's constant: its code, version and hosts.
    pub fn product_source(&self) -> String {
        constant(self)
    }
}

/// How a declaration refers to the document's product: by `path` if there is one.
pub(super) fn source(docs: &ApiDocs, path: Option<&str>) -> ProductSource {
    let is = |code: &str, version: &str| docs.product.eq_ignore_ascii_case(code) && docs.version == version;
    let known = [("ice", "2020-11-09", None), ("vod", "2017-03-21", Some("VOD")), ("sts", "2015-04-01", Some("STS"))];
    let known = known.into_iter().find(|(code, version, _)| is(code, version));
    let ram_code = ram_code(docs).unwrap_or_else(|| docs.product.to_ascii_lowercase());
    let named = |path: String| ProductSource { options: vec![format!("product = {path}")], constant: None, ram_code };
    match (path, known) {
        (Some(path), _) => named(path.to_owned()),
        (None, Some((_, _, None))) => ProductSource { options: Vec::new(), ..named(String::new()) },
        (None, Some((_, _, Some(name)))) => named(format!("ice_runtime::Product::{name}")),
        (None, None) => {
            let source = named(names::constant_name(&docs.product));
            ProductSource { constant: Some(constant(docs)), ..source }
        }
    }
}

/// The constant as it is written in the file.
pub(super) fn constant(docs: &ApiDocs) -> String {
    let Hosts { template, exceptions } = hosts(docs);
    let (code, version) = (&docs.product, &docs.version);
    let mut calls = Vec::new();
    if let Some(ram_code) = ram_code(docs).filter(|ram_code| *ram_code != code.to_ascii_lowercase()) {
        calls.push(format!("with_ram_code({})", literal(&ram_code)));
    }
    if let Some(template) = template {
        calls.push(format!("with_endpoint({})", literal(&template)));
    }
    let pairs: Vec<_> = exceptions.iter().map(|(region, host)| (literal(region), literal(host))).collect();
    let mut source = Source::default();
    source.comment(0, &[Block::Paragraph(format!("{code}, API version {version}."))]);
    let start = format!("pub const {}: ice_runtime::Product =", names::constant_name(code));
    let new = format!("ice_runtime::Product::new({}, {})", literal(code), literal(version));
    source.chain(&start, &new, &calls, ("with_regional_endpoints", &pairs));
    source.text
}

/// The code in RAM policies that most operations have.
fn ram_code(docs: &ApiDocs) -> Option<String> {
    let actions = docs.operations.iter().flat_map(|operation| &operation.ram_actions);
    most_frequent(actions.filter_map(|action| action.split_once(':')).map(|(code, _)| code.to_owned()))
}

/// Splits the hosts into a template and the exceptions to it.
fn hosts(docs: &ApiDocs) -> Hosts {
    let is_host = |(region, host): &&(String, String)| is_id(region) && host.split('.').all(is_label);
    let endpoints: Vec<_> = docs.endpoints.iter().filter(is_host).collect();
    let template_of = |(region, host): &&(String, String)| host.replace(region.as_str(), "{region}");
    let Some(template) = most_frequent(endpoints.iter().map(template_of)) else { return Hosts::default() };
    let differs = |(region, host): &&&(String, String)| template.replace("{region}", region) != *host;
    let exceptions: Vec<_> = endpoints.iter().filter(differs).copied().cloned().collect();
    let usual = format!("{}.{{region}}.aliyuncs.com", docs.product.to_ascii_lowercase());
    let is_said = template != usual || !exceptions.is_empty();
    Hosts { template: Some(template).filter(|_| is_said), exceptions }
}

fn most_frequent(texts: impl Iterator<Item = String>) -> Option<String> {
    let mut counts = BTreeMap::<String, usize>::new();
    texts.for_each(|text| *counts.entry(text).or_default() += 1);
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(text, _)| text)
}
