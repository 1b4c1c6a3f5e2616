//! Listings over the wire, of servers that list in a manner of their own. In parts they were
//! reported of other programs: qoomon/aws-s3-bucket-browser#42 and aws-sdk-php#1428 (ListObjects
//! alone), jamhall/s3rver#181, NVIDIA/aistore#190, scality/cloudserver#372 (dates).

#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;
use crate::StoreErrorKind as Kind;
use crate::testing::{Recorded, answer, refusal};
use futures_util::{StreamExt, TryStreamExt};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use tokio::runtime::Runtime;

/// How a server lists.
#[derive(Clone, Debug, Default)]
struct Manner {
    /// Knows ListObjects alone, and takes every question for one of it.
    old: bool,
    /// Says in ListObjects where the list goes on.
    marks: bool,
    /// Gives so many keys at once.
    page: usize,
    /// Says no token from its this page on.
    silent_from: Option<usize>,
    /// Refuses ListObjects.
    refuses_old: bool,
    /// Heeds no token: the first page comes again, each time with a new one.
    deaf: bool,
    /// Every second page leads back to the page before.
    back: bool,
    /// Leaves out IsTruncated.
    wordless: bool,
    /// Keys that it sends encoded or plain, whatever it is asked and says.
    encodes: Option<bool>,
}

/// The value of a question's field.
fn asked(request: &str, name: &str) -> Option<String> {
    let line = request.lines().next()?.split(' ').nth(1)?;
    let fields = line.split_once('?')?.1.split('&').filter_map(|field| field.split_once('='));
    let value = fields.into_iter().find(|(key, _)| *key == name)?.1;
    Some(percent_encoding::percent_decode_str(value).decode_utf8().ok()?.into_owned())
}

/// Answers a question for a list of `keys`.
fn page(manner: &Manner, keys: &BTreeSet<String>, turn: usize, request: &str) -> Vec<u8> {
    let v2 = asked(request, "list-type").is_some() && !manner.old;
    if asked(request, "list-type").is_none() && manner.refuses_old {
        return refusal(501, "NotImplemented");
    }
    let behind = match v2 {
        true => asked(request, "continuation-token").or_else(|| asked(request, "start-after")),
        false => asked(request, "marker"),
    };
    let behind = behind.unwrap_or_default().split('\u{2}').next().unwrap_or_default().to_owned();
    let behind = if manner.deaf { String::new() } else { behind };
    let (prefix, folders) = (asked(request, "prefix").unwrap_or_default(), asked(request, "delimiter").is_some());
    let mut items: BTreeMap<String, bool> = BTreeMap::new();
    for key in keys.iter().filter(|key| key.starts_with(&prefix)) {
        match key[prefix.len()..].find('/').filter(|_| folders) {
            Some(at) => items.insert(key[..=prefix.len() + at].to_owned(), true),
            None => items.insert(key.clone(), false),
        };
    }
    let rest: Vec<(String, bool)> = items.into_iter().filter(|(name, _)| *name > behind).collect();
    let most = asked(request, "max-keys").map_or(manner.page, |most| most.parse::<usize>().unwrap().min(manner.page));
    let (come, more) = (&rest[..rest.len().min(most)], rest.len() > most);
    let asked_encoded = asked(request, "encoding-type").is_some();
    let encode = |text: &str| match manner.encodes.unwrap_or(asked_encoded) {
        true => utf8_percent_encode(text, NON_ALPHANUMERIC).to_string(),
        false => text.replace('&', "&amp;").replace('<', "&lt;"),
    };
    let mut xml = "<?xml version=\"1.0\"?><ListBucketResult>".to_owned();
    if !manner.wordless {
        xml += &format!("<IsTruncated>{more}</IsTruncated>");
    }
    if asked_encoded {
        xml += "<EncodingType>url</EncodingType>";
    }
    let last = come.last().map(|(name, _)| name.clone()).unwrap_or_default();
    let silent = manner.silent_from.is_some_and(|from| turn >= from);
    if more && v2 && !silent {
        let to = if manner.back && turn % 2 == 1 { behind.clone() } else { last.clone() };
        let fresh = if manner.deaf { format!("\u{2}{turn}") } else { String::new() };
        xml += &format!("<NextContinuationToken>{to}{fresh}</NextContinuationToken>");
    }
    if more && !v2 && manner.marks {
        xml += &format!("<NextMarker>{}</NextMarker>", encode(&last));
    }
    for (name, folder) in come {
        let name = encode(name);
        xml += &match folder {
            true => format!("<CommonPrefixes><Prefix>{name}</Prefix></CommonPrefixes>"),
            false => format!("<Contents><Key>{name}</Key><Size>1</Size></Contents>"),
        };
    }
    answer(200, &[("content-type", "application/xml")], &(xml + "</ListBucketResult>"))
}

/// All that comes, page by page; or what went wrong.
async fn walked(store: &Store, folders: bool) -> Result<Vec<String>, Kind> {
    let request = ListRequest { bucket: "bucket".into(), delimiter: folders, ..ListRequest::default() };
    let pages: Vec<Page> = store.pages(request).take(500).try_collect().await.map_err(|error| error.kind)?;
    assert!(pages.last().is_some_and(|page| page.next.is_none()), "it never ends");
    let names = pages.into_iter().flat_map(|page| [page.prefixes, page.entries.into_iter().map(|e| e.key).collect()]);
    Ok(names.flatten().collect())
}

async fn server(manner: Manner, keys: BTreeSet<String>) -> Recorded {
    let turn = std::sync::atomic::AtomicUsize::new(0);
    Recorded::by(move |request| page(&manner, &keys, turn.fetch_add(1, Ordering::SeqCst), request)).await
}

fn keys(count: usize) -> BTreeSet<String> {
    (0..count).map(|at| if at % 3 == 0 { format!("d{:03}/{at}", at / 9) } else { format!("k {at:05}+ü&") }).collect()
}

fn sorted(keys: &BTreeSet<String>, folders: bool) -> Vec<String> {
    let name = |key: &String| key.find('/').filter(|_| folders).map_or(key.clone(), |at| key[..=at].to_owned());
    keys.iter().map(name).collect::<BTreeSet<_>>().into_iter().collect()
}

#[tokio::test]
async fn a_server_that_knows_the_old_list_alone_gives_every_key() {
    for marks in [true, false] {
        for folders in [true, false] {
            let keys = keys(2_500);
            let manner = Manner { old: true, marks, page: 1_000, ..Manner::default() };
            let server = server(manner, keys.clone()).await;
            let mut names = walked(&server.store(), folders).await.unwrap();
            names.sort();
            assert_eq!(names, sorted(&keys, folders), "marks {marks}, folders {folders}");
        }
    }
}

#[tokio::test]
async fn such_a_server_is_asked_in_its_way_from_then_on() {
    let keys = keys(250);
    let server = server(Manner { old: true, marks: true, page: 100, ..Manner::default() }, keys.clone()).await;
    let store = server.store();
    walked(&store, false).await.unwrap();
    let before = server.seen().len();
    assert_eq!(before, 4, "one question in vain");
    let after = ListRequest { bucket: "bucket".into(), start_after: Some("k 00100".into()), ..ListRequest::default() };
    let page = store.list(after).await.unwrap();
    assert!(page.entries.iter().all(|entry| entry.key.as_str() > "k 00100"), "the part begins where it was asked to");
    assert!(!server.seen()[before].contains("list-type"));
}

#[tokio::test]
async fn a_list_that_loses_its_way_is_broken() {
    let page = 10;
    for (manner, expected) in [
        (Manner { silent_from: Some(0), refuses_old: true, page, ..Manner::default() }, Kind::BrokenList),
        (Manner { deaf: true, page, ..Manner::default() }, Kind::BrokenList),
        (Manner { deaf: true, old: true, page, ..Manner::default() }, Kind::BrokenList),
        (Manner { back: true, page, ..Manner::default() }, Kind::BrokenList),
    ] {
        let server = server(manner.clone(), keys(95)).await;
        assert_eq!(walked(&server.store(), false).await, Err(expected), "{manner:?}");
    }
}

#[tokio::test]
async fn keys_are_what_they_are_however_they_are_sent() {
    let keys: BTreeSet<String> = ["a+b.txt", "100%.txt", "a b.txt", "x%20y", "%41", "ü&<"].map(str::to_owned).into();
    for encodes in [None, Some(false)] {
        let server = server(Manner { page: 100, encodes, ..Manner::default() }, keys.clone()).await;
        assert_eq!(walked(&server.store(), false).await.unwrap(), sorted(&keys, false), "{encodes:?}");
    }
    // What XML cannot hold is asked for once more.
    let odd: BTreeSet<String> = ["a+b", "a\u{1}b", "x\u{fffd}", "c%20d"].map(str::to_owned).into();
    for encodes in [None, Some(false)] {
        let server = server(Manner { page: 100, encodes, ..Manner::default() }, odd.clone()).await;
        assert_eq!(walked(&server.store(), false).await.unwrap(), sorted(&odd, false), "{encodes:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_the_manner_a_list_is_whole_or_a_fault(
        count in 0_usize..120, page in 2_usize..30, old: bool, marks: bool, refuses_old: bool, deaf: bool, back: bool, folders: bool,
        silent_from in prop::option::of(0_usize..5),
    ) {
        static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());
        let manner = Manner { old, marks, page, silent_from, refuses_old: refuses_old && !old, deaf, back, ..Manner::default() };
        let keys = keys(count);
        let walk = RUNTIME.block_on(async { walked(&server(manner.clone(), keys.clone()).await.store(), folders).await });
        if let Ok(names) = walk {
            let unique: BTreeSet<String> = names.into_iter().collect();
            prop_assert_eq!(unique.into_iter().collect::<Vec<_>>(), sorted(&keys, folders), "{:?}", manner);
        }
    }
}

#[tokio::test]
async fn a_full_page_that_does_not_say_whether_there_is_more_is_followed() {
    let keys = keys(2_050);
    let server = server(Manner { wordless: true, old: true, page: 1_000, ..Manner::default() }, keys.clone()).await;
    let mut names = walked(&server.store(), false).await.unwrap();
    names.sort();
    assert_eq!(names, sorted(&keys, false));
}

/// One list for every time and form that was seen; no row is lost for it.
#[tokio::test]
async fn rows_are_there_without_a_time_that_cannot_be_read() {
    let dates = ["Tue, 13 Mar 2018 17:25:04 GMT", ":2018-03-13T17:25:04Z", "", "2018-03-13 17:25:04", "soon"];
    let row = |date: &&str| {
        format!("<Contents><Key>{date}</Key><LastModified>{date}</LastModified><Size>3</Size></Contents>")
    };
    let rows: String = dates.iter().map(row).collect();
    for root in ["ListBucketResult", "s3:ListBucketResult"] {
        let close = root;
        let xml = format!("<{root} xmlns:s3=\"u\"><IsTruncated>false</IsTruncated>{rows}</{close}>");
        let store = Recorded::new(vec![answer(200, &[], &xml)]).await.store();
        let page = store.list(ListRequest { bucket: "bucket".into(), ..ListRequest::default() }).await.unwrap();
        let known: Vec<_> = page.entries.iter().map(|entry| (entry.modified.is_some(), entry.size)).collect();
        assert_eq!(known, [(true, 3), (true, 3), (false, 3), (true, 3), (false, 3)], "{root}");
    }
}

#[tokio::test]
async fn what_decides_is_refused_and_named_where_it_cannot_be_read() {
    for odd in ["<Contents><Key>a</Key><Size>-1</Size></Contents>", "<IsTruncated>perhaps</IsTruncated>"] {
        let xml = format!("<ListBucketResult>{odd}</ListBucketResult>");
        let store = Recorded::new(vec![answer(200, &[], &xml)]).await.store();
        let error = store.list(ListRequest { bucket: "bucket".into(), ..ListRequest::default() }).await.unwrap_err();
        assert_eq!((error.kind, error.message.is_none()), (Kind::BadAnswer, true), "{odd}: {error:?}");
    }
}

#[test]
fn keys_decode_exactly() {
    for (wire, key) in [
        ("a+b", "a b"),
        ("a%20b", "a b"),
        ("a%2Bb", "a+b"),
        ("%2541", "%41"),
        ("a%01b", "a\u{1}b"),
        ("%2F%2Fx/y", "//x/y"),
        ("%F0%9F%A6%80", "🦀"),
        ("ü", "ü"),
        ("100%", "100%"),
        ("%FF", "%FF"),
    ] {
        assert_eq!(decode(wire), key, "{wire}");
    }
}
