//! Lists of versions over the wire, in the order they were sent.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::testing::{Recorded, answer};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use proptest::prelude::*;
use std::sync::LazyLock;
use tokio::runtime::Runtime;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn xml_of(version: &Version, encodes: bool) -> String {
    let key =
        if encodes { utf8_percent_encode(&version.key, NON_ALPHANUMERIC).to_string() } else { escaped(&version.key) };
    let id = escaped(&version.id);
    let when = version.modified.map_or_else(String::new, |at| format!("2026-11-{at:02}T10:00:00.000Z"));
    let head = format!(
        "<Key>{key}</Key><VersionId>{id}</VersionId><IsLatest>{}</IsLatest><LastModified>{when}</LastModified>",
        version.latest
    );
    let owner = version.owner.as_ref().map_or_else(String::new, |owner| {
        format!("<Owner><ID>75aa</ID><DisplayName>{}</DisplayName></Owner>", escaped(owner))
    });
    if version.marker {
        return format!("<DeleteMarker>{head}{owner}</DeleteMarker>\n");
    }
    let rest = format!(
        "<ETag>&quot;{}&quot;</ETag><Size>{}</Size><StorageClass>{}</StorageClass>",
        version.etag.as_deref().unwrap_or_default(),
        version.size,
        version.class.as_deref().unwrap_or_default()
    );
    format!("<Version>{head}{rest}{owner}</Version>")
}

/// As Amazon, MinIO, Backblaze and Ceph write ids, and of what was stored without versions.
const IDS: [&str; 6] = [
    "3/L4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY+MTRCxf3vjVBH40Nr8X8gdRQBpUMLUo",
    "b5fbe3f5-9b7c-4a5f-8a1c-5b8b1bb2f3a9",
    "4_z27c88f1d182b150646ff0b16_f100320ab5680b9f7_d20260101_m100000_c001_v0001_t0000",
    "1711.4.GtVFcvxyOHU-2aQ.a<&",
    "null",
    "0",
];

fn version() -> impl Strategy<Value = Version> {
    let key = prop::sample::select(vec!["a", "a/b", "a b", "ü+%41&<", "z\u{301}", "a\nb", "🦀"]);
    let id = prop::sample::select(IDS.to_vec());
    let odds = (any::<bool>(), any::<bool>(), prop::option::of(1..29_i64), 0..5_000_000_000_000_u64);
    (key, id, odds, prop::option::of("[a-z&]{1,5}")).prop_map(|(key, id, (marker, latest, at, size), owner)| Version {
        key: key.to_owned(),
        id: id.to_owned(),
        size: if marker { 0 } else { size },
        modified: at,
        latest,
        marker,
        etag: (!marker).then(|| "d41d8cd9".to_owned()),
        class: (!marker).then(|| "STANDARD".to_owned()),
        owner,
    })
}

/// Times of the test are days of a month.
fn as_told(version: &Version) -> Version {
    let at = |day: i64| 1_793_491_200_000 + (day - 1) * 86_400_000 + 36_000_000;
    Version { modified: version.modified.map(at), ..version.clone() }
}

fn asked(request: &str, name: &str) -> Option<String> {
    let line = request.lines().next()?.split(' ').nth(1)?;
    let value =
        line.split_once('?')?.1.split('&').filter_map(|field| field.split_once('=')).find(|(key, _)| *key == name)?;
    Some(percent_decode_str(value.1).decode_utf8().ok()?.into_owned())
}

#[test]
fn versions_and_markers_that_are_listed_apart_come_together_newest_first() {
    let one = |key: &str, id: &str, modified, latest, marker| Version {
        key: key.into(),
        id: id.into(),
        modified: Some(modified),
        latest,
        marker,
        ..Version::default()
    };
    // All versions, then all delete markers; the last two of "b" within one second.
    let listed = vec![
        one("a", "a1", 1, false, false),
        one("b", "b3", 3, true, false),
        one("b", "b1", 1, false, false),
        one("c", "c1", 1, true, false),
        one("a", "a2", 2, true, true),
        one("b", "b2", 3, false, true),
    ];
    let ids: Vec<_> = super::key_by_key(listed).into_iter().map(|version| version.id).collect();
    assert_eq!(ids, ["a2", "a1", "b3", "b2", "b1", "c1"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn versions_and_markers_come_out_in_the_order_of_the_document(
        versions in prop::collection::vec(version(), 0..12), encodes: bool,
    ) {
        let mut versions = versions;
        // Key by key, as S3 has them; within one in any order.
        versions.sort_by(|one, next| one.key.cmp(&next.key));
        let inside: String = versions.iter().map(|version| xml_of(version, encodes)).collect();
        let announced = if encodes { "<EncodingType>url</EncodingType>" } else { "" };
        let body = format!("<ListVersionsResult>{announced}<IsTruncated>false</IsTruncated>{inside}</ListVersionsResult>");
        let page = RUNTIME.block_on(async {
            let server = Recorded::new(vec![answer(200, &[], &body)]).await;
            server.store().list_versions("bucket", "", None).await
        });
        prop_assert_eq!(page.unwrap().entries, versions.iter().map(as_told).collect::<Vec<_>>());
    }

    #[test]
    fn pages_that_end_within_a_key_are_read_on_from_there(
        counts in prop::collection::vec((1..6_usize, any::<[bool; 6]>()), 1..8), size in 1..5_usize,
    ) {
        let all: Vec<Version> = counts.iter().enumerate().flat_map(|(at, (count, markers))| {
            (0..*count).map(move |nth| Version {
                key: format!("k{at}"), id: IDS[nth].to_owned(), marker: markers[nth], latest: nth == 0, ..Version::default()
            })
        }).collect();
        let served = all.clone();
        let read = RUNTIME.block_on(async {
            let server = Recorded::by(move |request| {
                let (key, id) = (asked(request, "key-marker"), asked(request, "version-id-marker"));
                let from = key.map_or(0, |key| served.iter().rposition(|version| version.key == key
                    && id.as_ref().is_none_or(|id| version.id == *id)).unwrap() + 1);
                let page = &served[from..(from + size).min(served.len())];
                let inside: String = page.iter().map(|version| xml_of(version, false)).collect();
                let next = page.last().filter(|_| from + size < served.len()).map_or_else(
                    || "<IsTruncated>false</IsTruncated>".to_owned(),
                    |last| format!(
                        "<IsTruncated>true</IsTruncated><NextKeyMarker>{}</NextKeyMarker>\
                        <NextVersionIdMarker>{}</NextVersionIdMarker>", last.key, escaped(&last.id)),
                );
                answer(200, &[], &format!("<ListVersionsResult>{next}{inside}</ListVersionsResult>"))
            }).await;
            let (store, mut read, mut from) = (server.store(), Vec::new(), None);
            loop {
                let page = store.list_versions("bucket", "", from).await.unwrap();
                read.extend(page.entries.into_iter().map(|version| (version.key, version.id, version.marker)));
                from = page.next;
                if from.is_none() {
                    return read;
                }
            }
        });
        prop_assert_eq!(read, all.into_iter().map(|version| (version.key, version.id, version.marker)).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn folders_come_beside_the_versions_and_what_is_not_below_the_prefix_does_not_come_out() {
    let body = "<s3:ListVersionsResult xmlns:s3='urn:x'><s3:CommonPrefixes><s3:Prefix>p/a/</s3:Prefix></s3:CommonPrefixes>\
        <s3:Version><s3:Key>p/b</s3:Key><s3:Size> 7 </s3:Size><s3:Owner><s3:ID>75aa</s3:ID></s3:Owner></s3:Version>\
        <s3:DeleteMarker><s3:Key>q</s3:Key></s3:DeleteMarker><s3:Prefix>p/</s3:Prefix></s3:ListVersionsResult>";
    let server = Recorded::new(vec![answer(200, &[], body)]).await;
    let request =
        VersionRequest { bucket: "bucket".into(), prefix: "p/".into(), delimiter: true, ..Default::default() };
    let page = server.store().versions(VersionRequest { behind: Some("p/".into()), ..request }).await.unwrap();
    assert_eq!(page.prefixes, ["p/a/"]);
    let seen: Vec<_> =
        page.entries.iter().map(|one| (one.key.as_str(), one.id.as_str(), one.size, one.owner.as_deref())).collect();
    assert_eq!(seen, [("p/b", "null", 7, Some("75aa"))]);
    let asked = server.seen().remove(0);
    assert!(
        asked.contains("delimiter=%2F") && asked.contains("key-marker=p%2F") && !asked.contains("version-id-marker")
    );
}

#[tokio::test]
async fn a_list_of_versions_that_breaks_or_is_another_document_is_no_list() {
    for body in [
        "<ListVersionsResult><Version><Key>a</Key></Versions></ListVersionsResult>",
        "<ListVersionsResult><Version><Key>a</Key><Size>many</Size></Version></ListVersionsResult>",
        "<ListVersionsResult><Version><Key>a</Key>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]><ListVersionsResult><Version><Key>a</Key></Version></ListVersionsResult>",
        "<ListBucketResult/>",
        "{}",
    ] {
        let server = Recorded::new(vec![answer(200, &[], body)]).await;
        assert!(server.store().list_versions("bucket", "", None).await.is_err(), "{body}");
    }
}
