//! Files that a change of properties leaves alone, or touches no more than it may: each is said,
//! and nothing is lost.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_after_the_preview_is_left_as_it_is_and_said() {
    for kind in [Kind::MiniStack, Kind::SeaweedFs] {
        let server = Server::shared(kind);
        let world = world(kind, &server.endpoint, "property-late").await;
        for key in ["f/a", "f/b", "f/c", "alone", "other"] {
            put(&world, key, bytes(5, 1), about()).await;
        }
        let mut picked = folder("f/");
        picked.extend(world.rows("").await.into_iter().filter(|row| matches!(row, Selected::File { .. })));
        let edits = PropertyEdits { content_type: set("text/css"), ..PropertyEdits::default() };
        let counts = Mutex::new(Vec::new());
        let sink = |count: ChangeCount| counts.lock().unwrap().push(count);
        let plan =
            world.transfers.plan_change(world.store.clone(), world.place(""), picked, edits, sink).await.unwrap();
        let count = counts.lock().unwrap().last().unwrap().clone();
        assert_eq!((count.files, count.bytes, count.copies, count.complete), (5, 25, true, true), "{kind:?}");
        assert_eq!((count.remains, count.unseen), (Some(Remains::Nothing), 0), "{kind:?}");
        a_later_second(&world.store).await;
        let newer = About { cache_control: Some("theirs".into()), ..about() };
        for key in ["f/b", "f/late", "alone"] {
            put(&world, key, bytes(5, 2), newer.clone()).await;
        }
        let group = world.end(&world.add(Work::Change(plan), OnConflict::Ask).await).await;
        assert_eq!((group.files_done, group.files_failed), (3, 1), "{kind:?} {group:#?}");
        assert_eq!(world.failed(&group).await, [("alone".to_owned(), "properties_changed".to_owned())], "{kind:?}");
        for key in ["f/b", "f/late", "alone"] {
            assert_eq!(world.all_of(key).await.0.cache_control.as_deref(), Some("theirs"), "{kind:?} {key}");
            assert_eq!(world.all_of(key).await.0.content_type.as_deref(), Some("text/x-poem"), "{kind:?} {key}");
        }
    }
}

/// Somebody stores another file after the parts were asked to become one: where the condition is
/// not known, before they do; else after it. Neither is written over, nor gets the tags that others
/// set while the parts were copied.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_comes_with_the_last_part_stays_as_it_is() {
    for kind in [Kind::MiniStack, Kind::SeaweedFs] {
        let server = Server::shared(kind);
        let proxy = Proxy::start(&server.endpoint).await;
        let world = world(kind, &proxy.endpoint(), "property-replaced").await;
        put(&world, "large", bytes(13 * MIB, 8), about()).await;
        let (tagged, completed, replaced) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        let first = |count: &AtomicUsize| count.fetch_add(1, Ordering::SeqCst) == 0;
        proxy.script(move |line| {
            let server = Server::shared(kind);
            if line.contains("partNumber=2") && first(&tagged) {
                let tags =
                    ["--bucket", "property-replaced", "--key", "large", "--tagging", "TagSet=[{Key=late,Value=yes}]"];
                tools::aws(server, ["s3api", "put-object-tagging"].iter().chain(&tags));
            } else if line.starts_with("POST") && line.contains("uploadId=") {
                completed.fetch_add(1, Ordering::SeqCst);
            } else if completed.load(Ordering::SeqCst) > 0 && line.contains("/large") && first(&replaced) {
                tools::put(server, "property-replaced", "large", b"theirs", &["--tagging", "theirs=yes"]);
            }
            Act::Pass
        });
        let edits = PropertyEdits { content_type: set("text/css"), ..PropertyEdits::default() };
        let group = world.change(world.rows("").await, edits).await;
        assert_eq!(world.failed(&group).await, [("large".to_owned(), "properties_changed".to_owned())], "{kind:?}");
        assert_eq!(world.content("large").await, b"theirs", "{kind:?}");
        assert_eq!(world.all_of("large").await.1, [tag("theirs", "yes")], "{kind:?}");
    }
}

/// Somebody gives the file other properties while its parts are copied: its bytes are those of our
/// copy, and it is not ours.
#[tokio::test(flavor = "multi_thread")]
async fn the_same_bytes_with_the_properties_of_somebody_else_are_left_alone() {
    for kind in [Kind::MiniStack, Kind::SeaweedFs] {
        let server = Server::shared(kind);
        let proxy = Proxy::start(&server.endpoint).await;
        let world = world(kind, &proxy.endpoint(), "property-same-bytes").await;
        let content = bytes(13 * MIB, 8);
        put(&world, "large", content.clone(), about()).await;
        let (completed, replaced) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let direct = sized(kind, &server.endpoint, "property-same-bytes").await;
        let theirs = About { tags: Some("theirs=yes".into()), ..About::default() };
        proxy.script(move |line| {
            if line.starts_with("POST") && line.contains("uploadId=") {
                completed.fetch_add(1, Ordering::SeqCst);
            } else if completed.load(Ordering::SeqCst) > 0 && replaced.fetch_add(1, Ordering::SeqCst) == 0 {
                let runtime = tokio::runtime::Handle::current();
                let put = put(&direct, "large", content.clone(), theirs.clone());
                tokio::task::block_in_place(|| runtime.block_on(put));
            }
            Act::Pass
        });
        let edits = PropertyEdits { content_type: set("text/css"), ..PropertyEdits::default() };
        let group = world.change(world.rows("").await, edits).await;
        assert_eq!(world.failed(&group).await, [("large".to_owned(), "properties_changed".to_owned())], "{kind:?}");
        let (now, tags, _) = world.all_of("large").await;
        assert_eq!((now.cache_control, tags), (None, vec![tag("theirs", "yes")]), "{kind:?}");
    }
}

/// What was stored before versions were kept has the version `null`: its tags go there, and not to
/// a version that comes meanwhile.
#[tokio::test(flavor = "multi_thread")]
async fn tags_go_to_the_version_that_was_seen_whatever_comes_over_it() {
    // MiniStack tells no version of what was stored before.
    for kind in [Kind::SeaweedFs, Kind::Practice] {
        let server = Server::shared(kind);
        let proxy = Proxy::start(&server.endpoint).await;
        let world = world(kind, &proxy.endpoint(), "property-null").await;
        put(&world, "f/a", bytes(5, 1), about()).await;
        world.store.put_versioning(&world.bucket, Versioning::On).await.unwrap();
        let edits = PropertyEdits { tags: pairs(vec![tag("new", "1")], &[]), ..PropertyEdits::default() };
        let work = world.count(folder("f/"), edits).await;
        let replaced = AtomicUsize::new(0);
        proxy.script(move |first| {
            if first.starts_with("PUT") && first.contains("?tagging") && replaced.fetch_add(1, Ordering::SeqCst) == 0 {
                tools::put(Server::shared(kind), "property-null", "f/a", b"12345", &["--tagging", "theirs=yes"]);
            }
            Act::Pass
        });
        let group = world.end(&world.add(work, OnConflict::Ask).await).await;
        assert_eq!(world.failed(&group).await, [("f/a".to_owned(), "properties_changed".to_owned())], "{kind:?}");
        assert_eq!(world.all_of("f/a").await.1, [tag("theirs", "yes")], "{kind:?}");
        let seen = world.store.tag_set(&object(&world, "f/a").version("null")).await.unwrap();
        assert!(seen.contains(&tag("new", "1")), "{kind:?} {seen:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_replaced_in_that_very_moment_is_not_lost() {
    for kind in [Kind::MiniStack, Kind::SeaweedFs] {
        let server = Server::shared(kind);
        let proxy = Proxy::start(&server.endpoint).await;
        let world = world(kind, &proxy.endpoint(), "property-moment").await;
        put(&world, "f/a", bytes(5, 1), about()).await;
        let edits = PropertyEdits { content_type: set("text/css"), ..PropertyEdits::default() };
        let work = world.count(folder("f/"), edits).await;
        let (bucket, quicker) = (world.bucket.clone(), AtomicUsize::new(0));
        proxy.script(move |first| {
            if first.starts_with("PUT") && first.contains("/f/a") && quicker.fetch_add(1, Ordering::SeqCst) == 0 {
                tools::put(Server::shared(kind), &bucket, "f/a", b"theirs", &[]);
            }
            Act::Pass
        });
        let group = world.end(&world.add(work, OnConflict::Ask).await).await;
        assert_eq!(world.failed(&group).await, [("f/a".to_owned(), "properties_changed".to_owned())], "{kind:?}");
        assert_eq!(world.content("f/a").await, b"theirs", "{kind:?}");
    }
}

/// As large and of the same second, or of no time that anybody told: its ETag alone tells.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_picked_by_itself_is_the_one_that_was_shown() {
    let server = Server::shared(Kind::MiniStack);
    let world = world(Kind::MiniStack, &server.endpoint, "property-alone").await;
    put(&world, "alone", bytes(5, 1), about()).await;
    let untold = |picked| match picked {
        Selected::File { key, size, etag, .. } => Selected::File { key, size, etag, modified: None },
        other => other,
    };
    let picked = world.rows("").await.into_iter().map(untold).collect();
    let edits = PropertyEdits { content_type: set("text/css"), ..PropertyEdits::default() };
    let work = world.count(picked, edits).await;
    put(&world, "alone", bytes(5, 2), about()).await;
    let group = world.end(&world.add(work, OnConflict::Ask).await).await;
    assert_eq!(world.failed(&group).await, [("alone".to_owned(), "properties_changed".to_owned())]);
    assert_eq!(world.all_of("alone").await.0.content_type.as_deref(), Some("text/x-poem"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_file_cannot_have_is_refused_file_by_file() {
    let server = Server::shared(Kind::MiniStack);
    let world = world(Kind::MiniStack, &server.endpoint, "property-bounds").await;
    let ten = (0..10).map(|at| format!("t{at}=v")).collect::<Vec<_>>().join("&");
    put(&world, "t/few", bytes(5, 1), about()).await;
    put(&world, "t/ten", bytes(5, 1), About { tags: Some(ten), ..about() }).await;
    let edits = PropertyEdits { tags: pairs(vec![tag("eleventh", "x")], &[]), ..PropertyEdits::default() };
    let group = world.change(folder("t/"), edits).await;
    assert_eq!(group.files_done, 1);
    assert_eq!(world.failed(&group).await, [("t/ten".to_owned(), "properties_tags".to_owned())]);

    let metadata = HashMap::from([("much".to_owned(), "v".repeat(2_000))]);
    put(&world, "m/full", bytes(5, 1), About { metadata, ..about() }).await;
    // 2,048 bytes with "much" and its value, and one more.
    for (value, code) in [("v".repeat(42), Some("properties_metadata")), ("v".repeat(41), None)] {
        let edits = PropertyEdits { metadata: pairs(vec![tag("add", &value)], &[]), ..PropertyEdits::default() };
        let group = world.change(folder("m/"), edits).await;
        let failed = world.failed(&group).await;
        assert_eq!(failed.first().map(|(_, code)| code.as_str()), code, "{failed:?}");
    }

    let archived = About { class: Some("GLACIER".into()), ..about() };
    put(&world, "z/cold", bytes(5, 1), archived).await;
    let edits = PropertyEdits { content_type: set("text/css"), ..PropertyEdits::default() };
    let group = world.change(folder("z/"), edits).await;
    assert_eq!(world.failed(&group).await, [("z/cold".to_owned(), "properties_archived".to_owned())]);
    let edits = PropertyEdits { tags: pairs(vec![tag("cold", "yes")], &[]), ..PropertyEdits::default() };
    assert_eq!(world.change(folder("z/"), edits).await.state, GroupState::Done, "tags can change at any time");
}

/// MiniStack keeps an encoding that is not sent, which AWS does not: done is said of what the
/// storage shows, and of nothing else.
#[tokio::test(flavor = "multi_thread")]
async fn what_the_storage_did_not_change_is_said() {
    let server = Server::shared(Kind::MiniStack);
    let world = world(Kind::MiniStack, &server.endpoint, "property-differs").await;
    put(&world, "f/a", bytes(5, 1), about()).await;
    let edits = PropertyEdits { content_encoding: Edit::Remove, ..PropertyEdits::default() };
    let group = world.change(folder("f/"), edits).await;
    assert_eq!(world.failed(&group).await, [("f/a".to_owned(), "properties_differ".to_owned())]);
    assert!(world.why(&group).await[0].ends_with("different: encoding"));
}

#[tokio::test(flavor = "multi_thread")]
async fn edits_that_no_file_can_have_are_refused_before_anything_is_counted() {
    let server = Server::shared(Kind::MiniStack);
    let world = world(Kind::MiniStack, &server.endpoint, "property-unfit").await;
    for edits in [
        PropertyEdits::default(),
        PropertyEdits { content_type: set("text/css\r\nx-amz-acl: public-read"), ..PropertyEdits::default() },
    ] {
        let plan = world.transfers.plan_change(world.store.clone(), world.place(""), folder("f/"), edits, |_| {}).await;
        assert_eq!(plan.err().unwrap().code, "edits_unfit");
    }
}

/// A version that cannot be deleted: the new one has the same lock, the earlier one stays.
#[tokio::test(flavor = "multi_thread")]
async fn a_locked_file_stays_locked() {
    let server = Server::shared(Kind::MiniStack);
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    let world = World::with("aws", &server.endpoint, server.region, keys, "property-locked").await;
    let how = Making { lock: true, ..Making::default() };
    world.store.make_bucket("property-locked", &how).await.unwrap();
    put(&world, "f/a", bytes(5, 1), about()).await;
    let until = (jiff::Timestamp::now().as_second() + 86_400) * 1_000;
    let retained = Retained { mode: RetentionMode::Governance, until };
    world.store.retain(&object(&world, "f/a"), Some(retained), false).await.unwrap();
    world.store.set_legal_hold(&object(&world, "f/a"), true).await.unwrap();
    let edits = PropertyEdits { content_type: set("text/css"), ..PropertyEdits::default() };
    let group = world.change(folder("f/"), edits).await;
    assert_eq!(group.state, GroupState::Done, "{:?}", world.why(&group).await);
    let told = world.store.properties(&object(&world, "f/a")).await.unwrap().about;
    assert_eq!((told.retained, told.held), (Some(retained), true));
    assert_eq!(world.store.first_versions(&world.bucket, "f/a").await.unwrap().len(), 2);
}
