//! `GetHotwordLibrary` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `GetHotwordLibrary`.
#[ice_operation(action = "GetHotwordLibrary")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GetHotwordLibrary {
    pub hotword_library_id: Option<String>,
}

/// A success of [`GetHotwordLibrary`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetHotwordLibraryResponse {
    pub creation_time: Option<String>,
    pub description: Option<String>,
    pub hotword_library_id: Option<String>,
    pub hotwords: Option<Vec<Hotwords>>,
    pub name: Option<String>,
    pub request_id: Option<String>,
    pub usage_scenario: Option<String>,
}

/// `Hotwords` of [`GetHotwordLibraryResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Hotwords {
    pub language: Option<String>,
    pub text: Option<String>,
    pub transposition_result_list: Option<Vec<TranspositionResultList>>,
    pub weight: Option<i64>,
}

/// `TranspositionResultList` of [`Hotwords`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranspositionResultList {
    pub target_language: Option<String>,
    pub translated_text: Option<String>,
}
