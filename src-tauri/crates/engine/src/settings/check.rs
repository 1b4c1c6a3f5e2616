//! What is to be said about a draft, and what it would change, in sentences.

use policy::cors::{self, Change, ChangeKind, Config, Grade};
use serde::Serialize;
use store::{Encryption, LifecycleRule, Listed, Ownership, PublicAccess, Versioning};
use ts_rs::TS;

use super::{
    access_list,
    around::Around,
    bucket_policy::{self, PolicyCheck},
    lifecycle, plain, tags,
    value::{Held, SettingKind, SettingValue, same},
};

/// Something worth saying about a draft as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "SettingNote")]
pub struct Note {
    /// How serious.
    pub grade: Grade,
    /// In a sentence.
    pub text: String,
}

/// What a look at a draft came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct SettingCheck {
    /// What saving would change; empty where nothing.
    pub changes: Vec<Change>,
    /// What is to be said about CORS rules, by field.
    pub cors: Vec<cors::Finding>,
    /// What is to be said about a policy; null for other settings.
    pub policy: Option<PolicyCheck>,
    /// What is to be said about the rest.
    pub notes: Vec<Note>,
}

impl SettingCheck {
    /// Why the draft cannot be saved, if it cannot.
    #[must_use]
    pub fn stop(&self) -> Option<String> {
        let found = self.cors.iter().map(|finding| (finding.grade, &finding.text));
        let noted = self.notes.iter().map(|note| (note.grade, &note.text));
        let policy = self.policy.as_ref().and_then(bucket_policy::stop);
        policy.or_else(|| found.chain(noted).find(|(grade, _)| *grade == Grade::Stop).map(|(_, text)| text.clone()))
    }
}

impl Note {
    pub(super) fn stop(text: impl Into<String>) -> Self {
        Self { grade: Grade::Stop, text: text.into() }
    }

    pub(super) fn warn(text: impl Into<String>) -> Self {
        Self { grade: Grade::Warn, text: text.into() }
    }
}

pub(super) fn check(kind: SettingKind, held: &Held, draft: Option<&SettingValue>, around: &Around) -> SettingCheck {
    let base = held.value.as_ref();
    let mut looked = SettingCheck { changes: changes(base, draft), ..SettingCheck::default() };
    match draft {
        Some(SettingValue::Cors { rules }) => looked.cors = of_cors(base, rules),
        Some(SettingValue::Policy { text }) => {
            let (policy, notes) = bucket_policy::check(text, around);
            (looked.policy, looked.notes) = (Some(policy), notes);
        }
        Some(SettingValue::Tags { tags }) => looked.notes = tags::about(base, tags),
        None if kind == SettingKind::Tags => looked.notes = tags::about(base, &[]),
        Some(SettingValue::Lifecycle { rules }) => looked.notes = lifecycle::about(lifecycle_of(base), rules, around),
        Some(SettingValue::AccessList { .. }) => {
            looked.notes = access_list::about(listed(base), listed(draft), around);
        }
        None if kind == SettingKind::AccessList => looked.notes = access_list::about(listed(base), &[], around),
        Some(SettingValue::Versioning { versioning: Versioning::Suspended }) => looked.notes.push(Note::warn(
            "From now on a file that is written over or deleted is gone. Old versions that exist stay, and stay on the bill.",
        )),
        Some(SettingValue::PublicAccess { locks }) if *locks != ALL => looked.notes.push(Note::warn(
            "With a lock open, a policy or an access list can make files public. Nothing becomes public by this alone.",
        )),
        Some(SettingValue::Encryption { encryption: Encryption::Service { .. } | Encryption::Twice { .. } }) => {
            looked.notes.push(Note::warn(
                "Whoever reads or writes files then also needs permission for the key. Files that are there stay as they are.",
            ));
        }
        Some(SettingValue::Ownership { ownership: Ownership::Writer }) => looked.notes.push(Note::warn(
            "Files that other accounts upload then belong to them, and you may be unable to open them.",
        )),
        None if kind == SettingKind::PublicAccess => looked.notes.push(Note::warn(
            "Without the locks, a policy or an access list can make files public. Nothing becomes public by this alone.",
        )),
        _ => looked.notes = plain::about(base, draft),
    }
    if !looked.changes.is_empty() {
        looked.notes.extend(beyond(held.beyond(), draft.is_some()));
    }
    looked
}

/// What is to be said about rules for websites. A rule that the storage has as it is did not keep it from anything, so it
/// does not stop a change of another.
fn of_cors(base: Option<&SettingValue>, rules: &[cors::Rule]) -> Vec<cors::Finding> {
    let before = match base {
        Some(SettingValue::Cors { rules }) => rules.as_slice(),
        _ => &[],
    };
    let mut found = cors::check(&Config { rules: rules.to_vec() });
    let is_there = |at: usize| rules.get(at).is_some_and(|rule| before.contains(rule));
    for finding in found.iter_mut().filter(|finding| finding.rule.is_some_and(is_there)) {
        finding.grade = Grade::Warn;
    }
    found
}

fn lifecycle_of(value: Option<&SettingValue>) -> &[LifecycleRule] {
    match value {
        Some(SettingValue::Lifecycle { rules }) => rules,
        _ => &[],
    }
}

/// What the setting has that is not shown, so that nobody takes what is shown for all of it.
fn beyond(names: &[String], stays: bool) -> Option<Note> {
    let more = names.len().saturating_sub(3);
    let mut told = names.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    if more > 0 {
        told.push_str(&format!(" and {more} more"));
    }
    let what = match stays {
        true => "It stays as it is, except in what you remove.",
        false => "It is removed as well. While this is open, Undo brings it back.",
    };
    (!names.is_empty())
        .then(|| Note::warn(format!("This setting also has something that is not shown here: {told}. {what}")))
}

/// All locks shut.
const ALL: PublicAccess = PublicAccess { block_acls: true, ignore_acls: true, block_policy: true, restrict: true };

/// What would be different; empty exactly when nothing is.
pub(super) fn changes(base: Option<&SettingValue>, draft: Option<&SettingValue>) -> Vec<Change> {
    if same(&base.cloned(), &draft.cloned()) {
        return Vec::new();
    }
    match (base, draft) {
        (Some(SettingValue::Tags { .. }) | None, Some(SettingValue::Tags { tags })) => tags::changes(base, tags),
        (Some(SettingValue::Tags { .. }), None) => tags::changes(base, &[]),
        (Some(SettingValue::PublicAccess { .. }) | None, Some(SettingValue::PublicAccess { locks })) => {
            of_locks(base, *locks)
        }
        (Some(SettingValue::PublicAccess { .. }), None) => of_locks(base, PublicAccess::default()),
        (Some(SettingValue::Cors { .. }) | None, Some(SettingValue::Cors { .. }))
        | (Some(SettingValue::Cors { .. }), None) => {
            let rules = |value: Option<&SettingValue>| match value {
                Some(SettingValue::Cors { rules }) => Config { rules: rules.clone() },
                _ => Config::default(),
            };
            cors::changes(&rules(base), &rules(draft))
        }
        (Some(SettingValue::Policy { .. }) | None, Some(SettingValue::Policy { .. }))
        | (Some(SettingValue::Policy { .. }), None) => {
            let text = |value: Option<&SettingValue>| match value {
                Some(SettingValue::Policy { text }) => text.clone(),
                _ => String::new(),
            };
            bucket_policy::changes(&text(base), &text(draft))
        }
        (Some(SettingValue::Lifecycle { .. }) | None, Some(SettingValue::Lifecycle { .. }))
        | (Some(SettingValue::Lifecycle { .. }), None) => lifecycle::changes(lifecycle_of(base), lifecycle_of(draft)),
        (Some(SettingValue::AccessList { .. }) | None, Some(SettingValue::AccessList { .. }))
        | (Some(SettingValue::AccessList { .. }), None) => access_list::changes(listed(base), listed(draft)),
        (_, Some(value)) => vec![change(ChangeKind::Change, told(value))],
        (Some(SettingValue::Website { .. }), None) => {
            vec![change(ChangeKind::Remove, "The bucket is no longer a website.".to_owned())]
        }
        (Some(SettingValue::Logging { .. }), None) => {
            vec![change(ChangeKind::Remove, "Requests are no longer written down.".to_owned())]
        }
        (Some(_), None) => vec![change(ChangeKind::Remove, "Back to what the storage does by itself.".to_owned())],
        (None, None) => Vec::new(),
    }
}

/// Who is on the list beside the owner.
fn listed(value: Option<&SettingValue>) -> &[Listed] {
    match value {
        Some(SettingValue::AccessList { list }) => list,
        _ => &[],
    }
}

fn change(kind: ChangeKind, text: String) -> Change {
    Change { kind, text }
}

/// A value of one choice, in a sentence.
fn told(value: &SettingValue) -> String {
    match value {
        SettingValue::Versioning { versioning: Versioning::On } => {
            "Old versions are kept: what is written over or deleted can be brought back.".to_owned()
        }
        SettingValue::Versioning { versioning: Versioning::Suspended } => "Old versions are no longer kept.".to_owned(),
        SettingValue::Ownership { ownership: Ownership::Enforced } => {
            "Every file belongs to the bucket’s owner, and access lists are off.".to_owned()
        }
        SettingValue::Ownership { ownership: Ownership::Preferred } => {
            "A file belongs to the bucket’s owner where its upload says so; access lists count.".to_owned()
        }
        SettingValue::Ownership { ownership: Ownership::Writer } => {
            "A file belongs to whoever uploads it; access lists count.".to_owned()
        }
        SettingValue::Encryption { encryption: Encryption::Storage } => {
            "New files are encrypted with the storage’s own key.".to_owned()
        }
        SettingValue::Encryption { encryption: Encryption::Service { id, .. } } => {
            format!("New files are encrypted with {} of the key service.", key(id))
        }
        SettingValue::Encryption { encryption: Encryption::Twice { id } } => {
            format!("New files are encrypted twice, with {} of the key service (DSSE-KMS).", key(id))
        }
        SettingValue::Encryption { encryption: Encryption::Other { name } } => {
            format!("New files are encrypted in this storage’s own way, {name}.")
        }
        SettingValue::Lock { .. }
        | SettingValue::Website { .. }
        | SettingValue::Logging { .. }
        | SettingValue::Payer { .. } => plain::told(value),
        SettingValue::AccessList { .. }
        | SettingValue::Cors { .. }
        | SettingValue::Lifecycle { .. }
        | SettingValue::Policy { .. }
        | SettingValue::PublicAccess { .. }
        | SettingValue::Tags { .. } => String::new(),
    }
}

fn key(id: &str) -> &str {
    if id.is_empty() { "the account’s default key" } else { id }
}

fn of_locks(base: Option<&SettingValue>, new: PublicAccess) -> Vec<Change> {
    let old = match base {
        Some(SettingValue::PublicAccess { locks }) => *locks,
        _ => PublicAccess::default(),
    };
    let locks = [
        (old.block_acls, new.block_acls, "New public access lists are refused", "New public access lists are possible"),
        (old.ignore_acls, new.ignore_acls, "Public access lists do not count", "Public access lists count"),
        (old.block_policy, new.block_policy, "New public policies are refused", "New public policies are possible"),
        (
            old.restrict,
            new.restrict,
            "A public policy lets only your own account in",
            "A public policy lets everybody in",
        ),
    ];
    let told = locks.iter().filter(|(old, new, ..)| old != new).map(|(_, shut, yes, no)| {
        let kind = if *shut { ChangeKind::Remove } else { ChangeKind::Add };
        change(kind, format!("{}.", if *shut { yes } else { no }))
    });
    told.collect()
}
