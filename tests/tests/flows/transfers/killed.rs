//! The process is killed in the middle (SIGKILL, as by a power cut of the program): what is left
//! behind, and that the next start copes with it. What a power cut of the disk does is not proved.

use std::{
    fs,
    io::{BufRead, BufReader},
    process::Stdio,
    time::Duration,
};

use bucketwise_tests::{
    faults::{Fault, Proxy},
    servers::{Kind, Server},
    tools::rclone_check,
};
use engine::transfers::OnConflict;

use super::{
    limits::{child, in_child},
    world::{World, bytes, tree, write},
};

/// Starts `test` as a child and kills it once it says that it is in the middle.
async fn killed_midway(
    test: &'static str,
    server: &'static Server,
    endpoint: String,
    bucket: &str,
    folder: &std::path::Path,
) {
    let mut command = child(test, server, bucket, folder, &[]);
    command.env("CHILD_ENDPOINT", endpoint).stdout(Stdio::piped());
    kill_midway(command).await;
}

/// Runs the child, whose output is piped, and kills it once it says that it is in the middle.
pub(super) async fn kill_midway(mut command: std::process::Command) {
    let mut running = command.spawn().unwrap();
    let said = BufReader::new(running.stdout.take().unwrap());
    // Another thread, so that the proxy goes on meanwhile.
    let midway =
        tokio::task::spawn_blocking(move || said.lines().map_while(Result::ok).any(|line| line.contains("midway")));
    assert!(tokio::time::timeout(Duration::from_secs(60), midway).await.unwrap().unwrap(), "the child ended early");
    running.kill().unwrap();
    running.wait().unwrap();
}

fn slow() -> Fault {
    Fault { delay: Duration::from_millis(5), ..Fault::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_upload_shows_nothing_under_its_name_and_goes_again() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::over(server, &server.endpoint, "killed-up").await;
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "up/large.bin", bytes(64_000_000, 21));
    proxy.set(slow());
    killed_midway("killed::uploading", server, proxy.endpoint(), "killed-up", folder.path()).await;
    assert!(world.keys().await.is_empty(), "no half file");
    world.done(&world.upload(&[&path], "", OnConflict::Ask).await).await;
    rclone_check(server, "killed-up", &folder.path().join("up"));
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by a_killed_upload_shows_nothing_under_its_name_and_goes_again, and killed"]
async fn uploading() {
    let (world, folder) = in_child().await;
    let id = world.upload(&[&folder.join("up/large.bin")], "", OnConflict::Ask).await;
    world.when(&id, |group| group.bytes_done > 10_000_000).await;
    println!("\nmidway");
    world.end(&id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_download_shows_nothing_under_its_name_and_goes_again() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::over(server, &server.endpoint, "killed-down").await;
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "up/large.bin", bytes(64_000_000, 22));
    world.done(&world.upload(&[&path], "", OnConflict::Ask).await).await;
    let down = folder.path().join("down");
    fs::create_dir(&down).unwrap();
    proxy.set(slow());
    killed_midway("killed::downloading", server, proxy.endpoint(), "killed-down", folder.path()).await;
    let left = tree(&down);
    assert!(left.len() == 1 && left[0].ends_with(".part"), "only a part is left: {left:?}");
    world.done(&world.download("", &down, OnConflict::Ask).await).await;
    fs::remove_file(down.join(&left[0])).unwrap();
    rclone_check(server, "killed-down", &down);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by a_killed_download_shows_nothing_under_its_name_and_goes_again, and killed"]
async fn downloading() {
    let (world, folder) = in_child().await;
    let id = world.download("", &folder.join("down"), OnConflict::Ask).await;
    world.when(&id, |group| group.bytes_done > 10_000_000).await;
    println!("\nmidway");
    world.end(&id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_practice_server_keeps_every_file_that_it_took() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::shared(Kind::Practice);
    killed_midway("killed::practising", server, server.endpoint.clone(), "unused", folder.path()).await;
    let practice = practice::start(&folder.path().join("practice")).await.unwrap();
    let keys = (practice.access_key(), practice.secret_key());
    let world = World::at(practice.endpoint(), practice.region(), keys, "kept").await;
    let taken: usize = fs::read_to_string(folder.path().join("taken")).unwrap().trim().parse().unwrap();
    let found = world.keys().await;
    assert!(taken >= 20 && found.len() >= taken, "{taken} were answered, {} are there", found.len());
    for key in found {
        let at = store::ObjectAt::new("kept", key);
        let mut body = world.store.get(&at, store::Get::default()).await.unwrap();
        let mut len = 0;
        while let Some(chunk) = body.chunk().await.unwrap() {
            len += chunk.len();
        }
        assert_eq!(len, 100_000, "{at:?} is whole");
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by a_killed_practice_server_keeps_every_file_that_it_took, and killed"]
async fn practising() {
    let (_, folder) = in_child().await;
    let practice = practice::start(&folder.join("practice")).await.unwrap();
    let keys = (practice.access_key(), practice.secret_key());
    let world = World::at(practice.endpoint(), practice.region(), keys, "kept").await;
    world.store.create_bucket("kept").await.unwrap();
    for at in 1.. {
        let object = store::ObjectAt::new("kept", format!("{at:06}"));
        let payload = store::Payload::bytes(bytes(100_000, at).into());
        world.store.put(&object, payload, store::Put::default()).await.unwrap();
        let note = folder.join("taken.new");
        fs::write(&note, at.to_string()).unwrap();
        fs::rename(note, folder.join("taken")).unwrap();
        if at == 20 {
            println!("\nmidway");
        }
    }
}
