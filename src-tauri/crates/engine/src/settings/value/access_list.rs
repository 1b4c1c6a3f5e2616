//! The ACL: who has access to a bucket beside its owner.

use std::collections::BTreeSet;

use policy::lint::Surroundings;
use store::{Listed, May, Store, StoreError, Whom, XmlSetting};
use words::{Words, bucket, say};

use crate::settings::{
    around::{Around, acls_off},
    check::{Change, Note, SettingCheck},
    fact::{FactText, FactTone},
    setting::{Read, Setting, document},
};

pub(super) struct Kind;

impl Setting for Kind {
    type Value = Vec<Listed>;

    fn title() -> Words {
        say!(bucket::AclTitle)
    }

    async fn read(store: &Store, bucket: &str) -> Read<Vec<Listed>> {
        document(store, bucket, XmlSetting::AccessList, |document| document.access_list()).await
    }

    async fn write(store: &Store, bucket: &str, list: &Vec<Listed>) -> Result<(), StoreError> {
        store.put_access_list(bucket, list).await
    }

    async fn remove(store: &Store, bucket: &str) -> Result<(), StoreError> {
        store.put_access_list(bucket, &[]).await
    }

    /// Its order means nothing.
    fn same(a: &Vec<Listed>, b: &Vec<Listed>) -> bool {
        same(a, b)
    }

    fn check(base: Option<&Vec<Listed>>, draft: Option<&Vec<Listed>>, around: &Around) -> SettingCheck {
        about(lines_of(base), lines_of(draft), around).into()
    }

    fn changes(base: Option<&Vec<Listed>>, draft: Option<&Vec<Listed>>) -> Vec<Change> {
        changes(lines_of(base), lines_of(draft))
    }

    async fn look_around(store: &Store, bucket: &str, plain: Around) -> Around {
        Around {
            surroundings: Surroundings { acls_off: acls_off(store, bucket).await, ..Surroundings::default() },
            ..plain
        }
    }

    async fn fact(store: &Store, bucket: &str) -> Result<FactText, StoreError> {
        Ok(match Self::read(store, bucket).await?.0 {
            Some(list) => {
                let public = list.iter().any(|line| matches!(line.who, Whom::Everybody | Whom::Members));
                let tone = if public { FactTone::Warn } else { FactTone::Plain };
                let said = list.iter().map(can).reduce(|first, next| say!(bucket::Sentences, first, next));
                let text = said.unwrap_or_else(|| say!(bucket::AclNone));
                (tone, say!(bucket::AclSomeTitle, count = list.len()), text)
            }
            None => (FactTone::Plain, say!(bucket::AclNoneTitle), say!(bucket::AclNone)),
        })
    }
}

fn lines_of(value: Option<&Vec<Listed>>) -> &[Listed] {
    value.map(Vec::as_slice).unwrap_or_default()
}

/// An entry in a sentence.
fn can(entry: &Listed) -> Words {
    say!(bucket::AclCan, who = who(&entry.who), permission = permission(entry.may))
}

fn who(whom: &Whom) -> Words {
    match whom {
        Whom::Everybody => say!(bucket::AclEverybody),
        Whom::Members => say!(bucket::AclMembers),
        Whom::Records => say!(bucket::AclRecords),
        Whom::Account { id } => say!(bucket::AclAccount, id = short(id)),
        Whom::Other { name } => say!(bucket::AclOther, name),
    }
}

/// The id of an account is 64 letters and digits, of which the first tell it apart.
fn short(id: &str) -> String {
    if id.chars().count() > 16 { id.chars().take(12).chain(['…']).collect() } else { id.to_owned() }
}

/// As the messages name it.
fn permission(may: May) -> &'static str {
    match may {
        May::Look => "list",
        May::Write => "write",
        May::LookAtList => "read-acl",
        May::ChangeList => "change-acl",
        May::Everything => "full",
    }
}

fn same(a: &[Listed], b: &[Listed]) -> bool {
    let set = |list: &[Listed]| list.iter().cloned().collect::<BTreeSet<_>>();
    set(a) == set(b)
}

/// What would be different, entry by entry.
fn changes(before: &[Listed], after: &[Listed]) -> Vec<Change> {
    let came = after.iter().filter(|line| !before.contains(line));
    let came = came.map(|line| Change::add(can(line)));
    let gone = before.iter().filter(|line| !after.contains(line));
    let gone = gone
        .map(|line| Change::remove(say!(bucket::AclCannot, who = who(&line.who), permission = permission(line.may))));
    came.chain(gone).collect()
}

/// What is to be said about a list:
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html>
fn about(before: &[Listed], list: &[Listed], around: &Around) -> Vec<Note> {
    let mut notes = Vec::new();
    // Said before anybody fills in a line in vain.
    if around.surroundings.acls_off {
        notes.push(Note::stop(say!(bucket::AclOff)));
    }
    if same(before, list) {
        return notes;
    }
    if list.iter().any(|line| matches!(line.who, Whom::Other { .. }) && !before.contains(line)) {
        notes.push(Note::stop(say!(bucket::AclOtherNew)));
    }
    let account = |id: &str| id.len() == 64 && id.bytes().all(|b| b.is_ascii_hexdigit());
    for line in list {
        match &line.who {
            Whom::Account { id } if id.trim().is_empty() => notes.push(Note::stop(say!(bucket::AclIdMissing))),
            Whom::Account { id } if around.amazon && !account(id) => {
                notes.push(Note::stop(say!(bucket::AclIdWrong)));
            }
            Whom::Everybody | Whom::Members if line.may == May::Look => {
                notes.push(Note::warn(say!(bucket::AclWarningList)));
            }
            Whom::Everybody | Whom::Members => notes.push(Note::warn(say!(bucket::AclWarningChange))),
            _ => {}
        }
    }
    if list.iter().collect::<BTreeSet<_>>().len() < list.len() {
        notes.push(Note::stop(say!(bucket::AclTwice)));
    }
    notes
}

#[cfg(test)]
mod tests {
    use policy::cors::Grade;

    use super::*;

    fn line(who: Whom, may: May) -> Listed {
        Listed { who, may }
    }

    fn grades(list: &[Listed], around: &Around) -> Vec<Grade> {
        about(&[], list, around).iter().map(|note| note.grade).collect()
    }

    #[test]
    fn a_list_is_told_line_by_line_and_by_what_changes() {
        let open = line(Whom::Everybody, May::Look);
        let records = line(Whom::Records, May::Write);
        assert_eq!(can(&open), "Anyone, without signing in, can list files.");
        let told: Vec<String> = changes(std::slice::from_ref(&open), std::slice::from_ref(&records))
            .into_iter()
            .map(|change| change.text.to_string())
            .collect();
        assert_eq!(
            told,
            [
                "S3 log delivery can add, replace and delete files.",
                "Anyone, without signing in, can no longer list files through this ACL."
            ]
        );
        assert!(same(&[open.clone(), records.clone()], &[records, open]));
    }

    #[test]
    fn what_would_be_refused_or_regretted_is_said() {
        let anywhere = Around::default();
        let amazon = Around { amazon: true, ..Around::default() };
        let off =
            Around { surroundings: Surroundings { acls_off: true, ..Surroundings::default() }, ..Around::default() };
        let everybody = [line(Whom::Everybody, May::Look)];
        assert_eq!(grades(&everybody, &anywhere), [Grade::Warn]);
        assert_eq!(grades(&everybody, &off), [Grade::Stop, Grade::Warn]);
        let numbered = [line(Whom::Account { id: "111122223333".into() }, May::Look)];
        assert_eq!(grades(&numbered, &amazon), [Grade::Stop]);
        assert_eq!(grades(&numbered, &anywhere), []);
        assert_eq!(grades(&[line(Whom::Account { id: "ab".repeat(32) }, May::Look)], &amazon), []);
        let other = [line(Whom::Other { name: "ann".into() }, May::Look)];
        assert_eq!(grades(&other, &anywhere), [Grade::Stop]);
        let beside = [other[0].clone(), line(Whom::Records, May::Write)];
        assert_eq!(about(&other, &beside, &anywhere), [], "what is on the list already stays as it is written there");
        let twice = [line(Whom::Records, May::Write), line(Whom::Records, May::Write)];
        assert_eq!(grades(&twice, &anywhere), [Grade::Stop]);
        assert!(about(&everybody, &everybody, &anywhere).is_empty(), "what is so already is not spoken of");
        assert_eq!(grades(&[], &off), [Grade::Stop], "said before a line is filled in in vain");
    }
}
