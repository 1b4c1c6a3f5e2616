//! What a report says, part by part, whatever it is written on.

use plans::preset;

use super::{
    super::{
        records::Record,
        shown,
        verify::{CheckResult, Line, Report},
    },
    DriftLine, drift,
};

/// A part of a report.
pub(super) enum Part {
    Heading(String),
    Text(String),
    /// Beside the matter.
    Quiet(String),
    /// Checks, one below the other.
    Checks(Vec<Line>),
    /// What came out differently.
    Drift(Vec<DriftLine>),
    List(Vec<String>),
}

/// The title, and all that follows.
pub(super) fn told(record: &Record, report: &Report) -> (String, Vec<Part>) {
    let view = shown::view(record, None);
    let place = |at: &shown::BucketChoice| match at.folder.as_str() {
        "" => at.name.clone(),
        folder => format!("{}/{folder}", at.name),
    };
    let places: Vec<String> = view.buckets.iter().map(place).collect();
    let count = |result| report.lines.iter().filter(|line| line.result == result).count();
    let mut parts = vec![
        Part::Text(format!(
            "Checked against the server on {}: {} passed, {} failed, {} skipped.",
            moment(report.at),
            count(CheckResult::Pass),
            count(CheckResult::Fail),
            count(CheckResult::Skip),
        )),
        Part::Quiet("An expected denial counts as passed. Skipped checks say why they were skipped.".into()),
    ];
    if let Some(drift) = drift(record) {
        parts.push(Part::Heading(format!("Changes since {}", moment(drift.since))));
        parts.push(match drift.lines.is_empty() {
            true => Part::Text("No changes.".into()),
            false => Part::Drift(drift.lines),
        });
    }
    parts.push(Part::Heading("Checks".into()));
    parts.push(Part::Checks(report.lines.clone()));
    if !view.made.is_empty() {
        parts.push(Part::Heading("Created resources".into()));
        parts.push(Part::List(view.made));
    }
    if let Some(preset) = preset(&record.preset) {
        let (when, at) = (preset.source.when(), &preset.source.at);
        parts.push(Part::Quiet(format!("Source of the requirements of {}: {at}, read {when}.", preset.title)));
    }
    parts.push(Part::Quiet("Created with Bucketwise.".into()));
    (format!("{} and {}", view.title, places.join(", ")), parts)
}

/// What came of a check, with a sign that needs no colour.
pub(super) fn word(result: Option<CheckResult>) -> &'static str {
    match result {
        None => "Not checked",
        Some(CheckResult::Running) => "Checking",
        Some(CheckResult::Pass) => "✓ Passed",
        Some(CheckResult::Fail) => "✗ Failed",
        Some(CheckResult::Skip) => "Skipped",
        Some(CheckResult::Info) => "Note",
    }
}

/// Without what turns the direction of writing, which would make a line say something else, and
/// without what is not to be seen at all.
pub(super) fn plain(text: &str) -> String {
    let hidden =
        |letter: char| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') || letter.is_control();
    text.chars().map(|letter| if hidden(letter) { '\u{fffd}' } else { letter }).collect()
}

fn moment(at: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(at);
    at.map(|at| at.strftime("%-d %b %Y, %H:%M UTC").to_string()).unwrap_or_default()
}
