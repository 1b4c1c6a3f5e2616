//! Keys that hurt the users of other programs: each is kept exactly, or the server is known not to.

use super::Behaviour;
use super::fixture::Fixture;
use bucketwise_tests::tools;
use store::StoreErrorKind::{KeyTooLong, NoSuchKey};

/// What the key shows, and the key.
fn odd() -> Vec<(&'static str, String)> {
    let plain = [
        ("a leading slash", "/lead"),
        ("two leading slashes", "//lead"),
        ("a doubled slash", "a//b"),
        ("a trailing slash", "folder/"),
        ("two trailing slashes", "folder//"),
        ("a dot segment", "a/./b"),
        ("a dot-dot segment", "a/../b"),
        ("a way out", "../../x"),
        ("one dot", "."),
        ("two dots", ".."),
        ("a leading space", " a"),
        ("a trailing space", "a "),
        ("a trailing dot", "a."),
        ("a backslash", "a\\b"),
        ("a plus", "a+b"),
        ("a percent", "100%"),
        ("an encoded letter", "%41"),
        ("an encoded slash", "a%2Fb"),
        ("a query", "a?b=c&d"),
        ("a fragment", "a#b"),
        ("XML", "<a>&amp;\"'</a>"),
        ("wildcards", "a*b?[c]{d}~"),
        ("a colon", "C:a"),
        ("a device of Windows", "CON"),
        ("a control character", "a\u{1}b"),
        ("a tab", "a\tb"),
        ("a line feed", "a\nb"),
        ("a carriage return", "a\rb"),
        ("a delete character", "a\u{7f}b"),
        ("a C1 control", "a\u{85}b"),
        ("an emoji", "🦀/🏳️‍🌈"),
        ("a Chinese word", "照片/二〇二六"),
        ("a composed ü", "\u{fc}"),
        ("a decomposed ü", "u\u{308}"),
        ("right to left", "שלום/عالم"),
        ("an invisible character", "a\u{200b}b\u{feff}"),
    ];
    let long = [
        ("255 bytes in a segment", "x".repeat(255)),
        ("256 bytes in a segment", "x".repeat(256)),
        ("1,024 bytes in segments", format!("{}/{}xx", "y".repeat(203), "x/".repeat(409))),
        ("1,024 bytes", "x".repeat(1024)),
        ("1,024 bytes of ü", "ü".repeat(512)),
    ];
    plain.into_iter().map(|(name, key)| (name, key.to_owned())).chain(long).collect()
}

pub(crate) fn all() -> Vec<Behaviour> {
    let mut behaviours: Vec<_> = odd()
        .into_iter()
        .map(|(name, key)| Behaviour {
            name: format!("key with {name}"),
            run: Box::new(move |f| Box::pin(is_kept_exactly(f, key.clone()))),
        })
        .collect();
    behaviours.extend(super::behaviours![
        twins_are_two_objects,
        a_key_and_a_folder_of_its_name,
        more_than_1024_bytes_are_too_long,
        others_see_the_same_keys,
    ]);
    behaviours
}

/// Put, listed, headed, read, copied on, deleted: always under exactly this key and no other.
async fn is_kept_exactly(f: Fixture, key: String) {
    // A folder marker is an empty object (SeaweedFS keeps no bytes under such a key).
    let bytes = if key.ends_with('/') { "" } else { "bytes" };
    f.put(&key, bytes).await.unwrap();
    assert_eq!(f.keys().await, [key.as_str()], "as listed");
    let listed = f.list(&key, false).await;
    assert_eq!(listed.entries.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), [&key], "as a prefix");
    assert_eq!(f.store.head(&f.at(&key)).await.unwrap().size, bytes.len() as u64);
    assert_eq!(f.get(&key).await.unwrap(), bytes.as_bytes());
    if !key.ends_with('/') {
        f.store.copy(&f.at(&key), &f.at("copied"), store::Copying::default()).await.unwrap();
        assert_eq!(f.get("copied").await.unwrap(), bytes.as_bytes());
        f.store.delete(&f.at("copied")).await.unwrap();
    }
    f.store.delete(&f.at(&key)).await.unwrap();
    assert_eq!(f.keys().await, [""; 0], "after deleting it");
    assert_eq!(f.get(&key).await.unwrap_err().kind, NoSuchKey);
}

/// What looks alike is not the same: composed and decomposed, upper and lower case, with and
/// without a space.
async fn twins_are_two_objects(f: Fixture) {
    let twins = ["\u{fc}", "u\u{308}", "\u{dc}", "a", "A", "a "];
    for key in twins {
        f.put(key, key).await.unwrap();
    }
    for key in twins {
        assert_eq!(f.get(key).await.unwrap(), key.as_bytes(), "{key:?}");
    }
    assert_eq!(f.keys().await.len(), twins.len());
}

async fn a_key_and_a_folder_of_its_name(f: Fixture) {
    for key in ["k", "k/", "k/child"] {
        f.put(key, if key == "k/" { "" } else { key }).await.unwrap();
    }
    assert_eq!(f.get("k").await.unwrap(), b"k");
    assert_eq!(f.get("k/child").await.unwrap(), b"k/child");
    assert_eq!(f.keys().await, ["k", "k/", "k/child"]);
}

async fn more_than_1024_bytes_are_too_long(f: Fixture) {
    assert_eq!(f.put(&"x/".repeat(513), "").await.unwrap_err().kind, KeyTooLong);
}

/// aws-cli agrees with us about every key, so both read what the server keeps and not what we made
/// of it.
async fn others_see_the_same_keys(f: Fixture) {
    for key in ["a b", "a+b", "%41", "ü/🦀", "u\u{308}", "a&<b>", "tail/x", "照片"] {
        f.put(key, "x").await.unwrap();
    }
    let json = tools::aws(f.server, ["s3api", "list-objects-v2", "--bucket", &f.bucket, "--output", "json"]);
    let told: serde_json::Value = serde_json::from_str(&json).unwrap();
    let theirs: Vec<_> =
        told["Contents"].as_array().unwrap().iter().map(|object| object["Key"].as_str().unwrap().to_owned()).collect();
    assert_eq!(f.keys().await, theirs);
    assert_eq!(theirs.len(), 8);
}
