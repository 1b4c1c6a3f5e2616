//! A rule in a sentence: the one place where a rule is told in words.

use store::{LifecycleRule, When};
use words::{Words, bucket, say};

/// What happens to which files, and when.
pub(super) fn rule(rule: &LifecycleRule) -> Words {
    let (state, scope, actions) = (if rule.on { "on" } else { "off" }, scope(rule), actions(rule));
    match actions.is_empty() {
        true => say!(bucket::RuleNothing, state, scope),
        false => say!(bucket::Rule, state, scope, actions),
    }
}

/// Which files.
fn scope(rule: &LifecycleRule) -> Words {
    let place = match rule.prefix.as_str() {
        "" => "bucket",
        prefix if prefix.ends_with('/') => "folder",
        _ => "names",
    };
    let tags = rule.tags.iter().map(|tag| say!(bucket::RuleOnlyTag, tag = format!("{}={}", tag.name, tag.value)));
    let larger = rule.larger_than.map(|bytes| say!(bucket::RuleOnlyLarger, bytes));
    let smaller = rule.smaller_than.map(|bytes| say!(bucket::RuleOnlySmaller, bytes));
    let only: Vec<Words> = tags.chain(larger).chain(smaller).collect();
    match only.is_empty() {
        true => say!(bucket::RuleScope, place, prefix = &rule.prefix),
        false => say!(bucket::RuleScopeOnly, place, prefix = &rule.prefix, only),
    }
}

/// Each thing that is done to them.
fn actions(rule: &LifecycleRule) -> Vec<Words> {
    let mut actions: Vec<Words> = Vec::new();
    actions.extend(rule.expire.as_ref().map(|when| match when {
        When::Days { days } => say!(bucket::RuleExpire, days = *days),
        When::On { date } => say!(bucket::RuleExpireOn, date = day(date)),
    }));
    actions.extend(rule.moves.iter().map(|to| match &to.when {
        When::Days { days } => say!(bucket::RuleMove, class = &to.class, days = *days),
        When::On { date } => say!(bucket::RuleMoveOn, class = &to.class, date = day(date)),
    }));
    actions.extend(rule.old_expire.map(|days| match rule.old_keep {
        Some(keep) => say!(bucket::RuleOldKeep, days, keep),
        None => say!(bucket::RuleOld, days),
    }));
    actions.extend(rule.old_moves.iter().map(|to| say!(bucket::RuleOldMove, class = &to.class, days = to.days)));
    actions.extend(rule.clean_markers.then(|| say!(bucket::RuleMarkers)));
    actions.extend(rule.abort.map(|days| say!(bucket::RuleAbort, days)));
    actions
}

/// A date without its time, which is always midnight.
fn day(date: &str) -> &str {
    date.split('T').next().unwrap_or(date)
}
