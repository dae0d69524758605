//! `DescribeVirtualBorderRoutersForPhysicalConnection` of ecs.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `DescribeVirtualBorderRoutersForPhysicalConnection`.
#[ice_operation(
    action = "DescribeVirtualBorderRoutersForPhysicalConnection",
    product = "ecs",
    version = "2014-05-26",
    pages
)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct DescribeVirtualBorderRoutersForPhysicalConnection {
    #[ice(flat)]
    pub filter: Option<Vec<Filter>>,
    pub owner_id: Option<i64>,
    pub page_number: Option<i64>,
    pub page_size: Option<i64>,
    pub physical_connection_id: Option<String>,
    pub region_id: Option<String>,
    pub resource_owner_account: Option<String>,
    pub resource_owner_id: Option<i64>,
}

/// `Filter` of [`DescribeVirtualBorderRoutersForPhysicalConnection`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Filter {
    pub key: Option<String>,
    pub value: Option<Vec<String>>,
}

/// A success of [`DescribeVirtualBorderRoutersForPhysicalConnection`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeVirtualBorderRoutersForPhysicalConnectionResponse {
    pub page_number: Option<i64>,
    pub page_size: Option<i64>,
    pub request_id: Option<String>,
    pub total_count: Option<i64>,
    #[ice(items)]
    pub virtual_border_router_for_physical_connection_set: Option<VirtualBorderRouterForPhysicalConnectionSet>,
}

/// `VirtualBorderRouterForPhysicalConnectionSet` of [`DescribeVirtualBorderRoutersForPhysicalConnectionResponse`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct VirtualBorderRouterForPhysicalConnectionSet {
    #[ice(items)]
    pub virtual_border_router_for_physical_connection_type: Option<Vec<VirtualBorderRouterForPhysicalConnectionType>>,
}

/// `VirtualBorderRouterForPhysicalConnectionType` of [`VirtualBorderRouterForPhysicalConnectionSet`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct VirtualBorderRouterForPhysicalConnectionType {
    pub activation_time: Option<String>,
    pub circuit_code: Option<String>,
    pub creation_time: Option<String>,
    pub recovery_time: Option<String>,
    pub termination_time: Option<String>,
    pub vbr_id: Option<String>,
    pub vbr_owner_uid: Option<i64>,
    pub vlan_id: Option<i64>,
}
