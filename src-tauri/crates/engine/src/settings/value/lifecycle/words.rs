//! A rule in a sentence: the one place where a rule is told in words.

use store::{LifecycleRule, When};

/// What becomes of which files, and when.
pub(super) fn rule(rule: &LifecycleRule) -> String {
    let mut parts = Vec::new();
    if let Some(when) = &rule.expire {
        parts.push(format!("{} are deleted {}", files(rule), after(when)));
    }
    for to in &rule.moves {
        let who = if parts.is_empty() { files(rule) } else { "they".to_owned() };
        parts.push(format!("{who} are moved to {} {}", to.class, after(&to.when)));
    }
    if let Some(days) = rule.old_expire {
        let but = rule.old_keep.map(|keep| format!(", but for the newest {keep}")).unwrap_or_default();
        let whose = if parts.is_empty() { of(rule) } else { String::new() };
        parts.push(format!("old versions{whose} are deleted {} after they were replaced{but}", counted(days)));
    }
    for to in &rule.old_moves {
        let whose = if parts.is_empty() { of(rule) } else { String::new() };
        parts.push(format!("old versions{whose} are moved to {} after {}", to.class, counted(to.days)));
    }
    if rule.clean_markers {
        let whose = if parts.is_empty() { of(rule) } else { String::new() };
        parts.push(format!("marks of deleted files{whose} are cleaned away when nothing is behind them"));
    }
    if let Some(days) = rule.abort {
        let whose = if parts.is_empty() { of(rule) } else { String::new() };
        parts.push(format!("unfinished uploads{whose} are cleaned away after {}", counted(days)));
    }
    let mut text = match parts.is_empty() {
        true => format!("Nothing becomes of {}", files(rule).to_lowercase()),
        false => parts.join("; "),
    };
    if let Some(first) = text.chars().next() {
        text.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    let off = if rule.on { "" } else { " (switched off)" };
    format!("{text}{off}.")
}

/// Whose files, at the head of a sentence.
fn files(rule: &LifecycleRule) -> String {
    let mut text = if rule.prefix.is_empty() && narrowing(rule).is_empty() { "All files" } else { "Files" }.to_owned();
    text.push_str(&of(rule));
    text
}

/// Where and which: ` in `logs/` with the tag kind=log`.
fn of(rule: &LifecycleRule) -> String {
    let place = match rule.prefix.as_str() {
        "" => String::new(),
        prefix if prefix.ends_with('/') => format!(" in `{prefix}`"),
        prefix => format!(" whose names begin with `{prefix}`"),
    };
    let narrowing = narrowing(rule);
    if narrowing.is_empty() { place } else { format!("{place} {}", narrowing.join(" and ")) }
}

fn narrowing(rule: &LifecycleRule) -> Vec<String> {
    let tags = rule.tags.iter().map(|tag| format!("with the tag `{}={}`", tag.name, tag.value));
    let sizes = [(rule.larger_than, "larger"), (rule.smaller_than, "smaller")];
    let sizes = sizes.into_iter().filter_map(|(bytes, how)| Some(format!("{how} than {} bytes", bytes?)));
    tags.chain(sizes).collect()
}

fn after(when: &When) -> String {
    match when {
        When::Days { days } => format!("{} after they were stored", counted(*days)),
        When::On { date } => format!("on {}", date.split('T').next().unwrap_or(date)),
    }
}

fn counted(days: i32) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}
