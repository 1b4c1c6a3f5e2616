//! What one verification of an integration found.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use words::{Words, checks, say};

/// What was found, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "IntegrationReport")]
pub struct Report {
    /// In milliseconds since 1970.
    pub at: i64,
    /// Each check once, in the order they were run.
    pub lines: Vec<CheckLine>,
}

impl Report {
    /// Whether nothing failed.
    pub(super) fn passed(&self) -> bool {
        self.lines.iter().all(|line| line.result != CheckResult::Fail)
    }

    /// Whether anything passed that is about the access, where something was left out: that the
    /// bucket and the role are there says nothing of what they let anybody do.
    pub(super) fn tells(&self) -> bool {
        const BESIDE: [&str; 5] = ["region-", "fact-", "key-", "denies-", "anonymous-"];
        let beside = |id: &str| id == "role" || BESIDE.iter().any(|start| id.starts_with(start));
        let skipped = self.lines.iter().any(|line| line.result == CheckResult::Skip);
        !skipped || self.lines.iter().any(|line| line.result == CheckResult::Pass && !beside(&line.id))
    }
}

/// One check and its result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CheckLine {
    /// Which; a line is told again when its result is known.
    pub id: String,
    /// How it ended; `Running` is told and never kept.
    pub result: CheckResult,
    /// What is asked, as a sentence.
    pub title: Words,
    /// What was seen, so that a person need not take the result on trust.
    pub evidence: Words,
}

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckResult {
    /// It was begun and has not ended.
    Running,
    /// What was seen is what was promised.
    Pass,
    /// What was seen is not what was promised: the integration counts as broken.
    Fail,
    /// It could not be asked, or was not to be.
    Skip,
    /// Something worth knowing, which neither passes nor fails.
    Info,
}

/// Sentences one after the other; none are no words.
pub(super) fn joined(sentences: impl IntoIterator<Item = Words>) -> Words {
    let both = |first: Words, next: Words| say!(checks::Sentences, first, next);
    sentences.into_iter().reduce(both).unwrap_or_else(|| "".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(lines: &[(&str, CheckResult)]) -> Report {
        let line = |(id, result): &(&str, CheckResult)| CheckLine {
            id: (*id).into(),
            result: *result,
            title: "".into(),
            evidence: "".into(),
        };
        Report { at: 0, lines: lines.iter().map(line).collect() }
    }

    #[test]
    fn a_check_that_could_look_at_no_access_tells_nothing() {
        use CheckResult::{Info, Pass, Skip};
        let blind = [("identity", Info), ("region-b", Pass), ("role", Skip), ("policy", Skip), ("anonymous-b", Pass)];
        assert!(report(&blind).passed() && !report(&blind).tells());
        assert!(report(&[("region-b", Pass), ("policy", Skip), ("list-b", Pass)]).tells());
        assert!(report(&[("region-b", Pass), ("anonymous-b", Pass)]).tells(), "nothing was left out");
    }
}
