//! One file or folder, or a few that a person picked: what is asked of storage about them by name,
//! one call at a time, and a [`look`] into one of them. What moves bytes is [`crate::transfers`],
//! and a file that is edited goes by those ways: [`crate::opened`].

pub mod archive;
pub mod folders;
pub mod locks;
pub mod look;
pub mod picks;
pub mod unfinished;
pub mod versions;
