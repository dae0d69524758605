//! `GetMediaInfo` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `GetMediaInfo`.
#[ice_operation(action = "GetMediaInfo")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GetMediaInfo {
    pub auth_timeout: Option<i64>,
    #[ice(rename = "InputURL")]
    #[serde(rename = "InputURL")]
    pub input_url: Option<String>,
    pub media_id: Option<String>,
    pub output_type: Option<String>,
    pub return_detailed_info: Option<String>,
}

/// A success of [`GetMediaInfo`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetMediaInfoResponse {
    pub media_info: Option<MediaInfo>,
    pub request_id: Option<String>,
}

/// `MediaInfo` of [`GetMediaInfoResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct MediaInfo {
    pub ai_rough_data: Option<AiRoughData>,
    pub file_info_list: Option<Vec<FileInfoList>>,
    pub media_basic_info: Option<MediaBasicInfo>,
    pub media_id: Option<String>,
}

/// `AiRoughData` of [`MediaInfo`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AiRoughData {
    pub ai_category: Option<String>,
    pub ai_job_id: Option<String>,
    pub result: Option<String>,
    pub save_type: Option<String>,
    pub standard_smart_tag_job: Option<StandardSmartTagJob>,
    pub status: Option<String>,
}

/// `FileInfoList` of [`MediaInfo`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FileInfoList {
    pub audio_stream_info_list: Option<Vec<AudioStreamInfoList>>,
    pub file_basic_info: Option<FileBasicInfo>,
    pub subtitle_stream_info_list: Option<Vec<SubtitleStreamInfoList>>,
    pub video_stream_info_list: Option<Vec<VideoStreamInfoList>>,
}

/// `MediaBasicInfo` of [`MediaInfo`].
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
    pub reference_id: Option<String>,
    pub snapshots: Option<String>,
    pub source: Option<String>,
    pub sprite_images: Option<String>,
    pub status: Option<String>,
    pub title: Option<String>,
    pub upload_source: Option<String>,
    pub user_data: Option<String>,
}

/// `StandardSmartTagJob` of [`AiRoughData`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct StandardSmartTagJob {
    pub ai_job_id: Option<String>,
    pub result_url: Option<String>,
    pub results: Option<Vec<Results>>,
    pub status: Option<String>,
}

/// `AudioStreamInfoList` of [`FileInfoList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AudioStreamInfoList {
    pub bitrate: Option<String>,
    pub channel_layout: Option<String>,
    pub channels: Option<String>,
    pub codec_long_name: Option<String>,
    pub codec_name: Option<String>,
    pub codec_tag: Option<String>,
    pub codec_tag_string: Option<String>,
    pub codec_time_base: Option<String>,
    pub duration: Option<String>,
    pub fps: Option<String>,
    pub index: Option<String>,
    pub lang: Option<String>,
    pub num_frames: Option<String>,
    pub profile: Option<String>,
    pub sample_fmt: Option<String>,
    pub sample_rate: Option<String>,
    pub start_time: Option<String>,
    pub timebase: Option<String>,
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

/// `SubtitleStreamInfoList` of [`FileInfoList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubtitleStreamInfoList {
    pub codec_long_name: Option<String>,
    pub codec_name: Option<String>,
    pub codec_tag: Option<String>,
    pub codec_tag_string: Option<String>,
    pub codec_time_base: Option<String>,
    pub duration: Option<String>,
    pub index: Option<String>,
    pub lang: Option<String>,
    pub start_time: Option<String>,
    pub timebase: Option<String>,
}

/// `VideoStreamInfoList` of [`FileInfoList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct VideoStreamInfoList {
    #[serde(rename = "AvgFPS")]
    pub avg_fps: Option<String>,
    pub bitrate: Option<String>,
    pub codec_long_name: Option<String>,
    pub codec_name: Option<String>,
    pub codec_tag: Option<String>,
    pub codec_tag_string: Option<String>,
    pub codec_time_base: Option<String>,
    pub dar: Option<String>,
    pub duration: Option<String>,
    pub fps: Option<String>,
    pub has_b_frames: Option<String>,
    pub height: Option<String>,
    pub index: Option<String>,
    pub lang: Option<String>,
    pub level: Option<String>,
    #[serde(rename = "Nb_frames")]
    pub nb_frames: Option<String>,
    pub num_frames: Option<String>,
    pub pix_fmt: Option<String>,
    pub profile: Option<String>,
    pub rotate: Option<String>,
    pub sar: Option<String>,
    pub start_time: Option<String>,
    pub timebase: Option<String>,
    pub width: Option<String>,
}

/// `Results` of [`StandardSmartTagJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Results {
    pub data: Option<String>,
    pub r#type: Option<String>,
}
