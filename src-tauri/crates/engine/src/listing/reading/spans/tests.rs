#![allow(clippy::unwrap_used)]

use std::time::Duration;

use super::{
    super::pace::{Pace, WORTH},
    *,
};

const COUNT: usize = 200_000;

/// Reads keys that are made by their place, answering all that is asked at once as one round.
fn read(key: &dyn Fn(usize) -> String) -> (usize, usize) {
    let (mut spans, mut pace) = (Spans::new("", false, Splits::Checked), Pace::new());
    let (mut seen, mut rounds) = (vec![false; COUNT], 0);
    while !spans.is_complete() {
        let mut round = Vec::new();
        while round.len() < pace.limit()
            && let Some(ask) = spans.next(pace.worth(round.len()))
        {
            round.push(ask);
        }
        rounds += 1;
        for Ask { span, after, token } in round {
            let behind = token.map(|next| next.as_str().to_owned()).or(after).unwrap_or_default();
            let (mut from, mut to) = (0, COUNT);
            while from < to {
                let middle = from.midpoint(to);
                if key(middle) <= behind { from = middle + 1 } else { to = middle }
            }
            let end = (from + 1000).min(COUNT);
            let entry = |at| Entry { key: key(at), size: 1, modified: None, etag: None, class: None, restore: None };
            let entries: Vec<Entry> = (from..end).map(entry).collect();
            let next = entries.last().filter(|_| end < COUNT).map(|last| Next::from(last.key.clone()));
            pace.answered(next.is_some(), Duration::from_millis(80));
            let page = spans.arrived(span, Page { prefixes: Vec::new(), entries, next }).unwrap();
            for (seen, entry) in seen[from..].iter_mut().zip(&page.entries) {
                assert!(!std::mem::replace(seen, true), "{} twice", entry.key);
            }
        }
    }
    assert!(seen.into_iter().all(|seen| seen), "a key is missing");
    (rounds, spans.asked())
}

#[test]
fn every_layout_is_read_in_few_rounds_and_few_requests_more_than_it_has_pages() {
    let spread = |at: usize| (at as u64) * (u64::from(u32::MAX) / COUNT as u64);
    let day = |at: usize| format!("logs/2{:03}/{:02}/{:02}", at / 90_000, at / 7_500 % 12 + 1, at / 250 % 30 + 1);
    let layouts: [(&str, &dyn Fn(usize) -> String); 6] = [
        ("numbered", &|at| format!("photo {at:07}.jpg")),
        ("evenly spread", &|at| format!("{:08x}/{at}", spread(at))),
        ("deep", &|at| format!("archive/eu/berlin/line-7/camera-3/2024/raw/frame-{at:08}.jpg")),
        ("dates", &|at| format!("{}/gateway/{:04}.log.gz", day(at), at % 250)),
        ("words", &|at| format!("wörter/{}/{at:06}", ["Anfang", "ende", "mitte", "～ Rest"][at / 50_000])),
        ("one hot folder", &|at| match at {
            ..10_000 => format!("{:08x}/x", spread(at) / 2),
            190_000.. => format!("z{at:06}/x"),
            _ => format!("hot/2025/session-recordings/of-the-year/{at:010}.json"),
        }),
    ];
    for (name, key) in layouts {
        let (rounds, requests) = read(key);
        println!("{name}: {rounds} rounds, {requests} requests for 200 pages");
        assert!(rounds <= 40, "{name}: {rounds} rounds");
        assert!(requests <= 300, "{name}: {requests} requests for 200 pages");
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
            let entry =
                |at| Entry { key: format!("{at:06}"), size: 1, modified: None, etag: None, class: None, restore: None };
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
