//! Operations of ecs.

pub mod create_auto_provisioning_group;
pub mod create_elasticity_assurance;
pub mod describe_images;
pub mod describe_physical_connections;
pub mod describe_router_interfaces;
pub mod describe_snapshots;
pub mod describe_virtual_border_routers_for_physical_connection;
pub mod modify_port_range_list;
pub mod replace_system_disk;
pub mod revoke_security_group_egress;
pub mod run_instances;
pub mod start_image_pipeline_execution;

pub use create_auto_provisioning_group::CreateAutoProvisioningGroup;
pub use create_elasticity_assurance::CreateElasticityAssurance;
pub use describe_images::DescribeImages;
pub use describe_physical_connections::DescribePhysicalConnections;
pub use describe_router_interfaces::DescribeRouterInterfaces;
pub use describe_snapshots::DescribeSnapshots;
pub use describe_virtual_border_routers_for_physical_connection::DescribeVirtualBorderRoutersForPhysicalConnection;
pub use modify_port_range_list::ModifyPortRangeList;
pub use replace_system_disk::ReplaceSystemDisk;
pub use revoke_security_group_egress::RevokeSecurityGroupEgress;
pub use run_instances::RunInstances;
pub use start_image_pipeline_execution::StartImagePipelineExecution;
