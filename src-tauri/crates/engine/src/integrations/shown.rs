//! What the page is shown of integrations: the products, a sheet of questions with the plan that
//! the answers make, and the list of those that were begun. Pure, but for what was read before.

use std::collections::BTreeMap;

use plans::{
    AnswerFinding, Answers, DocumentKind, Given, Group, KmsGrant, Outcome, PasteBack, Plan, PlanDocument, Preset,
    Proof, Question, Scope, Source, Step, StepKind, WayKind, preset, presets, prove,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use words::{Words, say};

use super::{
    drift::{self, Drift},
    records::{Record, Stage, Thing},
    remove,
    report::{self, Report},
    same::same_policy,
};
use crate::ids::{ConnectionId, IntegrationId};

/// A product of the list.
#[derive(Clone, Debug, Serialize, TS)]
#[allow(missing_docs)]
pub struct PresetView {
    pub id: String,
    pub title: Words,
    pub purpose: Words,
    /// What its screen is called, where nobody is given access.
    pub heading: Option<Words>,
    /// The key is the connection's own, so programs can be given it.
    pub own_key: bool,
    pub group: Group,
    pub source: Source,
    /// Why it should not be begun any more.
    pub retired: Option<Words>,
    /// What its ways in make.
    pub makes: Vec<WayKind>,
}

/// A bucket or folder that the product is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "IntegrationBucket")]
pub struct BucketChoice {
    /// The bucket's name, on the connection of the integration.
    pub name: String,
    /// Whether all of the bucket is meant, or one folder.
    pub scope: Scope,
    /// The folder; empty for all of it.
    pub folder: String,
}

impl BucketChoice {
    /// A bucket, or a folder of it where one is named.
    #[must_use]
    pub fn new(name: &str, folder: &str) -> Self {
        Self { name: name.to_owned(), scope: scope_of(Scope::Whole, folder), folder: folder.to_owned() }
    }
}

/// A folder that is named counts, whatever else was said: the narrower way is the safe one.
fn scope_of(scope: Scope, folder: &str) -> Scope {
    if folder.trim().trim_matches('/').is_empty() { scope } else { Scope::Folder }
}

/// What a person answered.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(rename = "IntegrationAnswers")]
pub struct Filled {
    /// The number of the account; read where the storage tells it.
    pub account: String,
    /// The name of what is made; empty for one that follows.
    pub name: String,
    /// The buckets that access is given to, in the order they were added.
    pub buckets: Vec<BucketChoice>,
    /// By the name of the question.
    pub answers: BTreeMap<String, Given>,
}

/// Questions, answers, and what they come to.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(rename = "IntegrationSheet")]
pub struct Sheet {
    /// The integration that answers and steps belong to.
    pub id: IntegrationId,
    /// Through whose login.
    pub connection: ConnectionId,
    /// The product that it is set up for.
    pub preset: PresetView,
    /// What is done in the product before the questions can be answered.
    pub first: Vec<Words>,
    /// What is answered so far.
    pub filled: Filled,
    /// What is asked, given those answers.
    pub questions: Vec<Question>,
    /// What was found in the answers.
    pub findings: Vec<AnswerFinding>,
    /// What would be done; null while a finding stops it.
    pub plan: Option<Plan>,
    /// The plan's documents, asked what they allow.
    pub proofs: Vec<Proof>,
    /// How it stands, once something was made.
    pub view: Option<IntegrationView>,
}

/// How an integration stands, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum IntegrationState {
    /// The folder for an administrator was written.
    Handed,
    /// Begun and not finished.
    Unfinished,
    /// It waits for the partner's values.
    Waiting,
    /// Set up, and not checked yet or only by a login that could not look at the access.
    Unchecked,
    /// No check failed, and some looked at the access.
    Working,
    /// At least one check failed when it was last verified.
    Broken,
    /// Begun to be taken back.
    Leaving,
    /// All that was made for it is removed again.
    Removed,
}

/// An integration of the list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct IntegrationView {
    /// The id that commands name it by.
    pub id: IntegrationId,
    /// Through whose login.
    pub connection: ConnectionId,
    /// The id of the product's preset.
    pub preset: String,
    /// The product as people know it.
    pub title: Words,
    /// The buckets that it has access to, as they were chosen.
    pub buckets: Vec<BucketChoice>,
    /// How far it got, and whether it worked when it was last verified.
    pub state: IntegrationState,
    /// Since when, in milliseconds since 1970.
    pub since: i64,
    /// What was made for it, each in a sentence.
    pub made: Vec<Words>,
    /// What the product is told. A secret is not among the values; it is copied by a command.
    pub values: Vec<PasteBack>,
    /// What a person does in the product.
    pub by_hand: Vec<Words>,
    /// What the last check found.
    pub report: Option<Report>,
    /// What is different since the check before.
    pub drift: Option<Drift>,
    /// The access key that was made.
    pub key: Option<KeyView>,
}

/// The access key of an integration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "IntegrationKey")]
pub struct KeyView {
    /// The id by which it is chosen; stable over versions.
    pub id: String,
    /// When it was made, in milliseconds since 1970, if that was written down.
    pub since: Option<i64>,
    /// The id of the one that is to take its place.
    pub second: Option<String>,
    /// Whether the first is switched off.
    pub first_off: bool,
    /// Whether the secret of the newest was not shown yet; it is shown once.
    pub unshown: bool,
}

/// Every product that has a preset, in the order of the list.
#[must_use]
pub fn list_presets() -> Vec<PresetView> {
    presets().iter().map(preset_view).collect()
}

fn preset_view(preset: &Preset) -> PresetView {
    let mut makes: Vec<WayKind> = Vec::new();
    for way in &preset.ways {
        if !makes.contains(&way.kind) {
            makes.push(way.kind);
        }
    }
    PresetView {
        id: preset.id.clone(),
        title: preset.title(),
        purpose: preset.purpose(),
        heading: preset.screen(),
        own_key: preset.own_key,
        group: preset.group,
        source: preset.source.clone(),
        retired: preset.warning(),
        makes,
    }
}

/// The sheet of a record; none for a product that this program does not have any more.
pub(super) fn sheet(record: &Record, outcome: &Outcome) -> Option<Sheet> {
    let known = preset(&record.preset)?;
    let plan = outcome.plan.as_ref();
    let proofs = plan.map(|plan| prove(plan, &record.answers)).unwrap_or_default();
    let view = (record.stage != Stage::Draft).then(|| view(record, plan));
    let mut plan = plan.cloned();
    if let Some(plan) = &mut plan {
        compared(plan, record);
    }
    Some(Sheet {
        id: record.id.clone(),
        connection: record.connection.clone(),
        preset: preset_view(known),
        first: outcome.first.clone(),
        filled: filled(&record.answers),
        questions: outcome.questions.clone(),
        findings: outcome.findings.clone(),
        plan,
        proofs,
        view,
    })
}

/// Beside what would be done: what was done before, so that a change is seen as one.
fn compared(plan: &mut Plan, record: &Record) {
    for made in record.made.iter().filter(|made| made.done) {
        let (kind, document) = match &made.thing {
            Thing::User { .. } => (StepKind::MakeUser, None),
            Thing::Role { .. } => (StepKind::MakeRole, Some(DocumentKind::TrustPolicy)),
            Thing::Access { .. } => (StepKind::SetAccess, Some(DocumentKind::AccessPolicy)),
            Thing::Policy { .. } => (StepKind::MakePolicy, Some(DocumentKind::AccessPolicy)),
            Thing::Key { .. } => (StepKind::MakeKey, None),
            Thing::Grant { .. } => (StepKind::GrantKey, None),
            // Their steps go by what the bucket has now.
            Thing::SecondKey { .. } | Thing::BucketPolicy { .. } | Thing::Cors { .. } => continue,
        };
        let about =
            |document: &PlanDocument, key: &str| KmsGrant::of(document).is_some_and(|grant| grant.key_id == key);
        let documents = &plan.documents;
        let on = |step: &&mut Step| match &made.thing {
            Thing::Grant { key, .. } => {
                documents.iter().any(|document| step.files.contains(&document.file) && about(document, key))
            }
            _ => true,
        };
        let Some(step) = plan.steps.iter_mut().filter(|step| step.kind == kind).find(on) else { continue };
        step.before = say!(words::plans::StepThere);
        let document = document.and_then(|kind| plan.documents.iter_mut().find(|document| document.kind == kind));
        let Some(document) = document.filter(|document| !same_policy(&made.after, &document.text)) else { continue };
        let kind = match document.kind {
            DocumentKind::TrustPolicy => {
                step.title = say!(words::plans::UpdateTrust, name = &plan.name);
                policy::Kind::Trust
            }
            _ => {
                let (what, name) = plan.identity.as_ref().map_or(("", ""), |it| (it.kind, &it.name));
                step.title = say!(words::plans::UpdateAccess, what, name);
                policy::Kind::User
            }
        };
        step.before = say!(words::plans::StepNow, permissions = sentences(&made.after, kind));
        step.after = say!(words::plans::StepAfter, permissions = sentences(&document.text, kind));
        document.before = Some(made.after.clone());
    }
}

fn sentences(text: &str, kind: policy::Kind) -> Words {
    let said = policy::parse(text).document.map(|document| policy::explain::explain(&document, kind));
    report::joined(said.into_iter().flatten().map(|sentence| sentence.text))
}

fn filled(answers: &Answers) -> Filled {
    Filled {
        account: answers.account.clone(),
        name: answers.name.clone(),
        buckets: chosen(answers),
        answers: answers.answers.clone(),
    }
}

fn chosen(answers: &Answers) -> Vec<BucketChoice> {
    let one = |bucket: &super::Bucket| BucketChoice {
        scope: scope_of(bucket.scope, &bucket.folder),
        ..BucketChoice::new(&bucket.name, &bucket.folder)
    };
    answers.buckets.iter().map(one).collect()
}

/// A record as the list shows it; what the product is told, and what is done in it, with its plan.
pub(super) fn view(record: &Record, plan: Option<&Plan>) -> IntegrationView {
    let known = preset(&record.preset);
    let values = plan.map(|plan| plan.values_with_key(record.newest_key())).unwrap_or_default();
    IntegrationView {
        id: record.id.clone(),
        connection: record.connection.clone(),
        preset: record.preset.clone(),
        title: known.map_or_else(|| record.preset.as_str().into(), Preset::title),
        buckets: chosen(&record.answers),
        state: state(record),
        since: record.since,
        made: record.made.iter().filter(|made| made.done).map(|made| remove::named(&made.thing)).collect(),
        values,
        by_hand: plan.map(|plan| plan.by_hand.clone()).unwrap_or_default(),
        report: record.report.clone(),
        drift: drift::of(record),
        key: record.key().map(|id| KeyView {
            id: id.to_owned(),
            since: record.key_since,
            second: record.second_key().map(str::to_owned),
            first_off: record.first_key_off,
            unshown: record.unshown,
        }),
    }
}

fn state(record: &Record) -> IntegrationState {
    match (record.stage, &record.report) {
        (Stage::Draft | Stage::Unfinished, _) => IntegrationState::Unfinished,
        (Stage::Handed, _) => IntegrationState::Handed,
        (Stage::Waiting, _) => IntegrationState::Waiting,
        (Stage::Leaving, _) => IntegrationState::Leaving,
        (Stage::Removed, _) => IntegrationState::Removed,
        (Stage::Done, None) => IntegrationState::Unchecked,
        (_, Some(report)) if !report.passed() => IntegrationState::Broken,
        (_, Some(report)) if !report.tells() => IntegrationState::Unchecked,
        (_, Some(_)) => IntegrationState::Working,
    }
}
