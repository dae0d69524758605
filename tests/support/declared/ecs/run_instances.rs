//! `RunInstances` of ecs.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `RunInstances`.
#[ice_operation(action = "RunInstances", product = "ecs", version = "2014-05-26")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct RunInstances {
    pub affinity: Option<String>,
    pub amount: Option<i64>,
    #[ice(flat)]
    pub arn: Option<Vec<Arn>>,
    pub auto_pay: Option<bool>,
    pub auto_release_time: Option<String>,
    pub auto_renew: Option<bool>,
    pub auto_renew_period: Option<i64>,
    pub client_token: Option<String>,
    #[ice(flat)]
    pub clock_options: Option<ClockOptions>,
    pub credit_specification: Option<String>,
    #[ice(flat)]
    pub data_disk: Option<Vec<DataDisk>>,
    pub dedicated_host_id: Option<String>,
    pub deletion_protection: Option<bool>,
    pub deployment_set_group_no: Option<i64>,
    pub deployment_set_id: Option<String>,
    pub description: Option<String>,
    pub dry_run: Option<bool>,
    pub host_name: Option<String>,
    #[ice(flat)]
    pub host_names: Option<Vec<String>>,
    pub hpc_cluster_id: Option<String>,
    pub http_endpoint: Option<String>,
    pub http_put_response_hop_limit: Option<i64>,
    pub http_tokens: Option<String>,
    pub image_family: Option<String>,
    pub image_id: Option<String>,
    #[ice(flat)]
    pub image_options: Option<ImageOptions>,
    pub instance_charge_type: Option<String>,
    pub instance_name: Option<String>,
    pub instance_type: Option<String>,
    pub internet_charge_type: Option<String>,
    pub internet_max_bandwidth_in: Option<i64>,
    pub internet_max_bandwidth_out: Option<i64>,
    pub io_optimized: Option<String>,
    #[ice(flat)]
    pub ipv6_address: Option<Vec<String>>,
    pub ipv6_address_count: Option<i64>,
    pub isp: Option<String>,
    pub key_pair_name: Option<String>,
    pub launch_template_id: Option<String>,
    pub launch_template_name: Option<String>,
    pub launch_template_version: Option<i64>,
    pub managed_host_id: Option<String>,
    pub min_amount: Option<i64>,
    #[ice(flat)]
    pub network_interface: Option<Vec<NetworkInterface>>,
    pub network_interface_queue_number: Option<i64>,
    #[ice(flat)]
    pub network_options: Option<NetworkOptions>,
    pub owner_account: Option<String>,
    pub owner_id: Option<i64>,
    pub password: Option<String>,
    pub password_inherit: Option<bool>,
    pub period: Option<i64>,
    pub period_unit: Option<String>,
    #[ice(flat)]
    pub private_dns_name_options: Option<PrivateDnsNameOptions>,
    pub private_ip_address: Option<String>,
    pub ram_role_name: Option<String>,
    pub region_id: Option<String>,
    pub resource_group_id: Option<String>,
    pub resource_owner_account: Option<String>,
    pub resource_owner_id: Option<i64>,
    pub security_enhancement_strategy: Option<String>,
    pub security_group_id: Option<String>,
    #[ice(flat)]
    pub security_group_ids: Option<Vec<String>>,
    pub spot_duration: Option<i64>,
    pub spot_interruption_behavior: Option<String>,
    pub spot_price_limit: Option<f64>,
    pub spot_strategy: Option<String>,
    pub storage_set_id: Option<String>,
    pub storage_set_partition_number: Option<i64>,
    #[ice(flat)]
    pub tag: Option<Vec<Tag>>,
    pub tenancy: Option<String>,
    pub unique_suffix: Option<bool>,
    pub user_data: Option<String>,
    pub v_switch_id: Option<String>,
    pub zone_id: Option<String>,
    #[ice(flat)]
    pub cpu_options: Option<CpuOptions>,
    #[ice(flat)]
    pub hibernation_options: Option<HibernationOptions>,
    #[ice(flat)]
    pub private_pool_options: Option<PrivatePoolOptions>,
    #[ice(flat)]
    pub scheduler_options: Option<SchedulerOptions>,
    #[ice(flat)]
    pub security_options: Option<SecurityOptions>,
    #[ice(flat)]
    pub system_disk: Option<SystemDisk>,
}

/// `Arn` of [`RunInstances`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Arn {
    pub assume_role_for: Option<i64>,
    pub role_type: Option<String>,
    pub rolearn: Option<String>,
}

/// `ClockOptions` of [`RunInstances`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ClockOptions {
    pub ptp_status: Option<String>,
}

/// `DataDisk` of [`RunInstances`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DataDisk {
    pub auto_snapshot_policy_id: Option<String>,
    pub bursting_enabled: Option<bool>,
    pub category: Option<String>,
    pub delete_with_instance: Option<bool>,
    pub description: Option<String>,
    pub device: Option<String>,
    pub disk_name: Option<String>,
    pub encrypt_algorithm: Option<String>,
    pub encrypted: Option<String>,
    #[serde(rename = "KMSKeyId")]
    pub kms_key_id: Option<String>,
    pub performance_level: Option<String>,
    pub provisioned_iops: Option<i64>,
    pub size: Option<i64>,
    pub snapshot_id: Option<String>,
    pub storage_cluster_id: Option<String>,
}

/// `ImageOptions` of [`RunInstances`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ImageOptions {
    pub login_as_non_root: Option<bool>,
}

/// `NetworkInterface` of [`RunInstances`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct NetworkInterface {
    pub delete_on_release: Option<bool>,
    pub description: Option<String>,
    pub instance_type: Option<String>,
    pub ipv6_address: Option<Vec<String>>,
    pub ipv6_address_count: Option<i64>,
    pub network_card_index: Option<i64>,
    pub network_interface_id: Option<String>,
    pub network_interface_name: Option<String>,
    pub network_interface_traffic_mode: Option<String>,
    pub primary_ip_address: Option<String>,
    pub queue_number: Option<i64>,
    pub queue_pair_number: Option<i64>,
    pub rx_queue_size: Option<i64>,
    pub secondary_private_ip_address_count: Option<i64>,
    pub security_group_id: Option<String>,
    pub security_group_ids: Option<Vec<String>>,
    pub source_dest_check: Option<bool>,
    pub tx_queue_size: Option<i64>,
    pub v_switch_id: Option<String>,
}

/// `NetworkOptions` of [`RunInstances`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct NetworkOptions {
    pub bandwidth_weighting: Option<String>,
    pub enable_jumbo_frame: Option<bool>,
    pub enable_network_encryption: Option<bool>,
}

/// `PrivateDnsNameOptions` of [`RunInstances`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PrivateDnsNameOptions {
    #[serde(rename = "EnableInstanceIdDnsAAAARecord")]
    pub enable_instance_id_dns_aaaa_record: Option<bool>,
    pub enable_instance_id_dns_a_record: Option<bool>,
    pub enable_ip_dns_a_record: Option<bool>,
    pub enable_ip_dns_ptr_record: Option<bool>,
    pub hostname_type: Option<String>,
}

/// `Tag` of [`RunInstances`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Tag {
    pub key: Option<String>,
    pub value: Option<String>,
}

/// `CpuOptions` of [`RunInstances`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CpuOptions {
    pub core: Option<i64>,
    pub numa: Option<String>,
    pub threads_per_core: Option<i64>,
    pub topology_type: Option<String>,
    pub nested_virtualization: Option<String>,
}

/// `HibernationOptions` of [`RunInstances`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct HibernationOptions {
    pub configured: Option<bool>,
}

/// `PrivatePoolOptions` of [`RunInstances`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PrivatePoolOptions {
    pub id: Option<String>,
    pub match_criteria: Option<String>,
}

/// `SchedulerOptions` of [`RunInstances`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SchedulerOptions {
    pub dedicated_host_cluster_id: Option<String>,
}

/// `SecurityOptions` of [`RunInstances`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SecurityOptions {
    pub confidential_computing_mode: Option<String>,
    pub trusted_system_mode: Option<String>,
    pub enable_secure_boot: Option<bool>,
}

/// `SystemDisk` of [`RunInstances`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SystemDisk {
    pub auto_snapshot_policy_id: Option<String>,
    pub category: Option<String>,
    pub description: Option<String>,
    pub disk_name: Option<String>,
    pub performance_level: Option<String>,
    pub size: Option<String>,
    pub bursting_enabled: Option<bool>,
    pub encrypt_algorithm: Option<String>,
    pub encrypted: Option<String>,
    #[serde(rename = "KMSKeyId")]
    pub kms_key_id: Option<String>,
    pub provisioned_iops: Option<i64>,
    pub storage_cluster_id: Option<String>,
}

/// A success of [`RunInstances`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RunInstancesResponse {
    pub instance_id_sets: Option<InstanceIdSets>,
    pub order_id: Option<String>,
    pub request_id: Option<String>,
    pub trade_price: Option<f64>,
}

/// `InstanceIdSets` of [`RunInstancesResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct InstanceIdSets {
    pub instance_id_set: Option<Vec<String>>,
}
