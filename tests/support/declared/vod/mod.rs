//! Operations of vod.

pub mod add_ai_template;
pub mod delete_vod_specific_config;
pub mod describe_vod_domain_real_time_detail_data;
pub mod describe_vod_refresh_quota;
pub mod generate_download_secret_key;
pub mod list_app_info;
pub mod list_job_info;
pub mod submit_workflow_job;

pub use add_ai_template::AddAITemplate;
pub use delete_vod_specific_config::DeleteVodSpecificConfig;
pub use describe_vod_domain_real_time_detail_data::DescribeVodDomainRealTimeDetailData;
pub use describe_vod_refresh_quota::DescribeVodRefreshQuota;
pub use generate_download_secret_key::GenerateDownloadSecretKey;
pub use list_app_info::ListAppInfo;
pub use list_job_info::ListJobInfo;
pub use submit_workflow_job::SubmitWorkflowJob;
