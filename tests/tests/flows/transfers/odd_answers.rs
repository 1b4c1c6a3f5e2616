//! Files up and down over servers and proxies that answer in a way of their own: each a case that
//! was reported of other programs. What the store makes of each answer is its own tests' business;
//! here it is that the file arrives.

use std::collections::HashSet;

use std::sync::{
    LazyLock,
    atomic::{AtomicBool, Ordering},
};

use bucketwise_tests::{
    recorded::{Answer, Recorded},
    servers::{Kind, Server},
    tools::aws,
};
use engine::{
    at::Place,
    files::unfinished::{self, UnfinishedAt},
    listing::Selected,
    transfers::{Copies, GroupState, JobFilter, OnConflict, Options, Request, UploadOptions, Work},
};

use super::world::{World, fetched, login, write};

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

/// Intrinsec/s3proxy#49, arrow-rs-object-store#774, async-aws#2077.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_arrives_whose_length_nobody_sends() {
    let server = Recorded::start(|request| {
        let answer = serve(HELLO, request);
        if !request.contains("/bucket/a.txt") {
            return answer;
        }
        let headers = answer.headers.into_iter().filter(|(name, _)| name != "content-length");
        let headers = headers.chain([("transfer-encoding".to_owned(), "chunked".to_owned())]).collect();
        Answer { headers, body: "5\r\nhello\r\n0\r\n\r\n".into(), ..answer }
    });
    let world = World::at(&server.endpoint, "us-east-1", KEYS, "bucket").await;
    let to = tempfile::tempdir().unwrap();
    world.done(&world.download("", to.path(), OnConflict::Ask).await).await;
    assert_eq!(std::fs::read_to_string(to.path().join("a.txt")).unwrap(), "hello");
}

/// dev.to, “S3 bucket policy encryption key enforcement”: a policy wants uploads to name an
/// encryption, and the answer is no more than 403.
#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_is_refused_for_want_of_encryption_names_the_choice_and_passes_with_it() {
    let server = Recorded::start(|request| {
        let encrypted = request.to_ascii_lowercase().contains("x-amz-server-side-encryption: aes256");
        match request.split(' ').next() {
            Some("PUT") if !encrypted => Answer::s3(403, "AccessDenied", "Access Denied"),
            Some("PUT") => Answer::new(200, "").header("etag", &format!("\"{}\"", HELLO.etag)),
            Some("HEAD") => Answer::s3(404, "NoSuchKey", "words"),
            _ => Answer::new(200, "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"),
        }
    });
    let world = World::at(&server.endpoint, "us-east-1", KEYS, "bucket").await;
    let local = tempfile::tempdir().unwrap();
    let path = write(local.path(), "a.txt", b"hello");
    let id = world.upload(&[&path], "", OnConflict::Replace).await;
    assert_eq!(world.end(&id).await.state, GroupState::Failed);
    let jobs = world.transfers.jobs(id, JobFilter::Failed, 0, 10).await.unwrap().jobs;
    let refusal = jobs[0].fault.as_ref().unwrap().refusal.as_ref().unwrap();
    assert!(refusal.cause.to_string().contains("encrypted uploads only"), "{refusal:?}");
    assert!(refusal.ask.to_string().contains("encrypted uploads only"), "{refusal:?}");
    // With the choice that was named.
    let work = Work::Upload { store: world.store.clone(), paths: vec![path], to: world.place("") };
    let upload_options = UploadOptions { encryption: Some("AES256".into()), ..UploadOptions::default() };
    let request = Request { op_id: "encrypted".into(), work, on_conflict: OnConflict::Replace, upload_options };
    let id = world.transfers.add(request).await.unwrap();
    world.done(&id).await;
}

/// A file that is fetched over several connections: no two of its lines are alike.
static LARGE: LazyLock<String> = LazyLock::new(|| {
    use std::fmt::Write;
    let mut text = String::new();
    for at in 0..(66 << 20) / 16 {
        writeln!(text, "{at:015}").unwrap();
    }
    text
});

/// How a server answers for its large file.
#[derive(Clone, Copy, PartialEq)]
enum Odd {
    /// A proxy takes the ETag off what has a body.
    NoEtag,
    /// And the time.
    NoEtagNorTime,
    /// As Google does with what was stored compressed.
    Unpacks,
}

fn serve_large(odd: Odd, request: &str) -> Answer {
    let (line, body) = (request.lines().next().unwrap(), &*LARGE);
    let etag = |answer: Answer| answer.header("etag", "\"0123456789abcdef-9\"");
    let modified = |answer: Answer| answer.header("last-modified", HELLO.modified);
    if line.contains("list-type") {
        let row = format!("<Contents><Key>a.bin</Key><Size>{}</Size></Contents>", body.len());
        return Answer::new(200, format!("<ListBucketResult><IsTruncated>false</IsTruncated>{row}</ListBucketResult>"));
    }
    if line.starts_with("HEAD") {
        return modified(etag(Answer::new(200, "").header("content-length", &body.len().to_string())));
    }
    let packed = request.to_ascii_lowercase().contains("accept-encoding: gzip");
    if odd == Odd::Unpacks && !packed {
        return etag(Answer::new(200, "other bytes").header("x-guploader-response-body-transformations", "gunzipped"));
    }
    let range =
        request.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("range: bytes=").map(str::to_owned));
    let answer = match range.as_deref().and_then(|range| range.split_once('-')) {
        None => Answer::new(200, body.as_str()),
        Some((from, to)) => {
            let (from, to): (usize, usize) = (from.parse().unwrap(), to.parse().unwrap());
            let told = format!("bytes {from}-{to}/{}", body.len());
            Answer::new(206, &body[from..=to]).header("content-range", &told)
        }
    };
    match odd {
        Odd::NoEtag => modified(answer),
        Odd::NoEtagNorTime => answer,
        Odd::Unpacks => modified(etag(answer)),
    }
}

/// arrow-rs-object-store#774 and rclone#2658, with a file that comes in pieces.
#[tokio::test(flavor = "multi_thread")]
async fn a_large_file_arrives_though_its_pieces_have_no_etag_or_would_be_unpacked() {
    for odd in [Odd::NoEtag, Odd::NoEtagNorTime, Odd::Unpacks] {
        let server = Recorded::start(move |request| serve_large(odd, request));
        let world = World::at(&server.endpoint, "us-east-1", KEYS, "bucket").await;
        let to = tempfile::tempdir().unwrap();
        world.done(&world.download("", to.path(), OnConflict::Ask).await).await;
        assert!(std::fs::read(to.path().join("a.bin")).unwrap() == LARGE.as_bytes(), "other bytes");
        let pieces = server.seen().iter().filter(|request| request.to_ascii_lowercase().contains("\nrange: ")).count();
        // What says nothing of its version comes over one connection, since one answer is of one.
        assert!(if odd == Odd::NoEtagNorTime { pieces < 8 } else { pieces >= 8 }, "{pieces} pieces");
    }
}

/// The one file of `server`, to a bucket of MiniStack that is new.
async fn moved(server: &Recorded, bucket: &str, size: u64, leave: bool) -> World {
    let there = Server::shared(Kind::MiniStack);
    let to = login("aws", &there.endpoint, there.region, (&there.access_key, &there.secret_key));
    to.create_bucket(bucket).await.unwrap();
    let from = login("other", &server.endpoint, "us-east-1", KEYS);
    let world = World::between(to, from.clone(), bucket, Options::default()).await;
    let place = Place { connection: "there".into(), bucket: "bucket".into(), prefix: String::new() };
    let picked = vec![Selected::File { key: "a.txt".into(), size, modified: None, etag: None }];
    let copies = Copies::to((&from, place, picked), (&world.store, world.place("")), leave).await.unwrap();
    let work = Work::Copy { store: from, target: world.store.clone(), copies };
    let id = world.add(work, OnConflict::Ask).await;
    world.done(&id).await;
    world
}

/// The same between two servers.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_copied_elsewhere_though_its_bytes_come_without_an_etag() {
    let server = Recorded::start(|request| {
        let answer = serve(HELLO, request);
        let bytes = request.starts_with("GET /bucket/a.txt");
        let headers = answer.headers.into_iter().filter(|(name, _)| !bytes || name != "etag").collect();
        Answer { headers, ..answer }
    });
    drop(moved(&server, "copied-stripped", 5, false).await);
    assert_eq!(fetched(Server::shared(Kind::MiniStack), "copied-stripped", "a.txt"), b"hello");
}

/// A server that nobody knows may have tags and not count them in a head: a move would lose them.
/// One that has no tags, or answers the question with the object itself, is asked once.
#[tokio::test(flavor = "multi_thread")]
async fn tags_that_a_server_hides_go_along_in_a_move() {
    let tags = "<Tagging><TagSet><Tag><Key>class</Key><Value>secret paper</Value></Tag></TagSet></Tagging>";
    for (bucket, asked, kept) in [
        ("tags-hidden", Answer::new(200, tags), true),
        ("tags-unknown", Answer::s3(501, "NotImplemented", "words"), false),
        ("tags-refused", Answer::s3(400, "InvalidArgument", "words"), false),
        ("tags-overlooked", Answer::new(200, "hello"), false),
    ] {
        let gone = AtomicBool::new(false);
        let server = Recorded::start(move |request| match request.split(' ').next() {
            _ if request.contains("a.txt?tagging") => asked.clone(),
            Some("DELETE") => {
                gone.store(true, Ordering::SeqCst);
                Answer::new(204, "")
            }
            Some("HEAD" | "GET") if gone.load(Ordering::SeqCst) || request.contains(".bucketwise-") => {
                Answer::s3(404, "NoSuchKey", "words")
            }
            _ => serve(HELLO, request),
        });
        drop(moved(&server, bucket, 5, true).await);
        assert!(server.seen().iter().any(|request| request.starts_with("DELETE /bucket/a.txt")), "{bucket}");
        let there = Server::shared(Kind::MiniStack);
        let found = aws(there, ["s3api", "get-object-tagging", "--bucket", bucket, "--key", "a.txt"]);
        assert_eq!(found.contains("secret paper"), kept, "{bucket}: {found}");
        assert_eq!(fetched(there, bucket, "a.txt"), b"hello");
    }
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
