//! Words for the facts that most people ask for seldom: policy, access list, cleaning up, website, records, who pays,
//! and what the bucket sends elsewhere by itself.

use policy::{Kind, explain};
use store::{Grant, Inventory, Notifications, Payer, Replication};

use super::{
    super::{
        lifecycle, plain,
        value::{SettingKind, SettingValue},
    },
    FactTone::{Plain, Warn},
    Told, told,
};

/// A setting that is set.
pub(super) fn setting(value: &SettingValue) -> Told {
    match value {
        SettingValue::Policy { text } => of_policy(text),
        SettingValue::Lifecycle { rules } => {
            let on: Vec<_> = rules.iter().filter(|rule| rule.on).collect();
            let text =
                on.first().map_or_else(|| "All rules are switched off.".to_owned(), |rule| lifecycle::sentence(rule));
            let more =
                if on.len() > 1 { format!(" And {} more.", counted(on.len() - 1, "rule")) } else { String::new() };
            (Plain, "Cleans up by itself".to_owned(), format!("{text}{more}"))
        }
        SettingValue::Website { .. } => (Plain, "A website of its own".to_owned(), plain::told(value)),
        SettingValue::Logging { .. } => (Plain, "Requests are written down".to_owned(), plain::told(value)),
        SettingValue::Payer { payer: Payer::Requester } => (Warn, "Whoever asks pays".to_owned(), plain::told(value)),
        SettingValue::Payer { .. } => (Plain, "The owner pays".to_owned(), plain::told(value)),
        _ => told(Plain, "", ""),
    }
}

fn of_policy(text: &str) -> Told {
    let Ok(document) = policy::parse(text).sound() else {
        return told(Warn, "A policy that cannot be read", "It is not written as Amazon’s policies are.");
    };
    let sentences = explain::explain(&document, Kind::Bucket);
    let first = sentences.first().map(|sentence| sentence.text.clone()).unwrap_or_default();
    let more = match sentences.len() {
        0 | 1 => String::new(),
        many => format!(" And {} more.", counted(many - 1, "statement")),
    };
    let tone = if policy::public(&document).is_empty() { Plain } else { Warn };
    (tone, "A policy says who may do what".to_owned(), format!("{first}{more}"))
}

/// A setting that is not set.
pub(super) fn none(kind: SettingKind) -> Told {
    match kind {
        SettingKind::Policy => told(Plain, "No policy", "Only logins whose own permissions name this bucket get in."),
        SettingKind::Lifecycle => {
            told(Plain, "Nothing is cleaned up by itself", "Files stay until somebody deletes them.")
        }
        SettingKind::Website => told(Plain, "No website of its own", "Its files are opened by programs and links."),
        SettingKind::Logging => told(Plain, "Requests are not written down", "Nobody can see later who opened what."),
        SettingKind::Payer => told(Plain, "The owner pays", "For storing and for requests."),
        _ => told(Plain, "", ""),
    }
}

/// Amazon's groups, in words.
const GROUPS: [(&str, &str); 3] = [
    ("/global/AllUsers", "everybody"),
    ("/global/AuthenticatedUsers", "everybody with an Amazon account"),
    ("/s3/LogDelivery", "the writer of records"),
];

pub(super) fn acl(list: &[Grant]) -> Told {
    if list.is_empty() {
        return told(Plain, "Nothing by access list", "Only the owner is on it.");
    }
    let name = |grant: &Grant| {
        let group = GROUPS.iter().find(|(end, _)| grant.who.ends_with(end));
        let who = group.map_or_else(|| format!("`{}`", grant.who), |(_, words)| (*words).to_owned());
        format!("{who} ({})", if grant.changes { "may change things" } else { "may look" })
    };
    let public = list.iter().any(|grant| grant.who.contains("/global/"));
    let names = list.iter().map(name).collect::<Vec<_>>().join(", ");
    (if public { Warn } else { Plain }, format!("{} on the access list", counted(list.len(), "other")), names)
}

pub(super) fn copies(rules: &[Replication]) -> Told {
    let to: Vec<String> = rules.iter().filter(|rule| rule.on).map(|rule| format!("`{}`", rule.to)).collect();
    match to.is_empty() {
        true => told(Plain, "Nothing is copied elsewhere", "No replication."),
        false => {
            (Plain, "Copied elsewhere (replication)".to_owned(), format!("New files are copied to {}.", to.join(", ")))
        }
    }
}

pub(super) fn news(news: &Notifications) -> Told {
    let bus = news.event_bus.then(|| "the account’s event bus".to_owned());
    let who: Vec<String> = news.told.iter().map(|name| format!("`{name}`")).chain(bus).collect();
    match who.is_empty() {
        true => told(Plain, "Nobody is told of changes", "No notifications."),
        false => (Plain, "Others are told of changes".to_owned(), format!("{}.", who.join(", "))),
    }
}

pub(super) fn inventory(lists: &[Inventory]) -> Told {
    let on: Vec<&Inventory> = lists.iter().filter(|list| list.on).collect();
    match on.first() {
        None => told(Plain, "No lists of files are written", "No inventory."),
        Some(list) => {
            let often = if list.daily { "every day" } else { "every week" };
            let more = if on.len() > 1 { format!(", and {} more", on.len() - 1) } else { String::new() };
            (Plain, "Lists of files are written (inventory)".to_owned(), format!("To `{}` {often}{more}.", list.to))
        }
    }
}

fn counted(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}
