//! How quickly an archived object is restored, in S3's own words.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How quickly a restore is wanted; the quicker, the more it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RestoreTier {
    /// Within minutes.
    Expedited,
    /// Within hours.
    Standard,
    /// Within a day or two.
    Bulk,
}
