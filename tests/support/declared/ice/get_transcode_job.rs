//! `GetTranscodeJob` of ice.

use std::collections::BTreeMap;

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A request of `GetTranscodeJob`.
#[ice_operation(action = "GetTranscodeJob")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GetTranscodeJob {
    pub parent_job_id: Option<String>,
}

/// A success of [`GetTranscodeJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetTranscodeJobResponse {
    pub request_id: Option<String>,
    pub transcode_parent_job: Option<TranscodeParentJob>,
}

/// `TranscodeParentJob` of [`GetTranscodeJobResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJob {
    pub create_time: Option<String>,
    pub finish_time: Option<String>,
    pub input_group: Option<Vec<InputGroup>>,
    pub job_count: Option<i64>,
    pub name: Option<String>,
    pub output_group: Option<Vec<OutputGroup>>,
    pub parent_job_id: Option<String>,
    pub percent: Option<i64>,
    pub request_id: Option<String>,
    pub schedule_config: Option<ScheduleConfig>,
    pub status: Option<String>,
    pub submit_time: Option<String>,
    pub transcode_job_list: Option<Vec<TranscodeJobList>>,
    pub trigger_source: Option<String>,
    pub user_data: Option<String>,
}

/// `InputGroup` of [`TranscodeParentJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct InputGroup {
    pub media: Option<String>,
    pub r#type: Option<String>,
}

/// `OutputGroup` of [`TranscodeParentJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct OutputGroup {
    pub output: Option<Output>,
    pub process_config: Option<ProcessConfig>,
}

/// `ScheduleConfig` of [`TranscodeParentJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ScheduleConfig {
    pub pipeline_id: Option<String>,
    pub priority: Option<i64>,
}

/// `TranscodeJobList` of [`TranscodeParentJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobList {
    pub create_time: Option<String>,
    pub finish_time: Option<String>,
    pub input_group: Option<Vec<TranscodeJobListInputGroup>>,
    pub job_id: Option<String>,
    pub job_index: Option<i64>,
    pub name: Option<String>,
    pub out_file_meta: Option<OutFileMeta>,
    pub output: Option<Output>,
    pub parent_job_id: Option<String>,
    pub process_config: Option<TranscodeJobListProcessConfig>,
    pub request_id: Option<String>,
    pub schedule_config: Option<ScheduleConfig>,
    pub status: Option<String>,
    pub submit_result_json: Option<BTreeMap<String, Value>>,
    pub submit_time: Option<String>,
    pub user_data: Option<String>,
}

/// `Output` of [`OutputGroup`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Output {
    pub media: Option<String>,
    pub output_url: Option<String>,
    pub r#type: Option<String>,
}

/// `ProcessConfig` of [`OutputGroup`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ProcessConfig {
    pub combine_configs: Option<Vec<CombineConfigs>>,
    pub encryption: Option<Encryption>,
    pub image_watermarks: Option<Vec<ImageWatermarks>>,
    pub subtitles: Option<Vec<Subtitles>>,
    pub text_watermarks: Option<Vec<TextWatermarks>>,
    pub transcode: Option<Transcode>,
}

/// `InputGroup` of [`TranscodeJobList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListInputGroup {
    pub input_url: Option<String>,
    pub media: Option<String>,
    pub r#type: Option<String>,
}

/// `OutFileMeta` of [`TranscodeJobList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct OutFileMeta {
    pub audio_stream_info_list: Option<Vec<AudioStreamInfoList>>,
    pub file_basic_info: Option<FileBasicInfo>,
    pub video_stream_info_list: Option<Vec<VideoStreamInfoList>>,
}

/// `ProcessConfig` of [`TranscodeJobList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfig {
    pub combine_configs: Option<Vec<CombineConfigs>>,
    pub encryption: Option<Encryption>,
    pub image_watermarks: Option<Vec<ImageWatermarks>>,
    pub is_inherit_tags: Option<bool>,
    pub subtitles: Option<Vec<Subtitles>>,
    pub text_watermarks: Option<Vec<TextWatermarks>>,
    pub transcode: Option<TranscodeJobListProcessConfigTranscode>,
}

/// `CombineConfigs` of [`ProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CombineConfigs {
    pub audio_index: Option<String>,
    pub duration: Option<f64>,
    pub start: Option<f64>,
    pub video_index: Option<String>,
}

/// `Encryption` of [`ProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Encryption {
    pub cipher_text: Option<String>,
    pub decrypt_key_uri: Option<String>,
    pub encrypt_type: Option<String>,
    pub key_service_type: Option<String>,
}

/// `ImageWatermarks` of [`ProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ImageWatermarks {
    pub overwrite_params: Option<OverwriteParams>,
    pub template_id: Option<String>,
}

/// `Subtitles` of [`ProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Subtitles {
    pub overwrite_params: Option<SubtitlesOverwriteParams>,
    pub template_id: Option<String>,
}

/// `TextWatermarks` of [`ProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TextWatermarks {
    pub overwrite_params: Option<TextWatermarksOverwriteParams>,
    pub template_id: Option<String>,
}

/// `Transcode` of [`ProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Transcode {
    pub overwrite_params: Option<TranscodeOverwriteParams>,
    pub template_id: Option<String>,
}

/// `AudioStreamInfoList` of [`OutFileMeta`].
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
    pub index: Option<String>,
    pub lang: Option<String>,
    pub sample_fmt: Option<String>,
    pub sample_rate: Option<String>,
    pub start_time: Option<String>,
    pub timebase: Option<String>,
}

/// `FileBasicInfo` of [`OutFileMeta`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FileBasicInfo {
    pub bitrate: Option<String>,
    pub duration: Option<String>,
    pub file_name: Option<String>,
    pub file_size: Option<String>,
    pub file_status: Option<String>,
    pub file_type: Option<String>,
    pub file_url: Option<String>,
    pub format_name: Option<String>,
    pub height: Option<String>,
    pub media_id: Option<String>,
    pub region: Option<String>,
    pub width: Option<String>,
}

/// `VideoStreamInfoList` of [`OutFileMeta`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct VideoStreamInfoList {
    #[serde(rename = "Avg_fps")]
    pub avg_fps: Option<String>,
    #[serde(rename = "Bit_rate")]
    pub bit_rate: Option<String>,
    #[serde(rename = "Codec_long_name")]
    pub codec_long_name: Option<String>,
    #[serde(rename = "Codec_name")]
    pub codec_name: Option<String>,
    #[serde(rename = "Codec_tag")]
    pub codec_tag: Option<String>,
    #[serde(rename = "Codec_tag_string")]
    pub codec_tag_string: Option<String>,
    #[serde(rename = "Codec_time_base")]
    pub codec_time_base: Option<String>,
    pub dar: Option<String>,
    pub duration: Option<String>,
    pub fps: Option<String>,
    #[serde(rename = "Has_b_frames")]
    pub has_b_frames: Option<String>,
    pub height: Option<String>,
    pub index: Option<String>,
    pub lang: Option<String>,
    pub level: Option<String>,
    pub num_frames: Option<String>,
    pub pix_fmt: Option<String>,
    pub profile: Option<String>,
    pub rotate: Option<String>,
    pub sar: Option<String>,
    #[serde(rename = "Start_time")]
    pub start_time: Option<String>,
    #[serde(rename = "Time_base")]
    pub time_base: Option<String>,
    pub width: Option<String>,
}

/// `Transcode` of [`TranscodeJobListProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigTranscode {
    pub overwrite_params: Option<TranscodeJobListProcessConfigTranscodeOverwriteParams>,
    pub template_id: Option<String>,
}

/// `OverwriteParams` of [`ImageWatermarks`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct OverwriteParams {
    pub dx: Option<String>,
    pub dy: Option<String>,
    pub file: Option<File>,
    pub height: Option<String>,
    pub refer_pos: Option<String>,
    pub timeline: Option<Timeline>,
    pub width: Option<String>,
}

/// `OverwriteParams` of [`Subtitles`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubtitlesOverwriteParams {
    pub char_enc: Option<String>,
    pub file: Option<File>,
    pub format: Option<String>,
}

/// `OverwriteParams` of [`TextWatermarks`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TextWatermarksOverwriteParams {
    pub adaptive: Option<String>,
    pub border_color: Option<String>,
    pub border_width: Option<i64>,
    pub content: Option<String>,
    pub font_alpha: Option<String>,
    pub font_color: Option<String>,
    pub font_name: Option<String>,
    pub font_size: Option<i64>,
    pub left: Option<String>,
    pub top: Option<String>,
}

/// `OverwriteParams` of [`Transcode`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeOverwriteParams {
    pub audio: Option<Audio>,
    pub container: Option<Container>,
    pub mux_config: Option<MuxConfig>,
    pub trans_config: Option<TransConfig>,
    pub video: Option<Video>,
}

/// `OverwriteParams` of [`TranscodeJobListProcessConfigTranscode`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigTranscodeOverwriteParams {
    pub audio: Option<Audio>,
    pub container: Option<Container>,
    pub mux_config: Option<MuxConfig>,
    pub tags: Option<BTreeMap<String, String>>,
    pub trans_config: Option<TransConfig>,
    pub video: Option<Video>,
}

/// `File` of [`OverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct File {
    pub media: Option<String>,
    pub r#type: Option<String>,
}

/// `Timeline` of [`OverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Timeline {
    pub duration: Option<String>,
    pub start: Option<String>,
}

/// `Audio` of [`TranscodeOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Audio {
    pub bitrate: Option<String>,
    pub channels: Option<String>,
    pub codec: Option<String>,
    pub profile: Option<String>,
    pub remove: Option<String>,
    pub samplerate: Option<String>,
    pub volume: Option<Volume>,
}

/// `Container` of [`TranscodeOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Container {
    pub format: Option<String>,
}

/// `MuxConfig` of [`TranscodeOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct MuxConfig {
    pub segment: Option<Segment>,
}

/// `TransConfig` of [`TranscodeOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TransConfig {
    pub adj_dar_method: Option<String>,
    pub is_check_audio_bitrate: Option<String>,
    pub is_check_audio_bitrate_fail: Option<String>,
    pub is_check_reso: Option<String>,
    pub is_check_reso_fail: Option<String>,
    pub is_check_video_bitrate: Option<String>,
    pub is_check_video_bitrate_fail: Option<String>,
    pub trans_mode: Option<String>,
}

/// `Video` of [`TranscodeOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Video {
    pub abr_max: Option<String>,
    pub bitrate: Option<String>,
    pub bufsize: Option<String>,
    pub codec: Option<String>,
    pub crf: Option<String>,
    pub crop: Option<String>,
    pub fps: Option<String>,
    pub gop: Option<String>,
    pub height: Option<String>,
    pub long_short_mode: Option<String>,
    pub maxrate: Option<String>,
    pub pad: Option<String>,
    pub pix_fmt: Option<String>,
    pub preset: Option<String>,
    pub profile: Option<String>,
    pub remove: Option<String>,
    pub scan_mode: Option<String>,
    pub width: Option<String>,
}

/// `Volume` of [`Audio`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Volume {
    pub integrated_loudness_target: Option<String>,
    pub loudness_range_target: Option<String>,
    pub method: Option<String>,
    pub true_peak: Option<String>,
}

/// `Segment` of [`MuxConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Segment {
    pub duration: Option<String>,
    pub force_seg_time: Option<String>,
}
