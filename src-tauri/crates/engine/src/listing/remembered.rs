//! What folders held when they were last read, from one day to the next: so that a folder seen
//! before shows something at once, dated, until it is read anew.
//!
//! One small file a folder: its first rows by name. They are names of files, never a login,
//! readable by their owner alone; of a connection for one session nothing is kept. A file that is
//! damaged, missing or cannot be written costs nothing but the first glance. What is kept goes with
//! its connection.

use std::{
    fmt, fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use serde::{Deserialize, Serialize};
use store::{Algorithm, Checksum};
use ts_rs::TS;

use super::{
    types::{FOLDER, file_type, type_of},
    view::{Row, RowKind},
};
use crate::{at::Place, ids::ConnectionId, kept};

/// Rows of a folder that are kept: more than a screen shows, less than the page is slow with.
pub(super) const ROWS: usize = 300;
/// Folders of one connection that are kept, those last read.
const FOLDERS: usize = 100;
/// Raised when the shape of [`Written`] changes so that an older program could not read it.
const VERSION: u32 = 1;

/// What a folder held: `total` rows, of which the first by name are here. `at` is when it was read,
/// in milliseconds since 1970.
#[derive(Clone, Debug, Serialize, TS)]
#[allow(missing_docs)]
pub struct LastRead {
    #[ts(type = "number")]
    pub at: i64,
    pub total: usize,
    pub rows: Vec<Row>,
}

/// Whether what a connection's folders hold may be kept.
pub type MayKeep = Box<dyn Fn(&ConnectionId) -> bool + Send + Sync>;
/// The time, in milliseconds since 1970.
pub type Now = fn() -> i64;

/// The files; without a folder nothing is kept.
#[derive(Default)]
pub struct Remembered {
    kept: Option<(PathBuf, MayKeep, Now)>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Written {
    place: Option<Place>,
    at: i64,
    total: usize,
    rows: Vec<WrittenRow>,
}

#[derive(Serialize, Deserialize)]
struct WrittenRow {
    name: String,
    size: Option<u64>,
    modified: Option<i64>,
    class: Option<String>,
}

impl Remembered {
    /// Keeps in `folder` what `may_keep` allows, dated by `now`.
    #[must_use]
    pub fn open(folder: PathBuf, may_keep: MayKeep, now: Now) -> Self {
        Self { kept: Some((folder, may_keep, now)) }
    }

    /// What a place held when it was last read. Blocking, for a moment.
    #[must_use]
    pub fn read(&self, place: &Place) -> Option<LastRead> {
        let (folder, ..) = self.kept.as_ref()?;
        let written: Written = kept::read(&file(folder, place), VERSION).ok()?;
        // Only names of files come out of a sum: that it is this place's is looked at.
        (written.place.as_ref() == Some(place)).then_some(())?;
        let mut type_of = type_of();
        let rows = written.rows.into_iter().map(|WrittenRow { name, size, modified, class }| Row {
            kind: if size.is_some() { RowKind::File } else { RowKind::Folder },
            key: format!("{}{name}", place.prefix),
            file_type: file_type(if size.is_some() { type_of(&name) } else { FOLDER }),
            name,
            size,
            modified,
            class,
            etag: None,
            restore: None,
            selected: false,
            past: None,
        });
        Some(LastRead { at: written.at, total: written.total, rows: rows.take(ROWS).collect() })
    }

    /// Keeps the first rows of a place, just read. Blocking.
    pub(super) fn keep(&self, place: &Place, total: usize, rows: Vec<Row>) {
        let Some((folder, may_keep, now)) = &self.kept else { return };
        if !may_keep(&place.connection) {
            return;
        }
        let rows = rows.into_iter().map(|row| WrittenRow {
            name: row.name,
            size: row.size,
            modified: row.modified,
            class: row.class,
        });
        let written = Written { place: Some(place.clone()), at: now(), total, rows: rows.collect() };
        if let Err(error) = kept::replace(&file(folder, place), VERSION, written) {
            tracing::debug!("what a folder holds was not kept: {error}");
        }
        thin_out(&of(folder, &place.connection));
    }

    /// Forgets every folder of a connection.
    pub fn forget(&self, connection: &ConnectionId) {
        let Some((folder, ..)) = &self.kept else { return };
        // Nothing was kept: nothing to remove.
        let _ = fs::remove_dir_all(of(folder, connection));
    }
}

impl fmt::Debug for Remembered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remembered").field("folder", &self.kept.as_ref().map(|(folder, ..)| folder)).finish()
    }
}

/// A connection's id comes from the page: it names no path, so its sum does.
fn of(folder: &Path, connection: &ConnectionId) -> PathBuf {
    folder.join(sum(connection.as_str()))
}

fn file(folder: &Path, place: &Place) -> PathBuf {
    let name = sum(&format!("{}/{}", place.bucket, place.prefix));
    of(folder, &place.connection).join(name).with_extension("json")
}

fn sum(text: &str) -> String {
    Checksum::of(Algorithm::Md5, text.as_bytes()).value
}

/// Removes those read the longest ago, past what is kept.
fn thin_out(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut files: Vec<(SystemTime, PathBuf)> =
        entries.flatten().filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path()))).collect();
    files.sort();
    let many = files.len().saturating_sub(FOLDERS);
    for (_, file) in files.into_iter().take(many) {
        let _ = fs::remove_file(file);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn place(prefix: &str) -> Place {
        Place { connection: ConnectionId::from("../../home"), bucket: "b".into(), prefix: prefix.into() }
    }

    fn row(name: &str, size: Option<u64>) -> Row {
        Row {
            kind: if size.is_some() { RowKind::File } else { RowKind::Folder },
            key: format!("p/{name}"),
            name: name.into(),
            size,
            modified: size.map(|_| 7),
            file_type: file_type(if size.is_some() { type_of()(name) } else { FOLDER }),
            class: None,
            etag: None,
            restore: None,
            selected: false,
            past: None,
        }
    }

    #[test]
    fn what_was_kept_comes_back_for_its_place_alone_and_goes_with_its_connection() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Remembered::open(folder.path().join("last"), Box::new(|_| true), || 1_790_000_000_123);
        assert!(kept.read(&place("p/")).is_none());
        let rows = vec![row("a/", None), row(" b\u{1}.pdf", Some(3))];
        kept.keep(&place("p/"), 20, rows.clone());
        let last = kept.read(&place("p/")).unwrap();
        assert_eq!((last.at, last.total, &last.rows), (1_790_000_000_123, 20, &rows));
        assert!(kept.read(&place("q/")).is_none());
        let above: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.file_name()).collect();
        assert_eq!(above, ["last"], "an id of dots leads nowhere else");
        kept.forget(&place("").connection);
        assert!(kept.read(&place("p/")).is_none());
    }

    #[test]
    fn of_a_session_nothing_is_kept_and_of_many_folders_the_last() {
        let folder = tempfile::tempdir().unwrap();
        let session = Remembered::open(folder.path().join("none"), Box::new(|_| false), || 1);
        session.keep(&place(""), 1, vec![row("a", Some(1))]);
        assert!(!folder.path().join("none").exists());
        let kept = Remembered::open(folder.path().join("last"), Box::new(|_| true), || 1);
        for at in 0..FOLDERS + 5 {
            kept.keep(&place(&format!("{at}/")), 0, Vec::new());
        }
        let files = fs::read_dir(of(&folder.path().join("last"), &place("").connection)).unwrap().count();
        assert_eq!(files, FOLDERS);
        assert!(kept.read(&place(&format!("{}/", FOLDERS + 4))).is_some());
    }
}
