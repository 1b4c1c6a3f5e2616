#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use s3s::crypto::{Checksum as _, Md5};
use tempfile::TempDir;

use super::*;

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("practice");
    (folder, path)
}

fn change(store: &Store, change: Change) {
    store.commit(|_| Ok::<_, Infallible>(change)).unwrap();
}

fn with_bucket(path: &Path) -> Store {
    let store = Store::open(path).unwrap();
    change(&store, Change::AddBucket { bucket: "b".to_owned(), created: now() });
    store
}

fn put(store: &Store, key: &str, bytes: &[u8]) {
    put_version(store, key, NULL, bytes);
}

fn put_version(store: &Store, key: &str, version: &str, bytes: &[u8]) {
    let (id, blob, mut file) = store.blobs.begin().unwrap();
    file.write_all(bytes).unwrap();
    file.sync_data().unwrap();
    let object = Object {
        pieces: vec![Piece { id, size: bytes.len() as u64, blob: Some(blob) }],
        etag: etag(bytes),
        modified: now(),
        about: About::default(),
        checksum: None,
        version: version.to_owned(),
        kept: VersionState::default(),
    };
    change(store, Change::PutObject { bucket: "b".to_owned(), key: key.to_owned(), object: Arc::new(object) });
}

fn etag(bytes: &[u8]) -> String {
    hex::encode(Md5::checksum(bytes))
}

fn bytes_of(object: &Object) -> Vec<u8> {
    let mut bytes = Vec::new();
    for piece in &object.pieces {
        piece.blob.as_ref().unwrap().open().unwrap().read_to_end(&mut bytes).unwrap();
    }
    bytes
}

fn object(store: &Store, key: &str) -> Option<Arc<Object>> {
    store.read(|index| index.buckets["b"].objects.get(key).cloned())
}

fn blob_files(path: &Path) -> usize {
    fs::read_dir(path.join(BLOBS)).unwrap().map(|shelf| fs::read_dir(shelf.unwrap().path()).unwrap().count()).sum()
}

#[test]
fn keys_are_kept_exactly_and_in_byte_order() {
    let (_folder, path) = folder();
    let long = "x".repeat(1024);
    let mut keys = vec![
        "a//b",
        "/x",
        "/",
        "../../x",
        ".",
        "..",
        "+",
        "%41",
        "k",
        "k/",
        "k/child",
        "CON",
        "trailing ",
        "\0",
        "\u{1}",
        "\r\n",
        "🐫",
        "e\u{301}",
        "\u{e9}",
        "\u{ffff}",
        "\u{10ffff}",
        &long,
    ];
    let store = with_bucket(&path);
    for key in &keys {
        put(&store, key, key.as_bytes());
    }
    drop(store);
    let store = Store::open(&path).unwrap();
    keys.sort_by_key(|key| key.as_bytes().to_vec());
    assert_eq!(store.read(|index| index.buckets["b"].objects.keys().cloned().collect::<Vec<_>>()), keys);
    for key in keys {
        assert_eq!(bytes_of(&object(&store, key).unwrap()), key.as_bytes());
    }
}

fn history(store: &Store, key: &str) -> Vec<(String, Option<Vec<u8>>)> {
    let all = store.read(|index| index.buckets["b"].history(key).collect::<Vec<_>>());
    let told = |one: Older| match one {
        Older::Object(object) => (object.version.clone(), Some(bytes_of(&object))),
        Older::Marker { version, .. } => (version, None),
    };
    all.into_iter().map(told).collect()
}

fn delete(store: &Store, deletion: Deletion) {
    change(store, Change::Delete { bucket: "b".to_owned(), deletions: vec![deletion] });
}

fn mark(store: &Store, key: &str, version: &str) {
    delete(store, Deletion::Mark { key: key.to_owned(), version: version.to_owned(), made: now() });
}

fn drop_version(store: &Store, key: &str, version: &str) {
    delete(store, Deletion::Drop { key: key.to_owned(), version: version.to_owned() });
}

#[test]
fn versions_and_markers_are_kept_in_their_order_over_a_restart() {
    let (_folder, path) = folder();
    let store = with_bucket(&path);
    put(&store, "key", b"before");
    for (version, bytes) in [("1", b"one"), ("2", b"two")] {
        put_version(&store, "key", version, bytes);
    }
    mark(&store, "key", "3");
    put_version(&store, "other", "4", b"other");
    let expected = vec![
        ("3".to_owned(), None),
        ("2".to_owned(), Some(b"two".to_vec())),
        ("1".to_owned(), Some(b"one".to_vec())),
        ("null".to_owned(), Some(b"before".to_vec())),
    ];
    assert_eq!(history(&store, "key"), expected);
    drop(store);
    // Twice: the journal is written anew at each opening.
    drop(Store::open(&path).unwrap());
    let store = Store::open(&path).unwrap();
    assert_eq!(history(&store, "key"), expected);
    assert_eq!(object(&store, "key"), None, "it is deleted");
    assert_eq!(blob_files(&path), 4);

    drop_version(&store, "key", "3");
    assert_eq!(bytes_of(&object(&store, "key").unwrap()), b"two", "it is there again");
    drop_version(&store, "key", "2");
    assert_eq!(bytes_of(&object(&store, "key").unwrap()), b"one");
    assert_eq!(blob_files(&path), 3, "what is gone for good takes no space");
}

#[test]
fn the_null_version_is_replaced_and_no_other() {
    let (_folder, path) = folder();
    let store = with_bucket(&path);
    put(&store, "key", b"a");
    put_version(&store, "key", "1", b"b");
    put(&store, "key", b"c");
    let named = |store: &Store| history(store, "key").into_iter().map(|(version, _)| version).collect::<Vec<_>>();
    assert_eq!(named(&store), ["null", "1"], "the older null version is gone");
    mark(&store, "key", "null");
    assert_eq!((named(&store), object(&store, "key")), (vec!["null".to_owned(), "1".to_owned()], None));
    put(&store, "key", b"d");
    assert_eq!(named(&store), ["null", "1"], "a marker of that name is replaced as well");
    assert_eq!(blob_files(&path), 2);
}

#[test]
fn a_page_of_versions_goes_on_within_a_key_and_behind_a_folder() {
    let (_folder, path) = folder();
    let store = with_bucket(&path);
    for version in ["1", "2", "3"] {
        put_version(&store, "a", version, b"x");
    }
    mark(&store, "f/gone", "4");
    put_version(&store, "f/there", "5", b"x");
    put_version(&store, "z", "6", b"x");
    let (mut from, mut all) = ((String::new(), None), Vec::new());
    loop {
        let query = VersionQuery { prefix: "", delimiter: Some("/"), from: from.clone(), limit: 2 };
        let (lines, more) = store.read(|index| query.page(&index.buckets["b"]));
        assert!(lines.len() <= 2);
        from = match lines.last().unwrap() {
            VersionLine::Version { key, of, .. } => (key.clone(), Some(of.version().to_owned())),
            VersionLine::Prefix(prefix) => (after_prefix(prefix).unwrap(), None),
        };
        all.extend(lines.into_iter().map(|line| match line {
            VersionLine::Version { key, of, latest } => format!("{key} {} {latest}", of.version()),
            VersionLine::Prefix(prefix) => prefix,
        }));
        if !more {
            break;
        }
    }
    assert_eq!(all, ["a 3 true", "a 2 false", "a 1 false", "f/", "z 6 true"]);
}

#[test]
fn a_closed_folder_is_free_though_a_child_has_a_copy_of_its_lock() {
    let (_folder, path) = folder();
    let store = with_bucket(&path);
    let copy = store.lock.0.try_clone().unwrap();
    assert!(matches!(Store::open(&path), Err(PracticeError::InUse(_))));
    drop(store);
    Store::erase(&path).unwrap();
    assert!(Store::open(&path).is_ok());
    drop(copy);
}

#[test]
fn a_journal_cut_anywhere_in_its_last_line_still_opens() {
    let (_folder, path) = folder();
    let store = with_bucket(&path);
    put(&store, "key", b"old");
    put(&store, "key \u{e9}", b"other");
    let before = fs::read(path.join(JOURNAL)).unwrap();
    put(&store, "key", b"new");
    store.close();
    let whole = fs::read(path.join(JOURNAL)).unwrap();
    let old = journal::read(&path.join(JOURNAL)).unwrap();
    for cut in before.len()..whole.len() {
        fs::write(path.join(JOURNAL), &whole[..cut]).unwrap();
        let read = journal::read(&path.join(JOURNAL)).unwrap();
        assert_eq!(read.buckets["b"].objects["key"].etag, etag(b"old"), "cut at {cut}");
        assert_eq!(read.buckets["b"].objects.len(), 2);
    }
    fs::write(path.join(JOURNAL), &whole).unwrap();
    assert_eq!(journal::read(&path.join(JOURNAL)).unwrap(), old);
    assert_eq!(old.buckets["b"].objects["key"].etag, etag(b"new"));
}

#[test]
fn after_a_cut_the_folder_opens_and_takes_changes_again() {
    let (_folder, path) = folder();
    let store = with_bucket(&path);
    put(&store, "first", b"1");
    put(&store, "second", b"2");
    store.close();
    let whole = fs::read(path.join(JOURNAL)).unwrap();
    fs::write(path.join(JOURNAL), &whole[..whole.len() - 9]).unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(blob_files(&path), 1, "the blob of the lost line is swept");
    put(&store, "third", b"3");
    drop(store);
    let store = Store::open(&path).unwrap();
    assert!(object(&store, "second").is_none());
    assert_eq!(bytes_of(&object(&store, "third").unwrap()), b"3");
}

#[test]
fn damage_before_the_last_line_is_said_and_nothing_is_touched() {
    let (_folder, path) = folder();
    let store = with_bucket(&path);
    put(&store, "key", b"bytes");
    store.close();
    let text = fs::read_to_string(path.join(JOURNAL)).unwrap().replacen("add_bucket", "add_", 1);
    fs::write(path.join(JOURNAL), &text).unwrap();
    let PracticeError::Damaged { line, .. } = Store::open(&path).unwrap_err() else {
        panic!("opened");
    };
    assert_eq!(line, 1);
    assert_eq!(fs::read_to_string(path.join(JOURNAL)).unwrap(), text);
    assert_eq!(blob_files(&path), 1);
}

#[test]
fn bytes_go_when_nothing_names_them_and_nobody_reads_them() {
    let (_folder, path) = folder();
    let store = with_bucket(&path);
    put(&store, "key", b"old");
    let reading = object(&store, "key").unwrap();
    put(&store, "key", b"new");
    assert_eq!(bytes_of(&reading), b"old");
    assert_eq!(blob_files(&path), 2);
    drop(reading);
    assert_eq!(blob_files(&path), 1);
    drop(store.blobs.begin().unwrap());
    assert_eq!(blob_files(&path), 1, "an upload that failed leaves nothing");
    change(&store, Change::DropObjects { bucket: "b".to_owned(), keys: vec!["key".to_owned()] });
    assert_eq!(blob_files(&path), 0);
}

#[test]
fn finishing_an_upload_keeps_the_parts_used_and_no_others() {
    let (_folder, path) = folder();
    let store = with_bucket(&path);
    let (bucket, id) = ("b".to_owned(), "u".to_owned());
    let upload = Upload {
        key: "key".to_owned(),
        started: now(),
        about: About::default(),
        tags: BTreeMap::new(),
        checksum: None,
        parts: BTreeMap::new(),
    };
    change(&store, Change::StartUpload { bucket: bucket.clone(), id: id.clone(), upload });
    for number in 1..=3 {
        let (piece_id, blob, mut file) = store.blobs.begin().unwrap();
        file.write_all(&[number]).unwrap();
        let piece = Piece { id: piece_id, size: 1, blob: Some(blob) };
        let part = Part { piece, etag: etag(&[number]), modified: now(), checksum: None };
        change(&store, Change::PutPart { bucket: bucket.clone(), id: id.clone(), number: number.into(), part });
    }
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(blob_files(&path), 3);
    let parts = store.read(|index| index.buckets["b"].uploads["u"].parts.clone());
    let pieces = vec![parts[&1].piece.clone(), parts[&3].piece.clone()];
    drop(parts);
    let object = Object {
        pieces,
        etag: "x-2".to_owned(),
        modified: now(),
        about: About::default(),
        checksum: None,
        version: NULL.into(),
        kept: VersionState::default(),
    };
    change(&store, Change::FinishUpload { bucket, id, object: Arc::new(object) });
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(bytes_of(&self::object(&store, "key").unwrap()), [1, 3]);
    assert_eq!(blob_files(&path), 2);
}

#[test]
fn a_closed_store_takes_no_change() {
    let (_folder, path) = folder();
    let store = with_bucket(&path);
    store.close();
    let refused = store.commit(|_| Ok::<_, Infallible>(Change::Seeded));
    assert!(matches!(refused, Err(CommitError::Io(_))));
    assert!(!Store::open(&path).unwrap().read(|index| index.seeded));
}

/// Sizes of the objects that the child writes: of many chunks, so that a kill falls into the
/// middle.
const SIZE: usize = 300_000;

/// The other process of `killed_at_any_time_…`: puts two keys in turn for ever, and names each put
/// once answered.
#[test]
#[ignore = "started by the test that kills it"]
fn a_child_that_never_ends() {
    let store = with_bucket(Path::new(&std::env::var_os("PRACTICE_FOLDER").unwrap()));
    for turn in 0_u32.. {
        put(&store, &format!("key {}", turn % 2), &turn.to_le_bytes().repeat(SIZE / 4));
        println!("\nput {turn}");
    }
}

#[test]
fn killed_at_any_time_what_was_answered_is_there_and_whole() {
    for kills in 1..=6 {
        let (_folder, path) = folder();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "--nocapture", "store::tests::a_child_that_never_ends"])
            .env("PRACTICE_FOLDER", &path)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut puts = lines.filter_map(|line| line.strip_prefix("put ")?.parse::<u32>().ok());
        let seen = puts.nth(kills * 3).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        // What was answered between the reading and the kill counts as well.
        let answered = puts.last().unwrap_or(seen);
        let store = Store::open(&path).unwrap();
        for turn in [answered - 1, answered] {
            let object = object(&store, &format!("key {}", turn % 2)).unwrap();
            let bytes = bytes_of(&object);
            assert_eq!((bytes.len(), etag(&bytes)), (SIZE, object.etag.clone()));
            let kept = u32::from_le_bytes(bytes[..4].try_into().unwrap());
            assert!(kept >= turn, "answered {turn}, kept {kept}");
        }
        assert_eq!(blob_files(&path), 2);
    }
}
