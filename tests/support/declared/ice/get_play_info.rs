//! `GetPlayInfo` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `GetPlayInfo`.
#[ice_operation(action = "GetPlayInfo")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GetPlayInfo {
    pub auth_timeout: Option<i64>,
    #[ice(rename = "InputURL")]
    #[serde(rename = "InputURL")]
    pub input_url: Option<String>,
    pub media_id: Option<String>,
}

/// A success of [`GetPlayInfo`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetPlayInfoResponse {
    pub media_base: Option<MediaBase>,
    pub play_info_list: Option<Vec<PlayInfoList>>,
    pub request_id: Option<String>,
}

/// `MediaBase` of [`GetPlayInfoResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct MediaBase {
    pub cate_id: Option<i64>,
    #[serde(rename = "CoverURL")]
    pub cover_url: Option<String>,
    pub creation_time: Option<String>,
    pub description: Option<String>,
    pub media_id: Option<String>,
    pub media_tags: Option<String>,
    pub media_type: Option<String>,
    pub status: Option<String>,
    pub title: Option<String>,
}

/// `PlayInfoList` of [`GetPlayInfoResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PlayInfoList {
    pub bit_depth: Option<i64>,
    pub bitrate: Option<String>,
    pub creation_time: Option<String>,
    pub definition: Option<String>,
    pub duration: Option<String>,
    pub encrypt: Option<i64>,
    pub encrypt_type: Option<String>,
    #[serde(rename = "FileURL")]
    pub file_url: Option<String>,
    pub format: Option<String>,
    pub fps: Option<String>,
    #[serde(rename = "HDRType")]
    pub hdr_type: Option<String>,
    pub height: Option<i64>,
    pub job_id: Option<String>,
    pub modification_time: Option<String>,
    pub narrow_band_type: Option<String>,
    #[serde(rename = "PlayURL")]
    pub play_url: Option<String>,
    pub size: Option<i64>,
    pub status: Option<String>,
    pub stream_tags: Option<String>,
    pub stream_type: Option<String>,
    pub trans_template_type: Option<String>,
    pub watermark_id: Option<String>,
    pub width: Option<i64>,
}
