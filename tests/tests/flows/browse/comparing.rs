//! Files of a bucket held against those of this computer and against lists of checksums, which are
//! made by the programs that people make them with. That nothing is downloaded is seen on the wire.

use std::{
    fs,
    path::Path,
    process::Command,
    sync::{Arc, Mutex},
};

use bucketwise_tests::{
    faults::{Act, Proxy},
    patience::told,
    servers::{Kind, Server},
    tools::{aws, put},
};
use engine::{
    at::Place,
    files::compare::{Against, CompareCount, Compared, ComparedFile, Comparison, Comparisons},
    ids::ConnectionId,
    listing::Selected,
};
use store::Store;
use tokio::sync::watch;

use super::watched;

/// A bucket behind a proxy that notes each object that is downloaded.
struct Shelf {
    server: &'static Server,
    store: Store,
    bucket: &'static str,
    read: Arc<Mutex<Vec<String>>>,
    _proxy: Proxy,
}

impl Shelf {
    async fn new(kind: Kind, bucket: &'static str) -> Self {
        let server = Server::shared(kind);
        aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
        let (proxy, read) = (Proxy::start(&server.endpoint).await, Arc::new(Mutex::new(Vec::new())));
        let noted = Arc::clone(&read);
        proxy.script(move |line| {
            if line.starts_with("GET") && line.contains("/in/") {
                noted.lock().unwrap().push(line.to_owned());
            }
            Act::Pass
        });
        let store = watched::store(server, &proxy.endpoint());
        Self { server, store, bucket, read, _proxy: proxy }
    }

    fn put(&self, name: &str, content: &[u8], more: &[&str]) {
        put(self.server, self.bucket, &format!("in/{name}"), content, more);
    }

    async fn compare(&self, picked: Selected, against: Against, downloads: bool) -> (CompareCount, Vec<ComparedFile>) {
        let place = Place { connection: ConnectionId::from("here"), bucket: self.bucket.into(), prefix: "in/".into() };
        let wanted = Comparison { store: self.store.clone(), place, picked: picked.into(), against, downloads };
        let comparisons = Comparisons::default();
        let (tell, heard) = watch::channel(CompareCount::default());
        let id = comparisons.begin(wanted, move |count| drop(tell.send_replace(count)));
        let count = told(&heard, "the end", |count| count.complete || count.fault.is_some()).await;
        (count, comparisons.read(&id, 0, 100).unwrap())
    }

    /// Names with what came of each.
    async fn results(&self, against: Against, downloads: bool) -> Vec<(String, Compared)> {
        let (count, found) = self.compare(Selected::Folder { prefix: "in/".into() }, against, downloads).await;
        assert_eq!((count.fault, count.of, count.done), (None, found.len(), found.len()));
        found.into_iter().map(|file| (file.name, file.result)).collect()
    }

    fn downloaded(&self) -> usize {
        self.read.lock().unwrap().drain(..).count()
    }
}

/// What a program prints that runs in this folder.
fn printed(folder: &Path, program: &str, args: &[&str]) -> String {
    let run = Command::new(program).args(args).current_dir(folder).output().unwrap();
    assert!(run.status.success(), "{program}");
    String::from_utf8(run.stdout).unwrap()
}

fn named(results: &[(&str, Compared)]) -> Vec<(String, Compared)> {
    results.iter().map(|(name, result)| ((*name).to_owned(), *result)).collect()
}

/// A folder of this computer and what is stored of it: one file is another, one is missing on each
/// side. `deep`: the name of one in a folder.
async fn both(kind: Kind, bucket: &'static str, deep: &str) -> (Shelf, tempfile::TempDir) {
    let (shelf, folder) = (Shelf::new(kind, bucket).await, tempfile::tempdir().unwrap());
    fs::create_dir(folder.path().join("sub")).unwrap();
    for (name, here, there) in [
        ("a b.txt", Some("same"), Some("same")),
        (deep, Some("below"), Some("below")),
        ("other", Some("here!"), Some("there")),
        ("longer", Some("longer"), Some("long")),
        ("here", Some("x"), None),
        ("there", None, Some("x")),
        ("empty", Some(""), Some("")),
    ] {
        here.inspect(|content| fs::write(folder.path().join(name), content).unwrap());
        there.inspect(|content| shelf.put(name, content.as_bytes(), &[]));
    }
    (shelf, folder)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_is_compared_by_what_the_storage_says_of_its_bytes() {
    use Compared::{Differs, OnlyHere, OnlyStored, Same};
    for kind in [Kind::MiniStack, Kind::SeaweedFs] {
        let (shelf, folder) = both(kind, "compare-folder", "sub/ü.txt").await;
        let results = shelf.results(Against::Local(folder.path().to_owned()), false).await;
        let wanted = [
            ("longer", Differs),
            ("other", Differs),
            ("there", OnlyStored),
            ("here", OnlyHere),
            ("a b.txt", Same),
            ("empty", Same),
            ("sub/ü.txt", Same),
        ];
        assert_eq!(results, named(&wanted), "{kind:?}");
        assert_eq!(shelf.downloaded(), 0, "{kind:?}");
        let alone = Selected::File { key: "in/other".into(), size: 5, modified: None, etag: None };
        let against = Against::Local(folder.path().join("a b.txt"));
        let (_, found) = shelf.compare(alone.clone(), against, false).await;
        assert_eq!((found.len(), found[0].result), (1, Differs), "{kind:?}: whatever both are called");
        let (_, found) = shelf.compare(alone, Against::Local(folder.path().to_owned()), false).await;
        assert_eq!((found.len(), found[0].name.as_str()), (1, "other"), "{kind:?}: it alone was asked about");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_of_the_usual_programs_are_compared_and_downloads_wait_for_a_yes() {
    use Compared::{Differs, OnlyHere, OnlyStored, Same, Unclear};
    let (shelf, folder) = both(Kind::MiniStack, "compare-lists", "sub/ü\\n.txt").await;
    let names = ["a b.txt", "sub/ü\\n.txt", "other", "here"];
    let wanted = |same, differs| {
        let mut all = named(&[
            ("other", differs),
            ("a b.txt", same),
            ("sub/ü\\n.txt", same),
            ("empty", OnlyStored),
            ("longer", OnlyStored),
            ("there", OnlyStored),
            ("here", OnlyHere),
        ]);
        all.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
        all
    };
    let list = |program: &str, args: &[&str]| printed(folder.path(), program, &[args, &names].concat());
    for text in [list("md5sum", &[]), list("md5sum", &["--tag"])] {
        // Of a server that nobody knows an ETag that differs proves nothing.
        assert_eq!(shelf.results(Against::List(text), false).await, wanted(Same, Unclear), "by the ETag");
    }
    assert_eq!(shelf.downloaded(), 0);
    for text in [list("sha256sum", &["--binary"]), list("sha1sum", &[])] {
        assert_eq!(shelf.results(Against::List(text.clone()), false).await, wanted(Unclear, Unclear));
        assert_eq!(shelf.downloaded(), 0, "nobody said yes");
        assert_eq!(shelf.results(Against::List(text), true).await, wanted(Same, Differs));
        assert_eq!(shelf.downloaded(), 3, "those that both sides have");
    }
    let outside = tempfile::tempdir().unwrap();
    fs::create_dir(outside.path().join("in")).unwrap();
    fs::write(outside.path().join("in/there"), "x").unwrap();
    let above = printed(outside.path(), "md5sum", &["in/there"]);
    let results = shelf.results(Against::List(above), false).await;
    assert!(results.contains(&("there".to_owned(), Same)), "a list that was made one folder up: {results:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_checksum_that_the_storage_keeps_spares_the_download_and_a_sum_alone_is_of_the_file() {
    let shelf = Shelf::new(Kind::MiniStack, "compare-sums").await;
    shelf.put("kept", b"hello", &["--checksum-algorithm", "SHA256"]);
    let kept = Selected::File { key: "in/kept".into(), size: 5, modified: None, etag: None };
    let right = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    for (text, result) in [
        (right.to_owned(), Compared::Same),
        (format!("{}  kept", right.replace("2cf2", "2cf3")), Compared::Differs),
        (format!("{right}  elsewhere/kept\n{}  other", "0".repeat(64)), Compared::Same),
    ] {
        let (_, found) = shelf.compare(kept.clone(), Against::List(text.clone()), false).await;
        assert_eq!(found.iter().map(|file| file.result).collect::<Vec<_>>(), [result], "{text}");
    }
    assert_eq!(shelf.downloaded(), 0);
    for text in ["", "not a list\n"] {
        let (count, _) = shelf.compare(kept.clone(), Against::List(text.into()), false).await;
        assert_eq!(count.fault.map(|fault| fault.code), Some("compare_no_list"));
    }
}
