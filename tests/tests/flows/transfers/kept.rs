//! What goes with the bytes: times as rclone keeps them, what kind of file it is, in which class it
//! is stored; and that nobody's newer file is written over between a look and the deed.

use std::{
    fs::{self, File},
    time::{Duration, SystemTime},
};

use bucketwise_tests::{
    faults::{Act, Proxy},
    servers::{Kind, Server},
    tools::{aws, rclone, s5cmd},
};
use engine::transfers::{OnConflict, Request, UploadOptions, Work};

use super::world::{World, bytes, fetched, write};

fn times() -> [(&'static str, usize, SystemTime); 2] {
    let at = |nanos: u64| SystemTime::UNIX_EPOCH + Duration::from_nanos(nanos);
    [("small.txt", 10, at(981_173_106_789_012_345)), ("large.bin", 17_000_000, at(1_400_000_000_000_000_000))]
}

#[tokio::test(flavor = "multi_thread")]
async fn the_time_of_a_file_is_kept_as_rclone_keeps_it() {
    for kind in [Kind::Practice, Kind::SeaweedFs, Kind::MiniStack] {
        let server = Server::shared(kind);
        let world = World::known(server, &server.endpoint, "times").await;
        let (from, ours, theirs) =
            (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for (name, size, time) in times() {
            let path = write(from.path(), name, bytes(size, 7));
            File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
        }
        // Ours up, rclone's down; rclone's up, ours down.
        let paths = times().map(|(name, ..)| from.path().join(name));
        world.done(&world.upload(&[&paths[0], &paths[1]], "ours/", OnConflict::Ask).await).await;
        rclone(server, ["copy", "s3:times/ours", theirs.path().to_str().unwrap()]);
        rclone(server, ["copy", from.path().to_str().unwrap(), "s3:times/theirs"]);
        world.done(&world.download("theirs/", ours.path(), OnConflict::Ask).await).await;
        for (name, _, time) in times() {
            for side in [&ours, &theirs] {
                let found = fs::metadata(side.path().join(name)).unwrap().modified().unwrap();
                assert_eq!(found, time, "{kind:?}: {name}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_a_picture_whatever_it_is_called() {
    let server = Server::shared(Kind::MiniStack);
    let world = World::known(server, &server.endpoint, "kinds").await;
    let from = tempfile::tempdir().unwrap();
    let jpeg = [&[0xFF, 0xD8, 0xFF, 0xE0, 0, 16, b'J', b'F', b'I', b'F'][..], &bytes(200_000, 3)].concat();
    let page = write(from.path(), "page.html", "<!DOCTYPE html><title>x</title>");
    let picture = write(from.path(), "picture.html", &jpeg);
    let bare = write(from.path(), "bare", &jpeg);
    world.done(&world.upload(&[&page, &picture, &bare], "", OnConflict::Ask).await).await;
    for (key, kind) in [("page.html", "text/html"), ("picture.html", "image/jpeg"), ("bare", "image/jpeg")] {
        let head =
            ["s3api", "head-object", "--bucket", "kinds", "--key", key, "--query", "ContentType", "--output", "text"];
        assert_eq!(aws(server, head).trim(), kind, "{key}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn class_and_encryption_are_as_chosen() {
    let server = Server::shared(Kind::MiniStack);
    let world = World::known(server, &server.endpoint, "classes").await;
    let from = tempfile::tempdir().unwrap();
    for (name, size) in [("small", 10), ("large", 17_000_000)] {
        let path = write(from.path(), name, bytes(size, 8));
        let work = Work::Upload { store: world.store.clone(), paths: vec![path], to: world.place("") };
        let upload_options =
            UploadOptions { class: Some("STANDARD_IA".into()), encryption: Some("AES256".into()), kms_key: None };
        let request = Request { op_id: name.into(), work, on_conflict: OnConflict::Ask, upload_options };
        world.done(&world.transfers.add(request).await.unwrap()).await;
        let head = ["s3api", "head-object", "--bucket", "classes", "--key", name];
        let query = ["--query", "[StorageClass,ServerSideEncryption]", "--output", "text"];
        assert_eq!(aws(server, head.into_iter().chain(query)).trim(), "STANDARD_IA\tAES256", "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_wrote_meanwhile_is_not_written_over() {
    let server = Server::shared(Kind::MiniStack);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "race").await;
    let from = tempfile::tempdir().unwrap();
    let theirs = write(from.path(), "theirs", "theirs, written last");
    let ours = write(from.path(), "file", "ours, which is newer than the old one");
    s5cmd(server, ["cp", theirs.to_str().unwrap(), "s3://race/file"]);
    // An hour from now, so that it counts as newer than what is there.
    let later = SystemTime::now() + Duration::from_secs(3_600);
    File::options().write(true).open(&ours).unwrap().set_modified(later).unwrap();
    let (mut left, path) = (1, theirs.to_str().unwrap().to_owned());
    // Between our look and our deed somebody else is quicker.
    proxy.script(move |line| {
        if line.starts_with("PUT") && left > 0 {
            left -= 1;
            fs::write(&path, "somebody else's, written meanwhile").unwrap();
            s5cmd(server, ["cp", &path, "s3://race/file"]);
        }
        Act::Pass
    });
    let group = world.done(&world.upload(&[&ours], "", OnConflict::IfDifferent).await).await;
    // It was looked at again and differs again: the choice was to replace what differs, knowing it.
    assert_eq!((group.files_done, group.files_verified), (1, 1));
    assert_eq!(fetched(server, "race", "file"), b"ours, which is newer than the old one");
    // The same where the other one is newer by then: it stays.
    let (mut left, path) = (1, theirs.to_str().unwrap().to_owned());
    let old = SystemTime::now() - Duration::from_secs(3_600);
    File::options().write(true).open(&ours).unwrap().set_modified(old).unwrap();
    aws(server, ["s3api", "put-object", "--bucket", "race", "--key", "file", "--metadata", "mtime=1000000000.5"]);
    proxy.script(move |line| {
        if line.starts_with("PUT") && left > 0 {
            left -= 1;
            s5cmd(server, ["cp", &path, "s3://race/file"]);
        }
        Act::Pass
    });
    let group = world.done(&world.upload(&[&ours], "", OnConflict::IfNewer).await).await;
    assert_eq!((group.files_done, group.files_skipped), (0, 1));
    assert_eq!(fetched(server, "race", "file"), b"somebody else's, written meanwhile");
}
