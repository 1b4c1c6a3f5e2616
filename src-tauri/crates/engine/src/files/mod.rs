//! One file or folder, or a few that a person picked: what is asked of storage about them by name,
//! one call at a time, a [`look`] into one of them, and links that [`share`] them. What moves bytes
//! is [`crate::transfers`], and a file that is edited goes by those ways: [`crate::opened`].

pub(crate) mod acls;
pub mod archive;
pub mod changes;
pub mod compare;
pub mod folders;
pub mod locks;
pub mod look;
pub mod owed;
pub mod picks;
pub mod properties;
pub mod share;
pub mod unfinished;
pub mod versions;

use std::path::Path;

use crate::{fault::Fault, kept};

/// Writes what a person saves to the file that they chose, for its owner's eyes alone. It is there
/// whole or not at all.
///
/// # Errors
/// The disk is full, or nothing may be written there.
pub fn write_chosen(file: &Path, bytes: &[u8]) -> Result<(), Fault> {
    kept::write_whole(file, bytes).map_err(|error| kept::table::unwritable(file, &error))
}
