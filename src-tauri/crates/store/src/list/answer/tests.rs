#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use aws_sdk_s3::Client;
use aws_sdk_s3::config::{BehaviorVersion, Credentials, Region};
use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorFuture, SharedHttpConnector};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use proptest::prelude::*;
use tokio::runtime::Runtime;

use super::*;

/// The page as ListObjectsV2 has it.
fn list(body: &[u8]) -> Option<Result<ListObjectsV2Output, Broken>> {
    read(body).map(|page| page.map(ListObjectsV2Output::from))
}

const AMAZON: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>photos</Name><Prefix></Prefix><NextContinuationToken>1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=</NextContinuationToken><KeyCount>3</KeyCount><MaxKeys>1000</MaxKeys><Delimiter>/</Delimiter><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><Contents><Key>a+b%01%26</Key><LastModified>2009-10-12T17:50:30.000Z</LastModified><ETag>&quot;fba9dede5f27731c9771645a39863328&quot;</ETag><ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType><Size>434234</Size><Owner><ID>75aa</ID><DisplayName>a &amp; b</DisplayName></Owner><StorageClass>GLACIER</StorageClass><RestoreStatus><IsRestoreInProgress>false</IsRestoreInProgress><RestoreExpiryDate>2026-12-20T00:00:00.000Z</RestoreExpiryDate></RestoreStatus></Contents><CommonPrefixes><Prefix>photos/</Prefix></CommonPrefixes></ListBucketResult>"#;

/// Laid out over lines, with tags of their own and without what others send; a time with an offset.
const OTHERS: &str = "<?xml version='1.0'?>\n<!-- made here -->\n<ListBucketResult>\n  <Name>b</Name>\n  \
    <IsTruncated>false</IsTruncated>\n  <Contents>\n    <Key>&lt;&#x1F980;&#10;&gt;</Key>\n    \
    <LastModified>2024-05-01T10:00:00+02:00</LastModified>\n    <Size>0</Size>\n    <StorageClass/>\n    \
    <UserMetadata><a>1</a></UserMetadata>\n  </Contents>\n</ListBucketResult>\n";

/// Answers every request with the same text.
#[derive(Debug)]
struct Always(String);

impl HttpConnector for Always {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::ready(Ok(HttpResponse::new(200.try_into().unwrap(), SdkBody::from(self.0.clone()))))
    }
}

/// What is listed, as the SDK's reader has it.
fn by_sdk(body: &str) -> Option<ListObjectsV2Output> {
    static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());
    let config = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .credentials_provider(Credentials::new("id", "secret", None, None, "test"))
        .region(Region::from_static("us-east-1"))
        .http_client(crate::wire::client(SharedHttpConnector::new(Always(body.to_owned()))));
    RUNTIME.block_on(Client::from_conf(config.build()).list_objects_v2().bucket("b").send()).ok()
}

/// What the listing takes of an answer.
fn taken(page: &ListObjectsV2Output) -> impl PartialEq + std::fmt::Debug + use<> {
    let object = |of: &Object| {
        Object::builder()
            .set_key(of.key.clone())
            .set_last_modified(of.last_modified)
            .set_e_tag(of.e_tag.clone())
            .set_size(of.size)
            .set_storage_class(of.storage_class.clone())
            .set_restore_status(of.restore_status.clone())
            .build()
    };
    let objects = page.contents.as_ref().map(|objects| objects.iter().map(object).collect::<Vec<_>>());
    let whole = (page.is_truncated, page.next_continuation_token.clone(), page.encoding_type.clone());
    (objects, page.common_prefixes.clone(), whole)
}

#[test]
fn what_is_usual_is_read_here_and_as_the_sdk_reads_it() {
    for body in [AMAZON, OTHERS, "<ListBucketResult/>", "<ListBucketResult></ListBucketResult>"] {
        let here = list(body.as_bytes()).unwrap().unwrap();
        assert_eq!(taken(&here), taken(&by_sdk(body).unwrap()), "{body}");
    }
    let page = list(AMAZON.as_bytes()).unwrap().unwrap();
    assert_eq!(page.contents()[0].key(), Some("a+b%01%26"));
    assert_eq!(page.contents()[0].e_tag(), Some("\"fba9dede5f27731c9771645a39863328\""));
}

#[test]
fn what_the_sdk_would_lose_is_read() {
    // It takes letters that XML does not know for the end of the list, leaves out CDATA sections
    // and, at a comment, what was before.
    for (wire, key) in [("a\u{1}\u{fffe}", "a\u{1}\u{fffe}"), ("a<![CDATA[<&>]]>", "a<&>"), ("a<!-- b -->c", "ac")] {
        let keys = format!("<Contents><Key>{wire}</Key></Contents><Contents><Key>z</Key></Contents>");
        let page = list(format!("<ListBucketResult>{keys}</ListBucketResult>").as_bytes()).unwrap().unwrap();
        let keys: Vec<_> = page.contents().iter().filter_map(Object::key).collect();
        assert_eq!(keys, [key, "z"]);
    }
}

#[test]
fn what_does_not_begin_as_a_list_is_left_to_the_sdk() {
    for body in [
        "",
        "<Error><Code>SlowDown</Code></Error>",
        "<s3:ListBucketResult xmlns:s3='urn:x'></s3:ListBucketResult>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]><ListBucketResult/>",
        "{}",
    ] {
        assert_eq!(list(body.as_bytes()), None, "{body}");
    }
    assert_eq!(list(b"<ListBucketResult><Name>\xff</Name></ListBucketResult>"), None);
}

#[test]
fn a_list_that_breaks_is_no_shorter_list() {
    for middle in [
        "<Contents><Key>b</Kez></Contents>",
        "<Contents><Key>b<</Key></Contents>",
        "<Contents><Key>b<b/></Key></Contents>",
        "<Contents><Key>a & b</Key></Contents>",
        "<Contents><Key>a &b; c</Key></Contents>",
        "<Contents><Size>many</Size></Contents>",
        "<Contents><Size>-1</Size></Contents>",
        "<Contents><Size></Size></Contents>",
        "<IsTruncated>perhaps</IsTruncated>",
        "<Contents>b</Contents>",
        "</Contents>",
        "</ListBucketResult>",
        "<Contents>",
    ] {
        let one = "<Contents><Key>a</Key></Contents>";
        let body = format!("<ListBucketResult><IsTruncated>false</IsTruncated>{one}{middle}{one}</ListBucketResult>");
        assert_eq!(list(body.as_bytes()), Some(Err(Broken)), "{body}");
    }
}

#[test]
fn an_odd_field_does_not_hide_the_list() {
    let page = list(
        b"<ListBucketResult><IsTruncated>True</IsTruncated><NextContinuationToken>t</NextContinuationToken>\
        <Contents><Key>a</Key><LastModified>today</LastModified><Size> 5 </Size></Contents>\
        <Contents><Key>b</Key><LastModified/></Contents>\
        <Contents><Key>c</Key><LastModified>Tue, 13 Mar 2018 17:25:04 GMT</LastModified></Contents></ListBucketResult>",
    );
    let page = page.unwrap().unwrap();
    assert_eq!(page.is_truncated(), Some(true));
    let rows: Vec<_> =
        page.contents().iter().map(|one| (one.size(), one.last_modified().map(DateTime::secs))).collect();
    assert_eq!(rows, [(Some(5), None), (None, None), (None, Some(1_520_961_904))]);
}

/// The inside of an element: mostly words, now and then what has no place there.
fn words() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        8 => "[a-z0-9/+%. -]{0,6}",
        4 => prop::sample::select(vec!["ü", "e\u{301}", "🦀", "&amp;", "&lt;", "&quot;", "&apos;", "&#13;", "&#x1F980;", "\r\n", "\t"])
            .prop_map(str::to_owned),
        1 => prop::sample::select(vec!["<b/>", "&nbsp;", "&", "&#0;", "&#xD800;", ">"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 0..4).prop_map(|parts| parts.concat())
}

fn element(name: &'static str, inside: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    (inside, 0..8).prop_map(move |(inside, form)| match form {
        0 => format!("<{name} xmlns=\"urn:x\">{inside}</{name} >"),
        1 if inside.is_empty() => format!("<{name}/>"),
        2 => format!(" <{name}>{inside}</{name}>\n"),
        _ => format!("<{name}>{inside}</{name}>"),
    })
}

fn some(of: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    prop::collection::vec(of, 0..6).prop_map(|parts| parts.concat())
}

fn date() -> impl Strategy<Value = String> {
    let date = "(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]T[012][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-]0[0-9]:30)";
    prop_oneof![9 => date, 1 => words()]
}

fn yes_or_no() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["true", "false", "false ", "TRUE", "1", ""]).prop_map(str::to_owned)
}

fn body() -> impl Strategy<Value = String> {
    let restore =
        prop_oneof![element("IsRestoreInProgress", yes_or_no()), element("RestoreExpiryDate", date()), words()];
    let object = prop_oneof![
        4 => element("Key", words()),
        2 => element("LastModified", date()),
        2 => element("ETag", words()),
        2 => element("Size", prop_oneof![4 => "[0-9]{1,18}", 1 => "[+-]?[0-9]{0,20} ?"]),
        2 => element("StorageClass", words()),
        1 => element("RestoreStatus", some(restore)),
        1 => element("Owner", element("ID", words())),
    ];
    let folder = prop_oneof![4 => element("Prefix", words()), 1 => element("Key", words())];
    let page = prop_oneof![
        6 => element("Contents", some(object)),
        3 => element("CommonPrefixes", some(folder)),
        1 => element("IsTruncated", yes_or_no()),
        1 => element("NextContinuationToken", words()),
        1 => element("EncodingType", words()),
        1 => element("Name", words()),
    ];
    let whole = element("ListBucketResult", some(page));
    (whole, prop::option::weighted(0.1, any::<prop::sample::Index>())).prop_map(|(body, cut)| match cut {
        Some(cut) => body.chars().take(cut.index(body.chars().count() + 1)).collect(),
        None => body,
    })
}

proptest! {
    #[test]
    fn where_both_read_an_answer_they_read_the_same(body in body()) {
        if let (Some(Ok(here)), Some(sdk)) = (list(body.as_bytes()), by_sdk(&body)) {
            prop_assert_eq!(taken(&here), taken(&sdk));
        }
    }
}
