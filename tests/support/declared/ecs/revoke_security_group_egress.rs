//! `RevokeSecurityGroupEgress` of ecs.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `RevokeSecurityGroupEgress`.
#[ice_operation(action = "RevokeSecurityGroupEgress", product = "ecs", version = "2014-05-26")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct RevokeSecurityGroupEgress {
    pub client_token: Option<String>,
    pub description: Option<String>,
    pub dest_cidr_ip: Option<String>,
    pub dest_group_id: Option<String>,
    pub dest_group_owner_account: Option<String>,
    pub dest_group_owner_id: Option<i64>,
    pub dest_prefix_list_id: Option<String>,
    pub ip_protocol: Option<String>,
    pub ipv6_dest_cidr_ip: Option<String>,
    pub ipv6_source_cidr_ip: Option<String>,
    pub nic_type: Option<String>,
    pub owner_account: Option<String>,
    pub owner_id: Option<i64>,
    #[ice(flat)]
    pub permissions: Option<Vec<Permissions>>,
    pub policy: Option<String>,
    pub port_range: Option<String>,
    pub priority: Option<String>,
    pub region_id: Option<String>,
    pub resource_owner_account: Option<String>,
    pub resource_owner_id: Option<i64>,
    pub security_group_id: Option<String>,
    #[ice(flat)]
    pub security_group_rule_id: Option<Vec<String>>,
    pub source_cidr_ip: Option<String>,
    pub source_port_range: Option<String>,
}

/// `Permissions` of [`RevokeSecurityGroupEgress`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Permissions {
    pub description: Option<String>,
    pub dest_cidr_ip: Option<String>,
    pub dest_group_id: Option<String>,
    pub dest_group_owner_account: Option<String>,
    pub dest_group_owner_id: Option<String>,
    pub dest_prefix_list_id: Option<String>,
    pub ip_protocol: Option<String>,
    pub ipv6_dest_cidr_ip: Option<String>,
    pub ipv6_source_cidr_ip: Option<String>,
    pub nic_type: Option<String>,
    pub policy: Option<String>,
    pub port_range: Option<String>,
    pub port_range_list_id: Option<String>,
    pub priority: Option<String>,
    pub source_cidr_ip: Option<String>,
    pub source_port_range: Option<String>,
}

/// A success of [`RevokeSecurityGroupEgress`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RevokeSecurityGroupEgressResponse {
    pub request_id: Option<String>,
}
