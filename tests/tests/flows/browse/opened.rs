//! Files that are opened in another program and sent back when it saves them, as a program on this
//! computer would: written beside and renamed, or touched. That a program is started is not proved
//! here.

mod between;
mod gone;
mod private;
mod written;

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use bucketwise_tests::{
    faults::{Act, Proxy},
    servers::{Kind, Server},
    tools,
};
use engine::{
    ids::{ConnectionId, OpenedId},
    opened::{Fetched, OpenHow, OpenedFiles, OpenedOptions, OpenedState, OpenedView},
    transfers::Pacing,
};
use store::{Access, Store};

use super::watched::{self, at};

fn login(server: &Server, endpoint: &str, provider: &str, read_only: bool) -> Store {
    let access = watched::access(provider, endpoint, &server.access_key, &server.secret_key);
    Store::open(Access { region: server.region.into(), read_only, ..access }).unwrap()
}

/// Puts a file there with a client nobody here wrote.
fn put(server: &Server, bucket: &str, key: &str, content: &[u8]) {
    tools::put(server, bucket, key, content, &["--content-type", "text/x-kept", "--metadata", "kept=yes"]);
}

/// What the bucket has, as the same client says.
fn get(server: &Server, bucket: &str, key: &str) -> Vec<u8> {
    let file = tempfile::NamedTempFile::new().unwrap();
    let to = file.path().display().to_string();
    tools::aws(server, ["s3api", "get-object", "--bucket", bucket, "--key", key, &to]);
    fs::read(file.path()).unwrap()
}

fn keys(server: &Server, bucket: &str) -> Vec<String> {
    let listed = tools::aws(server, ["s3api", "list-objects-v2", "--bucket", bucket, "--query", "Contents[].Key"]);
    serde_json::from_str(&listed).unwrap()
}

/// As editors save: whole beside it, then in its place.
fn save(path: &Path, content: &[u8]) {
    let mut beside = tempfile::NamedTempFile::new_in(path.parent().unwrap()).unwrap();
    beside.write_all(content).unwrap();
    beside.persist(path).unwrap();
}

fn touch(path: &Path) {
    let file = fs::File::options().append(true).open(path).unwrap();
    file.set_modified(std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(2_000_000_000)).unwrap();
}

/// One bucket, and the program with its folder.
struct World {
    server: &'static Server,
    bucket: String,
    store: Store,
    room: tempfile::TempDir,
    files: OpenedFiles,
}

impl World {
    fn new(kind: Kind, provider: &str, bucket: &str) -> Self {
        let server = Server::shared(kind);
        tools::aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
        let room = tempfile::tempdir().unwrap();
        let store = login(server, &server.endpoint, provider, false);
        let files = begin(room.path(), &store);
        Self { server, bucket: bucket.to_owned(), store, room, files }
    }

    /// The program ends and starts again.
    fn restart(&mut self) {
        let empty = tempfile::tempdir().unwrap();
        self.files = begin(empty.path(), &self.store);
        self.files = begin(self.room.path(), &self.store);
    }

    async fn open(&self, key: &str) -> (OpenedId, PathBuf) {
        let how = OpenHow::default();
        match self.files.fetch(self.store.clone(), &at(&self.bucket, key), how).await.unwrap() {
            Fetched::Ready { id, path } => (id, path),
            other => panic!("{other:?}"),
        }
    }

    fn one(&self, id: &OpenedId) -> OpenedView {
        self.files.list().into_iter().find(|one| one.id == *id).unwrap()
    }

    /// Where it stands once it was looked at for long enough.
    async fn looked(&self, id: &OpenedId) -> OpenedState {
        for _ in 0..3 {
            self.files.look().await;
        }
        self.one(id).state
    }
}

pub(super) fn begin(room: &Path, store: &Store) -> OpenedFiles {
    let store = store.clone();
    OpenedFiles::open(OpenedOptions {
        room: room.to_owned(),
        open_store: Arc::new(move |_| {
            let store = store.clone();
            Box::pin(async move { Ok(store) })
        }),
        pacing: Box::new(Pacing::default),
        now: || 1_764_400_000_000,
        stays: Box::new(|_| true),
    })
}

/// Servers, and how each is met: the last is one of which nothing is known.
fn everywhere() -> impl Iterator<Item = (Kind, &'static str, &'static str)> {
    let known = [Kind::MiniStack, Kind::SeaweedFs, Kind::Rclone].map(|kind| (kind, kind.provider(), "known"));
    known.into_iter().chain([(Kind::Practice, "other", "unknown")])
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_saved_is_asked_about_once_and_sent_in_the_place_of_what_was_fetched() {
    for (kind, provider, how) in everywhere() {
        let world = World::new(kind, provider, "opened-saved");
        let (server, bucket, name) = (world.server, &world.bucket, world.server.name);
        put(server, bucket, "in/größe + 1%.txt", b"first");
        let (id, path) = world.open("in/größe + 1%.txt").await;
        assert_eq!(path.file_name().unwrap(), "größe + 1%.txt", "{name}");
        assert_eq!(fs::read(&path).unwrap(), b"first", "{name}");
        assert!(matches!(world.looked(&id).await, OpenedState::Same), "{name}");
        let told = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&told);
        world.files.watch(Box::new(move |files| {
            let changed = files.iter().any(|one| matches!(one.state, OpenedState::Changed));
            counted.fetch_add(usize::from(changed), Ordering::SeqCst);
        }));
        save(&path, b"second");
        assert!(matches!(world.looked(&id).await, OpenedState::Changed), "{name}");
        assert!(matches!(world.looked(&id).await, OpenedState::Changed), "{name}");
        assert_eq!(told.load(Ordering::SeqCst), 1, "{name}: asked once");
        assert_eq!(get(server, bucket, "in/größe + 1%.txt"), b"first", "{name}: nothing is sent unasked");
        world.files.send(&id, false).await.unwrap();
        let state = world.one(&id).state;
        assert!(matches!(state, OpenedState::Saved { beside: None, .. }), "{name} {how}: {state:?}");
        assert_eq!(get(server, bucket, "in/größe + 1%.txt"), b"second", "{name}");
        let head = ["s3api", "head-object", "--bucket", bucket, "--key", "in/größe + 1%.txt"];
        let head: serde_json::Value = serde_json::from_str(&tools::aws(server, head)).unwrap();
        assert_eq!(head["ContentType"], "text/x-kept", "{name}: what goes with the bytes stays");
        assert_eq!(
            head["Metadata"]["kept"],
            if kind == Kind::Rclone { serde_json::Value::Null } else { "yes".into() },
            "{name}"
        );
        // And once more, from what is there now.
        save(&path, b"the third one");
        assert!(matches!(world.looked(&id).await, OpenedState::Changed), "{name}");
        world.files.send(&id, false).await.unwrap();
        assert_eq!(get(server, bucket, "in/größe + 1%.txt"), b"the third one", "{name}");
        assert!(matches!(world.looked(&id).await, OpenedState::Saved { .. }), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_on_both_sides_is_written_over_on_no_server() {
    for (kind, provider, how) in everywhere() {
        let world = World::new(kind, provider, "opened-conflict");
        let (server, bucket, name) = (world.server, &world.bucket, format!("{} {how}", world.server.name));
        put(server, bucket, "report.txt", b"first");
        let (id, path) = world.open("report.txt").await;
        save(&path, b"mine");
        put(server, bucket, "report.txt", b"theirs");
        assert!(matches!(world.looked(&id).await, OpenedState::Changed), "{name}");
        world.files.send(&id, false).await.unwrap();
        assert!(matches!(world.one(&id).state, OpenedState::Conflict { gone: false }), "{name}: {:?}", world.one(&id));
        assert_eq!(get(server, bucket, "report.txt"), b"theirs", "{name}");
        assert_eq!(fs::read(&path).unwrap(), b"mine", "{name}");
        // The newer one is opened beside it.
        let anew = OpenHow { anew: true, ..OpenHow::default() };
        let Fetched::Ready { path: other, .. } =
            world.files.fetch(world.store.clone(), &at(bucket, "report.txt"), anew).await.unwrap()
        else {
            panic!("{name}")
        };
        assert!(fs::read(&other).unwrap() == b"theirs" && fs::read(&path).unwrap() == b"mine", "{name}");
        world.files.send(&id, true).await.unwrap();
        let OpenedView { name: beside, state, .. } = world.one(&id);
        assert!(matches!(&state, OpenedState::Saved { beside: Some(other), .. } if other == "report.txt"), "{state:?}");
        assert_eq!(beside, "report (changed on 2025-11-29).txt", "{name}");
        assert_eq!(get(server, bucket, &beside), b"mine", "{name}");
        assert_eq!(get(server, bucket, "report.txt"), b"theirs", "{name}");
        // From now on the copy is of that one.
        save(&path, b"mine again");
        assert!(matches!(world.looked(&id).await, OpenedState::Changed), "{name}");
        world.files.send(&id, false).await.unwrap();
        assert_eq!(get(server, bucket, &beside), b"mine again", "{name}");
        assert_eq!(keys(server, bucket).len(), 2, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_replaced_between_the_look_and_the_upload_stays_where_conditions_are_heeded() {
    let mut world = World::new(Kind::MiniStack, "aws", "opened-between");
    let (server, bucket) = (world.server, world.bucket.clone());
    put(server, &bucket, "a.txt", b"first");
    let proxy = Proxy::start(&server.endpoint).await;
    world.store = login(server, &proxy.endpoint(), "aws", false);
    world.restart();
    let (id, path) = world.open("a.txt").await;
    save(&path, b"mine");
    assert!(matches!(world.looked(&id).await, OpenedState::Changed));
    let of = bucket.clone();
    proxy.script(move |first| {
        if first.starts_with("PUT ") {
            put(Server::shared(Kind::MiniStack), &of, "a.txt", b"theirs");
        }
        Act::Pass
    });
    world.files.send(&id, false).await.unwrap();
    let state = world.files.list().remove(0).state;
    assert!(matches!(state, OpenedState::Conflict { gone: false }), "{state:?}");
    assert_eq!(get(server, &bucket, "a.txt"), b"theirs");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_was_deleted_meanwhile_is_said_and_put_back_only_by_choice() {
    for (kind, provider, _) in everywhere() {
        let world = World::new(kind, provider, "opened-deleted");
        let (server, bucket, name) = (world.server, &world.bucket, world.server.name);
        put(server, bucket, "a.txt", b"first");
        put(server, bucket, "stays", b"x");
        let (id, path) = world.open("a.txt").await;
        save(&path, b"mine");
        assert!(matches!(world.looked(&id).await, OpenedState::Changed), "{name}");
        tools::aws(server, ["s3", "rm", &format!("s3://{bucket}/a.txt")]);
        world.files.send(&id, false).await.unwrap();
        assert!(matches!(world.one(&id).state, OpenedState::Conflict { gone: true }), "{name}: {:?}", world.one(&id));
        assert_eq!(keys(server, bucket), ["stays"], "{name}");
        world.files.send(&id, true).await.unwrap();
        assert!(matches!(world.one(&id).state, OpenedState::Saved { beside: None, .. }), "{name}");
        assert_eq!(get(server, bucket, "a.txt"), b"mine", "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_not_changed_is_never_sent() {
    let world = World::new(Kind::MiniStack, "aws", "opened-same");
    let (server, bucket) = (world.server, world.bucket.clone());
    put(server, &bucket, "a.txt", b"first");
    let proxy = Proxy::start(&server.endpoint).await;
    let sent = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&sent);
    proxy.script(move |first| {
        if first.starts_with("PUT ") || first.starts_with("POST ") {
            noted.lock().unwrap().push(first.to_owned());
        }
        Act::Pass
    });
    let through = login(server, &proxy.endpoint(), "aws", false);
    let room = tempfile::tempdir().unwrap();
    let world = World { files: begin(room.path(), &through), store: through, ..world };
    let (id, path) = world.open("a.txt").await;
    touch(&path);
    assert!(matches!(world.looked(&id).await, OpenedState::Same), "a touch is no change");
    save(&path, b"first");
    assert!(matches!(world.looked(&id).await, OpenedState::Same), "the same bytes saved again are none");
    save(&path, b"other");
    assert!(matches!(world.looked(&id).await, OpenedState::Changed));
    save(&path, b"first");
    world.files.send(&id, false).await.unwrap();
    assert!(matches!(world.one(&id).state, OpenedState::Same), "taken back before it was sent");
    assert_eq!(*sent.lock().unwrap(), Vec::<String>::new());
    // Not now holds for this change, and not for the next.
    save(&path, b"second");
    assert!(matches!(world.looked(&id).await, OpenedState::Changed));
    world.files.leave(&id).unwrap();
    touch(&path);
    assert!(matches!(world.looked(&id).await, OpenedState::Left));
    save(&path, b"third");
    assert!(matches!(world.looked(&id).await, OpenedState::Changed));
    // Always is asked no more.
    world.files.always(&id).unwrap();
    save(&path, b"fourth");
    assert!(matches!(world.looked(&id).await, OpenedState::Saved { .. }));
    assert_eq!(get(server, &bucket, "a.txt"), b"fourth");
    assert_eq!(sent.lock().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_asks_again_and_removes_nothing_that_was_not_sent() {
    let mut world = World::new(Kind::SeaweedFs, Kind::SeaweedFs.provider(), "opened-restart");
    for key in ["changed.txt", "same.txt"] {
        put(world.server, &world.bucket, key, b"first");
    }
    let (id, path) = world.open("changed.txt").await;
    let (same, unchanged) = world.open("same.txt").await;
    save(&path, b"mine");
    assert!(matches!(world.looked(&id).await, OpenedState::Changed));
    world.files.leave(&id).unwrap();
    // A fetch that a crash ended: marked, no record, half a file.
    let half = world.room.path().join("0123456789abcdef0123456789abcdef");
    fs::write(half.with_extension("fetching"), "").unwrap();
    fs::create_dir(&half).unwrap();
    fs::write(half.join("a.txt.12345678.part"), "ha").unwrap();
    world.restart();
    assert!(!half.exists() && !half.with_extension("fetching").exists(), "nobody worked in it");
    assert!(matches!(world.looked(&id).await, OpenedState::Changed), "asked again");
    assert!(matches!(world.looked(&same).await, OpenedState::Same) && unchanged.exists());
    // Opened again it is the same copy, with what was not sent.
    let (again, there) = world.open("changed.txt").await;
    assert_eq!((&again, &there), (&id, &path));
    world.files.send(&id, false).await.unwrap();
    assert_eq!(get(world.server, &world.bucket, "changed.txt"), b"mine");
    // A connection goes with its copies.
    save(&path, b"not sent");
    let here = ConnectionId::from("here");
    world.files.forget_of(&here, &world.files.told_of(&here));
    assert!(path.exists() && !unchanged.exists(), "what nobody was told of is not lost");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_whose_end_was_not_noted_is_no_conflict() {
    let mut world = World::new(Kind::MiniStack, "aws", "opened-unnoted");
    put(world.server, &world.bucket, "a.txt", b"first");
    let (id, path) = world.open("a.txt").await;
    let record = world.room.path().join(format!("{}.json", id.as_str()));
    let before = fs::read(&record).unwrap();
    save(&path, b"mine");
    assert!(matches!(world.looked(&id).await, OpenedState::Changed));
    world.files.send(&id, false).await.unwrap();
    // As if the program had ended before the record was written.
    fs::write(&record, before).unwrap();
    world.restart();
    assert!(matches!(world.looked(&id).await, OpenedState::Changed));
    world.files.send(&id, false).await.unwrap();
    assert!(matches!(world.one(&id).state, OpenedState::Saved { beside: None, .. }), "{:?}", world.one(&id));
    assert_eq!(keys(world.server, &world.bucket), ["a.txt"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_noted_of_the_old_bytes_does_not_go_with_the_new_ones_and_a_lost_acl_is_said() {
    for enforced in [false, true] {
        let world = World::new(Kind::MiniStack, "aws", if enforced { "opened-enforced" } else { "opened-noted" });
        let (server, bucket) = (world.server, &world.bucket);
        let owned = if enforced { "BucketOwnerEnforced" } else { "ObjectWriter" };
        let rules = ["--ownership-controls", &format!("Rules=[{{ObjectOwnership={owned}}}]")];
        tools::aws(server, [&["s3api", "put-bucket-ownership-controls", "--bucket", bucket][..], &rules].concat());
        let noted = r#"{"md5chksum": "i04C/m7gjYGpgCIpOxMVVg==", "s3cmd-attrs": "mode:33188/md5:8b04", "kept": "yes"}"#;
        tools::put(server, bucket, "a.txt", b"first", &["--metadata", noted]);
        let (id, path) = world.open("a.txt").await;
        assert!(matches!(world.looked(&id).await, OpenedState::Same) && !world.one(&id).acl);
        save(&path, b"second");
        assert!(matches!(world.looked(&id).await, OpenedState::Changed));
        assert_eq!(world.one(&id).acl, !enforced, "said with the question");
        world.files.send(&id, false).await.unwrap();
        assert_eq!(get(server, bucket, "a.txt"), b"second");
        let head = ["s3api", "head-object", "--bucket", bucket, "--key", "a.txt", "--query", "Metadata"];
        let mut head: serde_json::Value = serde_json::from_str(&tools::aws(server, head)).unwrap();
        assert!(head.as_object_mut().unwrap().remove("mtime").is_some(), "{head}");
        assert_eq!(head, serde_json::json!({ "s3cmd-attrs": "mode:33188", "kept": "yes" }));
    }
}
