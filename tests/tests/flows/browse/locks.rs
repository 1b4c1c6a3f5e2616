//! What keeps a version from being deleted, on the servers that have Object Lock: seen, set,
//! extended, and ended where that can be. Judged by aws-cli. That nobody of Amazon's can lift
//! compliance is not proved here.

use bucketwise_tests::{
    servers::{Kind, Server},
    tools::{aws, put},
};
use engine::{
    at::FileAt,
    files::{
        locks::{self, Locks, Retained, RetentionMode},
        versions::{self, History, SeenVersion},
    },
    ids::ConnectionId,
};
use jiff::Timestamp;

use super::watched;

const KINDS: [Kind; 3] = [Kind::MiniStack, Kind::SeaweedFs, Kind::Practice];

fn in_days(days: i64) -> i64 {
    Timestamp::now().as_second() * 1000 + days * 86_400_000
}

async fn current(store: &store::Store, at: &FileAt) -> String {
    match versions::read(store, at, None).await.unwrap() {
        History::Listed { versions, .. } => versions[0].id.clone(),
        other => panic!("{other:?}"),
    }
}

fn seen(id: &str) -> SeenVersion {
    SeenVersion { id: id.into(), modified: None, etag: None }
}

fn file(bucket: &str) -> FileAt {
    FileAt { connection: ConnectionId::from("here"), bucket: bucket.into(), key: "in/deed.txt".into() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_is_retained_held_and_let_go() {
    for kind in KINDS {
        let server = Server::shared(kind);
        let (store, at) = (watched::store(server, &server.endpoint), file("flows-locked"));
        aws(server, ["s3api", "create-bucket", "--bucket", "flows-locked", "--object-lock-enabled-for-bucket"]);
        put(server, "flows-locked", &at.key, b"signed", &[]);
        let id = current(&store, &at).await;
        let unlocked = Locks::Read { retained: None, held: false };
        assert_eq!(locks::read(&store, &at, &id).await.unwrap(), unlocked, "{kind:?}");

        let governance = |days| Some(Retained { mode: RetentionMode::Governance, until: in_days(days) });
        let past = locks::retain(&store, &at, &id, governance(-1), false).await.unwrap_err();
        assert_eq!(past.code, "retention_past");
        let wanted = governance(10);
        let told = locks::retain(&store, &at, &id, wanted, false).await.unwrap();
        assert_eq!(told, Locks::Read { retained: wanted, held: false }, "{kind:?}");
        let extended = governance(20);
        let told = locks::retain(&store, &at, &id, extended, false).await.unwrap();
        assert_eq!(told, Locks::Read { retained: extended, held: false }, "{kind:?}");

        // Nothing is stepped over unless that is said.
        let shorter = locks::retain(&store, &at, &id, governance(5), false).await.unwrap_err();
        assert_eq!(shorter.code, "retention_shortened", "{kind:?}: {shorter:?}");
        let kept = versions::delete(&store, &at, &seen(&id), Some("deed.txt"), false).await.unwrap_err();
        assert_eq!(kept.code, "version_locked", "{kind:?}: {kept:?}");
        assert!(kept.what.to_string().contains("governance mode until"), "{}", kept.what);

        assert_eq!(
            locks::hold(&store, &at, &id, true).await.unwrap(),
            Locks::Read { retained: extended, held: true },
            "{kind:?}"
        );
        let held = versions::delete(&store, &at, &seen(&id), Some("deed.txt"), true).await.unwrap_err();
        assert_eq!(
            (held.code, held.title.to_string()),
            ("version_locked", "This version is under a legal hold".into())
        );
        let hold = ["s3api", "get-object-legal-hold", "--bucket", "flows-locked", "--key", &at.key];
        let hold = aws(server, hold.into_iter().chain(["--version-id", &id, "--output", "text"]));
        assert!(hold.contains("ON"), "{kind:?}: {hold}");
        locks::hold(&store, &at, &id, false).await.unwrap();

        let shortened = governance(5);
        let told = locks::retain(&store, &at, &id, shortened, true).await.unwrap();
        assert_eq!(told, Locks::Read { retained: shortened, held: false }, "{kind:?}");
        versions::delete(&store, &at, &seen(&id), Some("deed.txt"), true).await.unwrap();
        let History::Listed { versions, .. } = versions::read(&store, &at, None).await.unwrap() else { panic!() };
        assert_eq!(versions, [], "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn compliance_is_extended_and_never_shortened() {
    for kind in KINDS {
        let server = Server::shared(kind);
        let (store, at) = (watched::store(server, &server.endpoint), file("flows-firm"));
        aws(server, ["s3api", "create-bucket", "--bucket", "flows-firm", "--object-lock-enabled-for-bucket"]);
        put(server, "flows-firm", &at.key, b"signed", &[]);
        let id = current(&store, &at).await;
        let of = |mode, days| Some(Retained { mode, until: in_days(days) });
        let firm = |days| of(RetentionMode::Compliance, days);
        locks::retain(&store, &at, &id, firm(10), false).await.unwrap();
        for weaker in [None, firm(9), of(RetentionMode::Governance, 30)] {
            for bypass in [false, true] {
                let refused = locks::retain(&store, &at, &id, weaker, bypass).await.unwrap_err();
                assert_eq!(refused.code, "retention_firm", "{kind:?}: {weaker:?}");
            }
        }
        let longer = firm(11);
        let told = locks::retain(&store, &at, &id, longer, false).await.unwrap();
        assert_eq!(told, Locks::Read { retained: longer, held: false }, "{kind:?}");
        let kept = versions::delete(&store, &at, &seen(&id), Some("deed.txt"), true).await.unwrap_err();
        assert_eq!(kept.code, "version_locked", "{kind:?}: {kept:?}");
        assert!(kept.what.to_string().contains("compliance mode until"), "{}", kept.what);
        assert_eq!(current(&store, &at).await, id, "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_or_a_server_without_object_lock_is_a_state() {
    for kind in [Kind::MiniStack, Kind::SeaweedFs, Kind::Practice, Kind::Rclone] {
        let server = Server::shared(kind);
        let (store, at) = (watched::store(server, &server.endpoint), file("flows-unlocked"));
        aws(server, ["s3api", "create-bucket", "--bucket", "flows-unlocked"]);
        put(server, "flows-unlocked", &at.key, b"plain", &[]);
        let told = locks::read(&store, &at, "null").await.unwrap();
        let wanted = matches!(kind, Kind::Practice | Kind::Rclone);
        assert!(told == Locks::Off || wanted && told == Locks::NotSupported, "{kind:?}: {told:?}");
    }
}
