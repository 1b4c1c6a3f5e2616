//! Faults of inventory reports that are opened as listings.

use store::ObjectAt;

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
    let place = format!("“{}” in “{}”", at.key, at.bucket);
    let next = "Look for a file named manifest.json in the folder that S3 Inventory writes its reports to.";
    match why {
        NoReport::Other(details) => Fault::new(
            "not_an_inventory",
            "This file is not an inventory report",
            format!("{place} does not say what the manifest of an S3 Inventory report says. Nothing was opened."),
            next,
        )
        .details(details.as_str()),
        NoReport::TooLong => Fault::new(
            "not_an_inventory",
            "This file is too long for an inventory report",
            format!("{place} is longer than the manifest of any S3 Inventory report. Nothing was opened."),
            next,
        ),
        NoReport::Kind(kind) => Fault::new(
            "report_kind",
            format!("Reports in {kind} cannot be opened"),
            format!("{place} is an inventory report whose files are {kind}. Bucketwise reads CSV and Parquet."),
            "Have the report made as CSV or Parquet; the bucket’s inventory settings have the choice.",
        ),
    }
}

/// A file of a report does not hold what it should.
#[must_use]
pub(crate) fn report_damaged(at: &ObjectAt, details: &str) -> Fault {
    Fault::new(
        "report_damaged",
        "A file of the report cannot be read to its end",
        format!(
            "“{}” in “{}” is not as the report says, so rows may be missing. What was read is shown.",
            at.key, at.bucket
        ),
        "Try again. If it stays so, open an earlier or later report.",
    )
    .details(details)
    .retry(true)
}
