//! Buckets, their listings and their settings.

use http::Method;

use crate::client::{Outcome, Place, path_of};

#[tokio::test]
async fn buckets_are_made_listed_and_deleted_when_empty() -> Outcome {
    let place = Place::open().await?;
    assert_eq!(place.get("/").send().await?.all("Name"), ["practice-files", "practice-older-files"]);
    assert_eq!(place.put("/third", "").send().await?.status, 200);
    assert_eq!(place.put("/third", "").send().await?.fault(), (409, "BucketAlreadyOwnedByYou".to_owned()));
    let head = place.call(Method::HEAD, "/third").send().await?;
    assert_eq!((head.status.as_u16(), head.header("x-amz-bucket-region")), (200, "us-east-1"));
    assert_eq!(place.call(Method::HEAD, "/fourth").send().await?.status, 404);
    place.put("/third/file", "x").send().await?;
    assert_eq!(place.call(Method::DELETE, "/third").send().await?.fault(), (409, "BucketNotEmpty".to_owned()));
    place.call(Method::DELETE, "/third/file").send().await?;
    assert_eq!(place.call(Method::DELETE, "/third").send().await?.status, 204);
    assert_eq!(place.get("/third?list-type=2").send().await?.fault(), (404, "NoSuchBucket".to_owned()));
    Ok(())
}

#[tokio::test]
async fn bucket_names_follow_the_rules_of_s3() -> Outcome {
    let place = Place::open().await?;
    let long = "a".repeat(64);
    let wrong = [
        "ab",
        "Upper",
        "under_score",
        "-a-",
        "a..b",
        "192.168.1.1",
        "xn--abc",
        "sthree-x",
        "x-s3alias",
        "x--ol-s3",
        &long,
    ];
    for name in wrong {
        assert_eq!(
            place.put(format!("/{name}"), "").send().await?.fault(),
            (400, "InvalidBucketName".to_owned()),
            "{name}"
        );
    }
    assert_eq!(place.put("/a.good-name.1", "").send().await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn an_unknown_sub_resource_is_not_taken_for_its_bucket() -> Outcome {
    let place = Place::open().await?;
    place.put("/empty", "").send().await?;
    assert_eq!(place.call(Method::DELETE, "/empty?intruder").send().await?.fault(), (501, "NotImplemented".to_owned()));
    assert_eq!(place.call(Method::HEAD, "/empty").send().await?.status, 200);
    assert_eq!(place.put("/other?intruder", "").send().await?.fault(), (501, "NotImplemented".to_owned()));
    assert_eq!(place.call(Method::HEAD, "/other").send().await?.status, 404);
    Ok(())
}

#[tokio::test]
async fn settings_that_nobody_made_are_absent_as_on_s3() -> Outcome {
    let place = Place::open().await?;
    let absent = [
        ("policy", "NoSuchBucketPolicy"),
        ("cors", "NoSuchCORSConfiguration"),
        ("lifecycle", "NoSuchLifecycleConfiguration"),
        ("publicAccessBlock", "NoSuchPublicAccessBlockConfiguration"),
        ("encryption", "ServerSideEncryptionConfigurationNotFoundError"),
        ("tagging", "NoSuchTagSet"),
    ];
    for (setting, code) in absent {
        let reply = place.get(format!("/practice-files?{setting}")).send().await?;
        assert_eq!(reply.fault(), (404, code.to_owned()));
        assert_eq!(place.get(format!("/no-bucket?{setting}")).send().await?.fault().1, "NoSuchBucket");
    }
    let versioning = place.get("/practice-older-files?versioning").send().await?;
    assert_eq!((versioning.status.as_u16(), versioning.one("Status")), (200, String::new()));
    Ok(())
}

/// Follows a listing to its end, `step` at a time, and gives keys and common prefixes in the order
/// they came.
async fn walk(place: &Place, query: &str, step: usize) -> Outcome<Vec<String>> {
    let mut token = String::new();
    let mut found = Vec::new();
    loop {
        let reply = place.get(format!("/walk?list-type=2&max-keys={step}{query}{token}")).send().await?;
        let mut page = reply.all("Key");
        // An element of the request's own prefix stands outside CommonPrefixes.
        page.extend(
            reply.all("CommonPrefixes").iter().map(|inner| inner.replace("<Prefix>", "").replace("</Prefix>", "")),
        );
        assert_eq!(reply.one("KeyCount"), page.len().to_string());
        page.sort();
        found.extend(page);
        match reply.one("NextContinuationToken") {
            end if end.is_empty() => break,
            next => token = format!("&continuation-token={next}"),
        }
        assert_eq!(reply.one("IsTruncated"), "true");
    }
    Ok(found)
}

#[tokio::test]
async fn a_listing_is_the_same_however_it_is_cut() -> Outcome {
    let place = Place::open().await?;
    place.put("/walk", "").send().await?;
    let keys = ["a", "a!", "a/", "a/b/c", "a/b/d", "a/z", "a0", "b/1", "b/2", "c", "é/1"];
    for key in keys {
        place.put(path_of("walk", key), "x").send().await?;
    }
    for step in 1..=12 {
        assert_eq!(walk(&place, "", step).await?, keys);
        assert_eq!(walk(&place, "&delimiter=/", step).await?, ["a", "a!", "a/", "a0", "b/", "c", "é/"]);
        assert_eq!(walk(&place, "&delimiter=/&prefix=a/", step).await?, ["a/", "a/b/", "a/z"]);
        assert_eq!(walk(&place, "&prefix=a/b", step).await?, ["a/b/c", "a/b/d"]);
        assert_eq!(walk(&place, "&start-after=a/b/c", step).await?, keys[4..]);
        assert_eq!(walk(&place, "&delimiter=/&start-after=b/1", step).await?, ["b/", "c", "é/"]);
    }
    Ok(())
}

#[tokio::test]
async fn listings_take_odd_limits_and_refuse_wrong_ones() -> Outcome {
    let place = Place::open().await?;
    let none = place.get("/practice-files?list-type=2&max-keys=0").send().await?;
    assert_eq!((none.one("KeyCount"), none.one("IsTruncated")), ("0".to_owned(), "false".to_owned()));
    let many = place.get("/practice-files?list-type=2&max-keys=5000").send().await?;
    assert_eq!(many.one("MaxKeys"), "1000");
    let wrong = place.get("/practice-files?list-type=2&continuation-token=zz").send().await?;
    assert_eq!(wrong.fault(), (400, "InvalidArgument".to_owned()));
    let old = place.get("/practice-files?delimiter=/&marker=data/").send().await?;
    assert!(!old.text().contains("data/</Prefix>") && old.text().contains("<Prefix>documents/</Prefix>"));
    Ok(())
}
