//! What came of a comparison as a table, one line for each file.

use std::path::Path;

use words::{Words, files, say};

use super::{Compared, ComparedFile};
use crate::{fault::Fault, kept::table::Table};

/// All results of a comparison, as they stood when they were asked for.
#[derive(Debug)]
pub struct Results(pub(super) Vec<ComparedFile>);

impl Results {
    /// Writes a line for each file to the file that a person chose. Blocking.
    ///
    /// # Errors
    /// The disk is full, or nothing may be written there.
    pub fn save_table(&self, file: &Path) -> Result<(), Fault> {
        let titles = [say!(files::CompareFile), say!(files::CompareResult), say!(files::CompareWhy)];
        let mut table = Table::begin(file, titles)?;
        for ComparedFile { name, result, why } in &self.0 {
            table.row([name.clone(), said(*result).shown(), why.shown()])?;
        }
        table.end()
    }
}

fn said(result: Compared) -> Words {
    match result {
        Compared::Differs => say!(files::CompareDiffers),
        Compared::OnlyStored => say!(files::CompareOnlyStored),
        Compared::OnlyHere => say!(files::CompareOnlyHere),
        Compared::Unclear => say!(files::CompareUnclear),
        Compared::Same => say!(files::CompareSame),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_table_reads_back_and_calculates_nothing() {
        let file = |name: &str, result| ComparedFile { name: name.into(), result, why: say!(files::CompareWhyListed) };
        let found = [file("=1+1, \"x\"", Compared::Differs), file("a\nb", Compared::Same)];
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        Results(found.into()).save_table(&path).unwrap();
        let text = std::fs::read_to_string(path).unwrap();
        let mut read = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let rows: Vec<Vec<String>> =
            read.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        assert_eq!(rows.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), ["'=1+1, \"x\"", "a\nb"]);
        assert_eq!(rows.iter().map(|row| row[1].as_str()).collect::<Vec<_>>(), ["Differs", "Same"]);
    }
}
