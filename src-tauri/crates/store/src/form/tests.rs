#![allow(clippy::unwrap_used)]

use super::*;
use crate::testing::{Recorded, access, at, refusal as answers, store, wiring};
use crate::{Access, Environment};
use std::time::UNIX_EPOCH;

/// The policy of Amazon's example, as its page prints it.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html>
const POLICY: &str = "eyAiZXhwaXJhdGlvbiI6ICIyMDE1LTEyLTMwVDEyOjAwOjAwLjAwMFoiLA0KICAiY29uZGl0aW9ucyI6IFsNCiAgICB7ImJ1Y2tldCI6ICJzaWd2NGV4YW1wbGVidWNrZXQifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRrZXkiLCAidXNlci91c2VyMS8iXSwNCiAgICB7ImFjbCI6ICJwdWJsaWMtcmVhZCJ9LA0KICAgIHsic3VjY2Vzc19hY3Rpb25fcmVkaXJlY3QiOiAiaHR0cDovL3NpZ3Y0ZXhhbXBsZWJ1Y2tldC5zMy5hbWF6b25hd3MuY29tL3N1Y2Nlc3NmdWxfdXBsb2FkLmh0bWwifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRDb250ZW50LVR5cGUiLCAiaW1hZ2UvIl0sDQogICAgeyJ4LWFtei1tZXRhLXV1aWQiOiAiMTQzNjUxMjM2NTEyNzQifSwNCiAgICB7IngtYW16LXNlcnZlci1zaWRlLWVuY3J5cHRpb24iOiAiQUVTMjU2In0sDQogICAgWyJzdGFydHMtd2l0aCIsICIkeC1hbXotbWV0YS10YWciLCAiIl0sDQoNCiAgICB7IngtYW16LWNyZWRlbnRpYWwiOiAiQUtJQUlPU0ZPRE5ON0VYQU1QTEUvMjAxNTEyMjkvdXMtZWFzdC0xL3MzL2F3czRfcmVxdWVzdCJ9LA0KICAgIHsieC1hbXotYWxnb3JpdGhtIjogIkFXUzQtSE1BQy1TSEEyNTYifSwNCiAgICB7IngtYW16LWRhdGUiOiAiMjAxNTEyMjlUMDAwMDAwWiIgfQ0KICBdDQp9";

fn how() -> Forming {
    Forming {
        // 2015-12-29T00:00:00Z, as in the example.
        signed_at: UNIX_EPOCH + Duration::from_secs(1_451_347_200),
        lasts: Duration::from_secs(36 * 3_600),
        prefix: "user/user1/".to_owned(),
        types: FormTypes::Begins("image/"),
        smallest: 1,
        largest: 1_048_576,
    }
}

fn keys() -> Credentials {
    Credentials {
        access_key: "AKIAIOSFODNN7EXAMPLE".to_owned(),
        secret: Secret::new("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".to_owned()),
        session_token: None,
    }
}

fn value<'a>(fields: &'a [(&str, Secret)], name: &str) -> &'a str {
    fields.iter().find(|(field, _)| *field == name).unwrap().1.expose()
}

fn policy_of(fields: &[(&str, Secret)]) -> String {
    String::from_utf8(base64::decode(value(fields, "policy")).unwrap()).unwrap()
}

#[test]
fn the_example_of_amazon_is_signed_as_amazon_signs_it() {
    let signed = signature(keys().secret.expose(), how().signed_at, "us-east-1", POLICY);
    assert_eq!(signed, "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e");
    let fields = fields("sigv4examplebucket", "us-east-1", &keys(), &how()).unwrap();
    assert_eq!(value(&fields, "x-amz-algorithm"), "AWS4-HMAC-SHA256");
    assert_eq!(value(&fields, "x-amz-credential"), "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request");
    assert_eq!(value(&fields, "x-amz-date"), "20151229T000000Z");
    let ours: Value = serde_json::from_str(&policy_of(&fields)).unwrap();
    let amazons: Value = serde_json::from_slice(&base64::decode(POLICY).unwrap()).unwrap();
    assert_eq!(ours["expiration"], amazons["expiration"]);
    let theirs = amazons["conditions"].as_array().unwrap();
    for part in ["bucket", "x-amz-credential", "x-amz-algorithm", "x-amz-date"] {
        let condition = ours["conditions"].as_array().unwrap().iter().find(|one| one.get(part).is_some()).unwrap();
        assert!(theirs.contains(condition), "{condition}");
    }
    for condition in [json!(["starts-with", "$key", "user/user1/"]), json!(["starts-with", "$Content-Type", "image/"])]
    {
        assert!(theirs.contains(&condition) && ours["conditions"].as_array().unwrap().contains(&condition));
    }
}

#[test]
fn every_field_that_is_sent_is_in_the_policy() {
    let token = Some(Secret::new("NEVERPRINTTHISTOKEN".to_owned()));
    let fields = fields("bucket", "eu-west-1", &Credentials { session_token: token, ..keys() }, &how()).unwrap();
    let policy: Value = serde_json::from_str(&policy_of(&fields)).unwrap();
    for (name, sent) in fields.iter().filter(|(name, _)| !matches!(*name, "policy" | "x-amz-signature")) {
        let conditions = policy["conditions"].as_array().unwrap();
        assert!(conditions.iter().any(|one| one.get(*name).is_some_and(|value| value == sent.expose())), "{name}");
    }
    assert!(policy["conditions"].as_array().unwrap().contains(&json!(["content-length-range", 1, 1_048_576])));
    assert!(!format!("{fields:?}").contains("NEVERPRINT"));
}

#[test]
fn a_folder_with_any_letters_is_that_folder_and_nothing_else() {
    for prefix in
        ["a\"],[\"starts-with\",\"$key\",\"\"],[\"b/", "$key/", "$Content-Type/", "100% ü\u{202e}\\/", "${filename}/"]
    {
        let how = Forming { prefix: prefix.to_owned(), types: FormTypes::Any, ..how() };
        let fields = fields("bucket", "eu-west-1", &keys(), &how).unwrap();
        let text = policy_of(&fields);
        let policy: Value = serde_json::from_str(&text).unwrap();
        let keys: Vec<&Value> = policy["conditions"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one.get(1).is_some_and(|name| name == "$key"))
            .collect();
        assert_eq!(keys, [&json!(["starts-with", "$key", prefix])], "{prefix}");
        assert!(!text.contains("${") && !text.contains("$key/"), "{text}");
    }
}

#[tokio::test]
async fn a_form_goes_to_the_bucket_and_a_link_to_one_file() {
    let store = store("other", "http://127.0.0.1:9");
    let form = store.sign_form("bucket", &how()).await.unwrap();
    assert_eq!(form.action, "http://127.0.0.1:9/bucket/");
    let how = Linking { signed_at: how().signed_at, lasts: Duration::from_secs(60), disposition: None };
    let link = store.sign_upload(&at("in/ü.bin"), &how).await.unwrap();
    let url = url::Url::parse(link.expose()).unwrap();
    assert_eq!(url.path(), "/bucket/in/%C3%BC.bin");
    let names: Vec<String> = url.query_pairs().map(|(name, _)| name.to_ascii_lowercase()).collect();
    assert!(
        !names.iter().any(|name| name.contains("checksum")),
        "a checksum of no bytes refuses all others: {names:?}"
    );
    let signed = url.query_pairs().find(|(name, _)| name == "X-Amz-SignedHeaders").unwrap().1.into_owned();
    assert_eq!(signed, "host", "a browser sends no other");
}

#[tokio::test]
async fn through_a_read_only_connection_nobody_is_let_store_anything() {
    let read_only = Access { read_only: true, ..access("other", "http://127.0.0.1:9") };
    let store = Store::open_with(read_only, Environment::default(), &wiring()).unwrap();
    assert_eq!(store.sign_form("bucket", &how()).await.unwrap_err().kind, StoreErrorKind::ReadOnly);
    let how = Linking { signed_at: how().signed_at, lasts: Duration::from_secs(60), disposition: None };
    assert_eq!(store.sign_upload(&at("a"), &how).await.unwrap_err().kind, StoreErrorKind::ReadOnly);
}

#[tokio::test]
async fn a_form_is_tried_by_an_empty_file_and_without_a_login() {
    let server = Recorded::new(vec![answers(400, "EntityTooSmall")]).await;
    let store = server.store();
    let form = store.sign_form("bucket", &how()).await.unwrap();
    let told = store.try_form(&at("in/test"), &form, "image/png").await.unwrap();
    assert_eq!(told.heard, FormHeard::Heeds);
    let seen = server.seen().remove(0);
    assert!(seen.starts_with("POST /bucket/ "), "{seen}");
    assert_eq!(crate::testing::header(&seen, "authorization"), None);
    assert!(!format!("{form:?}").contains("NEVERPRINT"), "{form:?}");
}

#[test]
fn what_servers_say_of_a_form_is_understood() {
    use FormHeard::{Heeds, Refuses, Stored, Unknown};
    for (status, code, message, wanted) in [
        (400, "EntityTooSmall", "", Heeds),
        (
            403,
            "AccessDenied",
            "Invalid according to Policy: Policy Condition failed: [\"content-length-range\", 1]",
            Heeds,
        ),
        (204, "", "", Stored(None)),
        (405, "MethodNotAllowed", "", Unknown),
        (501, "NotImplemented", "", Unknown),
        (403, "AccessDenied", "Invalid according to Policy: Policy expired.", Refuses(LinkRefusal::Expired)),
        (403, "SignatureDoesNotMatch", "", Refuses(LinkRefusal::Signature)),
        (403, "AccessDenied", "Access Denied", Refuses(LinkRefusal::Denied)),
        (503, "SlowDown", "", Refuses(LinkRefusal::Busy)),
    ] {
        assert_eq!(heard(status, code, message, None), wanted, "{status} {code} {message}");
    }
}
