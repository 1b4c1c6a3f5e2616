//! Files up and down over servers and proxies that answer in a way of their own: each a case that
//! was reported of other programs. What the store makes of each answer is its own tests' business;
//! here it is that the file arrives.

use std::collections::HashSet;

use bucketwise_tests::recorded::{Answer, Recorded};
use engine::{
    files::unfinished::{self, UnfinishedAt},
    transfers::{GroupState, OnConflict},
};

use super::world::{World, write};

const KEYS: (&str, &str) = ("ann", "annsecret");

/// How the server answers for its one object, `a.txt`.
#[derive(Clone, Copy)]
struct Manner {
    /// What it holds.
    body: &'static str,
    /// Its MD5.
    etag: &'static str,
    modified: &'static str,
    /// In the listing.
    listed: &'static str,
    /// Unpacks the object for whoever does not ask for gzip.
    unpacks: bool,
}

const HELLO: Manner = Manner {
    body: "hello",
    etag: "5d41402abc4b2a76b9719d911017c592",
    modified: "Fri, 11 Oct 2024 13:22:41 GMT",
    listed: "2024-10-11T13:22:41.000Z",
    unpacks: false,
};

fn serve(manner: Manner, request: &str) -> Answer {
    let Manner { body, etag, modified, listed, unpacks } = manner;
    let line = request.lines().next().unwrap();
    if line.contains("list-type") {
        let row = format!(
            "<Contents><Key>a.txt</Key><LastModified>{listed}</LastModified><ETag>\"{etag}\"</ETag><Size>{}</Size></Contents>",
            body.len()
        );
        return Answer::new(200, format!("<ListBucketResult><IsTruncated>false</IsTruncated>{row}</ListBucketResult>"));
    }
    let answer =
        |body: &str| Answer::new(200, body).header("etag", &format!("\"{etag}\"")).header("last-modified", modified);
    let packed = request.to_ascii_lowercase().contains("accept-encoding: gzip");
    if unpacks && !packed && line.starts_with("GET") {
        return answer("quite other bytes").header("x-guploader-response-body-transformations", "gunzipped");
    }
    answer(body).header("content-length", &body.len().to_string())
}

async fn downloaded(manner: Manner) -> String {
    let server = Recorded::start(move |request| serve(manner, request));
    let world = World::at(&server.endpoint, "us-east-1", KEYS, "bucket").await;
    let to = tempfile::tempdir().unwrap();
    world.done(&world.download("", to.path(), OnConflict::Ask).await).await;
    std::fs::read_to_string(to.path().join("a.txt")).unwrap()
}

/// aws-sdk-go#3361, s3rver#181, aistore#190, cloudserver#372.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_arrives_whatever_its_times_look_like() {
    for (modified, listed) in [
        ("2020-06-09T14:35:33.892Z", "Tue, 13 Mar 2018 17:25:04 GMT"),
        ("yesterday", ":2024-10-11T13:22:41Z"),
        ("", ""),
        ("2020-06-09 14:35:33", "2024-10-11 13:22:41"),
    ] {
        assert_eq!(downloaded(Manner { modified, listed, ..HELLO }).await, "hello", "{modified:?} {listed:?}");
    }
}

/// rclone#2658, arrow-rs-object-store#774.
#[tokio::test(flavor = "multi_thread")]
async fn an_object_that_google_unpacks_arrives_as_it_was_stored() {
    assert_eq!(downloaded(Manner { unpacks: true, ..HELLO }).await, "hello");
}

/// Proxies that strip headers.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_up_though_the_answer_has_no_etag() {
    let server = Recorded::start(|request| match request.split(' ').next() {
        Some("PUT") => Answer::new(200, ""),
        Some("HEAD") if request.starts_with("HEAD /bucket/a.txt") => serve(HELLO, request),
        _ => Answer::new(200, "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"),
    });
    let world = World::at(&server.endpoint, "us-east-1", KEYS, "bucket").await;
    let local = tempfile::tempdir().unwrap();
    let path = write(local.path(), "a.txt", b"hello");
    let group = world.done(&world.upload(&[&path], "", OnConflict::Replace).await).await;
    assert_eq!(group.state, GroupState::Done);
}

/// An abort that meets nothing says nothing: whether the upload is gone, the list tells.
#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_stays_is_not_told_as_gone() {
    for (listed, mends, gone) in
        [(None, false, 1), (Some("a b"), true, 1), (Some("a%20b"), false, 0), (Some("a b"), false, 0)]
    {
        let server = Recorded::start(move |request| {
            if request.starts_with("DELETE") {
                let right = mends && request.starts_with("DELETE /bucket/a%20b?");
                return if right { Answer::new(204, "") } else { Answer::s3(404, "NoSuchUpload", "words") };
            }
            let upload =
                listed.map_or(String::new(), |key| format!("<Upload><Key>{key}</Key><UploadId>u1</UploadId></Upload>"));
            let list = "ListMultipartUploadsResult";
            Answer::new(200, format!("<{list}><IsTruncated>false</IsTruncated>{upload}</{list}>"))
        });
        let world = World::at(&server.endpoint, "us-east-1", KEYS, "bucket").await;
        let chosen = vec![UnfinishedAt { key: "a%20b".into(), upload: "u1".into() }];
        let cleaned = unfinished::clean(&world.store, "bucket", chosen, &HashSet::new()).await;
        assert_eq!((cleaned.gone.len(), cleaned.fault.is_none()), (gone, gone == 1), "{listed:?} {mends}");
    }
}
