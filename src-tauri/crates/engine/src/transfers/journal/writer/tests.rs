//! What could not be written is written later.

#![allow(clippy::unwrap_used)]

use rusqlite::Connection;
use store::{ObjectAt, Part, Upload};

use super::super::{super::terms::JobId, Journal, KeptUpload, tests::group};

/// As on a full disk: SQLite takes no page more than it has, or as many as it likes.
async fn room(journal: &Journal, there: bool) {
    let pages = if there { 1_000_000 } else { 1 };
    journal.ask(move |journal| journal.execute_batch(&format!("PRAGMA max_page_count = {pages}"))).await.unwrap();
}

/// Many enough to need more pages.
fn many(journal: &Journal) -> Vec<String> {
    let names: Vec<_> = (0..200).map(|at| format!("{at:03}")).collect();
    names.iter().for_each(|name| journal.save(&group(name), &[0, 1, 2, 3].map(JobId)));
    names
}

fn kept(path: &std::path::Path) -> Vec<String> {
    Journal::open(Some(path)).1.iter().map(|group| group.id.as_str().to_owned()).collect()
}

#[tokio::test]
async fn a_disk_that_is_full_for_a_moment_costs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let (journal, _) = Journal::open(Some(&path));
    room(&journal, false).await;
    let names = many(&journal);
    journal.flush().await;
    room(&journal, true).await;
    journal.close().await;
    assert_eq!(kept(&path), names);
}

#[tokio::test]
async fn what_could_not_be_written_is_said_until_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let (mut journal, _) = Journal::open(Some(&path));
    room(&journal, false).await;
    let names = many(&journal);
    let at = ObjectAt { bucket: "b".into(), key: "waits".into() };
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
    room(&journal, true).await;
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
    assert_eq!(kept(&path), ["one", "two"]);
}
