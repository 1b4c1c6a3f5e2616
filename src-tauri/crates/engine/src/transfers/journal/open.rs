//! How the journal's file is opened: by one program at a time, and set aside only where it is
//! damaged.
//!
//! The lock is the system's own, on an empty file beside the journal, and ends with the process
//! however that ends. Only SQLite's word that a file is damaged, or no database, moves it out of
//! the way. A full disk, a missing permission and whatever else may pass leave it as it is: this
//! start then goes without what it holds, and the next one finds it whole.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, ErrorCode};

use super::{SCHEMA, kept};
use crate::{
    fault::{self, Fault},
    held::Held,
    transfers::queue::group::Group,
};

/// How long a program that is just ending may still have the journal.
const PATIENCE: Duration = Duration::from_secs(2);

/// Why transfers of this start are not kept, or those of before are not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Trouble {
    /// Another program has the journal.
    Taken,
    /// It could not be used, and was left as it is.
    Unusable(String),
    /// It was damaged, and was moved to this name.
    SetAside(String),
    /// What happens now could not be written so far.
    Behind(String),
}

impl Trouble {
    pub(in super::super) fn fault(&self) -> Fault {
        match self {
            Self::Taken => fault::transfer::journal_taken(),
            Self::Unusable(details) => fault::transfer::journal_unusable(details),
            Self::SetAside(name) => fault::transfer::journal_damaged(name),
            Self::Behind(details) => fault::transfer::journal_behind(details),
        }
    }
}

/// The journal of a person, with what it held.
pub(super) struct Opened {
    pub(super) connection: Connection,
    pub(super) groups: Vec<Group>,
    pub(super) held: Held,
    pub(super) trouble: Option<Trouble>,
}

/// Opens the journal and reads it, with the newest `history` of the groups that have ended.
pub(super) fn open(path: &Path, history: usize) -> Result<Opened, Trouble> {
    let held = match Held::take(&beside(path, ".lock"), PATIENCE) {
        Ok(held) => held.ok_or(Trouble::Taken)?,
        Err(error) => return Err(Trouble::Unusable(error.to_string())),
    };
    let unusable = |error: rusqlite::Error| Trouble::Unusable(error.to_string());
    match read(path, history) {
        Ok((connection, groups)) => Ok(Opened { connection, groups, held, trouble: None }),
        Err(error) if is_damage(&error) => {
            let aside = set_aside(path).map_err(|error| Trouble::Unusable(error.to_string()))?;
            let (connection, groups) = read(path, history).map_err(unusable)?;
            Ok(Opened { connection, groups, held, trouble: Some(Trouble::SetAside(aside)) })
        }
        Err(error) => Err(unusable(error)),
    }
}

fn read(path: &Path, history: usize) -> rusqlite::Result<(Connection, Vec<Group>)> {
    let connection = prepared(Connection::open(path))?;
    let groups = kept::read(&connection, history)?;
    Ok((connection, groups))
}

pub(super) fn prepared(opened: rusqlite::Result<Connection>) -> rusqlite::Result<Connection> {
    let connection = opened?;
    connection.execute_batch(SCHEMA)?;
    // A journal of an earlier version; one that has the column says so.
    for column in [
        "uploads ADD COLUMN version TEXT",
        "uploads ADD COLUMN whole INTEGER NOT NULL DEFAULT FALSE",
        "picked ADD COLUMN version TEXT",
        "picked ADD COLUMN saved_as TEXT",
        "picked ADD COLUMN etag TEXT",
    ] {
        let _ = connection.execute(&format!("ALTER TABLE {column}"), []);
    }
    Ok(connection)
}

/// Whether SQLite says that what is in the file is no journal any more. Everything else may pass by
/// itself.
fn is_damage(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error_code();
    matches!(code, Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

/// Moves a damaged file out of the way; answers its new name.
fn set_aside(path: &Path) -> io::Result<String> {
    tracing::warn!("the journal of transfers is damaged and is set aside");
    // What SQLite wrote beside it is of no use without it; the file itself must go, or nothing new
    // can begin.
    for end in ["-wal", "-shm"] {
        let _ = fs::rename(beside(path, end), beside(path, &format!("{end}.broken")));
    }
    let aside = beside(path, ".broken");
    fs::rename(path, &aside)?;
    Ok(aside.display().to_string())
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use rusqlite::ffi;

    use super::*;

    fn failure(code: i32) -> rusqlite::Error {
        rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)
    }

    #[test]
    fn only_damage_is_damage() {
        assert!(
            [ffi::SQLITE_CORRUPT, ffi::SQLITE_NOTADB, ffi::SQLITE_CORRUPT_INDEX].map(failure).iter().all(is_damage)
        );
        let passing = [
            ffi::SQLITE_FULL,
            ffi::SQLITE_CANTOPEN,
            ffi::SQLITE_BUSY,
            ffi::SQLITE_LOCKED,
            ffi::SQLITE_READONLY,
            ffi::SQLITE_IOERR,
            ffi::SQLITE_IOERR_SHMSIZE,
            ffi::SQLITE_IOERR_WRITE,
            ffi::SQLITE_PERM,
            ffi::SQLITE_AUTH,
            ffi::SQLITE_NOMEM,
            ffi::SQLITE_PROTOCOL,
        ];
        assert!(!passing.map(failure).iter().any(is_damage));
        assert!(!is_damage(&rusqlite::Error::QueryReturnedNoRows));
    }
}
