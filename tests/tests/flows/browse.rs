//! Looking through buckets with the engine the window uses, over real servers and a broken wire.

mod archive;
mod buckets;
mod comparing;
mod exact;
mod locks;
mod looking;
mod opened;
mod parts;
pub(crate) mod past;
mod properties;
mod remembered;
mod reports;
mod searching;
mod sharing;
mod sharing_many;
mod thumbnails;
mod upload_browser;
mod upload_pages;
mod watched;

use std::{
    io::{Read, Write},
    net::TcpListener,
    process::Stdio,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use bucketwise_tests::{
    servers::{Kind, Server},
    tools,
};
use engine::{
    files::folders,
    listing::{SelectionChange, Sort, SortBy, TICK_BYTES},
};

use watched::{Watched, place, store};

/// Puts empty files `names` below a bucket, with a client nobody here wrote.
fn fill(server: &Server, bucket: &str, names: impl Iterator<Item = String>) {
    tools::aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    let folder = tempfile::tempdir().unwrap();
    for name in names {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, b"x").unwrap();
    }
    let from = format!("{}/*", folder.path().display());
    let copied = tools::command(server, "s5cmd")
        .args(["--log", "error", "cp", &from, &format!("s3://{bucket}/")])
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(copied.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_of_many_pages_arrives_whole_and_its_last_row_is_right() {
    let server = Server::shared(Kind::Practice);
    fill(server, "browse-many", (0..2500).map(|n| format!("file{n}.txt")));
    let mut listing = Watched::open(store(server, &server.endpoint), place("browse-many", ""));
    let tick = listing.until("complete", |tick| tick.complete).await;
    assert_eq!((tick.total, tick.shown, tick.bytes), (2500, 2500, 2500));
    assert!((30..=60).contains(&tick.head.len()), "{} rows for the first screen", tick.head.len());
    let open = listing.listings.get(&listing.id).unwrap();
    assert_eq!(open.rows(2499, 10).rows[0].name, "file2499.txt", "as people count, not as bytes do");

    open.filter("file24").await;
    let tick = listing.until("filtered", |tick| tick.filter == "file24").await;
    assert_eq!(tick.shown, 111);
    assert_eq!(open.select(tick.revision, SelectionChange::All).files, 111);
    open.sort(Sort { by: SortBy::Name, descending: true }).await;
    listing.until("sorted", |tick| tick.sort.descending).await;
    assert_eq!(open.rows(0, 1).rows[0].name, "file2499.txt");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_shows_what_others_did_and_keeps_the_selection() {
    for kind in Kind::ALL {
        let server = Server::shared(kind);
        let bucket = "browse-refresh";
        fill(server, bucket, ["a.txt".into(), "b.txt".into()].into_iter());
        let mut listing = Watched::open(store(server, &server.endpoint), place(bucket, ""));
        let tick = listing.until("complete", |tick| tick.complete).await;
        let open = listing.listings.get(&listing.id).unwrap();
        open.select(tick.revision, SelectionChange::Only { at: 1 });
        fill_more(server, bucket);
        open.refresh();
        let tick = listing.until("the new file", |tick| tick.total == 3).await;
        assert_eq!(listing.names(), ["a.txt", "aa.txt", "b.txt"], "{}", server.name);
        assert_eq!(tick.selection.files, 1);
        assert!(open.rows(2, 1).rows[0].selected, "b.txt is still the one");
    }
}

fn fill_more(server: &Server, bucket: &str) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("aa.txt");
    std::fs::write(&file, b"x").unwrap();
    tools::aws(server, ["s3", "cp", &file.display().to_string(), &format!("s3://{bucket}/aa.txt")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn new_folders_are_seen_by_others_and_never_made_twice() {
    for kind in [Kind::Practice, Kind::MiniStack, Kind::SeaweedFs] {
        let server = Server::shared(kind);
        let bucket = "browse-folders";
        fill(server, bucket, ["taken".into()].into_iter());
        let store = store(server, &server.endpoint);
        let make = async |prefix: &str, name: &str| folders::make(&store, &place(bucket, prefix), name).await;
        make("", "Über uns").await.unwrap();
        make("Über uns/", "2026").await.unwrap();
        assert!(
            tools::aws(server, ["s3", "ls", &format!("s3://{bucket}/")]).contains("PRE Über uns/"),
            "{}",
            server.name
        );
        assert_eq!(make("", "Über uns").await.unwrap_err().code, "folder_exists", "{}", server.name);
        assert_eq!(make("", "taken").await.unwrap_err().code, "folder_exists", "{}", server.name);
        assert!(tools::aws(server, ["s3", "ls", &format!("s3://{bucket}/taken")]).contains("taken"), "the file stays");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_empty_folder_is_kept_nothing_is_left_behind() {
    let server = Server::shared(Kind::Rclone);
    tools::aws(server, ["s3", "mb", "s3://browse-no-folders"]);
    let store = store(server, &server.endpoint);
    let fault = folders::make(&store, &place("browse-no-folders", ""), "new").await.unwrap_err();
    assert_eq!(fault.code, "folders_not_kept");
    assert_eq!(tools::rclone(server, ["lsf", "-R", "s3:browse-no-folders"]), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_that_is_gone_says_so_and_a_closed_listing_is_gone() {
    let server = Server::shared(Kind::Practice);
    let mut listing = Watched::open(store(server, &server.endpoint), place("no-such-bucket", ""));
    let tick = listing.until("a failure", |tick| tick.fault.is_some()).await;
    let fault = tick.fault.clone().unwrap();
    assert_eq!(fault.code, "no_such_bucket");
    assert!(fault.details.contains("ListObjectsV2"), "{}", fault.details);
    listing.listings.close(&listing.id);
    assert_eq!(listing.listings.get(&listing.id).err().unwrap().code, "gone");
}

/// Lists `rows` names in pages of 1,000, as S3 does, without keeping them.
fn endless_shelf(rows: usize) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut head = [0; 8192];
            let read = stream.read(&mut head).unwrap_or(0);
            let head = String::from_utf8_lossy(&head[..read]).into_owned();
            let token = head.split_once("continuation-token=").map_or("", |(_, rest)| rest);
            let digits: String = token.chars().take_while(char::is_ascii_digit).collect();
            let first: usize = digits.parse().unwrap_or(0);
            let last = (first + 1_000).min(rows);
            let mut page = String::from("<ListBucketResult>");
            for at in first..last {
                // In the server's order, which is not the order that people count in.
                page +=
                    &format!("<Contents><Key>report {:x} of {at:06}.pdf</Key><Size>10</Size></Contents>", at % 4_096);
            }
            let more = last < rows;
            page += &format!("<IsTruncated>{more}</IsTruncated><NextContinuationToken>{last}</NextContinuationToken>");
            page += "</ListBucketResult>";
            let _ = write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{page}",
                page.len()
            );
        }
    });
    format!("http://{address}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_thousand_rows_stay_in_small_ticks_and_quick_commands() {
    const ROWS: usize = 100_000;
    let store = store(Server::shared(Kind::Practice), &endless_shelf(ROWS));
    let began = Instant::now();
    let ticks = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&ticks);
    let mut watched = Watched::open_with(store, place("bucket", ""), move |tick| {
        counted.fetch_add(1, Ordering::SeqCst);
        assert!(serde_json::to_vec(tick).unwrap().len() <= TICK_BYTES, "a tick too large");
    });
    watched.until("all rows", |tick| tick.complete).await;
    let listed = began.elapsed();
    let listing = watched.listings.get(&watched.id).unwrap();
    println!("{ROWS} rows in {listed:?}, {} ticks", ticks.load(Ordering::SeqCst));
    listing.sort(Sort { by: SortBy::Size, descending: true }).await;
    listing.sort(Sort { by: SortBy::Name, descending: false }).await;
    listing.filter("of 09").await;
    assert_eq!(watched.latest().shown, 10_000);
    listing.filter("").await;
    let revision = watched.latest().revision;
    assert_eq!(listing.select(revision, SelectionChange::All).files, ROWS as u64);
    let left = listing.select(revision, SelectionChange::Toggle { at: 5 });
    assert_eq!((left.files, left.bytes), (ROWS as u64 - 1, 10 * (ROWS as u64 - 1)));
    let order: Vec<String> =
        (0..ROWS).step_by(500).flat_map(|at| listing.rows(at, 500).rows).map(|row| row.name).collect();
    assert_eq!(order.len(), ROWS);
    assert!(order[0].starts_with("report 0 of 000000"), "{}", order[0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn pressing_retry_again_and_again_reads_nothing_twice() {
    let store = store(Server::shared(Kind::Practice), &endless_shelf(20_000));
    let mut watched = Watched::open(store, place("bucket", ""));
    let listing = watched.listings.get(&watched.id).unwrap();
    while !watched.ticks.borrow().as_ref().is_some_and(|tick| tick.complete) {
        listing.retry();
        tokio::time::timeout(Duration::from_millis(20), watched.ticks.changed()).await.ok();
    }
    let last = watched.until("all rows", |tick| tick.complete).await;
    assert_eq!(last.total, 20_000);
}
