//! Copies, moves and other names: within a bucket, between buckets, between servers; and what must
//! not be lost by them.

use std::collections::HashMap;

use bucketwise_tests::{
    faults::{Act, Proxy},
    servers::{Kind, Server},
    tools::{aws, rclone, rclone_check},
};
use engine::{
    at::Place,
    listing::Selected,
    transfers::{
        Copies, CopySizes, GroupState, GroupView, JobFilter, OnConflict, Options, Request, UploadOptions, Work,
    },
};
use store::{About, ObjectAt, Payload, Put};

use super::world::{World, bytes, fetched, write};

const MIB: usize = 1 << 20;

fn file(key: &str, size: usize) -> Selected {
    Selected::File { key: key.into(), size: size as u64, modified: None, etag: None }
}

fn folder(prefix: &str) -> Selected {
    Selected::Folder { prefix: prefix.into() }
}

impl World {
    fn elsewhere(&self, prefix: &str) -> Place {
        Place { connection: "there".into(), ..self.place(prefix) }
    }

    async fn put(&self, key: &str, content: impl AsRef<[u8]>) {
        let at = ObjectAt::new(self.bucket.clone(), key);
        self.store.put(&at, Payload::bytes(content.as_ref().to_vec().into()), Put::default()).await.unwrap();
    }

    /// Copies or moves within the bucket, to the end.
    async fn copy(&self, picked: Vec<Selected>, from: &str, to: &str, leave: bool, choice: OnConflict) -> GroupView {
        let copies =
            Copies::to((&self.store, self.place(from), picked), (&self.store, self.place(to)), leave).await.unwrap();
        let work = Work::Copy { store: self.store.clone(), target: self.store.clone(), copies };
        self.end(&self.add(work, choice).await).await
    }

    /// Moves or copies to another server's bucket, to the end.
    async fn copy_over(&self, picked: Vec<Selected>, other: &World, leave: bool) -> GroupView {
        let from = (&self.store, self.place(""), picked);
        let copies = Copies::to(from, (&other.store, other.elsewhere("")), leave).await.unwrap();
        let work = Work::Copy { store: self.store.clone(), target: other.store.clone(), copies };
        self.end(&self.add(work, OnConflict::Ask).await).await
    }

    /// What a group tells of each file that it made in `to` is what a listing tells: by that it is
    /// known whether somebody wrote there since.
    async fn tells_what_it_made(&self, group: &GroupView, to: &str) {
        let jobs = self.transfers.jobs(group.id.clone(), JobFilter::All, 0, 10).await.unwrap().jobs;
        let mut made: Vec<_> = jobs.into_iter().map(|job| (job.name, job.etag.map(String::from))).collect();
        let mut listed = Vec::new();
        for folder in ["a/", "a/deep/"] {
            for row in self.rows(&format!("{to}{folder}")).await {
                if let Selected::File { key, etag, .. } = row {
                    listed.push((key[to.len()..].to_owned(), etag));
                }
            }
        }
        made.sort();
        listed.sort();
        assert!(made.len() == 2 && made.iter().all(|(_, etag)| etag.is_some()), "{made:?}");
        assert_eq!(made, listed);
    }

    async fn rename(&self, picked: Selected, name: &str) -> GroupView {
        let copies = Copies::rename(&self.store, self.place(""), picked, name).await.unwrap();
        let work = Work::Copy { store: self.store.clone(), target: self.store.clone(), copies };
        self.end(&self.add(work, OnConflict::Ask).await).await
    }
}

/// A world whose server copies in parts of 5 MiB what is larger than 6.
async fn world(kind: Kind, bucket: &str) -> World {
    let server = Server::shared(kind);
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    let copy_sizes = CopySizes { one_copy: 6 << 20, copy_part: 5 << 20 };
    let options = Options { copy_sizes, ..Options::default() };
    let world = World::resuming(kind.provider(), &server.endpoint, server.region, keys, bucket, options).await;
    world.store.create_bucket(bucket).await.unwrap();
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_goes_to_another_and_back() {
    for kind in [Kind::Practice, Kind::MiniStack, Kind::SeaweedFs] {
        let (server, world) = (Server::shared(kind), world(kind, "copies").await);
        let from = tempfile::tempdir().unwrap();
        write(from.path(), "a/small ü+%.txt", "small");
        write(from.path(), "a/deep/large.bin", bytes(13 * MIB, 1));
        let large = ObjectAt::new("copies", "in/a/deep/large.bin");
        world.done(&world.upload(&[&from.path().join("a")], "in/", OnConflict::Ask).await).await;
        let group = world.copy(vec![folder("in/a/")], "in/", "out/", false, OnConflict::Ask).await;
        assert_eq!((group.state, group.files_done), (GroupState::Done, 2), "{kind:?} {group:#?}");
        world.tells_what_it_made(&group, "out/").await;
        rclone_check(server, "copies/out", from.path());
        rclone_check(server, "copies/in", from.path());
        let group = world.copy(vec![folder("in/a/")], "in/", "moved/", true, OnConflict::Ask).await;
        world.tells_what_it_made(&group, "moved/").await;
        assert_eq!((group.state, group.from), (GroupState::Done, Some(world.place("in/"))), "{kind:?}");
        rclone_check(server, "copies/moved", from.path());
        assert!(world.store.head(&large).await.is_err(), "{kind:?}: the original is still there");
        assert!(world.store.list_uploads("copies", "").await.unwrap().is_empty(), "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_with_the_bytes_goes_along() {
    for kind in [Kind::Practice, Kind::MiniStack] {
        let (server, world) = (Server::shared(kind), world(kind, "along").await);
        let other =
            self::world(Kind::MiniStack, if kind == Kind::Practice { "along-there" } else { "along-too" }).await;
        let about = About {
            content_type: Some("text/x-poem".into()),
            cache_control: Some("no-store".into()),
            content_disposition: Some("attachment".into()),
            metadata: HashMap::from([("author".into(), "sappho".into())]),
            class: Some("STANDARD_IA".into()).filter(|_| kind == Kind::MiniStack),
            ..About::default()
        };
        for (key, size) in [("one", 10), ("parts", 8 * MIB), ("far-parts", 20 * MIB)] {
            let at = ObjectAt::new("along", key);
            let put = Put { about: about.clone(), ..Put::default() };
            world.store.put(&at, Payload::bytes(bytes(size, 2).into()), put).await.unwrap();
            let tags = "TagSet=[{Key=who we,Value=a&b}]";
            aws(server, ["s3api", "put-object-tagging", "--bucket", "along", "--key", key, "--tagging", tags]);
        }
        let picked = || vec![file("one", 10), file("parts", 8 * MIB), file("far-parts", 20 * MIB)];
        let near = world.copy(picked(), "", "near/", false, OnConflict::Ask).await;
        let proved = |group: &GroupView| (group.state, group.files_verified, group.files_by_size);
        // MiniStack keeps no checksum of an object that came in parts.
        let [all, in_parts] = [(GroupState::Done, 3, 0), (GroupState::Done, 1, 2)];
        assert_eq!(proved(&near), if kind == Kind::Practice { all } else { in_parts }, "{kind:?} {near:#?}");
        let far = world.copy_over(picked(), &other, false).await;
        assert_eq!(proved(&far), (GroupState::Done, 2, 1), "{kind:?} {far:#?}");
        for key in ["one", "parts", "far-parts"] {
            let near = (&world.store, ObjectAt::new("along", format!("near/{key}")));
            let far = (&other.store, ObjectAt::new(other.bucket.clone(), key));
            for (store, at) in [near, far] {
                let (_, kept, _) = store.head_with_about(&at).await.unwrap();
                assert_eq!(kept, about, "{kind:?} {at:?}");
                // MiniStack does not take the tags that an upload in parts begins with.
                let practice = kind == Kind::Practice && at.key.starts_with("near/");
                if practice || ["near/one", "one", "parts"].contains(&at.key.as_str()) {
                    let tags = store.object_tags(&at).await.unwrap();
                    assert_eq!(tags.as_deref(), Some("who%20we=a%26b"), "{at:?}");
                }
            }
        }
    }
}

/// How an object is encrypted, and with which key, as aws-cli reads it.
fn encrypted(server: &Server, bucket: &str, key: &str) -> String {
    let head = ["s3api", "head-object", "--bucket", bucket, "--key", key, "--output", "text"];
    aws(server, head.into_iter().chain(["--query", "[ServerSideEncryption,SSEKMSKeyId]"])).trim().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_of_kms_goes_along_within_its_region() {
    let (server, world) = (Server::shared(Kind::MiniStack), world(Kind::MiniStack, "with-a-key").await);
    let [key, other, far] = ["us-east-1", "us-east-1", "eu-west-1"].map(|region| {
        let make = ["kms", "create-key", "--query", "KeyMetadata.Arn", "--output", "text", "--region", region];
        aws(server, make).trim().to_owned()
    });
    let local = tempfile::tempdir().unwrap();
    for (name, size) in [("one", 10), ("parts", 13 * MIB)] {
        let path = write(local.path(), name, bytes(size, 4)).display().to_string();
        let put = ["s3api", "put-object", "--bucket", "with-a-key", "--key", name, "--body", &path];
        aws(server, put.into_iter().chain(["--server-side-encryption", "aws:kms", "--ssekms-key-id", &key]));
    }
    let picked = |below: &str| vec![file(&format!("{below}one"), 10), file(&format!("{below}parts"), 13 * MIB)];
    let with =
        |bucket: &str, below: &str| ["one", "parts"].map(|name| encrypted(server, bucket, &format!("{below}{name}")));
    let kept = |key: &str| [format!("aws:kms\t{key}"), format!("aws:kms\t{key}")];

    let group = world.copy(picked(""), "", "near/", false, OnConflict::Ask).await;
    assert_eq!((group.state, with("with-a-key", "near/")), (GroupState::Done, kept(&key)), "{group:#?}");
    let group = world.copy(picked("near/"), "near/", "moved/", true, OnConflict::Ask).await;
    assert_eq!((group.state, with("with-a-key", "moved/")), (GroupState::Done, kept(&key)), "{group:#?}");
    assert!(world.rows("near/").await.is_empty(), "the originals are gone");
    rclone_check(server, "with-a-key/moved", local.path());

    // To a bucket of another region, where that key is unknown and another is usual.
    let make = ["s3api", "create-bucket", "--bucket", "with-its-own-key", "--region", "eu-west-1"];
    aws(server, make.into_iter().chain(["--create-bucket-configuration", "LocationConstraint=eu-west-1"]));
    let usual = format!(
        r#"{{"Rules":[{{"ApplyServerSideEncryptionByDefault":{{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"{far}"}}}}]}}"#
    );
    let set = ["s3api", "put-bucket-encryption", "--bucket", "with-its-own-key", "--region", "eu-west-1"];
    aws(server, set.into_iter().chain(["--server-side-encryption-configuration", &usual]));
    let to = Place { bucket: "with-its-own-key".into(), ..world.place("") };
    let copies = Copies::to((&world.store, world.place(""), picked("")), (&world.store, to), false).await.unwrap();
    let work = Work::Copy { store: world.store.clone(), target: world.store.clone(), copies };
    let group = world.end(&world.add(work, OnConflict::Ask).await).await;
    assert_eq!((group.state, with("with-its-own-key", "")), (GroupState::Done, kept(&far)), "{group:#?}");

    // What a person chose takes the place of what it had.
    let to = (&world.store, world.place("chosen/"));
    let copies = Copies::to((&world.store, world.place(""), picked("")), to, false).await.unwrap();
    let work = Work::Copy { store: world.store.clone(), target: world.store.clone(), copies };
    let upload_options =
        UploadOptions { encryption: Some("aws:kms".into()), kms_key: Some(other.clone()), ..UploadOptions::default() };
    let request = Request { op_id: "chosen".into(), work, on_conflict: OnConflict::Ask, upload_options };
    let group = world.end(&world.transfers.add(request).await.unwrap()).await;
    assert_eq!((group.state, with("with-a-key", "chosen/")), (GroupState::Done, kept(&other)), "{group:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_between_servers_leaves_nothing_behind_and_loses_nothing() {
    for (from, to) in
        [(Kind::Practice, Kind::SeaweedFs), (Kind::SeaweedFs, Kind::Rclone), (Kind::Rclone, Kind::Practice)]
    {
        let bucket = format!("over-{}", format!("{from:?}").to_lowercase());
        let (here, there) = (world(from, &bucket).await, world(to, &bucket).await);
        let local = tempfile::tempdir().unwrap();
        write(local.path(), "a/one.txt", "one");
        write(local.path(), "a/empty", "");
        write(local.path(), "a/large.bin", bytes(37 * MIB + 5, 3));
        here.done(&here.upload(&[&local.path().join("a")], "", OnConflict::Ask).await).await;
        let group = here.copy_over(vec![folder("a/")], &there, true).await;
        assert_eq!((group.state, group.files_verified), (GroupState::Done, 3), "{from:?} to {to:?}: {group:#?}");
        rclone_check(Server::shared(to), &bucket, local.path());
        let left: Vec<_> = here.keys().await.into_iter().filter(|key| !key.ends_with('/')).collect();
        assert_eq!(left, Vec::<String>::new(), "{from:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn other_names() {
    for kind in [Kind::Practice, Kind::SeaweedFs] {
        let world = world(kind, "names").await;
        world.put("a/one.txt", "one").await;
        world.put("a/b/two.txt", "two").await;
        world.put("three.txt", "three").await;
        let group = world.rename(folder("a/"), "ä new").await;
        assert_eq!(
            (group.state, group.title.to_string().as_str()),
            (GroupState::Done, "Rename a to ä new"),
            "{group:#?}"
        );
        let group = world.rename(file("three.txt", 5), " four.txt ").await;
        assert_eq!(group.state, GroupState::Done);
        let mut keys = world.keys().await;
        keys.sort();
        assert_eq!(keys, ["four.txt", "ä new/b/two.txt", "ä new/one.txt"], "{kind:?}");
        for (name, code) in [("ä new", "folder_exists"), ("a/b", "folder_name"), ("..", "folder_name")] {
            let refused = Copies::rename(&world.store, world.place(""), file("four.txt", 5), name).await;
            assert_eq!(refused.unwrap_err().code, code, "{name}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_beside_the_original_get_a_number() {
    let world = world(Kind::Practice, "beside").await;
    world.put("a/one.txt", "one").await;
    world.put("a.txt", "a").await;
    let picked = || vec![folder("a/"), file("a.txt", 1)];
    for _ in 0..2 {
        let group = world.copy(picked(), "", "", false, OnConflict::Ask).await;
        assert_eq!(group.state, GroupState::Done, "{group:#?}");
    }
    assert_eq!(world.keys().await, ["a (2).txt", "a (2)/one.txt", "a (3).txt", "a (3)/one.txt", "a.txt", "a/one.txt"]);
    let to = |to: &str, leave| {
        let (store, from, to) = (world.store.clone(), world.place(""), world.place(to));
        async move { Copies::to((&store, from, picked()), (&store, to), leave).await.map(drop).unwrap_err().code }
    };
    assert_eq!(to("a/b/", false).await, "into_itself");
    assert_eq!(to("", true).await, "already_here");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_object_moved_onto_itself_through_another_login_stays() {
    let server = Server::shared(Kind::Practice);
    let world = world(Kind::Practice, "itself").await;
    world.put("precious.txt", "precious").await;
    let login = by_name(server).await;
    // Another address of the same server, so that nothing but what is there can tell.
    let to = (&login, world.elsewhere(""));
    let refused = Copies::to((&world.store, world.place(""), vec![file("precious.txt", 8)]), to, true).await;
    assert_eq!(refused.map(drop).unwrap_err().code, "already_here");
    assert_eq!(fetched(server, "itself", "precious.txt"), b"precious");
    assert_eq!(world.keys().await, ["precious.txt"], "the check left something");
}

async fn by_name(server: &Server) -> store::Store {
    let endpoint = server.endpoint.replace("127.0.0.1", "localhost");
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    World::at(&endpoint, server.region, keys, "itself").await.store
}

#[tokio::test(flavor = "multi_thread")]
async fn names_that_are_there_are_asked_about_and_an_unproved_original_stays() {
    let world = world(Kind::Practice, "asked").await;
    for key in ["from/b", "from/a", "to/a", "to/b"] {
        world.put(key, key).await;
    }
    let copies = Copies::to(
        (&world.store, world.place("from/"), vec![file("from/b", 6), file("from/a", 6)]),
        (&world.store, world.place("to/")),
        true,
    );
    let work = Work::Copy { store: world.store.clone(), target: world.store.clone(), copies: copies.await.unwrap() };
    let id = world.add(work, OnConflict::Ask).await;
    let asking = world.when(&id, |group| group.conflicts == 2).await;
    assert_eq!(asking.conflict_names, ["a", "b"]);
    assert_eq!(world.keys().await.len(), 4);
    world.transfers.answer_conflicts(id.clone(), OnConflict::Skip).await;
    assert_eq!(world.done(&id).await.files_skipped, 2);
    assert_eq!(world.keys().await.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_different_or_newer_is_sent() {
    let server = Server::shared(Kind::Practice);
    let world = world(Kind::Practice, "if-new").await;
    let local = tempfile::tempdir().unwrap();
    let (same, other) = (write(local.path(), "same", "same!"), write(local.path(), "other", "other"));
    world.put("same", "same!").await;
    world.put("other", "OTHER").await;
    let group = world.done(&world.upload(&[&same, &other], "", OnConflict::IfDifferent).await).await;
    assert_eq!((group.files_skipped, group.files_done), (1, 1), "{group:#?}");
    assert_eq!(fetched(server, "if-new", "other"), b"other");
    let day = std::time::Duration::from_secs(86_400);
    let set = |path: &std::path::Path, time| {
        std::fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
    };
    write(local.path(), "same", "old");
    write(local.path(), "other", "new");
    set(&same, std::time::SystemTime::now() - day);
    set(&other, std::time::SystemTime::now() + day);
    let group = world.done(&world.upload(&[&same, &other], "", OnConflict::IfNewer).await).await;
    assert_eq!((group.files_skipped, group.files_done), (1, 1), "{group:#?}");
    assert_eq!(fetched(server, "if-new", "same"), b"same!");
    assert_eq!(fetched(server, "if-new", "other"), b"new");
    // And down again: the older object does not replace the newer file, other bytes do.
    let group = world.done(&world.download("", local.path(), OnConflict::IfNewer).await).await;
    assert_eq!((group.files_skipped, group.files_done), (1, 1), "{group:#?}");
    assert_eq!(std::fs::read(&same).unwrap(), b"same!");
    let group = world.done(&world.download("", local.path(), OnConflict::IfDifferent).await).await;
    assert_eq!(group.files_skipped, 2, "{group:#?}");
    rclone(server, ["check", "--download", "s3:if-new", local.path().to_str().unwrap()]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_original_that_is_saved_between_the_last_look_and_its_removal_stays() {
    let server = Server::shared(Kind::Practice);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "moved-raced").await;
    let local = tempfile::tempdir().unwrap();
    let newer = write(local.path(), "newer", "saved meanwhile");
    world.put("in/a", "first").await;
    let mut saved = false;
    proxy.script(move |line| {
        if line.starts_with("DELETE") && line.contains("/in/a") && !std::mem::replace(&mut saved, true) {
            rclone(server, ["copyto", newer.to_str().unwrap(), "s3:moved-raced/in/a"]);
        }
        Act::Pass
    });
    let group = world.copy(vec![file("in/a", 5)], "in/", "out/", true, OnConflict::Ask).await;
    assert_eq!((group.state, group.files_done), (GroupState::Failed, 0), "{group:#?}");
    assert_eq!(fetched(server, "moved-raced", "in/a"), b"saved meanwhile");
    assert_eq!(fetched(server, "moved-raced", "out/a"), b"first");
}
