//! `DescribeAIAgentInstance` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `DescribeAIAgentInstance`.
#[ice_operation(action = "DescribeAIAgentInstance")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct DescribeAIAgentInstance {
    pub instance_id: Option<String>,
}

/// A success of [`DescribeAIAgentInstance`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeAIAgentInstanceResponse {
    pub instance: Option<Instance>,
    pub request_id: Option<String>,
}

/// `Instance` of [`DescribeAIAgentInstanceResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Instance {
    pub agent_config: Option<AgentConfig>,
    pub call_info: Option<CallInfo>,
    pub call_log_url: Option<String>,
    pub gmt_create: Option<String>,
    pub gmt_modified: Option<String>,
    pub runtime_config: Option<RuntimeConfig>,
    pub session_id: Option<String>,
    pub status: Option<String>,
    pub template_config: Option<TemplateConfig>,
    pub user_data: Option<String>,
}

/// `AgentConfig` of [`Instance`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AgentConfig {
    pub ambient_sound_config: Option<AmbientSoundConfig>,
    pub asr_config: Option<AsrConfig>,
    pub auto_speech_config: Option<AutoSpeechConfig>,
    pub avatar_config: Option<AvatarConfig>,
    pub avatar_url: Option<String>,
    pub avatar_url_type: Option<String>,
    pub back_channeling_config: Option<Vec<BackChannelingConfig>>,
    pub back_channeling_configs: Option<Vec<BackChannelingConfigs>>,
    pub enable_intelligent_segment: Option<bool>,
    pub enable_push_to_talk: Option<bool>,
    pub experimental_config: Option<String>,
    pub graceful_shutdown: Option<bool>,
    pub greeting: Option<String>,
    pub interrupt_config: Option<InterruptConfig>,
    pub llm_config: Option<LlmConfig>,
    pub max_idle_time: Option<i64>,
    pub tts_config: Option<TtsConfig>,
    pub turn_detection_config: Option<TurnDetectionConfig>,
    pub user_offline_timeout: Option<i64>,
    pub user_online_timeout: Option<i64>,
    pub vcr_config: Option<VcrConfig>,
    pub voiceprint_config: Option<VoiceprintConfig>,
    pub volume: Option<i64>,
    pub wake_up_query: Option<String>,
    pub workflow_override_params: Option<String>,
}

/// `CallInfo` of [`Instance`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CallInfo {
    pub call_duration: Option<i64>,
    pub call_end_time: Option<String>,
    pub call_start_time: Option<String>,
    pub callee_number: Option<String>,
    pub caller_number: Option<String>,
    pub hangup_role: Option<i64>,
    pub status: Option<String>,
}

/// `RuntimeConfig` of [`Instance`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RuntimeConfig {
    pub agent_user_id: Option<String>,
    pub auth_token: Option<String>,
    pub avatar_chat3_d: Option<AvatarChat3D>,
    pub channel_id: Option<String>,
    pub vision_chat: Option<VisionChat>,
    pub voice_chat: Option<VoiceChat>,
}

/// `TemplateConfig` of [`Instance`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TemplateConfig {
    pub avatar_chat3_d: Option<TemplateConfigAvatarChat3D>,
    pub vision_chat: Option<TemplateConfigVisionChat>,
    pub voice_chat: Option<TemplateConfigVoiceChat>,
}

/// `AmbientSoundConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AmbientSoundConfig {
    pub resource_id: Option<String>,
    pub volume: Option<i64>,
}

/// `AsrConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AsrConfig {
    pub asr_hot_words: Option<Vec<String>>,
    pub asr_language_id: Option<String>,
    pub asr_max_silence: Option<i64>,
    pub custom_params: Option<String>,
    pub vad_duration: Option<i64>,
    pub vad_level: Option<i64>,
}

/// `AutoSpeechConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AutoSpeechConfig {
    pub llm_pending: Option<LlmPending>,
    pub user_idle: Option<UserIdle>,
}

/// `AvatarConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AvatarConfig {
    pub avatar_id: Option<String>,
}

/// `BackChannelingConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct BackChannelingConfig {
    pub enabled: Option<bool>,
    pub probability: Option<f64>,
    pub trigger_stage: Option<String>,
    pub words: Option<Vec<Words>>,
}

/// `BackChannelingConfigs` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct BackChannelingConfigs {
    pub enabled: Option<bool>,
    pub probability: Option<f64>,
    pub trigger_stage: Option<String>,
    pub words: Option<Vec<Words>>,
}

/// `InterruptConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct InterruptConfig {
    pub enable_voice_interrupt: Option<bool>,
    pub interrupt_words: Option<Vec<String>>,
    #[serde(rename = "KeepInterruptWordsForLLM")]
    pub keep_interrupt_words_for_llm: Option<bool>,
    pub no_interrupt_mode: Option<String>,
}

/// `LlmConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LlmConfig {
    pub bailian_app_params: Option<String>,
    pub function_map: Option<Vec<FunctionMap>>,
    #[serde(rename = "HistorySyncWithTTS")]
    pub history_sync_with_tts: Option<bool>,
    pub llm_complete_reply: Option<bool>,
    pub llm_history: Option<Vec<LlmHistory>>,
    pub llm_history_limit: Option<i64>,
    pub llm_system_prompt: Option<String>,
    #[serde(rename = "OpenAIExtraQuery")]
    pub open_ai_extra_query: Option<String>,
    pub output_max_delay: Option<i64>,
    pub output_min_length: Option<i64>,
}

/// `TtsConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TtsConfig {
    pub emotion: Option<String>,
    pub language_id: Option<String>,
    pub model_id: Option<String>,
    pub pronunciation_rules: Option<Vec<PronunciationRules>>,
    pub speech_rate: Option<f64>,
    pub voice_id: Option<String>,
    pub voice_id_list: Option<Vec<String>>,
}

/// `TurnDetectionConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TurnDetectionConfig {
    pub eagerness: Option<String>,
    pub mode: Option<String>,
    pub semantic_wait_duration: Option<i64>,
    pub turn_end_words: Option<Vec<String>>,
}

/// `VcrConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct VcrConfig {
    pub equipment: Option<Equipment>,
    pub head_motion: Option<HeadMotion>,
    pub invalid_frame_motion: Option<InvalidFrameMotion>,
    pub look_away: Option<LookAway>,
    pub people_count: Option<PeopleCount>,
    pub still_frame_motion: Option<StillFrameMotion>,
}

/// `VoiceprintConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct VoiceprintConfig {
    pub registration_mode: Option<String>,
    pub use_voiceprint: Option<bool>,
    pub voiceprint_id: Option<String>,
}

/// `AvatarChat3D` of [`RuntimeConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AvatarChat3D {
    pub agent_user_id: Option<String>,
    pub auth_token: Option<String>,
    pub channel_id: Option<String>,
}

/// `VisionChat` of [`RuntimeConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct VisionChat {
    pub agent_user_id: Option<String>,
    pub auth_token: Option<String>,
    pub channel_id: Option<String>,
}

/// `VoiceChat` of [`RuntimeConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct VoiceChat {
    pub agent_user_id: Option<String>,
    pub auth_token: Option<String>,
    pub channel_id: Option<String>,
}

/// `AvatarChat3D` of [`TemplateConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TemplateConfigAvatarChat3D {
    pub asr_hot_words: Option<Vec<String>>,
    pub asr_language_id: Option<String>,
    pub asr_max_silence: Option<i64>,
    pub avatar_id: Option<String>,
    pub bailian_app_params: Option<String>,
    pub char_break: Option<bool>,
    pub enable_intelligent_segment: Option<bool>,
    pub enable_push_to_talk: Option<bool>,
    pub enable_voice_interrupt: Option<bool>,
    pub graceful_shutdown: Option<bool>,
    pub greeting: Option<String>,
    pub interrupt_words: Option<Vec<String>>,
    pub llm_history: Option<Vec<LlmHistory>>,
    pub llm_history_limit: Option<i64>,
    pub llm_system_prompt: Option<String>,
    pub max_idle_time: Option<i64>,
    pub use_voiceprint: Option<bool>,
    pub user_offline_timeout: Option<i64>,
    pub user_online_timeout: Option<i64>,
    pub vad_level: Option<i64>,
    pub voice_id: Option<String>,
    pub voice_id_list: Option<Vec<String>>,
    pub voiceprint_id: Option<String>,
    pub volume: Option<i64>,
    pub wake_up_query: Option<String>,
    pub workflow_override_params: Option<String>,
}

/// `VisionChat` of [`TemplateConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TemplateConfigVisionChat {
    pub asr_hot_words: Option<Vec<String>>,
    pub asr_language_id: Option<String>,
    pub asr_max_silence: Option<i64>,
    pub bailian_app_params: Option<String>,
    pub char_break: Option<bool>,
    pub enable_intelligent_segment: Option<bool>,
    pub enable_push_to_talk: Option<bool>,
    pub enable_voice_interrupt: Option<bool>,
    pub graceful_shutdown: Option<bool>,
    pub greeting: Option<String>,
    pub interrupt_words: Option<Vec<String>>,
    pub llm_history: Option<Vec<LlmHistory>>,
    pub llm_history_limit: Option<i64>,
    pub llm_system_prompt: Option<String>,
    pub max_idle_time: Option<i64>,
    pub use_voiceprint: Option<bool>,
    pub user_offline_timeout: Option<i64>,
    pub user_online_timeout: Option<i64>,
    pub vad_level: Option<i64>,
    pub voice_id: Option<String>,
    pub voice_id_list: Option<Vec<String>>,
    pub voiceprint_id: Option<String>,
    pub volume: Option<i64>,
    pub wake_up_query: Option<String>,
    pub workflow_override_params: Option<String>,
}

/// `VoiceChat` of [`TemplateConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TemplateConfigVoiceChat {
    pub asr_hot_words: Option<Vec<String>>,
    pub asr_language_id: Option<String>,
    pub asr_max_silence: Option<i64>,
    pub avatar_url: Option<String>,
    pub avatar_url_type: Option<String>,
    pub bailian_app_params: Option<String>,
    pub char_break: Option<bool>,
    pub enable_intelligent_segment: Option<bool>,
    pub enable_push_to_talk: Option<bool>,
    pub enable_voice_interrupt: Option<bool>,
    pub graceful_shutdown: Option<bool>,
    pub greeting: Option<String>,
    pub interrupt_words: Option<Vec<String>>,
    pub llm_history: Option<Vec<LlmHistory>>,
    pub llm_history_limit: Option<i64>,
    pub llm_system_prompt: Option<String>,
    pub max_idle_time: Option<i64>,
    pub use_voiceprint: Option<bool>,
    pub user_offline_timeout: Option<i64>,
    pub user_online_timeout: Option<i64>,
    pub vad_level: Option<i64>,
    pub voice_id: Option<String>,
    pub voice_id_list: Option<Vec<String>>,
    pub voiceprint_id: Option<String>,
    pub volume: Option<i64>,
    pub wake_up_query: Option<String>,
    pub workflow_override_params: Option<String>,
}

/// `LlmPending` of [`AutoSpeechConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LlmPending {
    pub messages: Option<Vec<Messages>>,
    pub mode: Option<String>,
    pub wait_time: Option<i64>,
}

/// `UserIdle` of [`AutoSpeechConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UserIdle {
    pub hangup_end_word: Option<String>,
    pub max_repeats: Option<i64>,
    pub messages: Option<Vec<Messages>>,
    pub wait_time: Option<i64>,
}

/// `Words` of [`BackChannelingConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Words {
    pub probability: Option<f64>,
    pub text: Option<String>,
}

/// `FunctionMap` of [`LlmConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FunctionMap {
    pub function: Option<String>,
    pub match_function: Option<String>,
}

/// `LlmHistory` of [`LlmConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LlmHistory {
    pub content: Option<String>,
    pub role: Option<String>,
}

/// `PronunciationRules` of [`TtsConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PronunciationRules {
    pub pronunciation: Option<String>,
    pub r#type: Option<String>,
    pub word: Option<String>,
}

/// `Equipment` of [`VcrConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Equipment {
    pub enabled: Option<bool>,
}

/// `HeadMotion` of [`VcrConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct HeadMotion {
    pub enabled: Option<bool>,
}

/// `InvalidFrameMotion` of [`VcrConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct InvalidFrameMotion {
    pub callback_delay: Option<i64>,
    pub enabled: Option<bool>,
}

/// `LookAway` of [`VcrConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LookAway {
    pub enabled: Option<bool>,
}

/// `PeopleCount` of [`VcrConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PeopleCount {
    pub enabled: Option<bool>,
}

/// `StillFrameMotion` of [`VcrConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct StillFrameMotion {
    pub callback_delay: Option<i64>,
    pub enabled: Option<bool>,
}

/// `Messages` of [`LlmPending`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Messages {
    pub probability: Option<f64>,
    pub text: Option<String>,
}
