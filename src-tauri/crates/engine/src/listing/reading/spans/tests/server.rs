//! A server that lists as S3 does, on a clock of its own: each answer takes its time, and nothing
//! waits for it.

use std::{cmp::Reverse, collections::BinaryHeap, fmt, time::Duration};

use super::super::{
    super::{pace::Pace, spans::Ask},
    *,
};

/// What an answer takes, in milliseconds: at least, and at most so much more.
const TAKES: u64 = 80;
const MORE: u64 = 40;

/// How a listing was read.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) requests: usize,
    /// Requests under way, on average from the first to the last answer.
    pub(super) at_once: f64,
    /// The most that were under way.
    pub(super) most: usize,
    pages: usize,
    milliseconds: u64,
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { requests, at_once, most, pages, milliseconds } = self;
        write!(f, "{at_once:.1} at once ({most} at most), {requests} requests for {pages} pages, {milliseconds} ms")
    }
}

pub(super) fn entry(key: String) -> Entry {
    Entry { key, size: 1, modified: None, etag: None, class: None, restore: None }
}

/// Reads all keys, which are in order, by pages of so many. Each comes once, and nothing is asked
/// for that a server may trip over, or this panics.
pub(super) fn read(keys: &[String], page: usize, seed: u64) -> Reading {
    let (mut spans, mut pace) = (Spans::new("", false, Splits::Checked), Pace::new());
    let mut seen = vec![false; keys.len()];
    let (mut now, mut busy, mut most, mut dice) = (0, 0, 0, seed);
    let mut under_way = BinaryHeap::new();
    let mut asks = Vec::new();
    let plain = keys.iter().all(|key| key.is_ascii());
    loop {
        while under_way.len() < pace.limit()
            && let Some(ask) = spans.next(pace.worth(under_way.len()))
        {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let takes = TAKES + (dice >> 33) % MORE;
            busy += takes;
            under_way.push(Reverse((now + takes, asks.len(), takes)));
            let guess = ask.after.as_deref().unwrap_or_default();
            assert!(guess.len() <= 1_024 && (guess.is_ascii() || !plain), "{guess:?}");
            asks.push(ask);
        }
        most = most.max(under_way.len());
        let Some(Reverse((then, at, takes))) = under_way.pop() else { break };
        now = then;
        let (from, answer) = answer(keys, page, &asks[at]);
        pace.answered(answer.next.is_some(), Duration::from_millis(takes));
        let page = spans.arrived(asks[at].span, answer).unwrap();
        for (entry, (seen, key)) in page.entries.iter().zip(seen[from..].iter_mut().zip(&keys[from..])) {
            assert_eq!(entry.key, *key);
            assert!(!std::mem::replace(seen, true), "{key} twice");
        }
    }
    assert!(spans.is_complete() && seen.into_iter().all(|seen| seen), "a key is missing");
    let at_once = busy as f64 / now as f64;
    Reading { requests: asks.len(), at_once, most, pages: keys.len().div_ceil(page), milliseconds: now }
}

/// The page that is asked for, and at which key it begins.
fn answer(keys: &[String], page: usize, ask: &Ask) -> (usize, Page) {
    let behind = ask.token.as_ref().map(Next::as_str).or(ask.after.as_deref()).unwrap_or_default();
    let from = keys.partition_point(|key| key.as_str() <= behind);
    let end = (from + page).min(keys.len());
    let entries: Vec<Entry> = keys[from..end].iter().cloned().map(entry).collect();
    let next = entries.last().filter(|_| end < keys.len()).map(|last| Next::from(last.key.clone()));
    (from, Page { prefixes: Vec::new(), entries, next })
}
