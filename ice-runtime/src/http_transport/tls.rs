//! TLS by rustls, which trusts the platform's certificates and extra roots.

use std::sync::Arc;

use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;

use crate::error::{ConfigError, Error};

/// Names the crypto provider explicitly, so that none has to be installed for the process.
pub(super) fn config(extra_roots: &[Vec<u8>]) -> Result<ClientConfig, Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| unusable(&error))?;
    let builder = match platform(extra_roots, provider)? {
        Some(verifier) => builder.dangerous().with_custom_certificate_verifier(verifier),
        None => builder.with_root_certificates(store(extra_roots)?),
    };
    let mut config = builder.with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// The platform's certificates and the extra roots; `None` on a machine without certificates, such as a bare
/// container. Plain HTTP to loopback still works there, and TLS fails with an error about the unknown issuer.
fn platform(
    extra_roots: &[Vec<u8>],
    provider: Arc<CryptoProvider>,
) -> Result<Option<Arc<dyn ServerCertVerifier>>, Error> {
    store(extra_roots)?;
    let roots = extra_roots.iter().map(|root| CertificateDer::from(root.clone()));
    Ok(Verifier::new_with_extra_roots(roots, provider).ok().map(|verifier| Arc::new(verifier) as Arc<_>))
}

fn store(roots: &[Vec<u8>]) -> Result<RootCertStore, Error> {
    let mut store = RootCertStore::empty();
    for root in roots {
        store.add(CertificateDer::from(root.as_slice())).map_err(|error| unusable(&error))?;
    }
    Ok(store)
}

fn unusable(error: &rustls::Error) -> Error {
    ConfigError::new("root_certificates", format_args!("a certificate cannot be used: {error}")).into()
}
