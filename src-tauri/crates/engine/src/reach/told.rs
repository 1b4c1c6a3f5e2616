//! What people do with a bucket, and the sentences about who can.

use policy::explain::{Verb, explain};
use policy::{Document, Kind};
use words::{Words, reach, say};

use super::{ReachCan, ReachRow, ReachSide};

/// Something that people do.
pub(super) struct Deed {
    /// The permission it takes.
    pub(super) action: &'static str,
    /// Whether it is done to files rather than to the bucket.
    pub(super) on_files: bool,
    /// What people call it.
    verb: Verb,
    /// Whether it changes something.
    pub(super) changes: bool,
    /// Whether it changes who may do what.
    pub(super) changes_access: bool,
}

/// From harmless to grave.
pub(super) const DEEDS: [Deed; 7] = [
    deed("s3:ListBucket", false, Verb::SeeNames),
    deed("s3:GetObject", true, Verb::Open),
    Deed { changes: true, ..deed("s3:PutObject", true, Verb::Upload) },
    Deed { changes: true, ..deed("s3:DeleteObject", true, Verb::Delete) },
    Deed { changes: true, ..deed("s3:DeleteObjectVersion", true, Verb::DeleteForGood) },
    Deed { changes: true, ..deed("s3:PutLifecycleConfiguration", false, Verb::ChangeSettings) },
    Deed { changes: true, changes_access: true, ..deed("s3:PutBucketPolicy", false, Verb::ChangeAccess) },
];

const fn deed(action: &'static str, on_files: bool, verb: Verb) -> Deed {
    Deed { action, on_files, verb, changes: false, changes_access: false }
}

impl Deed {
    pub(super) fn everywhere(&self, except: &[String]) -> Words {
        let does = self.verb.phrase();
        match except {
            [] => does,
            folders => {
                let folders: Vec<Words> = folders.iter().map(|folder| quoted(folder)).collect();
                say!(reach::DoesExcept, does, folders)
            }
        }
    }

    pub(super) fn within(&self, folder: &str) -> Words {
        say!(reach::DoesIn, does = self.verb.phrase(), folder = quoted(folder))
    }
}

fn quoted(folder: &str) -> Words {
    say!(reach::Folder, folder)
}

pub(super) fn who(side: ReachSide, name: &str) -> Words {
    match side {
        ReachSide::Role => say!(reach::Role, name),
        _ => say!(reach::User, name),
    }
}

/// Who may take a role, in sentences.
pub(super) fn entry(trust: &Document) -> Vec<Words> {
    explain(trust, Kind::Trust).into_iter().map(|said| said.text).collect()
}

/// Whoever signs in as the account itself: no policy of the account holds them back, only the
/// bucket's own.
pub(super) fn root(account: &str, partition: &str) -> ReachRow {
    ReachRow {
        side: ReachSide::Account,
        who: say!(reach::Root, account),
        arn: format!("arn:{partition}:iam::{account}:root"),
        can: vec![ReachCan { text: say!(reach::DoesAll), by: vec![say!(reach::ByOwner)], only_if: Vec::new() }],
        entry: Vec::new(),
        changes: true,
        changes_access: true,
    }
}

/// What nobody sees from inside an account.
pub(super) fn never_seen(elsewhere: bool) -> Vec<Words> {
    let mut unseen = vec![say!(reach::UnseenLinks), say!(reach::UnseenRoles)];
    if !elsewhere {
        unseen.push(say!(reach::UnseenOrganization));
        unseen.push(say!(reach::UnseenAccessPoints));
    }
    unseen
}
