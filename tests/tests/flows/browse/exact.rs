//! A listing that is read in parts holds exactly the keys that are there: none missing, none twice,
//! whatever the keys, and whatever becomes of other keys meanwhile.

use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use bucketwise_tests::lister::{Keys, Lister, Manner, Mood, Shelf};
use proptest::{prelude::ProptestConfig, prop_assert, proptest};
use store::Store;

use super::watched::{Watched, place, trusted, unknown};

/// Runs of a property; `make test` has a few, BUCKETWISE_CASES=1000 as many as one likes.
fn cases(few: u32) -> ProptestConfig {
    let wanted = std::env::var("BUCKETWISE_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: wanted.unwrap_or(few), ..ProptestConfig::default() }
}

/// A small generator with a memory of one number: the same seed makes the same keys.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    /// So many bytes, or up to three less where the last letter would not fit.
    fn exactly(&mut self, letters: &[&str], bytes: usize) -> String {
        let mut text = String::new();
        loop {
            let letter = letters[self.below(letters.len())];
            if text.len() + letter.len() > bytes {
                return text;
            }
            text.push_str(letter);
        }
    }

    fn text(&mut self, letters: &[&str], most: usize) -> String {
        (0..self.below(most + 1)).map(|_| letters[self.below(letters.len())]).collect()
    }
}

/// Letters that make folders, empty names, keys that begin other keys, and every length of UTF-8.
/// Those around `/` are what folder order and byte order differ by.
const AWKWARD: [&str; 16] = ["/", "/", "a", "b", "7", "0", "Z", "-", "!", " ", "_", "é", "～", "🦀", ".", "+"];
const HEX: [&str; 16] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f"];

fn keys(seed: u64, count: usize, shared: usize) -> BTreeSet<String> {
    let mut dice = Dice(seed);
    let letters: &[&str] = if seed.is_multiple_of(2) { &AWKWARD } else { &HEX };
    let shared = dice.exactly(letters, shared);
    let mut keys = BTreeSet::new();
    while keys.len() < count {
        let key = format!("{shared}{}", dice.text(letters, 14));
        // A leading slash is another bucket's business on some roads there; S3 itself takes it.
        if !key.is_empty() {
            keys.insert(key);
        }
    }
    keys
}

fn folders_of(keys: &BTreeSet<String>) -> BTreeSet<String> {
    keys.iter().map(|key| key.find('/').map_or(key.clone(), |slash| key[..=slash].to_owned())).collect()
}

/// Lists the whole bucket, flat or as a folder.
async fn listed(store: Store, flat: bool) -> Vec<String> {
    listed_below(store, "", flat).await
}

async fn listed_below(store: Store, prefix: &str, flat: bool) -> Vec<String> {
    let here = place("bucket", prefix);
    let mut watched = if flat { Watched::search(store, here, Default::default()) } else { Watched::open(store, here) };
    let tick = watched.until("the end", |tick| tick.complete || tick.fault.is_some()).await;
    assert!(tick.fault.is_none(), "{:?}", tick.fault);
    let mut names = watched.all_names();
    assert_eq!(names.len(), tick.total);
    names.sort();
    names
}

fn sorted(keys: &BTreeSet<String>) -> Vec<String> {
    keys.iter().cloned().collect()
}

fn on_a_runtime<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Runtime::new().unwrap().block_on(work)
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn the_parts_are_the_whole(seed: u64, count in 0_usize..4_000, shared in 0_usize..=200, manner in 0_usize..4) {
        let manner = [Manner::AsAws, Manner::AsAws, Manner::ByFolder, Manner::IgnoresStartAfter][manner];
        let keys = keys(seed, count, shared);
        let lister = Lister::start(Shelf::given(keys.clone()), Mood { manner, ..Mood::default() });
        let flat = on_a_runtime(listed(unknown(&lister), true));
        prop_assert!(flat == sorted(&keys), "{} of {} keys", flat.len(), keys.len());
        let folders = on_a_runtime(listed(unknown(&lister), false));
        prop_assert!(folders == sorted(&folders_of(&keys)), "{} rows", folders.len());
        // A folder that many of the keys are in, if there is one: its own marker is no row.
        let Some(slash) = keys.iter().nth(keys.len() / 2).and_then(|key| key.rfind('/').map(|at| key[..=at].to_owned())) else { return Ok(()) };
        let below: BTreeSet<String> =
            keys.iter().filter_map(|key| key.strip_prefix(&slash)).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let inside = on_a_runtime(listed_below(unknown(&lister), &slash, false));
        prop_assert!(inside == sorted(&folders_of(&below)), "{} rows in {slash:?}", inside.len());
        let inside = on_a_runtime(listed_below(unknown(&lister), &slash, true));
        prop_assert!(inside == sorted(&below), "{} keys below {slash:?}", inside.len());
    }

    #[test]
    fn keys_that_nobody_touches_are_there_whatever_others_do(seed: u64, count in 2_000_usize..6_000, shared in 0_usize..=200) {
        let keys = keys(seed, count, shared);
        let (kept, touched): (BTreeSet<_>, BTreeSet<_>) = keys.iter().cloned().partition(|key| key.len() % 3 > 0);
        let lister = Lister::start(Shelf::given(keys.clone()), Mood::default());
        let ended = AtomicBool::new(false);
        for store in [trusted(&lister), unknown(&lister)] {
            let names = thread::scope(|scope| {
                ended.store(false, Ordering::SeqCst);
                scope.spawn(|| {
                    let mut dice = Dice(seed);
                    let touched: Vec<&String> = touched.iter().collect();
                    while !touched.is_empty() && !ended.load(Ordering::SeqCst) {
                        let key = touched[dice.below(touched.len())];
                        lister.shelf().change(|keys| if !keys.remove(key) { keys.insert(key.clone()); });
                        thread::yield_now();
                    }
                });
                let names = on_a_runtime(listed(store, true));
                ended.store(true, Ordering::SeqCst);
                names
            });
            let unique: BTreeSet<String> = names.iter().cloned().collect();
            prop_assert!(unique.len() == names.len(), "a key twice");
            prop_assert!(kept.is_subset(&unique), "{} missing", kept.difference(&unique).count());
            prop_assert!(unique.is_subset(&keys), "a key that never was");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn page_by_page_sizes_come_out_exactly() {
    for (seed, count) in [0, 1, 999, 1_000, 1_001, 50_000].into_iter().enumerate() {
        let keys = keys(seed as u64, count, 40 * seed);
        let lister = Lister::start(Shelf::given(keys.clone()), Mood::default());
        assert!(listed(unknown(&lister), true).await == sorted(&keys), "{count} keys");
        assert!(listed(trusted(&lister), false).await == sorted(&folders_of(&keys)), "{count} keys as a folder");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_layout_is_read_in_few_requests_more_than_it_has_pages() {
    const COUNT: usize = 30_000;
    for layout in Keys::ALL {
        let lister = Lister::start(Shelf::Made(layout, COUNT), Mood::default());
        let names = listed(unknown(&lister), true).await;
        assert_eq!(names.len(), COUNT, "{layout:?}");
        assert!(names.windows(2).all(|pair| pair[0] < pair[1]), "{layout:?}: a key twice");
        println!("{layout:?}: {} requests for {} pages", lister.asked(), COUNT / 1000);
        assert!(lister.asked() < 3 * COUNT / 1000, "{layout:?}: {} requests", lister.asked());
    }
}
