//! What is to be said about a draft, and what it would change, in sentences.

use std::collections::HashSet;

use policy::cors::{self, Change, ChangeKind, Config, Grade};
use serde::Serialize;
use store::{Encryption, Listed, Ownership, PublicAccess, Tag, Versioning};
use ts_rs::TS;

use super::{
    access_list,
    around::Around,
    bucket_policy::{self, PolicyCheck},
    lifecycle, plain,
    value::{SettingKind, SettingValue, same},
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

pub(super) fn check(
    kind: SettingKind,
    base: Option<&SettingValue>,
    draft: Option<&SettingValue>,
    around: &Around,
) -> SettingCheck {
    let mut looked = SettingCheck { changes: changes(base, draft), ..SettingCheck::default() };
    match draft {
        Some(SettingValue::Cors { rules }) => looked.cors = cors::check(&Config { rules: rules.clone() }),
        Some(SettingValue::Policy { text }) => {
            let (policy, notes) = bucket_policy::check(text, around);
            (looked.policy, looked.notes) = (Some(policy), notes);
        }
        Some(SettingValue::Tags { tags }) => looked.notes = about_tags(tags),
        Some(SettingValue::Lifecycle { rules }) => looked.notes = lifecycle::about(rules, around),
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
        Some(SettingValue::Encryption { encryption: Encryption::Service { .. } }) => looked.notes.push(Note::warn(
            "Whoever reads or writes files then also needs permission for the key. Files that are there stay as they are.",
        )),
        Some(SettingValue::Ownership { ownership: Ownership::Writer }) => looked.notes.push(Note::warn(
            "Files that other accounts upload then belong to them, and you may be unable to open them.",
        )),
        None if kind == SettingKind::PublicAccess => looked.notes.push(Note::warn(
            "Without the locks, a policy or an access list can make files public. Nothing becomes public by this alone.",
        )),
        _ => looked.notes = plain::about(base, draft),
    }
    looked
}

/// All locks shut.
const ALL: PublicAccess = PublicAccess { block_acls: true, ignore_acls: true, block_policy: true, restrict: true };

/// What would be different; empty exactly when nothing is.
pub(super) fn changes(base: Option<&SettingValue>, draft: Option<&SettingValue>) -> Vec<Change> {
    if same(&base.cloned(), &draft.cloned()) {
        return Vec::new();
    }
    match (base, draft) {
        (Some(SettingValue::Tags { .. }) | None, Some(SettingValue::Tags { tags })) => of_tags(base, tags),
        (Some(SettingValue::Tags { .. }), None) => of_tags(base, &[]),
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
        | (Some(SettingValue::Lifecycle { .. }), None) => {
            let rules = |value: Option<&SettingValue>| match value {
                Some(SettingValue::Lifecycle { rules }) => rules.clone(),
                _ => Vec::new(),
            };
            lifecycle::changes(&rules(base), &rules(draft))
        }
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
            let key = if id.is_empty() { "the account’s default key" } else { id };
            format!("New files are encrypted with {key} of the key service.")
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

fn of_tags(base: Option<&SettingValue>, tags: &[Tag]) -> Vec<Change> {
    let old = match base {
        Some(SettingValue::Tags { tags }) => tags.as_slice(),
        _ => &[],
    };
    let value = |tags: &[Tag], name: &str| tags.iter().find(|tag| tag.name == name).map(|tag| tag.value.clone());
    let mut told: Vec<Change> = tags
        .iter()
        .filter_map(|tag| match value(old, &tag.name) {
            None => Some(change(ChangeKind::Add, format!("The tag {} is added: “{}”.", tag.name, tag.value))),
            Some(old) if old != tag.value => {
                Some(change(ChangeKind::Change, format!("The tag {} is “{}” instead of “{old}”.", tag.name, tag.value)))
            }
            Some(_) => None,
        })
        .collect();
    let gone = old.iter().filter(|tag| value(tags, &tag.name).is_none());
    told.extend(gone.map(|tag| change(ChangeKind::Remove, format!("The tag {} is removed.", tag.name))));
    told
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

/// Amazon's rules for tags: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/CostAllocTagging.html>
fn about_tags(tags: &[Tag]) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut names = HashSet::new();
    if tags.len() > 50 {
        notes.push(Note::stop(format!("A bucket has 50 tags at most; these are {}.", tags.len())));
    }
    for Tag { name, value } in tags {
        if name.trim().is_empty() {
            notes.push(Note::stop("Each tag needs a name.".to_owned()));
        } else if !names.insert(name) {
            notes.push(Note::stop(format!("Two tags have the name {name}.")));
        } else if name.to_lowercase().starts_with("aws:") {
            notes.push(Note::stop(format!("{name}: names that begin with aws: are Amazon’s own.")));
        } else if name.chars().count() > 128 || value.chars().count() > 256 {
            notes.push(Note::stop(format!("{name}: a name has 128 characters at most, a value 256.")));
        } else if [name, value].iter().any(|text| !text.chars().all(may_stand_in_tag)) {
            notes.push(Note::stop(format!("{name}: tags have letters, digits, spaces and + - = . _ : / @.")));
        }
    }
    notes
}

fn may_stand_in_tag(c: char) -> bool {
    c.is_alphanumeric() || c == ' ' || "+-=._:/@".contains(c)
}
