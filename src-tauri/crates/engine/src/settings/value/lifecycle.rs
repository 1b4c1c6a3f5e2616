//! Lifecycle rules: what a bucket does with files by itself as they get older. Beside what every setting has, what a rule
//! would do to the files that are there.

mod count;
mod words;

use std::collections::HashSet;

use policy::cors::{Change, ChangeKind};
use store::{Ages, LifecycleRule, Store, StoreError, Versioning, When, XmlSetting};

pub use self::count::RuleCount;
pub(in crate::settings) use self::count::count;
use self::words::rule as sentence;
use crate::settings::{
    around::Around,
    check::{Note, SettingCheck, say},
    fact::{FactTone, Told, counted, told},
    setting::{Read, Setting, document},
};

pub(super) struct Kind;

impl Setting for Kind {
    type Value = Vec<LifecycleRule>;

    const TITLE: &'static str = "Cleaning up";

    async fn read(store: &Store, bucket: &str) -> Read<Vec<LifecycleRule>> {
        document(store, bucket, XmlSetting::Lifecycle, |document| document.lifecycle()).await
    }

    async fn write(store: &Store, bucket: &str, rules: &Vec<LifecycleRule>) -> Result<(), StoreError> {
        match rules.is_empty() {
            true => store.delete_lifecycle(bucket).await,
            false => store.put_lifecycle(bucket, rules).await,
        }
    }

    async fn remove(store: &Store, bucket: &str) -> Result<(), StoreError> {
        store.delete_lifecycle(bucket).await
    }

    fn same(a: &Vec<LifecycleRule>, b: &Vec<LifecycleRule>) -> bool {
        same(a, b)
    }

    fn check(base: Option<&Vec<LifecycleRule>>, draft: Option<&Vec<LifecycleRule>>, around: &Around) -> SettingCheck {
        let rules = rules_of(draft);
        let sentences = rules.iter().map(sentence).collect();
        SettingCheck { rules: sentences, notes: about(rules_of(base), rules, around), ..SettingCheck::default() }
    }

    fn changes(base: Option<&Vec<LifecycleRule>>, draft: Option<&Vec<LifecycleRule>>) -> Vec<Change> {
        changes(rules_of(base), rules_of(draft))
    }

    async fn look_around(store: &Store, bucket: &str, plain: Around) -> Around {
        let versions = store.get_versioning(bucket).await.ok().flatten();
        Around { versions, ages: Some(store.provider().quirks.ages), ..plain }
    }

    async fn fact(store: &Store, bucket: &str) -> Result<Told, StoreError> {
        let Some(rules) = Self::read(store, bucket).await?.0 else {
            let text = "Files stay until somebody deletes them.";
            return Ok(told(FactTone::Plain, "Nothing is cleaned up by itself", text));
        };
        let on: Vec<_> = rules.iter().filter(|rule| rule.on).collect();
        let text = match on.as_slice() {
            [] => "All rules are switched off.".to_owned(),
            [rule] => sentence(rule),
            [first, more @ ..] => format!("{} And {} more.", sentence(first), counted(more.len(), "rule")),
        };
        Ok(told(FactTone::Plain, "Cleans up by itself", &text))
    }
}

fn rules_of(value: Option<&Vec<LifecycleRule>>) -> &[LifecycleRule] {
    value.map(Vec::as_slice).unwrap_or_default()
}

/// The most that Amazon takes.
const MOST: usize = 1_000;

/// Whether two lists of rules do the same; a storage makes names up for rules without one.
fn same(a: &[LifecycleRule], b: &[LifecycleRule]) -> bool {
    a.len() == b.len() && a.iter().all(|rule| b.iter().any(|other| alike(rule, other)))
}

fn alike(a: &LifecycleRule, b: &LifecycleRule) -> bool {
    let named = |rule: &LifecycleRule, id: &str| LifecycleRule { id: id.to_owned(), ..rule.clone() };
    (a.id == b.id || a.id.is_empty() || b.id.is_empty()) && named(a, "") == named(b, "")
}

/// What would be different, rule by rule.
fn changes(before: &[LifecycleRule], after: &[LifecycleRule]) -> Vec<Change> {
    let mut left: Vec<&LifecycleRule> = before.iter().collect();
    let mut take =
        |fits: &dyn Fn(&LifecycleRule) -> bool| left.iter().position(|old| fits(old)).map(|at| left.remove(at));
    let fresh: Vec<&LifecycleRule> = after.iter().filter(|new| take(&|old| alike(old, new)).is_none()).collect();
    let mut told = Vec::new();
    for new in fresh {
        let old = take(&|old| !new.id.is_empty() && old.id == new.id);
        told.push(match old {
            None => say(ChangeKind::Add, sentence(new)),
            Some(old) => say(ChangeKind::Change, format!("{} Before: {}", sentence(new), sentence(old))),
        });
    }
    let gone = |old: &LifecycleRule| say(ChangeKind::Remove, format!("No longer: {}", sentence(old)));
    told.extend(left.into_iter().map(gone));
    told
}

/// What is to be said about rules, by
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-configuration-examples.html> and what storages have in
/// common.
/// A rule that the storage has as it is did not keep it from anything, so it does not stop a change of another.
fn about(before: &[LifecycleRule], rules: &[LifecycleRule], around: &Around) -> Vec<Note> {
    let mut notes = Vec::new();
    if rules.len() > MOST {
        notes.push(Note::stop(format!("A bucket has {MOST} rules at most; these are {}.", rules.len())));
    }
    let mut names = HashSet::new();
    for (rule, nth) in rules.iter().zip(1..) {
        if !rule.id.is_empty() && !names.insert(&rule.id) {
            notes.push(Note::stop(format!("Rule {nth}: another rule has the name {}.", rule.id)));
        }
        let grade = if before.contains(rule) { Note::warn } else { Note::stop };
        let stop = wrong(rule, around).map(grade);
        let said = stop.into_iter().chain(worth_knowing(rule, around).into_iter().map(Note::warn));
        notes.extend(said.map(|note| Note { text: format!("Rule {nth}: {}", note.text), ..note }));
    }
    notes
}

/// Why a storage would refuse the rule.
fn wrong(rule: &LifecycleRule, around: &Around) -> Option<String> {
    let days = |when: &When| match when {
        When::Days { days } => Some(*days),
        When::On { .. } => None,
    };
    let expires = rule.expire.as_ref().and_then(days);
    let moves = rule.moves.iter().filter_map(|to| Some((days(&to.when)?, to.class.as_str())));
    let does = rule.expire.is_some()
        || rule.clean_markers
        || !rule.moves.is_empty()
        || rule.old_expire.is_some()
        || !rule.old_moves.is_empty()
        || rule.abort.is_some();
    let least = [expires, rule.old_expire, rule.abort].into_iter().flatten().min();
    let narrowed = !rule.tags.is_empty() || rule.larger_than.is_some() || rule.smaller_than.is_some();
    let late = moves.clone().find(|(after, _)| expires.is_some_and(|end| *after >= end));
    let early = moves.clone().find(|(after, class)| around.amazon && *after < 30 && class.ends_with("_IA"));
    if !does {
        Some("it does nothing yet. Say what becomes of the files.".to_owned())
    } else if least.is_some_and(|days| days < 1) || moves.clone().any(|(after, _)| after < 0) {
        Some("a number of days is at least 1.".to_owned())
    } else if rule.moves.iter().any(|to| to.class.trim().is_empty()) {
        Some("it does not say which class files are moved to.".to_owned())
    } else if rule.clean_markers && rule.expire.is_some() {
        Some("marks of deleted files are cleaned away by the deletion itself. Leave out one of the two.".to_owned())
    } else if narrowed && (rule.abort.is_some() || rule.clean_markers) {
        Some("unfinished uploads and marks of deleted files have no tags and no size. Put them into a rule of their own.".to_owned())
    } else if let Some((_, class)) = late {
        Some(format!("files would be moved to {class} when they are deleted already. Move them earlier."))
    } else {
        early.map(|(_, class)| format!("Amazon moves files to {class} after 30 days at the earliest."))
    }
}

fn worth_knowing(rule: &LifecycleRule, around: &Around) -> Vec<String> {
    let mut said = Vec::new();
    if !rule.on {
        return said;
    }
    let all =
        rule.prefix.is_empty() && rule.tags.is_empty() && rule.larger_than.is_none() && rule.smaller_than.is_none();
    if rule.expire.is_some() && all {
        said.push("it deletes every file of the bucket, also those to come.".to_owned());
    }
    if !rule.prefix.is_empty() && !rule.prefix.ends_with('/') {
        said.push(format!("it is also for other folders and files that begin with `{}`.", rule.prefix));
    }
    match around.versions {
        Some(Versioning::On) if rule.expire.is_some() && rule.old_expire.is_none() => {
            said.push(
                "old versions are kept here, so what it deletes stays as an old version, and on the bill.".to_owned(),
            );
        }
        None if rule.old_expire.is_some() || !rule.old_moves.is_empty() => {
            said.push("no old versions are kept here, so there is nothing to clean.".to_owned());
        }
        _ => {}
    }
    let moves = !rule.moves.is_empty() || !rule.old_moves.is_empty();
    if moves && !around.amazon {
        said.push("classes are called otherwise on other storages than Amazon’s, and many have none.".to_owned());
    }
    said.extend(portable(rule, around).map(str::to_owned));
    said
}

/// What of the rule a storage other than Amazon's may leave out. What it shows after saving is what it kept.
fn portable(rule: &LifecycleRule, around: &Around) -> Option<&'static str> {
    let filtered =
        !rule.tags.is_empty() || rule.larger_than.is_some() || rule.smaller_than.is_some() || rule.old_keep.is_some();
    let deletes_only =
        rule.moves.is_empty() && rule.old_expire.is_none() && rule.old_moves.is_empty() && !rule.clean_markers;
    match around.ages? {
        Ages::Unfiltered if filtered => Some(
            "this storage leaves out tags, sizes and how many old versions to keep, so more would be deleted than it says.",
        ),
        Ages::Deletes if filtered || !deletes_only => Some(
            "this storage only deletes files after a time and cleans unfinished uploads; the rest it refuses or leaves out.",
        ),
        Ages::Unknown if filtered => Some(
            "some storages leave out tags, sizes and how many old versions to keep. Compare what is shown after saving.",
        ),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
