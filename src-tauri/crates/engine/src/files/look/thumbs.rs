//! Small pictures of files, kept from one day to the next, so that a folder seen before asks
//! storage for none of them. The page makes them; this keeps them.
//!
//! One SQLite file in a folder that its owner alone may enter, 256 MB of pictures at most: those
//! that nobody looked at for longest go first. A picture is of one version of a file, by its ETag
//! and size; of a file without an ETag, and of a connection for one session, nothing is kept. What
//! is kept goes with its connection and is overwritten on the disk. A file that is damaged is begun
//! anew, and one that cannot be written costs requests and nothing else.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Reading, ReadingView, Readings};
use crate::{at::FileAt, fault::Fault, ids::ConnectionId, listing::MayKeep};

/// Bytes of pictures that are kept.
const MOST: i64 = 256 << 20;
/// Bytes of one picture; a larger one is not kept.
const PICTURE: usize = 128 << 10;
/// Bytes of a file that the first request asks for, whatever the page says, and of one that the
/// server sends only whole: a folder of large pictures is not fetched to show small ones.
const FIRST: usize = 4 << 20;

const SCHEMA: &str = "
    PRAGMA auto_vacuum = FULL;
    PRAGMA journal_mode = MEMORY;
    PRAGMA synchronous = OFF;
    PRAGMA secure_delete = ON;
    CREATE TABLE IF NOT EXISTS thumbnails (
        connection TEXT NOT NULL, bucket TEXT NOT NULL, key TEXT NOT NULL, etag TEXT NOT NULL, size INTEGER NOT NULL,
        used INTEGER NOT NULL, bytes INTEGER NOT NULL, picture BLOB NOT NULL,
        PRIMARY KEY (connection, bucket, key));
    CREATE INDEX IF NOT EXISTS by_use ON thumbnails (used, bytes);
";

/// A version of a file, as the listing told it.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct Pictured {
    /// Which file.
    pub at: FileAt,
    /// Its ETag.
    pub etag: Option<String>,
    /// In bytes.
    #[ts(type = "number")]
    pub size: u64,
}

/// The thumbnail of a file, or the file open to make one of.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Thumbnail {
    /// As Base64; null where none is kept.
    pub picture: Option<String>,
    /// Open, to be closed by whoever asked; null where there is a picture.
    pub reading: Option<ReadingView>,
}

/// The thumbnails that are kept; by default none are.
#[derive(Default)]
pub struct Thumbs {
    kept: Option<(PathBuf, MayKeep)>,
    most: i64,
    open: OnceLock<Option<Mutex<Open>>>,
}

struct Open {
    file: Connection,
    /// Counts what was looked at.
    clock: i64,
}

impl Thumbs {
    /// Keeps in `folder` what `may_keep` allows. Nothing is opened yet.
    #[must_use]
    pub fn open(folder: PathBuf, may_keep: MayKeep) -> Self {
        Self { kept: Some((folder, may_keep)), most: MOST, open: OnceLock::new() }
    }

    /// The thumbnail that is kept of a file, if one is. Blocking, for a moment.
    #[must_use]
    pub fn read(&self, of: &Pictured) -> Option<Thumbnail> {
        let picture = self.with(|open| open.read(of)).flatten()?;
        Some(Thumbnail { picture: Some(BASE64_STANDARD.encode(picture)), reading: None })
    }

    /// Keeps a picture, given as Base64. What is no picture or too large is not kept. Blocking, for
    /// a moment.
    pub fn keep(&self, of: &Pictured, picture: &str) {
        let may_keep = self.kept.as_ref().is_some_and(|(_, may_keep)| may_keep(&of.at.connection));
        let picture = BASE64_STANDARD.decode(picture).unwrap_or_default();
        if may_keep && picture.len() <= PICTURE && infer::is_image(&picture) {
            self.with(|open| open.keep(of, &picture, self.most));
        }
    }

    /// Leaves out all of a connection that leads elsewhere now, or nowhere.
    pub fn forget(&self, connection: &ConnectionId) {
        self.with(|open| open.forget(connection));
    }

    /// What `work` gives; a failure costs the thumbnail and nothing else.
    fn with<T>(&self, work: impl FnOnce(&mut Open) -> rusqlite::Result<T>) -> Option<T> {
        let open = self.open.get_or_init(|| {
            let (folder, may_keep) = self.kept.as_ref()?;
            let open = Open::begin(folder, may_keep);
            open.inspect_err(|error| tracing::warn!("thumbnails are not kept: {error}")).ok().map(Mutex::new)
        });
        let mut open = open.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut open).inspect_err(|error| tracing::warn!("a thumbnail is not kept: {error}")).ok()
    }
}

impl Readings {
    /// Opens a version of a file for its thumbnail; the first request reads this many bytes.
    ///
    /// # Errors
    /// As [`Readings::open`], of files above 4 MB already; or the file is another one by now.
    pub async fn open_pictured(&self, store: store::Store, of: &Pictured, first: u64) -> Result<Thumbnail, Fault> {
        let cache = Arc::clone(&self.cache);
        let reading = Reading::open(store, &of.at, None, cache, first.min(FIRST as u64), FIRST).await?;
        if of.etag.is_some() && reading.etag() != of.etag.as_deref() {
            return Err(crate::fault::replaced_while_read(&of.at.key));
        }
        Ok(Thumbnail { picture: None, reading: Some(self.hold(reading)) })
    }
}

impl Open {
    fn begin(folder: &Path, may_keep: &MayKeep) -> Result<Self, Box<dyn std::error::Error>> {
        private(folder)?;
        let path = folder.join("thumbnails.sqlite");
        let opened = || Connection::open(&path).and_then(|file| file.execute_batch(SCHEMA).map(|()| file));
        let file = match opened() {
            Ok(file) => file,
            // Made again from the files themselves.
            Err(_) => {
                fs::remove_file(&path)?;
                opened()?
            }
        };
        let clock = sums(&file)?.1;
        let mut open = Self { file, clock };
        // Connections that went while nobody looked here.
        let known: Vec<String> = {
            let mut asked = open.file.prepare("SELECT DISTINCT connection FROM thumbnails")?;
            asked.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
        };
        for gone in known.iter().map(|id| ConnectionId::from(id.as_str())).filter(|id| !may_keep(id)) {
            open.forget(&gone)?;
        }
        Ok(open)
    }

    fn read(&mut self, of: &Pictured) -> rusqlite::Result<Option<Vec<u8>>> {
        let Some(etag) = &of.etag else { return Ok(None) };
        let (connection, bucket, key) = (of.at.connection.as_str(), &of.at.bucket, &of.at.key);
        let found = self
            .file
            .prepare_cached(
                "SELECT rowid, picture FROM thumbnails
                WHERE connection = ? AND bucket = ? AND key = ? AND etag = ? AND size = ?",
            )?
            .query_row(params![connection, bucket, key, etag, of.size.cast_signed()], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        let Some((row, picture)): Option<(i64, Vec<u8>)> = found else { return Ok(None) };
        self.clock += 1;
        self.file.prepare_cached("UPDATE thumbnails SET used = ? WHERE rowid = ?")?.execute([self.clock, row])?;
        Ok(Some(picture))
    }

    fn keep(&mut self, of: &Pictured, picture: &[u8], most: i64) -> rusqlite::Result<()> {
        let Some(etag) = &of.etag else { return Ok(()) };
        let (connection, bucket, key) = (of.at.connection.as_str(), &of.at.bucket, &of.at.key);
        let (size, bytes) = (of.size.cast_signed(), i64::try_from(picture.len()).unwrap_or(i64::MAX));
        self.clock += 1;
        self.file
            .prepare_cached("INSERT OR REPLACE INTO thumbnails VALUES (?, ?, ?, ?, ?, ?, ?, ?)")?
            .execute(params![connection, bucket, key, etag, size, self.clock, bytes, picture])?;
        while sums(&self.file)?.0 > most {
            let oldest = "SELECT rowid FROM thumbnails ORDER BY used LIMIT 16";
            self.file.prepare_cached(&format!("DELETE FROM thumbnails WHERE rowid IN ({oldest})"))?.execute([])?;
        }
        Ok(())
    }

    fn forget(&mut self, connection: &ConnectionId) -> rusqlite::Result<()> {
        self.file.execute("DELETE FROM thumbnails WHERE connection = ?", [connection.as_str()])?;
        Ok(())
    }
}

/// The bytes that are kept, and the last thing that was looked at; both stand in the index.
fn sums(file: &Connection) -> rusqlite::Result<(i64, i64)> {
    let asked = "SELECT COALESCE(SUM(bytes), 0), COALESCE(MAX(used), 0) FROM thumbnails";
    file.prepare_cached(asked)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// A folder that its owner alone may enter.
fn private(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    Ok(())
}

#[cfg(test)]
mod tests;
