#![allow(clippy::unwrap_used)]

use store::{Entry, Page};

use super::{
    super::{Choice, SortBy, natural::natural, order::Sort},
    *,
};

fn entry(key: &str, size: u64) -> Entry {
    Entry { key: key.into(), size, modified: Some(size as i64), etag: None, class: None, restore: None }
}

fn page(prefixes: &[&str], entries: Vec<Entry>) -> Page {
    Page { prefixes: prefixes.iter().map(|prefix| (*prefix).into()).collect(), entries, next: None }
}

fn arrange(state: &mut State) {
    let arranged = state.arranged.anew(&state.table, state.wish.clone(), &|| false).unwrap();
    state.show(arranged);
}

fn state() -> State {
    let mut state = State::of("p/");
    let entries = vec![entry("p/Notes", 1), entry("p/file10", 5), entry("p/file2", 7)];
    state.add(page(&["p/y/", "p/z/"], entries), 5);
    arrange(&mut state);
    state
}

fn sort(state: &mut State, by: SortBy, descending: bool) {
    state.wish.sort = Sort { by, descending };
    arrange(state);
}

fn filter(state: &mut State, text: &str) {
    state.wish_filter(text);
    arrange(state);
}

fn names(state: &State) -> Vec<String> {
    state.rows(0, 100).rows.into_iter().map(|row| row.name).collect()
}

#[test]
fn folders_come_first_in_every_order() {
    let mut state = state();
    assert_eq!(names(&state), ["y/", "z/", "file2", "file10", "Notes"]);
    sort(&mut state, SortBy::Size, true);
    assert_eq!(names(&state), ["y/", "z/", "file2", "file10", "Notes"]);
    sort(&mut state, SortBy::Name, true);
    assert_eq!(names(&state), ["z/", "y/", "Notes", "file10", "file2"]);
}

#[test]
fn classes_sort_by_their_names_and_none_comes_first() {
    let mut state = State::of("");
    let classed = |key: &str, class: &str| Entry { class: Some(class.into()), ..entry(key, 1) };
    state.add(page(&[], vec![classed("a", "STANDARD"), classed("b", "GLACIER"), entry("c", 1)]), 3);
    state.add(page(&["d/"], vec![classed("e", "GLACIER")]), 2);
    sort(&mut state, SortBy::Class, false);
    assert_eq!(names(&state), ["d/", "c", "b", "e", "a"]);
    assert_eq!(state.rows(4, 1).rows[0].class.as_deref(), Some("STANDARD"));
}

#[test]
fn a_change_by_old_positions_selects_nothing() {
    let mut state = state();
    let old = state.revision;
    sort(&mut state, SortBy::Name, true);
    assert_eq!(state.select(old, SelectionChange::All), Selection::default());
    assert_eq!(
        state.select(state.revision, SelectionChange::All),
        Selection { files: 3, folders: 2, bytes: 13, ..Selection::default() }
    );
}

#[test]
fn ranges_go_both_ways_and_past_the_end_is_nothing() {
    let mut state = state();
    let now = state.revision;
    let picked = state.select(now, SelectionChange::Range { from: 3, to: 1, keep: false });
    assert_eq!((picked.files, picked.folders), (2, 1));
    let kept = state.select(now, SelectionChange::Range { from: 4, to: 9, keep: true });
    assert_eq!((kept.files, kept.folders), (3, 1));
    assert_eq!(state.select(now, SelectionChange::Only { at: 99 }), Selection::default());
    assert_eq!(state.select(now, SelectionChange::Toggle { at: 99 }), Selection::default());
}

#[test]
fn what_a_filter_hides_is_not_selected() {
    let mut state = state();
    state.select(state.revision, SelectionChange::All);
    filter(&mut state, "FILE1");
    assert_eq!(names(&state), ["file10"]);
    let selected = Choice::of(state.seen(), None);
    assert_eq!((selected.count(), selected.alone().is_some()), ((1, 0), true));
    assert_eq!(
        selected.into_iter().collect::<Vec<_>>(),
        [Selected::File { key: "p/file10".into(), size: 5, modified: Some(5), etag: None }]
    );
}

#[test]
fn type_ahead_wraps_and_an_empty_listing_finds_nothing() {
    let seen = state().seen();
    assert_eq!(seen.find("FILE", 3), Some(3));
    assert_eq!(seen.find("file", 4), Some(2));
    assert_eq!(seen.find("file", 99), Some(2));
    assert_eq!(seen.find("nothing", 0), None);
    assert_eq!(State::of("").seen().find("a", 0), None);
}

#[test]
fn a_refresh_keeps_order_filter_and_selection() {
    let mut state = state();
    filter(&mut state, "file");
    state.select(state.revision, SelectionChange::Only { at: 1 });
    let fresh = self::state();
    let arranged = Arranged::default().anew(&fresh.table, state.wish.clone(), &|| false).unwrap();
    state.exchange(fresh, arranged);
    assert_eq!(names(&state), ["file2", "file10"]);
    assert_eq!(state.chosen.sum(), Selection { files: 1, folders: 0, bytes: 5, ..Selection::default() });
    assert!(state.rows(1, 1).rows[0].selected);
}

#[test]
fn no_end_is_told_of_before_the_rows_that_came_ahead_of_it() {
    let told = |state: &State| {
        let tick = state.tick();
        (tick.complete, tick.full, tick.fault.is_some(), tick.total)
    };
    let mut state = state();
    state.add(page(&[], vec![entry("p/x", 1)]), 1);
    (state.complete, state.full, state.fault) = (true, true, Some(crate::fault::defect("reading")));
    assert_eq!(told(&state), (false, false, false, 5));
    arrange(&mut state);
    assert_eq!(told(&state), (true, true, true, 6));
}

#[test]
fn a_list_that_is_overtaken_stops() {
    let state = state();
    assert!(state.arranged.anew(&state.table, state.wish.clone(), &|| true).is_none());
}

#[test]
fn a_tick_stays_small_with_the_longest_keys_and_words() {
    let key = |at: usize| format!("p/{at:04}{}", "\u{1}ä".repeat(339));
    let mut state = State::of("p/");
    state.add(page(&[], (0..200).map(|at| entry(&key(at), 1)).collect()), 200);
    arrange(&mut state);
    let tick = state.tick();
    assert!(json::size(&tick) <= TICK_BYTES && !tick.head.is_empty(), "{}", json::size(&tick));
    assert_eq!(tick.head, state.rows(0, tick.head.len()).rows, "the head is the first rows, whole");
    filter(&mut state, &"\u{1}".repeat(100_000));
    assert!(json::size(&state.tick()) <= TICK_BYTES);
}

#[test]
fn a_row_takes_at_most_64_bytes_beside_its_name_sorted_filtered_and_selected() {
    const PAGES: usize = 50;
    let mut state = State::of("p/");
    for page in 0..PAGES {
        let told = |at: usize| Entry {
            etag: Some(format!("{at:032x}-{}", at + 1)),
            class: Some(["STANDARD", "GLACIER_IR", "DEEP_ARCHIVE"][at % 3].to_owned()),
            ..entry(
                &format!("p/2026/11/{page:04}/measurement-of-the-northern-station-{at:06}.parquet"),
                at as u64 * 977 % 5_000,
            )
        };
        state.add(Page { prefixes: Vec::new(), entries: (0..1_000).map(told).collect(), next: None }, 1_000);
        arrange(&mut state);
    }
    sort(&mut state, SortBy::Size, true);
    filter(&mut state, "measure");
    state.select(state.revision, SelectionChange::All);
    assert_eq!(state.chosen.sum().files, 50_000);
    let weight = state.table.weight() + state.arranged.weight() + state.chosen.weight();
    let each = weight as f64 / (PAGES * 1_000) as f64;
    println!("{each:.1} bytes a row beside its name");
    assert!(each <= 64.0, "{each:.1} bytes a row");
}

/// The list as it should be, made the plain way.
fn plain(state: &State) -> Vec<String> {
    let Wish { sort, filter, .. } = &state.wish;
    let wanted = filter.to_lowercase();
    let table = &state.table;
    let mut rows: Vec<RowId> = table.rows().filter(|row| table.name(*row).to_lowercase().contains(&wanted)).collect();
    let kind = |row: RowId| {
        let (chunk, at) = table.at(row);
        file_type(chunk.type_id(at)).words().to_string()
    };
    rows.sort_by(|a, b| {
        let names = natural(table.name(*a), table.name(*b));
        let column = match sort.by {
            SortBy::Name => names,
            SortBy::Size | SortBy::Modified => table.size(*a).cmp(&table.size(*b)),
            SortBy::Type | SortBy::Class => kind(*a).cmp(&kind(*b)),
        };
        let column = if sort.descending { column.reverse() } else { column };
        table.is_folder(*b).cmp(&table.is_folder(*a)).then(column).then(names)
    });
    rows.into_iter().map(|row| table.name(row).to_owned()).collect()
}

proptest::proptest! {
    #[test]
    fn lists_made_as_rows_arrive_agree_with_one_made_at_the_end(
        pages in proptest::collection::vec(proptest::collection::vec("[a-cA-C0-2]{1,4}(/|\\.pdf|)", 0..12), 1..8),
        steps in proptest::collection::vec((0_u8..6, 0_usize..20, 0_usize..20), 8),
    ) {
        let mut state = State::of("");
        for (keys, (what, from, to)) in pages.into_iter().zip(steps) {
            let (folders, files): (Vec<_>, Vec<_>) = keys.into_iter().partition(|key| key.ends_with('/'));
            let files: Vec<Entry> = files.iter().map(|key| entry(key, key.len() as u64)).collect();
            state.add(Page { prefixes: folders, entries: files, next: None }, 0);
            arrange(&mut state);
            let now = state.revision;
            match what {
                0 => sort(&mut state, SortBy::Size, from > to),
                1 => sort(&mut state, SortBy::Type, from > to),
                2 => filter(&mut state, if from > to { "a" } else { "" }),
                3 => drop(state.select(now, SelectionChange::Range { from, to, keep: from > 9 })),
                4 => drop(state.select(now, SelectionChange::Toggle { at: from })),
                _ => drop(state.select(now, SelectionChange::All)),
            }
            let rows: Vec<Row> = (0..state.arranged.order.len()).flat_map(|at| state.rows(at, 1).rows).collect();
            proptest::prop_assert_eq!(rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>(), plain(&state));
            let bytes = |rows: &mut dyn Iterator<Item = &Row>| rows.filter_map(|row| row.size).sum::<u64>();
            proptest::prop_assert_eq!(state.arranged.bytes, bytes(&mut rows.iter()));
            let folders = rows.iter().filter(|row| row.kind == RowKind::Folder).count();
            proptest::prop_assert_eq!(state.arranged.folders, folders);
            let chosen = state.chosen.sum();
            proptest::prop_assert_eq!(chosen.bytes, bytes(&mut rows.iter().filter(|row| row.selected)));
            proptest::prop_assert_eq!(chosen.files + chosen.folders, rows.iter().filter(|row| row.selected).count() as u64);
        }
    }
}
