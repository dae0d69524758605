//! `SearchMediaClipByFace` of ice.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `SearchMediaClipByFace`.
#[ice_operation(action = "SearchMediaClipByFace", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SearchMediaClipByFace {
    pub entity_id: Option<String>,
    pub face_search_token: Option<String>,
    pub media_id: Option<String>,
    pub page_no: Option<i64>,
    pub page_size: Option<i64>,
    pub search_lib_name: Option<String>,
}

/// A success of [`SearchMediaClipByFace`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct SearchMediaClipByFaceResponse {
    pub code: Option<String>,
    #[ice(items)]
    pub media_clip_list: Option<Vec<MediaClipList>>,
    pub request_id: Option<String>,
    pub success: Option<String>,
    pub total: Option<i64>,
}

/// `MediaClipList` of [`SearchMediaClipByFaceResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct MediaClipList {
    pub category: Option<String>,
    pub entity_id: Option<String>,
    pub label_name: Option<String>,
    pub occurrences_infos: Option<Vec<OccurrencesInfos>>,
    pub score: Option<f64>,
}

/// `OccurrencesInfos` of [`MediaClipList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct OccurrencesInfos {
    pub end_time: Option<f64>,
    pub expression: Option<String>,
    pub start_time: Option<f64>,
    pub track_data: Option<Vec<TrackData>>,
}

/// `TrackData` of [`OccurrencesInfos`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TrackData {
    pub box_position: Option<BoxPosition>,
    pub timestamp: Option<f64>,
}

/// `BoxPosition` of [`TrackData`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct BoxPosition {
    pub h: Option<i64>,
    pub w: Option<i64>,
    pub x: Option<i64>,
    pub y: Option<i64>,
}
