//! Facts that are no settings here: what the bucket sends elsewhere by itself, and how much is in it, as far as one look
//! tells.

use store::{Inventory, ListRequest, Notifications, Replication, Store, StoreError};

use crate::settings::fact::{FactTone::Plain, Told, counted, told};

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
