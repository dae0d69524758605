//! Clients by the environment: the one place that knows both the client and the default credential chain.

use std::sync::Arc;

use crate::client::{Client, ClientBuilder, Fallback};
use crate::error::Error;
use crate::keys::CachedCredentials;
use crate::providers::{DefaultCredentials, Environment, Network};

impl Client {
    /// A client by the environment: the default credential chain, and the region `ALIBABA_CLOUD_REGION_ID`.
    ///
    /// # Errors
    ///
    /// A variable cannot be used; the error names it. A missing region is an error of the first call that needs one.
    pub fn from_env() -> Result<Self, Error> {
        Self::builder().environment(Environment::process()).build()
    }
}

impl ClientBuilder {
    /// Reads what is not set here from this environment: credentials by the default chain, and the region
    /// `ALIBABA_CLOUD_REGION_ID`.
    pub fn environment(self, environment: Environment) -> Self {
        let region = environment.var("ALIBABA_CLOUD_REGION_ID").map(str::to_owned);
        let credentials = Arc::new(move |http: &crate::http_transport::HttpSettings| {
            let network = Network::default().with_http(http.clone());
            CachedCredentials::new(DefaultCredentials::new(environment.clone()).with_network(network))
        });
        self.fallback(Fallback { region, credentials })
    }
}
