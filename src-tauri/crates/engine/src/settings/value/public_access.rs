//! Block Public Access: whether a bucket can be made public at all, and whether it is.

mod who;

use store::{PublicAccess, Store, StoreError, XmlSetting};
use words::{Words, bucket, say};

use crate::settings::{
    around::Around,
    check::{Change, Note, SettingCheck},
    fact::FactText,
    setting::{Read, Setting, document},
};

pub(super) struct Kind;

/// All locks shut.
const ALL: PublicAccess = PublicAccess { block_acls: true, ignore_acls: true, block_policy: true, restrict: true };

impl Setting for Kind {
    type Value = PublicAccess;

    fn title() -> Words {
        say!(bucket::PublicAccessTitle)
    }

    async fn read(store: &Store, bucket: &str) -> Read<PublicAccess> {
        document(store, bucket, XmlSetting::PublicAccess, |document| document.public_access()).await
    }

    async fn write(store: &Store, bucket: &str, locks: &PublicAccess) -> Result<(), StoreError> {
        store.put_public_access(bucket, *locks).await
    }

    async fn remove(store: &Store, bucket: &str) -> Result<(), StoreError> {
        store.delete_public_access(bucket).await
    }

    fn check(_: Option<&PublicAccess>, draft: Option<&PublicAccess>, _: &Around) -> SettingCheck {
        let opens = match draft {
            Some(&ALL) => None,
            Some(_) => Some(say!(bucket::BlockSomeOff)),
            None => Some(say!(bucket::BlockRemoved)),
        };
        opens.map(Note::warn).into()
    }

    fn changes(base: Option<&PublicAccess>, draft: Option<&PublicAccess>) -> Vec<Change> {
        changes(base.copied().unwrap_or_default(), draft.copied().unwrap_or_default())
    }

    /// Not what the locks say, but what they come to with everything else that gives access.
    async fn fact(store: &Store, bucket: &str) -> Result<FactText, StoreError> {
        who::look(store, bucket).await
    }
}

fn changes(old: PublicAccess, new: PublicAccess) -> Vec<Change> {
    let state = |on: bool| if on { "on" } else { "off" };
    let locks: [(bool, bool, Words); 4] = [
        (old.block_acls, new.block_acls, say!(bucket::BlockAcls, state = state(new.block_acls))),
        (old.ignore_acls, new.ignore_acls, say!(bucket::BlockIgnore, state = state(new.ignore_acls))),
        (old.block_policy, new.block_policy, say!(bucket::BlockPolicy, state = state(new.block_policy))),
        (old.restrict, new.restrict, say!(bucket::BlockRestrict, state = state(new.restrict))),
    ];
    let changed = locks.into_iter().filter(|(old, new, _)| old != new);
    changed.map(|(_, on, text)| if on { Change::remove(text) } else { Change::add(text) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_switch_is_told_as_the_page_names_it() {
        let told = changes(ALL, PublicAccess { restrict: false, ..ALL });
        assert_eq!(told, [Change::add(say!(bucket::BlockRestrict, state = "off"))]);
        assert_eq!(told[0].text, "If a policy makes the bucket public, anyone has access.");
        let told = changes(PublicAccess::default(), PublicAccess { ignore_acls: true, ..PublicAccess::default() });
        assert_eq!(told, [Change::remove(say!(bucket::BlockIgnore, state = "on"))]);
        assert_eq!(told[0].text, "Public ACLs give no one access.");
    }
}
