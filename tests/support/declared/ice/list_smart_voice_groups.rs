//! `ListSmartVoiceGroups` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `ListSmartVoiceGroups`.
#[ice_operation(action = "ListSmartVoiceGroups", method = GET)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ListSmartVoiceGroups {
    pub voice_type: Option<String>,
}

/// A success of [`ListSmartVoiceGroups`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListSmartVoiceGroupsResponse {
    pub request_id: Option<String>,
    pub voice_groups: Option<Vec<VoiceGroups>>,
}

/// `VoiceGroups` of [`ListSmartVoiceGroupsResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct VoiceGroups {
    pub r#type: Option<String>,
    pub voice_list: Option<Vec<VoiceList>>,
}

/// `VoiceList` of [`VoiceGroups`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct VoiceList {
    pub desc: Option<String>,
    pub name: Option<String>,
    pub remark: Option<String>,
    pub support_sample_rate: Option<String>,
    pub tag: Option<String>,
    pub voice: Option<String>,
    pub voice_source: Option<String>,
    pub voice_type: Option<String>,
    pub voice_url: Option<String>,
}
