//! Words for the facts that most people ask for seldom: policy, access list, cleaning up, website, records, who pays,
//! and what the bucket sends elsewhere by itself; and how much is in it, as far as one look tells.

use policy::{Kind, explain};
use store::{Inventory, ListRequest, Listed, Notifications, Payer, Replication, Store, StoreError, Whom};

use super::{
    super::{
        access_list, lifecycle, plain,
        value::{SettingKind, SettingValue},
    },
    FactTone::{Plain, Warn},
    Told, told,
};

/// A setting that is set.
pub(super) fn setting(value: &SettingValue) -> Told {
    match value {
        SettingValue::Policy { text } => of_policy(text),
        SettingValue::AccessList { list } => acl(list),
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
        SettingKind::AccessList => told(Plain, "Nothing by access list", "Only the owner is on it."),
        SettingKind::Lifecycle => {
            told(Plain, "Nothing is cleaned up by itself", "Files stay until somebody deletes them.")
        }
        SettingKind::Website => told(Plain, "No website of its own", "Its files are opened by programs and links."),
        SettingKind::Logging => told(Plain, "Requests are not written down", "Nobody can see later who opened what."),
        SettingKind::Payer => told(Plain, "The owner pays", "For storing and for requests."),
        _ => told(Plain, "", ""),
    }
}

pub(super) fn acl(list: &[Listed]) -> Told {
    let public = list.iter().any(|line| matches!(line.who, Whom::Everybody | Whom::Members));
    let lines = list.iter().map(access_list::told).collect::<Vec<_>>().join(" ");
    (if public { Warn } else { Plain }, format!("{} on the access list", counted(list.len(), "line")), lines)
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

/// How much is in the bucket, if the first page of a listing shows all of it.
pub(super) async fn size(store: &Store, bucket: &str) -> Result<Told, StoreError> {
    let page = store.list(ListRequest { bucket: bucket.to_owned(), ..ListRequest::default() }).await?;
    let files = page.entries.len();
    let bytes = page.entries.iter().map(|entry| entry.size).sum();
    Ok(match (files, page.next.is_some()) {
        (_, true) => {
            let many = if files < 1000 { files.to_string() } else { format!("{},{:03}", files / 1000, files % 1000) };
            let text = "“Count files and size” in the menu of its files tells exactly.";
            (Plain, format!("More than {many} files"), text.to_owned())
        }
        (0, false) => told(Plain, "Empty", "Old versions and unfinished uploads are not counted here."),
        (files, false) => {
            let title = format!("{}, {}", counted(files, "file"), rounded(bytes));
            (Plain, title, "Old versions and unfinished uploads are not counted here.".to_owned())
        }
    })
}

/// `912 B`, `14 KB`, `1.8 MB`, as the page rounds sizes everywhere.
fn rounded(bytes: u64) -> String {
    let units = ["B", "KB", "MB", "GB", "TB", "PB", "EB"];
    let (mut value, mut unit) = (bytes as f64, 0);
    while value >= (if unit >= 2 { 999.95 } else { 999.5 }) && unit < units.len() - 1 {
        value /= 1000.0;
        unit += 1;
    }
    let digits = if unit >= 2 { 1 } else { 0 };
    format!("{value:.digits$} {}", units[unit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_for_people() {
        for (bytes, words) in [
            (0, "0 B"),
            (912, "912 B"),
            (14_300, "14 KB"),
            (999_600, "1.0 MB"),
            (1_812_004, "1.8 MB"),
            (4_200_000_000_000, "4.2 TB"),
        ] {
            assert_eq!(rounded(bytes), words);
        }
    }
}
