//! Tags of files: changed alone, and kept where a copy would leave them behind.

use super::*;

/// Ceph copies a file onto itself without its tags, and puts none on the copy.
#[tokio::test(flavor = "multi_thread")]
async fn tags_that_a_copy_leaves_behind_are_put_on_it() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = world(Kind::SeaweedFs, &proxy.endpoint(), "property-left").await;
    put(&world, "f/a", bytes(5, 1), about()).await;
    let (copied, lost) = (AtomicUsize::new(0), AtomicUsize::new(0));
    proxy.script(move |first| {
        let is_copy = first.starts_with("PUT") && !first.contains('?');
        if is_copy {
            copied.fetch_add(1, Ordering::SeqCst);
        } else if copied.load(Ordering::SeqCst) > 0 && lost.fetch_add(1, Ordering::SeqCst) == 0 {
            let of = ["s3api", "delete-object-tagging", "--bucket", "property-left", "--key", "f/a"];
            tools::aws(Server::shared(Kind::SeaweedFs), of);
        }
        Act::Pass
    });
    let edits = PropertyEdits { cache_control: set("no-store"), ..PropertyEdits::default() };
    let group = world.change(folder("f/"), edits).await;
    assert_eq!(group.state, GroupState::Done, "{:?}", world.why(&group).await);
    let (now, tags, _) = world.all_of("f/a").await;
    assert_eq!(now.cache_control.as_deref(), Some("no-store"));
    assert_eq!(tags, [tag("kind", "poem +"), tag("team", "fieldwork")]);
}

/// One request for each file, which is no copy: date, ETag and version stay.
#[tokio::test(flavor = "multi_thread")]
async fn tags_alone_never_copy() {
    for kind in [Kind::MiniStack, Kind::SeaweedFs] {
        let server = Server::shared(kind);
        let proxy = Proxy::start(&server.endpoint).await;
        let world = world(kind, &proxy.endpoint(), "tags-alone").await;
        world.store.put_versioning(&world.bucket, Versioning::On).await.unwrap();
        put(&world, "f/a", bytes(10, 1), about()).await;
        let before = world.store.properties(&object(&world, "f/a")).await.unwrap();
        a_later_second(&world.store).await;
        let writes = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&writes);
        proxy.script(move |first| {
            if first.starts_with("PUT") || first.starts_with("POST") {
                noted.lock().unwrap().push(first.to_owned());
            }
            Act::Pass
        });
        let edits = PropertyEdits { tags: pairs(vec![tag("new", "1")], &[]), ..PropertyEdits::default() };
        let group = world.change(folder("f/"), edits).await;
        assert_eq!(group.state, GroupState::Done, "{kind:?} {:?}", world.why(&group).await);
        let writes = writes.lock().unwrap().clone();
        assert!(writes.len() == 1 && writes[0].contains("?tagging"), "{kind:?} {writes:?}");
        let after = world.store.properties(&object(&world, "f/a")).await.unwrap();
        assert_eq!((after.head, after.about), (before.head, before.about), "{kind:?}");
        assert_eq!(world.all_of("f/a").await.1, [tag("kind", "poem +"), tag("new", "1"), tag("team", "fieldwork")]);
    }
}
