//! The first files: two small buckets to try things on, all made here. Laid out once; what a person
//! then deletes stays deleted.

mod paper;
mod picture;
mod survey;
#[cfg(test)]
mod tests;

use std::io::{self, Write};
use std::sync::Arc;

use s3s::crypto::{Checksum as _, Md5};

use self::picture::Scene;
use crate::store::{About, Change, CommitError, Index, Object, Piece, Store, now};

const FILES: &str = "practice-files";
const ARCHIVE: &str = "practice-older-files";

/// Lays out the first files in a new store. Cut short by a kill, the next start does it again.
pub(crate) fn lay_out(store: &Store) -> io::Result<()> {
    if store.read(|index| index.seeded) {
        return Ok(());
    }
    for bucket in [FILES, ARCHIVE] {
        let (bucket, created) = (bucket.to_owned(), now());
        commit(store, Change::AddBucket { bucket, created })?;
    }
    for (bucket, key, bytes) in files()? {
        put(store, bucket, key, &bytes)?;
    }
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

fn put(store: &Store, bucket: &str, key: &str, bytes: &[u8]) -> io::Result<()> {
    let (id, blob, mut file) = store.blobs.begin()?;
    file.write_all(bytes)?;
    file.sync_data()?;
    let about = About { content_type: Some(content_type(key).to_owned()), ..About::default() };
    let piece = Piece { id, size: bytes.len() as u64, blob: Some(blob) };
    let object =
        Object { pieces: vec![piece], etag: hex::encode(Md5::checksum(bytes)), modified: now(), about, checksum: None };
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
