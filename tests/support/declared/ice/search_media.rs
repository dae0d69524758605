//! `SearchMedia` of ice.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `SearchMedia`.
#[ice_operation(action = "SearchMedia", pages = both)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SearchMedia {
    pub custom_filters: Option<String>,
    pub entity_id: Option<String>,
    pub r#match: Option<String>,
    pub page_no: Option<i64>,
    pub page_size: Option<i64>,
    pub scroll_token: Option<String>,
    pub search_lib_name: Option<String>,
    pub sort_by: Option<String>,
}

/// A success of [`SearchMedia`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct SearchMediaResponse {
    pub code: Option<String>,
    #[ice(items)]
    pub media_info_list: Option<Vec<MediaInfoList>>,
    pub request_id: Option<String>,
    pub scroll_token: Option<String>,
    pub success: Option<String>,
    pub total: Option<i64>,
}

/// `MediaInfoList` of [`SearchMediaResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct MediaInfoList {
    pub ai_data: Option<AiData>,
    pub ai_rough_data: Option<AiRoughData>,
    pub custom_fields: Option<String>,
    pub file_info_list: Option<Vec<FileInfoList>>,
    pub index_status_list: Option<Vec<IndexStatusList>>,
    pub media_basic_info: Option<MediaBasicInfo>,
    pub media_id: Option<String>,
}

/// `AiData` of [`MediaInfoList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AiData {
    pub ai_label_info: Option<Vec<AiLabelInfo>>,
    pub asr_info: Option<Vec<AsrInfo>>,
    pub ocr_info: Option<Vec<OcrInfo>>,
}

/// `AiRoughData` of [`MediaInfoList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AiRoughData {
    pub ai_category: Option<String>,
    pub ai_job_id: Option<String>,
    pub result: Option<String>,
    pub save_type: Option<String>,
    pub status: Option<String>,
}

/// `FileInfoList` of [`MediaInfoList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FileInfoList {
    pub file_basic_info: Option<FileBasicInfo>,
}

/// `IndexStatusList` of [`MediaInfoList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct IndexStatusList {
    pub index_status: Option<String>,
    pub index_type: Option<String>,
}

/// `MediaBasicInfo` of [`MediaInfoList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct MediaBasicInfo {
    pub biz: Option<String>,
    pub business_type: Option<String>,
    pub cate_id: Option<i64>,
    pub cate_name: Option<String>,
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
    pub namespace: Option<String>,
    pub reference_id: Option<String>,
    pub snapshots: Option<String>,
    pub source: Option<String>,
    pub sprite_images: Option<String>,
    pub status: Option<String>,
    pub stream_status: Option<String>,
    pub title: Option<String>,
    pub transcode_status: Option<String>,
    pub upload_source: Option<String>,
    pub user_data: Option<String>,
    pub vision_description: Option<String>,
}

/// `AiLabelInfo` of [`AiData`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AiLabelInfo {
    pub category: Option<String>,
    pub face_id: Option<String>,
    pub label_id: Option<String>,
    pub label_name: Option<String>,
    pub label_type: Option<String>,
    pub occurrences: Option<Vec<Occurrences>>,
    pub source: Option<String>,
}

/// `AsrInfo` of [`AiData`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AsrInfo {
    pub clip_id: Option<String>,
    pub content: Option<String>,
    pub from: Option<f64>,
    pub timestamp: Option<f64>,
    pub to: Option<f64>,
}

/// `OcrInfo` of [`AiData`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct OcrInfo {
    pub clip_id: Option<String>,
    pub content: Option<String>,
    pub from: Option<f64>,
    pub timestamp: Option<f64>,
    pub to: Option<f64>,
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
    pub images_input: Option<String>,
    pub modified_time: Option<String>,
    pub region: Option<String>,
    pub width: Option<String>,
}

/// `Occurrences` of [`AiLabelInfo`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Occurrences {
    pub content: Option<String>,
    pub finegrain_id: Option<String>,
    pub finegrain_name: Option<String>,
    pub from: Option<f64>,
    pub image: Option<String>,
    pub score: Option<f64>,
    pub table_batch_seq_id: Option<String>,
    pub to: Option<f64>,
    pub tracks: Option<Vec<Tracks>>,
    #[serde(rename = "clipId")]
    pub clip_id: Option<String>,
}

/// `Tracks` of [`Occurrences`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Tracks {
    pub position: Option<String>,
    pub size: Option<f64>,
    pub timestamp: Option<f64>,
}
