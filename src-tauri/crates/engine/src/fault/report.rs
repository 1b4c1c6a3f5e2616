//! Faults of inventory reports that are opened as listings.

use store::ObjectAt;
use words::{faults, say};

use super::Fault;

/// Why a file is not opened as a report.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NoReport {
    /// It is some other file.
    Other(String),
    /// Its files are of a kind that is not read, as the manifest names it.
    Kind(String),
    /// It is longer than any manifest.
    TooLong,
}

/// A file that cannot be opened as a report.
#[must_use]
pub(crate) fn not_an_inventory(at: &ObjectAt, why: &NoReport) -> Fault {
    let ObjectAt { bucket, key, .. } = at;
    match why {
        NoReport::Other(details) => {
            Fault::told("not_an_inventory", say!(faults::NotAnInventory, bucket, key)).details(details.as_str())
        }
        NoReport::TooLong => Fault::told("not_an_inventory", say!(faults::InventoryTooLong, bucket, key)),
        NoReport::Kind(kind) => Fault::told("report_kind", say!(faults::ReportKind, bucket, key, kind)),
    }
}

/// A file of a report does not hold what it should.
#[must_use]
pub(crate) fn report_damaged(at: &ObjectAt, details: &str) -> Fault {
    let ObjectAt { bucket, key, .. } = at;
    Fault::told("report_damaged", say!(faults::ReportDamaged, bucket, key)).details(details).retry(true)
}
