//! The service to ask: the real one, or an emulator where there are no credentials.

use std::path::PathBuf;

use ice_runtime::credentials::Environment;
use ice_runtime::emulator::Emulator;
use ice_runtime::upload::UploadAddress;
use ice_runtime::{Client, Endpoint, Error};

use crate::operation::CreateUploadStream;

/// The variables that name credentials.
const CREDENTIALS: [&str; 8] = [
    "ALIBABA_CLOUD_ACCESS_KEY_ID",
    "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
    "ALIBABA_CLOUD_CREDENTIALS_FILE",
    "ALIBABA_CLOUD_CREDENTIALS_URI",
    "ALIBABA_CLOUD_ECS_METADATA",
    "ALIBABA_CLOUD_OIDC_TOKEN_FILE",
    "ALIBABA_CLOUD_PROFILE",
    "ALIBABA_CLOUD_ROLE_ARN",
];

/// A client, and the emulator that it talks to where it is none of the real service.
pub(crate) struct Service {
    pub(crate) client: Client,
    emulator: Option<Emulator>,
}

impl Service {
    /// The service that arguments and environment name.
    pub(crate) async fn choose(endpoint: Option<&str>, environment: Environment) -> Result<Self, Error> {
        if let Some(endpoint) = endpoint {
            let builder = Client::builder().environment(environment).endpoint(Endpoint::new(endpoint)?);
            return builder.build().map(Self::real);
        }
        if CREDENTIALS.iter().any(|name| environment.var(name).is_some()) {
            return Client::builder().environment(environment).build().map(Self::real);
        }
        let emulator = Emulator::builder().answer_upload::<CreateUploadStream>().start().await?;
        println!(
            "no credentials in the environment (ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET),"
        );
        println!("so this runs against an emulator at {}", emulator.endpoint());
        let client = Client::builder()
            .endpoint(emulator.endpoint())
            .credentials(emulator.credentials())
            .region("cn-shanghai")
            .build()?;
        Ok(Self { client, emulator: Some(emulator) })
    }

    fn real(client: Client) -> Self {
        Self { client, emulator: None }
    }

    /// The file that the emulator keeps of an upload.
    pub(crate) fn stored_copy(&self, address: &UploadAddress) -> Option<PathBuf> {
        self.emulator.as_ref()?.uploaded(&address.bucket, &address.file_name)
    }
}
