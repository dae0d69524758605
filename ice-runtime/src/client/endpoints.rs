//! Chooses the host for an operation: one that the user set, or the one that its product gives for the region.

use std::fmt;
use std::sync::RwLock;

use crate::endpoint::{Endpoint, no_vpc_endpoint};
use crate::error::{ConfigError, Error};
use crate::facts::ProductFacts;

/// An endpoint, or a template for one with `{region}` as the placeholder for the region: `tds.{region}.aliyuncs.com`.
///
/// Converts from an [`Endpoint`] or a string, which unlike a [`Product`](crate::Product)'s may have a port and
/// `https://`.
#[derive(Debug, Clone)]
pub struct EndpointTemplate(Template);

#[derive(Debug, Clone)]
enum Template {
    Endpoint(Endpoint),
    Text(String),
}

impl EndpointTemplate {
    /// Returns the endpoint, or `None` if it needs a region and there is none.
    fn resolve(&self, region: Option<&str>) -> Result<Option<Endpoint>, Error> {
        match &self.0 {
            Template::Endpoint(endpoint) => endpoint.clone().serving(region).map(Some),
            Template::Text(template) => Endpoint::of_template(template, region),
        }
    }
}

impl fmt::Display for EndpointTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Template::Endpoint(endpoint) => endpoint.fmt(f),
            Template::Text(template) => f.write_str(template),
        }
    }
}

impl From<Endpoint> for EndpointTemplate {
    fn from(endpoint: Endpoint) -> Self {
        Self(Template::Endpoint(endpoint))
    }
}

impl From<&str> for EndpointTemplate {
    fn from(template: &str) -> Self {
        Self(Template::Text(template.to_owned()))
    }
}

impl From<String> for EndpointTemplate {
    fn from(template: String) -> Self {
        Self(Template::Text(template))
    }
}

/// Where each product is served.
#[derive(Debug, Default)]
pub(super) struct Endpoints {
    /// Set by the user, for all products.
    fixed: Option<Endpoint>,
    /// Set by the user, by product code; the latest comes first.
    of_products: Vec<(String, EndpointTemplate)>,
    is_vpc: bool,
    made: RwLock<Vec<Made>>,
}

/// An endpoint made from a product's template. The template distinguishes products, and public hosts from VPC ones.
#[derive(Debug)]
struct Made {
    template: String,
    region: Option<String>,
    endpoint: Endpoint,
}

impl Endpoints {
    pub(super) fn new(
        fixed: Option<Endpoint>,
        of_products: Vec<(String, EndpointTemplate)>,
        is_vpc: bool,
    ) -> Result<Self, Error> {
        for (code, template) in &of_products {
            // Any region will do to show whether the template makes a valid host.
            template.resolve(Some("cn-shanghai")).map_err(|error| unusable(code, template, error))?;
        }
        Ok(Self { fixed, of_products, is_vpc, made: RwLock::default() })
    }

    /// Returns whether the client is inside a virtual private cloud.
    #[cfg(feature = "upload")]
    pub(super) fn is_vpc(&self) -> bool {
        self.is_vpc
    }

    /// Returns the endpoint that was set for all products.
    pub(super) fn fixed(&self) -> Option<&Endpoint> {
        self.fixed.as_ref()
    }

    /// Returns the endpoint of a product. It knows its region, if there is one.
    pub(super) fn of(&self, product: &ProductFacts<'_>, region: Option<&str>) -> Result<Endpoint, Error> {
        let is_meant = |(code, _): &&(String, EndpointTemplate)| code.eq_ignore_ascii_case(product.code);
        if let Some((code, template)) = self.of_products.iter().find(is_meant) {
            return template.resolve(region)?.ok_or_else(|| missing_region(code, template));
        }
        match &self.fixed {
            Some(fixed) => fixed.clone().serving(region),
            None => self.of_template(product, region),
        }
    }

    fn of_template(&self, product: &ProductFacts<'_>, region: Option<&str>) -> Result<Endpoint, Error> {
        let template = product.template(region, self.is_vpc).ok_or_else(|| no_vpc_endpoint(product.code))?;
        let is_same = |made: &&Made| made.template == template && made.region.as_deref() == region;
        if let Ok(made) = self.made.read()
            && let Some(made) = made.iter().find(is_same)
        {
            return Ok(made.endpoint.clone());
        }
        let endpoint = Endpoint::of_template(&template, region)?;
        let endpoint = endpoint.ok_or_else(|| missing_region_and_endpoint(product.code, &template))?;
        if let Ok(mut made) = self.made.write() {
            let (template, region) = (template.into_owned(), region.map(str::to_owned));
            made.push(Made { template, region, endpoint: endpoint.clone() });
        }
        Ok(endpoint)
    }
}

/// The error for a template that makes no valid host, naming the product that it belongs to.
fn unusable(code: &str, template: &EndpointTemplate, error: Error) -> Error {
    let Error::Config(error) = error else { return error };
    let has_braces = template.to_string().contains(['{', '}']);
    let remedy = if has_braces { ", with `{region}` where the region stands" } else { "" };
    ConfigError::new(error.setting(), format_args!("for `{code}`, {}{remedy}", error.problem())).into()
}

fn missing_region(code: &str, template: &EndpointTemplate) -> Error {
    let problem = format_args!(
        "is not set, but the endpoint of `{code}` is `{template}`: call `.region(\"cn-shanghai\")`, or set \
         `ALIBABA_CLOUD_REGION_ID` for `Client::from_env()`"
    );
    ConfigError::new("region", problem).into()
}

fn missing_region_and_endpoint(code: &str, template: &str) -> Error {
    let problem = format_args!(
        "is not set, but `{code}` is served at `{template}`: call `.region(\"cn-shanghai\")`, set \
         `ALIBABA_CLOUD_REGION_ID` for `Client::from_env()`, or name a host by `.endpoint_of(\"{code}\", ..)`"
    );
    ConfigError::new("region", problem).into()
}
