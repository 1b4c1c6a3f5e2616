//! What was found in answers, by the name of the question.

use ground::Severity;
use serde::Serialize;
use ts_rs::TS;
use words::Words;

/// One thing that a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "IntegrationFinding")]
pub struct AnswerFinding {
    /// The question, or `account`, `name`, `buckets[0].folder`.
    pub field: String,
    /// Whether the person may go on.
    pub severity: Severity,
    /// What is wrong or worth knowing, for beside the answer.
    pub text: Words,
    /// What was probably meant.
    pub suggestion: Option<String>,
    /// A bucket that this asks for and that could be added to the chosen ones.
    pub bucket: Option<String>,
}

/// The findings so far.
pub(super) struct Findings(pub(super) Vec<AnswerFinding>);

impl Findings {
    fn add(&mut self, field: &str, severity: Severity, text: Words, suggestion: Option<String>) {
        let suggestion = suggestion.filter(|text| !text.is_empty());
        self.0.push(AnswerFinding { field: field.into(), severity, text, suggestion, bucket: None });
    }

    pub(super) fn stop(&mut self, field: &str, text: Words) {
        self.add(field, Severity::Stop, text, None);
    }

    pub(super) fn warn(&mut self, field: &str, text: Words) {
        self.add(field, Severity::Warn, text, None);
    }

    pub(super) fn rather(&mut self, field: &str, text: Words, suggestion: impl Into<String>) {
        self.add(field, Severity::Stop, text, Some(suggestion.into()));
    }

    /// Stops, and offers to add a bucket.
    pub(super) fn lacks(&mut self, field: &str, text: Words, bucket: &str) {
        self.stop(field, text);
        if let Some(finding) = self.0.last_mut() {
            finding.bucket = Some(bucket.to_owned());
        }
    }

    pub(super) fn stopped(&self) -> bool {
        self.0.iter().any(|finding| finding.severity == Severity::Stop)
    }
}
