//! Versions, delete markers, Object Lock and the archive, as a client sees them.

use http::Method;

use crate::client::{Outcome, Place, Reply};

const ENABLED: &str = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";

/// Each line of a list of versions, in the document's own order.
fn lines(reply: &Reply) -> Vec<String> {
    let text = reply.text();
    let mut found = Vec::new();
    for (at, _) in text.match_indices("<Key>") {
        let kind =
            if text[..at].rfind("<Version>") > text[..at].rfind("<DeleteMarker>") { "version" } else { "marker" };
        found.push(format!("{kind} {}", text[at + 5..].split('<').next().unwrap_or_default()));
    }
    found
}

async fn versioned() -> Outcome<Place> {
    let place = Place::open().await?;
    place.put("/kept", "").send().await?;
    assert_eq!(place.put("/kept?versioning", ENABLED).send().await?.status, 200);
    assert_eq!(place.get("/kept?versioning").send().await?.one("Status"), "Enabled");
    Ok(place)
}

#[tokio::test]
async fn what_is_deleted_is_hidden_and_comes_back_with_its_marker() -> Outcome {
    let place = versioned().await?;
    let first = place.put("/kept/a", "one").send().await?.header("x-amz-version-id").to_owned();
    let second = place.put("/kept/a", "two").send().await?.header("x-amz-version-id").to_owned();
    assert!(!first.is_empty() && first != second);
    place.put("/kept/b", "b").send().await?;
    let deleted = place.call(Method::DELETE, "/kept/a").send().await?;
    assert_eq!(deleted.header("x-amz-delete-marker"), "true");
    let marker = deleted.header("x-amz-version-id").to_owned();

    let gone = place.get("/kept/a").send().await?;
    assert_eq!((gone.fault(), gone.header("x-amz-delete-marker")), ((404, "NoSuchKey".to_owned()), "true"));
    assert_eq!(place.get("/kept?list-type=2").send().await?.all("Key"), ["b"]);
    let all = place.get("/kept?versions").send().await?;
    assert_eq!(lines(&all), ["marker a", "version a", "version a", "version b"]);
    assert_eq!(all.all("VersionId")[..3], [marker.clone(), second.clone(), first.clone()]);
    assert_eq!(all.all("IsLatest"), ["true", "false", "false", "true"]);
    assert!(all.all("DisplayName").iter().all(|name| name == "practice"), "{}", all.text());

    let read = place.get(format!("/kept/a?versionId={first}")).send().await?;
    assert_eq!((read.text().as_str(), read.header("x-amz-version-id")), ("one", first.as_str()));
    let marked = place.get(format!("/kept/a?versionId={marker}")).send().await?;
    assert_eq!(marked.fault(), (405, "MethodNotAllowed".to_owned()));
    place.call(Method::DELETE, format!("/kept/a?versionId={marker}")).send().await?;
    assert_eq!(place.get("/kept/a").send().await?.text(), "two");

    let place = place.reopen().await?;
    assert_eq!(place.get(format!("/kept/a?versionId={first}")).send().await?.text(), "one");
    assert_eq!(place.call(Method::DELETE, "/kept").send().await?.fault(), (409, "BucketNotEmpty".to_owned()));
    Ok(())
}

#[tokio::test]
async fn an_earlier_version_is_copied_onto_its_own_key() -> Outcome {
    let place = versioned().await?;
    let first = place.put("/kept/a", "one").send().await?.header("x-amz-version-id").to_owned();
    place.put("/kept/a", "two").send().await?;
    let copied = place.put("/kept/a", "").header("x-amz-copy-source", format!("/kept/a?versionId={first}"));
    let copied = copied.send().await?;
    assert_eq!((copied.status.as_u16(), copied.header("x-amz-copy-source-version-id")), (200, first.as_str()));
    assert_eq!(place.get("/kept/a").send().await?.text(), "one");
    assert_eq!(lines(&place.get("/kept?versions").send().await?).len(), 3);
    Ok(())
}

#[tokio::test]
async fn pages_of_versions_join_to_the_whole() -> Outcome {
    let place = versioned().await?;
    for key in ["a", "f/b", "f/b", "c"] {
        place.put(format!("/kept/{key}"), "x").send().await?;
    }
    place.call(Method::DELETE, "/kept/f/b").send().await?;
    let whole = lines(&place.get("/kept?versions").send().await?);
    assert_eq!(whole, ["version a", "version c", "marker f/b", "version f/b", "version f/b"]);
    let (mut joined, mut more) = (Vec::new(), String::new());
    loop {
        let page = place.get(format!("/kept?versions&max-keys=2{more}")).send().await?;
        joined.extend(lines(&page));
        if page.one("IsTruncated") != "true" {
            break;
        }
        let (key, version) = (page.one("NextKeyMarker"), page.one("NextVersionIdMarker"));
        more = format!("&key-marker={key}&version-id-marker={version}");
    }
    assert_eq!(joined, whole);
    let folded = place.get("/kept?versions&delimiter=%2F").send().await?;
    assert_eq!((lines(&folded).len(), folded.all("CommonPrefixes").len()), (2, 1));
    Ok(())
}

#[tokio::test]
async fn a_locked_version_stays_whoever_deletes_it() -> Outcome {
    let place = Place::open().await?;
    let made = place.put("/locked", "").header("x-amz-bucket-object-lock-enabled", "true").send().await?;
    assert_eq!(made.status, 200);
    assert_eq!(place.get("/locked?object-lock").send().await?.one("ObjectLockEnabled"), "Enabled");
    let version = place.put("/locked/a", "x").send().await?.header("x-amz-version-id").to_owned();
    let path = format!("/locked/a?versionId={version}");
    let retain = |mode: &str, year: u32| {
        let text = format!(
            "<Retention><Mode>{mode}</Mode><RetainUntilDate>{year}-01-01T00:00:00Z</RetainUntilDate></Retention>"
        );
        place.put(format!("{path}&retention"), text)
    };
    assert_eq!(retain("GOVERNANCE", 2400).send().await?.status, 200);
    let denied = (403, "AccessDenied".to_owned());
    assert_eq!(place.call(Method::DELETE, path.clone()).send().await?.fault(), denied);
    assert_eq!(retain("GOVERNANCE", 2300).send().await?.fault(), denied, "it is not shortened by chance");
    let bypass = ("x-amz-bypass-governance-retention", "true");
    assert_eq!(retain("GOVERNANCE", 2300).header(bypass.0, bypass.1).send().await?.status, 200);
    assert_eq!(retain("COMPLIANCE", 2300).send().await?.status, 200);
    assert_eq!(retain("COMPLIANCE", 2299).header(bypass.0, bypass.1).send().await?.fault(), denied);
    let forced = place.call(Method::DELETE, path.clone()).header(bypass.0, bypass.1).send().await?;
    assert_eq!(forced.fault(), denied, "compliance is for everybody");
    assert_eq!(place.call(Method::DELETE, "/locked/a").send().await?.status, 204, "a marker hides it");
    let place = place.reopen().await?;
    assert_eq!(place.get(format!("{path}&retention")).send().await?.one("Mode"), "COMPLIANCE");
    Ok(())
}

#[tokio::test]
async fn an_archived_object_has_to_be_asked_for() -> Outcome {
    let place = versioned().await?;
    place.put("/kept/cold", "cold").header("x-amz-storage-class", "GLACIER").send().await?;
    let listed = place.get("/kept?list-type=2").send().await?;
    assert_eq!(listed.one("StorageClass"), "GLACIER");
    let refused = (403, "InvalidObjectState".to_owned());
    assert_eq!(place.get("/kept/cold").send().await?.fault(), refused);
    let copy = place.put("/kept/copy", "").header("x-amz-copy-source", "/kept/cold").send().await?;
    assert_eq!(copy.fault(), refused);
    let ask = || {
        let text = "<RestoreRequest><Days>3</Days><GlacierJobParameters><Tier>Standard</Tier></GlacierJobParameters></RestoreRequest>";
        place.call(Method::POST, "/kept/cold?restore").body(text).send()
    };
    assert_eq!(ask().await?.status, 202);
    assert_eq!(ask().await?.fault(), (409, "RestoreAlreadyInProgress".to_owned()));
    let head = place.call(Method::HEAD, "/kept/cold").send().await?;
    assert_eq!(head.header("x-amz-restore"), "ongoing-request=\"true\"");
    let listed = place.get("/kept?list-type=2").header("x-amz-optional-object-attributes", "RestoreStatus");
    assert_eq!(listed.send().await?.one("IsRestoreInProgress"), "true");
    Ok(())
}
