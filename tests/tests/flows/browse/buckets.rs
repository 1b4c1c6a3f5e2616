//! Listing buckets: all pages of them, with region and date.

use std::sync::Mutex;

use bucketwise_tests::lister::{ACCESS_KEY, Keys, Lister, Mood, SECRET_KEY, Shelf};
use store::Bucket;

use super::watched::{open, unknown};

#[tokio::test(flavor = "multi_thread")]
async fn more_buckets_than_one_answer_holds_come_page_by_page_with_region_and_date() {
    let lister = Lister::start(Shelf::Made(Keys::Even, 1), Mood { buckets: 10_500, ..Mood::default() });
    let buckets = open("aws", &lister.endpoint, ACCESS_KEY, SECRET_KEY).list_buckets().await.unwrap();
    assert_eq!((buckets.len(), lister.asked()), (10_500, 11));
    assert!(buckets.is_sorted_by(|a, b| a.name < b.name), "each once");
    let last = &buckets[10_499];
    assert_eq!((last.name.as_str(), last.region.as_deref()), ("bucket-10499", Some("region-499")));
    assert_eq!(last.created, Some(1_600_010_499_000));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_of_many_buckets_are_told_before_the_rest_is_read() {
    let lister = Lister::start(Shelf::Made(Keys::Even, 1), Mood { buckets: 2_500, ..Mood::default() });
    let told = Mutex::new(Vec::new());
    let page = |buckets: &[Bucket]| told.lock().unwrap().push((buckets.len(), buckets[0].name.clone(), lister.asked()));
    let store = open("aws", &lister.endpoint, ACCESS_KEY, SECRET_KEY);
    let all = store.list_buckets_as_they_come(&page).await.unwrap();
    assert_eq!((all.len(), lister.asked()), (2_500, 3));
    let (first, second) = ((1_000, all[0].name.clone(), 1), (1_000, all[1_000].name.clone(), 2));
    assert_eq!(told.into_inner().unwrap(), [first, second], "each at once, and the last is the answer's");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_not_known_to_give_pages_is_asked_for_none() {
    let lister = Lister::start(Shelf::Made(Keys::Even, 1), Mood { buckets: 10_000, ..Mood::default() });
    let buckets = unknown(&lister).list_buckets().await.unwrap();
    assert_eq!((buckets.len(), lister.asked(), buckets[0].region.as_deref()), (10_000, 1, None));
}
