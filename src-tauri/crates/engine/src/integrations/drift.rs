//! What is different since the check before.

use serde::Serialize;
use ts_rs::TS;
use words::Words;

use super::{
    records::Record,
    report::{CheckLine, CheckResult},
};

/// What is different since the check before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "IntegrationDrift")]
pub struct Drift {
    /// When the check before was made, in milliseconds since 1970.
    pub since: i64,
    /// What is different; nothing where all is as it was.
    pub lines: Vec<DriftLine>,
}

/// One check that came out differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "IntegrationDriftLine")]
pub struct DriftLine {
    /// What is asked.
    pub title: Words,
    /// What came of it before; nothing for what was not asked then.
    pub was: Option<CheckResult>,
    /// What was seen before.
    pub was_seen: Option<Words>,
    /// What came of it now; nothing for what is no longer asked.
    pub now: Option<CheckResult>,
    /// What was seen now.
    pub seen: Option<Words>,
}

/// The latest report beside the one before it.
pub(super) fn of(record: &Record) -> Option<Drift> {
    let (now, before) = (record.report.as_ref()?, record.earlier.first()?);
    let changed = now.lines.iter().filter_map(|line| {
        let was = before.lines.iter().find(|old| old.id == line.id);
        let same = was.is_some_and(|was| was.result == line.result && !(told(line) && differs(was, line)));
        (!same).then(|| beside(was, Some(line)))
    });
    let gone = before.lines.iter().filter(|old| now.lines.iter().all(|line| line.id != old.id));
    let lines = changed.chain(gone.map(|old| beside(Some(old), None))).flatten().collect();
    Some(Drift { since: before.at, lines })
}

/// Whether what was seen is a fact of the bucket, and not a matter of who looked.
fn told(line: &CheckLine) -> bool {
    line.result == CheckResult::Info && line.id.starts_with("fact-")
}

/// Whether something else was seen. An older program wrote down the text.
fn differs(was: &CheckLine, now: &CheckLine) -> bool {
    was.evidence != now.evidence && was.evidence.to_string() != now.evidence.to_string()
}

/// What only could not be asked, then or now, is no difference.
fn beside(was: Option<&CheckLine>, now: Option<&CheckLine>) -> Option<DriftLine> {
    let (was, now) = (known(was), known(now));
    let title = now.or(was)?.title.clone();
    let seen = |line: Option<&CheckLine>| line.map(|line| line.evidence.clone());
    Some(DriftLine {
        title,
        was: was.map(|line| line.result),
        was_seen: seen(was),
        now: now.map(|line| line.result),
        seen: seen(now),
    })
}

fn known(line: Option<&CheckLine>) -> Option<&CheckLine> {
    line.filter(|line| line.result != CheckResult::Skip)
}
