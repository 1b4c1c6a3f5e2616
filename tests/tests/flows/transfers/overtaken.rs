//! Uploads in parts that are of no use any more, since somebody was quicker with the same file, or
//! since the file is another one by now: they count as what they are, and none of them stays on the
//! server.

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use bucketwise_tests::{
    faults::{Act, Fault, Proxy},
    servers::{Kind, Server},
    tools::{rclone, rclone_check},
};
use engine::{
    ids::GroupId,
    transfers::{GroupState, OnConflict, Pacing},
};
use store::{ObjectAt, Payload, Put};

use super::world::{World, bytes, fetched, write};

const MIB: usize = 1024 * 1024;

/// An upload of `content` that is in the middle, its first part confirmed, and so slow that it
/// stays there.
async fn midway(bucket: &str, content: &[u8]) -> (World, tempfile::TempDir, GroupId) {
    let server = Server::shared(Kind::Practice);
    let world = World::known(server, &server.endpoint, bucket).await;
    let from = tempfile::tempdir().unwrap();
    let path = write(from.path(), "large.bin", content);
    world.transfers.pace(Pacing { up: Some(2_000_000), parts: Some(1), ..Pacing::default() }).await;
    let id = world.upload(&[&path], "", OnConflict::Ask).await;
    world.when(&id, |group| group.bytes_done > 9 * MIB as u64).await;
    (world, from, id)
}

/// Somebody else puts a file under the same name, while ours is on its way.
async fn is_quicker(world: &World, content: Vec<u8>) {
    let at = ObjectAt::new(world.bucket.clone(), "large.bin");
    world.store.put(&at, Payload::bytes(content.into()), Put::default()).await.unwrap();
    assert_eq!(world.store.list_uploads(&world.bucket, "").await.unwrap().len(), 1, "the other was first");
}

async fn none_is_left(world: &World) {
    assert!(world.store.list_uploads(&world.bucket, "").await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_the_same_file_overtook_is_done_and_ended() {
    let content = bytes(40 * MIB, 61);
    let (world, from, id) = midway("overtaken", &content).await;
    is_quicker(&world, content).await;
    world.transfers.pace(Pacing::default()).await;
    assert_eq!(world.done(&id).await.files_verified, 1);
    none_is_left(&world).await;
    rclone_check(Server::shared(Kind::Practice), "overtaken", from.path());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_another_file_overtook_is_asked_about_and_ended() {
    let (world, _from, id) = midway("overtaken-other", &bytes(40 * MIB, 62)).await;
    is_quicker(&world, bytes(40 * MIB, 63)).await;
    world.transfers.pace(Pacing::default()).await;
    world.when(&id, |group| group.state == GroupState::Asking).await;
    none_is_left(&world).await;
    world.transfers.answer_conflicts(id.clone(), OnConflict::Skip).await;
    assert_eq!(world.done(&id).await.files_skipped, 1);
}

/// The server stores over what is there, whatever it is asked.
#[tokio::test(flavor = "multi_thread")]
async fn what_came_while_parts_were_sent_stays_where_no_condition_is_heeded() {
    let server = Server::shared(Kind::Rclone);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "overtaken-blindly").await;
    let from = tempfile::tempdir().unwrap();
    let path = write(from.path(), "large.bin", bytes(40 * MIB, 67));
    let theirs = write(from.path(), "theirs", b"theirs");
    let quicker = AtomicUsize::new(0);
    proxy.script(move |line| {
        if line.contains("partNumber=2") && quicker.fetch_add(1, Ordering::SeqCst) == 0 {
            rclone(server, ["copyto", theirs.to_str().unwrap(), "s3:overtaken-blindly/large.bin"]);
        }
        Act::Pass
    });
    let id = world.upload(&[&path], "", OnConflict::Ask).await;
    world.when(&id, |group| group.state == GroupState::Asking).await;
    assert_eq!(fetched(server, "overtaken-blindly", "large.bin"), b"theirs");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_was_overtaken_during_a_pause_is_done_and_ended() {
    let content = bytes(40 * MIB, 64);
    let (world, from, id) = midway("overtaken-paused", &content).await;
    world.paused_past(&id, MIB).await;
    is_quicker(&world, content).await;
    world.transfers.pace(Pacing::default()).await;
    world.transfers.resume(Some(id.clone())).await;
    assert_eq!(world.done(&id).await.files_verified, 1);
    none_is_left(&world).await;
    rclone_check(Server::shared(Kind::Practice), "overtaken-paused", from.path());
}

/// The server does not let go of what was begun for the file as it was: nothing is begun for the
/// new one before it does, or nobody would know of the old upload any more.
#[tokio::test(flavor = "multi_thread")]
async fn an_upload_whose_file_changed_is_not_forgotten_before_it_is_ended() {
    // One try at ending it: two requests, and each is sent three times.
    const REFUSED: usize = 6;
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "changed-held").await;
    let from = tempfile::tempdir().unwrap();
    let path = write(from.path(), "large.bin", bytes(40 * MIB, 65));
    proxy.set(Fault { delay: Duration::from_millis(10), ..Fault::default() });
    let id = world.upload(&[&path], "", OnConflict::Ask).await;
    world.paused_past(&id, MIB).await;
    fs::write(&path, bytes(41 * MIB, 66)).unwrap();
    let [ends, too_early] = [Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0))];
    let seen = [Arc::clone(&ends), Arc::clone(&too_early)];
    proxy.script(move |line| {
        let [ends, too_early] = &seen;
        if line.starts_with("DELETE") && line.contains("uploadId=") {
            let refused = ends.fetch_add(1, Ordering::SeqCst) < REFUSED;
            return if refused { Act::Fail } else { Act::Pass };
        }
        let begins = line.starts_with("POST") && line.contains("uploads");
        too_early.fetch_add(usize::from(begins && ends.load(Ordering::SeqCst) <= REFUSED), Ordering::SeqCst);
        Act::Pass
    });
    proxy.set(Fault::default());
    world.transfers.resume(Some(id.clone())).await;
    let group = world.done(&id).await;
    assert_eq!(group.files_verified, 1);
    assert!(
        group.notes[0].to_string().starts_with("1 file changed while the transfer was stopped"),
        "{:?}",
        group.notes
    );
    assert_eq!(too_early.load(Ordering::SeqCst), 0, "begun anew before the old one was ended");
    none_is_left(&world).await;
    rclone_check(server, "changed-held", from.path());
}

/// The upload is gone from the server, and what has its name comes to the parts that were sent:
/// that is not the whole file.
#[tokio::test(flavor = "multi_thread")]
async fn the_beginning_of_a_file_is_not_taken_for_all_of_it() {
    let content = bytes(24 * MIB, 67);
    let server = Server::shared(Kind::Practice);
    let world = World::known(server, &server.endpoint, "beginning").await;
    let from = tempfile::tempdir().unwrap();
    let path = write(from.path(), "large.bin", &content);
    world.transfers.pace(Pacing { up: Some(4_000_000), parts: Some(1), ..Pacing::default() }).await;
    let id = world.upload(&[&path], "", OnConflict::Replace).await;
    world.paused_past(&id, 9 * MIB).await;
    let begun = world.store.list_uploads("beginning", "").await.unwrap().remove(0);
    let sent: u64 = world.store.list_parts(&begun).await.unwrap().iter().map(|part| part.size).sum();
    assert!(sent > 0 && sent < content.len() as u64, "{sent}");
    is_quicker(&world, content[..usize::try_from(sent).unwrap()].to_vec()).await;
    world.store.abort_upload(&begun).await.unwrap();
    world.transfers.pace(Pacing::default()).await;
    world.transfers.resume(Some(id.clone())).await;
    let group = world.end(&id).await;
    assert_eq!((group.state, group.files_done), (GroupState::Done, 1), "{group:#?}");
    none_is_left(&world).await;
    rclone_check(server, "beginning", from.path());
}
