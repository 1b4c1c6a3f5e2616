//! Keys that end in `/` and have bytes: files, whatever a folder's empty marker of that name would
//! be.

use bucketwise_tests::{
    faults::{Act, Proxy},
    servers::{Kind, Server},
};
use engine::backups::{BackupRetention, Halt, Phase, RunTick};
use store::{Get, ObjectAt};

use super::world::{World, login, put};

async fn bytes_of(world: &World, key: &str) -> Vec<u8> {
    let at = ObjectAt::new(world.backup.to.bucket.clone(), format!("team/data/2026/03/07/{key}"));
    let mut body = world.route.target.get(&at, Get::default()).await.unwrap();
    let mut all = Vec::new();
    while let Some(piece) = body.chunk().await.unwrap() {
        all.extend_from_slice(&piece);
    }
    all
}

async fn three(world: &World) {
    for (key, content) in [("about/", "text under a folder’s name"), ("about/x", "x"), ("empty/", "")] {
        world.put(key, content).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_under_the_name_of_a_folder_is_copied_and_compared() {
    let world = World::between(Kind::Practice, Kind::Practice, "slash", BackupRetention::default()).await;
    three(&world).await;
    // Other bytes of the same length come to be in the copy while it is made: found, and mended.
    let (handle, once) = (tokio::runtime::Handle::current(), std::sync::atomic::AtomicBool::new(false));
    let meddle = |tick: RunTick| {
        let copied = tick.phase == Phase::Copying && tick.files > 0 && tick.files_done == tick.files;
        if copied && !once.swap(true, std::sync::atomic::Ordering::SeqCst) {
            let (store, handle) = (world.route.target.clone(), handle.clone());
            let spoil = async move {
                let key = "team/data/2026/03/07/about/";
                put(&store, "slash-copies", key, "TEXT UNDER A FOLDER’S NAME").await;
            };
            std::thread::spawn(move || handle.block_on(spoil)).join().unwrap();
        }
    };
    let made = world.run_watched(7, &meddle).await.unwrap();
    assert_eq!((made.files, made.bytes), (2, 29));
    assert_eq!(bytes_of(&world, "about/").await, "text under a folder’s name".as_bytes());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_could_not_be_copied_is_not_forgotten() {
    let (from, to) = (Server::shared(Kind::Practice), Server::shared(Kind::MiniStack));
    let proxy = Proxy::start(&to.endpoint).await;
    let (source, target) = (login(from, &from.endpoint), login(to, &proxy.endpoint()));
    source.create_bucket("slash-lost").await.unwrap();
    target.create_bucket("slash-lost-copies").await.unwrap();
    let world = World::of(source, target, false, to, "slash-lost", BackupRetention::default());
    three(&world).await;
    proxy.script(|line| {
        let refused = line.starts_with("PUT") && line.contains("/about/?") || line.contains("/about/ ");
        if refused { Act::Refuse("403 Forbidden", "AccessDenied") } else { Act::Pass }
    });
    let ended = world.run(7).await;
    assert!(matches!(&ended, Err(Halt::Failed(fault)) if fault.code == "not_permitted"), "{ended:?}");
    assert_eq!(world.good().await, Vec::<String>::new());
    proxy.heal();
    world.run(7).await.unwrap();
    assert_eq!(bytes_of(&world, "about/").await, "text under a folder’s name".as_bytes());
}

/// SeaweedFS keeps no bytes under such a name.
#[tokio::test(flavor = "multi_thread")]
async fn storage_that_cannot_keep_it_makes_no_good_copy() {
    let world = World::between(Kind::Practice, Kind::SeaweedFs, "slash-never", BackupRetention::default()).await;
    three(&world).await;
    let ended = world.run(7).await;
    assert!(matches!(&ended, Err(Halt::Failed(_))), "{ended:?}");
    println!("{ended:?}");
    assert_eq!(world.good().await, Vec::<String>::new());
}
