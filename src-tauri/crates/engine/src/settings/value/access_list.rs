//! The access list (ACL): whom a bucket lets in beside its owner.

use std::collections::BTreeSet;

use policy::{
    cors::{Change, ChangeKind},
    lint::Facts,
};
use store::{Listed, May, Store, StoreError, Whom, XmlSetting};

use crate::settings::{
    around::{Around, acls_off},
    check::{Note, SettingCheck, say},
    fact::{FactTone, Told, counted, told},
    setting::{Read, Setting, document},
};

pub(super) struct Kind;

impl Setting for Kind {
    type Value = Vec<Listed>;

    const TITLE: &'static str = "Access list";

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
        Around { facts: Facts { acls_off: acls_off(store, bucket).await, ..Facts::default() }, ..plain }
    }

    async fn fact(store: &Store, bucket: &str) -> Result<Told, StoreError> {
        Ok(match Self::read(store, bucket).await?.0 {
            Some(list) => {
                let public = list.iter().any(|line| matches!(line.who, Whom::Everybody | Whom::Members));
                let tone = if public { FactTone::Warn } else { FactTone::Plain };
                let lines = list.iter().map(sentence).collect::<Vec<_>>().join(" ");
                told(tone, &format!("{} on the access list", counted(list.len(), "line")), &lines)
            }
            None => told(FactTone::Plain, "Nothing by access list", "Only the owner is on it."),
        })
    }
}

fn lines_of(value: Option<&Vec<Listed>>) -> &[Listed] {
    value.map(Vec::as_slice).unwrap_or_default()
}

/// A line in a sentence.
fn sentence(line: &Listed) -> String {
    format!("{} may {}.", who(&line.who), may(line.may))
}

fn who(whom: &Whom) -> String {
    match whom {
        Whom::Everybody => "Everybody, without any login,".to_owned(),
        Whom::Members => "Everybody with an Amazon account".to_owned(),
        Whom::Records => "What writes the record of requests".to_owned(),
        Whom::Account { id } => format!("The account `{}`", short(id)),
        Whom::Other { name } => format!("`{name}`"),
    }
}

/// The id of an account is 64 letters and digits, of which the first tell it apart.
fn short(id: &str) -> String {
    if id.chars().count() > 16 { id.chars().take(12).chain(['…']).collect() } else { id.to_owned() }
}

fn may(may: May) -> &'static str {
    match may {
        May::Look => "see the names of files",
        May::Write => "add, replace and delete files",
        May::LookAtList => "read this list",
        May::ChangeList => "change this list",
        May::Everything => "do everything",
    }
}

fn same(a: &[Listed], b: &[Listed]) -> bool {
    let set = |list: &[Listed]| list.iter().cloned().collect::<BTreeSet<_>>();
    set(a) == set(b)
}

/// What would be different, line by line.
fn changes(before: &[Listed], after: &[Listed]) -> Vec<Change> {
    let came = after.iter().filter(|line| !before.contains(line));
    let came = came.map(|line| say(ChangeKind::Add, sentence(line)));
    let gone = before.iter().filter(|line| !after.contains(line));
    let gone = gone.map(|line| {
        say(ChangeKind::Remove, format!("{} may no longer {}, by this list.", who(&line.who), may(line.may)))
    });
    came.chain(gone).collect()
}

/// What is to be said about a list: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html>
fn about(before: &[Listed], list: &[Listed], around: &Around) -> Vec<Note> {
    let mut notes = Vec::new();
    // Said before anybody fills in a line in vain.
    if around.facts.acls_off {
        notes.push(Note::stop(
            "By the ownership setting access lists are off here, and a change would be refused. Use the bucket policy, or choose another ownership first.",
        ));
    }
    if same(before, list) {
        return notes;
    }
    if list.iter().any(|line| matches!(line.who, Whom::Other { .. }) && !before.contains(line)) {
        notes.push(Note::stop(
            "A new line names somebody in this storage’s own way. Take that line out, or add it with the storage’s own tools.",
        ));
    }
    let account = |id: &str| id.len() == 64 && id.bytes().all(|b| b.is_ascii_hexdigit());
    for line in list {
        match &line.who {
            Whom::Account { id } if id.trim().is_empty() => notes.push(Note::stop("Fill in the account’s id.")),
            Whom::Account { id } if around.amazon && !account(id) => notes.push(Note::stop(
                "An account stands here by its canonical id, 64 digits and letters from a to f; its number of 12 digits does not do.",
            )),
            Whom::Everybody | Whom::Members if line.may == May::Look => notes.push(Note::warn(
                "Anybody may then see the names of all files. Opening them is another permission.",
            )),
            Whom::Everybody | Whom::Members => notes.push(Note::warn(
                "Strangers may then change what is in the bucket or who gets in, and the owner pays for it.",
            )),
            _ => {}
        }
    }
    if list.iter().collect::<BTreeSet<_>>().len() < list.len() {
        notes.push(Note::stop("A line stands here twice."));
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
        assert_eq!(sentence(&open), "Everybody, without any login, may see the names of files.");
        let told: Vec<String> = changes(std::slice::from_ref(&open), std::slice::from_ref(&records))
            .into_iter()
            .map(|change| change.text)
            .collect();
        assert_eq!(
            told,
            [
                "What writes the record of requests may add, replace and delete files.",
                "Everybody, without any login, may no longer see the names of files, by this list."
            ]
        );
        assert!(same(&[open.clone(), records.clone()], &[records, open]));
    }

    #[test]
    fn what_would_be_refused_or_regretted_is_said() {
        let anywhere = Around::default();
        let amazon = Around { amazon: true, ..Around::default() };
        let off = Around { facts: Facts { acls_off: true, ..Facts::default() }, ..Around::default() };
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
