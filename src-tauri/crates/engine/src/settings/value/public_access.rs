//! Block Public Access: whether a bucket can be made public at all, and whether it is.

mod who;

use policy::cors::{Change, ChangeKind};
use store::{PublicAccess, Store, StoreError, XmlSetting};

use crate::settings::{
    around::Around,
    check::{Note, SettingCheck, say},
    fact::Told,
    setting::{Read, Setting, document},
};

pub(super) struct Kind;

/// All locks shut.
const ALL: PublicAccess = PublicAccess { block_acls: true, ignore_acls: true, block_policy: true, restrict: true };

impl Setting for Kind {
    type Value = PublicAccess;

    const TITLE: &'static str = "Who can see it";

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
            Some(_) => Some(
                "With a lock open, a policy or an access list can make files public. Nothing becomes public by this alone.",
            ),
            None => Some(
                "Without the locks, a policy or an access list can make files public. Nothing becomes public by this alone.",
            ),
        };
        opens.map(Note::warn).into()
    }

    fn changes(base: Option<&PublicAccess>, draft: Option<&PublicAccess>) -> Vec<Change> {
        changes(base.copied().unwrap_or_default(), draft.copied().unwrap_or_default())
    }

    /// Not what the locks say, but what they come to with everything else that lets people in.
    async fn fact(store: &Store, bucket: &str) -> Result<Told, StoreError> {
        who::look(store, bucket).await
    }
}

fn changes(old: PublicAccess, new: PublicAccess) -> Vec<Change> {
    let locks = [
        (old.block_acls, new.block_acls, "New public access lists are refused", "New public access lists are possible"),
        (old.ignore_acls, new.ignore_acls, "Public access lists do not count", "Public access lists count"),
        (old.block_policy, new.block_policy, "New public policies are refused", "New public policies are possible"),
        (
            old.restrict,
            new.restrict,
            "A public policy lets only your own account in",
            "A public policy lets everybody in",
        ),
    ];
    let told = locks.iter().filter(|(old, new, ..)| old != new).map(|(_, shut, yes, no)| {
        let kind = if *shut { ChangeKind::Remove } else { ChangeKind::Add };
        say(kind, format!("{}.", if *shut { yes } else { no }))
    });
    told.collect()
}
