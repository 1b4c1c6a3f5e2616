//! A bucket's tags: what is to be said about a draft of them, and what it would change.

use std::collections::HashSet;

use policy::cors::{Change, ChangeKind};
use store::Tag;

use super::{check::Note, value::SettingValue};

fn tags_of(value: Option<&SettingValue>) -> &[Tag] {
    match value {
        Some(SettingValue::Tags { tags }) => tags,
        _ => &[],
    }
}

/// Whether a tag is one that AWS makes and keeps.
fn is_amazons(tag: &Tag) -> bool {
    tag.name.to_lowercase().starts_with("aws:")
}

fn change(kind: ChangeKind, text: String) -> Change {
    Change { kind, text }
}

/// What would be different, tag by tag.
pub(super) fn changes(base: Option<&SettingValue>, tags: &[Tag]) -> Vec<Change> {
    let old = tags_of(base);
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

/// Amazon's rules for tags: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/CostAllocTagging.html>
pub(super) fn about(base: Option<&SettingValue>, tags: &[Tag]) -> Vec<Note> {
    let mut notes = Vec::new();
    let before = tags_of(base);
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
