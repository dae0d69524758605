//! `ModifyPortRangeList` of ecs.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `ModifyPortRangeList`.
#[ice_operation(action = "ModifyPortRangeList", product = "ecs", version = "2014-05-26")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ModifyPortRangeList {
    #[ice(flat)]
    pub add_entry: Option<Vec<AddEntry>>,
    pub client_token: Option<String>,
    pub description: Option<String>,
    pub owner_account: Option<String>,
    pub owner_id: Option<i64>,
    pub port_range_list_id: Option<String>,
    pub port_range_list_name: Option<String>,
    pub region_id: Option<String>,
    #[ice(flat)]
    pub remove_entry: Option<Vec<RemoveEntry>>,
    pub resource_owner_account: Option<String>,
    pub resource_owner_id: Option<i64>,
}

/// `AddEntry` of [`ModifyPortRangeList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AddEntry {
    pub description: Option<String>,
    pub port_range: Option<String>,
}

/// `RemoveEntry` of [`ModifyPortRangeList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RemoveEntry {
    pub port_range: Option<String>,
}

/// A success of [`ModifyPortRangeList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ModifyPortRangeListResponse {
    pub request_id: Option<String>,
}
