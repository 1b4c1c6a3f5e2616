//! What a group is called on screen.

use std::path::PathBuf;

use words::{Words, jobs, say};

use super::terms::TransferKind;
use crate::listing::Choice;

/// `Upload report.pdf`, `Upload 12 items`.
fn of(kind: TransferKind, alone: Option<&str>, count: u64) -> Words {
    match (kind, alone) {
        (TransferKind::Upload, Some(name)) => say!(jobs::Upload, name),
        (TransferKind::Upload, None) => say!(jobs::UploadItems, count),
        (TransferKind::Download, Some(name)) => say!(jobs::Download, name),
        (TransferKind::Download, None) => say!(jobs::DownloadItems, count),
        (TransferKind::Copy, Some(name)) => say!(jobs::Copy, name),
        (TransferKind::Copy, None) => say!(jobs::CopyItems, count),
        (TransferKind::Move, Some(name)) => say!(jobs::Move, name),
        (TransferKind::Move, None) => say!(jobs::MoveItems, count),
        (TransferKind::Delete, Some(name)) => say!(jobs::Delete, name),
        (TransferKind::Delete, None) => say!(jobs::DeleteItems, count),
        (TransferKind::Change, Some(name)) => say!(jobs::Change, name),
        (TransferKind::Change, None) => say!(jobs::ChangeItems, count),
        (TransferKind::Undelete, Some(name)) => say!(jobs::Undelete, name),
        (TransferKind::Undelete, None) => say!(jobs::UndeleteItems, count),
        (TransferKind::Restore, Some(name)) => say!(jobs::Restore, name),
        (TransferKind::Restore, None) => say!(jobs::RestoreItems, count),
        (TransferKind::RestoreArchived, Some(name)) => say!(jobs::RestoreArchived, name),
        (TransferKind::RestoreArchived, None) => say!(jobs::RestoreArchivedItems, count),
        (TransferKind::Sync, _) => say!(jobs::Sync, name = alone.unwrap_or_default()),
        (TransferKind::Lock, Some(name)) => say!(jobs::Lock, name),
        (TransferKind::Lock, None) => say!(jobs::LockItems, count),
    }
}

/// The same of files and folders of this computer.
pub(super) fn of_paths(kind: TransferKind, paths: &[PathBuf]) -> Words {
    let names: Vec<_> = paths.iter().filter_map(|path| path.file_name()).map(|name| name.to_string_lossy()).collect();
    let alone = names.first().filter(|_| names.len() == 1);
    of(kind, alone.map(AsRef::as_ref), names.len() as u64)
}

/// The same of rows that were picked in the folder `prefix`.
pub(super) fn of_picked(kind: TransferKind, picked: &Choice, prefix: &str) -> Words {
    let (files, folders) = picked.count();
    let alone = picked.alone();
    let name = alone.as_ref().map(|alone| alone.key().strip_prefix(prefix).unwrap_or(alone.key()));
    of(kind, name.map(|name| name.trim_end_matches('/')), files + folders)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_has_its_name_and_several_are_counted() {
        let paths = |names: &[&str]| names.iter().map(PathBuf::from).collect::<Vec<_>>();
        let said = |names: &[&str]| of_paths(TransferKind::Upload, &paths(names)).to_string();
        assert_eq!(said(&["/home/ann/report.pdf"]), "Upload report.pdf");
        assert_eq!(said(&["/a", "/b"]), "Upload 2 items");
        assert_eq!(said(&["/"]), "Upload", "the root of a disk has no name");
        let kinds = [TransferKind::Download, TransferKind::Copy, TransferKind::Move, TransferKind::Delete];
        assert_eq!(
            kinds.map(|kind| of(kind, Some("x"), 1).to_string()),
            ["Download x", "Copy x", "Move x", "Delete x"]
        );
        assert_eq!(kinds.map(|kind| of(kind, None, 1_204).to_string())[3], "Delete 1,204 items");
    }
}
