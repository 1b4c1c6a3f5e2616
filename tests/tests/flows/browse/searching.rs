//! Searching below a folder, and counting what lies there.

use std::sync::{Arc, Mutex};

use bucketwise_tests::lister::{Keys, Lister, Mood, Shelf, size_of};
use engine::listing::{FolderSize, Listings, Query, RowKind, SelectionChange};
use tokio::sync::watch;

use super::watched::{Watched, place, unknown};

#[tokio::test(flavor = "multi_thread")]
async fn a_search_finds_what_fits_below_the_folder_and_nothing_else() {
    let lister = Lister::start(Shelf::Made(Keys::Dates, 30_000), Mood::default());
    let query = Query { words: "GATEWAY".into(), pattern: "*0042.log.gz".into(), ..Query::default() };
    let mut watched = Watched::search(unknown(&lister), place("bucket", "logs/2019/02/"), query);
    let tick = watched.until("the end", |tick| tick.complete).await;
    assert_eq!(tick.read, 9_000, "keys looked at");
    let listing = watched.listings.get(&watched.id).unwrap();
    let rows = listing.rows(0, 500).rows;
    assert_eq!((rows.len(), tick.total), (13, 13), "one of 700 a day");
    assert!(rows.iter().all(|row| row.kind == RowKind::File && row.key.ends_with("00000042.log.gz")), "{rows:?}");
    assert!(
        rows[0].key.starts_with("logs/2019/02/") && rows[0].name.starts_with("01/payment-gateway"),
        "{:?}",
        rows[0]
    );
    assert_eq!(rows[0].class.as_deref(), Some("STANDARD"));
    assert_eq!(rows[0].etag.as_deref(), Some("9a0364b9e99bb480dd25e1f0284c8555"));
    assert_eq!(listing.select(tick.revision, SelectionChange::All).files, 13, "a listing like any other");
}

#[tokio::test(flavor = "multi_thread")]
async fn counting_says_how_much_lies_below_and_stops_when_left() {
    let lister = Lister::start(Shelf::Made(Keys::Deep, 20_000), Mood::default());
    let listings = Listings::default();
    let (say, mut heard) = watch::channel(FolderSize::default());
    let id =
        listings.measure(unknown(&lister), place("bucket", "archive/eu/"), Box::new(move |sum| drop(say.send(sum))));
    let sum = heard.wait_for(|sum| sum.complete || sum.fault.is_some()).await.unwrap().clone();
    assert!(sum.complete, "{:?}", sum.fault);
    assert_eq!(sum.files, 20_000);
    let key = |at| Keys::Deep.key(at, 20_000);
    assert_eq!(sum.bytes, (0..20_000).map(|at| size_of(&key(at))).sum::<u64>());
    listings.stop_measuring(&id);

    let endless = Lister::start(Shelf::Made(Keys::Even, 50_000_000), Mood::default());
    let (say, mut heard) = watch::channel(0);
    let told = Arc::new(Mutex::new(say));
    let tell = move |sum: FolderSize| _ = told.lock().unwrap().send(sum.files);
    let id = listings.measure(unknown(&endless), place("bucket", ""), Box::new(tell));
    heard.wait_for(|files| *files > 0).await.unwrap();
    listings.stop_measuring(&id);
    // The sink goes with the counting: nobody is told any more.
    while heard.changed().await.is_ok() {}
}
