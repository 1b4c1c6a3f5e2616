//! How serious something is that a check found in what a person typed.

use serde::Serialize;
use ts_rs::TS;

/// Whether the person may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Nothing is sent until this is mended.
    Stop,
    /// Worth a look; going on is allowed.
    Warn,
}
