//! Listings: folders, pages, order, and where to go on.

use super::fixture::Fixture;
use super::{Behaviour, behaviours};
use futures_util::{StreamExt, TryStreamExt};
use store::ListRequest;

pub(crate) fn all() -> Vec<Behaviour> {
    behaviours![
        an_empty_bucket_lists_nothing,
        folders_are_gathered,
        a_folder_marker_is_both,
        a_listing_tells_size_etag_and_time,
        listing_goes_on_after_a_key,
        listing_begins_with_a_prefix,
        pages_follow_each_other,
        folders_come_in_pages_too,
        more_than_a_thousand_keys,
        keys_come_in_byte_order,
    ]
}

/// Every page, by the given step.
async fn walk(f: &Fixture, delimiter: bool, max_keys: Option<i32>) -> (Vec<String>, Vec<usize>) {
    let (mut names, mut pages, mut token) = (Vec::new(), Vec::new(), None);
    loop {
        let request = ListRequest { bucket: f.bucket.clone(), delimiter, token, max_keys, ..ListRequest::default() };
        let page = f.store.list(request).await.unwrap();
        pages.push(page.prefixes.len() + page.entries.len());
        names.extend(page.prefixes);
        names.extend(page.entries.into_iter().map(|entry| entry.key));
        assert!(pages.len() < 50, "the pages never end");
        match page.next {
            Some(next) => token = Some(next),
            None => return (names, pages),
        }
    }
}

async fn fill(f: &Fixture, keys: Vec<String>) {
    let put = |key: String| async move { f.put(&key, "x").await };
    futures_util::stream::iter(keys).map(put).buffer_unordered(16).try_collect::<Vec<()>>().await.unwrap();
}

async fn an_empty_bucket_lists_nothing(f: Fixture) {
    let page = f.list("", true).await;
    assert!(page.prefixes.is_empty() && page.entries.is_empty() && page.next.is_none(), "{page:?}");
}

async fn folders_are_gathered(f: Fixture) {
    fill(&f, ["a", "b+ c/1", "b+ c/2", "d/e/3", "f/4"].map(str::to_owned).to_vec()).await;
    let root = f.list("", true).await;
    assert_eq!(root.prefixes, ["b+ c/", "d/", "f/"]);
    assert_eq!(root.entries.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), ["a"]);
    let folder = f.list("d/", true).await;
    assert_eq!((folder.prefixes, folder.entries.len()), (vec!["d/e/".to_owned()], 0));
}

/// A folder made by a console is an empty object of that key: listed above as a folder, inside as
/// itself.
async fn a_folder_marker_is_both(f: Fixture) {
    f.put("folder/", "").await.unwrap();
    let root = f.list("", true).await;
    assert_eq!((root.prefixes, root.entries.len()), (vec!["folder/".to_owned()], 0));
    let inside = f.list("folder/", true).await;
    assert!(inside.prefixes.is_empty(), "{inside:?}");
    assert_eq!(
        inside.entries.iter().map(|entry| (entry.key.as_str(), entry.size)).collect::<Vec<_>>(),
        [("folder/", 0)]
    );
}

async fn a_listing_tells_size_etag_and_time(f: Fixture) {
    f.put("a", "12345").await.unwrap();
    let entry = f.list("", false).await.entries.remove(0);
    let head = f.store.head(&f.at("a")).await.unwrap();
    assert_eq!((entry.size, &entry.etag), (5, &head.etag));
    let apart = entry.modified.unwrap() - head.modified.unwrap();
    // A head tells whole seconds, a listing may tell more.
    assert!((0..1000).contains(&apart), "{apart} ms apart");
}

async fn listing_goes_on_after_a_key(f: Fixture) {
    fill(&f, ["a", "b", "c+ d", "e"].map(str::to_owned).to_vec()).await;
    let request = ListRequest { bucket: f.bucket.clone(), start_after: Some("b".to_owned()), ..ListRequest::default() };
    let keys: Vec<_> = f.store.list(request).await.unwrap().entries.into_iter().map(|entry| entry.key).collect();
    assert_eq!(keys, ["c+ d", "e"]);
}

async fn listing_begins_with_a_prefix(f: Fixture) {
    fill(&f, ["a+b/1", "a+b/2", "a b/3", "a%2Bb/4"].map(str::to_owned).to_vec()).await;
    let keys: Vec<_> = f.list("a+b/", false).await.entries.into_iter().map(|entry| entry.key).collect();
    assert_eq!(keys, ["a+b/1", "a+b/2"]);
}

async fn pages_follow_each_other(f: Fixture) {
    fill(&f, (0..10).map(|n| format!("key {n}+ü")).collect()).await;
    let (names, pages) = walk(&f, false, Some(3)).await;
    assert_eq!(names, (0..10).map(|n| format!("key {n}+ü")).collect::<Vec<_>>());
    assert_eq!(pages, [3, 3, 3, 1]);
}

async fn folders_come_in_pages_too(f: Fixture) {
    fill(&f, (0..5).flat_map(|n| [format!("{n}/a"), format!("{n}/b")]).collect()).await;
    let (names, pages) = walk(&f, true, Some(2)).await;
    assert_eq!(names, ["0/", "1/", "2/", "3/", "4/"]);
    assert_eq!(pages, [2, 2, 1]);
}

async fn more_than_a_thousand_keys(f: Fixture) {
    fill(&f, (0..1005).map(|n| format!("{n:04}")).collect()).await;
    let (names, pages) = walk(&f, false, None).await;
    assert!(names.iter().enumerate().all(|(n, name)| *name == format!("{n:04}")), "{names:?}");
    assert_eq!((names.len(), pages), (1005, vec![1000, 5]));
    let failed = f.store.delete_many(&f.bucket, names).await.unwrap();
    assert!(failed.is_empty(), "{failed:?}");
    assert_eq!(f.keys().await, [""; 0]);
}

/// UTF-8 bytes, not UTF-16 units (`🦀` before `～` there), not letters, not folders first.
async fn keys_come_in_byte_order(f: Fixture) {
    let sorted = ["A", "Z", "a!", "a/b", "a0", "aa", "b", "é", "\u{ff5e}", "🦀"];
    fill(&f, sorted.iter().rev().map(|key| (*key).to_owned()).collect()).await;
    assert_eq!(f.keys().await, sorted);
}
