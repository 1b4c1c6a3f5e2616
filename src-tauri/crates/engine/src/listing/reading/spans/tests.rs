#![allow(clippy::unwrap_used)]

mod server;
mod shapes;

use proptest::prelude::*;

use super::{
    super::pace::{MOST, WORTH},
    *,
};
use server::{Reading, read};
use shapes::shape;

/// Keys on a page: as many pages as a million keys have, of fewer keys.
const PAGE: usize = 60;
const PAGES: usize = 1_000;

/// Runs of a property; `make test` has a few, BUCKETWISE_CASES=1000 as many as one likes.
fn cases(few: u32) -> ProptestConfig {
    let wanted = std::env::var("BUCKETWISE_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: wanted.unwrap_or(few), ..ProptestConfig::default() }
}

fn of(key: impl Fn(usize) -> String) -> Reading {
    let mut keys: Vec<String> = (0..PAGE * PAGES).map(key).collect();
    keys.sort();
    read(&keys, PAGE, 0)
}

#[test]
fn every_layout_is_read_in_few_rounds_and_few_requests_more_than_it_has_pages() {
    const COUNT: usize = PAGE * PAGES;
    let spread = |at: usize| (at as u64) * (u64::from(u32::MAX) / COUNT as u64);
    let day = |at: usize| format!("logs/2{:03}/{:02}/{:02}", at / 9_000, at / 750 % 12 + 1, at / 25 % 30 + 1);
    let odd = ["+", "//a ", "/x", "e\u{301}", "～ Rest/", "é", "日本/語", "日本/誌", "🦀", "🦀🦀/", "\u{10fffd}", "ß"];
    let layouts: [(&str, &dyn Fn(usize) -> String); 7] = [
        ("numbered", &|at| format!("photo {at:07}.jpg")),
        ("evenly spread", &|at| format!("{:08x}/{at}", spread(at))),
        ("deep", &|at| format!("archive/eu/berlin/line-7/camera-3/2024/raw/frame-{at:08}.jpg")),
        ("dates", &|at| format!("{}/gateway/{:04}.log.gz", day(at), at % 25)),
        ("words", &|at| format!("wörter/{}/{at:06}", ["Anfang", "ende", "mitte", "～ Rest"][at / (COUNT / 4)])),
        ("one hot folder", &|at| match at * 200_000 / COUNT {
            ..10_000 => format!("{:08x}/x", spread(at) / 2),
            190_000.. => format!("z{at:06}/x"),
            _ => format!("hot/2025/session-recordings/of-the-year/{at:010}.json"),
        }),
        ("odd", &|at| format!("{}{at:06}", odd[at * odd.len() / COUNT])),
    ];
    for (name, key) in layouts {
        let reading = of(key);
        println!("{name}: {reading}");
        assert_eq!(reading.most, MOST, "{name}: {reading}");
        assert!(reading.at_once > 38.0 && reading.requests <= PAGES * 118 / 100, "{name}: {reading}");
    }
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn keys_of_any_shape_are_read_many_pages_at_once(shape in shape(), seed: u64) {
        let reading = read(&shape.keys(PAGE * PAGES, seed), PAGE, seed);
        println!("{reading}");
        // Of a hundred shapes the median is 43 and 1,312, the worst 12 and 1,674.
        prop_assert_eq!(reading.most, MOST);
        let few = reading.requests <= PAGES * 5 / 2;
        prop_assert!(reading.at_once > 5.0 && few, "{reading}: {shape:?}");
    }
}

#[test]
fn a_folder_of_a_page_is_asked_for_once() {
    let mut spans = Spans::new("a/", true, Splits::Trusted);
    let ask = spans.next(WORTH).unwrap();
    assert!(spans.next(WORTH).is_none(), "nothing is guessed before anything is known");
    spans.arrived(ask.span, Page { prefixes: vec!["a/b/".into()], ..Page::default() }).unwrap();
    assert!(spans.is_complete() && spans.next(WORTH).is_none());
    assert_eq!(spans.asked(), 1);
}

#[test]
fn a_seam_that_does_not_fit_is_disorder_where_nothing_is_known() {
    for (splits, fits) in [(Splits::Checked, false), (Splits::Trusted, true)] {
        let page = |from: usize, next: bool| {
            let entry = |at| server::entry(format!("{at:06}"));
            let next = next.then(|| Next::from("more".to_owned()));
            Page { prefixes: Vec::new(), entries: (from..from + 1000).map(entry).collect(), next }
        };
        let mut spans = Spans::new("", false, splits);
        let first = spans.next(WORTH).unwrap();
        spans.arrived(first.span, page(0, true)).unwrap();
        let (left, right) = (spans.next(WORTH).unwrap(), spans.next(WORTH).unwrap());
        let digits: String = right.after.unwrap().chars().take_while(char::is_ascii_digit).take(6).collect();
        let middle: usize = format!("{digits:0<6}").parse().unwrap();
        spans.arrived(right.span, page(middle + 5_000, false)).unwrap();
        // The left part meets a key behind the seam that the right part was not given.
        let answer = spans.arrived(left.span, page(middle + 1_000, true));
        assert_eq!(answer.is_ok(), fits, "{splits:?}");
    }
}
