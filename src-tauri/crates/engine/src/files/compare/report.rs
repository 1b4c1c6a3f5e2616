//! What came of a comparison as a table, one line for each file.

use ground::quoting::csv;
use words::{Words, files, say};

use super::{Compared, ComparedFile};

/// The mark in front tells spreadsheets that it is UTF-8.
pub(super) fn table(found: &[ComparedFile]) -> String {
    let row = |fields: [&str; 3]| fields.map(csv).join(",") + "\r\n";
    let titles = [say!(files::CompareFile), say!(files::CompareResult), say!(files::CompareWhy)];
    let titles = titles.map(|words: Words| words.shown());
    let mut text = String::from("\u{feff}");
    text += &row([&titles[0], &titles[1], &titles[2]]);
    for ComparedFile { name, result, why } in found {
        text += &row([name, &said(*result).shown(), &why.shown()]);
    }
    text
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
        let text = table(&found);
        let mut read = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let rows: Vec<Vec<String>> =
            read.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        assert_eq!(rows.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), ["'=1+1, \"x\"", "a\nb"]);
        assert_eq!(rows.iter().map(|row| row[1].as_str()).collect::<Vec<_>>(), ["Differs", "Same"]);
    }
}
