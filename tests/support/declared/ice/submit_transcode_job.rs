//! `SubmitTranscodeJob` of ice.

use std::collections::BTreeMap;

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A request of `SubmitTranscodeJob`.
#[ice_operation(action = "SubmitTranscodeJob")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SubmitTranscodeJob {
    pub client_token: Option<String>,
    #[ice(json)]
    pub input_group: Option<Vec<InputGroup>>,
    pub name: Option<String>,
    #[ice(json)]
    pub output_group: Option<Vec<OutputGroup>>,
    #[ice(json)]
    pub schedule_config: Option<ScheduleConfig>,
    pub user_data: Option<String>,
}

/// `InputGroup` of [`SubmitTranscodeJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct InputGroup {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// `OutputGroup` of [`SubmitTranscodeJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct OutputGroup {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<Output>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub process_config: Option<ProcessConfig>,
}

/// `ScheduleConfig` of [`SubmitTranscodeJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ScheduleConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pipeline_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<i64>,
}

/// A success of [`SubmitTranscodeJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubmitTranscodeJobResponse {
    pub request_id: Option<String>,
    pub transcode_parent_job: Option<TranscodeParentJob>,
}

/// `Output` of [`OutputGroup`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Output {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// `ProcessConfig` of [`OutputGroup`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ProcessConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub combine_configs: Option<Vec<CombineConfigs>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encryption: Option<Encryption>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_watermarks: Option<Vec<ImageWatermarks>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtitles: Option<Vec<Subtitles>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_watermarks: Option<Vec<TextWatermarks>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transcode: Option<Transcode>,
}

/// `TranscodeParentJob` of [`SubmitTranscodeJobResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJob {
    pub create_time: Option<String>,
    pub finish_time: Option<String>,
    pub input_group: Option<Vec<TranscodeParentJobInputGroup>>,
    pub job_count: Option<i64>,
    pub name: Option<String>,
    pub output_group: Option<Vec<TranscodeParentJobOutputGroup>>,
    pub parent_job_id: Option<String>,
    pub percent: Option<i64>,
    pub request_id: Option<String>,
    pub schedule_config: Option<TranscodeParentJobScheduleConfig>,
    pub status: Option<String>,
    pub submit_time: Option<String>,
    pub transcode_job_list: Option<Vec<TranscodeJobList>>,
    pub trigger_source: Option<String>,
    pub user_data: Option<String>,
}

/// `CombineConfigs` of [`ProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CombineConfigs {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audio_index: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub video_index: Option<String>,
}

/// `Encryption` of [`ProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Encryption {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cipher_text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decrypt_key_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encrypt_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_service_type: Option<String>,
}

/// `ImageWatermarks` of [`ProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ImageWatermarks {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overwrite_params: Option<OverwriteParams>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_id: Option<String>,
}

/// `Subtitles` of [`ProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Subtitles {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overwrite_params: Option<SubtitlesOverwriteParams>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_id: Option<String>,
}

/// `TextWatermarks` of [`ProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TextWatermarks {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overwrite_params: Option<TextWatermarksOverwriteParams>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_id: Option<String>,
}

/// `Transcode` of [`ProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Transcode {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overwrite_params: Option<TranscodeOverwriteParams>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_id: Option<String>,
}

/// `InputGroup` of [`TranscodeParentJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobInputGroup {
    pub media: Option<String>,
    pub r#type: Option<String>,
}

/// `OutputGroup` of [`TranscodeParentJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroup {
    pub output: Option<TranscodeParentJobOutputGroupOutput>,
    pub process_config: Option<TranscodeParentJobOutputGroupProcessConfig>,
}

/// `ScheduleConfig` of [`TranscodeParentJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobScheduleConfig {
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
    pub output: Option<TranscodeJobListOutput>,
    pub parent_job_id: Option<String>,
    pub process_config: Option<TranscodeJobListProcessConfig>,
    pub request_id: Option<String>,
    pub schedule_config: Option<TranscodeJobListScheduleConfig>,
    pub status: Option<String>,
    pub submit_result_json: Option<BTreeMap<String, Value>>,
    pub submit_time: Option<String>,
    pub user_data: Option<String>,
}

/// `OverwriteParams` of [`ImageWatermarks`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct OverwriteParams {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dx: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dy: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<File>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refer_pos: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeline: Option<Timeline>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<String>,
}

/// `OverwriteParams` of [`Subtitles`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubtitlesOverwriteParams {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub char_enc: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<File>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
}

/// `OverwriteParams` of [`TextWatermarks`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TextWatermarksOverwriteParams {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adaptive: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub border_color: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub border_width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub font_alpha: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub font_color: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub font_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub font_size: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top: Option<String>,
}

/// `OverwriteParams` of [`Transcode`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeOverwriteParams {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audio: Option<Audio>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container: Option<Container>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mux_config: Option<MuxConfig>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trans_config: Option<TransConfig>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub video: Option<Video>,
}

/// `Output` of [`TranscodeParentJobOutputGroup`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupOutput {
    pub media: Option<String>,
    pub r#type: Option<String>,
}

/// `ProcessConfig` of [`TranscodeParentJobOutputGroup`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupProcessConfig {
    pub combine_configs: Option<Vec<TranscodeParentJobOutputGroupProcessConfigCombineConfigs>>,
    pub encryption: Option<TranscodeParentJobOutputGroupProcessConfigEncryption>,
    pub image_watermarks: Option<Vec<TranscodeParentJobOutputGroupProcessConfigImageWatermarks>>,
    pub subtitles: Option<Vec<TranscodeParentJobOutputGroupProcessConfigSubtitles>>,
    pub text_watermarks: Option<Vec<TranscodeParentJobOutputGroupProcessConfigTextWatermarks>>,
    pub transcode: Option<TranscodeParentJobOutputGroupProcessConfigTranscode>,
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

/// `Output` of [`TranscodeJobList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListOutput {
    pub media: Option<String>,
    pub output_url: Option<String>,
    pub r#type: Option<String>,
}

/// `ProcessConfig` of [`TranscodeJobList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfig {
    pub combine_configs: Option<Vec<TranscodeJobListProcessConfigCombineConfigs>>,
    pub encryption: Option<TranscodeJobListProcessConfigEncryption>,
    pub image_watermarks: Option<Vec<TranscodeJobListProcessConfigImageWatermarks>>,
    pub subtitles: Option<Vec<TranscodeJobListProcessConfigSubtitles>>,
    pub text_watermarks: Option<Vec<TranscodeJobListProcessConfigTextWatermarks>>,
    pub transcode: Option<TranscodeJobListProcessConfigTranscode>,
}

/// `ScheduleConfig` of [`TranscodeJobList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListScheduleConfig {
    pub pipeline_id: Option<String>,
    pub priority: Option<i64>,
}

/// `File` of [`OverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct File {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// `Timeline` of [`OverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Timeline {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
}

/// `Audio` of [`TranscodeOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Audio {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bitrate: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channels: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub codec: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remove: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub samplerate: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<Volume>,
}

/// `Container` of [`TranscodeOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Container {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
}

/// `MuxConfig` of [`TranscodeOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct MuxConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<Segment>,
}

/// `TransConfig` of [`TranscodeOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TransConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adj_dar_method: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_check_audio_bitrate: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_check_audio_bitrate_fail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_check_reso: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_check_reso_fail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_check_video_bitrate: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_check_video_bitrate_fail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trans_mode: Option<String>,
}

/// `Video` of [`TranscodeOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Video {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abr_max: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bitrate: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bufsize: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub codec: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crf: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crop: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fps: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gop: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub long_short_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maxrate: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pad: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pix_fmt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preset: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remove: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scan_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<String>,
}

/// `CombineConfigs` of [`TranscodeParentJobOutputGroupProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupProcessConfigCombineConfigs {
    pub audio_index: Option<String>,
    pub duration: Option<f64>,
    pub start: Option<f64>,
    pub video_index: Option<String>,
}

/// `Encryption` of [`TranscodeParentJobOutputGroupProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupProcessConfigEncryption {
    pub cipher_text: Option<String>,
    pub decrypt_key_uri: Option<String>,
    pub encrypt_type: Option<String>,
    pub key_service_type: Option<String>,
}

/// `ImageWatermarks` of [`TranscodeParentJobOutputGroupProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupProcessConfigImageWatermarks {
    pub overwrite_params: Option<TranscodeParentJobOutputGroupProcessConfigImageWatermarksOverwriteParams>,
    pub template_id: Option<String>,
}

/// `Subtitles` of [`TranscodeParentJobOutputGroupProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupProcessConfigSubtitles {
    pub overwrite_params: Option<TranscodeParentJobOutputGroupProcessConfigSubtitlesOverwriteParams>,
    pub template_id: Option<String>,
}

/// `TextWatermarks` of [`TranscodeParentJobOutputGroupProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupProcessConfigTextWatermarks {
    pub overwrite_params: Option<TranscodeParentJobOutputGroupProcessConfigTextWatermarksOverwriteParams>,
    pub template_id: Option<String>,
}

/// `Transcode` of [`TranscodeParentJobOutputGroupProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupProcessConfigTranscode {
    pub overwrite_params: Option<TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParams>,
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

/// `CombineConfigs` of [`TranscodeJobListProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigCombineConfigs {
    pub audio_index: Option<String>,
    pub duration: Option<f64>,
    pub start: Option<f64>,
    pub video_index: Option<String>,
}

/// `Encryption` of [`TranscodeJobListProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigEncryption {
    pub cipher_text: Option<String>,
    pub decrypt_key_uri: Option<String>,
    pub encrypt_type: Option<String>,
    pub key_service_type: Option<String>,
}

/// `ImageWatermarks` of [`TranscodeJobListProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigImageWatermarks {
    pub overwrite_params: Option<TranscodeJobListProcessConfigImageWatermarksOverwriteParams>,
    pub template_id: Option<String>,
}

/// `Subtitles` of [`TranscodeJobListProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigSubtitles {
    pub overwrite_params: Option<TranscodeJobListProcessConfigSubtitlesOverwriteParams>,
    pub template_id: Option<String>,
}

/// `TextWatermarks` of [`TranscodeJobListProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigTextWatermarks {
    pub overwrite_params: Option<TranscodeJobListProcessConfigTextWatermarksOverwriteParams>,
    pub template_id: Option<String>,
}

/// `Transcode` of [`TranscodeJobListProcessConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigTranscode {
    pub overwrite_params: Option<TranscodeJobListProcessConfigTranscodeOverwriteParams>,
    pub template_id: Option<String>,
}

/// `Volume` of [`Audio`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Volume {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integrated_loudness_target: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loudness_range_target: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub true_peak: Option<String>,
}

/// `Segment` of [`MuxConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Segment {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force_seg_time: Option<String>,
}

/// `OverwriteParams` of [`TranscodeParentJobOutputGroupProcessConfigImageWatermarks`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupProcessConfigImageWatermarksOverwriteParams {
    pub dx: Option<String>,
    pub dy: Option<String>,
    pub file: Option<TranscodeParentJobOutputGroupProcessConfigImageWatermarksOverwriteParamsFile>,
    pub height: Option<String>,
    pub refer_pos: Option<String>,
    pub timeline: Option<TranscodeParentJobOutputGroupProcessConfigImageWatermarksOverwriteParamsTimeline>,
    pub width: Option<String>,
}

/// `OverwriteParams` of [`TranscodeParentJobOutputGroupProcessConfigSubtitles`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupProcessConfigSubtitlesOverwriteParams {
    pub char_enc: Option<String>,
    pub file: Option<TranscodeParentJobOutputGroupProcessConfigSubtitlesOverwriteParamsFile>,
    pub format: Option<String>,
}

/// `OverwriteParams` of [`TranscodeParentJobOutputGroupProcessConfigTextWatermarks`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupProcessConfigTextWatermarksOverwriteParams {
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

/// `OverwriteParams` of [`TranscodeParentJobOutputGroupProcessConfigTranscode`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParams {
    pub audio: Option<TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParamsAudio>,
    pub container: Option<TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParamsContainer>,
    pub mux_config: Option<TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParamsMuxConfig>,
    pub trans_config: Option<TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParamsTransConfig>,
    pub video: Option<TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParamsVideo>,
}

/// `OverwriteParams` of [`TranscodeJobListProcessConfigImageWatermarks`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigImageWatermarksOverwriteParams {
    pub dx: Option<String>,
    pub dy: Option<String>,
    pub file: Option<TranscodeJobListProcessConfigImageWatermarksOverwriteParamsFile>,
    pub height: Option<String>,
    pub refer_pos: Option<String>,
    pub timeline: Option<TranscodeJobListProcessConfigImageWatermarksOverwriteParamsTimeline>,
    pub width: Option<String>,
}

/// `OverwriteParams` of [`TranscodeJobListProcessConfigSubtitles`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigSubtitlesOverwriteParams {
    pub char_enc: Option<String>,
    pub file: Option<TranscodeJobListProcessConfigSubtitlesOverwriteParamsFile>,
    pub format: Option<String>,
}

/// `OverwriteParams` of [`TranscodeJobListProcessConfigTextWatermarks`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigTextWatermarksOverwriteParams {
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

/// `OverwriteParams` of [`TranscodeJobListProcessConfigTranscode`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigTranscodeOverwriteParams {
    pub audio: Option<TranscodeJobListProcessConfigTranscodeOverwriteParamsAudio>,
    pub container: Option<TranscodeJobListProcessConfigTranscodeOverwriteParamsContainer>,
    pub mux_config: Option<TranscodeJobListProcessConfigTranscodeOverwriteParamsMuxConfig>,
    pub trans_config: Option<TranscodeJobListProcessConfigTranscodeOverwriteParamsTransConfig>,
    pub video: Option<TranscodeJobListProcessConfigTranscodeOverwriteParamsVideo>,
}

/// `File` of [`TranscodeParentJobOutputGroupProcessConfigImageWatermarksOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupProcessConfigImageWatermarksOverwriteParamsFile {
    pub media: Option<String>,
    pub r#type: Option<String>,
}

/// `Timeline` of [`TranscodeParentJobOutputGroupProcessConfigImageWatermarksOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupProcessConfigImageWatermarksOverwriteParamsTimeline {
    pub duration: Option<String>,
    pub start: Option<String>,
}

/// `File` of [`TranscodeParentJobOutputGroupProcessConfigSubtitlesOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupProcessConfigSubtitlesOverwriteParamsFile {
    pub media: Option<String>,
    pub r#type: Option<String>,
}

/// `Audio` of [`TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParamsAudio {
    pub bitrate: Option<String>,
    pub channels: Option<String>,
    pub codec: Option<String>,
    pub profile: Option<String>,
    pub remove: Option<String>,
    pub samplerate: Option<String>,
    pub volume: Option<TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParamsAudioVolume>,
}

/// `Container` of [`TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParamsContainer {
    pub format: Option<String>,
}

/// `MuxConfig` of [`TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParamsMuxConfig {
    pub segment: Option<TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParamsMuxConfigSegment>,
}

/// `TransConfig` of [`TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParamsTransConfig {
    pub adj_dar_method: Option<String>,
    pub is_check_audio_bitrate: Option<String>,
    pub is_check_audio_bitrate_fail: Option<String>,
    pub is_check_reso: Option<String>,
    pub is_check_reso_fail: Option<String>,
    pub is_check_video_bitrate: Option<String>,
    pub is_check_video_bitrate_fail: Option<String>,
    pub trans_mode: Option<String>,
}

/// `Video` of [`TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParamsVideo {
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

/// `File` of [`TranscodeJobListProcessConfigImageWatermarksOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigImageWatermarksOverwriteParamsFile {
    pub media: Option<String>,
    pub r#type: Option<String>,
}

/// `Timeline` of [`TranscodeJobListProcessConfigImageWatermarksOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigImageWatermarksOverwriteParamsTimeline {
    pub duration: Option<String>,
    pub start: Option<String>,
}

/// `File` of [`TranscodeJobListProcessConfigSubtitlesOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigSubtitlesOverwriteParamsFile {
    pub media: Option<String>,
    pub r#type: Option<String>,
}

/// `Audio` of [`TranscodeJobListProcessConfigTranscodeOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigTranscodeOverwriteParamsAudio {
    pub bitrate: Option<String>,
    pub channels: Option<String>,
    pub codec: Option<String>,
    pub profile: Option<String>,
    pub remove: Option<String>,
    pub samplerate: Option<String>,
    pub volume: Option<TranscodeJobListProcessConfigTranscodeOverwriteParamsAudioVolume>,
}

/// `Container` of [`TranscodeJobListProcessConfigTranscodeOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigTranscodeOverwriteParamsContainer {
    pub format: Option<String>,
}

/// `MuxConfig` of [`TranscodeJobListProcessConfigTranscodeOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigTranscodeOverwriteParamsMuxConfig {
    pub segment: Option<TranscodeJobListProcessConfigTranscodeOverwriteParamsMuxConfigSegment>,
}

/// `TransConfig` of [`TranscodeJobListProcessConfigTranscodeOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigTranscodeOverwriteParamsTransConfig {
    pub adj_dar_method: Option<String>,
    pub is_check_audio_bitrate: Option<String>,
    pub is_check_audio_bitrate_fail: Option<String>,
    pub is_check_reso: Option<String>,
    pub is_check_reso_fail: Option<String>,
    pub is_check_video_bitrate: Option<String>,
    pub is_check_video_bitrate_fail: Option<String>,
    pub trans_mode: Option<String>,
}

/// `Video` of [`TranscodeJobListProcessConfigTranscodeOverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigTranscodeOverwriteParamsVideo {
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

/// `Volume` of [`TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParamsAudio`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParamsAudioVolume {
    pub integrated_loudness_target: Option<String>,
    pub loudness_range_target: Option<String>,
    pub method: Option<String>,
    pub true_peak: Option<String>,
}

/// `Segment` of [`TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParamsMuxConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeParentJobOutputGroupProcessConfigTranscodeOverwriteParamsMuxConfigSegment {
    pub duration: Option<String>,
    pub force_seg_time: Option<String>,
}

/// `Volume` of [`TranscodeJobListProcessConfigTranscodeOverwriteParamsAudio`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigTranscodeOverwriteParamsAudioVolume {
    pub integrated_loudness_target: Option<String>,
    pub loudness_range_target: Option<String>,
    pub method: Option<String>,
    pub true_peak: Option<String>,
}

/// `Segment` of [`TranscodeJobListProcessConfigTranscodeOverwriteParamsMuxConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranscodeJobListProcessConfigTranscodeOverwriteParamsMuxConfigSegment {
    pub duration: Option<String>,
    pub force_seg_time: Option<String>,
}
