//! `ListMediaBasicInfos` of ice.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `ListMediaBasicInfos`.
#[ice_operation(action = "ListMediaBasicInfos", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ListMediaBasicInfos {
    pub auth_timeout: Option<i64>,
    pub business_type: Option<String>,
    pub end_time: Option<String>,
    pub include_file_basic_info: Option<bool>,
    pub max_results: Option<i64>,
    pub media_id: Option<String>,
    pub media_type: Option<String>,
    pub next_token: Option<String>,
    pub sort_by: Option<String>,
    pub source: Option<String>,
    pub start_time: Option<String>,
    pub status: Option<String>,
}

/// A success of [`ListMediaBasicInfos`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct ListMediaBasicInfosResponse {
    pub max_results: Option<i64>,
    #[ice(items)]
    pub media_infos: Option<Vec<MediaInfos>>,
    pub next_token: Option<String>,
    pub request_id: Option<String>,
    pub total_count: Option<i64>,
}

/// `MediaInfos` of [`ListMediaBasicInfosResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct MediaInfos {
    pub file_info_list: Option<Vec<FileInfoList>>,
    pub media_basic_info: Option<MediaBasicInfo>,
    pub media_id: Option<String>,
}

/// `FileInfoList` of [`MediaInfos`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FileInfoList {
    pub file_basic_info: Option<FileBasicInfo>,
}

/// `MediaBasicInfo` of [`MediaInfos`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct MediaBasicInfo {
    pub biz: Option<String>,
    pub business_type: Option<String>,
    pub cate_id: Option<i64>,
    pub category: Option<String>,
    #[serde(rename = "CoverURL")]
    pub cover_url: Option<String>,
    pub create_time: Option<String>,
    pub deleted_time: Option<String>,
    pub description: Option<String>,
    #[serde(rename = "InputURL")]
    pub input_url: Option<String>,
    pub media_id: Option<String>,
    pub media_tags: Option<String>,
    pub media_type: Option<String>,
    pub modified_time: Option<String>,
    pub reference_id: Option<String>,
    pub snapshots: Option<String>,
    pub source: Option<String>,
    pub sprite_images: Option<String>,
    pub status: Option<String>,
    pub title: Option<String>,
    pub transcode_status: Option<String>,
    pub upload_source: Option<String>,
    pub user_data: Option<String>,
}

/// `FileBasicInfo` of [`FileInfoList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FileBasicInfo {
    pub bitrate: Option<String>,
    pub create_time: Option<String>,
    pub duration: Option<String>,
    pub file_name: Option<String>,
    pub file_size: Option<String>,
    pub file_status: Option<String>,
    pub file_type: Option<String>,
    pub file_url: Option<String>,
    pub format_name: Option<String>,
    pub height: Option<String>,
    pub modified_time: Option<String>,
    pub region: Option<String>,
    pub width: Option<String>,
}
