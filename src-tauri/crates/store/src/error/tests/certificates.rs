//! TLS against a real listener with certificates made on the spot.

use super::*;
use crate::testing::{access, wiring};
use crate::{Store, wire::Wiring};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd};
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::{ServerConfig, crypto::ring};

/// An authority that this test trusts when it likes.
fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::CommonName, "test authority");
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A server with a certificate by `authority` for `name`, good until `year`.
async fn server(authority: &CertifiedIssuer<'static, KeyPair>, name: &str, year: i32) -> String {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(year, 1, 1);
    let certificate = params.signed_by(&key, authority).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der())),
        )
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let Ok(mut socket) = acceptor.accept(socket).await else { continue };
            let _ = read_request(&mut socket).await;
            let _ = socket.write_all(&refusal(403, "AccessDenied")).await;
            let _ = socket.shutdown().await;
        }
    });
    address.to_string()
}

async fn kind(address: &str, trust: Vec<Vec<u8>>) -> Kind {
    let wiring = Wiring { trust, ..wiring() };
    let store =
        Store::open_with(access("other", &format!("https://{address}")), crate::Environment::default(), &wiring)
            .unwrap();
    store.list_buckets().await.unwrap_err().kind
}

#[tokio::test]
async fn only_a_good_certificate_gets_through() {
    let authority = authority();
    let known = || vec![authority.pem().into_bytes()];
    let good = server(&authority, "127.0.0.1", 2100).await;
    assert_eq!(kind(&good, known()).await, NotPermitted, "the server itself answers");
    assert_eq!(kind(&good, Vec::new()).await, Certificate, "nobody knows who signed it");
    assert_eq!(kind(&server(&authority, "127.0.0.1", 2021).await, known()).await, Certificate, "expired");
    assert_eq!(kind(&server(&authority, "another.example", 2100).await, known()).await, Certificate, "another name");
}

#[tokio::test]
async fn plain_http_to_a_real_tls_port() {
    let address = server(&authority(), "127.0.0.1", 2100).await;
    assert_eq!(list(&format!("http://{address}")).await, PlainHttp);
}
