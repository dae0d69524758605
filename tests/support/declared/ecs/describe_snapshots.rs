//! `DescribeSnapshots` of ecs.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `DescribeSnapshots`.
#[ice_operation(action = "DescribeSnapshots", product = "ecs", version = "2014-05-26", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct DescribeSnapshots {
    pub category: Option<String>,
    pub disk_id: Option<String>,
    pub dry_run: Option<bool>,
    pub encrypted: Option<bool>,
    pub instance_id: Option<String>,
    #[ice(rename = "KMSKeyId")]
    #[serde(rename = "KMSKeyId")]
    pub kms_key_id: Option<String>,
    pub max_results: Option<i64>,
    pub next_token: Option<String>,
    pub owner_account: Option<String>,
    pub owner_id: Option<i64>,
    pub page_number: Option<i64>,
    pub page_size: Option<i64>,
    pub region_id: Option<String>,
    pub resource_group_id: Option<String>,
    pub resource_owner_account: Option<String>,
    pub resource_owner_id: Option<i64>,
    pub snapshot_ids: Option<String>,
    pub snapshot_link_id: Option<String>,
    pub snapshot_name: Option<String>,
    pub snapshot_type: Option<String>,
    pub source_disk_type: Option<String>,
    pub status: Option<String>,
    #[ice(flat)]
    pub tag: Option<Vec<Tag>>,
    pub usage: Option<String>,
    #[ice(flat)]
    pub filter: Option<Vec<Filter>>,
}

/// `Tag` of [`DescribeSnapshots`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Tag {
    pub key: Option<String>,
    pub value: Option<String>,
}

/// `Filter` of [`DescribeSnapshots`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Filter {
    pub key: Option<String>,
    pub value: Option<String>,
}

/// A success of [`DescribeSnapshots`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeSnapshotsResponse {
    pub next_token: Option<String>,
    pub page_number: Option<i64>,
    pub page_size: Option<i64>,
    pub request_id: Option<String>,
    #[ice(items)]
    pub snapshots: Option<Snapshots>,
    pub total_count: Option<i64>,
}

/// `Snapshots` of [`DescribeSnapshotsResponse`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct Snapshots {
    #[ice(items)]
    pub snapshot: Option<Vec<Snapshot>>,
}

/// `Snapshot` of [`Snapshots`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Snapshot {
    pub available: Option<bool>,
    pub category: Option<String>,
    pub creation_time: Option<String>,
    pub description: Option<String>,
    pub encrypted: Option<bool>,
    pub full_snapshot_size_in_bytes: Option<i64>,
    pub instant_access: Option<bool>,
    pub instant_access_retention_days: Option<i64>,
    #[serde(rename = "KMSKeyId")]
    pub kms_key_id: Option<String>,
    pub last_modified_time: Option<String>,
    pub product_code: Option<String>,
    pub progress: Option<String>,
    pub region_id: Option<String>,
    pub remain_time: Option<i64>,
    pub resource_group_id: Option<String>,
    pub retention_days: Option<i64>,
    pub snapshot_id: Option<String>,
    pub snapshot_link_id: Option<String>,
    pub snapshot_name: Option<String>,
    #[serde(rename = "SnapshotSN")]
    pub snapshot_sn: Option<String>,
    pub snapshot_type: Option<String>,
    pub source_disk_id: Option<String>,
    pub source_disk_size: Option<String>,
    pub source_disk_type: Option<String>,
    pub source_region_id: Option<String>,
    pub source_snapshot_id: Option<String>,
    pub source_storage_type: Option<String>,
    pub status: Option<String>,
    pub tags: Option<Tags>,
    pub usage: Option<String>,
}

/// `Tags` of [`Snapshot`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Tags {
    pub tag: Option<Vec<TagsTag>>,
}

/// `Tag` of [`Tags`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TagsTag {
    pub tag_key: Option<String>,
    pub tag_value: Option<String>,
}
