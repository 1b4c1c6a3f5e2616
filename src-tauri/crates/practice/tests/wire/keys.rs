//! Every key comes back as it went in: alone, in listings, by URL and after a restart.

use std::time::Duration;

use http::Method;

use crate::client::{Outcome, Place, path_of};

fn keys() -> Vec<String> {
    let mut keys: Vec<String> = [
        "a//b",
        "/x",
        "/",
        "//",
        "../../x",
        ".",
        "..",
        "./.",
        "+",
        "a+b",
        "%41",
        "%2F",
        "k",
        "k/",
        "k/child",
        "CON",
        "nul.txt",
        "trailing ",
        " leading",
        "two  spaces",
        "back\\slash",
        "\u{1}",
        "\t",
        "\r\n",
        "\u{7f}",
        "?q=1",
        "#h",
        "a&b=c",
        "<x>",
        "\"quoted\"",
        "*",
        "e\u{301}",
        "\u{e9}",
        "🐫/🏝",
        "\u{200b}",
    ]
    .map(str::to_owned)
    .into();
    keys.push("x".repeat(1024));
    keys.push("é".repeat(512));
    keys
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[tokio::test]
async fn every_key_is_kept_exactly() -> Outcome {
    let place = Place::open().await?;
    assert_eq!(place.put("/exact", "").send().await?.status, 200);
    for key in keys() {
        let put = place.put(path_of("exact", &key), key.clone()).send().await?;
        assert_eq!(put.status, 200, "{key:?} {}", put.text());
    }
    let place = place.reopen().await?;
    for key in keys() {
        assert_eq!(place.get(path_of("exact", &key)).send().await?.text(), key);
        let presigned = place.get(path_of("exact", &key)).send_presigned(Duration::from_secs(60)).await?;
        assert_eq!(presigned.text(), key);
    }
    let listed = place.get("/exact?list-type=2&encoding-type=url").send().await?;
    let listed: Vec<String> = listed.all("Key").iter().map(|key| decoded(key)).collect();
    let mut wanted = keys();
    wanted.sort();
    assert_eq!(listed, wanted);
    Ok(())
}

#[tokio::test]
async fn a_key_of_slashes_is_an_object_and_not_its_bucket() -> Outcome {
    let place = Place::open().await?;
    place.put("/slashes", "").send().await?;
    assert_eq!(place.put("/slashes//", "one").send().await?.status, 200);
    assert_eq!(place.call(Method::DELETE, "/slashes//").send().await?.status, 204);
    assert_eq!(place.call(Method::DELETE, "/slashes//").send().await?.status, 204);
    assert_eq!(place.call(Method::HEAD, "/slashes").send().await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn a_key_has_1024_bytes_at_most() -> Outcome {
    let place = Place::open().await?;
    for key in ["x".repeat(1025), format!("{}x", "é".repeat(512))] {
        let put = place.put(path_of("practice-files", &key), "x").send().await?;
        assert_eq!(put.fault(), (400, "KeyTooLongError".to_owned()));
    }
    Ok(())
}

#[tokio::test]
async fn control_characters_can_be_read_in_a_plain_listing() -> Outcome {
    let place = Place::open().await?;
    place.put("/controls", "").send().await?;
    place.put(path_of("controls", "a\r\u{1}b"), "x").send().await?;
    let listed = place.get("/controls?list-type=2").send().await?;
    assert_eq!(listed.all("Key"), ["a&#xD;&#x1;b"]);
    Ok(())
}

#[tokio::test]
async fn copies_and_deletions_take_keys_exactly_too() -> Outcome {
    let place = Place::open().await?;
    place.put("/exact", "").send().await?;
    for key in keys().into_iter().filter(|key| key.len() < 1000) {
        place.put(path_of("exact", &key), key.clone()).send().await?;
        let copy = place.put(path_of("exact", &format!("copy {key}")), "");
        let copy = copy.header("x-amz-copy-source", path_of("exact", &key)).send().await?;
        assert_eq!(copy.status, 200, "{key:?} {}", copy.text());
        assert_eq!(place.get(path_of("exact", &format!("copy {key}"))).send().await?.text(), key);
        assert_eq!(place.call(Method::DELETE, path_of("exact", &key)).send().await?.status, 204);
        assert_eq!(place.get(path_of("exact", &key)).send().await?.fault().1, "NoSuchKey");
    }
    Ok(())
}
