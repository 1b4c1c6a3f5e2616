//! Tags of objects: of each version its own, kept over a restart.

use http::Method;

use crate::client::{Outcome, Place, Reply};

const AT: &str = "/practice-files/tagged";

fn set(tags: &[(&str, &str)]) -> String {
    let tag = |(key, value): &(&str, &str)| format!("<Tag><Key>{key}</Key><Value>{value}</Value></Tag>");
    format!("<Tagging><TagSet>{}</TagSet></Tagging>", tags.iter().map(tag).collect::<String>())
}

async fn tags(place: &Place, at: &str) -> Outcome<Vec<(String, String)>> {
    let reply: Reply = place.get(format!("{at}?tagging")).send().await?;
    assert_eq!(reply.status, 200, "{}", reply.text());
    Ok(reply.all("Key").into_iter().zip(reply.all("Value")).collect())
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test]
async fn tags_are_put_read_counted_deleted_and_kept_over_a_restart() -> Outcome {
    let place = Place::open().await?;
    place.put(AT, "x").header("x-amz-tagging", "who+we=a%26b&year=2026").send().await?;
    assert_eq!(tags(&place, AT).await?, pairs(&[("who we", "a&amp;b"), ("year", "2026")]));
    for method in [Method::HEAD, Method::GET] {
        assert_eq!(place.call(method, AT).send().await?.header("x-amz-tagging-count"), "2");
    }
    assert_eq!(place.put(format!("{AT}?tagging"), set(&[("team", "Harbour")])).send().await?.status, 200);
    let place = place.reopen().await?;
    assert_eq!(tags(&place, AT).await?, pairs(&[("team", "Harbour")]), "the others are gone");
    assert_eq!(place.call(Method::DELETE, format!("{AT}?tagging")).send().await?.status, 204);
    assert_eq!(tags(&place, AT).await?, []);
    assert_eq!(place.call(Method::HEAD, AT).send().await?.header("x-amz-tagging-count"), "");
    let missing = place.get("/practice-files/nothing?tagging").send().await?;
    assert_eq!(missing.fault(), (404, "NoSuchKey".to_owned()));
    Ok(())
}

#[tokio::test]
async fn each_version_has_its_own() -> Outcome {
    let place = Place::open().await?;
    let on = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    place.put("/practice-files?versioning", on).send().await?;
    let first = place.put(AT, "x").header("x-amz-tagging", "year=2025").send().await?;
    let first = format!("{AT}?tagging&versionId={}", first.header("x-amz-version-id"));
    place.put(AT, "y").send().await?;
    let of_first = async || Ok::<_, Box<dyn std::error::Error>>(place.get(first.clone()).send().await?.all("Value"));
    assert_eq!((of_first().await?, tags(&place, AT).await?), (vec!["2025".to_owned()], Vec::new()));
    place.put(first.clone(), set(&[("year", "2026")])).send().await?;
    assert_eq!((of_first().await?, tags(&place, AT).await?), (vec!["2026".to_owned()], Vec::new()));
    Ok(())
}

#[tokio::test]
async fn a_copy_takes_tags_along_or_has_its_own() -> Outcome {
    let place = Place::open().await?;
    place.put(AT, "x").header("x-amz-tagging", "year=2026").send().await?;
    let copy = |to: &str| place.put(to.to_owned(), "").header("x-amz-copy-source", AT);
    copy("/practice-files/along").send().await?;
    assert_eq!(tags(&place, "/practice-files/along").await?, pairs(&[("year", "2026")]));
    let own = copy("/practice-files/own").header("x-amz-tagging-directive", "REPLACE");
    own.header("x-amz-tagging", "other=").send().await?;
    assert_eq!(tags(&place, "/practice-files/own").await?, pairs(&[("other", "")]));
    Ok(())
}

#[tokio::test]
async fn tags_that_s3_refuses_are_refused() -> Outcome {
    let place = Place::open().await?;
    place.put(AT, "x").send().await?;
    let put = async |body: String| {
        Ok::<_, Box<dyn std::error::Error>>(place.put(format!("{AT}?tagging"), body).send().await?.fault())
    };
    let long = "k".repeat(129);
    for wrong in [&[("", "v")][..], &[(long.as_str(), "v")], &[("aws:x", "v")], &[("a", "1"), ("a", "2")]] {
        assert_eq!(put(set(wrong)).await?, (400, "InvalidTag".to_owned()), "{wrong:?}");
    }
    let names: Vec<_> = (0..11).map(|at| format!("k{at}")).collect();
    let many: Vec<_> = names.iter().map(|name| (name.as_str(), "v")).collect();
    assert_eq!(put(set(&many)).await?, (400, "BadRequest".to_owned()));
    let header = place.put(AT, "y").header("x-amz-tagging", "a=%FF").send().await?;
    assert_eq!(header.fault(), (400, "InvalidArgument".to_owned()));
    assert_eq!(tags(&place, AT).await?, [], "nothing of it was kept");
    Ok(())
}
