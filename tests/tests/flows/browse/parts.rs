//! What becomes of a reading in parts when a part fails, the server is busy or lists in an order of
//! its own, the tab is closed, or there is more than a listing may hold.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use bucketwise_tests::{
    faults::{Fault, Proxy},
    lister::{ACCESS_KEY, Keys, Lister, Manner, Mood, SECRET_KEY, Shelf},
};
use engine::listing::{ListingKind, ListingTick, Listings};

use super::watched::{Watched, open, place, trusted, unknown};

const COUNT: usize = 30_000;

fn assert_exact(watched: &Watched) {
    let mut names = watched.all_names();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), COUNT, "every key, none twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_in_one_part_keeps_the_rest_and_retry_fills_the_hole() {
    let mood = Mood { refuses_behind: Some("8".into()), ..Mood::default() };
    let lister = Lister::start(Shelf::Made(Keys::Even, COUNT), mood);
    let mut watched = Watched::open(trusted(&lister), place("bucket", ""));
    let broken = watched.until("a failure", |tick| tick.fault.is_some()).await;
    assert_eq!((broken.fault.as_ref().unwrap().code, broken.complete), ("not_permitted", false));
    assert!((1_000..COUNT).contains(&broken.total), "{} rows", broken.total);
    let before = lister.asked();
    lister.set(|mood| mood.refuses_behind = None);
    let listing = watched.listings.get(&watched.id).unwrap();
    listing.retry();
    let tick = watched.until("complete", |tick| tick.complete).await;
    assert_eq!((tick.total, tick.fault.is_none()), (COUNT, true));
    assert_exact(&watched);
    let asked = lister.asked() - before;
    assert!(asked <= (COUNT - broken.total) / 1000 * 2 + 30, "{asked} requests for {} rows", COUNT - broken.total);
    listing.retry();
    assert_eq!(watched.latest().total, COUNT, "going on when all is there adds nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_break_of_the_line_midway_keeps_the_rows_and_retry_fetches_the_rest() {
    let lister = Lister::start(Shelf::Made(Keys::Dates, COUNT), Mood::default());
    let proxy = Arc::new(Proxy::start(&lister.endpoint).await);
    let cable = Arc::clone(&proxy);
    let pulled = AtomicBool::new(false);
    let pull = move |tick: &ListingTick| {
        if tick.total > 0 && !pulled.swap(true, Ordering::SeqCst) {
            cable.set(Fault { refuse: true, cut_download_after: Some(0), ..Fault::default() });
        }
    };
    let store = open("other", &proxy.endpoint(), ACCESS_KEY, SECRET_KEY);
    let mut watched = Watched::begin(Listings::default(), pull, |all, sink| {
        all.open(store, place("bucket", ""), ListingKind::Search { query: Default::default() }, sink)
    });
    let broken = watched.until("a failure", |tick| tick.fault.is_some()).await;
    assert!(broken.total >= 1_000 && !broken.complete, "what had arrived is kept");
    assert!(broken.fault.as_ref().unwrap().retry);
    proxy.heal();
    watched.listings.get(&watched.id).unwrap().retry();
    watched.until("complete", |tick| tick.complete).await;
    assert_exact(&watched);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_server_is_asked_less_and_gives_everything() {
    let mood = Mood { busy_above: Some(3), ..Mood::default() };
    let lister = Lister::start(Shelf::Made(Keys::Uuids, COUNT), mood);
    let mut watched = Watched::open(trusted(&lister), place("bucket", ""));
    let tick = watched.until("the end", |tick| tick.complete || tick.fault.is_some()).await;
    assert!(tick.complete, "{:?}", tick.fault);
    assert_exact(&watched);
}

#[tokio::test(flavor = "multi_thread")]
async fn servers_with_an_order_of_their_own_are_read_from_one_end_to_the_other() {
    for manner in [Manner::IgnoresStartAfter, Manner::RefusesStartAfter] {
        let lister = Lister::start(Shelf::Made(Keys::Even, COUNT), Mood { manner, ..Mood::default() });
        let mut watched = Watched::open(unknown(&lister), place("bucket", ""));
        let tick = watched.until("the end", |tick| tick.complete || tick.fault.is_some()).await;
        assert!(tick.complete, "{manner:?}: {:?}", tick.fault);
        assert_exact(&watched);
        let before = lister.asked();
        let listing = watched.listings.get(&watched.id).unwrap();
        listing.refresh();
        watched.until("the refreshed rows", |later| later.revision > tick.revision).await;
        assert_eq!(lister.asked() - before, COUNT / 1000, "{manner:?}: what was learnt is remembered");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_stops_the_requests() {
    let lister = Lister::start(Shelf::Made(Keys::Even, 5_000_000), Mood::default());
    let mut watched = Watched::open(trusted(&lister), place("bucket", ""));
    watched.until("some rows", |tick| tick.total > 5_000).await;
    watched.listings.close(&watched.id);
    // While another bucket is listed to the end, this server is asked at most for what was on its
    // way.
    let asked = lister.asked();
    let other = Lister::start(Shelf::Made(Keys::Even, COUNT), Mood::default());
    let mut after = Watched::open(trusted(&other), place("bucket", ""));
    after.until("the end", |tick| tick.complete).await;
    assert!(lister.asked() <= asked + 64, "{} requests after closing", lister.asked() - asked);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listing_that_is_full_says_so_and_stops() {
    let lister = Lister::start(Shelf::Made(Keys::Even, 5_000_000), Mood::default());
    let store = trusted(&lister);
    let open = |all: &Listings, sink| all.open(store, place("bucket", ""), ListingKind::Folder, sink);
    let mut watched = Watched::begin(Listings::with_room(5_000), |_| (), open);
    let tick = watched.until("no space", |tick| tick.full).await;
    assert!(!tick.complete && tick.fault.is_none() && (5_000..6_001).contains(&tick.total), "{} rows", tick.total);
}

/// aws-sdk-php#1428, aws-s3-bucket-browser#42: such a server says that its list goes on and names
/// no token.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_knows_the_older_list_alone_gives_every_row() {
    for known in [true, false] {
        let mood = Mood { manner: Manner::OnlyByKeys, ..Mood::default() };
        let lister = Lister::start(Shelf::Made(Keys::Dates, COUNT), mood);
        let store = if known { trusted(&lister) } else { unknown(&lister) };
        let mut flat = Watched::search(store.clone(), place("bucket", ""), Default::default());
        let tick = flat.until("the end", |tick| tick.complete || tick.fault.is_some()).await;
        assert!(tick.complete, "{:?}", tick.fault);
        assert_exact(&flat);
        let mut folder = Watched::open(store, place("bucket", "logs/2019/01/"));
        let tick = folder.until("the end", |tick| tick.complete || tick.fault.is_some()).await;
        assert!(tick.complete && tick.total == 30, "{tick:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_goes_round_is_a_fault_and_not_a_shorter_list() {
    let lister = Lister::start(Shelf::Made(Keys::Even, COUNT), Mood { manner: Manner::Circle, ..Mood::default() });
    let mut watched = Watched::open(unknown(&lister), place("bucket", ""));
    let tick = watched.until("the end", |tick| tick.complete || tick.fault.is_some()).await;
    assert_eq!((tick.complete, tick.fault.as_ref().map(|fault| fault.code)), (false, Some("broken_list")));
}
