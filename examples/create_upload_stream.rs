//! Creates an upload and prints where the file goes. Credentials and region come from the environment.

use ice_runtime::encoding::Base64Json;
use ice_runtime::upload::{UploadAddress, UploadAuth};
use ice_runtime::{Client, ice_operation};

/// Obtains the upload URL and credential of a media stream.
#[ice_operation(action = "CreateUploadStream", regions = ["cn-shanghai", "cn-beijing", "cn-shenzhen"])]
#[derive(Debug, Default)]
struct CreateUploadStream {
    media_id: Option<String>,
    file_extension: Option<String>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(rename_all = "PascalCase")]
struct CreateUploadStreamResponse {
    media_id: String,
    upload_address: Base64Json<UploadAddress>,
    upload_auth: Base64Json<UploadAuth>,
}

#[tokio::main]
async fn main() -> Result<(), ice_runtime::Error> {
    let client = Client::from_env()?;
    let operation = CreateUploadStream { media_id: std::env::args().nth(1), file_extension: Some("mp4".into()) };
    let created = client.send(&operation).await?;
    println!("media id: {}", created.media_id);
    println!("PUT the file at {}", created.upload_address.object_url()?);
    println!("signed with {:?}", created.upload_auth);
    Ok(())
}
