//! Lists with an odd field: each is whole, or broken and said to be.

use super::*;
use crate::VersionRequest;
use futures_util::TryStreamExt;
use std::future::ready;

#[tokio::test]
async fn a_list_of_parts_goes_on_behind_the_last_or_is_broken() {
    let page = |from: usize| {
        let part = |n| format!("<Part><PartNumber>{n}</PartNumber><ETag>e</ETag><Size>1</Size></Part>");
        let parts: String = (from + 1..=(from + 3).min(7)).map(part).collect();
        format!("<ListPartsResult><IsTruncated>{}</IsTruncated>{parts}</ListPartsResult>", from + 3 < 7)
    };
    let marker = |request: &str| {
        let (_, rest) = request.split_once("part-number-marker=").unwrap_or(("", "0"));
        rest.split(['&', ' ']).next().unwrap().parse().unwrap()
    };
    let server = Recorded::by(move |request| answer(200, &[], &page(marker(request)))).await;
    assert_eq!(server.store().list_parts(&upload("u")).await.unwrap().len(), 7);
    // Seen of rclone: no word on whether it goes on, and a marker that leads to the beginning.
    let wordless =
        page(6).replace("<IsTruncated>false</IsTruncated>", "<NextPartNumberMarker>0</NextPartNumberMarker>");
    let rclone = Recorded::new(vec![answer(200, &[], &wordless)]).await;
    assert_eq!(rclone.store().list_parts(&upload("u")).await.unwrap().len(), 1);
    let deaf = Recorded::by(move |_| answer(200, &[], &page(0))).await;
    assert_eq!(deaf.store().list_parts(&upload("u")).await.unwrap_err().kind, BrokenList);
}

/// Seen of a server that encodes keys when it is asked to, and does not say so.
#[tokio::test]
async fn unfinished_uploads_have_the_keys_they_were_begun_with() {
    let page = |request: &str| {
        let key = if request.contains("encoding-type") { "a%2Bb%20c" } else { "a+b c" };
        let (behind, more) = (request.contains("key-marker="), !request.contains("key-marker="));
        let (id, when) = if behind { ("2", "soon") } else { ("1", "Tue, 13 Mar 2018 17:25:04 GMT") };
        format!(
            "<ListMultipartUploadsResult><IsTruncated>{more}</IsTruncated><Upload><Key>{key}</Key>\
            <UploadId>{id}</UploadId><Initiated>{when}</Initiated></Upload></ListMultipartUploadsResult>"
        )
    };
    let server = Recorded::by(move |request| answer(200, &[], &page(request))).await;
    let found = server.store().list_uploads("bucket", "").await.unwrap();
    let seen: Vec<_> = found.iter().map(|one| (one.at.key.as_str(), one.id.as_str(), one.begun.is_some())).collect();
    assert_eq!(seen, [("a+b c", "1", true), ("a+b c", "2", false)]);
    let deaf = Recorded::by(move |_| answer(200, &[], &page(""))).await;
    assert_eq!(deaf.store().list_uploads("bucket", "").await.unwrap_err().kind, BrokenList);
}

#[tokio::test]
async fn versions_are_whole_or_broken() {
    let xml = |inside: &str| format!("<ListVersionsResult>{inside}</ListVersionsResult>");
    let version =
        "<Version><Key>a\u{1}</Key><VersionId>1</VersionId><LastModified>soon</LastModified><Size>1</Size></Version>";
    let rest = "<Version><Key>b</Key><VersionId>2</VersionId><Size>2</Size></Version>";
    let whole = xml(&format!("<IsTruncated>false</IsTruncated>{version}{rest}"));
    let store = Recorded::new(vec![answer(200, &[], &whole)]).await.store();
    let keys: Vec<_> =
        store.list_versions("bucket", "", None).await.unwrap().entries.into_iter().map(|v| v.key).collect();
    assert_eq!(keys, ["a\u{1}", "b"]);
    for (broken, kind) in [
        (xml(&format!("<IsTruncated>true</IsTruncated>{rest}")), BrokenList),
        (xml(&format!("{rest}<Version><Key>c<</Key></Version>{rest}")), BadAnswer),
        (xml(&format!("<IsTruncated>perhaps</IsTruncated>{rest}")), BadAnswer),
    ] {
        let store = Recorded::new(vec![answer(200, &[], &broken)]).await.store();
        assert_eq!(store.list_versions("bucket", "", None).await.unwrap_err().kind, kind, "{broken}");
    }
}

#[tokio::test]
async fn buckets_are_listed_whatever_their_times_and_never_in_a_circle() {
    let page = |token: &str, names: &str| {
        let bucket =
            |name: char| format!("<Bucket><Name>{name}</Name><CreationDate>2016-11-09 16:16</CreationDate></Bucket>");
        let buckets: String = names.chars().map(bucket).collect();
        let token = format!("<ContinuationToken>{token}</ContinuationToken>")
            .replace("<ContinuationToken></ContinuationToken>", "");
        answer(
            200,
            &[],
            &format!("<ListAllMyBucketsResult><Buckets>{buckets}</Buckets>{token}</ListAllMyBucketsResult>"),
        )
    };
    let store = Recorded::new(vec![page("A", "ab"), page("", "c")]).await.store();
    assert_eq!(store.list_buckets().await.unwrap().len(), 3);
    // A leads to B, and B to A.
    let round = Recorded::by(move |request| match request.contains("continuation-token=A") {
        true => page("B", "cd"),
        false => page("A", "ab"),
    });
    assert_eq!(round.await.store().list_buckets().await.unwrap_err().kind, BrokenList);
}

#[tokio::test]
async fn access_keys_come_in_pages_too() {
    let keys = |request: &str| {
        let (id, more) = if request.contains("Marker=m") { ("AKIA2", false) } else { ("AKIA1", true) };
        let marker = if more { "<Marker>m</Marker>" } else { "" };
        format!(
            "<ListAccessKeysResponse><ListAccessKeysResult><IsTruncated>{more}</IsTruncated>{marker}<AccessKeyMetadata>\
            <member><UserName>u</UserName><AccessKeyId>{id}</AccessKeyId><Status>Active</Status></member>\
            </AccessKeyMetadata></ListAccessKeysResult></ListAccessKeysResponse>"
        )
    };
    let server = Recorded::by(move |request| answer(200, &[], &keys(request))).await;
    let found: Vec<_> = server.store().list_keys("u").await.unwrap().into_iter().map(|key| key.id).collect();
    assert_eq!(found, ["AKIA1", "AKIA2"]);
    let lost = Recorded::by(move |_| answer(200, &[], &keys("").replace("<Marker>m</Marker>", ""))).await;
    assert_eq!(lost.store().list_keys("u").await.unwrap_err().kind, BrokenList);
}

/// A page without `IsTruncated`, of each list that has one: `name` is what the list is of.
fn wordless(things: &str, next: &str, name: &str) -> Vec<u8> {
    answer(200, &[], &format!("<{name}>{next}{things}</{name}>"))
}

fn versions_of(keys: std::ops::Range<u32>) -> String {
    let one = |n| format!("<Version><Key>k{n:04}</Key><VersionId>v{n}</VersionId><Size>1</Size></Version>");
    keys.map(one).collect()
}

async fn all_versions(store: &Store) -> Result<usize, Kind> {
    let pages = store.version_pages(VersionRequest::below("bucket", "")).map_err(|error| error.kind);
    pages.try_fold(0, |count, page| ready(Ok(count + page.entries.len()))).await
}

/// Seen of rclone's server, which leaves out what is false.
#[tokio::test]
async fn a_page_that_names_the_next_one_is_not_the_last_though_nothing_says_that_the_list_goes_on() {
    let name = "ListVersionsResult";
    let versions = Recorded::by(move |request| match request.contains("key-marker=") {
        true => wordless(&versions_of(2..3), "", name),
        false => {
            let next = "<NextKeyMarker>k0001</NextKeyMarker><NextVersionIdMarker>v1</NextVersionIdMarker>";
            wordless(&versions_of(0..2), next, name)
        }
    });
    assert_eq!(all_versions(&versions.await.store()).await, Ok(3));

    let part = |n: u32| format!("<Part><PartNumber>{n}</PartNumber><ETag>e</ETag><Size>1</Size></Part>");
    let name = "ListPartsResult";
    let parts = Recorded::by(move |request| match request.contains("part-number-marker=1") {
        true => wordless(&part(2), "", name),
        false => wordless(&part(1), "<NextPartNumberMarker>1</NextPartNumberMarker>", name),
    });
    assert_eq!(parts.await.store().list_parts(&upload("u")).await.unwrap().len(), 2);

    let begun = |id: &str| format!("<Upload><Key>a</Key><UploadId>{id}</UploadId></Upload>");
    let name = "ListMultipartUploadsResult";
    let uploads = Recorded::by(move |request| match request.contains("upload-id-marker=1") {
        true => wordless(&begun("2"), "", name),
        false => {
            let next = "<NextKeyMarker>a</NextKeyMarker><NextUploadIdMarker>1</NextUploadIdMarker>";
            wordless(&begun("1"), next, name)
        }
    });
    assert_eq!(uploads.await.store().list_uploads("bucket", "").await.unwrap().len(), 2);
}

/// Of a full page nobody knows whether it is the last. Parts and uploads are asked for behind the
/// last; of versions it is not known where that would be.
#[tokio::test]
async fn a_full_page_without_a_word_is_not_the_end() {
    let full = Recorded::new(vec![wordless(&versions_of(0..1000), "", "ListVersionsResult")]).await;
    assert_eq!(all_versions(&full.store()).await, Err(BrokenList));
    let short = Recorded::new(vec![wordless(&versions_of(0..999), "", "ListVersionsResult")]).await;
    assert_eq!(all_versions(&short.store()).await, Ok(999));

    let part = |n: u32| format!("<Part><PartNumber>{n}</PartNumber><ETag>e</ETag><Size>1</Size></Part>");
    let parts = Recorded::by(move |request| {
        let more = request.contains("part-number-marker=1000");
        let numbers = if more { 1001..=1003 } else { 1..=1000 };
        wordless(&numbers.map(part).collect::<String>(), "", "ListPartsResult")
    });
    assert_eq!(parts.await.store().list_parts(&upload("u")).await.unwrap().len(), 1003);
}

/// What says in so many words that it ends has ended, whatever it names beside.
#[tokio::test]
async fn a_list_that_says_that_it_ends_has_ended() {
    let told = format!("<IsTruncated>false</IsTruncated>{}", versions_of(0..2));
    let next = "<NextKeyMarker>k0001</NextKeyMarker><NextVersionIdMarker>v1</NextVersionIdMarker>";
    let server = Recorded::new(vec![wordless(&told, next, "ListVersionsResult")]).await;
    assert_eq!(all_versions(&server.store()).await, Ok(2));
}

/// NVIDIA/aistore#190: one time that cannot be read, behind a thousand good rows.
#[tokio::test]
async fn one_odd_time_behind_a_thousand_rows_hides_none_of_them() {
    let page = |from: usize, to: usize| -> String {
        let row = |n: usize| {
            let time = if n == 1200 { "" } else { "2024-10-11T13:22:41.000Z" };
            format!("<Contents><Key>k{n:05}</Key><LastModified>{time}</LastModified><Size>1</Size></Contents>")
        };
        (from..to).map(row).collect()
    };
    let server = Recorded::by(move |request| {
        let (rows, more) = match request.contains("continuation-token=") {
            true => (page(1000, 1500), "<IsTruncated>false</IsTruncated>"),
            false => (page(0, 1000), "<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>"),
        };
        answer(200, &[], &format!("<ListBucketResult>{more}{rows}</ListBucketResult>"))
    })
    .await;
    let store = server.store();
    let pages = store.pages(ListRequest { bucket: "bucket".into(), ..ListRequest::default() });
    let entries: Vec<_> = pages.map_ok(|page| page.entries).try_concat().await.unwrap();
    let untold: Vec<_> =
        entries.iter().filter(|entry| entry.modified.is_none()).map(|entry| entry.key.as_str()).collect();
    assert_eq!((entries.len(), untold), (1500, vec!["k01200"]));
}
