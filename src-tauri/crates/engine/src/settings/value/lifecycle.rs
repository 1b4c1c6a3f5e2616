//! Lifecycle rules: what a bucket does with files by itself as they get older. Beside what every
//! setting has, what a rule would do to the files that are there.

mod count;
mod words;

use std::collections::HashSet;

use ::words::{Words, bucket, say};
use store::{Ages, LifecycleRule, Store, StoreError, Versioning, When, XmlSetting};

pub use self::count::RuleCount;
pub(in crate::settings) use self::count::count;
use self::words::rule as sentence;
use crate::settings::{
    around::Around,
    check::{Change, Note, SettingCheck},
    fact::{FactText, FactTone},
    setting::{Read, Setting, document},
};

pub(super) struct Kind;

impl Setting for Kind {
    type Value = Vec<LifecycleRule>;

    fn title() -> Words {
        say!(bucket::LifecycleTitle)
    }

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

    async fn fact(store: &Store, bucket: &str) -> Result<FactText, StoreError> {
        let Some(rules) = Self::read(store, bucket).await?.0 else {
            return Ok((FactTone::Plain, say!(bucket::LifecycleNoneTitle), say!(bucket::LifecycleNone)));
        };
        let on: Vec<_> = rules.iter().filter(|rule| rule.on).collect();
        let text = match on.as_slice() {
            [] => say!(bucket::LifecycleOff),
            [rule] => sentence(rule),
            [first, more @ ..] => say!(bucket::LifecycleMore, first = sentence(first), count = more.len()),
        };
        Ok((FactTone::Plain, say!(bucket::LifecycleSomeTitle, count = rules.len()), text))
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
            None => Change::add(sentence(new)),
            Some(old) => Change::other(say!(bucket::Instead, after = sentence(new), before = sentence(old))),
        });
    }
    let gone = |old: &LifecycleRule| Change::remove(say!(bucket::NoLonger, what = sentence(old)));
    told.extend(left.into_iter().map(gone));
    told
}

/// What is to be said about rules, by
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-configuration-examples.html> and what storages have in
/// common. A rule that the storage has as it is did not keep it from anything, so it does not stop
/// a change of another.
fn about(before: &[LifecycleRule], rules: &[LifecycleRule], around: &Around) -> Vec<Note> {
    let mut notes = Vec::new();
    if rules.len() > MOST {
        notes.push(Note::stop(say!(bucket::RulesTooMany, most = MOST, count = rules.len())));
    }
    let mut names = HashSet::new();
    for (rule, number) in rules.iter().zip(1_usize..) {
        let mut said = Vec::new();
        if !rule.id.is_empty() && !names.insert(&rule.id) {
            said.push(Note::stop(say!(bucket::RuleNameTwice, name = &rule.id)));
        }
        let grade = if before.contains(rule) { Note::warn } else { Note::stop };
        said.extend(wrong(rule, around).map(grade));
        said.extend(worth_knowing(rule, around).into_iter().map(Note::warn));
        let numbered = |Note { grade, text }| Note { grade, text: say!(bucket::RuleNote, number, note = text) };
        notes.extend(said.into_iter().map(numbered));
    }
    notes
}

/// Why a storage would refuse the rule.
fn wrong(rule: &LifecycleRule, around: &Around) -> Option<Words> {
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
        Some(say!(bucket::RuleEmpty))
    } else if least.is_some_and(|days| days < 1) || moves.clone().any(|(after, _)| after < 0) {
        Some(say!(bucket::RuleDays))
    } else if rule.moves.iter().any(|to| to.class.trim().is_empty()) {
        Some(say!(bucket::RuleClass))
    } else if rule.clean_markers && rule.expire.is_some() {
        Some(say!(bucket::RuleMarkersExpire))
    } else if narrowed && (rule.abort.is_some() || rule.clean_markers) {
        Some(say!(bucket::RuleNarrowed))
    } else if let Some((_, class)) = late {
        Some(say!(bucket::RuleLate, class))
    } else {
        early.map(|(_, class)| say!(bucket::RuleEarly, class))
    }
}

fn worth_knowing(rule: &LifecycleRule, around: &Around) -> Vec<Words> {
    let mut said = Vec::new();
    if !rule.on {
        return said;
    }
    let all =
        rule.prefix.is_empty() && rule.tags.is_empty() && rule.larger_than.is_none() && rule.smaller_than.is_none();
    if rule.expire.is_some() && all {
        said.push(say!(bucket::RuleAll));
    }
    if !rule.prefix.is_empty() && !rule.prefix.ends_with('/') {
        said.push(say!(bucket::RulePrefix, prefix = &rule.prefix));
    }
    match around.versions {
        Some(Versioning::On) if rule.expire.is_some() && rule.old_expire.is_none() => {
            said.push(say!(bucket::RuleVersioned));
        }
        None if rule.old_expire.is_some() || !rule.old_moves.is_empty() => {
            said.push(say!(bucket::RuleUnversioned));
        }
        _ => {}
    }
    let moves = !rule.moves.is_empty() || !rule.old_moves.is_empty();
    if moves && !around.amazon {
        said.push(say!(bucket::RuleClasses));
    }
    said.extend(portable(rule, around));
    said
}

/// What of the rule a storage other than Amazon's may leave out. What it shows after saving is what
/// it kept.
fn portable(rule: &LifecycleRule, around: &Around) -> Option<Words> {
    let filtered =
        !rule.tags.is_empty() || rule.larger_than.is_some() || rule.smaller_than.is_some() || rule.old_keep.is_some();
    let deletes_only =
        rule.moves.is_empty() && rule.old_expire.is_none() && rule.old_moves.is_empty() && !rule.clean_markers;
    match around.ages? {
        Ages::Unfiltered if filtered => Some(say!(bucket::RuleUnfiltered)),
        Ages::Deletes if filtered || !deletes_only => Some(say!(bucket::RuleDeletes)),
        Ages::Unknown if filtered => Some(say!(bucket::RuleUnknown)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
