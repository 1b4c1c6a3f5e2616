//! The first files: two small buckets to try things on, all made here. Laid out once; what a person
//! then deletes stays deleted. The first bucket keeps versions: a few files have some, and one is
//! deleted. In the other one a file is archived.

mod paper;
mod picture;
mod survey;
#[cfg(test)]
mod tests;

use std::io::{self, Write};
use std::sync::Arc;

use s3s::crypto::{Checksum as _, Md5};
use s3s::dto::Timestamp;
use uuid::Uuid;

use self::picture::Scene;
use crate::store::{
    About, Change, CommitError, Deletion, Index, NULL, Object, Piece, Store, VersionState, at, now, seconds,
};

const FILES: &str = "practice-files";
const ARCHIVE: &str = "practice-older-files";
/// Deleted, to be undeleted.
const DELETED: &str = "documents/Lease 2025.txt";

/// Lays out the first files in a new store. Cut short by a kill, the next start does it again.
pub(crate) fn lay_out(store: &Store) -> io::Result<()> {
    if store.read(|index| index.seeded) {
        return Ok(());
    }
    for bucket in [FILES, ARCHIVE] {
        let (bucket, created) = (bucket.to_owned(), now());
        commit(store, Change::AddBucket { bucket, created })?;
    }
    commit(store, Change::SetVersioning { bucket: FILES.to_owned(), keeps: true })?;
    for (days, key, bytes) in earlier() {
        put(store, &File { days, ..File::of(FILES, key, &bytes) })?;
    }
    for (bucket, key, bytes) in files()? {
        put(store, &File::of(bucket, key, &bytes))?;
    }
    let (version, made) = (Uuid::new_v4().simple().to_string(), days_ago(2));
    let deletions = vec![Deletion::Mark { key: DELETED.to_owned(), version, made }];
    commit(store, Change::Delete { bucket: FILES.to_owned(), deletions })?;
    let archived = paper::annual_report(2019);
    let class = Some("GLACIER");
    put(store, &File { class, ..File::of(ARCHIVE, "2019/reports/annual-report.pdf", &archived) })?;
    commit(store, Change::Seeded)
}

fn files() -> io::Result<Vec<(&'static str, &'static str, Vec<u8>)>> {
    let mut files: Vec<(&str, &str, Vec<u8>)> = vec![
        (FILES, "Read me first.txt", include_bytes!("texts/read-me-first.txt").into()),
        (FILES, "documents/Meeting notes 2026-03.md", include_bytes!("texts/meeting-notes.md").into()),
        (FILES, "documents/House style.md", include_bytes!("texts/house-style.md").into()),
        (FILES, "documents/Lease  draft.txt", include_bytes!("texts/lease-draft.txt").into()),
        (FILES, "documents/Übersicht.pdf", paper::overview()),
        (FILES, "data/survey-responses.csv", survey::responses(200).into()),
        (FILES, "reports/2025/annual-report.pdf", paper::annual_report(2025)),
        (FILES, "reports/2026/annual-report.pdf", paper::annual_report(2026)),
        (FILES, "drawings/reading-room.png", picture::floor_plan()?),
        (FILES, "inbox/", Vec::new()),
        (ARCHIVE, "About this bucket.txt", include_bytes!("texts/about-the-archive.txt").into()),
        (ARCHIVE, "2024/reports/annual-report.pdf", paper::annual_report(2024)),
        (ARCHIVE, "2024/data/survey-responses.csv", survey::responses(60).into()),
    ];
    for (bucket, key, scene) in picture::SCENES {
        files.push((bucket_of(*bucket), key, Scene::jpeg(scene)?));
    }
    Ok(files)
}

fn bucket_of(archived: bool) -> &'static str {
    if archived { ARCHIVE } else { FILES }
}

/// What the texts of now were before, and the deleted one: how many days ago, oldest first.
fn earlier() -> Vec<(u64, &'static str, Vec<u8>)> {
    let first_lines = |text: &str, lines: usize| {
        let lines = text.split_inclusive('\n').take(lines);
        lines.collect::<String>().into_bytes()
    };
    let style = include_str!("texts/house-style.md");
    let notes = include_str!("texts/meeting-notes.md");
    vec![
        (21, "documents/House style.md", first_lines(style, 4)),
        (9, "documents/House style.md", first_lines(style, 8)),
        (6, "documents/Meeting notes 2026-03.md", first_lines(notes, 6)),
        (12, DELETED, include_bytes!("texts/lease-draft.txt").into()),
    ]
}

fn days_ago(days: u64) -> Timestamp {
    at(seconds().saturating_sub(days * 24 * 60 * 60))
}

/// A first file.
struct File<'a> {
    bucket: &'a str,
    key: &'a str,
    bytes: &'a [u8],
    /// How long ago it was stored.
    days: u64,
    class: Option<&'a str>,
}

impl<'a> File<'a> {
    fn of(bucket: &'a str, key: &'a str, bytes: &'a [u8]) -> Self {
        Self { bucket, key, bytes, days: 0, class: None }
    }
}

fn put(store: &Store, file: &File<'_>) -> io::Result<()> {
    let File { bucket, key, bytes, days, class } = *file;
    let (id, blob, mut file) = store.blobs.begin()?;
    file.write_all(bytes)?;
    file.sync_data()?;
    let storage_class = class.map(str::to_owned);
    let about = About { content_type: Some(content_type(key).to_owned()), storage_class, ..About::default() };
    let piece = Piece { id, size: bytes.len() as u64, blob: Some(blob) };
    let version = match bucket {
        FILES => Uuid::new_v4().simple().to_string(),
        _ => NULL.to_owned(),
    };
    let (etag, modified, kept) = (hex::encode(Md5::checksum(bytes)), days_ago(days), VersionState::default());
    let object = Object { pieces: vec![piece], etag, modified, about, checksum: None, version, kept };
    let (bucket, key, object) = (bucket.to_owned(), key.to_owned(), Arc::new(object));
    commit(store, Change::PutObject { bucket, key, object })
}

fn content_type(key: &str) -> &'static str {
    match key.rsplit('.').next() {
        Some("jpg") => "image/jpeg",
        Some("png") => "image/png",
        Some("pdf") => "application/pdf",
        Some("csv") => "text/csv",
        Some("md") => "text/markdown; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/x-directory",
    }
}

fn commit(store: &Store, change: Change) -> io::Result<()> {
    match store.commit(|_: &Index| Ok::<_, std::convert::Infallible>(change)) {
        Ok(()) => Ok(()),
        Err(CommitError::Io(error)) => Err(error),
        Err(CommitError::Refused(never)) => match never {},
    }
}
