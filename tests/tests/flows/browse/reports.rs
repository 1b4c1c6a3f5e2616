//! Inventory reports opened as listings, from real storage: whole, in both kinds of file, and when
//! the wire breaks.

use std::{
    fs,
    io::Write,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use bucketwise_tests::{
    faults::{Fault, Proxy},
    servers::{Kind, Server},
    tools,
};
use engine::{
    at::Place,
    ids::ConnectionId,
    listing::{ListingKind, ListingTick, Listings, ReportAt, SelectionChange, look_at_report},
};
use flate2::{Compression, write::GzEncoder};

use super::watched::{Watched, place, store};

const ROWS: usize = 30_000;

/// The key of a row, as S3 writes it into lines and as it is.
fn key(file: usize, at: usize) -> (String, String) {
    (format!("{file}/a%20b+%C3%A4/{at:06}.csv"), format!("{file}/a b ä/{at:06}.csv"))
}

/// One packed file of lines. Every third row is an old version.
fn lines(file: usize) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    for at in 0..ROWS {
        let latest = at % 3 > 0;
        writeln!(packer, "\"source\",\"{}\",\"v\",\"{latest}\",\"false\",\"{at}\",\"2026-03-01T08:00:00.000Z\",\"9a0364b9e99bb480dd25e1f0284c8555\",\"GLACIER\"", key(file, at).0).unwrap();
    }
    packer.finish().unwrap()
}

/// One Parquet file as S3 writes it, by the hand of another: the same rows, in many groups.
fn parquet(file: usize, packed: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.parquet");
    tools::python(
        r#"
import sys, pyarrow as pa, pyarrow.parquet as pq
path, file, rows, packed = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
schema = pa.schema([
    pa.field("bucket", pa.string(), False), pa.field("key", pa.string(), False), ("version_id", pa.string()),
    ("is_latest", pa.bool_()), ("is_delete_marker", pa.bool_()), ("size", pa.int64()),
    ("last_modified_date", pa.timestamp("ms", tz="UTC")), ("e_tag", pa.string()), ("storage_class", pa.string())])
all = range(rows)
table = pa.table([["source"] * rows, [f"{file}/a b ä/{at:06}.csv" for at in all], ["v"] * rows,
    [at % 3 > 0 for at in all], [False] * rows, list(all), [1772352000000] * rows,
    ["9a0364b9e99bb480dd25e1f0284c8555"] * rows, ["GLACIER"] * rows], schema)
pq.write_table(table, path, compression=packed, row_group_size=7000)
"#,
        [&path.display().to_string(), &file.to_string(), &ROWS.to_string(), packed],
    );
    fs::read(path).unwrap()
}

/// Writes a report of lines into a bucket, as S3 does, but for the sums where `md5` says.
fn write_report(server: &Server, bucket: &str, files: &[Vec<u8>], md5: Option<&str>) -> ReportAt {
    let schema = "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ETag, StorageClass";
    write_report_of("CSV", schema, server, bucket, files, md5)
}

fn write_tables(server: &Server, bucket: &str, files: &[Vec<u8>], md5: Option<&str>) -> ReportAt {
    let schema = "message s3.inventory { required binary bucket (UTF8); required binary key (UTF8); }";
    write_report_of("Parquet", schema, server, bucket, files, md5)
}

fn write_report_of(
    format: &str,
    schema: &str,
    server: &Server,
    bucket: &str,
    files: &[Vec<u8>],
    md5: Option<&str>,
) -> ReportAt {
    tools::aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    let mut listed = Vec::new();
    for (at, bytes) in files.iter().enumerate() {
        let name = format!("inventory/data/{at}.{format}");
        put(&name, bytes);
        let sum = store::Checksum::of(store::Algorithm::Md5, bytes).value;
        let sum = md5.unwrap_or(&sum).to_owned();
        listed.push(serde_json::json!({ "key": name, "size": bytes.len(), "MD5checksum": sum }));
    }
    let manifest = serde_json::json!({
        "sourceBucket": "source",
        "destinationBucket": format!("arn:aws:s3:::{bucket}"),
        "version": "2016-11-30",
        "creationTimestamp": "1772352000000",
        "fileFormat": format,
        "fileSchema": schema,
        "files": listed,
    });
    let at = "inventory/2026-03-01T01-00Z/manifest.json";
    put(at, manifest.to_string().as_bytes());
    upload(server, bucket, folder.path());
    ReportAt { bucket: bucket.to_owned(), key: at.to_owned() }
}

fn upload(server: &Server, bucket: &str, folder: &Path) {
    tools::aws(server, ["s3", "cp", "--recursive", &folder.display().to_string(), &format!("s3://{bucket}/")]);
}

fn source() -> Place {
    place("source", "")
}

fn assert_exact(watched: &Watched, files: usize) {
    let mut names = watched.all_names();
    names.sort();
    let wanted = (0..files).flat_map(|file| (0..ROWS).filter(|at| at % 3 > 0).map(move |at| key(file, at).1));
    assert!(names.into_iter().eq(wanted), "every object that is there, none twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_a_listing_of_a_bucket_that_is_not_asked() {
    for kind in Kind::ALL {
        let server = Server::shared(kind);
        let at = write_report(server, "browse-report", &[lines(0), lines(1)], None);
        assert_a_listing(server, at).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn so_is_a_report_in_parquet_however_it_is_packed() {
    let server = Server::shared(Kind::MiniStack);
    for (bucket, packed) in [("browse-tables-s", "snappy"), ("browse-tables-g", "gzip"), ("browse-tables-n", "none")] {
        let at = write_tables(server, bucket, &[parquet(0, packed), parquet(1, packed)], None);
        assert_a_listing(server, at).await;
    }
}

/// A report of two files is as good as a listing of their bucket.
async fn assert_a_listing(server: &Server, at: ReportAt) {
    let store = store(server, &server.endpoint);
    let about = look_at_report(&store, ConnectionId::from("here"), at.clone()).await.unwrap();
    assert_eq!((about.of.bucket.as_str(), about.files, about.made), ("source", 2, Some(1_772_352_000_000)));
    // No such bucket is there: only the report knows of it.
    let mut watched = Watched::begin(
        Listings::default(),
        |_| (),
        |all, sink| all.open(store, source(), ListingKind::Report { report: at }, sink),
    );
    let tick = watched.until("the end", |tick| tick.complete || tick.fault.is_some()).await;
    assert!(tick.complete, "{}: {:?}", server.name, tick.fault);
    assert_exact(&watched, 2);
    let listing = watched.listings.get(&watched.id).unwrap();
    let row = &listing.rows(0, 1).rows[0];
    assert_eq!((row.size, row.class.as_deref(), row.modified), (Some(1), Some("GLACIER"), Some(1_772_352_000_000)));
    assert_eq!(row.etag.as_deref(), Some("9a0364b9e99bb480dd25e1f0284c8555"));
    listing.filter("1/a b").await;
    assert_eq!(
        listing.select(watched.latest().revision, SelectionChange::All).files,
        20_000,
        "a listing like any other"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_break_midway_keeps_the_rows_and_going_on_gives_the_rest_once() {
    let server = Server::shared(Kind::Practice);
    let at = write_report(server, "browse-report-cut", &[lines(0), lines(1)], None);
    let proxy = Arc::new(Proxy::start(&server.endpoint).await);
    let cable = Arc::clone(&proxy);
    let pulled = AtomicBool::new(false);
    let pull = move |tick: &ListingTick| {
        if tick.total > 0 && !pulled.swap(true, Ordering::SeqCst) {
            cable.set(Fault { refuse: true, cut_download_after: Some(0), ..Fault::default() });
        }
    };
    let store = store(server, &proxy.endpoint());
    let mut watched = Watched::begin(Listings::default(), pull, |all, sink| {
        all.open(store, source(), ListingKind::Report { report: at }, sink)
    });
    let broken = watched.until("a failure", |tick| tick.fault.is_some()).await;
    assert!(broken.total > 0 && !broken.complete, "{} rows are kept", broken.total);
    proxy.heal();
    watched.listings.get(&watched.id).unwrap().retry();
    watched.until("complete", |tick| tick.complete).await;
    assert_exact(&watched, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_report_and_what_is_damaged_is_said() {
    let server = Server::shared(Kind::Practice);
    let store = store(server, &server.endpoint);
    let damaged = write_report(server, "browse-report-damaged", &[lines(0)], Some("00000000000000000000000000000000"));
    let mut watched = Watched::begin(
        Listings::default(),
        |_| (),
        |all, sink| all.open(store.clone(), source(), ListingKind::Report { report: damaged }, sink),
    );
    let tick = watched.until("a failure", |tick| tick.fault.is_some()).await;
    assert_eq!((tick.fault.as_ref().unwrap().code, tick.complete), ("report_damaged", false));
    assert_eq!(tick.total, 20_000, "what was read is shown");

    let whole = parquet(0, "snappy");
    let half = write_tables(server, "browse-tables-half", &[whole[..whole.len() / 2].to_vec()], None);
    let packed = write_tables(server, "browse-tables-other", &[parquet(0, "brotli")], None);
    for at in [half, packed] {
        let mut watched = Watched::begin(
            Listings::default(),
            |_| (),
            |all, sink| all.open(store.clone(), source(), ListingKind::Report { report: at }, sink),
        );
        let tick = watched.until("a failure", |tick| tick.fault.is_some()).await;
        assert_eq!((tick.fault.as_ref().unwrap().code, tick.total), ("report_damaged", 0));
    }

    let other = tempfile::tempdir().unwrap();
    fs::write(other.path().join("manifest.json"), r#"{"name":"A web page","icons":[]}"#).unwrap();
    upload(server, "browse-report-damaged", other.path());
    let at = ReportAt { bucket: "browse-report-damaged".into(), key: "manifest.json".into() };
    let fault = look_at_report(&store, ConnectionId::from("here"), at).await.unwrap_err();
    assert_eq!(fault.code, "not_an_inventory");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_stops_where_a_listing_is_full() {
    let server = Server::shared(Kind::Practice);
    let at = write_report(server, "browse-report-full", &[lines(0), lines(1)], None);
    let store = store(server, &server.endpoint);
    let open = |all: &Listings, sink| all.open(store, source(), ListingKind::Report { report: at }, sink);
    let mut watched = Watched::begin(Listings::with_room(5_000), |_| (), open);
    let tick = watched.until("no space", |tick| tick.full).await;
    assert!(!tick.complete && (5_000..6_001).contains(&tick.total), "{} rows", tick.total);
}
