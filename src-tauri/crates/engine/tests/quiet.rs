//! A whole session, from signing in to a refused upload, listened to at the finest level: no secret
//! is in any line, any fault or any file. The SDK's own lines are included.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use engine::{
    at::Place,
    connections::{Connections, Login, SecretStorage},
    listing::{ListingKind, Listings},
    transfers::{OnConflict, Options, Request, Transfers, Work},
};
use store::Secret;
use tracing_subscriber::{
    filter::{LevelFilter, Targets},
    layer::SubscriberExt,
    util::SubscriberInitExt,
};

/// What was logged, for all threads.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

// The only test of this program, since it listens to all of it.
#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_in_a_line_a_fault_or_a_file() {
    let lines = Lines::default();
    let writer = lines.clone();
    // The server’s own library prints what it receives, tokens too; the program’s log leaves it
    // out, and so does this.
    let all = Targets::new().with_default(LevelFilter::TRACE).with_target("s3s", LevelFilter::OFF);
    let layer = tracing_subscriber::fmt::layer().with_writer(move || writer.clone());
    tracing_subscriber::registry().with(layer).with(all).init();

    let home = tempfile::tempdir().unwrap();
    let server = practice::start(&home.path().join("elsewhere")).await.unwrap();
    let secret = server.secret_key().to_owned();
    let (wrong, token) = ("wrong-Secret/With+Signs=", "Token/With+Signs==and-5-kB".repeat(200));
    let login = |secret: &str, token: &str| Login {
        provider: "other".into(),
        endpoint: server.endpoint().into(),
        region: server.region().into(),
        access_key: server.access_key().into(),
        secret_key: Secret::new(secret.into()),
        session_token: Secret::new(token.into()),
        path_style: Some(true),
        ..Login::default()
    };
    let connections = Connections::open(&home.path().join("config"), &home.path().join("data"));
    let said = Arc::new(Mutex::new(String::new()));
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis() as i64;
    let mut draft = None;
    for (secret, token) in [(wrong, ""), (wrong, &token), (&secret, "")] {
        let say = |step| *said.lock().unwrap() += &format!("{step:?}");
        let login = login(secret, token);
        *said.lock().unwrap() += &format!("{login:?}");
        let probed = connections.probe(login, now, &say).await;
        *said.lock().unwrap() += &format!("{probed:?} {connections:?}");
        draft = probed.draft;
    }
    let saved =
        connections.save(&draft.expect("the right login passes"), "Mine", SecretStorage::Session, None).await.unwrap();
    let store = connections.store(&saved.id).await.unwrap();
    let bucket = connections.buckets(&saved.id).await.unwrap().buckets[0].name.clone();
    let place = |bucket: &str| Place { connection: saved.id.clone(), bucket: bucket.into(), prefix: String::new() };

    let (listings, heard) = (Listings::default(), Arc::clone(&said));
    let (end, ended) = tokio::sync::oneshot::channel();
    let end = Mutex::new(Some(end));
    listings.open(
        store.clone(),
        place("no-such-bucket-here"),
        ListingKind::Folder,
        Box::new(move |tick| {
            *heard.lock().unwrap() += &format!("{tick:?}");
            end.lock().unwrap().take().map(|end| end.send(()));
        }),
    );
    ended.await.unwrap();

    let file = home.path().join("file.txt");
    std::fs::write(&file, "content").unwrap();
    let transfers = Transfers::new(Options::default());
    let (tell, mut told) = tokio::sync::watch::channel(None);
    transfers.watch(Box::new(move |tick| drop(tell.send_replace(Some(tick))))).await;
    for (at, bucket) in [bucket.as_str(), "no-such-bucket-here"].into_iter().enumerate() {
        let work = Work::Upload { store: store.clone(), paths: vec![file.clone()], to: place(bucket) };
        transfers
            .add(Request {
                op_id: at.to_string(),
                work,
                on_conflict: OnConflict::Ask,
                upload_options: Default::default(),
            })
            .await
            .unwrap();
    }
    let over = |tick: &engine::transfers::TransferTick| {
        tick.groups.len() == 2 && tick.groups.iter().all(|group| group.files_done + group.files_failed == 1)
    };
    let tick = told.wait_for(|tick| tick.as_ref().is_some_and(over)).await.unwrap().clone();
    *said.lock().unwrap() += &format!("{tick:?} {store:?} {connections:?}");
    connections.forget(&saved.id).await.unwrap();

    let logged = String::from_utf8_lossy(&lines.0.lock().unwrap()).into_owned();
    let said = said.lock().unwrap();
    assert!(logged.contains("PutObject") && said.contains("no_such_bucket"), "the session was listened to");
    for secret in [secret.as_str(), wrong, &token] {
        assert!(!said.contains(secret), "a fault or a Debug shows a secret");
        let leaks: Vec<_> = logged.lines().filter(|line| line.contains(secret)).collect();
        assert!(leaks.is_empty(), "{leaks:#?}");
    }
    assert!(!home.path().join("config").exists(), "a session writes nothing down");
}
