//! What could not be written is written later.

#![allow(clippy::unwrap_used)]

use rusqlite::Connection;
use store::{ObjectAt, Part, Upload};
use tokio::sync::oneshot;

use super::{
    super::{super::terms::JobId, Intent, Journal, KeptUpload, tests::group},
    MOST, Order,
};
use crate::{ids::GroupId, listing::Selected, transfers::queue::stage::Stage};

/// As on a full disk: SQLite takes no page more than it has, or as many as it likes.
async fn space(journal: &Journal, there: bool) {
    let pages = if there { 1_000_000 } else { 1 };
    let (reply, done) = oneshot::channel();
    let limit = move |file: &Connection| {
        file.execute_batch(&format!("PRAGMA max_page_count = {pages}")).unwrap();
        reply.send(()).unwrap();
    };
    journal.orders.send(Order::File(Box::new(limit))).unwrap();
    done.await.unwrap();
}

/// Many enough to need more pages.
fn many(journal: &Journal) -> Vec<String> {
    let names: Vec<_> = (0..200).map(|at| format!("{at:03}")).collect();
    names.iter().for_each(|name| journal.save(&group(name), &[0, 1, 2, 3].map(JobId)));
    names
}

fn kept_at(path: &std::path::Path) -> Vec<String> {
    Journal::open(Some(path)).1.iter().map(|group| group.id.as_str().to_owned()).collect()
}

#[tokio::test]
async fn a_disk_that_is_full_for_a_moment_costs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let (journal, _) = Journal::open(Some(&path));
    space(&journal, false).await;
    let names = many(&journal);
    journal.flush().await;
    space(&journal, true).await;
    journal.close().await;
    assert_eq!(kept_at(&path), names);
}

#[tokio::test]
async fn what_could_not_be_written_is_said_until_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let (mut journal, _) = Journal::open(Some(&path));
    space(&journal, false).await;
    let names = many(&journal);
    let at = ObjectAt::new("b", "waits");
    let upload = Upload { at, id: "id".into(), begun: None, by: None };
    let begun = KeptUpload { upload, size: 4, modified: Some(7), version: None, parts: Vec::new() };
    let ledger = journal.ledger("007".into(), JobId(2));
    ledger.begun(begun.clone()).await;
    journal.turn().await;
    assert!(journal.behind().unwrap().contains("full"), "{:?}", journal.behind());
    // The latest counts.
    let mut paused = group("007");
    paused.paused = true;
    journal.save(&paused, &[]);
    ledger.part(&Part { number: 1, etag: "e".into(), size: 4, checksum: None });
    space(&journal, true).await;
    journal.turn().await;
    assert_eq!(journal.behind(), None);
    assert_eq!(ledger.upload().await.unwrap().parts.len(), 1);
    // Nothing has to be closed for that: a crash here finds it.
    let other = Connection::open(&path).unwrap();
    let count = |sql: &str| other.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("SELECT count(*) FROM groups"), i64::try_from(names.len()).unwrap());
    assert_eq!(count("SELECT count(*) FROM groups WHERE body LIKE '%\"paused\":true%'"), 1);
    assert_eq!(count("SELECT count(*) FROM parts"), 1);
}

fn upload(key: &str) -> KeptUpload {
    let at = ObjectAt::new("b", key);
    let upload = Upload { at, id: format!("upload of {key}"), begun: None, by: None };
    KeptUpload { upload, size: 4, modified: Some(7), version: None, parts: Vec::new() }
}

fn part(number: i32) -> Part {
    Part { number, etag: "e".into(), size: 4, checksum: None }
}

/// A journal that knows an upload and a group, and whose disk is full from then on.
async fn full(path: &std::path::Path) -> Journal {
    let (mut journal, _) = Journal::open(Some(path));
    journal.ledger("gone".into(), JobId(0)).begun(upload("before")).await;
    journal.pick(&"gone".into(), &vec![Selected::Folder { prefix: "a/".into() }].into());
    journal.save(&group("gone"), &[0, 1, 2, 3].map(JobId));
    journal.flush().await;
    space(&journal, false).await;
    let _ = many(&journal);
    journal.turn().await;
    assert!(journal.is_behind());
    journal
}

/// An upload that breaks off and is tried again goes on with the parts that it has.
#[tokio::test]
async fn what_waits_to_be_written_is_what_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let journal = full(&path).await;
    let ledger = journal.ledger("new".into(), JobId(7));
    assert_eq!(ledger.intent().await, None);
    let intent = Intent { at: upload("new").upload.at, since: 7 };
    ledger.intends(intent.clone()).await;
    assert_eq!(ledger.intent().await, Some(intent));
    ledger.begun(upload("new")).await;
    ledger.heard();
    ledger.part(&part(1));
    ledger.part(&part(2));
    let kept = KeptUpload { parts: vec![part(1), part(2)], ..upload("new") };
    assert_eq!((ledger.upload().await, ledger.intent().await), (Some(kept.clone()), None));
    assert!(journal.uploads().await.unwrap().contains("upload of new"));
    // What was in the file before is there too, until it is forgotten.
    let gone = GroupId::from("gone");
    assert_eq!(journal.under_way(gone.clone()).await, Some(vec![JobId(0)]));
    let mut done = group("gone");
    done.put(JobId(2), Stage::Done);
    journal.save(&done, &[JobId(2)]);
    assert_eq!(journal.jobs(gone.clone(), vec![JobId(2)]).await.unwrap()[&JobId(2)].stage, Stage::Done);
    journal.forget(gone.clone());
    assert_eq!(journal.under_way(gone.clone()).await, Some(Vec::new()));
    assert!(journal.jobs(gone.clone(), vec![JobId(1)]).await.unwrap().is_empty());
    assert_eq!(journal.picked(gone, 0, 9).await, Some(Vec::new()));
    // Written later, it is the same.
    space(&journal, true).await;
    journal.flush().await;
    assert_eq!((journal.behind(), ledger.upload().await), (None, Some(kept)));
    journal.close().await;
    assert!(!kept_at(&path).contains(&"gone".to_owned()));
}

/// However much happens while the disk is full.
#[tokio::test]
async fn nothing_that_forgets_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let journal = full(&path).await;
    journal.forget("gone".into());
    let picked = vec![Selected::Folder { prefix: "b/".into() }];
    journal.pick(&"000".into(), &picked.clone().into());
    let ledger = journal.ledger("001".into(), JobId(0));
    ledger.begun(upload("long")).await;
    let parts = i32::try_from(MOST).unwrap() + 500;
    (1..=parts).for_each(|number| ledger.part(&part(number)));
    journal.save(&group("000"), &[]);
    journal.flush().await;
    assert_eq!(ledger.upload().await.unwrap().parts.len(), usize::try_from(parts).unwrap(), "told they all are");
    space(&journal, true).await;
    journal.flush().await;
    assert_eq!(journal.behind(), None);
    assert_eq!(journal.picked("000".into(), 0, 9).await, Some(picked));
    let left = ledger.upload().await.unwrap();
    assert_eq!(left.upload, upload("long").upload, "it can still be ended");
    assert!(left.parts.len() < MOST && left.parts.last().unwrap().number == parts, "{}", left.parts.len());
    journal.close().await;
    // How many of the others were let go depends on how they were written; none of what forgets
    // was.
    let kept = kept_at(&path);
    assert!(kept.contains(&"000".to_owned()) && !kept.contains(&"gone".to_owned()), "{kept:?}");
}

/// One line that the file will never take holds up no other.
#[tokio::test]
async fn a_change_that_is_wrong_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let (journal, _) = Journal::open(Some(&path));
    journal.save(&group("one"), &[]);
    journal.write(|journal| journal.execute("INSERT INTO groups VALUES ('one', '')", []).map(drop));
    journal.write(|journal| journal.execute("INSERT INTO nowhere VALUES (1)", []).map(drop));
    journal.save(&group("two"), &[]);
    journal.flush().await;
    assert_eq!(journal.behind(), None);
    journal.close().await;
    assert_eq!(kept_at(&path), ["one", "two"]);
}

/// Nothing is not the answer: an upload that is under way would be taken for one left over.
#[tokio::test]
async fn what_cannot_be_read_is_not_taken_for_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, _) = Journal::open(Some(&folder.path().join("journal")));
    let lost = |file: &Connection| file.execute_batch("DROP TABLE uploads; DROP TABLE jobs").unwrap();
    journal.orders.send(Order::File(Box::new(lost))).unwrap();
    assert_eq!(journal.uploads().await, None);
    assert_eq!(journal.under_way("one".into()).await, None);
    assert!(journal.jobs("one".into(), vec![JobId(0)]).await.is_none());
    assert!(journal.picked("one".into(), 0, 1).await.is_some(), "the others are there");
}
