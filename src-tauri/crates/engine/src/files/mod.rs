//! One file or folder, or a few that a person picked: what is asked of storage about them by name,
//! one call at a time. What moves bytes is [`crate::transfers`].

pub mod archive;
pub mod folders;
pub mod picks;
pub mod unfinished;
