//! Certificates that no system knows: refused before a key is sent, and trusted once the person
//! chose their authority.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_nobody_vouches_for_stops_before_the_key_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let (cert, key) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
    std::fs::write(&cert, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    // Any TLS server will do.
    let [port] = free_ports();
    let rclone = Process::start(folder.path(), "rclone", tool("rclone"), |rclone| {
        rclone.args(["serve", "http", "--addr", &format!("127.0.0.1:{port}")]);
        rclone.arg("--cert").arg(&cert).arg("--key").arg(&key).arg(folder.path());
    });
    let listens = || std::net::TcpStream::connect(("127.0.0.1", port)).ok();
    rclone.wait_ready(Duration::from_secs(30), listens).unwrap();
    let at_it = Login { endpoint: format!("https://localhost:{port}"), ..login(Server::shared(Kind::Practice)) };
    let step = Home::new().refused(at_it).await;
    assert_eq!((step.id, code(&step)), (Step::Encryption, "certificate"));
}

/// `rclone serve s3` with one bucket, and with a certificate of this authority.
fn behind_tls(
    folder: &std::path::Path,
    ca: &rcgen::CertifiedIssuer<'static, rcgen::KeyPair>,
    bucket: &str,
) -> (Process, u16) {
    let key = rcgen::KeyPair::generate().unwrap();
    let leaf = rcgen::CertificateParams::new(vec!["localhost".to_owned()]).unwrap().signed_by(&key, ca).unwrap();
    let (cert, private) = (folder.join("cert.pem"), folder.join("key.pem"));
    std::fs::write(&cert, leaf.pem()).unwrap();
    std::fs::write(&private, key.serialize_pem()).unwrap();
    let files = folder.join("files");
    std::fs::create_dir_all(files.join(bucket)).unwrap();
    let [port] = free_ports();
    let rclone = Process::start(folder, "rclone", tool("rclone"), |rclone| {
        rclone.args(["serve", "s3", "--auth-key", "KEYOFOURS0000001,secretofours0001"]);
        rclone.args(["--addr", &format!("127.0.0.1:{port}")]);
        rclone.arg("--cert").arg(&cert).arg("--key").arg(&private).arg(&files);
    });
    let listens = || std::net::TcpStream::connect(("127.0.0.1", port)).ok();
    rclone.wait_ready(Duration::from_secs(30), listens).unwrap();
    (rclone, port)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_s_own_certificate_is_trusted_once_it_was_chosen_and_for_that_connection_alone() {
    let folder = tempfile::tempdir().unwrap();
    let ca = authority();
    let (_rclone, port) = behind_tls(folder.path(), &ca, "in-house");
    let at_it = || Login {
        endpoint: format!("https://localhost:{port}"),
        access_key: "KEYOFOURS0000001".into(),
        secret_key: Secret::new("secretofours0001".into()),
        ..login(Server::shared(Kind::Rclone))
    };

    let home = Home::new();
    let step = home.refused(at_it()).await;
    assert_eq!((step.id, code(&step)), (Step::Encryption, "certificate"));
    assert_eq!(step.repairs[0].change, RepairChange::ChooseCertificate);
    let another = store::anchors(authority().pem().as_bytes()).unwrap().pem;
    let step = home.refused(Login { trust: another, ..at_it() }).await;
    assert_eq!(code(&step), "certificate", "another authority vouches for nothing here");

    let ours = store::anchors(ca.pem().as_bytes()).unwrap().pem;
    let (probed, steps) = home.probe(Login { trust: ours, ..at_it() }).await;
    let draft = probed.draft.unwrap_or_else(|| panic!("{steps:#?}"));
    let saved = home.connections.save(&draft, "In-house", SecretStorage::Session, None).await.unwrap();
    let buckets = home.connections.buckets(&saved.id).await.unwrap().buckets;
    assert_eq!(buckets.iter().map(|bucket| bucket.name.as_str()).collect::<Vec<_>>(), ["in-house"]);
}

fn authority() -> rcgen::CertifiedIssuer<'static, rcgen::KeyPair> {
    let mut params = rcgen::CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    rcgen::CertifiedIssuer::self_signed(params, rcgen::KeyPair::generate().unwrap()).unwrap()
}

/// A proxy of a company: it connects where it is told to (CONNECT) and passes on what it cannot
/// read.
fn proxy() -> (String, std::sync::Arc<std::sync::atomic::AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let passed = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let counted = std::sync::Arc::clone(&passed);
    std::thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            let counted = std::sync::Arc::clone(&counted);
            std::thread::spawn(move || {
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    let mut byte = [0];
                    if client.read(&mut byte).unwrap_or_default() == 0 {
                        return;
                    }
                    head.push(byte[0]);
                }
                let head = String::from_utf8(head).unwrap();
                let Some(target) = head.strip_prefix("CONNECT ").and_then(|rest| rest.split(' ').next()) else {
                    return;
                };
                let Ok(mut server) = std::net::TcpStream::connect(target) else { return };
                counted.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                client.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").unwrap();
                let (mut back, mut there) = (server.try_clone().unwrap(), client.try_clone().unwrap());
                std::thread::spawn(move || std::io::copy(&mut back, &mut there));
                let _ = std::io::copy(&mut client, &mut server);
            });
        }
    });
    (address, passed)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_certificate_holds_behind_a_proxy_too() {
    let folder = tempfile::tempdir().unwrap();
    let ca = authority();
    let (_rclone, port) = behind_tls(folder.path(), &ca, "behind");
    let (proxy, passed) = proxy();
    let behind = |trust: String| Login {
        endpoint: format!("https://localhost:{port}"),
        access_key: "KEYOFOURS0000001".into(),
        secret_key: Secret::new("secretofours0001".into()),
        proxy: proxy.clone(),
        trust,
        ..login(Server::shared(Kind::Rclone))
    };
    let home = Home::new();
    let step = home.refused(behind(String::new())).await;
    assert_eq!((step.id, code(&step)), (Step::Encryption, "certificate"));
    let ours = store::anchors(ca.pem().as_bytes()).unwrap().pem;
    let (probed, steps) = home.probe(behind(ours)).await;
    let draft = probed.draft.unwrap_or_else(|| panic!("{steps:#?}"));
    let saved = home.connections.save(&draft, "Behind", SecretStorage::Session, None).await.unwrap();
    assert_eq!(home.connections.buckets(&saved.id).await.unwrap().buckets[0].name, "behind");
    assert!(passed.load(std::sync::atomic::Ordering::SeqCst) >= 2, "it went through the proxy");
}
