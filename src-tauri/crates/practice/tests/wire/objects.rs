//! Objects: bytes, what is said about them, ranges, conditions, copies and deletions.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use futures_util::future::{join, join_all};
use http::Method;

use crate::client::{Outcome, Place};

const FILE: &str = "/practice-files/object";

#[tokio::test]
async fn what_is_said_about_an_object_comes_back() -> Outcome {
    let place = Place::open().await?;
    let put = place.put(FILE, "hello").header("content-type", "text/x-hello").header("x-amz-meta-mood", "good");
    let put = put.header("cache-control", "no-cache").header("content-encoding", "aws-chunked,gzip").send().await?;
    // md5("hello")
    assert_eq!(put.header("etag"), "\"5d41402abc4b2a76b9719d911017c592\"");
    let place = place.reopen().await?;
    let head = place.call(Method::HEAD, FILE).send().await?;
    let said = ["content-type", "x-amz-meta-mood", "cache-control", "content-encoding", "content-length"];
    assert_eq!(said.map(|name| head.header(name)), ["text/x-hello", "good", "no-cache", "gzip", "5"]);
    assert_eq!(head.header("etag"), put.header("etag"));
    assert_eq!(head.header("x-amz-request-id").len(), 16);
    place.put("/practice-files/plain", "x").send().await?;
    assert_eq!(
        place.call(Method::HEAD, "/practice-files/plain").send().await?.header("content-type"),
        "binary/octet-stream"
    );
    Ok(())
}

#[tokio::test]
async fn a_url_may_name_the_file_it_saves() -> Outcome {
    let place = Place::open().await?;
    place.put(FILE, "hello").send().await?;
    let query = "?response-content-disposition=attachment%3B%20filename%3Dx.txt&response-content-type=text%2Fplain";
    let reply = place.get(format!("{FILE}{query}")).send_presigned(Duration::from_secs(60)).await?;
    assert_eq!(reply.header("content-disposition"), "attachment; filename=x.txt");
    assert_eq!(reply.header("content-type"), "text/plain");
    Ok(())
}

#[tokio::test]
async fn ranges_are_exact() -> Outcome {
    let place = Place::open().await?;
    place.put(FILE, "0123456789").send().await?;
    let ranges = [
        ("bytes=2-4", "234", "bytes 2-4/10"),
        ("bytes=-3", "789", "bytes 7-9/10"),
        ("bytes=8-99", "89", "bytes 8-9/10"),
    ];
    for (range, bytes, content_range) in ranges {
        let reply = place.get(FILE).header("range", range).send().await?;
        assert_eq!(
            (reply.status.as_u16(), reply.text().as_str(), reply.header("content-range")),
            (206, bytes, content_range)
        );
    }
    for range in ["bytes=10-", "bytes=-0"] {
        let reply = place.get(FILE).header("range", range).send().await?;
        assert_eq!(reply.fault(), (416, "InvalidRange".to_owned()));
        assert_eq!(reply.header("content-range"), "bytes */10");
    }
    place.put(FILE, "").send().await?;
    assert_eq!(place.get(FILE).header("range", "bytes=-1").send().await?.fault().0, 416);
    Ok(())
}

#[tokio::test]
async fn conditions_hold_a_read_and_a_write_back() -> Outcome {
    let place = Place::open().await?;
    let etag = place.put(FILE, "one").send().await?.header("etag").to_owned();
    let date = place.get(FILE).send().await?.header("last-modified").to_owned();
    let long_ago = "Wed, 21 Oct 2015 07:28:00 GMT";
    let read =
        async |name, value: &str| place.get(FILE).header(name, value).send().await.map(|reply| reply.status.as_u16());
    assert_eq!(read("if-match", &etag).await?, 200);
    assert_eq!(read("if-match", "\"other\"").await?, 412);
    assert_eq!(read("if-none-match", &etag).await?, 304);
    assert_eq!(read("if-modified-since", &date).await?, 304);
    assert_eq!(read("if-modified-since", long_ago).await?, 200);
    assert_eq!(read("if-unmodified-since", long_ago).await?, 412);
    let write = async |name, value: &str| {
        place.put(FILE, "two").header(name, value).send().await.map(|reply| reply.status.as_u16())
    };
    assert_eq!(write("if-none-match", "*").await?, 412);
    assert_eq!(write("if-match", "\"other\"").await?, 412);
    assert_eq!(place.get(FILE).send().await?.text(), "one");
    assert_eq!(write("if-match", &etag).await?, 200);
    assert_eq!(place.get(FILE).send().await?.text(), "two");
    Ok(())
}

#[tokio::test]
async fn of_many_who_put_only_if_nothing_is_there_one_does() -> Outcome {
    let place = Place::open().await?;
    let puts = (0..8).map(|turn| place.put(FILE, turn.to_string()).header("if-none-match", "*").send());
    let replies = join_all(puts).await.into_iter().collect::<Outcome<Vec<_>>>()?;
    let winners: Vec<_> = (0..8).filter(|turn| replies[*turn].status == 200).collect();
    assert_eq!(winners.len(), 1);
    assert!(replies.iter().all(|reply| matches!(reply.status.as_u16(), 200 | 412)));
    assert_eq!(place.get(FILE).send().await?.text(), winners[0].to_string());
    Ok(())
}

#[tokio::test]
async fn a_reader_gets_the_old_bytes_or_the_new_ones_whole() -> Outcome {
    let place = Place::open().await?;
    let of = |letter: u8| vec![letter; 2 << 20];
    place.put(FILE, of(b'a')).send().await?;
    let writing = async {
        for letter in b'b'..=b'f' {
            place.put(FILE, of(letter)).send().await?;
        }
        Outcome::Ok(())
    };
    let reading = async {
        for _ in 0..10 {
            let body = place.get(FILE).send().await?.body;
            assert!(body.len() == 2 << 20 && body.iter().all(|letter| *letter == body[0]));
        }
        Outcome::Ok(())
    };
    let (written, read) = join(writing, reading).await;
    written.and(read)
}

#[tokio::test]
async fn bytes_that_differ_from_their_digest_are_not_kept() -> Outcome {
    let place = Place::open().await?;
    let md5_of_nothing = "1B2M2Y8AsgTpgAmY7PhCfg==";
    let cases = [
        ("content-md5", md5_of_nothing, "BadDigest"),
        ("content-md5", "short", "InvalidDigest"),
        ("x-amz-checksum-crc32", "AAAAAA==", "BadDigest"),
        ("x-amz-checksum-sha256", "AAAA", "BadDigest"),
    ];
    for (name, value, code) in cases {
        let put = place.put(FILE, "hello").header(name, value).send().await?;
        assert_eq!(put.fault(), (400, code.to_owned()));
        assert_eq!(place.get(FILE).send().await?.fault().1, "NoSuchKey");
    }
    Ok(())
}

#[tokio::test]
async fn a_checksum_is_kept_and_shown_for_the_whole_alone() -> Outcome {
    let place = Place::open().await?;
    // crc32("hello") is 0x3610a686.
    let crc = BASE64.encode([0x36, 0x10, 0xa6, 0x86]);
    let put = place.put(FILE, "hello").header("x-amz-checksum-crc32", &crc).send().await?;
    assert_eq!(put.header("x-amz-checksum-crc32"), crc);
    let whole = place.get(FILE).header("x-amz-checksum-mode", "ENABLED").send().await?;
    assert_eq!(whole.header("x-amz-checksum-crc32"), crc);
    let range = place.get(FILE).header("x-amz-checksum-mode", "ENABLED").header("range", "bytes=0-1").send().await?;
    assert_eq!(range.header("x-amz-checksum-crc32"), "");
    Ok(())
}

#[tokio::test]
async fn a_copy_takes_the_bytes_and_what_is_said_of_them() -> Outcome {
    let place = Place::open().await?;
    place.put(FILE, "hello").header("content-type", "text/x-hello").send().await?;
    let copy = place.put("/practice-older-files/copy", "").header("x-amz-copy-source", FILE).send().await?;
    assert_eq!(copy.one("ETag"), "\"5d41402abc4b2a76b9719d911017c592\"");
    let copied = place.get("/practice-older-files/copy").send().await?;
    assert_eq!((copied.text().as_str(), copied.header("content-type")), ("hello", "text/x-hello"));
    let itself = place.put(FILE, "").header("x-amz-copy-source", FILE).send().await?;
    assert_eq!(itself.fault(), (400, "InvalidRequest".to_owned()));
    let missing = place.put(FILE, "").header("x-amz-copy-source", "/practice-files/none").send().await?;
    assert_eq!(missing.fault(), (404, "NoSuchKey".to_owned()));
    Ok(())
}

#[tokio::test]
async fn many_are_deleted_at_once_and_those_not_there_count_too() -> Outcome {
    let place = Place::open().await?;
    place.put("/practice-files/a&b", "x").send().await?;
    let keys = "<Object><Key>a&amp;b</Key></Object><Object><Key>not there</Key></Object>";
    let body = format!("<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">{keys}</Delete>");
    let call = place.call(Method::POST, "/practice-files?delete").body(body);
    let reply = call.send().await?;
    assert_eq!(reply.all("Key"), ["a&amp;b", "not there"]);
    assert_eq!(place.get("/practice-files/a%26b").send().await?.fault().1, "NoSuchKey");
    Ok(())
}
