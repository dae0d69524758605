//! `DescribePhysicalConnections` of ecs.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `DescribePhysicalConnections`.
#[ice_operation(action = "DescribePhysicalConnections", product = "ecs", version = "2014-05-26", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct DescribePhysicalConnections {
    pub client_token: Option<String>,
    #[ice(flat)]
    pub filter: Option<Vec<Filter>>,
    pub owner_account: Option<String>,
    pub owner_id: Option<i64>,
    pub page_number: Option<i64>,
    pub page_size: Option<i64>,
    pub region_id: Option<String>,
    pub resource_owner_account: Option<String>,
    pub resource_owner_id: Option<i64>,
    pub user_cidr: Option<String>,
}

/// `Filter` of [`DescribePhysicalConnections`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Filter {
    pub key: Option<String>,
    pub value: Option<Vec<String>>,
}

/// A success of [`DescribePhysicalConnections`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct DescribePhysicalConnectionsResponse {
    pub page_number: Option<i64>,
    pub page_size: Option<i64>,
    #[ice(items)]
    pub physical_connection_set: Option<PhysicalConnectionSet>,
    pub request_id: Option<String>,
    pub total_count: Option<i64>,
}

/// `PhysicalConnectionSet` of [`DescribePhysicalConnectionsResponse`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct PhysicalConnectionSet {
    #[ice(items)]
    pub physical_connection_type: Option<Vec<PhysicalConnectionType>>,
}

/// `PhysicalConnectionType` of [`PhysicalConnectionSet`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PhysicalConnectionType {
    pub access_point_id: Option<String>,
    pub ad_location: Option<String>,
    pub bandwidth: Option<i64>,
    pub business_status: Option<String>,
    pub circuit_code: Option<String>,
    pub creation_time: Option<String>,
    pub description: Option<String>,
    pub enabled_time: Option<String>,
    pub line_operator: Option<String>,
    pub name: Option<String>,
    pub peer_location: Option<String>,
    pub physical_connection_id: Option<String>,
    pub port_number: Option<String>,
    pub port_type: Option<String>,
    pub redundant_physical_connection_id: Option<String>,
    pub spec: Option<String>,
    pub status: Option<String>,
    pub r#type: Option<String>,
}
