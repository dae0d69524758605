//! TLS for peers, with self-signed certificates that may be invalid in some way.

use std::net::TcpStream;
use std::sync::Arc;

use rcgen::{CertificateParams, CertifiedKey, KeyPair, date_time_ymd};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::ClientCertVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};

use crate::peer::Stream;

/// A server's identity: a self-signed certificate.
#[derive(Clone)]
pub struct Identity {
    config: Arc<ServerConfig>,
    certificate: Vec<u8>,
}

impl Identity {
    /// An identity for this host name or address.
    pub fn of(host: &str) -> Self {
        let CertifiedKey { cert, signing_key } = rcgen::generate_simple_self_signed([host.to_owned()]).unwrap();
        Self::new(cert.der().to_vec(), &signing_key)
    }

    /// An identity that has expired.
    pub fn expired(host: &str) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new([host.to_owned()]).unwrap();
        params.not_before = date_time_ymd(2000, 1, 1);
        params.not_after = date_time_ymd(2001, 1, 1);
        let certificate = params.self_signed(&key).unwrap();
        Self::new(certificate.der().to_vec(), &key)
    }

    /// An identity whose server asks each client for a certificate, and only accepts its own.
    pub fn demanding(host: &str) -> Self {
        let CertifiedKey { cert, signing_key } = rcgen::generate_simple_self_signed([host.to_owned()]).unwrap();
        let mut roots = RootCertStore::empty();
        roots.add(cert.der().clone()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap();
        Self::with_verifier(cert.der().to_vec(), &signing_key, verifier)
    }

    fn new(certificate: Vec<u8>, key: &KeyPair) -> Self {
        Self::with_verifier(certificate, key, WebPkiClientVerifier::no_client_auth())
    }

    fn with_verifier(certificate: Vec<u8>, key: &KeyPair, verifier: Arc<dyn ClientCertVerifier>) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_client_cert_verifier(verifier)
            .with_single_cert(vec![CertificateDer::from(certificate.clone())], key)
            .unwrap();
        Self { config: Arc::new(config), certificate }
    }

    /// The certificate in DER, for a client's roots.
    pub fn certificate(&self) -> Vec<u8> {
        self.certificate.clone()
    }

    /// Wraps an accepted socket, for a peer.
    pub fn accept(&self) -> impl Fn(TcpStream) -> Option<Box<dyn Stream>> + Send + Sync + 'static {
        let config = Arc::clone(&self.config);
        move |socket| Some(tls(&config, socket))
    }

    /// TLS on a socket, from the server's side.
    pub fn wrap(&self, socket: TcpStream) -> Box<dyn Stream> {
        tls(&self.config, socket)
    }
}

fn tls(config: &Arc<ServerConfig>, socket: TcpStream) -> Box<dyn Stream> {
    let connection = ServerConnection::new(Arc::clone(config)).unwrap();
    Box::new(StreamOwned::new(connection, socket))
}
