//! `SearchPublicMediaInfo` of ice.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `SearchPublicMediaInfo`.
#[ice_operation(action = "SearchPublicMediaInfo", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SearchPublicMediaInfo {
    pub authorized: Option<bool>,
    pub dynamic_meta_data_match_fields: Option<String>,
    pub entity_id: Option<String>,
    pub favorite: Option<bool>,
    pub media_ids: Option<String>,
    pub page_no: Option<i64>,
    pub page_size: Option<i64>,
    pub sort_by: Option<String>,
}

/// A success of [`SearchPublicMediaInfo`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct SearchPublicMediaInfoResponse {
    #[ice(items)]
    pub public_media_infos: Option<Vec<PublicMediaInfos>>,
    pub request_id: Option<String>,
    pub total_count: Option<i64>,
}

/// `PublicMediaInfos` of [`SearchPublicMediaInfoResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PublicMediaInfos {
    pub authorized: Option<bool>,
    pub favorite: Option<bool>,
    pub media_info: Option<MediaInfo>,
    pub remaining_auth_time: Option<String>,
}

/// `MediaInfo` of [`PublicMediaInfos`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct MediaInfo {
    pub dynamic_meta_data: Option<DynamicMetaData>,
    pub media_basic_info: Option<MediaBasicInfo>,
    pub media_id: Option<String>,
}

/// `DynamicMetaData` of [`MediaInfo`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DynamicMetaData {
    pub data: Option<String>,
    pub r#type: Option<String>,
}

/// `MediaBasicInfo` of [`MediaInfo`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct MediaBasicInfo {
    pub business_type: Option<String>,
    pub category: Option<String>,
    #[serde(rename = "CoverURL")]
    pub cover_url: Option<String>,
    pub create_time: Option<String>,
    pub deleted_time: Option<String>,
    pub description: Option<String>,
    pub media_id: Option<String>,
    pub media_tags: Option<String>,
    pub media_type: Option<String>,
    pub modified_time: Option<String>,
    pub source: Option<String>,
    pub sprite_images: Option<String>,
    pub status: Option<String>,
    pub title: Option<String>,
    pub user_data: Option<String>,
}
