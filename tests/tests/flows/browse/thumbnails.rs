//! Thumbnails: how much is asked of storage for those in sight. That the page asks only for those
//! in sight is proved there.

use std::sync::atomic::Ordering;

use bucketwise_tests::{
    faults::Proxy,
    servers::{Kind, Server},
    tools,
};
use engine::files::look::{Pictured, Readings, Thumbs};

use super::watched::{self, Watched, at, place};

/// The files of a bucket as their tiles know them.
async fn listed(server: &Server, bucket: &str) -> Vec<Pictured> {
    let mut watched = Watched::open(watched::store(server, &server.endpoint), place(bucket, ""));
    watched.until("all files", |tick| tick.complete).await;
    let rows = watched.listings.get(&watched.id).unwrap().rows(0, 100).rows;
    rows.into_iter().map(|row| Pictured { at: at(bucket, &row.key), etag: row.etag, size: row.size.unwrap() }).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thumbnail_takes_one_request_and_a_kept_one_none() {
    for kind in Kind::ALL {
        let server = Server::shared(kind);
        let (bucket, name) = ("thumbnails", &server.name);
        tools::aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
        let folder = tempfile::tempdir().unwrap();
        const FILES: usize = 24;
        for nth in 0..FILES {
            let mut content = b"\xff\xd8\xff\xe0".to_vec();
            content.resize(1_000 + nth * 40_000, nth as u8);
            std::fs::write(folder.path().join(format!("{nth:02}.jpg")), content).unwrap();
        }
        tools::aws(server, ["s3", "sync", &folder.path().display().to_string(), &format!("s3://{bucket}")]);
        let files = listed(server, bucket).await;
        assert_eq!(files.len(), FILES, "{name}");

        let proxy = Proxy::start(&server.endpoint).await;
        let asked = proxy.count();
        let store = watched::store(server, &proxy.endpoint());
        let (readings, kept) = (Readings::default(), tempfile::tempdir().unwrap());
        let thumbs = Thumbs::open(kept.path().into(), Box::new(|_| true));
        for of in &files {
            assert!(thumbs.read(of).is_none(), "{name}");
            // The page asks for the whole of a small file, and for the head of a larger one.
            let first = if of.size <= 524_288 { of.size } else { 131_072 };
            let seen = readings.open_pictured(store.clone(), of, first).await.unwrap();
            let view = seen.reading.unwrap();
            let read = readings.get(&view.id).unwrap().read(0, first).await.unwrap();
            assert_eq!(read.len() as u64, first, "{name}: {}", of.at.key);
            readings.close(&view.id);
            thumbs.keep(of, "/9j/4AAQSkZJRgABAQ==");
        }
        let asked_once = asked.load(Ordering::SeqCst);
        assert!(asked_once <= FILES * 12 / 10, "{name}: {asked_once} requests for {FILES} files");
        assert_eq!(asked_once, FILES, "{name}");
        for of in &files {
            assert!(thumbs.read(of).unwrap().picture.is_some(), "{name}");
        }
        assert_eq!(asked.load(Ordering::SeqCst), asked_once, "{name}: what is kept asks for nothing");

        // Another file by now is no thumbnail of the one in sight.
        let replaced = folder.path().join("00.jpg").display().to_string();
        std::fs::write(&replaced, b"\xff\xd8\xff\xe0 another").unwrap();
        tools::aws(server, ["s3api", "put-object", "--bucket", bucket, "--key", "00.jpg", "--body", &replaced]);
        let fault = readings.open_pictured(store, &files[0], 1_000).await.unwrap_err();
        assert_eq!(fault.code, "replaced", "{name}");
    }
}
