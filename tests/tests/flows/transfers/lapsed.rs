//! What waiting for archived files makes of what it sees: copies that lapse before the slowest file
//! is there, and files that nobody asked for. The answers are written here, as Amazon words them;
//! that its copies lapse by then is its own doing.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use bucketwise_tests::recorded::{Answer, Recorded};
use engine::transfers::{GroupState, OnConflict, Work};
use store::RestoreTier;

use super::{
    unarchiving::{at, counted, folder},
    world::World,
};

/// How a file of the list stands.
#[derive(Clone, Copy, PartialEq)]
enum Stand {
    Standard,
    Archived,
    Restoring,
    Restored,
}
use Stand::{Archived, Restored, Restoring, Standard};

/// The list as it is the first time, the second and so on, and from then on as it was last.
type Times = &'static [&'static [(&'static str, &'static str, Stand)]];

const THEN: &str = "2024-10-11T13:22:41.000Z";
const LATER: &str = "2024-10-12T13:22:41.000Z";

fn row((key, modified, stand): &(&str, &str, Stand)) -> String {
    let status = match stand {
        Standard | Archived => "",
        Restoring => "<RestoreStatus><IsRestoreInProgress>true</IsRestoreInProgress></RestoreStatus>",
        Restored => {
            "<RestoreStatus><IsRestoreInProgress>false</IsRestoreInProgress>\
             <RestoreExpiryDate>2099-12-20T00:00:00.000Z</RestoreExpiryDate></RestoreStatus>"
        }
    };
    let class = if *stand == Standard { "STANDARD" } else { "GLACIER" };
    format!(
        "<Contents><Key>{key}</Key><LastModified>{modified}</LastModified><ETag>\"e\"</ETag><Size>3</Size>\
         <StorageClass>{class}</StorageClass>{status}</Contents>"
    )
}

/// Restores all below `f/`, as the storage shows it time after time; how that ends.
async fn restored(times: Times) -> (GroupState, Option<String>) {
    let (seen, asked) = (AtomicUsize::new(0), Arc::new(Mutex::new(Vec::new())));
    let noted = Arc::clone(&asked);
    let server = Recorded::start(move |request| {
        let line = request.lines().next().unwrap();
        if line.contains("list-type") {
            let time = seen.fetch_add(1, Ordering::SeqCst).min(times.len() - 1);
            let rows: String = times[time].iter().map(row).collect();
            return Answer::new(
                200,
                format!("<ListBucketResult><IsTruncated>false</IsTruncated>{rows}</ListBucketResult>"),
            );
        }
        if line.starts_with("POST") {
            noted.lock().unwrap().push(line.to_owned());
            return Answer::new(202, "");
        }
        let day = if line.contains("f/old") { "Sat, 12" } else { "Fri, 11" };
        let head = Answer::new(200, "").header("content-length", "3").header("etag", "\"e\"");
        head.header("last-modified", &format!("{day} Oct 2024 13:22:41 GMT")).header("x-amz-storage-class", "GLACIER")
    });
    let world = World::with("aws", &server.endpoint, "us-east-1", ("ann", "annsecret"), "b").await;
    let plan = at(counted(&world, vec![folder("f/")]).await, RestoreTier::Standard, 1);
    let group = world.end(&world.add(Work::RestoreArchived(plan), OnConflict::Ask).await).await;
    let asked = asked.lock().unwrap().len();
    assert_eq!((asked, group.files_done, group.files_failed), (2, 2, 0), "both were asked for: {group:#?}");
    (group.state, group.fault.map(|fault| fault.what.to_string()))
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_that_lapse_before_the_slowest_is_there_are_said() {
    let ended = restored(&[
        &[("f/early", THEN, Archived), ("f/slow", THEN, Archived)],
        &[("f/early", THEN, Restored), ("f/slow", THEN, Restoring)],
        &[("f/early", THEN, Archived), ("f/slow", THEN, Restored)],
    ]);
    let said = "1 file was restored, but its days ended before the slowest file could be read.";
    assert_eq!(ended.await, (GroupState::Failed, Some(said.to_owned())));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_stored_after_the_count_is_not_waited_for() {
    let ended = restored(&[
        &[("f/a", THEN, Archived), ("f/b", THEN, Archived)],
        &[("f/a", THEN, Restoring), ("f/b", THEN, Restored), ("f/new", LATER, Restoring)],
        &[("f/a", THEN, Restored), ("f/b", THEN, Restored), ("f/new", LATER, Restoring), ("f/old", LATER, Archived)],
    ]);
    assert_eq!(ended.await, (GroupState::Done, None));
}

/// A server that tells nothing of a restore, and files that a lifecycle rule moves to the archive
/// meanwhile: nobody saw them restored.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_never_seen_restored_has_not_lapsed() {
    let ended = restored(&[
        &[("f/a", THEN, Archived), ("f/b", THEN, Archived), ("f/c", THEN, Standard)],
        &[("f/a", THEN, Restoring), ("f/b", THEN, Archived), ("f/c", THEN, Standard)],
        &[("f/a", THEN, Restored), ("f/b", THEN, Archived), ("f/c", THEN, Archived)],
    ]);
    assert_eq!(ended.await, (GroupState::Done, None));
}
