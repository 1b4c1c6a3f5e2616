//! Bucket policy: what is to be said about a draft, what it means in words, whether it would shut
//! its author out, and the statements that people need again and again. The grammar itself is the
//! crate `policy`'s.

use policy::{
    Context, Document, Kind as Grammar, Statement, arn,
    change::{self, Change as Changed},
    decide::shuts_out,
    explain::{self, Verb},
    finding::{self, Code, Edit, PolicyFinding, Severity},
    lint::{self, Surroundings, Vendor},
    templates::{self, Folder},
};
use serde::{Deserialize, Serialize};
use store::{Caller, Encryption, Holder, Store, StoreError};
use ts_rs::TS;
use words::{Words, bucket, say};

use crate::{
    fault::{self, Fault},
    settings::{
        around::{Around, acls_off},
        check::{Change, Note, PolicyCheck, SettingCheck, WhoMay},
        fact::{
            FactText,
            FactTone::{Plain, Warn},
        },
        setting::{Read, Setting},
    },
};

pub(super) struct Kind;

/// A policy is a text and shown whole, so there is no document beside it.
impl Setting for Kind {
    type Value = String;

    fn title() -> Words {
        say!(bucket::PolicyTitle)
    }

    async fn read(store: &Store, bucket: &str) -> Read<String> {
        Ok((store.get_policy(bucket).await?.map(readable), None))
    }

    async fn write(store: &Store, bucket: &str, text: &String) -> Result<(), StoreError> {
        store.put_policy(bucket, &sendable(text)).await
    }

    async fn remove(store: &Store, bucket: &str) -> Result<(), StoreError> {
        store.delete_policy(bucket).await
    }

    fn same(a: &String, b: &String) -> bool {
        same(a, b)
    }

    fn check(_: Option<&String>, draft: Option<&String>, around: &Around) -> SettingCheck {
        let Some(text) = draft else { return SettingCheck::default() };
        let (policy, notes) = check(text, around);
        SettingCheck { policy: Some(policy), notes, ..SettingCheck::default() }
    }

    fn changes(base: Option<&String>, draft: Option<&String>) -> Vec<Change> {
        let text = |value: Option<&String>| value.cloned().unwrap_or_default();
        changes(&text(base), &text(draft))
    }

    async fn look_around(store: &Store, bucket: &str, plain: Around) -> Around {
        look_around(store, bucket, plain).await
    }

    async fn fact(store: &Store, bucket: &str) -> Result<FactText, StoreError> {
        Ok(match Self::read(store, bucket).await?.0 {
            Some(text) => fact(&text),
            None => (Plain, say!(bucket::PolicyNoneTitle), say!(bucket::PolicyNone)),
        })
    }
}

async fn look_around(store: &Store, bucket: &str, plain: Around) -> Around {
    let (you, locks, acls_off, encryption) = tokio::join!(
        store.caller(),
        store.get_public_access(bucket),
        acls_off(store, bucket),
        store.get_encryption(bucket),
    );
    let key = encryption.ok().flatten().as_ref().and_then(Encryption::key_arn).map(str::to_owned);
    let you = you.ok();
    let surroundings = Surroundings {
        partition: Some(if plain.amazon { arn::partition_of(store.region()) } else { "aws" }.to_owned()),
        account: you.as_ref().map(|you| you.account.clone()).filter(|account| arn::is_account(account)),
        bucket: Some(bucket.to_owned()),
        acls_off,
        key,
        vendor: match store.provider().id {
            "scaleway" => Vendor::Scaleway,
            _ if plain.amazon => Vendor::Amazon,
            _ => Vendor::Other,
        },
    };
    let role = match &you {
        Some(you) => role_of(store, you).await,
        None => None,
    };
    let refuses_public = locks.is_ok_and(|locks| locks.is_some_and(|locks| locks.block_policy));
    Around { surroundings, you, role, refuses_public, ..plain }
}

/// A session tells the name of its role and not the role's path, which conditions on
/// `aws:PrincipalArn` are about.
async fn role_of(store: &Store, you: &Caller) -> Option<String> {
    let (_, session) = you.arn.split_once(":assumed-role/")?;
    let name = session.split('/').next()?.to_owned();
    store.get_principal(&Holder::Role(name)).await.ok().flatten().map(|role| role.arn)
}

fn fact(text: &str) -> FactText {
    let Some(document) = sound(text) else {
        return (Warn, say!(bucket::PolicyUnreadableTitle), say!(bucket::PolicyUnreadable));
    };
    let sentences = explain::explain(&document, Grammar::Bucket);
    let first = sentences.first().map_or_else(|| "".into(), |sentence| sentence.text.clone());
    let text = match sentences.len() {
        0 | 1 => first,
        many => say!(bucket::PolicyMore, first, count = many - 1),
    };
    let tone = if policy::public(&document).is_empty() { Plain } else { Warn };
    (tone, say!(bucket::PolicySomeTitle), text)
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
        /// The account's twelve digits.
        account: String,
        /// The folder; empty for the whole bucket.
        folder: String,
    },
    /// A statement is taken out.
    Remove {
        /// Which statement, counted from 0 in the text's order.
        statement: usize,
    },
    /// A repair that a finding offers.
    Mend {
        /// What is to be replaced in the text, by position.
        edits: Vec<Edit>,
    },
}

/// The document of a text, if nothing is wrong with how it is written.
fn sound(text: &str) -> Option<Document> {
    policy::parse(text).sound().ok()
}

/// A policy as a person reads it; what cannot be read stays as it is.
fn readable(text: String) -> String {
    sound(&text).map_or(text, |document| document.pretty())
}

/// A policy as it is sent: without the white space that counts towards its size.
fn sendable(text: &str) -> String {
    sound(text).map_or_else(|| text.to_owned(), |document| document.compact())
}

/// Whether two texts say the same.
fn same(a: &str, b: &str) -> bool {
    match (sound(a), sound(b)) {
        (Some(a), Some(b)) => change::same(&a, &b),
        _ => a.trim() == b.trim(),
    }
}

/// What would be different, statement by statement.
fn changes(before: &str, after: &str) -> Vec<Change> {
    let read = |text: &str| if text.trim().is_empty() { Some(Document::new(Vec::new())) } else { sound(text) };
    let (Some(before), Some(after)) = (read(before), read(after)) else {
        return vec![Change::other(say!(bucket::PolicyOtherText))];
    };
    let told: Vec<Change> = change::changes(&before, &after, Grammar::Bucket).into_iter().map(tell).collect();
    match told.is_empty() {
        true => vec![Change::other(say!(bucket::PolicyOtherVersion))],
        false => told,
    }
}

fn tell(changed: Changed) -> Change {
    match changed {
        Changed::Added { allows: true, text } => Change::add(text),
        Changed::Added { allows: false, text } => Change::remove(text),
        Changed::Removed { allows: true, text } => Change::remove(say!(bucket::NoLonger, what = text)),
        Changed::Removed { allows: false, text } => Change::add(say!(bucket::NoLonger, what = text)),
        Changed::Replaced { before, after } if before == after => {
            Change::other(say!(bucket::PolicyRewritten, text = after))
        }
        Changed::Replaced { before, after } => Change::other(say!(bucket::Instead, after, before)),
    }
}

/// Looks a text over, and what it would come to for whoever saves it.
fn check(text: &str, around: &Around) -> (PolicyCheck, Vec<Note>) {
    let parsed = policy::parse(text);
    let document = parsed.document.clone();
    let grammar = parsed.findings.len();
    let mut findings = lint::lint(parsed, Grammar::Bucket, &around.surroundings);
    if !around.amazon && grammar == 0 {
        // Other storages have names and actions of their own; only what no storage could take stops
        // there.
        let hard = [Code::WrongKind, Code::OtherVendor];
        let softer =
            |finding: &&mut PolicyFinding| !hard.contains(&finding.code) && finding.severity == Severity::Error;
        findings.iter_mut().filter(softer).for_each(|finding| finding.severity = Severity::Warning);
    }
    let said = document.as_ref();
    let compact = said.map_or_else(|| text.to_owned(), Document::compact);
    let looked = PolicyCheck {
        sentences: said.map(|document| explain::explain(document, Grammar::Bucket)).unwrap_or_default(),
        who: said.map(who).unwrap_or_default(),
        size: Grammar::Bucket.size(&compact),
        limit: Grammar::Bucket.limit(),
        findings,
    };
    let notes = said.map(|document| about(document, around)).unwrap_or_default();
    (looked, notes)
}

fn who(document: &Document) -> Vec<WhoMay> {
    let rows = explain::table(document, Grammar::Bucket).into_iter();
    let row = |row: explain::Row| WhoMay {
        what: row.verbs.into_iter().map(Verb::phrase).chain(row.unknown.into_iter().map(Words::from)).collect(),
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
        notes.push(Note::stop(say!(bucket::PolicyBlocked)));
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
    let arn = format!("arn:{}:s3:::{}", around.partition(), around.bucket);
    let mut context = Context::default();
    context.set("aws:SecureTransport", [around.secure.to_string()]);
    if let Some(role) = &around.role {
        context.set("aws:PrincipalArn", [role.as_str()]);
    }
    let (action, denial) = shuts_out(document, you, &arn, &context)?;
    let number = denial.statement + 1;
    let action = match action {
        "s3:GetBucketPolicy" => "read",
        "s3:PutBucketPolicy" => "change",
        _ => "remove",
    };
    Some(match denial.certain {
        true => Note::stop(say!(bucket::PolicyLockOut, number, action)),
        false => Note::warn(say!(bucket::PolicyMayLockOut, number, action)),
    })
}

/// With a policy, Scaleway gives access only to those it names and to the owner of the
/// organization.
fn left_out(document: &Document, around: &Around) -> Option<Note> {
    let theirs = around.surroundings.vendor == Vendor::Scaleway && document.is_scaleways();
    theirs.then(|| Note::warn(say!(bucket::PolicyScaleway)))
}

/// The text after a step. Others' statements stay as they are.
pub(in crate::settings) fn step(text: &str, step: &PolicyStep, around: &Around) -> Result<String, Fault> {
    if let PolicyStep::Mend { edits } = step {
        return Ok(finding::edit(text, edits));
    }
    let scaleway = around.surroundings.vendor == Vendor::Scaleway;
    let version = if scaleway { Document::SCALEWAY_VERSION } else { Document::VERSION };
    let mut document = match text.trim() {
        "" => Document { version: Some(version.into()), ..Document::new(Vec::new()) },
        text => sound(text).ok_or_else(|| fault::setting_unfit(say!(bucket::PolicyFixFirst)))?,
    };
    match step {
        PolicyStep::Remove { statement } => {
            if *statement < document.statements.len() {
                document.statements.remove(*statement);
            }
            document.single = false;
        }
        PolicyStep::OtherAccount { .. } if scaleway => {
            return Err(fault::setting_unfit(say!(bucket::PolicyScalewayIds)));
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
                return Err(fault::setting_unfit(say!(bucket::PolicyAccountId)));
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
