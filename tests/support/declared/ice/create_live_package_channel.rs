//! `CreateLivePackageChannel` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `CreateLivePackageChannel`.
#[ice_operation(action = "CreateLivePackageChannel")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct CreateLivePackageChannel {
    pub client_token: Option<String>,
    #[ice(body)]
    pub channel_name: Option<String>,
    #[ice(body)]
    pub description: Option<String>,
    #[ice(body)]
    pub group_name: Option<String>,
    #[ice(body)]
    pub protocol: Option<String>,
    #[ice(body)]
    pub segment_count: Option<i64>,
    #[ice(body)]
    pub segment_duration: Option<i64>,
}

/// A success of [`CreateLivePackageChannel`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateLivePackageChannelResponse {
    pub live_package_channel: Option<LivePackageChannel>,
    pub request_id: Option<String>,
}

/// `LivePackageChannel` of [`CreateLivePackageChannelResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LivePackageChannel {
    pub channel_name: Option<String>,
    pub create_time: Option<String>,
    pub description: Option<String>,
    pub group_name: Option<String>,
    pub ingest_endpoints: Option<Vec<IngestEndpoints>>,
    pub last_modified: Option<String>,
    pub protocol: Option<String>,
    pub segment_count: Option<i64>,
    pub segment_duration: Option<i64>,
}

/// `IngestEndpoints` of [`LivePackageChannel`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct IngestEndpoints {
    pub id: Option<String>,
    pub password: Option<String>,
    pub url: Option<String>,
    pub username: Option<String>,
}
