//! Tags: names and values for bills and rules.

use std::collections::HashSet;

use policy::cors::{Change, ChangeKind};
use store::{Store, StoreError, Tag, XmlSetting};

use crate::settings::{
    around::Around,
    check::{Note, SettingCheck, say},
    fact::{FactTone, Told, counted, told},
    setting::{Read, Setting, document},
};

pub(super) struct Kind;

impl Setting for Kind {
    type Value = Vec<Tag>;

    const TITLE: &'static str = "Tags";

    async fn read(store: &Store, bucket: &str) -> Read<Vec<Tag>> {
        document(store, bucket, XmlSetting::Tags, |document| document.tags()).await
    }

    async fn write(store: &Store, bucket: &str, tags: &Vec<Tag>) -> Result<(), StoreError> {
        match tags.is_empty() {
            true => store.delete_tags(bucket).await,
            false => store.put_tags(bucket, tags).await,
        }
    }

    async fn remove(store: &Store, bucket: &str) -> Result<(), StoreError> {
        store.delete_tags(bucket).await
    }

    fn same(a: &Vec<Tag>, b: &Vec<Tag>) -> bool {
        let sorted = |tags: &[Tag]| {
            let mut tags = tags.to_vec();
            tags.sort();
            tags
        };
        sorted(a) == sorted(b)
    }

    fn check(base: Option<&Vec<Tag>>, draft: Option<&Vec<Tag>>, _: &Around) -> SettingCheck {
        about(tags_of(base), tags_of(draft)).into()
    }

    fn changes(base: Option<&Vec<Tag>>, draft: Option<&Vec<Tag>>) -> Vec<Change> {
        changes(tags_of(base), tags_of(draft))
    }

    async fn fact(store: &Store, bucket: &str) -> Result<Told, StoreError> {
        Ok(match Self::read(store, bucket).await?.0 {
            Some(tags) => {
                let names: Vec<_> = tags.iter().take(3).map(|tag| tag.name.as_str()).collect();
                told(FactTone::Plain, &counted(tags.len(), "tag"), &names.join(", "))
            }
            None => told(FactTone::Plain, "No tags", "Nothing is noted about it."),
        })
    }
}

fn tags_of(value: Option<&Vec<Tag>>) -> &[Tag] {
    value.map(Vec::as_slice).unwrap_or_default()
}

/// Whether a tag is one that AWS makes and keeps.
fn is_amazons(tag: &Tag) -> bool {
    tag.name.to_lowercase().starts_with("aws:")
}

/// What would be different, tag by tag.
fn changes(old: &[Tag], tags: &[Tag]) -> Vec<Change> {
    let value = |tags: &[Tag], name: &str| tags.iter().find(|tag| tag.name == name).map(|tag| tag.value.clone());
    let mut told: Vec<Change> = tags
        .iter()
        .filter_map(|tag| match value(old, &tag.name) {
            None => Some(say(ChangeKind::Add, format!("The tag {} is added: “{}”.", tag.name, tag.value))),
            Some(old) if old != tag.value => {
                Some(say(ChangeKind::Change, format!("The tag {} is “{}” instead of “{old}”.", tag.name, tag.value)))
            }
            Some(_) => None,
        })
        .collect();
    let gone = old.iter().filter(|tag| value(tags, &tag.name).is_none());
    told.extend(gone.map(|tag| say(ChangeKind::Remove, format!("The tag {} is removed.", tag.name))));
    told
}

/// Amazon's rules for tags: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/CostAllocTagging.html>
fn about(before: &[Tag], tags: &[Tag]) -> Vec<Note> {
    let mut notes = Vec::new();
    if let Some(gone) = before.iter().find(|tag| is_amazons(tag) && !tags.contains(tag)) {
        notes.push(Note::stop(format!(
            "{}: AWS set this tag and manages it (CloudFormation does so, for instance). It can be neither changed nor removed here.",
            gone.name
        )));
    }
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
            let new = !before.iter().any(|tag| tag.name == *name);
            notes.extend(new.then(|| Note::stop(format!("{name}: names that begin with aws: are reserved for AWS."))));
        } else if name.chars().count() > 128 || value.chars().count() > 256 {
            notes.push(Note::stop(format!("{name}: a name has 128 characters at most, a value 256.")));
        } else if [name, value].iter().any(|text| !text.chars().all(is_allowed)) {
            notes.push(Note::stop(format!("{name}: tags have letters, digits, spaces and + - = . _ : / @.")));
        }
    }
    notes
}

fn is_allowed(c: char) -> bool {
    c.is_alphanumeric() || c == ' ' || "+-=._:/@".contains(c)
}
