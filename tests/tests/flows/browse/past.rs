//! A folder with what was deleted from it, and as it was at every moment, on servers that keep
//! versions; held against what was done there, and against rclone.

use std::collections::BTreeSet;

use bucketwise_tests::{
    lister::{Lister, Mood, Shelf},
    servers::{Kind, Server},
    tools,
};
use engine::listing::{Keeps, ListingKind, Listings, Row, RowKind};
use store::{ListRequest, ObjectAt, Payload, Put, Store, Versioning};

use super::watched::{Watched, place, store, unknown};

pub(crate) fn past(store: &Store, bucket: &str, prefix: &str, kind: ListingKind) -> Watched {
    let (store, place) = (store.clone(), place(bucket, prefix));
    Watched::begin(Listings::default(), |_| (), |listings, sink| listings.open(store, place, kind, sink))
}

async fn rows(store: &Store, bucket: &str, prefix: &str, kind: ListingKind) -> (Vec<Row>, Option<Keeps>) {
    let mut listing = past(store, bucket, prefix, kind);
    let tick = listing.until("the end", |tick| tick.complete || tick.fault.is_some()).await;
    assert_eq!(tick.fault, None);
    let rows = listing.listings.get(&listing.id).unwrap().rows(0, 500).rows;
    (rows, tick.past.map(|past| past.keeps))
}

/// Names, with a mark on those that are gone.
fn told(rows: &[Row]) -> Vec<String> {
    let gone = |row: &Row| row.past.as_ref().is_some_and(|past| past.gone);
    rows.iter().map(|row| format!("{}{}", if gone(row) { "-" } else { "" }, row.name)).collect()
}

async fn put(store: &Store, bucket: &str, key: &str, text: &str) {
    let at = ObjectAt::new(bucket, key);
    store.put(&at, Payload::bytes(text.to_owned().into()), Put::default()).await.unwrap();
}

async fn delete(store: &Store, bucket: &str, key: &str) {
    store.delete(&ObjectAt::new(bucket, key)).await.unwrap();
}

/// Waits until the clock of the storage, which tells whole seconds, shows a later one.
pub(crate) async fn a_later_second(store: &Store) -> i64 {
    let bucket = "clocks-of-past";
    // Another test makes it at the same time.
    let made = store.create_bucket(bucket).await;
    assert!(made.is_ok() || store.list_buckets().await.unwrap().iter().any(|known| known.name == bucket), "{made:?}");
    let mut first = None;
    loop {
        put(store, bucket, "now", "x").await;
        let page = store.list(ListRequest { bucket: bucket.into(), ..ListRequest::default() }).await.unwrap();
        let now = page.entries[0].modified.unwrap() / 1_000 * 1_000;
        if first.is_some_and(|first| now > first) {
            return now;
        }
        first = first.or(Some(now));
    }
}

/// What is there, all below each other.
async fn all(store: &Store, bucket: &str) -> BTreeSet<String> {
    let page = store.list(ListRequest { bucket: bucket.into(), ..ListRequest::default() }).await.unwrap();
    page.entries.into_iter().map(|entry| entry.key).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn deleted_files_and_folders_stand_among_those_that_are_there() {
    for kind in [Kind::MiniStack, Kind::SeaweedFs] {
        let server = Server::shared(kind);
        let (store, bucket) = (store(server, &server.endpoint), "past-deleted");
        store.create_bucket(bucket).await.unwrap();
        let deleted = || ListingKind::Deleted;
        put(&store, bucket, "before.txt", "1").await;
        let (now, keeps) = rows(&store, bucket, "", deleted()).await;
        assert_eq!((told(&now), keeps), (vec!["before.txt".into()], Some(Keeps::Never)), "{}", server.name);

        store.put_versioning(bucket, Versioning::On).await.unwrap();
        for (key, text) in [("kept.txt", "1"), ("gone.txt", "12345"), ("old/a", "1"), ("old/b", "1"), ("half/a", "1")] {
            put(&store, bucket, key, text).await;
        }
        put(&store, bucket, "half/b", "22").await;
        for key in ["gone.txt", "gone.txt", "old/a", "old/b", "half/b"] {
            delete(&store, bucket, key).await;
        }
        let (now, keeps) = rows(&store, bucket, "", deleted()).await;
        assert_eq!(
            (told(&now), keeps),
            (["half/", "-old/", "before.txt", "-gone.txt", "kept.txt"].map(String::from).to_vec(), Some(Keeps::Always)),
            "{}",
            server.name
        );
        let gone = now.iter().find(|row| row.name == "gone.txt").unwrap();
        let past = gone.past.as_ref().unwrap();
        assert_eq!(gone.size, Some(5), "as it was");
        assert!(past.version.is_some() && past.deleted.is_some() && gone.modified.is_some());
        assert_eq!(told(&rows(&store, bucket, "half/", deleted()).await.0), ["a", "-b"]);
        assert_eq!(told(&rows(&store, bucket, "old/", deleted()).await.0), ["-a", "-b"]);
        assert_eq!(told(&rows(&store, bucket, "", ListingKind::Folder).await.0), ["half/", "before.txt", "kept.txt"]);
        assert_eq!(now.iter().filter(|row| row.kind == RowKind::Folder && row.past.is_some()).count(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_moment_is_as_it_was_and_as_rclone_has_it() {
    for kind in [Kind::MiniStack, Kind::SeaweedFs] {
        let server = Server::shared(kind);
        let (store, bucket) = (store(server, &server.endpoint), "past-moments");
        store.create_bucket(bucket).await.unwrap();
        store.put_versioning(bucket, Versioning::On).await.unwrap();
        let deeds: [&[(&str, bool)]; 4] = [
            &[("a", true), ("in/b", true), ("in/deep/c", true)],
            &[("a", false), ("in/b", true), ("later/d", true)],
            &[("a", true), ("in/b", false), ("in/deep/c", false)],
            &[("later/d", false), ("in/deep/c", true), ("a", true), ("a", false)],
        ];
        let mut moments = Vec::new();
        for some in deeds {
            for (key, puts) in some {
                match puts {
                    true => put(&store, bucket, key, key).await,
                    false => delete(&store, bucket, key).await,
                }
            }
            moments.push((a_later_second(&store).await, all(&store, bucket).await));
            a_later_second(&store).await;
        }
        for (moment, was) in &moments {
            let mut found = BTreeSet::new();
            let mut folders = vec![String::new()];
            while let Some(folder) = folders.pop() {
                let (rows, _) = rows(&store, bucket, &folder, ListingKind::AsOf { moment: *moment }).await;
                assert!(folder.is_empty() || !rows.is_empty(), "{folder} had nothing in it");
                for row in rows {
                    match row.kind {
                        RowKind::Folder => folders.push(row.key),
                        RowKind::File => {
                            assert!(row.past.is_some_and(|past| !past.gone && past.version.is_some()));
                            found.insert(row.key);
                        }
                    }
                }
            }
            assert_eq!(found, *was, "{} at {moment}", server.name);
            let at = jiff::Timestamp::from_millisecond(*moment).unwrap().to_string();
            let listed =
                tools::rclone(server, ["lsf", "-R", "--files-only", "--s3-version-at", &at, &format!("s3:{bucket}")]);
            assert_eq!(listed.lines().map(str::to_owned).collect::<BTreeSet<_>>(), *was, "rclone at {at}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_storage_without_versions_shows_what_is_there_and_says_so() {
    let lister = Lister::start(Shelf::given(["a", "b/c"].map(String::from)), Mood::default());
    let (now, keeps) = rows(&unknown(&lister), "bucket", "", ListingKind::Deleted).await;
    assert_eq!((told(&now), keeps), (vec!["b/".into(), "a".into()], Some(Keeps::NotSupported)));
    let (then, keeps) = rows(&unknown(&lister), "bucket", "", ListingKind::AsOf { moment: 1 }).await;
    assert_eq!((told(&then), keeps), (Vec::new(), Some(Keeps::NotSupported)), "said, and not failed");
}
