//! Operations of Cloudshop, API version 2024-05-06.

use ice_runtime::credentials::Secret;
use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Cloudshop, API version 2024-05-06.
pub const CLOUDSHOP: ice_runtime::Product = ice_runtime::Product::new("Cloudshop", "2024-05-06")
    .with_ram_code("yundun-shop")
    .with_endpoint("shop.{region}.aliyuncs.com")
    .with_regional_endpoints(&[("cn-hangzhou", "shop.aliyuncs.com")]);

/// Orders goods.
///
/// Error codes:
///
/// * `ShopNotFound` (404): The specified shop does not exist.
///
/// Not declared, as an RPC-style request cannot send it: `Note`.
#[ice_operation(action = "CreateOrder", product = CLOUDSHOP)]
#[derive(Debug, Clone)]
pub struct CreateOrder {
    /// The region.
    #[ice(region)]
    pub region_id: Option<String>,
    /// The token that makes repeating the call harmless.
    #[ice(idempotency_token)]
    pub client_token: Option<String>,
    /// The shop.
    ///
    /// Example: `s-1`.
    pub shop_id: String,
    /// How many.
    ///
    /// Minimum: `1`. Maximum: `100`.
    #[ice(body)]
    pub amount: i64,
    /// The parameter `Price`.
    ///
    /// Default: `9.5`.
    pub price: Option<f64>,
    /// The tags.
    ///
    /// Maximum number of items: `20`.
    #[ice(flat)]
    pub tag: Option<Vec<Tag>>,
    /// The parameter `Disk`.
    #[ice(flat)]
    pub disk: Option<Disk>,
    /// The parameter `Filter.1.Key`.
    #[ice(rename = "Filter.1.Key")]
    pub filter_1_key: Option<String>,
    /// The parameter `Colors`.
    #[ice(join = ",")]
    pub colors: Option<Vec<String>>,
    /// The parameter `Options`.
    #[ice(json)]
    pub options: Option<Options>,
    /// A category of goods.
    #[ice(json)]
    pub category: Option<Category>,
    /// The parameter `Extra`.
    #[ice(json, body)]
    pub extra: Option<serde_json::Value>,
    /// The parameter `type`.
    #[ice(rename = "type")]
    pub r#type: Option<String>,
    /// The parameter `2ndName`.
    #[ice(rename = "2ndName")]
    pub v2nd_name: Option<String>,
    /// The parameter `Speed`.
    pub speed: Option<Speed>,
    /// How to pack. Default value: plain.
    pub mode: Option<Mode>,
    /// Separate values with commas. Valid values:
    ///
    /// * red
    /// * blue
    ///
    /// Example: `red`.
    pub colours: Option<String>,
    /// Valid values:
    ///
    /// * true
    /// * false
    pub encrypted: Option<bool>,
    /// Valid values:
    ///
    /// * big one
    /// * small
    ///
    /// Example: `big one`.
    pub size: Option<String>,
    /// The parameter `SecurityToken`.
    #[ice(reserved)]
    pub security_token: Option<Secret>,
    /// The parameter `Old`.
    #[deprecated]
    pub old: Option<String>,
}

#[allow(deprecated)]
impl CreateOrder {
    /// Creates the request from its required parameters; the others are `None`.
    #[must_use]
    pub fn new(shop_id: impl Into<String>, amount: i64) -> Self {
        Self {
            region_id: None,
            client_token: None,
            shop_id: shop_id.into(),
            amount,
            price: None,
            tag: None,
            disk: None,
            filter_1_key: None,
            colors: None,
            options: None,
            category: None,
            extra: None,
            r#type: None,
            v2nd_name: None,
            speed: None,
            mode: None,
            colours: None,
            encrypted: None,
            size: None,
            security_token: None,
            old: None,
        }
    }
}

/// The tags.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Tag {
    /// The member `key`.
    #[serde(rename = "key")]
    #[deprecated]
    pub key_2: Option<String>,
    /// The tag's key.
    pub key: String,
    /// The member `Value`.
    pub value: Option<String>,
}

#[allow(deprecated)]
impl Tag {
    /// Creates the value from its required members; the others are `None`.
    #[must_use]
    pub fn new(key: impl Into<String>) -> Self {
        Self {
            key_2: None,
            key: key.into(),
            value: None,
        }
    }
}

/// The object `Disk`.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Disk {
    /// The member `Kind`.
    pub kind: Option<String>,
    /// The member `Size`.
    pub size: Option<i64>,
}

/// The object `Options`.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Options {
    /// The member `giftWrap`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gift_wrap: Option<bool>,
    /// The member `cardText`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub card_text: Option<String>,
}

/// A category of goods.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Category {
    /// The member `Name`.
    pub name: String,
    /// A category of goods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<Box<Category>>,
    /// The member `Children`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub children: Option<Vec<Category>>,
}

impl Category {
    /// Creates the value from its required members; the others are `None`.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            parent: None,
            children: None,
        }
    }
}

/// The values of `Speed`.
#[derive(Debug, Clone, PartialEq, Eq, ice_runtime::IceEnum)]
pub enum Speed {
    /// The value `Fast`.
    Fast,
    /// Taking time.
    Slow,
    /// A value that is not documented.
    #[ice(other)]
    Other(String),
}

/// How to pack. Default value: plain.
#[derive(Debug, Clone, PartialEq, Eq, ice_runtime::IceEnum)]
pub enum Mode {
    /// The value `plain`.
    #[ice(rename = "plain")]
    Plain,
    /// The value `gift`.
    #[ice(rename = "gift")]
    Gift,
    /// The value `bulk-pack`.
    #[ice(rename = "bulk-pack")]
    BulkPack,
    /// A value that is not documented.
    #[ice(other)]
    Other(String),
}

/// The reply to [`CreateOrder`].
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateOrderResponse {
    /// The ID of the request.
    pub request_id: Option<String>,
    /// The member `Order`.
    pub order: Option<Order>,
    /// The member `Categories`.
    pub categories: Option<Vec<CreateOrderCategory>>,
}

/// The object `Order`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(clippy::struct_field_names)]
pub struct Order {
    /// Its ID.
    pub order_id: Option<String>,
    /// Where it stands.
    pub status: Option<Status>,
    /// The member `Labels`.
    pub labels: Option<BTreeMap<String, String>>,
    /// The member `Anything`.
    pub anything: Option<serde_json::Value>,
}

/// Where it stands.
#[derive(Debug, Clone, PartialEq, Eq, ice_runtime::IceEnum)]
pub enum Status {
    /// Paid for.
    Paid,
    /// On its way.
    Sent,
    /// A value that is not documented.
    #[ice(other)]
    Other(String),
}

/// A category of goods.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateOrderCategory {
    /// The member `Name`.
    pub name: Option<String>,
    /// A category of goods.
    pub parent: Option<Box<CreateOrderCategory>>,
    /// The member `Children`.
    pub children: Option<Vec<CreateOrderCategory>>,
}

/// Lists orders.
#[ice_operation(action = "ListOrders", product = CLOUDSHOP, pages, method = GET)]
#[derive(Debug, Clone, Default)]
#[deprecated]
pub struct ListOrders {
    /// The token of the next page.
    pub next_token: Option<String>,
    /// The shop.
    pub shop_id: Option<String>,
}

/// The reply to [`ListOrders`].
#[derive(Debug, Clone, Deserialize, ice_runtime::IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct ListOrdersResponse {
    /// The ID of the request.
    pub request_id: Option<String>,
    /// The token of the next page.
    pub next_token: Option<String>,
    /// The member `Orders`.
    #[ice(items)]
    pub orders: Option<Vec<ListOrdersOrder>>,
}

/// The object `Order`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListOrdersOrder {
    /// The ID of the order.
    pub order_id: Option<String>,
}

/// The operation `GetGreeting`.
///
/// Says `hello`, see the guide and <https://example.com/a_b>.
///
/// let `is_no_doc_test` = \[1\];
///
/// * Name; Meaning
/// * A; one
///
/// Loose \[ brackets \] and `a*b`, `MediaId`, `max_results`.
#[ice_operation(
    action = "GetGreeting",
    response = serde_json::Value,
    product = CLOUDSHOP,
    anonymous,
)]
#[derive(Debug, Clone, Default)]
pub struct GetGreeting {}
