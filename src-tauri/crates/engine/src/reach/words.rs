//! What people do with a bucket, and the sentences about who can.

use policy::{Document, Kind, explain};

use super::{ReachCan, ReachRow, ReachSide};

/// Something that people do.
pub(super) struct Deed {
    /// The permission it takes.
    pub(super) action: &'static str,
    /// Whether it is done to files rather than to the bucket.
    pub(super) on_files: bool,
    /// In words.
    text: &'static str,
    /// Whether it changes something.
    pub(super) changes: bool,
    /// Whether it changes who may do what.
    pub(super) changes_access: bool,
}

/// From harmless to grave.
pub(super) const DEEDS: [Deed; 7] = [
    deed("s3:ListBucket", false, "list files"),
    deed("s3:GetObject", true, "open files"),
    Deed { changes: true, ..deed("s3:PutObject", true, "add and overwrite files") },
    Deed { changes: true, ..deed("s3:DeleteObject", true, "delete files") },
    Deed { changes: true, ..deed("s3:DeleteObjectVersion", true, "permanently delete old versions") },
    Deed { changes: true, ..deed("s3:PutLifecycleConfiguration", false, "change settings") },
    Deed { changes: true, changes_access: true, ..deed("s3:PutBucketPolicy", false, "change who has access") },
];

const fn deed(action: &'static str, on_files: bool, text: &'static str) -> Deed {
    Deed { action, on_files, text, changes: false, changes_access: false }
}

impl Deed {
    pub(super) fn everywhere(&self, except: &[String]) -> String {
        match except {
            [] => self.text.to_owned(),
            folders => format!("{}, but not in {}", self.text, folders.join(", ")),
        }
    }

    pub(super) fn within(&self, folder: &str) -> String {
        format!("{} in {folder}", self.text)
    }
}

pub(super) fn who(side: ReachSide, name: &str) -> String {
    match side {
        ReachSide::Role => format!("Role {name}"),
        _ => format!("User {name}"),
    }
}

/// Who may take a role, in sentences.
pub(super) fn entry(trust: &Document) -> Vec<String> {
    explain::explain(trust, Kind::Trust).into_iter().map(|said| said.text.replace('`', "")).collect()
}

/// Whoever signs in as the account itself: no policy of the account holds them back, only the
/// bucket's own.
pub(super) fn root(account: &str, partition: &str) -> ReachRow {
    ReachRow {
        side: ReachSide::Account,
        who: format!("Root user of account {account}"),
        arn: format!("arn:{partition}:iam::{account}:root"),
        can: vec![ReachCan {
            text: "do everything that the bucket policy does not deny".into(),
            by: vec!["owning the account".into()],
            only_if: Vec::new(),
        }],
        entry: Vec::new(),
        changes: true,
        changes_access: true,
    }
}

/// What nobody sees from inside an account.
pub(super) fn never_seen(elsewhere: bool) -> Vec<String> {
    let mut unseen = vec![
        "Presigned links. Anyone with such a link can use it until it expires.".to_owned(),
        "Who can assume the roles of other accounts. Those accounts decide that.".to_owned(),
    ];
    if !elsewhere {
        unseen.push("Policies of your organisation and KMS key policies, which can only reduce access.".into());
        unseen.push("Access points, which can give access with policies of their own.".into());
    }
    unseen
}
