//! A file that lies in an archive: seen, asked for, on its way, read. The server takes seconds
//! where Amazon takes hours; that the times told are Amazon's is not proved here.

use std::time::Duration;

use bucketwise_tests::servers::{Kind, Server};
use bucketwise_tests::tools;
use engine::ids::ConnectionId;
use engine::near;
use engine::{
    at::FileAt,
    files::archive::{ArchiveState, RestoreTier, look, restore},
};
use store::{Get, ListRequest, ObjectAt, Store, StoreErrorKind};

use super::watched::{self, Watched, place};

const BUCKET: &str = "flows-archive";

fn store(server: &Server) -> Store {
    watched::store(server, &server.endpoint)
}

/// Puts a file there with a client nobody here wrote.
fn put(server: &Server, key: &str, class: &str) -> (FileAt, ObjectAt) {
    tools::aws(server, ["s3api", "put-object", "--bucket", BUCKET, "--key", key, "--storage-class", class]);
    let bucket = BUCKET.to_owned();
    let at = FileAt { connection: ConnectionId::from("here"), bucket: bucket.clone(), key: key.to_owned() };
    (at, ObjectAt::new(bucket, key))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archived_file_is_asked_for_and_can_be_read_once_it_is_there() {
    let server = Server::shared(Kind::MiniStack);
    tools::aws(server, ["s3", "mb", &format!("s3://{BUCKET}")]);
    let (at, object) = put(server, "cold/survey.tif", "DEEP_ARCHIVE");
    let store = store(server);
    let refused = store.get(&object, Get::default()).await.map(drop).unwrap_err();
    assert_eq!(refused.kind, StoreErrorKind::Archived);
    let standing = look(&store, &at).await.unwrap();
    assert!(matches!(standing, ArchiveState::Archived { for_days: true, size: 0, .. }), "{standing:?}");

    for days in [0, -1, 3_651, i32::MAX] {
        assert_eq!(restore(&store, &at, RestoreTier::Standard, days).await.unwrap_err().code, "days_unfit");
    }
    assert!(matches!(look(&store, &at).await.unwrap(), ArchiveState::Archived { .. }), "nothing was asked for");

    assert_eq!(restore(&store, &at, RestoreTier::Bulk, 3).await.unwrap(), ArchiveState::Restoring);
    assert_eq!(
        restore(&store, &at, RestoreTier::Standard, 9).await.unwrap(),
        ArchiveState::Restoring,
        "asked twice is asked once"
    );
    let ready = async {
        loop {
            match look(&store, &at).await.unwrap() {
                ArchiveState::Restoring => tokio::time::sleep(Duration::from_millis(100)).await,
                told => break told,
            }
        }
    };
    let told = tokio::time::timeout(Duration::from_secs(30), ready).await.unwrap();
    assert!(matches!(told, ArchiveState::Restored { until: Some(_) }), "{told:?}");
    let head = tools::aws(server, ["s3api", "head-object", "--bucket", BUCKET, "--key", &at.key]);
    assert!(head.contains("expiry-date"), "another client sees the copy: {head}");
    store.get(&object, Get::default()).await.map(drop).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_in_an_archive_is_not_asked_for() {
    for kind in Kind::ALL {
        let server = Server::shared(kind);
        tools::aws(server, ["s3", "mb", &format!("s3://{BUCKET}-warm")]);
        let key = "warm.txt";
        tools::aws(server, ["s3api", "put-object", "--bucket", &format!("{BUCKET}-warm"), "--key", key]);
        let at =
            FileAt { connection: ConnectionId::from("here"), bucket: format!("{BUCKET}-warm"), key: key.to_owned() };
        let told = restore(&store(server), &at, RestoreTier::Standard, 1).await;
        assert_eq!(told, Ok(ArchiveState::Restored { until: None }), "{}", server.name);
        let gone = FileAt { key: "gone.txt".into(), ..at };
        assert_eq!(look(&store(server), &gone).await.unwrap_err().code, "no_such_key", "{}", server.name);
    }
}

/// A bucket that was mistyped: the list is asked once, and nothing is offered where the login may
/// not see it.
#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_that_was_mistyped_is_named_wherever_it_is_opened() {
    let server = Server::shared(Kind::SeaweedFs);
    tools::aws(server, ["s3", "mb", "s3://near-invoices-2025"]);
    let mut watched = Watched::open(store(server), place("near-invocies-2025", ""));
    let tick = watched.until("the reason", |tick| tick.fault.is_some()).await;
    let fault = tick.fault.clone().unwrap();
    assert!(fault.next.to_string().contains("“near-invoices-2025”"), "{fault:?}");

    let error = store(server)
        .list(ListRequest { bucket: "entirely-different".into(), ..ListRequest::default() })
        .await
        .unwrap_err();
    let fault = near::told(&store(server), &error).await;
    assert_eq!((fault.code, fault.next.to_string().contains("mean")), ("no_such_bucket", false), "{fault:?}");
}
