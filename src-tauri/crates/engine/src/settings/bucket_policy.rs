//! A bucket's policy: what is to be said about a draft, what it means in words, whether it would shut its author out,
//! and the statements that people need again and again. The grammar itself is the crate `policy`'s.

use policy::{
    Context, Document, Kind, Statement,
    change::{self, Change as Changed},
    cors::{Change, ChangeKind},
    decide::shuts_out,
    explain::{self, Sentence},
    finding::{self, Code, Edit, Finding, Severity},
    lint::{self, Vendor},
    templates::{self, Folder},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{around::Around, check::Note};
use crate::fault::{self, Fault};

/// What a look at a policy came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct PolicyCheck {
    /// What is to be said about it, in the order of the text.
    pub findings: Vec<Finding>,
    /// Each statement in words; empty where the text is no policy.
    pub sentences: Vec<Sentence>,
    /// Who can do what.
    pub who: Vec<WhoMay>,
    /// Its size in bytes as it is sent.
    pub size: usize,
    /// The largest that is taken.
    pub limit: usize,
}

/// One line of the table of who can do what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct WhoMay {
    /// Who.
    pub who: String,
    /// Whether this is what they may never do.
    pub never: bool,
    /// What, in words.
    pub what: Vec<String>,
    /// Where; empty where a place says nothing.
    pub place: String,
    /// Under which conditions; all must hold.
    pub only_if: Vec<String>,
    /// Whether it lets somebody change who has access.
    pub changes_access: bool,
}

/// A change to the text of a policy by a click.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum PolicyStep {
    /// Anybody may open the files of a folder.
    PublicFolder {
        /// The folder; empty for the whole bucket.
        folder: String,
    },
    /// Nobody may use the bucket over a connection that is not encrypted.
    RequireTls,
    /// Another account may see and open the files of a folder.
    OtherAccount {
        /// Its twelve digits.
        account: String,
        /// The folder; empty for the whole bucket.
        folder: String,
    },
    /// A statement goes.
    Remove {
        /// Which, from 0.
        statement: usize,
    },
    /// A repair that a finding offers.
    Mend {
        /// What changes.
        edits: Vec<Edit>,
    },
}

/// The document of a text, if nothing is wrong with how it is written.
fn sound(text: &str) -> Option<Document> {
    policy::parse(text).sound().ok()
}

/// A policy as a person reads it; what cannot be read stays as it is.
pub(super) fn readable(text: String) -> String {
    sound(&text).map_or(text, |document| document.pretty())
}

/// A policy as it is sent: without the white space that counts towards its size.
pub(super) fn sendable(text: &str) -> String {
    sound(text).map_or_else(|| text.to_owned(), |document| document.compact())
}

/// Whether two texts say the same.
pub(super) fn same(a: &str, b: &str) -> bool {
    match (sound(a), sound(b)) {
        (Some(a), Some(b)) => change::same(&a, &b),
        _ => a.trim() == b.trim(),
    }
}

/// What would be different, statement by statement.
pub(super) fn changes(before: &str, after: &str) -> Vec<Change> {
    let read = |text: &str| if text.trim().is_empty() { Some(Document::new(Vec::new())) } else { sound(text) };
    let (Some(before), Some(after)) = (read(before), read(after)) else {
        return vec![say(ChangeKind::Change, "The text of the policy is another.".to_owned())];
    };
    let told: Vec<Change> = change::changes(&before, &after, Kind::Bucket).into_iter().map(tell).collect();
    match told.is_empty() {
        true => vec![say(ChangeKind::Change, "The policy says the same under another version or name.".to_owned())],
        false => told,
    }
}

fn say(kind: ChangeKind, text: String) -> Change {
    Change { kind, text }
}

fn tell(changed: Changed) -> Change {
    match changed {
        Changed::Added { allows: true, text } => say(ChangeKind::Add, text),
        Changed::Added { allows: false, text } => say(ChangeKind::Remove, text),
        Changed::Removed { allows: true, text } => say(ChangeKind::Remove, format!("No longer: {text}")),
        Changed::Removed { allows: false, text } => say(ChangeKind::Add, format!("No longer: {text}")),
        Changed::Replaced { before, after } if before == after => {
            say(ChangeKind::Change, format!("Written otherwise, and says the same: {after}"))
        }
        Changed::Replaced { before, after } => say(ChangeKind::Change, format!("{after} Before: {before}")),
    }
}

/// Looks a text over, and what it would come to for whoever saves it.
pub(super) fn check(text: &str, around: &Around) -> (PolicyCheck, Vec<Note>) {
    let parsed = policy::parse(text);
    let document = parsed.document.clone();
    let grammar = parsed.findings.len();
    let mut findings = lint::lint(parsed, Kind::Bucket, &around.facts);
    if !around.amazon && grammar == 0 {
        // Other storages have names and actions of their own; only what no storage could take stops there.
        let hard = [Code::WrongKind, Code::OtherVendor];
        let softer = |finding: &&mut Finding| !hard.contains(&finding.code) && finding.severity == Severity::Error;
        findings.iter_mut().filter(softer).for_each(|finding| finding.severity = Severity::Warning);
    }
    let said = document.as_ref();
    let compact = said.map_or_else(|| text.to_owned(), Document::compact);
    let looked = PolicyCheck {
        sentences: said.map(|document| explain::explain(document, Kind::Bucket)).unwrap_or_default(),
        who: said.map(who).unwrap_or_default(),
        size: Kind::Bucket.size(&compact),
        limit: Kind::Bucket.limit(),
        findings,
    };
    let notes = said.map(|document| about(document, around)).unwrap_or_default();
    (looked, notes)
}

/// Why a policy cannot be saved, if it cannot.
pub(super) fn stop(looked: &PolicyCheck) -> Option<String> {
    let wrong = looked.findings.iter().find(|finding| finding.severity == Severity::Error)?;
    Some(match wrong.place.line {
        0 => wrong.text.clone(),
        line => format!("Line {line}: {}", wrong.text),
    })
}

fn who(document: &Document) -> Vec<WhoMay> {
    let rows = explain::table(document, Kind::Bucket).into_iter();
    let row = |row: explain::Row| WhoMay {
        what: row.verbs.iter().map(|verb| verb.phrase().to_owned()).chain(row.unknown).collect(),
        who: row.who,
        never: row.never,
        place: row.place,
        only_if: row.only_if,
        changes_access: row.changes_access,
    };
    rows.map(row).collect()
}

/// What a policy comes to here, beyond what stands in it.
fn about(document: &Document, around: &Around) -> Vec<Note> {
    let mut notes = Vec::new();
    if around.refuses_public && !policy::public(document).is_empty() {
        notes.push(Note::stop(
            "This would let anybody in, and the lock “Refuse public policies” is shut, so the storage would refuse it. Open that lock under Public access first.",
        ));
    }
    notes.extend(shut_out(document, around));
    notes.extend(left_out(document, around));
    notes
}

/// The guard: whether a statement would keep its author from changing the policy back.
fn shut_out(document: &Document, around: &Around) -> Option<Note> {
    let you = around.you.as_ref().map(|you| you.arn.as_str());
    // Amazon always lets the owner's root user read, change and remove a policy.
    if around.amazon && you.is_some_and(|you| you.ends_with(":root")) {
        return None;
    }
    let bucket = format!("arn:{}:s3:::{}", around.partition(), around.bucket);
    let mut context = Context::default();
    context.set("aws:SecureTransport", [around.secure.to_string()]);
    if let Some(role) = &around.role {
        context.set("aws:PrincipalArn", [role.as_str()]);
    }
    let (action, denial) = shuts_out(document, you, &bucket, &context)?;
    let nth = denial.statement + 1;
    let what = match action {
        "s3:GetBucketPolicy" => "read this policy",
        "s3:PutBucketPolicy" => "change this policy",
        _ => "remove this policy",
    };
    Some(match denial.certain {
        true => Note::stop(format!(
            "Statement {nth} would shut you out: with it this login may no longer {what}, and could not undo it."
        )),
        false => Note::warn(format!(
            "Statement {nth} may shut you out: unless its conditions spare this login, it may no longer {what}, and could not undo it."
        )),
    })
}

/// Scaleway lets in nobody whom a policy does not name, but the owner of the organization.
fn left_out(document: &Document, around: &Around) -> Option<Note> {
    let theirs = around.facts.vendor == Vendor::Scaleway && document.is_scaleways();
    theirs.then(|| {
        Note::warn(
            "With a policy, Scaleway lets in those whom it names and nobody else, but the owner of the organization. Name this login’s user or application too, or it loses the bucket.",
        )
    })
}

/// The text after a step. Others' statements stay as they are.
pub(super) fn step(text: &str, step: &PolicyStep, around: &Around) -> Result<String, Fault> {
    if let PolicyStep::Mend { edits } = step {
        return Ok(finding::edit(text, edits));
    }
    let scaleway = around.facts.vendor == Vendor::Scaleway;
    let version = if scaleway { Document::SCALEWAY_VERSION } else { Document::VERSION };
    let mut document = match text.trim() {
        "" => Document { version: Some(version.into()), ..Document::new(Vec::new()) },
        text => sound(text).ok_or_else(|| fault::setting_unfit("The text has a fault that has to be mended first."))?,
    };
    match step {
        PolicyStep::Remove { statement } => {
            if *statement < document.statements.len() {
                document.statements.remove(*statement);
            }
            document.single = false;
        }
        PolicyStep::OtherAccount { .. } if scaleway => {
            let text = "Scaleway names users and applications by their IDs, not accounts: {\"SCW\": \"user_id:…\"}.";
            return Err(fault::setting_unfit(text));
        }
        _ => {
            let own = |statement: Statement| if scaleway { statement.for_scaleway() } else { statement };
            ready_made(step, around)?.into_iter().map(own).for_each(|statement| add(&mut document, statement));
        }
    }
    // Nothing left to say is no policy at all.
    Ok(if document.statements.is_empty() { String::new() } else { document.pretty() })
}

fn ready_made(step: &PolicyStep, around: &Around) -> Result<Vec<Statement>, Fault> {
    let folder = match step {
        PolicyStep::PublicFolder { folder } | PolicyStep::OtherAccount { folder, .. } => folder_of(folder),
        _ => String::new(),
    };
    let at = Folder { partition: around.partition(), bucket: &around.bucket, prefix: &folder };
    Ok(match step {
        PolicyStep::PublicFolder { .. } => vec![templates::public_folder(at)],
        PolicyStep::RequireTls => vec![templates::require_tls(at)],
        PolicyStep::OtherAccount { account, .. } => {
            let digits: String = account.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
            if !policy::arn::is_account(&digits) {
                return Err(fault::setting_unfit("The number of an account has 12 digits."));
            }
            templates::other_account_reads(at, &digits)
        }
        PolicyStep::Remove { .. } | PolicyStep::Mend { .. } => Vec::new(),
    })
}

/// A folder as keys begin with it, however it was typed.
fn folder_of(typed: &str) -> String {
    let inner = typed.trim().trim_matches('/');
    if inner.is_empty() { String::new() } else { format!("{inner}/") }
}

/// Adds a statement; one that says the same is there once, and another of its name keeps its place.
fn add(document: &mut Document, mut statement: Statement) {
    let alone = |statement: &Statement| Document::new(vec![Statement { sid: None, ..statement.clone() }]);
    if document.statements.iter().any(|own| change::same(&alone(own), &alone(&statement))) {
        return;
    }
    let name = statement.sid.clone().unwrap_or_default();
    let taken = |sid: &str| document.statements.iter().any(|own| own.sid.as_deref() == Some(sid));
    if taken(&name) {
        let free = (2..).map(|n| format!("{name}{n}")).find(|sid| !taken(sid));
        statement.sid = free;
    }
    document.put(statement);
}

#[cfg(test)]
mod tests;
