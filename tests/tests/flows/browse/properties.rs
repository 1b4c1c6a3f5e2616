//! All that a file says of itself, and for what cannot be read the state that it is in.

use std::collections::HashMap;

use bucketwise_tests::{
    faults::{Act, Proxy},
    servers::{Kind, Server},
    tools::aws,
};
use engine::{
    at::FileAt,
    files::properties::{FileProperties, PropertyId, PropertyState, read},
};
use store::{About, ObjectAt, Payload, Put, Store, Tag};

use super::watched::{self, at};

fn told(found: &FileProperties, id: PropertyId) -> &PropertyState {
    &found.properties.iter().find(|property| property.id == id).unwrap().told
}

fn text(found: &FileProperties, id: PropertyId) -> String {
    match told(found, id) {
        PropertyState::Text { text } => text.clone(),
        other => panic!("{id:?} is {other:?}"),
    }
}

fn pairs(found: &FileProperties, id: PropertyId) -> Vec<(String, String)> {
    match told(found, id) {
        PropertyState::Pairs { pairs } => {
            pairs.iter().map(|Tag { name, value }| (name.clone(), value.clone())).collect()
        }
        other => panic!("{id:?} is {other:?}"),
    }
}

async fn shelved(store: &Store, bucket: &str) -> FileAt {
    let about = About {
        content_type: Some("text/x-poem".into()),
        cache_control: Some("no-store".into()),
        metadata: HashMap::from([("reader".into(), "=?UTF-8?B?SsO8cmdlbg==?=".into())]),
        tags: Some("team=fieldwork".into()),
        ..About::default()
    };
    let object = ObjectAt::new(bucket, "a ü.txt");
    store.put(&object, Payload::bytes("12345".into()), Put { about, ..Put::default() }).await.unwrap();
    at(bucket, "a ü.txt")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_says_all_of_itself_in_letters_that_people_read() {
    for kind in [Kind::MiniStack, Kind::SeaweedFs, Kind::Practice] {
        let server = Server::shared(kind);
        let bucket = "properties";
        let store = watched::store(server, &server.endpoint);
        store.create_bucket(bucket).await.unwrap();
        let file = shelved(&store, bucket).await;
        let found = read(&store, &file, None).await.unwrap();
        assert_eq!(found.size, 5, "{kind:?}");
        assert_eq!(text(&found, PropertyId::ContentType), "text/x-poem", "{kind:?}");
        assert_eq!(text(&found, PropertyId::CacheControl), "no-store", "{kind:?}");
        assert_eq!(text(&found, PropertyId::Class), "STANDARD", "{kind:?}");
        assert_eq!(told(&found, PropertyId::ContentLanguage), &PropertyState::NotSet, "{kind:?}");
        assert_eq!(pairs(&found, PropertyId::Metadata), [("reader".into(), "Jürgen".into())], "{kind:?}");
        assert!(matches!(told(&found, PropertyId::Modified), PropertyState::Time { .. }), "{kind:?}");
        assert!(!text(&found, PropertyId::Etag).contains('"'), "{kind:?}");
        assert_eq!(pairs(&found, PropertyId::Tags), [("team".into(), "fieldwork".into())], "{kind:?}");
        if kind != Kind::Practice {
            assert_eq!(told(&found, PropertyId::Retention), &PropertyState::NotSet, "{kind:?}");
            assert!(matches!(told(&found, PropertyId::Owner), PropertyState::Text { .. }), "{kind:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_says_which_state_it_is_in() {
    let server = Server::shared(Kind::MiniStack);
    let locked = ["--object-lock-enabled-for-bucket"];
    aws(server, ["s3api", "create-bucket", "--bucket", "property-states"].into_iter().chain(locked));
    let proxy = Proxy::start(&server.endpoint).await;
    let store = watched::store(server, &proxy.endpoint());
    let file = shelved(&store, "property-states").await;
    proxy.script(|first| match first.split_whitespace().nth(1).and_then(|path| path.split_once('?')).map(|(_, q)| q) {
        Some(query) if query.contains("tagging") => Act::Refuse("403 Forbidden", "AccessDenied"),
        Some(query) if query.contains("legal-hold") => Act::Refuse("501 Not Implemented", "NotImplemented"),
        Some(query) if query.contains("retention") => Act::Refuse("400 Bad Request", "Odd"),
        _ => Act::Pass,
    });
    let found = read(&store, &file, None).await.unwrap();
    assert!(matches!(told(&found, PropertyId::Tags), PropertyState::NotPermitted { .. }));
    assert_eq!(told(&found, PropertyId::LegalHold), &PropertyState::NotSupported);
    assert!(matches!(told(&found, PropertyId::Retention), PropertyState::Failed { .. }));
    assert_eq!(told(&found, PropertyId::Expires), &PropertyState::NotSet);
    let gone = read(&store, &at("property-states", "not there"), None).await;
    assert_eq!(gone.unwrap_err().code, "no_such_key");
}
