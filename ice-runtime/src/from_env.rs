//! Clients from the environment: the one place that knows both the client and the default credential chain.

use std::sync::Arc;

use crate::client::{Client, ClientBuilder, Fallback};
use crate::error::Error;
use crate::http_transport::HttpSettings;
use crate::keys::CachedCredentials;
use crate::providers::{DefaultCredentials, Environment, Network};
use crate::transport::Transport;

impl Client {
    /// Creates a client from the environment: the default credential chain, and the region in
    /// `ALIBABA_CLOUD_REGION_ID`.
    ///
    /// # Errors
    ///
    /// A variable cannot be used; the error names it. A missing region is only an error in the first call that needs
    /// one.
    pub fn from_env() -> Result<Self, Error> {
        Self::builder().environment(Environment::process()).build()
    }
}

impl ClientBuilder {
    /// Reads what is not set here from this environment: credentials through the default chain, and the region from
    /// `ALIBABA_CLOUD_REGION_ID`. The chain's requests to STS or a credentials URI go through the client's transport.
    pub fn environment(self, environment: Environment) -> Self {
        let region = environment.var("ALIBABA_CLOUD_REGION_ID").map(str::to_owned);
        let credentials = Arc::new(move |http: &HttpSettings, transport: &Arc<dyn Transport>| {
            let network = Network::default().with_http(http.clone()).with_transport(Arc::clone(transport));
            CachedCredentials::new(DefaultCredentials::new(environment.clone()).with_network(network))
        });
        self.fallback(Fallback { region, credentials })
    }
}
