//! `CreateHotwordLibrary` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `CreateHotwordLibrary`.
#[ice_operation(action = "CreateHotwordLibrary")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct CreateHotwordLibrary {
    pub description: Option<String>,
    #[ice(json)]
    pub hotwords: Option<Vec<Hotwords>>,
    pub name: Option<String>,
    pub usage_scenario: Option<String>,
}

/// `Hotwords` of [`CreateHotwordLibrary`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Hotwords {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transposition_result_list: Option<Vec<TranspositionResultList>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<i64>,
}

/// A success of [`CreateHotwordLibrary`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateHotwordLibraryResponse {
    pub hotword_library_id: Option<String>,
    pub request_id: Option<String>,
}

/// `TranspositionResultList` of [`Hotwords`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TranspositionResultList {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translated_text: Option<String>,
}
