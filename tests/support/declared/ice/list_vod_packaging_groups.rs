//! `ListVodPackagingGroups` of ice.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `ListVodPackagingGroups`.
#[ice_operation(action = "ListVodPackagingGroups", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ListVodPackagingGroups {
    pub keyword: Option<String>,
    pub page_no: Option<i64>,
    pub page_size: Option<i64>,
    pub sort_by: Option<String>,
}

/// A success of [`ListVodPackagingGroups`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct ListVodPackagingGroupsResponse {
    #[ice(items)]
    pub packaging_groups: Option<Vec<PackagingGroups>>,
    pub page_no: Option<i64>,
    pub page_size: Option<i64>,
    pub request_id: Option<String>,
    pub sort_by: Option<String>,
    pub total_count: Option<i64>,
}

/// `PackagingGroups` of [`ListVodPackagingGroupsResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PackagingGroups {
    pub approximate_asset_count: Option<i64>,
    pub configuration_count: Option<i64>,
    pub create_time: Option<String>,
    pub description: Option<String>,
    pub domain_name: Option<String>,
    pub group_name: Option<String>,
}
