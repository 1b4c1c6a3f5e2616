//! A table (CSV) that a person saves where they chose: written line by line, so that one of a
//! million lines takes no memory, and there whole or not at all.

use std::{
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use ground::quoting::csv;
use tempfile::NamedTempFile;
use words::Words;

use crate::fault::{self, Fault};

/// The marks that have spreadsheets read UTF-8.
const UTF8: &str = "\u{feff}";

/// A table that is being written; gone again when dropped. Each of its calls blocks.
pub(crate) struct Table<const FIELDS: usize> {
    part: BufWriter<NamedTempFile>,
    file: PathBuf,
}

impl<const FIELDS: usize> Table<FIELDS> {
    /// Begins a table that takes the place of `file`, with the titles of its columns.
    ///
    /// # Errors
    /// Nothing may be written there, or the disk is full; as of each other call.
    pub(crate) fn begin(file: &Path, titles: [Words; FIELDS]) -> Result<Self, Fault> {
        let part = super::beside(file, UTF8.as_bytes()).map_err(|error| unwritable(file, &error))?;
        let mut table = Self { part: BufWriter::new(part), file: file.to_owned() };
        table.row(titles.each_ref().map(Words::shown))?;
        Ok(table)
    }

    /// Adds a line. No field is a formula, whatever it is.
    pub(crate) fn row(&mut self, fields: [String; FIELDS]) -> Result<(), Fault> {
        let line = fields.map(|field| csv(&field)).join(",") + "\r\n";
        self.part.write_all(line.as_bytes()).map_err(|error| unwritable(&self.file, &error))
    }

    /// Puts it in its place.
    pub(crate) fn end(self) -> Result<(), Fault> {
        let Self { part, file } = self;
        let put = || -> io::Result<()> {
            let part = part.into_inner().map_err(io::IntoInnerError::into_error)?;
            part.as_file().sync_all()?;
            part.persist(&file)?;
            Ok(())
        };
        put().map_err(|error| unwritable(&file, &error))
    }
}

/// A file that a person chose cannot be written.
pub(crate) fn unwritable(file: &Path, error: &io::Error) -> Fault {
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
    fault::export_unwritable(&name, &error.to_string())
}
