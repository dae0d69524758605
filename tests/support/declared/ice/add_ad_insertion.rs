//! `AddAdInsertion` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `AddAdInsertion`.
#[ice_operation(action = "AddAdInsertion")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct AddAdInsertion {
    #[ice(body)]
    pub ad_marker_passthrough: Option<String>,
    #[ice(body)]
    pub ads_url: Option<String>,
    #[ice(body)]
    pub cdn_ad_segment_url_prefix: Option<String>,
    #[ice(body)]
    pub cdn_content_segment_url_prefix: Option<String>,
    #[ice(body)]
    pub client_token: Option<String>,
    #[ice(body)]
    pub config_aliases: Option<String>,
    #[ice(body)]
    pub content_url_prefix: Option<String>,
    #[ice(body)]
    pub name: Option<String>,
    #[ice(body)]
    pub personalization_threshold: Option<i64>,
    #[ice(body)]
    pub slate_ad_url: Option<String>,
}

/// A success of [`AddAdInsertion`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AddAdInsertionResponse {
    pub config: Option<Config>,
    pub request_id: Option<String>,
}

/// `Config` of [`AddAdInsertionResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Config {
    pub ad_marker_passthrough: Option<String>,
    pub ads_url: Option<String>,
    pub cdn_config: Option<CdnConfig>,
    pub config_aliases: Option<String>,
    pub content_url_prefix: Option<String>,
    pub create_time: Option<String>,
    pub last_modified: Option<String>,
    pub manifest_endpoint_config: Option<ManifestEndpointConfig>,
    pub name: Option<String>,
    pub personalization_threshold: Option<i64>,
    pub slate_ad_url: Option<String>,
}

/// `CdnConfig` of [`Config`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CdnConfig {
    pub ad_segment_url_prefix: Option<String>,
    pub content_segment_url_prefix: Option<String>,
}

/// `ManifestEndpointConfig` of [`Config`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ManifestEndpointConfig {
    pub dash_prefix: Option<String>,
    pub hls_prefix: Option<String>,
}
