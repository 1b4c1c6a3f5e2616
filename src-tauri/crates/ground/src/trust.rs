//! Certificates that a person chose to trust besides the system's, for storage whose certificate
//! was made in-house.
//!
//! Promise: what is kept of a file are its certificates alone, each of which TLS can use as an
//! anchor. A private key that stands in the same file goes no further than here.

use crate::bounds::CERTIFICATES;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls_pki_types::{CertificateDer, pem::PemObject};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use webpki::anchor_from_trusted_cert;

/// Characters of a line of PEM. <https://www.rfc-editor.org/rfc/rfc7468#section-2>
const LINE: usize = 64;

/// Certificates that a person trusts besides those of the system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchors {
    /// In PEM, and nothing else.
    pub pem: String,
    /// The SHA-256 of each as people compare it (`AB:CD:…`): one at least.
    pub fingerprints: Vec<String>,
}

/// Reads the certificates out of a file's text. `None`: there are none, or one of them is damaged.
pub fn anchors(text: &[u8]) -> Option<Anchors> {
    if text.len() > CERTIFICATES {
        return None;
    }
    let (mut pem, mut fingerprints) = (String::new(), Vec::new());
    for certificate in CertificateDer::pem_slice_iter(text) {
        let certificate = certificate.ok()?;
        anchor_from_trusted_cert(&certificate).ok()?;
        write_pem(&mut pem, &certificate);
        let digest: Vec<String> = Sha256::digest(&certificate).iter().map(|byte| format!("{byte:02X}")).collect();
        fingerprints.push(digest.join(":"));
    }
    (!fingerprints.is_empty()).then_some(Anchors { pem, fingerprints })
}

fn write_pem(pem: &mut String, der: &[u8]) {
    let text = STANDARD.encode(der);
    pem.push_str("-----BEGIN CERTIFICATE-----\n");
    for line in text.as_bytes().chunks(LINE) {
        // Base64 is ASCII. Writing to a String cannot fail.
        _ = writeln!(pem, "{}", String::from_utf8_lossy(line));
    }
    pem.push_str("-----END CERTIFICATE-----\n");
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_certificates_are_taken_out_of_a_file() {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let file = format!("# ours\n{}{}{}", made.cert.pem(), made.signing_key.serialize_pem(), made.cert.pem());
        let found = anchors(file.as_bytes()).unwrap();
        assert_eq!(found.fingerprints.len(), 2);
        let digest: Vec<String> = Sha256::digest(made.cert.der()).iter().map(|byte| format!("{byte:02X}")).collect();
        assert_eq!(found.fingerprints[0], digest.join(":"), "as openssl x509 -fingerprint -sha256 has it");
        assert!(!found.pem.contains("PRIVATE") && !found.pem.contains("ours"), "{}", found.pem);
        assert_eq!(anchors(found.pem.as_bytes()).unwrap(), found, "what was kept is read again");
    }

    #[test]
    fn a_file_that_is_none_is_told_from_one_that_is() {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let damaged = made.cert.pem().replacen("MII", "AAA", 1);
        let key = made.signing_key.serialize_pem();
        for text in ["", "hello", &damaged, &key, "-----BEGIN CERTIFICATE-----\n"] {
            assert_eq!(anchors(text.as_bytes()), None, "{text}");
        }
        assert_eq!(anchors(&vec![b' '; CERTIFICATES + 1]), None);
    }
}
