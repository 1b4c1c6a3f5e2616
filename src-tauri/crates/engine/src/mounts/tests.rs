#![allow(clippy::unwrap_used)]
//! What is not known to be sent stays, with its place on the list.

use super::*;

/// A mount that was there before this start, and whose rclone is gone.
fn left(data: &Path) -> (Mounts, PathBuf) {
    left_of(data, None)
}

/// The same, of this server.
fn left_of(data: &Path, server: Option<&str>) -> (Mounts, PathBuf) {
    let mounts = Mounts::open(data, &data.join("home"));
    let record = Record {
        id: MountId::from("m"),
        connection: "c".into(),
        name: "Office".into(),
        server: server.map(str::to_owned),
        accepted: None,
        bucket: Some("photos".into()),
        folder: data.join("home/photos"),
        ours: true,
        read_only: false,
        process: 0,
    };
    mounts.records.put(&record).unwrap();
    let place = mounts.place(&record);
    fs::create_dir_all(place.join("vfs/bucketwise/photos")).unwrap();
    fs::write(place.join("vfs/bucketwise/photos/only copy.txt"), "the only copy").unwrap();
    (mounts, place)
}

fn known(data: &Path) -> Connections {
    Connections::open(data, data)
}

#[tokio::test]
async fn a_cache_whose_notes_cannot_be_read_is_kept_and_shown() {
    let data = tempfile::tempdir().unwrap();
    let (mounts, place) = left(data.path());
    // Nobody can read a file as a folder; a folder without permission or a disk that fails are
    // errors of the same kind.
    fs::write(place.join("vfsMeta"), "").unwrap();
    for _ in 0..2 {
        let shown = mounts.list(&known(data.path())).await.mounts;
        assert_eq!(shown.iter().map(|one| (one.state, one.unsent)).collect::<Vec<_>>(), [(MountState::Waiting, None)]);
    }
    assert!(place.join("vfs/bucketwise/photos/only copy.txt").exists());
    for anyway in [false, true] {
        mounts.unmount(&MountId::from("m"), anyway).await.unwrap();
        assert!(place.join("vfs/bucketwise/photos/only copy.txt").exists(), "taken off, the file stays");
    }
    assert_eq!(mounts.list(&known(data.path())).await.mounts.len(), 1);
}

#[tokio::test]
async fn a_cache_with_everything_sent_goes() {
    let data = tempfile::tempdir().unwrap();
    let (mounts, place) = left(data.path());
    fs::create_dir_all(place.join("vfsMeta/bucketwise")).unwrap();
    fs::write(place.join("vfsMeta/bucketwise/only copy.txt"), r#"{"Dirty":false}"#).unwrap();
    assert!(mounts.list(&known(data.path())).await.mounts.is_empty());
    assert!(!place.exists());
}

const OURS: &str = "https://ours.example.com";
const THEIRS: &str = "https://theirs.example.com";

/// The connection was edited and leads to another server: what was written for the first one is not
/// sent to the second.
#[tokio::test]
async fn what_waits_for_one_server_is_never_sent_to_another() {
    let data = tempfile::tempdir().unwrap();
    let (mounts, place) = left_of(data.path(), Some(OURS));
    fs::create_dir_all(place.join("vfsMeta/bucketwise")).unwrap();
    fs::write(place.join("vfsMeta/bucketwise/only copy.txt"), r#"{"Dirty":true}"#).unwrap();
    let waits = async |server: &str| mounts.waiting(&"c".into(), Some("photos"), server).await.unwrap();
    let ours = waits(OURS).await.unwrap();
    assert_eq!(mounts.place(&ours), place);
    assert_eq!(waits(THEIRS).await, None);
    assert_eq!(mounts.waiting(&"c".into(), None, OURS).await.unwrap(), None, "another bucket's are others too");
    let theirs = Record { id: MountId::fresh(), server: Some(THEIRS.into()), ..ours.clone() };
    let before = Record { server: None, ..ours.clone() };
    let all = Record { bucket: None, ..ours.clone() };
    let places = [&ours, &theirs, &before, &all].map(|record| mounts.place(record));
    for (at, place) in places.iter().enumerate() {
        let others = places.iter().enumerate().filter(|(other, _)| *other != at);
        assert!(others.clone().all(|(_, other)| !other.starts_with(place)), "{places:?}");
    }
    // Beside a mount of the other server it stays on the list, and its files stay.
    mounts.records.put(&theirs).unwrap();
    let shown = mounts.list(&known(data.path())).await.mounts;
    assert_eq!(shown.iter().map(|one| (one.state, one.unsent)).collect::<Vec<_>>(), [(MountState::Waiting, Some(1))]);
    assert!(place.join("vfs/bucketwise/photos/only copy.txt").exists());
}

/// Whoever wrote the list did not know of servers yet: its files are sent once a person has said
/// where.
#[tokio::test]
async fn what_a_program_of_before_left_waits_for_a_person() {
    let data = tempfile::tempdir().unwrap();
    let (mounts, place) = left(data.path());
    fs::create_dir_all(place.join("vfsMeta/bucketwise")).unwrap();
    fs::write(place.join("vfsMeta/bucketwise/only copy.txt"), r#"{"Dirty":true}"#).unwrap();
    let text = fs::read_to_string(data.path().join("mounts.json")).unwrap();
    fs::write(data.path().join("mounts.json"), text.replace("\"server\": null,", "")).unwrap();
    let waits = async |server: &str| mounts.waiting(&"c".into(), Some("photos"), server).await.unwrap();
    assert_eq!((waits(OURS).await, waits(THEIRS).await), (None, None));
    connected(data.path(), OURS);
    let shown = mounts.list(&known(data.path())).await.mounts;
    let held = shown[0].held.clone().unwrap();
    assert_eq!((held.code, shown[0].elsewhere.as_deref()), ("other_server", None));
    assert!(held.what.to_string().contains(OURS) && held.next.to_string().contains(OURS), "{held:?}");
    // Asked once.
    mounts.accept(&"m".into(), OURS).unwrap();
    let found = waits(OURS).await.unwrap();
    assert_eq!((found.server.as_deref(), mounts.place(&found)), (None, place.clone()), "they are where they were");
    assert_eq!(mounts.list(&known(data.path())).await.mounts[0].held, None);
    // Where the connection then leads elsewhere, it is asked again.
    assert_eq!(waits(THEIRS).await, None);
    connected(data.path(), THEIRS);
    assert!(mounts.list(&known(data.path())).await.mounts[0].held.is_some());
    assert!(place.join("vfs/bucketwise/photos/only copy.txt").exists());
}

/// The connection of the records, as it is saved.
fn connected(data: &Path, endpoint: &str) {
    let saved = format!(
        r#"{{"version":2,"connections":[{{"id":"c","name":"Office","provider":"minio","endpoint":"{endpoint}",
        "region":"us-east-1","path_style":true,"access_key":"AKIA","bucket":null,"prefix":""}}]}}"#
    );
    fs::write(data.join("connections.json"), saved).unwrap();
}

/// What was written for another server goes elsewhere when a person says so, and stays in its place
/// until it is sent.
#[tokio::test]
async fn held_files_are_sent_to_another_server_by_a_person_alone() {
    let data = tempfile::tempdir().unwrap();
    let (mounts, place) = left_of(data.path(), Some(OURS));
    fs::create_dir_all(place.join("vfsMeta/bucketwise")).unwrap();
    fs::write(place.join("vfsMeta/bucketwise/only copy.txt"), r#"{"Dirty":true}"#).unwrap();
    connected(data.path(), THEIRS);
    let shown = mounts.list(&known(data.path())).await.mounts.remove(0);
    assert_eq!(shown.elsewhere.as_deref(), Some(OURS));
    let held = shown.held.unwrap();
    assert!(held.what.to_string().contains(OURS) && held.what.to_string().contains(THEIRS), "{held:?}");
    mounts.accept(&"m".into(), THEIRS).unwrap();
    let waits = async |server: &str| mounts.waiting(&"c".into(), Some("photos"), server).await.unwrap();
    assert_eq!(waits(OURS).await, None);
    assert_eq!(mounts.place(&waits(THEIRS).await.unwrap()), place);
    let shown = mounts.list(&known(data.path())).await.mounts.remove(0);
    assert_eq!((shown.elsewhere, shown.held), (None, None));
}
