//! How quickly an archived object is restored, in S3's own words.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How quickly a restore is wanted; the quicker, the more it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RestoreTier {
    /// Within minutes, at the highest price; not for the deep archive.
    Expedited,
    /// Within hours: 3 to 5, or 12 out of the deep archive.
    Standard,
    /// Within 12 hours, or 48 out of the deep archive, at the lowest price.
    Bulk,
}
