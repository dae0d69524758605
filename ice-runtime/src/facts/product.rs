//! The facts of a product: its code, its API version, its code in RAM policies, and the hosts that serve it.

use std::borrow::Cow;

/// An Alibaba Cloud product in one API version: everything that its operations have in common.
///
/// Most products are served at `<code>.<region>.aliyuncs.com` and have the same code in RAM policies. The constant
/// overrides what differs:
///
/// ```
/// use ice_runtime::{Endpoint, Product};
///
/// pub const SAS: Product = Product::new("sas", "2018-12-03")
///     .with_ram_code("yundun-sas")
///     .with_endpoint("tds.{region}.aliyuncs.com")
///     .with_regional_endpoints(&[("cn-hangzhou", "tds.aliyuncs.com")])
///     .with_vpc_endpoint("tds-vpc.{region}.aliyuncs.com");
///
/// assert_eq!(Endpoint::regional(&SAS, "cn-beijing")?.host(), "tds.cn-beijing.aliyuncs.com");
/// assert_eq!(Endpoint::regional(&SAS, "cn-hangzhou")?.host(), "tds.aliyuncs.com");
/// # Ok::<(), ice_runtime::Error>(())
/// ```
///
/// In a constant, an invalid code, version or host is a compile error:
///
/// ```compile_fail
/// # use ice_runtime::Product;
/// // `https://` is not part of a host name.
/// pub const SAS: Product = Product::new("sas", "2018-12-03").with_endpoint("https://tds.aliyuncs.com");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Product(ProductFacts<'static>);

/// The contents of a [`Product`]. The strings are borrowed, as they may only be known at run time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ProductFacts<'a> {
    pub(crate) code: &'a str,
    pub(crate) version: &'a str,
    /// The code in RAM policies, if it differs.
    ram_code: Option<&'a str>,
    /// The templates of the hosts.
    endpoint: Option<&'a str>,
    regional: &'a [(&'a str, &'a str)],
    vpc: Option<&'a str>,
}

/// The placeholder for the region in a host template.
const REGION: &str = "{region}";

impl Product {
    /// Intelligent Media Services, version 2020-11-09.
    pub const ICE: Self = Self::new("ice", "2020-11-09");

    /// ApsaraVideo VOD, version 2017-03-21.
    pub const VOD: Self = Self::new("vod", "2017-03-21");

    /// Security Token Service, version 2015-04-01.
    pub const STS: Self = Self::new("sts", "2015-04-01");

    /// Creates a product from its code, as the vendor writes it (`vod`, `Cloudfw`), and its API version.
    ///
    /// # Panics
    ///
    /// The code contains anything but letters, digits and hyphens, or the version is not a date like `2017-03-21`. In
    /// a constant this is a compile error.
    #[must_use]
    pub const fn new(code: &'static str, version: &'static str) -> Self {
        assert!(is_id(code), "a product code is made of letters, digits and hyphens, like `vod`");
        assert!(is_date(version), "an API version is a date, like `2017-03-21`");
        Self(ProductFacts { code, version, ram_code: None, endpoint: None, regional: &[], vpc: None })
    }

    /// Sets another API version of the same product.
    ///
    /// # Panics
    ///
    /// The version is not a date like `2017-03-21`.
    #[must_use]
    pub const fn with_version(self, version: &'static str) -> Self {
        assert!(is_date(version), "an API version is a date, like `2017-03-21`");
        Self(ProductFacts { version, ..self.0 })
    }

    /// Sets the code in RAM policies, if it differs from the product's: `yundun-sas`. Default: the product's code in
    /// lower case.
    ///
    /// # Panics
    ///
    /// The code contains anything but letters, digits and hyphens.
    #[must_use]
    pub const fn with_ram_code(self, ram_code: &'static str) -> Self {
        assert!(is_id(ram_code), "a RAM code is made of letters, digits and hyphens, like `yundun-sas`");
        Self(ProductFacts { ram_code: Some(ram_code), ..self.0 })
    }

    /// Sets the public host, with `{region}` in place of the region: `tds.{region}.aliyuncs.com`. A host without
    /// `{region}` serves all regions. Default: `<code>.{region}.aliyuncs.com`, in lower case.
    ///
    /// # Panics
    ///
    /// The template is not a host name: it has a scheme, a port or a path, or braces other than `{region}`.
    #[must_use]
    pub const fn with_endpoint(self, template: &'static str) -> Self {
        check_template(template);
        Self(ProductFacts { endpoint: Some(template), ..self.0 })
    }

    /// Sets the public hosts of regions that are exceptions.
    ///
    /// # Panics
    ///
    /// A region is not an id like `cn-hangzhou`, or a host is not a host name.
    #[must_use]
    pub const fn with_regional_endpoints(self, endpoints: &'static [(&'static str, &'static str)]) -> Self {
        let mut index = 0;
        while index < endpoints.len() {
            let (region, template) = endpoints[index];
            assert!(is_id(region), "a region is an id, like `cn-hangzhou`");
            check_template(template);
            index += 1;
        }
        Self(ProductFacts { regional: endpoints, ..self.0 })
    }

    /// Sets the host inside a region's virtual private cloud, with `{region}` in place of the region. Default:
    /// `<code>-vpc.{region}.aliyuncs.com` in lower case, or none if [`with_endpoint`](Product::with_endpoint) is set.
    ///
    /// # Panics
    ///
    /// As [`Product::with_endpoint`].
    #[must_use]
    pub const fn with_vpc_endpoint(self, template: &'static str) -> Self {
        check_template(template);
        Self(ProductFacts { vpc: Some(template), ..self.0 })
    }

    /// Returns the code as the vendor writes it: `ice`, `Cloudfw`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.0.code
    }

    /// Returns the API version, a date like `2020-11-09`.
    #[must_use]
    pub const fn version(&self) -> &'static str {
        self.0.version
    }

    /// Returns the code that RAM policies use: `ice`, `yundun-sas`.
    #[must_use]
    pub fn ram_code(&self) -> Cow<'static, str> {
        self.0.ram_code()
    }

    pub(crate) const fn facts(&self) -> &ProductFacts<'static> {
        &self.0
    }
}

impl<'a> ProductFacts<'a> {
    /// Returns the code that RAM policies use.
    pub(crate) fn ram_code(&self) -> Cow<'a, str> {
        self.ram_code.map_or_else(|| Cow::Owned(self.code.to_ascii_lowercase()), Cow::Borrowed)
    }

    /// Returns the template of the host that serves `region`; `None` if no host inside a virtual private cloud is
    /// known.
    pub(crate) fn template(&self, region: Option<&str>, is_vpc: bool) -> Option<Cow<'a, str>> {
        let usual = |suffix| Cow::Owned(format!("{}{suffix}.{REGION}.aliyuncs.com", self.code.to_ascii_lowercase()));
        let exception = self.regional.iter().find(|(exception, _)| Some(*exception) == region).map(|(_, host)| *host);
        match (is_vpc, self.vpc, exception.or(self.endpoint)) {
            (true, Some(template), _) | (false, _, Some(template)) => Some(Cow::Borrowed(template)),
            (true, None, _) => self.endpoint.is_none().then(|| usual("-vpc")),
            (false, _, None) => Some(usual("")),
        }
    }
}

/// Fills the region into a host template; `None` if it needs a region and there is none.
pub(crate) fn fill<'t>(template: &'t str, region: Option<&str>) -> Option<Cow<'t, str>> {
    match (template.contains(REGION), region) {
        (false, _) => Some(Cow::Borrowed(template)),
        (true, Some(region)) => Some(Cow::Owned(template.replace(REGION, region))),
        (true, None) => None,
    }
}

/// Whether `text` is made of letters, digits and hyphens, as regions and the codes of products are: a label of a host
/// name without underscores, which only names of private networks have.
pub(crate) const fn is_id(text: &str) -> bool {
    let mut index = 0;
    while index < text.len() {
        if text.as_bytes()[index] == b'_' {
            return false;
        }
        index += 1;
    }
    is_label(text)
}

/// Whether `label` is valid between two dots of a host name.
pub(crate) const fn is_label(label: &str) -> bool {
    is_label_in(label.as_bytes(), 0, label.len())
}

/// Like [`is_label`], for the bytes from `start` to `end`.
const fn is_label_in(bytes: &[u8], start: usize, end: usize) -> bool {
    if start >= end || end - start > 63 || bytes[start] == b'-' || bytes[end - 1] == b'-' {
        return false;
    }
    let mut index = start;
    while index < end {
        if !matches!(bytes[index], b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_') {
            return false;
        }
        index += 1;
    }
    true
}

/// Whether `text` is a date like `2017-03-21`.
const fn is_date(text: &str) -> bool {
    let &[_, _, _, _, b'-', month, m, b'-', day, d] = text.as_bytes() else { return false };
    let mut index = 0;
    while index < text.len() {
        if index != 4 && index != 7 && !text.as_bytes()[index].is_ascii_digit() {
            return false;
        }
        index += 1;
    }
    matches!((month, m), (b'0', b'1'..) | (b'1', b'0'..=b'2'))
        && matches!((day, d), (b'0', b'1'..) | (b'1' | b'2', _) | (b'3', b'0' | b'1'))
}

/// Panics if a template is not a host name.
const fn check_template(template: &str) {
    let bytes = template.as_bytes();
    let (mut start, mut index) = (0, 0);
    while index <= bytes.len() {
        if index == bytes.len() || bytes[index] == b'.' {
            assert!(
                is_label_of_template(bytes, start, index),
                "an endpoint is a host name, with `{{region}}` where the region stands: `tds.{{region}}.aliyuncs.com`"
            );
            start = index + 1;
        }
        index += 1;
    }
}

/// Whether the bytes from `start` to `end` are a label once each `{region}` in them is a region.
const fn is_label_of_template(bytes: &[u8], start: usize, end: usize) -> bool {
    // A region is a label itself, so any letter can stand in for it.
    let mut label = [0; 63];
    let (mut index, mut length) = (start, 0);
    while index < end {
        if length == label.len() {
            return false;
        }
        let is_region = stands_at(REGION.as_bytes(), bytes, index);
        label[length] = if is_region { b'r' } else { bytes[index] };
        length += 1;
        index += if is_region { REGION.len() } else { 1 };
    }
    is_label_in(&label, 0, length)
}

/// Whether `bytes` contains `part` at `start`.
const fn stands_at(part: &[u8], bytes: &[u8], start: usize) -> bool {
    let mut index = 0;
    while index < part.len() {
        if start + index >= bytes.len() || bytes[start + index] != part[index] {
            return false;
        }
        index += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_refused(declare: fn() -> Product) -> bool {
        std::panic::catch_unwind(declare).is_err()
    }

    #[test]
    fn a_template_that_makes_no_host_is_refused() {
        macro_rules! refused {
            ($($template:literal)*) => {
                $(assert!(is_refused(|| Product::ICE.with_endpoint($template)), "{}", $template);)*
            };
        }
        refused!("" "https://a.b" "a.b/" "a.b:443" "a..b" ".a" "a." "-a.b" "a-.b" "{Region}.b" "{region.b" "a b" "é.b" "-{region}.b");
        assert!(is_refused(|| Product::ICE.with_vpc_endpoint("a/b")));
        assert!(is_refused(|| Product::ICE.with_regional_endpoints(&[("cn-hangzhou", "a b")])));
        assert!(is_refused(|| Product::ICE.with_regional_endpoints(&[("China (Hangzhou)", "a.b")])));
        assert!(is_refused(|| Product::ICE.with_regional_endpoints(&[("cn_hangzhou", "a.b")])));
        assert!(is_refused(|| Product::ICE.with_ram_code("yundun sas")));
        assert!(is_refused(|| Product::ICE.with_ram_code("yundun_sas")));
        let private = Product::ICE.with_endpoint("my_emulator.test");
        assert_eq!(private.0.template(None, false).unwrap(), "my_emulator.test", "hosts may have underscores");
    }

    #[test]
    fn codes_and_versions_are_checked() {
        assert!(is_refused(|| Product::new("", "2020-11-09")));
        assert!(is_refused(|| Product::new("i.c", "2020-11-09")));
        assert!(is_refused(|| Product::new("s_as", "2018-12-03")));
        macro_rules! refused {
            ($($version:literal)*) => { $(assert!(is_refused(|| Product::new("ice", $version)), "{}", $version);)* };
        }
        refused!("v1" "2020-13-09" "2020-00-09" "2020-11-32" "2020-11-00" "2020-1-09" "20201109" "2020-11-0a");
        assert_eq!(Product::new("Cloudfw", "2017-12-07").code(), "Cloudfw");
    }

    #[test]
    fn the_usual_hosts_are_in_lower_case() {
        let usual = Product::new("Cloudfw", "2017-12-07").0;
        assert_eq!(usual.template(None, false).unwrap(), "cloudfw.{region}.aliyuncs.com");
        assert_eq!(usual.template(None, true).unwrap(), "cloudfw-vpc.{region}.aliyuncs.com");
        let elsewhere = Product::ICE.with_endpoint("a.aliyuncs.com").0;
        assert_eq!(elsewhere.template(None, true), None);
        assert_eq!(fill("a.{region}.b-{region}", Some("r")).unwrap(), "a.r.b-r");
    }
}
