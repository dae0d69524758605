//! `CreateLivePackageOriginEndpoint` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `CreateLivePackageOriginEndpoint`.
#[ice_operation(action = "CreateLivePackageOriginEndpoint")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct CreateLivePackageOriginEndpoint {
    pub client_token: Option<String>,
    #[ice(body)]
    pub authorization_code: Option<String>,
    #[ice(body)]
    pub channel_name: Option<String>,
    #[ice(body)]
    pub description: Option<String>,
    #[ice(body)]
    pub endpoint_name: Option<String>,
    #[ice(body)]
    pub group_name: Option<String>,
    #[ice(body)]
    pub ip_blacklist: Option<String>,
    #[ice(body)]
    pub ip_whitelist: Option<String>,
    #[ice(json, body)]
    pub live_packaging_config: Option<LivePackagingConfig>,
    #[ice(body)]
    pub manifest_name: Option<String>,
    #[ice(body)]
    pub protocol: Option<String>,
    #[ice(body)]
    pub timeshift_vision: Option<i64>,
}

/// `LivePackagingConfig` of [`CreateLivePackageOriginEndpoint`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LivePackagingConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drm_config: Option<DrmConfig>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live_manifest_configs: Option<Vec<LiveManifestConfigs>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_duration_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment_duration: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_audio_rendition_groups: Option<bool>,
}

/// A success of [`CreateLivePackageOriginEndpoint`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateLivePackageOriginEndpointResponse {
    pub live_package_origin_endpoint: Option<LivePackageOriginEndpoint>,
    pub request_id: Option<String>,
}

/// `DrmConfig` of [`LivePackagingConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DrmConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encryption_method: Option<String>,
    #[serde(rename = "IV", skip_serializing_if = "Option::is_none")]
    pub iv: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rotate_period: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system_ids: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// `LiveManifestConfigs` of [`LivePackagingConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LiveManifestConfigs {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ad_markers: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_time_interval: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manifest_duration: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_video_bitrate: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_buffer_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_update_period: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_video_bitrate: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_hold_back_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub presentation_delay: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment_count: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment_template_format: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stream_order: Option<String>,
}

/// `LivePackageOriginEndpoint` of [`CreateLivePackageOriginEndpointResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LivePackageOriginEndpoint {
    pub authorization_code: Option<String>,
    pub channel_name: Option<String>,
    pub create_time: Option<String>,
    pub description: Option<String>,
    pub endpoint_name: Option<String>,
    pub endpoint_url: Option<String>,
    pub group_name: Option<String>,
    pub ip_blacklist: Option<String>,
    pub ip_whitelist: Option<String>,
    pub last_modified: Option<String>,
    pub live_packaging_config: Option<LivePackageOriginEndpointLivePackagingConfig>,
    pub manifest_name: Option<String>,
    pub protocol: Option<String>,
    pub timeshift_vision: Option<i64>,
}

/// `LivePackagingConfig` of [`LivePackageOriginEndpoint`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LivePackageOriginEndpointLivePackagingConfig {
    pub drm_config: Option<LivePackageOriginEndpointLivePackagingConfigDrmConfig>,
    pub live_manifest_configs: Option<Vec<LivePackageOriginEndpointLivePackagingConfigLiveManifestConfigs>>,
    pub part_duration_ms: Option<i64>,
    pub segment_duration: Option<i64>,
    pub use_audio_rendition_groups: Option<bool>,
}

/// `DrmConfig` of [`LivePackageOriginEndpointLivePackagingConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LivePackageOriginEndpointLivePackagingConfigDrmConfig {
    pub content_id: Option<String>,
    pub encryption_method: Option<String>,
    #[serde(rename = "IV")]
    pub iv: Option<String>,
    pub rotate_period: Option<i64>,
    pub system_ids: Option<Vec<String>>,
    pub url: Option<String>,
}

/// `LiveManifestConfigs` of [`LivePackageOriginEndpointLivePackagingConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LivePackageOriginEndpointLivePackagingConfigLiveManifestConfigs {
    pub ad_markers: Option<String>,
    pub date_time_interval: Option<i64>,
    pub manifest_duration: Option<i64>,
    pub max_video_bitrate: Option<i64>,
    pub min_buffer_time: Option<i64>,
    pub min_update_period: Option<i64>,
    pub min_video_bitrate: Option<i64>,
    pub part_hold_back_ms: Option<i64>,
    pub presentation_delay: Option<i64>,
    pub segment_count: Option<i64>,
    pub segment_template_format: Option<String>,
    pub stream_order: Option<String>,
}
