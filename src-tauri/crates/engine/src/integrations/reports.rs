//! What checks found, kept with their dates: what is different since the last one, and a report to
//! hand on.
//!
//! Pure. A report holds no secret, and what stands in it of a bucket (names, answers of the
//! storage) is anybody's: in the page that is made of it every text is escaped, and a browser may
//! load and run nothing.

mod html;
mod pdf;
mod told;

use std::path::Path;

use plans::preset;
use serde::Deserialize;
use ts_rs::TS;
use words::Words;

use super::{
    drift,
    records::Record,
    report::{CheckLine, Report},
    shown,
};
use crate::{
    fault::{self, Fault},
    kept,
};

/// So many reports are kept besides the latest.
const KEPT: usize = 20;

/// In which form a report is handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReportShape {
    /// For reading, printing and sending on.
    Pdf,
    /// A page for any browser.
    Html,
    /// For other programs.
    Json,
}

/// Files the report that there is, and takes the new one.
pub(super) fn file(record: &mut Record, report: Option<Report>) {
    if let Some(old) = std::mem::replace(&mut record.report, report) {
        record.earlier.insert(0, old);
        record.earlier.truncate(KEPT);
    }
}

/// The name of a file for the latest report, and what is in it.
pub(super) fn export(record: &Record, shape: ReportShape) -> Result<(String, Vec<u8>), Fault> {
    let report = record.report.as_ref().ok_or_else(fault::no_report)?;
    let day = day(report.at);
    let ending = match shape {
        ReportShape::Pdf => "pdf",
        ReportShape::Html => "html",
        ReportShape::Json => "json",
    };
    let bucket = record.answers.buckets.first().map_or("", |bucket| &bucket.name);
    let name = format!("{}-{bucket}-{day}.{ending}", record.preset);
    let file = match shape {
        ReportShape::Pdf => pdf::file(record, report).ok_or_else(|| fault::defect("report"))?,
        ReportShape::Html => html::page(record, report).into_bytes(),
        ReportShape::Json => json(record, report)?.into_bytes(),
    };
    Ok((name, file))
}

/// Writes a report to the file that was chosen. It is there whole or not at all.
///
/// # Errors
/// There is no room, or nothing may be written there.
pub fn write_report(file: &Path, report: &[u8]) -> Result<(), Fault> {
    kept::write_whole(file, report).map_err(|error| fault::report_unwritten(&error.to_string()))
}

/// For other programs, which read English.
fn checks(report: &Report) -> Vec<serde_json::Value> {
    let one = |line: &CheckLine| {
        serde_json::json!({
            "id": line.id,
            "result": line.result,
            "title": line.title.to_string(),
            "evidence": line.evidence.to_string(),
        })
    };
    report.lines.iter().map(one).collect()
}

fn json(record: &Record, report: &Report) -> Result<String, Fault> {
    let view = shown::view(record, None);
    let told = serde_json::json!({
        "format": "bucketwise-integration-report",
        "version": 1,
        "product": record.preset,
        "title": view.title.to_string(),
        "source": preset(&record.preset).map(|preset| &preset.source),
        "buckets": view.buckets,
        "state": view.state,
        "made": view.made.iter().map(Words::to_string).collect::<Vec<_>>(),
        "checked_at": iso(report.at),
        "checks": checks(report),
        "drift": drift::of(record).map(|drift| serde_json::json!({
            "since": drift.since,
            "lines": drift.lines.iter().map(|line| serde_json::json!({
                "title": line.title.to_string(),
                "was": line.was,
                "was_seen": line.was_seen.as_ref().map(Words::to_string).unwrap_or_default(),
                "now": line.now,
                "seen": line.seen.as_ref().map(Words::to_string).unwrap_or_default(),
            })).collect::<Vec<_>>(),
        })),
        "earlier": record.earlier.iter().map(|old| serde_json::json!({
            "checked_at": iso(old.at), "checks": checks(old),
        })).collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&told).map(|text| text + "\n").map_err(|_| fault::defect("report"))
}

/// A moment as people of every country write it for machines: `2026-11-25T18:40:00Z`.
fn iso(at: i64) -> String {
    jiff::Timestamp::from_millisecond(at).map(|at| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()).unwrap_or_default()
}

fn day(at: i64) -> String {
    iso(at).chars().take(10).collect()
}

#[cfg(test)]
mod tests;
