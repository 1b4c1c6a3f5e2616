//! Whole folders and many files, up and down.

use std::{fs, path::Path};

use bucketwise_tests::{
    servers::{Kind, Server},
    tools::rclone_check,
};
use engine::transfers::{OnConflict, TICK_BYTES};

use super::world::{World, bytes, tree, write};

fn album(root: &Path) {
    write(root, "album/one.txt", "one");
    write(root, "album/2026/ä b+c%41 🪣.jpg", bytes(70_000, 1));
    write(root, "album/2026/spring/nothing.bin", "");
    write(root, "album/2026/spring/large.bin", bytes(17 * 1024 * 1024 + 3, 2));
}

async fn there_and_back(kind: Kind) {
    let server = Server::shared(kind);
    let world = World::over(server, &server.endpoint, "there-and-back").await;
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    album(from.path());
    let up = world.upload(&[&from.path().join("album")], "in/", OnConflict::Ask).await;
    let group = world.done(&up).await;
    assert_eq!((group.title.to_string().as_str(), group.files, group.files_done), ("Upload album", 4, 4));
    assert_eq!((group.bytes, group.bytes_done), (17_895_798, 17_895_798));
    assert_eq!(group.to, Some(world.place("in/")));
    rclone_check(server, "there-and-back/in", from.path());

    let down = world.download("in/", to.path(), OnConflict::Ask).await;
    assert!(world.done(&down).await.notes.is_empty());
    assert_eq!(tree(to.path()), tree(from.path()));
    rclone_check(server, "there-and-back/in", to.path());
    assert_eq!(world.transfers.download_folder(down).await.as_deref(), Some(to.path()));
    assert!(world.store.list_uploads("there-and-back", "").await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_goes_there_and_back_on_the_practice_server() {
    there_and_back(Kind::Practice).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_goes_there_and_back_on_rclone() {
    there_and_back(Kind::Rclone).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_goes_there_and_back_on_seaweedfs() {
    there_and_back(Kind::SeaweedFs).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn empty_folders_and_times_come_back() {
    let server = Server::shared(Kind::Practice);
    let world = World::over(server, &server.endpoint, "empty-folders").await;
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::create_dir_all(from.path().join("kit/empty/inner")).unwrap();
    write(from.path(), "kit/file", "x");
    world.done(&world.upload(&[&from.path().join("kit")], "", OnConflict::Ask).await).await;
    assert_eq!(world.keys().await, ["kit/empty/inner/", "kit/file"]);
    world.done(&world.download("", to.path(), OnConflict::Ask).await).await;
    assert_eq!(tree(to.path()), ["kit/", "kit/empty/", "kit/empty/inner/", "kit/file"]);
    // The file's own time, as it was kept with the object; one that nobody kept is the object's.
    let written = |root: &Path, name: &str| fs::metadata(root.join(name)).unwrap().modified().unwrap();
    assert_eq!(written(to.path(), "kit/file"), written(from.path(), "kit/file"));
    let bare = store::ObjectAt::new("empty-folders", "bare");
    world.store.put(&bare, store::Payload::bytes("x".into()), store::Put::default()).await.unwrap();
    world.done(&world.download("", to.path(), OnConflict::Skip).await).await;
    let ms = written(to.path(), "bare").duration_since(std::time::UNIX_EPOCH).unwrap().as_millis();
    assert_eq!(Some(i64::try_from(ms).unwrap()), world.store.head(&bare).await.unwrap().modified);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_small_files_go_in_small_ticks() {
    let server = Server::shared(Kind::Practice);
    let world = World::over(server, &server.endpoint, "many-files").await;
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for at in 0..1_000 {
        write(from.path(), &format!("all/{:02}/{at}.txt", at % 40), format!("file {at}"));
    }
    let up = world.upload(&[&from.path().join("all")], "", OnConflict::Replace).await;
    assert_eq!(world.done(&up).await.files_done, 1_000);
    rclone_check(server, "many-files", from.path());
    let down = world.download("", to.path(), OnConflict::Ask).await;
    assert_eq!(world.done(&down).await.files_done, 1_000);
    rclone_check(server, "many-files", to.path());
    let jobs = world.transfers.jobs(up, engine::transfers::JobFilter::All, 900, 500).await.unwrap();
    assert_eq!((jobs.total, jobs.jobs.len()), (1_000, 100));
    // Each tick was measured on arrival, against this:
    assert_eq!(TICK_BYTES, 8_192);
}
