//! Connection files come by mail, and anybody can write one: what reads along with everything is
//! offered and never filled in.

use super::*;

fn pem() -> (String, String) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let anchors = ground::anchors(made.cert.pem().as_bytes()).unwrap();
    (anchors.pem, anchors.fingerprints[0].clone())
}

fn card(fill: &Fill) -> ImportCard {
    let imported = Imports::default().read(&connection_file_text("Acme", fill), now()).unwrap();
    imported.cards.into_iter().next().unwrap()
}

#[test]
fn a_proxy_and_certificates_wait_for_a_yes_of_their_own() {
    let (pem, fingerprint) = pem();
    let fill = Fill {
        provider: "minio".into(),
        endpoint: "https://minio.example.com:9000".into(),
        access_key: "ann".into(),
        proxy: "http://proxy.example.com:8080".into(),
        trust: pem.clone(),
        ..Fill::default()
    };
    let read = card(&fill);
    assert_eq!((read.fill.proxy.as_str(), read.fill.trust.as_str(), read.fill.proxy_of_file), ("", "", false));
    let offered = read.offered.unwrap();
    assert_eq!((offered.host.as_str(), offered.proxy.as_str()), ("minio.example.com", "http://proxy.example.com:8080"));
    let certificates = offered.certificates.unwrap();
    assert_eq!((certificates.pem, certificates.fingerprints), (pem, vec![fingerprint]));
    assert_eq!(card(&Fill { proxy: String::new(), trust: String::new(), ..fill.clone() }).offered, None);
    // Where no address is said the storage is named.
    let amazon = Fill { provider: "aws".into(), endpoint: String::new(), ..fill };
    assert_eq!(card(&amazon).offered.unwrap().host, "Amazon S3");
}

/// A file cannot say of itself that somebody typed it.
#[test]
fn where_a_proxy_is_from_is_not_the_file_s_to_say() {
    let written = r#"{"bucketwise_connection":1,"name":"x","provider":"aws","bucket":"acme","proxy":"http://p:1","proxy_of_file":false}"#;
    let imported = Imports::default().read(written, now()).unwrap();
    assert_eq!(imported.cards[0].fill.proxy, "");
    let text = connection_file_text("x", &Fill { proxy: "http://p:1".into(), proxy_of_file: true, ..Fill::default() });
    assert!(!text.contains("proxy_of_file"), "{text}");
}
