//! `StartAIAgentInstance` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `StartAIAgentInstance`.
#[ice_operation(action = "StartAIAgentInstance")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct StartAIAgentInstance {
    #[ice(rename = "AIAgentId")]
    #[serde(rename = "AIAgentId")]
    pub ai_agent_id: Option<String>,
    #[ice(json)]
    pub agent_config: Option<AgentConfig>,
    #[ice(json)]
    pub chat_sync_config: Option<ChatSyncConfig>,
    #[ice(json)]
    pub runtime_config: Option<RuntimeConfig>,
    pub session_id: Option<String>,
    #[ice(json)]
    pub template_config: Option<TemplateConfig>,
    pub user_data: Option<String>,
}

/// `AgentConfig` of [`StartAIAgentInstance`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AgentConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ambient_sound_config: Option<AmbientSoundConfig>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_config: Option<AsrConfig>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_speech_config: Option<AutoSpeechConfig>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar_config: Option<AvatarConfig>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar_url_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub back_channeling_config: Option<Vec<BackChannelingConfig>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub back_channeling_configs: Option<Vec<BackChannelingConfigs>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_intelligent_segment: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_push_to_talk: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub experimental_config: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub graceful_shutdown: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub greeting: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interrupt_config: Option<InterruptConfig>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub llm_config: Option<LlmConfig>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_idle_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tts_config: Option<TtsConfig>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn_detection_config: Option<TurnDetectionConfig>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_offline_timeout: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_online_timeout: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vcr_config: Option<VcrConfig>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voiceprint_config: Option<VoiceprintConfig>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wake_up_query: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workflow_override_params: Option<String>,
}

/// `ChatSyncConfig` of [`StartAIAgentInstance`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ChatSyncConfig {
    #[serde(rename = "IMAIAgentId", skip_serializing_if = "Option::is_none")]
    pub imai_agent_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receiver_id: Option<String>,
}

/// `RuntimeConfig` of [`StartAIAgentInstance`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RuntimeConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent_user_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar_chat3_d: Option<AvatarChat3D>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vision_chat: Option<VisionChat>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_chat: Option<VoiceChat>,
}

/// `TemplateConfig` of [`StartAIAgentInstance`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TemplateConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar_chat3_d: Option<TemplateConfigAvatarChat3D>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vision_chat: Option<TemplateConfigVisionChat>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_chat: Option<TemplateConfigVoiceChat>,
}

/// A success of [`StartAIAgentInstance`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct StartAIAgentInstanceResponse {
    pub instance_id: Option<String>,
    pub request_id: Option<String>,
}

/// `AmbientSoundConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AmbientSoundConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<i64>,
}

/// `AsrConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AsrConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_hot_words: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_language_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_max_silence: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_params: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vad_duration: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vad_level: Option<i64>,
}

/// `AutoSpeechConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AutoSpeechConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub llm_pending: Option<LlmPending>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_idle: Option<UserIdle>,
}

/// `AvatarConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AvatarConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar_id: Option<String>,
}

/// `BackChannelingConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct BackChannelingConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger_stage: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<Vec<Words>>,
}

/// `BackChannelingConfigs` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct BackChannelingConfigs {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger_stage: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<Vec<Words>>,
}

/// `InterruptConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct InterruptConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_voice_interrupt: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interrupt_words: Option<Vec<String>>,
    #[serde(rename = "KeepInterruptWordsForLLM", skip_serializing_if = "Option::is_none")]
    pub keep_interrupt_words_for_llm: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_interrupt_mode: Option<String>,
}

/// `LlmConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LlmConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bailian_app_params: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub function_map: Option<Vec<FunctionMap>>,
    #[serde(rename = "HistorySyncWithTTS", skip_serializing_if = "Option::is_none")]
    pub history_sync_with_tts: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub llm_complete_reply: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub llm_history: Option<Vec<LlmHistory>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub llm_history_limit: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub llm_system_prompt: Option<String>,
    #[serde(rename = "OpenAIExtraQuery", skip_serializing_if = "Option::is_none")]
    pub open_ai_extra_query: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_max_delay: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_min_length: Option<i64>,
}

/// `TtsConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TtsConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emotion: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pronunciation_rules: Option<Vec<PronunciationRules>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speech_rate: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_id_list: Option<Vec<String>>,
}

/// `TurnDetectionConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TurnDetectionConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eagerness: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub semantic_wait_duration: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn_end_words: Option<Vec<String>>,
}

/// `VcrConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct VcrConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub equipment: Option<Equipment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head_motion: Option<HeadMotion>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invalid_frame_motion: Option<InvalidFrameMotion>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub look_away: Option<LookAway>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people_count: Option<PeopleCount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub still_frame_motion: Option<StillFrameMotion>,
}

/// `VoiceprintConfig` of [`AgentConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct VoiceprintConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registration_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_voiceprint: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voiceprint_id: Option<String>,
}

/// `AvatarChat3D` of [`RuntimeConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AvatarChat3D {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent_user_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_id: Option<String>,
}

/// `VisionChat` of [`RuntimeConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct VisionChat {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent_user_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_id: Option<String>,
}

/// `VoiceChat` of [`RuntimeConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct VoiceChat {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent_user_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_id: Option<String>,
}

/// `AvatarChat3D` of [`TemplateConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TemplateConfigAvatarChat3D {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_hot_words: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_language_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_max_silence: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bailian_app_params: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub char_break: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_intelligent_segment: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_push_to_talk: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_voice_interrupt: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub graceful_shutdown: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub greeting: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interrupt_words: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub llm_history: Option<Vec<LlmHistory>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub llm_history_limit: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub llm_system_prompt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_idle_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_voiceprint: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_offline_timeout: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_online_timeout: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vad_level: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_id_list: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voiceprint_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wake_up_query: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workflow_override_params: Option<String>,
}

/// `VisionChat` of [`TemplateConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TemplateConfigVisionChat {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_hot_words: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_language_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_max_silence: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bailian_app_params: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub char_break: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_intelligent_segment: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_push_to_talk: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_voice_interrupt: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub graceful_shutdown: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub greeting: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interrupt_words: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub llm_history: Option<Vec<LlmHistory>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub llm_history_limit: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub llm_system_prompt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_idle_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_voiceprint: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_offline_timeout: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_online_timeout: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vad_level: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_id_list: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voiceprint_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wake_up_query: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workflow_override_params: Option<String>,
}

/// `VoiceChat` of [`TemplateConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TemplateConfigVoiceChat {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_hot_words: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_language_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asr_max_silence: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar_url_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bailian_app_params: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub char_break: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_intelligent_segment: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_push_to_talk: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_voice_interrupt: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub graceful_shutdown: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub greeting: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interrupt_words: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub llm_history: Option<Vec<LlmHistory>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub llm_history_limit: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub llm_system_prompt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_idle_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_voiceprint: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_offline_timeout: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_online_timeout: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vad_level: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_id_list: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voiceprint_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wake_up_query: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workflow_override_params: Option<String>,
}

/// `LlmPending` of [`AutoSpeechConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LlmPending {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub messages: Option<Vec<Messages>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait_time: Option<i64>,
}

/// `UserIdle` of [`AutoSpeechConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UserIdle {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hangup_end_word: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_repeats: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub messages: Option<Vec<Messages>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait_time: Option<i64>,
}

/// `Words` of [`BackChannelingConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Words {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// `FunctionMap` of [`LlmConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FunctionMap {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub match_function: Option<String>,
}

/// `LlmHistory` of [`LlmConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LlmHistory {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// `PronunciationRules` of [`TtsConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PronunciationRules {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pronunciation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word: Option<String>,
}

/// `Equipment` of [`VcrConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Equipment {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
}

/// `HeadMotion` of [`VcrConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct HeadMotion {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
}

/// `InvalidFrameMotion` of [`VcrConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct InvalidFrameMotion {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_delay: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
}

/// `LookAway` of [`VcrConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LookAway {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
}

/// `PeopleCount` of [`VcrConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PeopleCount {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
}

/// `StillFrameMotion` of [`VcrConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct StillFrameMotion {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_delay: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
}

/// `Messages` of [`LlmPending`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Messages {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}
