//! What is odd where files are looked at and opened: a login that may list and not read, names in
//! every script, and an arrow that is held down.

use std::{fs, time::Duration};

use bucketwise_tests::{
    large::{ACCESS_KEY, Depot, Large, Part, SECRET_KEY},
    servers::{Kind, Server},
    tools,
};
use engine::{
    files::look::{LookKind, Readings},
    opened::{Fetched, OpenHow},
};
use futures_util::future::join_all;
use store::{Access, Store};

use super::super::{
    opened::begin,
    watched::{self, Watched, at, place},
};
use super::put;

#[tokio::test(flavor = "multi_thread")]
async fn a_login_that_may_list_and_not_read_says_so_and_leaves_nothing() {
    let server = Server::shared(Kind::MiniStack);
    let bucket = "looking-listed";
    tools::aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    put(server, bucket, "a.txt", b"words");
    let iam = |args: &[&str]| tools::aws(server, [&["iam"][..], args, &["--user-name", "lists-only"]].concat());
    iam(&["create-user"]);
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}]}"#;
    iam(&["put-user-policy", "--policy-name", "p", "--policy-document", policy]);
    let keys: serde_json::Value = serde_json::from_str(&iam(&["create-access-key"])).unwrap();
    let key = |name: &str| keys["AccessKey"][name].as_str().unwrap().to_owned();
    let access = watched::access("aws", &server.endpoint, &key("AccessKeyId"), &key("SecretAccessKey"));
    let store = Store::open(Access { region: server.region.into(), ..access }).unwrap();
    let mut listed = Watched::open(store.clone(), place(bucket, ""));
    listed.until("all files", |tick| tick.complete).await;
    assert_eq!(listed.listings.get(&listed.id).unwrap().rows(0, 9).rows.len(), 1);
    let fault = Readings::default().open(store.clone(), &at(bucket, "a.txt"), None).await.unwrap_err();
    assert_eq!(fault.code, "not_permitted", "{fault:?}");
    let room = tempfile::tempdir().unwrap();
    let files = begin(room.path(), &store);
    let fault = files.fetch(store, &at(bucket, "a.txt"), OpenHow::default()).await.unwrap_err();
    assert_eq!(fault.code, "not_permitted", "{fault:?}");
    assert!(files.list().is_empty());
    assert_eq!(fs::read_dir(room.path()).unwrap().flatten().filter(|entry| entry.path().is_dir()).count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn names_of_every_script_are_looked_at_and_opened() {
    let names = [
        "中文/報告 二〇二六.txt",
        "日本語のファイル.txt",
        "한국어 파일.txt",
        "العربية تقرير.txt",
        "עברית דוח.txt",
        "हिन्दी रिपोर्ट.txt",
        "ภาษาไทย.txt",
        "Ελληνικά.txt",
        "Русский отчёт.txt",
        "e\u{301}te\u{301}.txt",
        "👩‍👩‍👧‍👦 family.txt",
        "𐍈𝒜.txt",
        "100% & + ? # = [1].txt",
        "it's \"quoted\" `so`.txt",
        "<b>bold</b>.txt",
    ];
    for kind in Kind::ALL {
        let server = Server::shared(kind);
        let (bucket, name) = ("looking-names", &server.name);
        tools::aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
        let store = watched::store(server, &server.endpoint);
        let (readings, room) = (Readings::default(), tempfile::tempdir().unwrap());
        let files = begin(room.path(), &store);
        for key in names {
            put(server, bucket, key, key.as_bytes());
            let view = readings.open(store.clone(), &at(bucket, key), None).await.unwrap();
            let read = readings.get(&view.id).unwrap().read(0, 1_000).await.unwrap();
            assert_eq!((view.kind, &read[..]), (LookKind::Text, key.as_bytes()), "{name}: {key}");
            let opened = files.fetch(store.clone(), &at(bucket, key), OpenHow::default()).await.unwrap();
            let Fetched::Ready { path, .. } = opened else { panic!("{name}: {key}: {opened:?}") };
            assert_eq!(fs::read(&path).unwrap(), key.as_bytes(), "{name}: {key}");
            assert_eq!(path.file_name().unwrap().to_str(), key.rsplit('/').next(), "{name}");
        }
    }
}

/// The page asks for a few of them at a time; here all that can be are.
#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_files_that_are_flicked_through_leave_nothing_under_way() {
    const FILES: usize = 10_000;
    // Small, so that reading what is in them takes less time than opening them.
    let depot =
        Depot::start((0..100).map(|nth| Large::new(format!("{nth:02}.txt"), vec![Part::of("words\n", 300)])).collect());
    let access = watched::access("other", depot.endpoint(), ACCESS_KEY, SECRET_KEY);
    let store = Store::open(Access { region: "us-east-1".into(), ..access }).unwrap();
    let readings = Readings::default();
    let mut last = Vec::new();
    for round in 0..FILES / 50 {
        let open = |nth: usize| {
            let (store, readings) = (store.clone(), &readings);
            async move { readings.open(store, &at("bucket", &format!("{:02}.txt", nth % 100)), None).await.unwrap() }
        };
        let opened = join_all((round * 50..round * 50 + 50).map(open)).await;
        // Half of them are closed, as the page does; the others are those of a page that went.
        for view in opened.iter().step_by(2) {
            readings.close(&view.id);
        }
        last = opened;
    }
    let asked = depot.asked();
    assert_eq!(asked.asked.len(), FILES, "one request each");
    assert_eq!(asked.bytes, FILES as u64 * 1_800, "and the beginning of each");
    let open = last.iter().filter(|view| readings.get(&view.id).is_ok()).count();
    assert!((1..=16).contains(&open), "{open} are left open");
    // One that is let go while storage has not answered is not asked for any longer.
    depot.delays(Duration::from_secs(3_600));
    let first = at("bucket", "00.txt");
    let hanging = tokio::time::timeout(Duration::from_millis(200), readings.open(store, &first, None));
    assert!(hanging.await.is_err());
    readings.close_all();
    assert!(last.iter().all(|view| readings.get(&view.id).is_err()));
}
