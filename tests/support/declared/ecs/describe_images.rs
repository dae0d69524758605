//! `DescribeImages` of ecs.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `DescribeImages`.
#[ice_operation(action = "DescribeImages", product = "ecs", version = "2014-05-26", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct DescribeImages {
    pub action_type: Option<String>,
    pub architecture: Option<String>,
    pub dry_run: Option<bool>,
    #[ice(flat)]
    pub filter: Option<Vec<Filter>>,
    pub image_family: Option<String>,
    pub image_id: Option<String>,
    pub image_name: Option<String>,
    pub image_owner_alias: Option<String>,
    pub image_owner_id: Option<i64>,
    pub instance_type: Option<String>,
    pub is_public: Option<bool>,
    pub is_support_cloudinit: Option<bool>,
    pub is_support_io_optimized: Option<bool>,
    #[ice(rename = "OSType")]
    #[serde(rename = "OSType")]
    pub os_type: Option<String>,
    pub owner_account: Option<String>,
    pub owner_id: Option<i64>,
    pub page_number: Option<i64>,
    pub page_size: Option<i64>,
    pub region_id: Option<String>,
    pub resource_group_id: Option<String>,
    pub resource_owner_account: Option<String>,
    pub resource_owner_id: Option<i64>,
    pub show_expired: Option<bool>,
    pub snapshot_id: Option<String>,
    pub status: Option<String>,
    #[ice(flat)]
    pub tag: Option<Vec<Tag>>,
    pub usable: Option<bool>,
    pub usage: Option<String>,
}

/// `Filter` of [`DescribeImages`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Filter {
    pub key: Option<String>,
    pub value: Option<String>,
}

/// `Tag` of [`DescribeImages`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Tag {
    pub key: Option<String>,
    pub value: Option<String>,
}

/// A success of [`DescribeImages`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeImagesResponse {
    #[ice(items)]
    pub images: Option<Images>,
    pub page_number: Option<i64>,
    pub page_size: Option<i64>,
    pub region_id: Option<String>,
    pub request_id: Option<String>,
    pub total_count: Option<i64>,
}

/// `Images` of [`DescribeImagesResponse`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct Images {
    #[ice(items)]
    pub image: Option<Vec<Image>>,
}

/// `Image` of [`Images`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Image {
    pub architecture: Option<String>,
    pub boot_mode: Option<String>,
    pub creation_time: Option<String>,
    pub description: Option<String>,
    pub detection_options: Option<DetectionOptions>,
    pub disk_device_mappings: Option<DiskDeviceMappings>,
    pub features: Option<Features>,
    pub image_family: Option<String>,
    pub image_id: Option<String>,
    pub image_name: Option<String>,
    pub image_owner_alias: Option<String>,
    pub image_owner_id: Option<i64>,
    pub image_version: Option<String>,
    pub is_copied: Option<bool>,
    pub is_public: Option<bool>,
    pub is_self_shared: Option<String>,
    pub is_subscribed: Option<bool>,
    pub is_support_cloudinit: Option<bool>,
    pub is_support_io_optimized: Option<bool>,
    pub license_type: Option<String>,
    pub login_as_non_root_supported: Option<bool>,
    #[serde(rename = "OSName")]
    pub os_name: Option<String>,
    #[serde(rename = "OSNameEn")]
    pub os_name_en: Option<String>,
    #[serde(rename = "OSType")]
    pub os_type: Option<String>,
    pub platform: Option<String>,
    pub product_code: Option<String>,
    pub progress: Option<String>,
    pub resource_group_id: Option<String>,
    pub secure_boot_options: Option<SecureBootOptions>,
    pub size: Option<i64>,
    pub status: Option<String>,
    pub supplier_name: Option<String>,
    pub tags: Option<Tags>,
    pub usable: Option<bool>,
    pub usage: Option<String>,
}

/// `DetectionOptions` of [`Image`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DetectionOptions {
    pub items: Option<Items>,
    pub status: Option<String>,
}

/// `DiskDeviceMappings` of [`Image`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DiskDeviceMappings {
    pub disk_device_mapping: Option<Vec<DiskDeviceMapping>>,
}

/// `Features` of [`Image`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Features {
    pub cpu_online_downgrade: Option<String>,
    pub cpu_online_upgrade: Option<String>,
    pub imds_support: Option<String>,
    pub memory_online_downgrade: Option<String>,
    pub memory_online_upgrade: Option<String>,
    pub nvme_support: Option<String>,
}

/// `SecureBootOptions` of [`Image`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SecureBootOptions {
    pub secure_boot_support: Option<String>,
}

/// `Tags` of [`Image`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Tags {
    pub tag: Option<Vec<TagsTag>>,
}

/// `Items` of [`DetectionOptions`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Items {
    pub item: Option<Vec<Item>>,
}

/// `DiskDeviceMapping` of [`DiskDeviceMappings`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DiskDeviceMapping {
    pub device: Option<String>,
    pub encrypted: Option<bool>,
    pub format: Option<String>,
    #[serde(rename = "ImportOSSBucket")]
    pub import_oss_bucket: Option<String>,
    #[serde(rename = "ImportOSSObject")]
    pub import_oss_object: Option<String>,
    pub progress: Option<String>,
    pub remain_time: Option<i64>,
    pub size: Option<String>,
    pub snapshot_id: Option<String>,
    pub r#type: Option<String>,
}

/// `Tag` of [`Tags`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TagsTag {
    pub tag_key: Option<String>,
    pub tag_value: Option<String>,
}

/// `Item` of [`Items`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Item {
    pub name: Option<String>,
    pub risk_code: Option<String>,
    pub risk_level: Option<String>,
    pub value: Option<String>,
}
