//! Faults of comparing files with those of this computer or with a list of checksums.

use std::path::Path;

use words::{faults, say};

use super::Fault;

/// More files than are compared at once.
#[must_use]
pub(crate) fn compare_many(most: usize) -> Fault {
    Fault::told("compare_many", say!(faults::CompareMany, most))
}

/// A text without any checksum in it.
#[must_use]
pub(crate) fn compare_no_list() -> Fault {
    Fault::told("compare_no_list", say!(faults::CompareNoList))
}

/// Pasted text of more than `most` MB.
#[must_use]
pub fn compare_list_long(most: usize) -> Fault {
    Fault::told("compare_list_long", say!(faults::CompareListLong, most))
}

/// A file that is no list of checksums, or of more than `most` MB.
#[must_use]
pub fn compare_list_unreadable(file: &Path, most: usize) -> Fault {
    let file = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Fault::told("compare_list_unreadable", say!(faults::CompareListUnreadable, file, most))
}
