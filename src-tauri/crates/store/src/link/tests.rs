#![allow(clippy::unwrap_used)]

use super::*;
use crate::testing::{Recorded, access, answer, at, header, refusal as refused, store, wiring};
use crate::{Access, Environment};
use std::time::UNIX_EPOCH;

fn how(lasts: u64) -> Linking {
    Linking {
        // 2026-11-29T12:00:00Z
        signed_at: UNIX_EPOCH + Duration::from_secs(1_795_953_600),
        lasts: Duration::from_secs(lasts),
        disposition: None,
    }
}

fn parameter(link: &Secret, name: &str) -> Option<String> {
    let url = url::Url::parse(link.expose()).unwrap();
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

#[tokio::test]
async fn a_link_is_of_the_moment_and_the_time_that_were_asked_for() {
    let store = store("other", "http://127.0.0.1:9");
    let link = store.sign_link(&at("a/b.txt"), &how(3_600)).await.unwrap();
    assert_eq!(parameter(&link, "X-Amz-Date").as_deref(), Some("20261129T120000Z"));
    assert_eq!(parameter(&link, "X-Amz-Expires").as_deref(), Some("3600"));
    assert_eq!(parameter(&link, "X-Amz-SignedHeaders").as_deref(), Some("host"), "a browser sends no other");
    assert_eq!(parameter(&link, "X-Amz-Security-Token").as_deref(), Some("NEVERPRINTTHISTOKEN"));
    assert_eq!(format!("{link:?}"), "***");
    for lasts in [7 * 86_400 + 1, u64::MAX] {
        let error = store.sign_link(&at("a"), &how(lasts)).await.unwrap_err();
        assert_eq!(error.kind, StoreErrorKind::Other, "{lasts}");
        assert!(!format!("{error:?} {error}").contains("Signature"), "{error:?}");
    }
    store.sign_link(&at("a"), &how(LONGEST_LINK.as_secs())).await.unwrap();
}

#[tokio::test]
async fn each_letter_of_a_key_stands_for_itself() {
    let store = store("other", "http://127.0.0.1:9");
    let long = "ü".repeat(512);
    for key in ["a+b.txt", "100%.txt", "a#b?c&d=e", "🦀 ü/ß.txt", "a//b", "it's (1)*.txt", "a%2Fb", long.as_str()] {
        let link = store.sign_link(&at(key), &how(60)).await.unwrap();
        let url = url::Url::parse(link.expose()).unwrap();
        let path = percent_encoding::percent_decode_str(url.path()).decode_utf8().unwrap().into_owned();
        assert_eq!(path, format!("/bucket/{key}"));
        let plain = store.plain_address(&at(key)).await.unwrap();
        assert_eq!(plain, link.expose().split('?').next().unwrap());
    }
}

/// What a browser does not send is not tried: it would work for nobody but this program.
#[tokio::test]
async fn a_link_is_tried_at_the_address_that_a_browser_makes_of_it() {
    let server = Recorded::new(vec![refused(403, "SignatureDoesNotMatch"); 2]).await;
    let store = server.store();
    for (key, asked, why) in [
        ("a/../b/./c.txt", "GET /bucket/b/c.txt?", LinkRefusal::Unreachable),
        ("a/..b/.c/it's%2e 1.txt", "GET /bucket/a/..b/.c/it%27s%252e%201.txt?", LinkRefusal::Signature),
    ] {
        let link = store.sign_link(&at(key), &how(60)).await.unwrap();
        let told = store.try_link(&at(key), &link).await.unwrap();
        assert_eq!(told.refused, Some(why), "{key}");
        let seen = server.seen().pop().unwrap();
        assert!(seen.starts_with(asked), "{key}: {seen}");
    }
}

#[tokio::test]
async fn a_version_and_a_name_are_part_of_what_is_signed() {
    let store = store("other", "http://127.0.0.1:9");
    let disposition = Some("attachment; filename=\"_.txt\"; filename*=UTF-8''%C3%9C.txt".to_owned());
    let how = Linking { disposition: disposition.clone(), ..how(60) };
    let link = store.sign_link(&at("a").version("v1"), &how).await.unwrap();
    assert_eq!(parameter(&link, "versionId").as_deref(), Some("v1"));
    assert_eq!(parameter(&link, "response-content-disposition"), disposition);
    let plain = store.plain_address(&at("a").version("v+1/=")).await.unwrap();
    assert_eq!(plain, "http://127.0.0.1:9/bucket/a?versionId=v%2B1%2F%3D", "not what the file is by now");
}

#[test]
fn a_link_to_a_directory_bucket_ends_with_its_session() {
    let amazon = Store::open(access_to_amazon()).unwrap();
    assert_eq!(amazon.longest_link("cold--use1-az4--x-s3"), Duration::from_secs(300));
    assert_eq!(amazon.longest_link("cold"), LONGEST_LINK);
    assert_eq!(store("other", "http://127.0.0.1:9").longest_link("cold--use1-az4--x-s3"), LONGEST_LINK);
}

fn access_to_amazon() -> Access {
    Access { endpoint: None, ..access("aws", "http://127.0.0.1:9") }
}

#[tokio::test]
async fn whoever_pays_says_so_in_the_address() {
    let pays = Access { requester_pays: true, ..access("other", "http://127.0.0.1:9") };
    let store = Store::open_with(pays, Environment::default(), &wiring()).unwrap();
    let both = [store.sign_link(&at("a"), &how(60)).await, store.sign_upload(&at("a"), &how(60)).await];
    for link in both.map(Result::unwrap) {
        assert_eq!(parameter(&link, PAYER).as_deref(), Some("requester"));
        assert_eq!(parameter(&link, "X-Amz-SignedHeaders").as_deref(), Some("host"));
    }
}

#[tokio::test]
async fn without_keys_there_is_an_address_and_no_link() {
    let nobody = Access { sign_in: crate::Source::Anonymous.into(), ..access("other", "http://127.0.0.1:9") };
    let store = Store::open_with(nobody, Environment::default(), &wiring()).unwrap();
    assert!(!store.signs());
    store.sign_link(&at("a"), &how(60)).await.unwrap_err();
    assert_eq!(store.plain_address(&at("a b")).await.unwrap(), "http://127.0.0.1:9/bucket/a%20b");
}

#[tokio::test]
async fn a_link_is_tried_without_a_login_and_for_one_byte() {
    let date = ("date", "Sun, 29 Nov 2026 12:00:00 GMT");
    let server = Recorded::new(vec![answer(206, &[("content-disposition", "inline"), date], "x")]).await;
    let store = server.store();
    let link = store.sign_link(&at("a"), &how(60)).await.unwrap();
    let told = store.try_link(&at("a"), &link).await.unwrap();
    assert_eq!((told.status, told.refused, told.server_time), (206, None, Some(1_795_953_600_000)));
    assert_eq!(told.disposition.as_deref(), Some("inline"));
    let seen = server.seen().remove(0);
    assert!(seen.starts_with("GET /bucket/a?"), "{seen}");
    assert_eq!(header(&seen, "range"), Some("bytes=0-0"));
    assert_eq!(header(&seen, "authorization"), None);
    assert!(!seen.to_ascii_lowercase().contains("\r\nx-amz"), "{seen}");
}

/// A gateway lets this program through and asks a stranger for a login.
#[tokio::test]
async fn a_page_that_is_nothing_of_s3_is_not_the_file() {
    let page = answer(200, &[("content-type", "text/html")], "<h1>Sign in</h1>");
    let server = Recorded::new(vec![page, answer(200, &[("etag", "\"a\"")], "x"), answer(206, &[], "x")]).await;
    let store = server.store();
    let link = store.sign_link(&at("a"), &how(60)).await.unwrap();
    for wanted in [Some(LinkRefusal::Page), None, None] {
        assert_eq!(store.try_link(&at("a"), &link).await.unwrap().refused, wanted);
    }
}

#[tokio::test]
async fn a_refusal_is_an_answer_and_a_closed_port_is_not() {
    let server = Recorded::new(vec![refused(403, "AccessDenied"), refused(404, "NoSuchKey")]).await;
    let store = server.store();
    let link = store.sign_link(&at("a"), &how(60)).await.unwrap();
    for wanted in [LinkRefusal::Denied, LinkRefusal::Missing] {
        assert_eq!(store.try_link(&at("a"), &link).await.unwrap().refused, Some(wanted));
    }
    let closed = crate::testing::store("other", "http://127.0.0.1:1");
    let link = closed.sign_link(&at("a"), &how(60)).await.unwrap();
    let error = closed.try_link(&at("a"), &link).await.unwrap_err();
    assert_eq!(error.kind, StoreErrorKind::ConnectionRefused);
    assert!(!format!("{error:?} {error}").contains("X-Amz"), "{error:?}");
}

#[test]
fn what_servers_say_of_a_link_is_understood() {
    use LinkRefusal::{Archived, Busy, Denied, Elsewhere, Expired, Missing, NotYet, Other, Signature};
    for (status, code, message, wanted) in [
        (200, "", "", None),
        (206, "", "", None),
        (416, "InvalidRange", "The requested range is not satisfiable", None),
        (416, "", "", None),
        (403, "AccessDenied", "Request has expired", Some(Expired)),
        (400, "ExpiredToken", "The provided token has expired.", Some(Expired)),
        (403, "AccessDenied", "Request is not yet valid", Some(NotYet)),
        (403, "RequestTimeTooSkewed", "", Some(NotYet)),
        (403, "SignatureDoesNotMatch", "", Some(Signature)),
        (403, "AccessDenied", "Access Denied", Some(Denied)),
        (401, "", "", Some(Denied)),
        (403, "InvalidObjectState", "", Some(Archived)),
        (404, "NoSuchKey", "", Some(Missing)),
        (301, "PermanentRedirect", "", Some(Elsewhere)),
        (307, "", "", Some(Elsewhere)),
        (503, "SlowDown", "", Some(Busy)),
        (400, "InvalidRequest", "", Some(Other)),
    ] {
        assert_eq!(refusal(status, code, message), wanted, "{status} {code} {message}");
    }
}
