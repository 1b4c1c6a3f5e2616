//! What is whole already, on storage or on the disk, while the connection or the program ended
//! before that was noted: it is known to be ours, not asked about, and not moved again. On a server
//! that keeps no checksums and of which nothing is known, where that is hardest.

use std::{
    fs,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use bucketwise_tests::{
    faults::{Act, Proxy},
    servers::{Kind, Server},
    tools::rclone_check,
};
use engine::transfers::{GroupState, GroupView, OnConflict, Options, Pacing, Wait};

use tokio::sync::oneshot;

use super::{
    limits::{self, child},
    world::{World, bytes, tree, write},
};

const MIB: usize = 1024 * 1024;

/// A program that keeps its journal in `home`, and knows nothing of its server.
async fn started(server: &Server, endpoint: &str, bucket: &str, home: &Path) -> World {
    let options = Options { journal: Some(home.join("journal")), ..Options::default() };
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    World::resuming("other", endpoint, server.region, keys, bucket, options).await
}

/// The answer to the completion of an upload is lost, as are all after it; counts the parts that
/// are sent.
fn lost_at_the_end(proxy: &Proxy) -> Arc<AtomicUsize> {
    let parts = Arc::new(AtomicUsize::new(0));
    let (seen, mut ended) = (Arc::clone(&parts), false);
    proxy.script(move |first| {
        seen.fetch_add(usize::from(first.contains("partNumber=")), Ordering::SeqCst);
        ended |= first.starts_with("POST") && first.contains("uploadId=");
        if ended { Act::LoseAnswer } else { Act::Pass }
    });
    parts
}

/// As a test sees it that does not wait for an answer nobody gives.
fn settled(group: &GroupView) -> bool {
    matches!(group.state, GroupState::Done | GroupState::Failed | GroupState::Asking)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_whose_end_was_not_heard_is_known_to_be_ours() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let from = tempfile::tempdir().unwrap();
    World::over(server, &server.endpoint, "unheard").await;
    let path = write(from.path(), "large.bin", bytes(40 * MIB, 71));
    // In the same program, and in the next one.
    for (prefix, ends) in [("same/", false), ("next/", true)] {
        let home = tempfile::tempdir().unwrap();
        let parts = lost_at_the_end(&proxy);
        let mut world = started(server, &proxy.endpoint(), "unheard", home.path()).await;
        let id = world.upload(&[&path], prefix, OnConflict::Ask).await;
        world.when(&id, |group| group.waits_for == Some(Wait::Network)).await;
        if ends {
            world.transfers.shut_down().await;
            drop(world);
            world = started(server, &proxy.endpoint(), "unheard", home.path()).await;
        }
        proxy.script(|_| Act::Pass);
        world.transfers.resume(Some(id.clone())).await;
        let group = world.when(&id, settled).await;
        assert_eq!((group.state, group.files_verified), (GroupState::Done, 1), "{group:#?}");
        assert_eq!(parts.load(Ordering::SeqCst), 5, "each part once");
        world.transfers.shut_down().await;
        rclone_check(server, &format!("unheard/{prefix}"), from.path());
    }
}

/// The program is killed after the server has the object, while it ends another upload that was
/// begun unheard.
#[tokio::test(flavor = "multi_thread")]
async fn an_upload_whose_program_was_killed_at_its_end_is_known_to_be_ours() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let folder = tempfile::tempdir().unwrap();
    let world = World::over(server, &server.endpoint, "unheard-killed").await;
    let path = write(folder.path(), "up/large.bin", bytes(40 * MIB, 72));
    let (tell, at_the_end) = oneshot::channel();
    let (mut tell, mut begun, mut completed) = (Some(tell), false, false);
    proxy.script(move |first| {
        let of_uploads = first.contains("?uploads");
        completed |= first.starts_with("POST") && first.contains("uploadId=");
        match () {
            () if first.starts_with("POST") && of_uploads && !std::mem::replace(&mut begun, true) => Act::LoseAnswer,
            // The other upload is looked for when this one begins, in vain, and again when it has
            // ended.
            () if first.starts_with("GET") && of_uploads => {
                if let Some(tell) = tell.take_if(|_| completed) {
                    let _ = tell.send(());
                }
                Act::Fail
            }
            () => Act::Pass,
        }
    });
    let mut command = child("unheard::uploading", server, "unheard-killed", folder.path(), &[]);
    let mut running = command.env("CHILD_ENDPOINT", proxy.endpoint()).spawn().unwrap();
    tokio::time::timeout(Duration::from_secs(60), at_the_end).await.expect("it comes to its end").unwrap();
    running.kill().unwrap();
    running.wait().unwrap();
    assert_eq!(world.keys().await, ["large.bin"]);

    proxy.script(|_| Act::Pass);
    let again = started(server, &proxy.endpoint(), "unheard-killed", folder.path()).await;
    // The same wish again: the journal knows it.
    let id = again.upload(&[&path], "", OnConflict::Ask).await;
    let found = again.when(&id, settled).await;
    assert_eq!((found.state, found.files_verified), (GroupState::Done, 1), "{found:#?}");
    assert!(world.store.list_uploads("unheard-killed", "").await.unwrap().is_empty());
    rclone_check(server, "unheard-killed", &folder.path().join("up"));
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by an_upload_whose_program_was_killed_at_its_end_is_known_to_be_ours, and killed"]
async fn uploading() {
    let (world, folder) = limits::in_child_that_remembers("other").await;
    world.end(&world.upload(&[&folder.join("up/large.bin")], "", OnConflict::Ask).await).await;
}

/// A power cut takes the journal's last moments: it says that the file is unfinished.
#[tokio::test(flavor = "multi_thread")]
async fn a_download_that_has_its_name_is_known_to_be_ours() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let [home, from, to] = std::array::from_fn(|_| tempfile::tempdir().unwrap());
    let world = World::over(server, &server.endpoint, "unheard-file").await;
    let path = write(from.path(), "large.bin", bytes(40 * MIB, 73));
    world.done(&world.upload(&[&path], "", OnConflict::Ask).await).await;

    let journal = |end: &str| home.path().join(format!("journal{end}"));
    let world = started(server, &proxy.endpoint(), "unheard-file", home.path()).await;
    world.transfers.pace(Pacing { down: Some(20_000_000), ..Default::default() }).await;
    let id = world.download("", to.path(), OnConflict::Ask).await;
    world.paused_past(&id, 9 * MIB).await;
    let before = ["", "-wal"].map(|end| (end, fs::read(journal(end)).unwrap()));
    world.transfers.pace(Pacing::default()).await;
    world.transfers.resume(Some(id.clone())).await;
    world.done(&id).await;
    world.transfers.shut_down().await;
    drop(world);
    // The journal as it was, once nobody has it any more.
    let put_back = || {
        let _ = fs::remove_file(journal("-shm"));
        before.iter().for_each(|(end, content)| fs::write(journal(end), content).unwrap());
    };
    put_back();

    let fetched = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&fetched);
    proxy.script(move |first| {
        count.fetch_add(usize::from(first.starts_with("GET") && first.contains("large.bin")), Ordering::SeqCst);
        Act::Pass
    });
    let world = started(server, &proxy.endpoint(), "unheard-file", home.path()).await;
    world.transfers.resume(Some(id.clone())).await;
    let group = world.when(&id, settled).await;
    assert_eq!(group.state, GroupState::Done, "{group:#?}");
    assert_eq!(fetched.load(Ordering::SeqCst), 0, "it was fetched again");
    assert_eq!(tree(to.path()), ["large.bin"]);
    rclone_check(server, "unheard-file", to.path());

    // Somebody's file of that name and size is asked about.
    world.transfers.shut_down().await;
    drop(world);
    put_back();
    fs::write(to.path().join("large.bin"), bytes(40 * MIB, 74)).unwrap();
    let world = started(server, &proxy.endpoint(), "unheard-file", home.path()).await;
    world.transfers.resume(Some(id.clone())).await;
    let group = world.when(&id, settled).await;
    assert_eq!(group.state, GroupState::Asking, "{group:#?}");
}
