//! `GetDemonstrationForCustomizedVoiceJob` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `GetDemonstrationForCustomizedVoiceJob`.
#[ice_operation(action = "GetDemonstrationForCustomizedVoiceJob")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GetDemonstrationForCustomizedVoiceJob {
    pub scenario: Option<String>,
}

/// A success of [`GetDemonstrationForCustomizedVoiceJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetDemonstrationForCustomizedVoiceJobResponse {
    pub data: Option<Data>,
    pub request_id: Option<String>,
    pub success: Option<bool>,
}

/// `Data` of [`GetDemonstrationForCustomizedVoiceJobResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Data {
    pub demonstration_list: Option<Vec<DemonstrationList>>,
}

/// `DemonstrationList` of [`Data`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DemonstrationList {
    pub audio_id: Option<i64>,
    pub demo_audio: Option<String>,
    pub text: Option<String>,
}
