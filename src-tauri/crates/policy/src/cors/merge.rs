//! Adding rules to those of others. PutBucketCors replaces the whole configuration, so whoever adds
//! reads first.

use super::{Config, Rule};

/// `config` with `new` rules: one with the same id takes the place of the old one, one that is
/// there already (under whatever id) is not added again, and nothing else changes.
#[must_use]
pub fn merge(config: &Config, new: &[Rule]) -> Config {
    let mut rules = config.rules.clone();
    for rule in new {
        let named = rule.id.as_deref().filter(|id| !id.is_empty());
        let old = rules.iter_mut().find(|old| named.is_some() && old.id.as_deref() == named);
        if let Some(old) = old {
            *old = rule.clone();
        } else if !rules.iter().any(|old| same_but_for_id(old, rule)) {
            rules.push(rule.clone());
        }
    }
    Config { rules }
}

pub(super) fn same_but_for_id(a: &Rule, b: &Rule) -> bool {
    let plain = |rule: &Rule| Rule { id: None, ..rule.sorted() };
    plain(a) == plain(b)
}
