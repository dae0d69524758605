//! `DescribeRouterInterfaces` of ecs.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `DescribeRouterInterfaces`.
#[ice_operation(action = "DescribeRouterInterfaces", product = "ecs", version = "2014-05-26", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct DescribeRouterInterfaces {
    #[ice(flat)]
    pub filter: Option<Vec<Filter>>,
    pub owner_id: Option<i64>,
    pub page_number: Option<i64>,
    pub page_size: Option<i64>,
    pub region_id: Option<String>,
    pub resource_owner_account: Option<String>,
    pub resource_owner_id: Option<i64>,
}

/// `Filter` of [`DescribeRouterInterfaces`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Filter {
    pub key: Option<String>,
    pub value: Option<Vec<String>>,
}

/// A success of [`DescribeRouterInterfaces`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeRouterInterfacesResponse {
    pub page_number: Option<i64>,
    pub page_size: Option<i64>,
    pub request_id: Option<String>,
    #[ice(items)]
    pub router_interface_set: Option<RouterInterfaceSet>,
    pub total_count: Option<i64>,
}

/// `RouterInterfaceSet` of [`DescribeRouterInterfacesResponse`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct RouterInterfaceSet {
    #[ice(items)]
    pub router_interface_type: Option<Vec<RouterInterfaceType>>,
}

/// `RouterInterfaceType` of [`RouterInterfaceSet`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RouterInterfaceType {
    pub access_point_id: Option<String>,
    pub business_status: Option<String>,
    pub charge_type: Option<String>,
    pub connected_time: Option<String>,
    pub creation_time: Option<String>,
    pub description: Option<String>,
    pub end_time: Option<String>,
    pub health_check_source_ip: Option<String>,
    pub health_check_target_ip: Option<String>,
    pub name: Option<String>,
    pub opposite_access_point_id: Option<String>,
    pub opposite_interface_business_status: Option<String>,
    pub opposite_interface_id: Option<String>,
    pub opposite_interface_owner_id: Option<String>,
    pub opposite_interface_spec: Option<String>,
    pub opposite_interface_status: Option<String>,
    pub opposite_region_id: Option<String>,
    pub opposite_router_id: Option<String>,
    pub opposite_router_type: Option<String>,
    pub role: Option<String>,
    pub router_id: Option<String>,
    pub router_interface_id: Option<String>,
    pub router_type: Option<String>,
    pub spec: Option<String>,
    pub status: Option<String>,
}
