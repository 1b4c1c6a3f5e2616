//! How a fact about a bucket is told: a tone, a title of a few words, and what it means for files.

use serde::Serialize;
use ts_rs::TS;
use words::Words;

/// How a fact is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FactTone {
    /// As it is recommended to be.
    Good,
    /// Neither here nor there.
    Plain,
    /// Worth knowing before one relies on it.
    Warn,
    /// It could not be seen: refused, or not known to this storage.
    Unknown,
}

/// Tone, title and text.
pub(super) type FactText = (FactTone, Words, Words);
