//! From answers to a plan: exact documents, the steps that put them in place, and what to give back to the product.
//!
//! Pure: the same answers give the same plan, with no network. Doing it is left to others, as is asking.

use std::collections::BTreeMap;

use policy::Kind;
use serde::Serialize;
use ts_rs::TS;

use super::answers::{Answers, Bucket};
use super::check::{self, Finding, Findings};
use super::preset::{ExternalId, Preset, QuestionKind, Way, WayKind};
use super::values::Values;
use super::{denies, grants, principals, proof, steps, words};
use access::Access;
pub use buckets::sid_of;
pub use checks::Check;
pub use keys::KeyGrant;

mod access;
mod buckets;
mod checks;
mod keys;

/// What would be done.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(rename = "IntegrationPlan")]
pub struct Plan {
    /// The product.
    pub preset: String,
    /// As people know it.
    pub title: String,
    /// Marks everything that is made: the user or role, statements and rules.
    pub name: String,
    /// What is made.
    pub kind: WayKind,
    /// The key is the connection's own.
    pub own_key: bool,
    /// The number of the account, if it is known.
    pub account: String,
    /// The user or role that the access policy is for.
    pub identity: Option<Identity>,
    /// The ARN of who comes from outside, if it is known.
    pub partner: Option<String>,
    /// The external ID that was agreed.
    pub external_id: Option<String>,
    /// What the answers promise: each action, and a file below the folder that it is for.
    pub promises: BTreeMap<String, String>,
    /// Who will be able to do what, and what not.
    pub sentences: Vec<String>,
    /// What to know beforehand.
    pub caveats: Vec<String>,
    /// Ours and the vendor's text, where they differ.
    pub choice: Option<TextChoice>,
    /// Whether it waits for values that the partner gives later.
    pub waiting: bool,
    /// Everything that is written, word for word.
    pub documents: Vec<PlanDocument>,
    /// What is done, in order.
    pub steps: Vec<steps::Step>,
    /// What a person does in the product.
    pub by_hand: Vec<String>,
    /// What the product is told.
    pub values: Vec<PasteBack>,
    /// What is looked at afterwards.
    pub checks: Vec<Check>,
}

/// A user or role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "IntegrationIdentity")]
pub struct Identity {
    /// `user` or `role`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
}

/// Which of two texts is used, and how they differ.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(rename = "IntegrationTextChoice")]
pub struct TextChoice {
    /// Whether the vendor's text is used.
    pub as_asked: bool,
    /// Why ours differs.
    pub reasons: Vec<String>,
    /// The other one.
    pub other: String,
}

/// Something that is written.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(rename = "IntegrationDocument")]
pub struct PlanDocument {
    /// What it is.
    pub kind: DocumentKind,
    /// Its name as a file.
    pub file: String,
    /// The bucket it belongs to.
    pub bucket: Option<String>,
    /// What was there.
    pub before: Option<String>,
    /// What will be there.
    pub text: String,
    /// How much of what AWS takes, in letters.
    pub size: Option<(usize, usize)>,
}

/// The kinds of [`PlanDocument`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "IntegrationDocumentKind")]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum DocumentKind {
    AccessPolicy,
    TrustPolicy,
    BucketPolicy,
    /// For the key that the bucket's files are encrypted with.
    KeyGrant,
    Cors,
    /// For the product; where it goes is part of the steps by hand.
    ClientFile,
}

/// A value for the product.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PasteBack {
    /// As the product calls it.
    pub label: String,
    /// The value; nothing for one that is known only when it is made.
    pub value: Option<String>,
    /// Whether it has to be kept secret.
    pub secret: bool,
}

/// What came of the answers.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// What was found in them.
    pub findings: Vec<Finding>,
    /// The plan; none when a finding stops it.
    pub plan: Option<Plan>,
}

/// Makes the plan.
pub fn plan(preset: &Preset, answers: &Answers) -> Outcome {
    let way = check::way(preset, answers);
    let mut values = Values::new(preset, way, answers);
    let mut findings = check::check(preset, way, answers, &values);
    if findings.stopped() {
        return Outcome { findings: findings.0, plan: None };
    }
    let name = name_of(preset, way, answers, &values);
    fill(&mut values, preset, way, answers, &name);
    let made = make(preset, way, answers, &values, &name, &mut findings);
    let plan = (!findings.stopped()).then_some(made);
    Outcome { findings: findings.0, plan }
}

/// The name of what is made: given, fixed by the vendor, or from product and bucket.
fn name_of(preset: &Preset, way: &Way, answers: &Answers, values: &Values) -> String {
    if let Some(fixed) = &way.role_name {
        return fixed.clone();
    }
    if !answers.name.trim().is_empty() {
        return answers.name.trim().into();
    }
    let (name, other) = composed(preset, way, values);
    match name.chars().count() + other.len() > LONGEST {
        true => {
            let mut sum = flate2::Crc::new();
            sum.update(name.as_bytes());
            format!("{}-{:08x}{other}", cut(&name, LONGEST - other.len() - 9), sum.sum())
        }
        false => cut(&name, LONGEST) + &other,
    }
}

/// The most letters that IAM takes for a name. One that is cut to them ends with a number that follows from all of it, so
/// that two buckets whose names begin alike do not come to one name.
const LONGEST: usize = 64;

/// A name from product and bucket, and what sets it apart besides, which is never cut.
fn composed(preset: &Preset, way: &Way, values: &Values) -> (String, String) {
    let other = match values.get("partner").split(':').find(|part| policy::arn::is_account(part)) {
        Some(account) if way.kind == WayKind::BucketPolicy => format!("-{account}"),
        _ => String::new(),
    };
    (format!("bucketwise-{}-{}", preset.id, values.get("bucket")), other)
}

fn cut(name: &str, room: usize) -> String {
    name.chars().take(room).collect::<String>().trim_end_matches(['-', '.']).to_owned()
}

/// The name that earlier programs gave, where they cut it and no more: what they made bears it.
pub fn cut_before(preset: &Preset, answers: &Answers) -> Option<String> {
    let way = check::way(preset, answers);
    let (name, other) = composed(preset, way, &Values::new(preset, way, answers));
    let room = LONGEST - other.len();
    let ours = way.role_name.is_none() && answers.name.trim().is_empty() && name.chars().count() > room;
    ours.then(|| cut(&name, room) + &other)
}

fn fill(values: &mut Values, preset: &Preset, way: &Way, answers: &Answers, name: &str) {
    let account = if answers.account.is_empty() { "ACCOUNT" } else { &answers.account };
    values.put("role_name", name);
    values.put("user_name", name);
    values.put("role_arn", &format!("arn:{}:iam::{account}:role/{name}", values.get("partition")));
    values.put("access_key", "ACCESS_KEY_ID");
    values.put("secret_key", "SECRET_ACCESS_KEY");
    for question in &preset.questions {
        let place = match question.kind {
            QuestionKind::Partner => "partner",
            QuestionKind::ExternalId => "external_id",
            _ => continue,
        };
        if check::needed(question, way) {
            let text = values.get(&question.id).to_owned();
            values.put(place, &text);
        }
    }
    values.put("interim_id", &answers.interim_id);
    let unanswered =
        || principals::partner(way, answers.text("site"), values).is_none() || values.get("external_id").is_empty();
    if way.external_id == ExternalId::Later && unanswered() {
        values.fact(WAITING.into());
    }
}

/// The partner has not answered yet.
const WAITING: &str = "waiting";

/// What is done in the product before the questions can be answered.
pub fn first(preset: &Preset, answers: &Answers) -> Vec<String> {
    let values = Values::new(preset, check::way(preset, answers), answers);
    notes(&preset.first, &values)
}

fn notes(notes: &[super::preset::Note], values: &Values) -> Vec<String> {
    notes.iter().filter(|note| values.hold(&note.when)).map(|note| values.fill(&note.text)).collect()
}

fn make(preset: &Preset, way: &Way, answers: &Answers, values: &Values, name: &str, findings: &mut Findings) -> Plan {
    let site = answers.text("site");
    let access = Access::of(preset, way, answers, values, findings);
    let mut documents = access.documents(way, findings);
    let waiting = values.hold(&[WAITING.into()]);
    let pasted = check::pasted(preset, QuestionKind::TrustPolicy, values).filter(|_| way.kind == WayKind::Role);
    let trust = pasted.or_else(|| principals::trust(way, site, values));
    let (partner, external_id) = match &trust {
        Some(trust) if way.kind == WayKind::Role => proof::named(trust),
        _ => (None, None),
    };
    if let Some(trust) = trust {
        documents.push(buckets::measured(
            DocumentKind::TrustPolicy,
            "trust-policy.json",
            &trust,
            Kind::Trust,
            findings,
        ));
    }
    if matches!(way.kind, WayKind::BucketPolicy | WayKind::Service) {
        documents.extend(buckets::bucket_policies(preset, way, answers, values, name, findings));
    }
    documents.extend(keys::key_grants(preset, way, answers, values, name));
    documents.extend(buckets::cors(preset, answers, values, name, findings));
    for file in preset.files.iter().filter(|file| values.hold(&file.when)) {
        documents.push(PlanDocument {
            kind: DocumentKind::ClientFile,
            file: file.name.clone(),
            bucket: None,
            before: None,
            text: values.fill_file(&file.name, &file.text),
            size: None,
        });
    }
    let actions = access.actions(preset, values, answers);
    let actions: Vec<&str> = actions.iter().map(String::as_str).collect();
    let place = places(way, &answers.buckets);
    let who = who(preset, way, values);
    let mut caveats = notes(&preset.caveats, values);
    let identity = identity(way, values, name);
    steps::warn(preset, way, values, &mut caveats);
    let cannot = preset.cannot.clone().unwrap_or_else(|| words::cannot(&who, &actions));
    let mut plan = Plan {
        preset: preset.id.clone(),
        title: preset.title.clone(),
        name: name.into(),
        kind: way.kind,
        own_key: preset.own_key,
        account: answers.account.clone(),
        partner,
        external_id,
        promises: grants::promises(preset, values),
        sentences: vec![words::can(&who, &actions, &place), cannot],
        caveats,
        choice: access.choice,
        waiting,
        steps: steps::steps(way, answers, &documents, identity.as_ref(), waiting),
        by_hand: by_hand(preset, values, notes(&preset.manual, values)),
        values: values_back(preset, values),
        checks: checks::checks(way, &actions, &documents, answers),
        documents,
        identity,
    };
    plan.caveats.extend(denies::caveats(&plan, answers));
    plan
}

fn identity(way: &Way, values: &Values, name: &str) -> Option<Identity> {
    let person = values.get("person");
    let (kind, name) = match way.kind {
        WayKind::Key => ("user", name),
        WayKind::Role | WayKind::Oidc => ("role", name),
        WayKind::Existing if person.contains(":user/") => ("user", person.rsplit('/').next()?),
        WayKind::Existing => ("role", person.rsplit('/').next()?),
        WayKind::BucketPolicy | WayKind::Service | WayKind::Nothing => return None,
    };
    Some(Identity { kind, name: name.into() })
}

/// Who the sentences are about.
fn who(preset: &Preset, way: &Way, values: &Values) -> String {
    match way.kind {
        WayKind::Existing => {
            let arn = values.get("person");
            arn.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(&preset.title).into()
        }
        _ if preset.who.is_some() => preset.who.clone().unwrap_or_default(),
        _ if preset.id == "account" => format!("Account {}", values.get("partner")),
        _ => preset.title.clone(),
    }
}

fn places(way: &Way, buckets: &[Bucket]) -> String {
    let one = |bucket: &Bucket| match bucket.path() {
        // Neither a key from elsewhere nor a rule for websites knows of folders.
        path if path.is_empty() || way.kind == WayKind::Nothing => bucket.name.clone(),
        path => format!("the folder {path} of {}", bucket.name),
    };
    words::and(&buckets.iter().map(one).collect::<Vec<_>>())
}

fn by_hand(preset: &Preset, values: &Values, notes: Vec<String>) -> Vec<String> {
    let files = preset.files.iter().filter(|file| values.hold(&file.when));
    let files = files.map(|file| format!("Put {} here: {}", file.name, file.place));
    files.chain(notes).collect()
}

fn values_back(preset: &Preset, values: &Values) -> Vec<PasteBack> {
    let one = |back: &super::preset::Return| {
        let unknown = back.value.contains("{access_key}")
            || back.value.contains("{secret_key}")
            || back.value.contains("{role_arn}") && values.get("account").is_empty();
        PasteBack {
            label: back.label.clone(),
            value: Some(values.fill(&back.value)).filter(|value| !unknown && !value.is_empty()),
            secret: back.value.contains("{secret_key}"),
        }
    };
    preset.returns.iter().filter(|back| values.hold(&back.when)).map(one).collect()
}

/// The values for the product, with the id of the key that was made.
pub fn values_with_key(preset: &Preset, answers: &Answers, plan: &Plan, key: Option<&str>) -> Vec<PasteBack> {
    let way = check::way(preset, answers);
    let mut values = Values::new(preset, way, answers);
    fill(&mut values, preset, way, answers, &plan.name);
    let mut back = values_back(preset, &values);
    if let Some(key) = key {
        let wanted = preset.returns.iter().filter(|one| values.hold(&one.when));
        for (one, _) in back.iter_mut().zip(wanted).filter(|(_, wanted)| wanted.value == "{access_key}") {
            one.value = Some(key.to_owned());
        }
    }
    back
}

#[cfg(test)]
pub(super) mod tests;
