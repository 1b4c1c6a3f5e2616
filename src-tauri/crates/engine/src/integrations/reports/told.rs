//! What a report says, part by part, whatever it is written on, in the language that is shown.

use plans::{date, preset};
use words::{Words, checks, say};

use super::super::{
    drift::{self, DriftLine},
    records::Record,
    report::{CheckLine, CheckResult, Report},
    shown,
};

/// A part of a report.
pub(super) enum Part {
    Heading(Words),
    Text(Words),
    /// Beside the matter.
    Quiet(Words),
    /// Checks, one below the other.
    Checks(Vec<CheckLine>),
    /// What came out differently.
    Drift(Vec<DriftLine>),
    List(Vec<Words>),
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
        Part::Text(say!(
            checks::ReportSummary,
            date = moment(report.at),
            passed = count(CheckResult::Pass),
            failed = count(CheckResult::Fail),
            skipped = count(CheckResult::Skip),
        )),
        Part::Quiet(say!(checks::ReportNote)),
    ];
    if let Some(drift) = drift::of(record) {
        parts.push(Part::Heading(say!(checks::ReportChangesTitle, date = moment(drift.since))));
        parts.push(match drift.lines.is_empty() {
            true => Part::Text(say!(checks::ReportNoChanges)),
            false => Part::Drift(drift.lines),
        });
    }
    parts.push(Part::Heading(say!(checks::ReportChecksTitle)));
    parts.push(Part::Checks(report.lines.clone()));
    if !view.made.is_empty() {
        parts.push(Part::Heading(say!(checks::ReportMadeTitle)));
        parts.push(Part::List(view.made));
    }
    if let Some(preset) = preset(&record.preset) {
        let ((exact, date), source) = (preset.source.date(), &preset.source.at);
        parts.push(Part::Quiet(say!(words::plans::Source, product = preset.title(), source, exact, date)));
    }
    parts.push(Part::Quiet(say!(checks::ReportBucketwise)));
    let title: Words = say!(checks::ReportTitle, product = view.title, places);
    (title.shown(), parts)
}

/// What came of a check, with a sign that needs no colour.
pub(super) fn word(result: Option<CheckResult>) -> Words {
    match result {
        None => say!(checks::ResultUnasked),
        Some(CheckResult::Running) => say!(checks::ResultRunning),
        Some(CheckResult::Pass) => say!(checks::ResultPass),
        Some(CheckResult::Fail) => say!(checks::ResultFail),
        Some(CheckResult::Skip) => say!(checks::ResultSkip),
        Some(CheckResult::Info) => say!(checks::ResultInfo),
    }
}

/// Without what turns the direction of writing, which would make a line say something else, and
/// without what is not to be seen at all.
pub(super) fn plain(text: &str) -> String {
    let hidden =
        |letter: char| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') || letter.is_control();
    text.chars().map(|letter| if hidden(letter) { '\u{fffd}' } else { letter }).collect()
}

fn moment(at: i64) -> Words {
    let at = jiff::Timestamp::from_millisecond(at).unwrap_or_default().to_zoned(jiff::tz::TimeZone::UTC);
    let time = at.strftime("%H:%M").to_string();
    say!(checks::Moment, date = date(at.year().into(), at.month().into(), Some(at.day().into())), time)
}
