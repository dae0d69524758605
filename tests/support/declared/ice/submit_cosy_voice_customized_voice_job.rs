//! `SubmitCosyVoiceCustomizedVoiceJob` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `SubmitCosyVoiceCustomizedVoiceJob`.
#[ice_operation(action = "SubmitCosyVoiceCustomizedVoiceJob")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SubmitCosyVoiceCustomizedVoiceJob {
    pub audios: Option<String>,
    #[ice(rename = "DemoAudioMediaURL")]
    #[serde(rename = "DemoAudioMediaURL")]
    pub demo_audio_media_url: Option<String>,
    pub gender: Option<String>,
    pub model: Option<String>,
    pub voice_name: Option<String>,
}

/// A success of [`SubmitCosyVoiceCustomizedVoiceJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubmitCosyVoiceCustomizedVoiceJobResponse {
    pub data: Option<Data>,
    pub request_id: Option<String>,
    pub success: Option<bool>,
}

/// `Data` of [`SubmitCosyVoiceCustomizedVoiceJobResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Data {
    pub job_id: Option<String>,
    pub voice_id: Option<String>,
}
