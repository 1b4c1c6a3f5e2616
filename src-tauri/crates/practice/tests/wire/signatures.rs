//! Who is let in, and what those who are not are told.

use std::time::Duration;

use http::Method;

use crate::client::{Outcome, Place, transmit};

const FILE: &str = "/practice-files/Read%20me%20first.txt";

#[tokio::test]
async fn a_right_signature_is_let_in_by_header_and_by_url() -> Outcome {
    let place = Place::open().await?;
    assert!(place.get(FILE).send().await?.text().starts_with("Welcome"));
    let presigned = place.get(FILE).send_presigned(Duration::from_secs(60)).await?;
    assert!(presigned.text().starts_with("Welcome"));
    let put = place.put("/practice-files/by-url", "sent").send_presigned(Duration::from_secs(60)).await?;
    assert_eq!(put.status, 200);
    assert_eq!(place.get("/practice-files/by-url").send().await?.text(), "sent");
    Ok(())
}

#[tokio::test]
async fn without_a_right_signature_nobody_gets_in() -> Outcome {
    let place = Place::open().await?;
    let denied = (403, "AccessDenied".to_owned());
    assert_eq!(place.get(FILE).send_unsigned().await?.fault(), denied);
    assert_eq!(place.get("/").send_unsigned().await?.fault(), denied);
    assert_eq!(place.put("/practice-files/x", "x").send_unsigned().await?.fault(), denied);
    assert_eq!(place.call(Method::DELETE, FILE).send_unsigned().await?.fault(), denied);
    assert_eq!(place.get(FILE).send_forged().await?.fault(), (403, "SignatureDoesNotMatch".to_owned()));
    assert_eq!(place.get(FILE).send().await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn a_signature_holds_for_what_was_signed_alone() -> Outcome {
    let place = Place::open().await?;
    let (_, mut other) = place.get(FILE).signed(None, None).await?;
    *other.uri_mut() = format!("{}/practice-files/data/survey-responses.csv", place.practice.endpoint()).parse()?;
    assert_eq!(transmit(&place, other).await?.fault().1, "SignatureDoesNotMatch");
    let (_, mut other) = place.get(FILE).signed(Some(Duration::from_secs(60)), None).await?;
    *other.method_mut() = Method::DELETE;
    assert_eq!(transmit(&place, other).await?.fault().1, "SignatureDoesNotMatch");
    Ok(())
}

#[tokio::test]
async fn bytes_that_differ_from_the_signed_ones_are_not_kept() -> Outcome {
    let place = Place::open().await?;
    // SHA-256 of no bytes at all.
    let hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let put = place.put("/practice-files/swapped", "other bytes").header("x-amz-content-sha256", hash);
    assert_eq!(put.send().await?.fault(), (400, "XAmzContentSHA256Mismatch".to_owned()));
    assert_eq!(place.get("/practice-files/swapped").send().await?.fault().1, "NoSuchKey");
    Ok(())
}

#[tokio::test]
async fn a_wrong_clock_is_named() -> Outcome {
    let place = Place::open().await?;
    let (_, mut late) = place.get(FILE).signed(None, None).await?;
    let authorization = late.headers()["authorization"].to_str()?.to_owned();
    let today = authorization.split('/').nth(1).unwrap_or_default().to_owned();
    late.headers_mut().insert("authorization", authorization.replace(&today, "20200101").parse()?);
    late.headers_mut().insert("x-amz-date", "20200101T000000Z".parse()?);
    assert_eq!(transmit(&place, late).await?.fault(), (403, "RequestTimeTooSkewed".to_owned()));
    Ok(())
}

#[tokio::test]
async fn a_url_ends_when_it_says_and_lives_a_week_at_most() -> Outcome {
    let place = Place::open().await?;
    let ended = place.get(FILE).send_presigned(Duration::ZERO).await?;
    assert_eq!(ended.fault(), (403, "AccessDenied".to_owned()));
    assert_eq!(ended.one("Message"), "Request has expired");
    let week = Duration::from_secs(7 * 24 * 60 * 60);
    assert_eq!(place.get(FILE).send_presigned(week).await?.status, 200);
    let long = place.get(FILE).send_presigned(week + Duration::from_secs(1)).await?;
    assert_eq!(long.fault(), (400, "AuthorizationQueryParametersError".to_owned()));
    Ok(())
}

#[tokio::test]
async fn only_names_of_this_computer_are_answered() -> Outcome {
    let place = Place::open().await?;
    let port = place.host().rsplit(':').next().unwrap_or_default().to_owned();
    let local = place.get(FILE).header("host", format!("localhost:{port}")).send().await?;
    assert_eq!(local.status, 200);
    for host in [format!("evil.example:{port}"), "evil.example".to_owned(), "127.0.0.1.evil.example".to_owned()] {
        let reply = place.get(FILE).header("host", host).send().await?;
        assert_eq!(reply.fault(), (403, "AccessDenied".to_owned()));
    }
    Ok(())
}

#[tokio::test]
async fn the_old_signature_and_forms_are_refused() -> Outcome {
    let place = Place::open().await?;
    let old = place.get("/practice-files/x?AWSAccessKeyId=A&Expires=1&Signature=B").send_unsigned().await?;
    assert!(old.status.is_client_error());
    let form = place.call(Method::POST, "/practice-files").header("content-type", "multipart/form-data; boundary=x");
    assert_eq!(form.body("--x--").send_unsigned().await?.fault(), (501, "NotImplemented".to_owned()));
    Ok(())
}
