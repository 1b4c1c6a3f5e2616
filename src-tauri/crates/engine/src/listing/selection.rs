//! What is selected, and how a person changes it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is selected. `bytes` is of the files; folders are counted when something is done with them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct Selection {
    #[ts(type = "number")]
    pub files: u64,
    #[ts(type = "number")]
    pub folders: u64,
    #[ts(type = "number")]
    pub bytes: u64,
}

/// How the selection changes, by position in the order shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum SelectionChange {
    Only {
        at: usize,
    },
    Toggle {
        at: usize,
    },
    /// From one position to another, in either direction; `keep` keeps what was selected before.
    Range {
        from: usize,
        to: usize,
        keep: bool,
    },
    /// Everything that is shown.
    All,
    None,
}
