//! Two programs on one journal: the second leaves alone what is the first's.

use std::time::Duration;

use bucketwise_tests::{
    faults::{Fault, Proxy},
    servers::{Kind, Server},
    tools::rclone_check,
};
use engine::transfers::{GroupState, OnConflict, Options};

use super::{
    limits::{child, in_child_that_remembers, told, went_well},
    world::{World, bytes, tree, write},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_second_program_leaves_the_transfers_of_the_first_alone() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let folder = tempfile::tempdir().unwrap();
    let options = || Options { journal: Some(folder.path().join("journal")), ..Options::default() };
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    let endpoint = proxy.endpoint();
    let start = || World::resuming(server.kind.provider(), &endpoint, server.region, keys, "together", options());
    let world = start().await;
    world.store.create_bucket("together").await.unwrap();
    let path = write(folder.path(), "up/large.bin", bytes(48_000_000, 61));
    write(folder.path(), "second/own.txt", "own");
    let down = folder.path().join("down");
    std::fs::create_dir(&down).unwrap();
    world.done(&world.upload(&[&path], "there/", OnConflict::Ask).await).await;
    proxy.set(Fault { delay: Duration::from_millis(5), ..Fault::default() });
    let up = world.upload(&[&path], "up/", OnConflict::Ask).await;
    let fetched = world.download("there/", &down, OnConflict::Ask).await;
    for id in [&up, &fetched] {
        world.when(id, |group| group.bytes_done > 5_000_000).await;
    }
    let mut second = child("together::second", server, "together", folder.path(), &[]);
    went_well(&tokio::task::spawn_blocking(move || second.output().unwrap()).await.unwrap());
    proxy.set(Fault::default());
    for id in [&up, &fetched] {
        let group = world.done(id).await;
        assert_eq!((group.files_done, group.files_verified), (1, 1), "{group:#?}");
    }
    rclone_check(server, "together/up", &folder.path().join("up"));
    rclone_check(server, "together/there", &down);
    rclone_check(server, "together/second", &folder.path().join("second"));
    assert_eq!(tree(&down), ["large.bin"]);
    assert!(world.store.list_uploads("together", "").await.unwrap().is_empty());
    // The first has ended, as far as transfers go: whoever starts now has them.
    world.transfers.shut_down().await;
    let next = start().await;
    assert_eq!(next.transfers.trouble().await, None);
    assert_eq!(next.when(&up, |group| group.state == GroupState::Done).await.files, 1);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by a_second_program_leaves_the_transfers_of_the_first_alone, while those are under way"]
async fn second() {
    let (world, folder) = in_child_that_remembers(&told("CHILD_PROVIDER")).await;
    let fault = world.transfers.trouble().await.unwrap();
    assert_eq!(fault.code, "journal_taken");
    // Which uploads are left over is not for it to say: those of the first are under way.
    assert_eq!(world.transfers.uploads_under_way().await.unwrap_err().code, "journal_taken");
    // It can do what it is asked, also under a name that the first has for something else, and
    // leaves nothing behind.
    let own = world.upload(&[&folder.join("second/own.txt")], "second/", OnConflict::Ask).await;
    assert_eq!(world.done(&own).await.to.unwrap().prefix, "second/");
    let shown: Vec<_> = world.ticks().borrow().groups.iter().map(|group| group.id.clone()).collect();
    assert_eq!(shown, [own], "what is the first's is not the second's to show or run");
    world.transfers.shut_down().await;
}
