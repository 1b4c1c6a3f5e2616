//! What the answers come to, worked out once: which way in, under which name, who comes and as
//! what, and where. The check, the documents and the words of a plan read it here; the proof and
//! the folder read it from the plan.

use policy::{Document, arn};
use words::{Words, plans, say};

use crate::answers::{Answers, Bucket};
use crate::plan::Identity;
use crate::preset::{ExternalId, Preset, QuestionKind, Way, WayKind};
use crate::principals::{self, named};
use crate::values::Values;

/// What the answers come to.
pub(crate) struct Resolved<'a> {
    pub(crate) preset: &'a Preset,
    pub(crate) answers: &'a Answers,
    /// The way that was chosen, or the first.
    pub(crate) way: &'a Way,
    /// Which conditions hold, and what stands in the places.
    pub(crate) values: Values,
    /// Marks everything that is made.
    pub(crate) name: String,
    /// The same for statements and grants, which take letters and digits alone.
    pub(crate) sid: String,
    /// The user or role that the access policy is for.
    pub(crate) identity: Option<Identity>,
    /// The ARN of the other side, as far as the answers say; the number of an account stands for
    /// all of it.
    pub(crate) partner: Option<String>,
    /// Who may take the role.
    pub(crate) trust: Option<Document>,
    /// Whom `trust` names, and the external ID that it wants, where somebody else takes the role.
    pub(crate) trusted: (Option<String>, Option<String>),
    /// Whom a key's grant is for.
    pub(crate) grantee: Option<String>,
    /// Whether it waits for values that the partner gives later.
    pub(crate) waiting: bool,
    /// Who will be able to do it.
    pub(crate) who: Words,
    /// To which buckets and folders.
    pub(crate) place: Vec<Words>,
}

/// The partner has not answered yet.
const WAITING: &str = "waiting";

impl<'a> Resolved<'a> {
    pub(crate) fn of(preset: &'a Preset, answers: &'a Answers) -> Self {
        let way = way(preset, answers);
        let mut values = Values::new(preset, way, answers);
        let name = name_of(preset, way, answers, &values);
        fill(&mut values, preset, way, answers, &name);
        let partner = principals::partner(way, answers.text("site"), &values);
        let unanswered = partner.is_none() || values.get("external_id").is_empty();
        let waiting = way.external_id == ExternalId::Later && unanswered;
        if waiting {
            values.fact(WAITING.into());
        }
        let pasted = pasted(preset, QuestionKind::TrustPolicy, &values).filter(|_| way.kind == WayKind::Role);
        let trust = pasted.or_else(|| principals::trust(way, partner.as_deref(), &values));
        let trusted = trust.as_ref().filter(|_| way.kind == WayKind::Role).map(named).unwrap_or_default();
        Self {
            sid: sid_of(&name),
            identity: identity(way, &values, &name),
            grantee: grantee(way, answers, &values, &name, partner.as_deref()),
            who: who(preset, way, &values),
            place: place(way, &answers.buckets),
            preset,
            answers,
            way,
            values,
            name,
            partner,
            trust,
            trusted,
            waiting,
        }
    }

    /// The vendor's text that was pasted for a question of this kind, if there is such a question.
    pub(crate) fn pasted(&self, kind: QuestionKind) -> Option<Document> {
        pasted(self.preset, kind, &self.values)
    }

    /// Whether every condition holds.
    pub(crate) fn hold(&self, when: &[String]) -> bool {
        self.values.hold(when)
    }

    pub(crate) fn partition(&self) -> &str {
        self.values.get("partition")
    }
}

/// The way that was chosen, or the first.
fn way<'a>(preset: &'a Preset, answers: &Answers) -> &'a Way {
    let chosen = answers.text("way");
    preset.ways.iter().find(|way| way.id == chosen).unwrap_or(&preset.ways[0])
}

fn pasted(preset: &Preset, kind: QuestionKind, values: &Values) -> Option<Document> {
    let question = preset.questions.iter().find(|question| question.kind == kind)?;
    let text = Some(values.get(&question.id)).filter(|text| !text.is_empty())?;
    policy::parse(text).document
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

/// The most letters that IAM takes for a name. One that is cut to them ends with a number that
/// follows from all of it, so that two buckets whose names begin alike do not come to one name.
const LONGEST: usize = 64;

/// A name from product and bucket, and what sets it apart besides, which is never cut.
fn composed(preset: &Preset, way: &Way, values: &Values) -> (String, String) {
    let other = match values.get("partner").split(':').find(|part| arn::is_account(part)) {
        Some(account) if way.kind == WayKind::BucketPolicy => format!("-{account}"),
        _ => String::new(),
    };
    (format!("bucketwise-{}-{}", preset.id, values.get("bucket")), other)
}

fn cut(name: &str, most: usize) -> String {
    name.chars().take(most).collect::<String>().trim_end_matches(['-', '.']).to_owned()
}

/// The name that earlier programs gave, where they cut it and no more: what they made bears it.
#[must_use]
pub fn cut_before(preset: &Preset, answers: &Answers) -> Option<String> {
    let way = way(preset, answers);
    let (name, other) = composed(preset, way, &Values::new(preset, way, answers));
    let most = LONGEST - other.len();
    let ours = way.role_name.is_none() && answers.name.trim().is_empty() && name.chars().count() > most;
    ours.then(|| cut(&name, most) + &other)
}

/// The name of our statements: letters and digits only.
pub fn sid_of(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric());
    let capital =
        |word: &str| word.chars().take(1).map(|c| c.to_ascii_uppercase()).chain(word.chars().skip(1)).collect();
    words.map(|word| -> String { capital(word) }).collect()
}

/// What follows from the name, and the partner's values.
fn fill(values: &mut Values, preset: &Preset, way: &Way, answers: &Answers, name: &str) {
    values.put("role_name", name);
    values.put("user_name", name);
    values.put("role_arn", &format!("arn:{}:iam::{}:role/{name}", values.get("partition"), account(answers)));
    values.put("access_key", "ACCESS_KEY_ID");
    values.put("secret_key", "SECRET_ACCESS_KEY");
    for question in preset.questions.iter().filter(|question| question.matters(way)) {
        let place = match question.kind {
            QuestionKind::Partner => "partner",
            QuestionKind::ExternalId => "external_id",
            _ => continue,
        };
        let text = values.get(&question.id).to_owned();
        values.put(place, &text);
    }
    values.put("interim_id", &answers.interim_id);
}

/// Its number, or what stands for it in a text.
fn account(answers: &Answers) -> &str {
    if answers.account.is_empty() { "ACCOUNT" } else { &answers.account }
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

fn grantee(way: &Way, answers: &Answers, values: &Values, name: &str, partner: Option<&str>) -> Option<String> {
    match way.kind {
        WayKind::Key => {
            let (partition, account) = (values.get("partition"), account(answers));
            Some(format!("arn:{partition}:iam::{account}:user/bucketwise/{name}"))
        }
        WayKind::Role | WayKind::Oidc => Some(values.get("role_arn").to_owned()),
        WayKind::Existing => Some(values.get("person").to_owned()),
        WayKind::BucketPolicy => partner.map(str::to_owned),
        WayKind::Service | WayKind::Nothing => None,
    }
}

/// Who the sentences are about.
fn who(preset: &Preset, way: &Way, values: &Values) -> Words {
    match way.kind {
        WayKind::Existing => {
            let name = values.get("person").rsplit('/').next().filter(|name| !name.is_empty());
            name.map_or_else(|| preset.title(), Into::into)
        }
        _ if preset.id == "account" => say!(plans::Account, account = values.get("partner")),
        _ => preset.subject().unwrap_or_else(|| preset.title()),
    }
}

fn place(way: &Way, buckets: &[Bucket]) -> Vec<Words> {
    let one = |bucket: &Bucket| match bucket.path() {
        // Neither a key from elsewhere nor a rule for websites knows of folders.
        path if path.is_empty() || way.kind == WayKind::Nothing => bucket.name.as_str().into(),
        path => say!(plans::Folder, path, bucket = &bucket.name),
    };
    buckets.iter().map(one).collect()
}
