//! What the other side can change, tried with files of our own, only after the person asked for it. Nothing is left
//! behind: what the other side cannot remove, our own login does, old versions and markers too where they are kept;
//! what neither can is named, to be deleted by hand.

use bytes::Bytes;
use store::{ObjectAt, Payload, Put, Store, StoreError, StoreErrorKind};
use uuid::Uuid;

use super::access::at;
use super::documents::tried;
use super::{Check, CheckResult, Lines, Seen, code};
use crate::integrations::answers::Bucket;
use crate::integrations::grants::SAMPLE;

impl Check<'_> {
    pub(super) async fn writing(&self, them: &Store, bucket: &Bucket, lines: &mut Lines) {
        let (name, path) = (&bucket.name, bucket.path());
        let may = |action: &str| self.plan.promises.contains_key(action);
        let id = |what: &str| format!("{what}-{name}");
        let (adds, deletes) = (may("s3:PutObject"), may("s3:DeleteObject"));
        let at = at(name, format!("{path}{}", self.own_name()));
        let title = match adds {
            true => format!("Adds files to {name}/{path}"),
            false => format!("Cannot add files to {name}/{path}"),
        };
        if !self.write {
            let words = "Nothing is written unless you ask for it.";
            self.ask(lines, &id("write"), title, async { (CheckResult::Skip, words.into()) }).await;
            return;
        }
        if self.names_files("s3:PutObject") {
            let words = "It may change certain files only, and none of those is written over to try it.";
            self.ask(lines, &id("write"), title, async { (CheckResult::Skip, words.into()) }).await;
            return;
        }
        self.ask(lines, &id("write"), title, async { tried(put(them, &at).await, adds) }).await;
        if adds {
            let title = format!("Adds large files to {name}/{path} in parts");
            let beside = ObjectAt { key: format!("{}-parts", at.key), ..at.clone() };
            let ends = may("s3:AbortMultipartUpload");
            self.ask(lines, &id("multipart"), title, self.in_parts(them, &beside, ends)).await;
        }
        // Where the other side cannot add, a file of ours is there for it not to delete.
        let there = self.store.head(&at).await.is_ok() || put(self.store, &at).await.is_ok();
        let title = match deletes {
            true => format!("Deletes files of {name}/{path}"),
            false => format!("Cannot delete files of {name}/{path}"),
        };
        let asked = async {
            match there {
                true => tried(them.delete(&at).await, deletes),
                false => (CheckResult::Skip, "This login may not put a file there to try it on.".into()),
            }
        };
        self.ask(lines, &id("delete"), title, asked).await;
        self.ask(lines, &id("left"), format!("Nothing of this check is left in {name}"), self.cleaned(&at)).await;
    }

    /// Whether an action is for files that are named one by one: no file of ours can stand for them.
    pub(super) fn names_files(&self, action: &str) -> bool {
        self.plan.promises.get(action).is_some_and(|file| !file.is_empty() && !file.contains(SAMPLE))
    }

    /// A name of our own below the folder that the product is for.
    fn own_name(&self) -> String {
        let sample = self.plan.promises.get("s3:PutObject").map(String::as_str).unwrap_or_default();
        let folder = sample.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
        format!("{folder}.bucketwise-check-{}", Uuid::new_v4().simple())
    }

    /// Begins an upload in parts and ends it, as the other side; what it may not end, we do.
    async fn in_parts(&self, them: &Store, at: &ObjectAt, ends: bool) -> Seen {
        let begun = match them.create_upload(at, Put::default()).await {
            Ok(begun) => begun,
            Err(error) => return tried(Err(error), true),
        };
        if ends && let Err(error) = them.abort_upload(&begun).await {
            let _ = self.store.abort_upload(&begun).await;
            return tried(Err(error), true);
        }
        if !ends && let Err(error) = self.store.abort_upload(&begun).await {
            let left = format!("An unfinished upload is left at {} ({}).", at.key, code(&error));
            return (CheckResult::Fail, left);
        }
        let words = if ends { "Begun, and cleared away again." } else { "Begun; cleared away by this login." };
        (CheckResult::Pass, words.into())
    }

    /// Removes what is left, and looks whether nothing is.
    async fn cleaned(&self, at: &ObjectAt) -> Seen {
        let gone = self.store.delete(at).await;
        let versions = match self.store.list_versions(&at.bucket, &at.key, None).await {
            Ok(page) => page.entries,
            // Where no versions are kept or shown, the file itself is all there is.
            Err(_) => return left(at, gone),
        };
        let versions = versions.into_iter().filter(|version| version.id != "null").map(|own| (own.key, own.id));
        let versions: Vec<_> = versions.collect();
        let many = versions.len();
        match self.store.delete_versions(&at.bucket, versions).await {
            Ok(refused) if refused.is_empty() => left(at, gone),
            _ => {
                let words = format!("{many} old versions of {} are left, which this login may not delete.", at.key);
                (CheckResult::Info, words)
            }
        }
    }
}

async fn put(store: &Store, at: &ObjectAt) -> Result<(), StoreError> {
    let payload = || Payload::bytes(Bytes::from_static(b"bucketwise"));
    match store.put(at, payload(), Put { only_if_absent: true, ..Put::default() }).await {
        // An older server does not know the condition; the name is nobody else's.
        Err(error) if error.kind == StoreErrorKind::NotSupported => store.put(at, payload(), Put::default()).await,
        answer => answer,
    }
    .map(drop)
}

fn left(at: &ObjectAt, gone: Result<(), StoreError>) -> Seen {
    match gone {
        Ok(()) => (CheckResult::Pass, "The file of this check is gone.".into()),
        Err(error) if error.kind == StoreErrorKind::NoSuchKey => (CheckResult::Pass, "There was no file left.".into()),
        Err(error) => {
            let words = format!("A file of this check is left: {} ({}). Delete it by hand.", at.key, code(&error));
            (CheckResult::Fail, words)
        }
    }
}
