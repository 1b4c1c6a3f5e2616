//! Tags: names and values for bills and rules.

use std::collections::HashSet;

use store::{Store, StoreError, Tag, XmlSetting};
use words::{Words, bucket, say};

use crate::settings::{
    around::Around,
    check::{Change, Note, SettingCheck, more},
    fact::{FactText, FactTone},
    setting::{Read, Setting, document},
};

pub(super) struct Kind;

impl Setting for Kind {
    type Value = Vec<Tag>;

    fn title() -> Words {
        say!(bucket::TagsTitle)
    }

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

    async fn fact(store: &Store, bucket: &str) -> Result<FactText, StoreError> {
        Ok(match Self::read(store, bucket).await?.0 {
            Some(tags) => {
                let mut names: Vec<Words> = tags.iter().take(3).map(|tag| tag.name.as_str().into()).collect();
                names.extend(more(tags.len().saturating_sub(3)));
                (FactTone::Plain, say!(bucket::TagsSomeTitle, count = tags.len()), say!(bucket::TagsSome, names))
            }
            None => (FactTone::Plain, say!(bucket::TagsNoneTitle), say!(bucket::TagsNone)),
        })
    }
}

/// Tags of one bucket.
const MOST: usize = 50;

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
        .filter_map(|Tag { name, value: new }| match value(old, name) {
            None => Some(Change::add(say!(bucket::TagAdded, name, value = new))),
            Some(before) if before != *new => Some(Change::other(say!(bucket::TagChanged, name, before, value = new))),
            Some(_) => None,
        })
        .collect();
    let gone = old.iter().filter(|tag| value(tags, &tag.name).is_none());
    told.extend(gone.map(|tag| Change::remove(say!(bucket::TagRemoved, name = &tag.name))));
    told
}

/// Amazon's rules for tags:
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/CostAllocTagging.html>
fn about(before: &[Tag], tags: &[Tag]) -> Vec<Note> {
    let mut notes = Vec::new();
    if let Some(gone) = before.iter().find(|tag| is_amazons(tag) && !tags.contains(tag)) {
        notes.push(Note::stop(say!(bucket::TagManaged, name = &gone.name)));
    }
    let mut names = HashSet::new();
    if tags.len() > MOST {
        notes.push(Note::stop(say!(bucket::TagsTooMany, most = MOST, count = tags.len())));
    }
    for Tag { name, value } in tags {
        if name.trim().is_empty() {
            notes.push(Note::stop(say!(bucket::TagNameMissing)));
        } else if !names.insert(name) {
            notes.push(Note::stop(say!(bucket::TagTwice, name)));
        } else if name.to_lowercase().starts_with("aws:") {
            let new = !before.iter().any(|tag| tag.name == *name);
            notes.extend(new.then(|| Note::stop(say!(bucket::TagReserved, name))));
        } else if name.chars().count() > 128 || value.chars().count() > 256 {
            notes.push(Note::stop(say!(bucket::TagLong, name)));
        } else if [name, value].iter().any(|text| !text.chars().all(is_allowed)) {
            notes.push(Note::stop(say!(bucket::TagCharacters, name)));
        }
    }
    notes
}

fn is_allowed(c: char) -> bool {
    c.is_alphanumeric() || c == ' ' || "+-=._:/@".contains(c)
}
