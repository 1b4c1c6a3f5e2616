//! Looks the answers over before a plan is made: what is missing, impossible, or probably not what
//! was meant.
//!
//! Pure. There is no plan while a finding stops; where the right answer is plain, the finding
//! proposes it.

use words::{Value, plans, say};

use super::answers::{Answers, Given};
use super::finding::Findings;
use super::preset::{ExternalId, Preset, PresetQuestion, QuestionKind, Way, WayKind};
use super::resolved::Resolved;

mod forms;
mod pasted;

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
    for question in preset.questions.iter().filter(|question| values.hold(&question.when) && question.matters(way)) {
        one(question, resolved, &mut findings);
    }
    if !way.partners.is_empty() && resolved.partition() != "aws" {
        findings.stop("buckets", say!(plans::OtherPartition, product = preset.title()));
    }
    findings
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
            findings.stop(field, say!(plans::NoChoice, given, choices = either(ids)));
        }
    };
    of(preset.ways.iter().map(|way| way.id.as_str()).collect(), "way", findings);
    of(preset.levels.iter().map(|level| level.id.as_str()).collect(), "level", findings);
    of(way.partners.iter().map(|partner| partner.id.as_str()).collect(), "site", findings);
    of(if preset.asked.is_some() { vec!["tighter", "asked"] } else { vec!["tighter"] }, "text", findings);
    let ours = ["way", "level", "site", "text"];
    for id in answers.answers.keys().filter(|id| !ours.contains(&id.as_str())) {
        if !preset.questions.iter().any(|question| question.id == *id) {
            findings.stop(id, say!(plans::NoQuestion, product = preset.title()));
        }
    }
}

fn one(question: &PresetQuestion, resolved: &Resolved<'_>, findings: &mut Findings) {
    let Resolved { preset, answers, way, values, .. } = resolved;
    let id = question.id.as_str();
    if question.kind == QuestionKind::YesNo {
        if matches!(answers.answers.get(id), Some(Given::Text(_) | Given::List(_))) {
            findings.stop(id, say!(plans::YesOrNo));
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
            findings.stop(id, say!(plans::AnswerNeeded, question = preset.label(question)));
        }
        return;
    }
    match question.kind {
        QuestionKind::Text => forms::text(id, text, findings),
        QuestionKind::Choice if !question.choices.iter().any(|choice| choice == text) => {
            let choices = either(question.choices.iter().map(String::as_str));
            findings.stop(id, say!(plans::NoChoice, given = text, choices));
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

/// “a, b or c”
fn either<'a>(choices: impl IntoIterator<Item = &'a str>) -> Value {
    Value::Any { any: choices.into_iter().map(Into::into).collect() }
}

/// The websites or methods that were answered, or those that stand there before. Methods that were
/// all taken away stay away.
pub(super) fn several<'a>(question: &'a PresetQuestion, answers: &'a Answers) -> Vec<&'a str> {
    let given = answers.list(&question.id);
    let none = question.kind == QuestionKind::Methods && answers.answers.contains_key(&question.id);
    let default = question.default.as_deref().filter(|_| given.is_empty() && !none);
    given.into_iter().chain(default.into_iter().flat_map(|text| text.split(", "))).collect()
}

#[cfg(test)]
mod tests;
