#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;
use proptest::prelude::*;

const PLACE: &str = "List";

/// What a server does with its pages, besides giving them in order.
#[derive(Clone, Debug)]
enum Manner {
    Honest,
    /// From this page on it does not say where the list goes on.
    Silent(usize),
    /// This page leads to an earlier one.
    Back(usize, usize),
    /// Every token is new, and from this page on the same page comes again.
    Stuck(usize),
    /// As before, with this many pages in turn.
    Round(usize, usize),
    /// Every token is new, and nothing comes any more.
    Empty(usize),
    /// Says "not truncated", with a token.
    TokenAtTheEnd,
}

/// Follows pages of `size` names out of `all`; the names that came, or why not.
fn followed(all: usize, size: usize, manner: &Manner) -> Result<Vec<usize>, StoreErrorKind> {
    let pages = all.div_ceil(size).max(1);
    let (mut names, mut from, mut asked) = (Vec::new(), None::<Next>, 0);
    loop {
        asked += 1;
        assert!(asked <= 4 * pages + BARREN as usize + 8, "it never ends: {manner:?}");
        let at: usize = from.as_ref().map_or(0, |next| next.as_str().split('#').next().unwrap().parse().unwrap());
        let of = |page: usize| (page * size..all.min((page + 1) * size)).collect::<Vec<_>>();
        let fresh = |page: usize| Some(Mark::token(format!("{page}#{asked}")));
        let on = |page: usize| Some(Mark::token(page.to_string()));
        let last = at + 1 >= pages;
        let (come, truncated, mark) = match *manner {
            Manner::Silent(k) if at >= k && !last => (of(at), Some(true), None),
            Manner::Back(k, to) if at == k => (of(at), Some(true), on(to.min(k))),
            Manner::Stuck(k) if at >= k => (of(k.min(pages - 1)), Some(true), fresh(k)),
            Manner::Round(k, turn) if at >= k => (of((k + (asked - 1) % turn).min(pages - 1)), Some(true), fresh(k)),
            Manner::Empty(k) if at >= k => (Vec::new(), Some(true), fresh(k)),
            Manner::TokenAtTheEnd if last => (of(at), Some(false), on(at + 1)),
            _ => (of(at), Some(!last), (!last).then(|| on(at + 1)).flatten()),
        };
        let ends = [come.first(), come.last()].map(|name| name.map(usize::to_string));
        let brought = Brought::new(come.len(), ends.iter().map(Option::as_deref));
        names.extend(come);
        match Next::after(Subject::new(PLACE), from.as_ref(), Continuation::of(truncated, mark), brought) {
            Ok(Some(next)) => from = Some(next),
            Ok(None) => return Ok(names),
            Err(error) => return Err(error.kind),
        }
    }
}

fn manner() -> impl Strategy<Value = Manner> {
    prop_oneof![
        Just(Manner::Honest),
        (0_usize..40).prop_map(Manner::Silent),
        (0_usize..40, 0_usize..40).prop_map(|(k, to)| Manner::Back(k, to)),
        (0_usize..40).prop_map(Manner::Stuck),
        (0_usize..20, 2_usize..9).prop_map(|(k, turn)| Manner::Round(k, turn)),
        (0_usize..40).prop_map(Manner::Empty),
        Just(Manner::TokenAtTheEnd),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn a_list_is_whole_or_broken_and_never_shorter(all in 0_usize..200, size in 2_usize..9, manner in manner()) {
        match followed(all, size, &manner) {
            Ok(names) => prop_assert_eq!(names, (0..all).collect::<Vec<_>>(), "{:?}", manner),
            Err(kind) => prop_assert_eq!(kind, StoreErrorKind::BrokenList),
        }
    }
}

#[test]
fn honest_lists_of_any_length_end() {
    for all in [0, 1, 2, 999, 20_000] {
        for manner in [Manner::Honest, Manner::TokenAtTheEnd] {
            assert_eq!(followed(all, 2, &manner).unwrap().len(), all, "{manner:?}");
        }
    }
}

#[test]
fn pages_that_bring_nothing_for_a_while_are_no_circle() {
    // Deleted versions in between; a folder of which many files are on every page.
    for brought in
        [Brought::default(), Brought::new(1, [Some("folder/")]), Brought::new(1, [Some("marker"), Some("a/")])]
    {
        let mut from = None;
        for page in 0..BARREN - 1 {
            let told = Continuation::On(Mark::token(page.to_string()));
            from = Next::after(Subject::new(PLACE), from.as_ref(), told, brought).unwrap();
        }
        assert!(from.is_some());
    }
}

#[test]
fn where_a_list_goes_on_is_what_both_fields_say() {
    let mark = || Some(Mark::token("t"));
    for (truncated, given, told) in [
        (Some(true), mark(), Continuation::On(Mark::token("t"))),
        (None, mark(), Continuation::On(Mark::token("t"))),
        (Some(false), mark(), Continuation::End),
        (Some(false), None, Continuation::End),
        (None, None, Continuation::End),
        (Some(true), None, Continuation::Silent),
        (Some(true), Some(Mark::token("")), Continuation::Silent),
        (Some(true), Some(Mark::both("", Some(String::new()))), Continuation::Silent),
    ] {
        assert_eq!(Continuation::of(truncated, given), told);
    }
    assert_eq!(Continuation::Silent.or_behind(|| Some(Mark::key("k"))), Continuation::On(Mark::key("k")));
    assert_eq!(Continuation::Silent.or_behind(|| None), Continuation::Silent);
    assert_eq!(Continuation::End.or_behind(|| Some(Mark::key("k"))), Continuation::End);
}

/// What [`first_filled`] answers of a list with these pages, and how many it asked for.
async fn first_of(pages: Vec<Vec<u32>>) -> (Result<Vec<u32>, StoreErrorKind>, usize) {
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let first = first_filled(|from: Option<Next>| {
        asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let at = from.as_ref().map_or(0, |next| next.as_str().parse().unwrap());
        let come: Vec<u32> = pages[at].clone();
        let told =
            if at + 1 < pages.len() { Continuation::On(Mark::token((at + 1).to_string())) } else { Continuation::End };
        let name = come.first().map(u32::to_string);
        let next = Next::after(Subject::new(PLACE), from.as_ref(), told, Brought::new(come.len(), [name.as_deref()]));
        std::future::ready(next.map(|next| (come, next)))
    });
    (first.await.map_err(|error| error.kind), asked.into_inner())
}

#[tokio::test]
async fn the_first_page_with_anything_on_it_is_found_behind_empty_ones() {
    for (pages, first, asked) in [
        (vec![vec![]], vec![], 1),
        (vec![vec![7], vec![8]], vec![7], 1),
        (vec![vec![], vec![], vec![7], vec![8]], vec![7], 3),
        (vec![vec![], vec![], vec![]], vec![], 3),
    ] {
        assert_eq!(first_of(pages.clone()).await, (Ok(first), asked), "{pages:?}");
    }
    // Pages without end that bring nothing are a broken list, and not an empty one.
    let endless = vec![vec![]; BARREN as usize + 2];
    assert_eq!(first_of(endless).await.0, Err(StoreErrorKind::BrokenList));
}
