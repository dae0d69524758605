//! `CreateAutoProvisioningGroup` of ecs.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `CreateAutoProvisioningGroup`.
#[ice_operation(action = "CreateAutoProvisioningGroup", product = "ecs", version = "2014-05-26")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct CreateAutoProvisioningGroup {
    pub auto_provisioning_group_name: Option<String>,
    pub auto_provisioning_group_type: Option<String>,
    #[ice(flat)]
    pub candidate_options: Option<CandidateOptions>,
    pub client_token: Option<String>,
    #[ice(flat)]
    pub data_disk_config: Option<Vec<DataDiskConfig>>,
    pub default_target_capacity_type: Option<String>,
    pub description: Option<String>,
    pub excess_capacity_termination_policy: Option<String>,
    pub execution_mode: Option<String>,
    pub hibernation_options_configured: Option<bool>,
    #[ice(flat)]
    pub launch_template_config: Option<Vec<LaunchTemplateConfig>>,
    pub launch_template_id: Option<String>,
    pub launch_template_version: Option<String>,
    pub max_spot_price: Option<f64>,
    pub min_target_capacity: Option<String>,
    pub owner_account: Option<String>,
    pub owner_id: Option<i64>,
    pub pay_as_you_go_allocation_strategy: Option<String>,
    pub pay_as_you_go_target_capacity: Option<String>,
    #[ice(flat)]
    pub pre_paid_options: Option<PrePaidOptions>,
    pub region_id: Option<String>,
    pub resource_group_id: Option<String>,
    pub resource_owner_account: Option<String>,
    pub resource_owner_id: Option<i64>,
    #[ice(json)]
    pub resource_pool_options: Option<ResourcePoolOptions>,
    pub spot_allocation_strategy: Option<String>,
    pub spot_instance_interruption_behavior: Option<String>,
    pub spot_instance_pools_to_use_count: Option<i64>,
    pub spot_target_capacity: Option<String>,
    #[ice(flat)]
    pub system_disk_config: Option<Vec<SystemDiskConfig>>,
    #[ice(flat)]
    pub tag: Option<Vec<Tag>>,
    pub terminate_instances: Option<bool>,
    pub terminate_instances_with_expiration: Option<bool>,
    pub total_target_capacity: Option<String>,
    pub valid_from: Option<String>,
    pub valid_until: Option<String>,
    #[ice(flat)]
    pub launch_configuration: Option<LaunchConfiguration>,
}

/// `CandidateOptions` of [`CreateAutoProvisioningGroup`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CandidateOptions {
    pub evaluate: Option<bool>,
    pub timeout_minutes: Option<i64>,
}

/// `DataDiskConfig` of [`CreateAutoProvisioningGroup`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DataDiskConfig {
    pub disk_category: Option<String>,
}

/// `LaunchTemplateConfig` of [`CreateAutoProvisioningGroup`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LaunchTemplateConfig {
    pub architectures: Option<Vec<String>>,
    pub burstable_performance: Option<String>,
    pub cores: Option<Vec<i64>>,
    pub excluded_instance_types: Option<Vec<String>>,
    pub image_id: Option<String>,
    pub instance_family_level: Option<String>,
    pub instance_type: Option<String>,
    pub max_price: Option<f64>,
    pub max_quantity: Option<i64>,
    pub memories: Option<Vec<f64>>,
    pub priority: Option<i64>,
    pub v_switch_id: Option<String>,
    pub weighted_capacity: Option<f64>,
}

/// `PrePaidOptions` of [`CreateAutoProvisioningGroup`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PrePaidOptions {
    pub specify_capacity_distribution: Option<Vec<SpecifyCapacityDistribution>>,
}

/// `ResourcePoolOptions` of [`CreateAutoProvisioningGroup`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ResourcePoolOptions {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_pool_ids: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strategy: Option<String>,
}

/// `SystemDiskConfig` of [`CreateAutoProvisioningGroup`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SystemDiskConfig {
    pub disk_category: Option<String>,
}

/// `Tag` of [`CreateAutoProvisioningGroup`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Tag {
    pub key: Option<String>,
    pub value: Option<String>,
}

/// `LaunchConfiguration` of [`CreateAutoProvisioningGroup`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LaunchConfiguration {
    pub arn: Option<Vec<Arn>>,
    pub auto_release_time: Option<String>,
    pub credit_specification: Option<String>,
    pub data_disk: Option<Vec<DataDisk>>,
    pub deployment_set_id: Option<String>,
    pub host_name: Option<String>,
    pub host_names: Option<Vec<String>>,
    pub image_family: Option<String>,
    pub image_id: Option<String>,
    pub instance_description: Option<String>,
    pub instance_name: Option<String>,
    pub internet_charge_type: Option<String>,
    pub internet_max_bandwidth_in: Option<i64>,
    pub internet_max_bandwidth_out: Option<i64>,
    pub io_optimized: Option<String>,
    pub key_pair_name: Option<String>,
    pub password: Option<String>,
    pub password_inherit: Option<bool>,
    pub ram_role_name: Option<String>,
    pub resource_group_id: Option<String>,
    pub security_enhancement_strategy: Option<String>,
    pub security_group_id: Option<String>,
    pub security_group_ids: Option<Vec<String>>,
    pub system_disk: Option<SystemDisk>,
    pub system_disk_category: Option<String>,
    pub system_disk_description: Option<String>,
    pub system_disk_name: Option<String>,
    pub system_disk_performance_level: Option<String>,
    pub system_disk_size: Option<i64>,
    pub tag: Option<Vec<Tag>>,
    pub user_data: Option<String>,
    pub auto_renew: Option<bool>,
    pub auto_renew_period: Option<i64>,
    pub cpu_options: Option<CpuOptions>,
    pub image_options: Option<ImageOptions>,
    pub period: Option<i64>,
    pub period_unit: Option<String>,
    pub scheduler_options: Option<SchedulerOptions>,
    pub security_options: Option<SecurityOptions>,
    pub spot_duration: Option<i64>,
    pub spot_interruption_behavior: Option<String>,
}

/// A success of [`CreateAutoProvisioningGroup`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateAutoProvisioningGroupResponse {
    pub auto_provisioning_group_id: Option<String>,
    pub launch_results: Option<LaunchResults>,
    pub request_id: Option<String>,
}

/// `SpecifyCapacityDistribution` of [`PrePaidOptions`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SpecifyCapacityDistribution {
    pub instance_types: Option<Vec<String>>,
    pub min_target_capacity: Option<i64>,
}

/// `Arn` of [`LaunchConfiguration`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Arn {
    pub assume_role_for: Option<i64>,
    pub role_type: Option<String>,
    pub rolearn: Option<String>,
}

/// `DataDisk` of [`LaunchConfiguration`].
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
    pub encrypted: Option<bool>,
    pub kms_key_id: Option<String>,
    pub performance_level: Option<String>,
    pub provisioned_iops: Option<i64>,
    pub size: Option<i64>,
    pub snapshot_id: Option<String>,
}

/// `SystemDisk` of [`LaunchConfiguration`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SystemDisk {
    pub auto_snapshot_policy_id: Option<String>,
    pub bursting_enabled: Option<bool>,
    pub encrypt_algorithm: Option<String>,
    pub encrypted: Option<String>,
    #[serde(rename = "KMSKeyId")]
    pub kms_key_id: Option<String>,
    pub provisioned_iops: Option<i64>,
}

/// `CpuOptions` of [`LaunchConfiguration`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CpuOptions {
    pub core: Option<i64>,
    pub threads_per_core: Option<i64>,
}

/// `ImageOptions` of [`LaunchConfiguration`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ImageOptions {
    pub login_as_non_root: Option<bool>,
}

/// `SchedulerOptions` of [`LaunchConfiguration`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SchedulerOptions {
    pub dedicated_host_cluster_id: Option<String>,
    pub dedicated_host_id: Option<String>,
}

/// `SecurityOptions` of [`LaunchConfiguration`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SecurityOptions {
    pub trusted_system_mode: Option<String>,
}

/// `LaunchResults` of [`CreateAutoProvisioningGroupResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LaunchResults {
    pub launch_result: Option<Vec<LaunchResult>>,
}

/// `LaunchResult` of [`LaunchResults`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LaunchResult {
    pub amount: Option<i64>,
    pub candidate_evaluate_level: Option<String>,
    pub error_code: Option<String>,
    pub error_msg: Option<String>,
    pub instance_ids: Option<InstanceIds>,
    pub instance_type: Option<String>,
    pub spot_strategy: Option<String>,
    pub zone_id: Option<String>,
}

/// `InstanceIds` of [`LaunchResult`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct InstanceIds {
    pub instance_id: Option<Vec<String>>,
}
