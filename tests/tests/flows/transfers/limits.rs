//! Limits that belong to a whole process: memory, another user, a full disk. Each runs this program
//! again as a child, with one of the ignored tests below.

use std::{
    fs,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use bucketwise_tests::{
    servers::{Kind, Server},
    tools::rclone_check,
};
use engine::transfers::{GroupState, JobFilter, OnConflict, Options};

use super::world::{World, bytes, tree, write};

/// What a test of a full disk needs, in words.
const SMALL_DISK: &str = "the right to mount a small disk in a namespace of one's own";

/// This program again, for one ignored test of this folder, told of a server and a folder.
pub(crate) fn child(test: &str, server: &Server, bucket: &str, folder: &Path, before: &[&str]) -> Command {
    let own = std::env::current_exe().unwrap();
    let mut words = before.iter().map(std::ffi::OsString::from).collect::<Vec<_>>();
    words.extend([own.into_os_string()]);
    words.extend(["--exact", &format!("transfers::{test}"), "--ignored", "--nocapture"].map(Into::into));
    let mut command = Command::new(&words[0]);
    command
        .args(&words[1..])
        // With an arena for each thread, glibc keeps more freed memory, and how much differs: the
        // peak of the same work was 73 to 87 MB so, and 61 to 72 MB with one.
        .env("MALLOC_ARENA_MAX", "1")
        .env("CHILD_ENDPOINT", &server.endpoint)
        .env("CHILD_PROVIDER", server.kind.provider())
        .env("CHILD_KEYS", format!("{}\n{}", server.access_key, server.secret_key))
        .env("CHILD_BUCKET", bucket)
        .env("CHILD_FOLDER", folder);
    command
}

/// What the child was told, in it: a server and a folder.
pub(crate) async fn in_child() -> (World, PathBuf) {
    child_of("other", Options::default()).await
}

/// The same with a journal in the folder.
pub(crate) async fn in_child_that_remembers(provider: &str) -> (World, PathBuf) {
    let journal = Path::new(&told("CHILD_FOLDER")).join("journal");
    child_of(provider, Options { journal: Some(journal), ..Options::default() }).await
}

async fn child_of(provider: &str, options: Options) -> (World, PathBuf) {
    let (keys, endpoint, bucket) = (told("CHILD_KEYS"), told("CHILD_ENDPOINT"), told("CHILD_BUCKET"));
    let keys = keys.split_once('\n').unwrap();
    (World::resuming(provider, &endpoint, "us-east-1", keys, &bucket, options).await, told("CHILD_FOLDER").into())
}

pub(crate) fn told(name: &str) -> String {
    std::env::var(name).expect("run by another test")
}

/// A child that found no test of that name ends well, too: one has to have run.
pub(crate) fn went_well(output: &Output) {
    let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (said, cried) = (words(&output.stdout), words(&output.stderr));
    assert!(output.status.success() && said.contains("test result: ok. 1 passed"), "{said}\n{cried}");
}

/// The most memory this process ever had, in bytes.
pub(crate) fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1024
}

#[tokio::test(flavor = "multi_thread")]
async fn memory_does_not_grow_with_the_file() {
    let server = Server::shared(Kind::SeaweedFs);
    World::over(server, &server.endpoint, "flat").await;
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "up/large.bin", bytes(200_000_000, 9));
    write(folder.path(), "small/small.bin", bytes(20_000_000, 10));
    let ran = child("limits::large_file_both_ways", server, "flat", folder.path(), &[]).output().unwrap();
    went_well(&ran);
    rclone_check(server, "flat/large", &folder.path().join("up"));
    rclone_check(server, "flat/large", &folder.path().join("down"));
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by memory_does_not_grow_with_the_file, in a process of its own"]
async fn large_file_both_ways() {
    let (world, folder) = in_child().await;
    let (warm, down) = (folder.join("warm"), folder.join("down"));
    [&warm, &down].into_iter().for_each(|folder| fs::create_dir(folder).unwrap());
    world.done(&world.upload(&[&folder.join("small/small.bin")], "small/", OnConflict::Ask).await).await;
    world.done(&world.download("small/", &warm, OnConflict::Ask).await).await;
    let before = peak();
    world.done(&world.upload(&[&folder.join("up/large.bin")], "large/", OnConflict::Ask).await).await;
    world.done(&world.download("large/", &down, OnConflict::Ask).await).await;
    let grown = peak() - before;
    println!("peak after 20 MB: {before}, 200 MB more: +{grown}");
    // 32 MiB of pieces that wait for those before them, and what comes and goes.
    assert!(grown < 64 * 1024 * 1024, "grew by {grown} bytes, from {before}");
}

#[tokio::test(flavor = "multi_thread")]
async fn unreadable_files_and_folders_are_named() {
    let server = Server::shared(Kind::Practice);
    World::over(server, &server.endpoint, "unreadable").await;
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "all/open", "open");
    write(folder.path(), "all/shut", "shut");
    write(folder.path(), "all/closed/inner", "inner");
    let allow = |below: &str, mode| {
        let mode = std::os::unix::fs::PermissionsExt::from_mode(mode);
        fs::set_permissions(folder.path().join(below), mode).unwrap();
    };
    allow("", 0o755);
    allow("all/shut", 0o000);
    allow("all/closed", 0o000);
    let mut child = child("limits::as_another_user", server, "unreadable", folder.path(), &[]);
    if rustix::process::getuid().is_root() {
        // Root may read everything, so the child is nobody.
        child.uid(65_534).gid(65_534).current_dir("/");
    }
    let ran = child.output();
    allow("all/closed", 0o755);
    match ran {
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            bucketwise_tests::unproved("files that may not be read", "a folder from which nobody may run this program");
        }
        ran => went_well(&ran.unwrap()),
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by unreadable_files_and_folders_are_named, as a user without rights"]
async fn as_another_user() {
    let (world, folder) = in_child().await;
    let id = world.upload(&[&folder.join("all")], "", OnConflict::Ask).await;
    let group = world.end(&id).await;
    assert_eq!((group.state, group.files_done, group.files_failed), (GroupState::Failed, 1, 2));
    let failed = world.transfers.jobs(id, JobFilter::Failed, 0, 10).await.unwrap().jobs;
    let mut codes: Vec<_> = failed.iter().map(|job| (job.name.as_str(), job.fault.as_ref().unwrap().code)).collect();
    codes.sort_unstable();
    assert_eq!(codes, [("all/closed/", "folder_unreadable"), ("all/shut", "file_unreadable")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_and_cleaned() {
    let folder = tempfile::tempdir().unwrap();
    let mount = format!("mount -t tmpfs -o size=8m tmpfs '{}' && exec \"$0\" \"$@\"", folder.path().display());
    let before = ["unshare", "--mount", "--map-root-user", "sh", "-c"];
    let can = Command::new("unshare").args(&before[1..]).arg(mount.replace("exec \"$0\" \"$@\"", "true")).output();
    if !can.is_ok_and(|can| can.status.success()) {
        return bucketwise_tests::unproved("a full disk", SMALL_DISK);
    }
    let server = Server::shared(Kind::Practice);
    let world = World::over(server, &server.endpoint, "full-disk").await;
    let from = tempfile::tempdir().unwrap();
    write(from.path(), "too-large", bytes(20_000_000, 11));
    (0..3).for_each(|at| drop(write(from.path(), &format!("some/{at}"), bytes(5_000_000, at))));
    let paths = [from.path().join("too-large"), from.path().join("some")];
    world.done(&world.upload(&[&paths[0], &paths[1]], "", OnConflict::Ask).await).await;
    let words = [&before[..], &[mount.as_str()]].concat();
    let ran = child("limits::on_a_small_disk", server, "full-disk", folder.path(), &words).output().unwrap();
    went_well(&ran);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by a_full_disk_is_said_and_cleaned, on a disk of 8 MB"]
async fn on_a_small_disk() {
    let (world, folder) = in_child().await;
    let id = world.download("", &folder, OnConflict::Ask).await;
    let group = world.end(&id).await;
    let failed = world.transfers.jobs(id, JobFilter::Failed, 0, 10).await.unwrap().jobs;
    for job in &failed {
        let fault = job.fault.as_ref().unwrap();
        assert_eq!(fault.code, "disk_full", "{fault:?}");
        assert!(
            fault.what.to_string().contains("The download needs ") && fault.what.to_string().contains(" is free."),
            "{}",
            fault.what
        );
    }
    // The large one never fits; of three of 5 MB on 8 MB at most one does, and what is there is
    // whole.
    assert!(failed.len() >= 3 && group.files == 4, "{group:#?}");
    let files: Vec<_> = tree(&folder).into_iter().filter(|name| !name.ends_with('/')).collect();
    assert_eq!(files.len(), 4 - failed.len(), "{files:?}");
    for file in files {
        assert_eq!(fs::metadata(folder.join(&file)).unwrap().len(), 5_000_000, "{file}");
    }
}

/// Runs an ignored test with a disk of 16 MB at `folder`.
fn on_own_disk(test: &str, server: &Server, folder: &Path) {
    on_own_disk_in(test, server, "unused", folder);
}

/// The same, told of a bucket.
fn on_own_disk_in(test: &str, server: &Server, bucket: &str, folder: &Path) {
    let mount = format!("mount -t tmpfs -o size=16m tmpfs '{}' && exec \"$0\" \"$@\"", folder.display());
    let before = ["unshare", "--mount", "--map-root-user", "sh", "-c", mount.as_str()];
    let can = Command::new("unshare").args(&before[1..5]).arg(mount.replace("exec \"$0\" \"$@\"", "true")).output();
    if !can.is_ok_and(|can| can.status.success()) {
        return bucketwise_tests::unproved("a full disk under the practice files", SMALL_DISK);
    }
    went_well(&child(test, server, bucket, folder, &before).output().unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_under_the_practice_files_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    on_own_disk("limits::practice_on_a_small_disk", Server::shared(Kind::Practice), folder.path());
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by a_full_disk_under_the_practice_files_loses_nothing, on a disk of 16 MB"]
async fn practice_on_a_small_disk() {
    let (_, folder) = in_child().await;
    let home = folder.join("practice");
    let practice = practice::start(&home).await.unwrap();
    let from = tempfile::tempdir().unwrap();
    let kept = write(from.path(), "kept/small.bin", bytes(1_000_000, 31));
    let large = write(from.path(), "large.bin", bytes(40_000_000, 32));
    let middling = write(from.path(), "middling.bin", bytes(15_900_000, 33));
    let over = |practice: &practice::Practice| {
        let (endpoint, region) = (practice.endpoint().to_owned(), practice.region().to_owned());
        let keys = (practice.access_key().to_owned(), practice.secret_key().to_owned());
        async move { World::at(&endpoint, &region, (&keys.0, &keys.1), "full").await }
    };
    let world = over(&practice).await;
    world.store.create_bucket("full").await.unwrap();
    world.done(&world.upload(&[&kept], "", OnConflict::Ask).await).await;
    for path in [&middling, &large] {
        let at = store::ObjectAt::new("full", "too-large");
        let len = fs::metadata(path).unwrap().len();
        let refused =
            world.store.put(&at, store::Payload::file(path.clone(), 0, len, None), store::Put::default()).await;
        let fault = engine::fault::from_store(&refused.unwrap_err());
        assert_eq!(fault.code, "storage_full", "{fault:?}");
    }
    assert_eq!(world.keys().await, ["small.bin"]);
    practice.stop().await;
    let practice = practice::start(&home).await.unwrap();
    let world = over(&practice).await;
    let down = tempfile::tempdir().unwrap();
    world.done(&world.download("", down.path(), OnConflict::Ask).await).await;
    assert_eq!(fs::read(down.path().join("small.bin")).unwrap(), bytes(1_000_000, 31));
    // There is space again: the bytes that did not fit were not kept.
    world
        .done(&world.upload(&[&write(from.path(), "more.bin", bytes(5_000_000, 34))], "", OnConflict::Ask).await)
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_at_the_start_loses_no_transfers() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::shared(Kind::Practice);
    World::over(server, &server.endpoint, "unused").await;
    on_own_disk("limits::starting_on_a_full_disk", server, folder.path());
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by a_full_disk_at_the_start_loses_no_transfers, on a disk of 16 MB"]
async fn starting_on_a_full_disk() {
    let (world, folder) = in_child_that_remembers("practice").await;
    let from = tempfile::tempdir().unwrap();
    let path = write(from.path(), "waits.bin", bytes(100_000, 41));
    world.transfers.pause(None).await;
    let id = world.upload(&[&path], "", OnConflict::Ask).await;
    world.transfers.pause(Some(id.clone())).await;
    let before = world.when(&id, |group| group.files == 1).await;
    world.transfers.shut_down().await;
    drop(world);
    let filler = filled(&folder);
    let (full, _) = in_child_that_remembers("practice").await;
    let fault = full.transfers.trouble().await.unwrap();
    assert_eq!(fault.code, "journal_unusable", "{fault:?}");
    // Without it the program works all the same.
    full.done(&full.upload(&[&write(from.path(), "now.txt", "now")], "", OnConflict::Ask).await).await;
    full.transfers.shut_down().await;
    drop(full);
    assert!(!tree(&folder).iter().any(|name| name.contains("broken")), "{:?}", tree(&folder));
    fs::remove_file(filler).unwrap();
    let (again, _) = in_child_that_remembers("practice").await;
    assert_eq!(again.transfers.trouble().await, None);
    again.when(&before.id, |group| group.files == 1).await;
    again.transfers.resume(Some(before.id.clone())).await;
    assert_eq!(again.done(&before.id).await.files_done, 1);
    again.transfers.shut_down().await;
}

/// Takes every byte of the disk; answers the file that has them.
fn filled(folder: &Path) -> PathBuf {
    let path = folder.join("filler");
    let mut filler = fs::File::create(&path).unwrap();
    for size in [1 << 16, 1 << 10, 1] {
        while std::io::Write::write_all(&mut filler, &vec![7; size]).is_ok() {}
    }
    path
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_fills_up_meanwhile_is_said_and_costs_no_transfer() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::shared(Kind::Practice);
    World::over(server, &server.endpoint, "filling-up").await;
    on_own_disk_in("limits::filling_up", server, "filling-up", folder.path());
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by a_disk_that_fills_up_meanwhile_is_said_and_costs_no_transfer, on a disk of 16 MB"]
async fn filling_up() {
    const FILES: u32 = 500;
    let (world, folder) = in_child_that_remembers("practice").await;
    let from = tempfile::tempdir().unwrap();
    (0..FILES).for_each(|at| drop(write(from.path(), &format!("all/{at} {}", "long ".repeat(40)), "x")));
    let filler = filled(&folder);
    // Without space the files go all the same, and it is said.
    let id = world.upload(&[&from.path().join("all")], "", OnConflict::Ask).await;
    let (done, mut ticks) = (world.done(&id).await, world.ticks());
    assert_eq!(done.files_done, FILES);
    ticks.wait_for(|tick| tick.unkept.as_ref().is_some_and(|fault| fault.code == "journal_behind")).await.unwrap();
    assert_eq!(world.transfers.trouble().await.unwrap().code, "journal_behind");
    fs::remove_file(filler).unwrap();
    ticks.wait_for(|tick| tick.unkept.is_none()).await.unwrap();
    assert_eq!(world.transfers.trouble().await, None);
    world.transfers.shut_down().await;
    drop(world);
    let (again, _) = in_child_that_remembers("practice").await;
    let group = again.when(&id, |group| group.state == GroupState::Done).await;
    assert_eq!((group.files, group.files_done, group.files_verified), (FILES, FILES, FILES));
    again.transfers.shut_down().await;
}
