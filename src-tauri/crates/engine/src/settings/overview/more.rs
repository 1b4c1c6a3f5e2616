//! Facts that are no settings here: what the bucket sends elsewhere by itself, and how much is in
//! it, as far as one look tells.

use store::{Inventory, ListRequest, Notifications, Replication, Store, StoreError};
use words::{Words, bucket, say};

use crate::settings::fact::{FactText, FactTone::Plain};

pub(super) fn copies(rules: &[Replication]) -> FactText {
    let buckets: Vec<Words> = rules.iter().filter(|rule| rule.on).map(|rule| named(&rule.to)).collect();
    match buckets.is_empty() {
        true => (Plain, say!(bucket::ReplicationOffTitle), say!(bucket::ReplicationOff)),
        false => (Plain, say!(bucket::ReplicationOnTitle), say!(bucket::ReplicationOn, buckets)),
    }
}

pub(super) fn news(news: &Notifications) -> FactText {
    let bus = news.event_bus.then(|| say!(bucket::EventsBus));
    let targets: Vec<Words> = news.told.iter().map(|name| named(name)).chain(bus).collect();
    match targets.is_empty() {
        true => (Plain, say!(bucket::EventsOffTitle), say!(bucket::EventsOff)),
        false => (Plain, say!(bucket::EventsOnTitle), say!(bucket::EventsOn, targets)),
    }
}

/// A name in a list of names.
fn named(name: &str) -> Words {
    say!(bucket::Named, name)
}

pub(super) fn inventory(lists: &[Inventory]) -> FactText {
    let mut on = lists.iter().filter(|list| list.on);
    let Some(list) = on.next() else {
        return (Plain, say!(bucket::InventoryOffTitle), say!(bucket::InventoryOff));
    };
    let often = if list.daily { "daily" } else { "weekly" };
    let first: Words = say!(bucket::InventoryOn, often, to = &list.to);
    let text = match on.count() {
        0 => first,
        count => say!(bucket::InventoryMore, first, count),
    };
    (Plain, say!(bucket::InventoryOnTitle), text)
}

/// How much is in the bucket, if the first page of a listing shows all of it.
pub(super) async fn size(store: &Store, bucket: &str) -> Result<FactText, StoreError> {
    let page = store.list(ListRequest { bucket: bucket.to_owned(), ..ListRequest::default() }).await?;
    let count = page.entries.len();
    let bytes = page.entries.iter().map(|entry| entry.size).sum();
    Ok(match (count, page.next.is_some()) {
        (_, true) => (Plain, say!(bucket::FilesManyTitle, count), say!(bucket::FilesMany)),
        (0, false) => (Plain, say!(bucket::FilesEmptyTitle), say!(bucket::Files)),
        (_, false) => (Plain, files(count, bytes), say!(bucket::Files)),
    })
}

fn files(count: usize, bytes: u64) -> Words {
    say!(bucket::FilesTitle, count, bytes)
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
            assert_eq!(files(1, bytes), format!("1 file, {words}").as_str());
        }
    }

    #[test]
    fn what_is_sent_elsewhere_is_listed() {
        let bus = Notifications { told: vec!["mail".into()], event_bus: true };
        assert_eq!(news(&bus).2, "Changes to files are reported to `mail` and Amazon EventBridge.");
        let to = |to: &str, daily| Inventory { on: true, to: to.into(), daily };
        let lists = [to("a", true), to("b", false), to("c", false)];
        assert_eq!(inventory(&lists[1..2]).2, "A list of the files is saved to `b` every week.");
        assert_eq!(inventory(&lists).2, "A list of the files is saved to `a` every day. There are 2 more lists.");
    }
}
