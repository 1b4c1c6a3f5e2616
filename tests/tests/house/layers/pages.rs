//! Lists that come in pages are followed in one way: `store::pages`.

use super::line;

/// Whoever asks the SDK for a page asks [`store::Next`] where the next one begins, and whoever
/// wants one page after the other takes the store's stream of them. The two that ask for pages one
/// by one may have to ask for one again, or for several at once.
pub(super) fn follows_them_alone(path: &str, text: &str) -> Option<String> {
    const ASKS: [&str; 7] = [
        ".set_continuation_token(",
        ".set_marker(",
        ".set_key_marker(",
        ".set_part_number_marker(",
        ".set_next_token(",
        ".continuation_token(",
        ".into_paginator(",
    ];
    const ONE_BY_ONE: [&str; 3] =
        ["/transfers/plan/expand.rs", "/transfers/plan/stood.rs", "/listing/reading/spans.rs"];
    let store = path.starts_with("src-tauri/crates/store/src/") && !path.ends_with("/answer.rs");
    let follows = text.contains("Next::after(") && !text.contains(".into_paginator(");
    let test = path.contains("/tests") || path.contains("/odd_answers");
    let alone = path.starts_with("src-tauri/crates/") && !test && !ONE_BY_ONE.iter().any(|one| path.ends_with(one));
    let goes_on = ["= page.next;", "= page.next.take();", " from = Next::after("];
    line(text, |line| {
        store && !follows && ASKS.iter().any(|ask| line.contains(ask))
            || alone && goes_on.iter().any(|way| line.contains(way))
    })
}
