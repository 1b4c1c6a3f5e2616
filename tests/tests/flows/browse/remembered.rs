//! A folder seen before: what it held is there at the next start, before its storage is asked, and
//! goes with its connection.

use bucketwise_tests::lister::{Keys, Lister, Mood, Shelf};
use engine::listing::{FileType, ListingKind, Listings, Remembered};

use super::watched::{Watched, place, trusted};

#[tokio::test(flavor = "multi_thread")]
async fn what_a_folder_held_is_there_at_the_next_start() {
    let data = tempfile::tempdir().unwrap();
    let remembering =
        || Listings::default().remembering(Remembered::open(data.path().join("last"), Box::new(|_| true), || 7));
    let lister = Lister::start(Shelf::Made(Keys::Even, 5_000), Mood::default());
    let here = place("bucket", "");
    let mut watched = Watched::begin(
        remembering(),
        |_| (),
        |all, sink| all.open(trusted(&lister), here.clone(), ListingKind::Folder, sink),
    );
    watched.until("complete", |tick| tick.complete).await;
    // It is written behind the last tick.
    let last = tokio::time::timeout(std::time::Duration::from_secs(30), async {
        loop {
            if let Some(last) = watched.listings.remembered().read(&here) {
                return last;
            }
            tokio::task::yield_now().await;
        }
    });
    last.await.unwrap();
    let names = watched.names();
    drop((watched, lister));

    let tomorrow = remembering();
    let last = tomorrow.remembered().read(&here).unwrap();
    assert_eq!((last.at, last.total, last.rows.len()), (7, 5_000, 300));
    let kept: Vec<&str> = last.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(kept, names[..300], "the first rows, by name");
    assert_eq!(last.rows[0].file_type, FileType::File);
    tomorrow.remembered().forget(&here.connection);
    assert!(remembering().remembered().read(&here).is_none());
}
