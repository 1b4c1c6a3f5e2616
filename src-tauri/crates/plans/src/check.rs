//! Looks the answers over before a plan is made: what is missing, impossible, or probably not what was meant.
//!
//! Pure. A finding that stops has no plan; where the right answer is plain, it comes along.

use serde::Serialize;
use ts_rs::TS;

use super::answers::{Answers, Given};
use super::preset::{ExternalId, Preset, Question, QuestionKind, Way, WayKind};
use super::resolved::Resolved;
use ground::Severity;

mod forms;
mod pasted;

/// One thing that a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "IntegrationFinding")]
pub struct Finding {
    /// The question, or `account`, `name`, `buckets[0].folder`.
    pub field: String,
    /// Whether the person may go on.
    pub severity: Severity,
    /// In words.
    pub text: String,
    /// What was probably meant.
    pub suggestion: Option<String>,
    /// A bucket that this asks for and that could be added to the chosen ones.
    pub bucket: Option<String>,
}

/// The findings so far.
pub(super) struct Findings(pub(super) Vec<Finding>);

impl Findings {
    fn add(&mut self, field: &str, severity: Severity, text: String, suggestion: Option<String>) {
        let suggestion = suggestion.filter(|text| !text.is_empty());
        self.0.push(Finding { field: field.into(), severity, text, suggestion, bucket: None });
    }

    pub(super) fn stop(&mut self, field: &str, text: impl Into<String>) {
        self.add(field, Severity::Stop, text.into(), None);
    }

    pub(super) fn warn(&mut self, field: &str, text: impl Into<String>) {
        self.add(field, Severity::Warn, text.into(), None);
    }

    pub(super) fn rather(&mut self, field: &str, text: impl Into<String>, suggestion: impl Into<String>) {
        self.add(field, Severity::Stop, text.into(), Some(suggestion.into()));
    }

    /// Stops, and offers to add a bucket.
    pub(super) fn lacks(&mut self, field: &str, text: impl Into<String>, bucket: &str) {
        self.stop(field, text);
        if let Some(finding) = self.0.last_mut() {
            finding.bucket = Some(bucket.to_owned());
        }
    }

    pub(super) fn stopped(&self) -> bool {
        self.0.iter().any(|finding| finding.severity == Severity::Stop)
    }
}

/// Looks at every answer.
pub(super) fn check(resolved: &Resolved<'_>) -> Findings {
    let Resolved { preset, answers, way, values, .. } = resolved;
    let mut findings = Findings(Vec::new());
    choices(preset, way, answers, &mut findings);
    forms::buckets(way, answers, &mut findings);
    forms::account(answers, needs_account(way), &mut findings);
    if !answers.name.trim().is_empty() {
        forms::name(answers.name.trim(), way, &mut findings);
    }
    for question in preset.questions.iter().filter(|question| values.hold(&question.when) && needed(question, way)) {
        one(question, resolved, &mut findings);
    }
    if !way.partners.is_empty() && resolved.partition() != "aws" {
        findings.stop(
            "buckets",
            format!("{} lives in the public part of AWS, and buckets in other parts cannot let it in.", preset.title),
        );
    }
    findings
}

/// Whether the question matters for this way in. A known partner is not asked for.
pub(super) fn needed(question: &Question, way: &Way) -> bool {
    match question.kind {
        QuestionKind::Partner => matches!(way.kind, WayKind::Role | WayKind::BucketPolicy) && way.partners.is_empty(),
        QuestionKind::ExternalId => way.kind == WayKind::Role && way.external_id != ExternalId::None,
        QuestionKind::Person => way.kind == WayKind::Existing,
        _ => true,
    }
}

fn needs_account(way: &Way) -> bool {
    way.self_assuming
        || way.kind == WayKind::Oidc
        || way.external_id == ExternalId::Later
        || way
            .service
            .as_ref()
            .is_some_and(|service| service.source_account || service.source_arn.contains("{account}"))
}

fn choices(preset: &Preset, way: &Way, answers: &Answers, findings: &mut Findings) {
    let of = |ids: Vec<&str>, field: &str, findings: &mut Findings| {
        let given = answers.text(field);
        if !given.is_empty() && !ids.contains(&given) {
            findings.stop(field, format!("“{given}” is not one of: {}.", ids.join(", ")));
        }
    };
    of(preset.ways.iter().map(|way| way.id.as_str()).collect(), "way", findings);
    of(preset.levels.iter().map(|level| level.id.as_str()).collect(), "level", findings);
    of(way.partners.iter().map(|partner| partner.id.as_str()).collect(), "site", findings);
    of(if preset.asked.is_some() { vec!["tighter", "asked"] } else { vec!["tighter"] }, "text", findings);
    let ours = ["way", "level", "site", "text"];
    for id in answers.answers.keys().filter(|id| !ours.contains(&id.as_str())) {
        if !preset.questions.iter().any(|question| question.id == *id) {
            findings.stop(id, format!("{} asks no such question.", preset.title));
        }
    }
}

fn one(question: &Question, resolved: &Resolved<'_>, findings: &mut Findings) {
    let Resolved { answers, way, values, .. } = resolved;
    let id = question.id.as_str();
    if question.kind == QuestionKind::YesNo {
        if matches!(answers.answers.get(id), Some(Given::Text(_) | Given::List(_))) {
            findings.stop(id, "Answer yes or no.");
        }
        return;
    }
    if question.kind == QuestionKind::Methods {
        return forms::methods(id, &several(question, answers), findings);
    }
    let text = values.get(id);
    if text.is_empty() {
        // The partner's values come later; a plan without them is a draft.
        let later = way.external_id == ExternalId::Later
            && matches!(question.kind, QuestionKind::Partner | QuestionKind::ExternalId);
        if !question.optional && !later {
            findings.stop(id, format!("Not answered yet: {}", question.label));
        }
        return;
    }
    match question.kind {
        QuestionKind::Text => forms::text(id, text, findings),
        QuestionKind::Choice if !question.choices.iter().any(|choice| choice == text) => {
            findings.stop(id, format!("“{text}” is not one of: {}.", question.choices.join(", ")));
        }
        QuestionKind::Choice | QuestionKind::YesNo | QuestionKind::Methods => {}
        QuestionKind::Partner => forms::partner(id, text, values.get("partition"), findings),
        QuestionKind::ExternalId => forms::external_id(id, text, findings),
        QuestionKind::Origins => forms::origins(id, &several(question, answers), findings),
        QuestionKind::AccessPolicy => pasted::access(id, text, answers, values.get("partition"), findings),
        QuestionKind::TrustPolicy => pasted::trust(id, text, values.get("partition"), findings),
        QuestionKind::Account => forms::account_number(id, text, findings),
        QuestionKind::Person => forms::person(id, text, values.get("partition"), findings),
        QuestionKind::Arn => {
            forms::arn(id, text, values.get("partition"), findings);
        }
    }
}

/// The websites or methods that were answered, or those that stand there before. Methods that were all taken away stay
/// away.
pub(super) fn several<'a>(question: &'a Question, answers: &'a Answers) -> Vec<&'a str> {
    let given = answers.list(&question.id);
    let none = question.kind == QuestionKind::Methods && answers.answers.contains_key(&question.id);
    let default = question.default.as_deref().filter(|_| given.is_empty() && !none);
    given.into_iter().chain(default.into_iter().flat_map(|text| text.split(", "))).collect()
}

#[cfg(test)]
mod tests;
