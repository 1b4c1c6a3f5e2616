//! The journal: one file of JSON lines, one line for each [`Change`], only ever appended to.
//!
//! A line counts when it has its line feed. A kill in mid-write leaves a part of the last line,
//! which reading cuts off; that change was never answered. A whole line that cannot be read is no
//! kill but damage, and is said.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use super::index::{Change, Index};

/// The journal, open for appending.
#[derive(Debug)]
pub(super) struct Journal {
    file: File,
    /// Bytes in the file.
    len: u64,
    /// Lines appended since the rewrite.
    lines: u64,
    /// A line half written that could not be taken back: nothing may follow it.
    broken: bool,
}

/// Why a journal could not be read.
#[derive(Debug)]
pub(super) enum ReadError {
    Io(io::Error),
    /// The line, counted from one.
    Damaged(usize),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Reads the journal at `path`; none there is an empty one.
pub(super) fn read(path: &Path) -> Result<Index, ReadError> {
    let mut index = Index::default();
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(index),
        opened => opened?,
    };
    let mut reader = BufReader::new(file);
    let mut line = Vec::new();
    let mut number = 0;
    while reader.read_until(b'\n', &mut line)? > 0 {
        number += 1;
        if !line.ends_with(b"\n") {
            break;
        }
        let change = serde_json::from_slice(&line).map_err(|_| ReadError::Damaged(number))?;
        index.apply(change);
        line.clear();
    }
    Ok(index)
}

impl Journal {
    /// Writes the shortest journal that gives `index` beside `path`, puts it in place and opens it.
    /// Killed at any point, `path` holds either the old journal or the new one.
    pub(super) fn rewrite(path: &Path, index: &Index) -> io::Result<Self> {
        let fresh = path.with_extension("new");
        let mut writer = BufWriter::new(File::create(&fresh)?);
        for change in index.changes() {
            serde_json::to_writer(&mut writer, &change)?;
            writer.write_all(b"\n")?;
        }
        let file = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        // Windows does not rename an open file everywhere.
        drop(file);
        fs::rename(&fresh, path)?;
        let file = OpenOptions::new().append(true).open(path)?;
        let len = file.metadata()?.len();
        Ok(Self { file, len, lines: 0, broken: false })
    }

    /// Appends `change` and returns its line, counted from one since the rewrite. A line that could
    /// not be written whole (a full disk) is taken back.
    pub(super) fn append(&mut self, change: &Change) -> io::Result<u64> {
        if self.broken {
            return Err(io::Error::other("the journal has a half-written line"));
        }
        let mut line = serde_json::to_vec(change)?;
        line.push(b'\n');
        if let Err(error) = self.file.write_all(&line) {
            self.broken = self.file.set_len(self.len).is_err();
            return Err(error);
        }
        self.len += line.len() as u64;
        self.lines += 1;
        Ok(self.lines)
    }

    /// A second handle of the file, to bring it to the disk without holding up the next line, and
    /// the lines it has.
    pub(super) fn handle(&self) -> io::Result<(File, u64)> {
        Ok((self.file.try_clone()?, self.lines))
    }
}
