#![allow(clippy::unwrap_used)]
//! What is not known to be sent stays, with its place on the list.

use super::*;

/// A mount that was there before this start, and whose rclone is gone.
fn left(data: &Path) -> (Mounts, PathBuf) {
    let mounts = Mounts::open(data, &data.join("home"));
    let record = Record {
        id: MountId::from("m"),
        connection: "c".into(),
        name: "Office".into(),
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

#[tokio::test]
async fn a_cache_whose_notes_cannot_be_read_is_kept_and_shown() {
    let data = tempfile::tempdir().unwrap();
    let (mounts, place) = left(data.path());
    // Nobody can read a file as a folder; a folder without permission or a disk that fails are errors of the same kind.
    fs::write(place.join("vfsMeta"), "").unwrap();
    for _ in 0..2 {
        let shown = mounts.list().await.mounts;
        assert_eq!(shown.iter().map(|one| (one.state, one.unsent)).collect::<Vec<_>>(), [(MountState::Waiting, None)]);
    }
    assert!(place.join("vfs/bucketwise/photos/only copy.txt").exists());
    for anyway in [false, true] {
        mounts.unmount(&MountId::from("m"), anyway).await.unwrap();
        assert!(place.join("vfs/bucketwise/photos/only copy.txt").exists(), "taken off, the file stays");
    }
    assert_eq!(mounts.list().await.mounts.len(), 1);
}

#[tokio::test]
async fn a_cache_with_everything_sent_goes() {
    let data = tempfile::tempdir().unwrap();
    let (mounts, place) = left(data.path());
    fs::create_dir_all(place.join("vfsMeta/bucketwise")).unwrap();
    fs::write(place.join("vfsMeta/bucketwise/only copy.txt"), r#"{"Dirty":false}"#).unwrap();
    assert!(mounts.list().await.mounts.is_empty());
    assert!(!place.exists());
}
