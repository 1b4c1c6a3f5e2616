//! What arrived is what was sent, and the program knows why: checksums, ETags, size; bytes that the
//! line changes; answers that are lost after the deed.

use bucketwise_tests::{
    faults::{Act, Proxy},
    servers::{Kind, Server},
    tools::{rclone_check, s5cmd},
};
use engine::transfers::{JobFilter, OnConflict, Proof};

use super::world::{World, bytes, write};

async fn proofs(world: &World, id: &engine::ids::GroupId) -> Vec<Option<Proof>> {
    let jobs = world.transfers.jobs(id.clone(), JobFilter::All, 0, 10).await.unwrap();
    jobs.jobs.into_iter().map(|job| job.proof).collect()
}

/// Up and down, a small file and one in parts: how each is proved.
async fn proved(kind: Kind, known: bool) -> (Vec<Option<Proof>>, Vec<Option<Proof>>) {
    let server = Server::shared(kind);
    let bucket = if known { "proved-known" } else { "proved-other" };
    let world = match known {
        true => World::known(server, &server.endpoint, bucket).await,
        false => World::over(server, &server.endpoint, bucket).await,
    };
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write(from.path(), "all/small.txt", "small");
    write(from.path(), "all/large.bin", bytes(17 * 1024 * 1024 + 3, 41));
    write(from.path(), "all/nothing", "");
    let paths = ["small.txt", "large.bin", "nothing"].map(|name| from.path().join("all").join(name));
    let up = world.upload(&[&paths[0], &paths[1], &paths[2]], "", OnConflict::Ask).await;
    let group = world.done(&up).await;
    assert_eq!(group.files_verified + group.files_by_size, 3, "{group:#?}");
    let down = world.download("", to.path(), OnConflict::Ask).await;
    world.done(&down).await;
    rclone_check(server, bucket, to.path());
    // Down they come in the order of their names.
    (proofs(&world, &up).await, proofs(&world, &down).await)
}

const SUM: Option<Proof> = Some(Proof::Checksum);
const ETAG: Option<Proof> = Some(Proof::Etag);

#[tokio::test(flavor = "multi_thread")]
async fn where_checksums_are_kept_every_byte_is_held_against_one() {
    for kind in [Kind::Practice, Kind::SeaweedFs] {
        assert_eq!(proved(kind, true).await, (vec![SUM; 3], vec![SUM; 3]), "{kind:?}");
    }
    // MiniStack keeps none of an object that came in parts; down, its ETag proves it.
    let size = Some(Proof::Size);
    assert_eq!(proved(Kind::MiniStack, true).await, (vec![SUM, size, SUM], vec![ETAG, SUM, SUM]));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_checksums_an_etag_of_md5s_proves_it() {
    assert_eq!(proved(Kind::Practice, false).await, (vec![ETAG; 3], vec![ETAG; 3]));
    assert_eq!(proved(Kind::Rclone, true).await, (vec![ETAG; 3], vec![ETAG; 3]));
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_that_the_line_changes_are_sent_again() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "flipped-up").await;
    let from = tempfile::tempdir().unwrap();
    let small = write(from.path(), "small.bin", bytes(300_000, 42));
    let large = write(from.path(), "large.bin", bytes(20_000_000, 43));
    for (path, words) in [(&small, &["PUT"][..]), (&large, &["PUT", "partNumber=2"])] {
        proxy.once(words, Act::FlipUpload(1_000));
        let group = world.done(&world.upload(&[path], "", OnConflict::Ask).await).await;
        assert_eq!(group.files_verified, 1);
    }
    rclone_check(server, "flipped-up", from.path());
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_that_the_line_changed_are_fetched_again() {
    for kind in [Kind::SeaweedFs, Kind::Rclone] {
        let server = Server::shared(kind);
        let proxy = Proxy::start(&server.endpoint).await;
        let world = World::known(server, &proxy.endpoint(), "flipped-down").await;
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let path = write(from.path(), "file.bin", bytes(3_000_000, 44));
        world.done(&world.upload(&[&path], "", OnConflict::Ask).await).await;
        proxy.once(&["GET", "file.bin"], Act::FlipDownload(2_000_000));
        let group = world.done(&world.download("", to.path(), OnConflict::Ask).await).await;
        assert_eq!(group.files_verified, 1);
        rclone_check(server, "flipped-down", to.path());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_lost_after_the_deed_is_recognised() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = World::known(server, &proxy.endpoint(), "answer-lost").await;
    let from = tempfile::tempdir().unwrap();
    let small = write(from.path(), "small.bin", bytes(300_000, 45));
    let large = write(from.path(), "large.bin", bytes(20_000_000, 46));
    for (path, words) in [(&small, &["PUT"][..]), (&large, &["POST", "uploadId="])] {
        proxy.once(words, Act::LoseAnswer);
        // Nobody is asked about a file that is "already there": it is the one just sent.
        let group = world.done(&world.upload(&[path], "", OnConflict::Ask).await).await;
        assert_eq!(group.files_verified, 1);
    }
    rclone_check(server, "answer-lost", from.path());
    assert!(world.store.list_uploads("answer-lost", "").await.unwrap().is_empty());
}

/// s5cmd sends no checksums, in parts of a size that no listing tells. Which server it is nobody
/// said.
#[tokio::test(flavor = "multi_thread")]
async fn an_etag_of_parts_proves_a_download_from_a_server_that_nobody_knows() {
    for kind in [Kind::SeaweedFs, Kind::MiniStack, Kind::Practice] {
        let server = Server::shared(kind);
        let world = World::over(server, &server.endpoint, "in-parts").await;
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for (name, part) in [("a", "5"), ("b", "7"), ("c", "50")] {
            let path = write(from.path(), name, bytes(17 * 1024 * 1024 + 3, 43));
            let place = format!("s3://in-parts/{name}");
            s5cmd(server, ["cp", "--part-size", part, path.to_str().unwrap(), &place]);
        }
        let down = world.download("", to.path(), OnConflict::Ask).await;
        assert_eq!(
            (world.done(&down).await.files_verified, proofs(&world, &down).await),
            (3, vec![ETAG; 3]),
            "{kind:?}"
        );
        rclone_check(server, "in-parts", to.path());
        // And what is there already is known to be the same, without a look at the time.
        let again = world.download("", to.path(), OnConflict::IfDifferent).await;
        assert_eq!(world.end(&again).await.files_skipped, 3, "{kind:?}");
    }
}

/// Parts of different sizes: nothing is proved, and nothing is wrong.
#[tokio::test(flavor = "multi_thread")]
async fn parts_that_nobody_can_guess_are_no_fault() {
    for kind in [Kind::SeaweedFs, Kind::MiniStack, Kind::Practice] {
        let server = Server::shared(kind);
        let world = World::over(server, &server.endpoint, "uneven").await;
        let content = bytes(17 * 1024 * 1024 + 3, 44);
        let at = store::ObjectAt::new("uneven", "a");
        let upload = world.store.create_upload(&at, store::Put::default()).await.unwrap();
        let (mut parts, mut rest) = (Vec::new(), &content[..]);
        for (number, mib) in [(1, 6), (2, 5), (3, 7)] {
            let (part, left) = rest.split_at(rest.len().min(mib << 20));
            let payload = store::Payload::bytes(part.to_vec().into());
            parts.push(world.store.upload_part(&upload, number, payload).await.unwrap());
            rest = left;
        }
        world.store.complete_upload(&upload, parts).await.unwrap();
        let to = tempfile::tempdir().unwrap();
        let down = world.download("", to.path(), OnConflict::Ask).await;
        world.done(&down).await;
        assert_eq!(proofs(&world, &down).await, [Some(Proof::Size)], "{kind:?}");
        rclone_check(server, "uneven", to.path());
    }
}
