//! What the other side can change, tried with files of our own, only after the person asked for it.
//! Nothing is left behind: what the other side cannot remove, our own login does, old versions and
//! markers too where they are kept; what neither can is named, to be deleted by hand.
//!
//! Where the product's files are written by rclone, each file goes the way rclone sends it: asked
//! for, stored without a condition, and asked for again; a large one in parts that are joined.

use bytes::Bytes;
use plans::{Bucket, SAMPLE, preset};
use store::{ObjectAt, Payload, Put, Store, StoreError, StoreErrorKind};
use uuid::Uuid;
use words::{Words, checks, say};

use super::{CheckResult, Lines, Seen, Verification, access::at, code, documents::tried};

/// What is in a file of a check.
const CONTENT: &[u8] = b"bucketwise";

impl Verification<'_> {
    pub(super) async fn writing(&self, them: &Store, bucket: &Bucket, lines: &mut Lines) {
        let (name, path) = (&bucket.name, bucket.path());
        let may = |action: &str| self.plan.promises.contains_key(action);
        let id = |what: &str| format!("{what}-{name}");
        let (adds, deletes) = (may("s3:PutObject"), may("s3:DeleteObject"));
        let at = at(name, format!("{path}{}", self.own_name()));
        let place = &format!("{name}/{path}");
        let title = if adds { say!(checks::AsksWrite, place) } else { say!(checks::AsksNoWrite, place) };
        let untested: Option<Words> = match () {
            () if !self.write => Some(say!(checks::WriteUnasked)),
            () if self.names_files("s3:PutObject") => Some(say!(checks::WriteCertain)),
            () => None,
        };
        if let Some(why) = untested {
            self.ask(lines, &id("write"), title, async { (CheckResult::Skip, why) }).await;
            return;
        }
        let mut written = Vec::new();
        self.ask(lines, &id("write"), title, self.one_file(them, &at, adds, &mut written)).await;
        if adds {
            let title = say!(checks::AsksParts, place);
            let beside = ObjectAt { key: format!("{}-parts", at.key), ..at.clone() };
            self.ask(lines, &id("multipart"), title, self.in_parts(them, &beside, &mut written)).await;
        }
        // Where the other side cannot add, a file of ours is there for it not to delete.
        if !written.contains(&at) && put(self.store, &at, true).await.is_ok() {
            written.push(at.clone());
        }
        let title = if deletes { say!(checks::AsksDelete, place) } else { say!(checks::AsksNoDelete, place) };
        let asked = async {
            match written.contains(&at) {
                true => tried(them.delete(&at).await, deletes),
                false => (CheckResult::Skip, say!(checks::NoTemporary)),
            }
        };
        self.ask(lines, &id("delete"), title, asked).await;
        if !written.is_empty() {
            self.ask(lines, &id("left"), say!(checks::AsksLeft, bucket = name), self.cleaned(&written)).await;
        }
    }

    /// Whether an action is for files that are named one by one: no file of ours can stand for
    /// them.
    pub(super) fn names_files(&self, action: &str) -> bool {
        self.plan.promises.get(action).is_some_and(|file| !file.is_empty() && !file.contains(SAMPLE))
    }

    /// A name of our own below the folder that the product is for.
    fn own_name(&self) -> String {
        let sample = self.plan.promises.get("s3:PutObject").map(String::as_str).unwrap_or_default();
        let folder = sample.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
        format!("{folder}.bucketwise-check-{}", Uuid::new_v4().simple())
    }

    /// Whether the product writes by rclone and may look at what it wrote.
    fn by_rclone(&self) -> bool {
        let rclone = preset(&self.plan.preset).is_some_and(|preset| preset.rclone);
        rclone && self.plan.promises.contains_key("s3:GetObject")
    }

    /// Stores a small file as the other side. What may be there afterwards is added to `written`.
    async fn one_file(&self, them: &Store, at: &ObjectAt, adds: bool, written: &mut Vec<ObjectAt>) -> Seen {
        let by_rclone = adds && self.by_rclone();
        let before = if by_rclone { them.head(at).await.err() } else { None };
        let stored = put(them, at, !by_rclone).await;
        // An answer that never came may have stored it.
        if stored.as_ref().err().is_none_or(StoreError::is_temporary) {
            written.push(at.clone());
        }
        let seen = match stored {
            Ok(()) if by_rclone => tried(them.head(at).await.map(drop), adds),
            stored => tried(stored, adds),
        };
        match before {
            // With access to one folder only, Amazon does not tell that a file is missing.
            Some(error) if seen.0 == CheckResult::Pass && error.kind == StoreErrorKind::NotPermitted => {
                (CheckResult::Pass, say!(checks::WriteRclone, seen = seen.1, code = code(&error)))
            }
            _ => seen,
        }
    }

    /// A large file as the other side. With rclone it is stored and joined; else begun and ended.
    /// What the other side may not end, we do.
    async fn in_parts(&self, them: &Store, at: &ObjectAt, written: &mut Vec<ObjectAt>) -> Seen {
        if self.by_rclone()
            && let Err(error) = self.joined(them, at, written).await
        {
            return tried(Err(error), true);
        }
        let begun = match them.create_upload(at, Put::default()).await {
            Ok(begun) => begun,
            Err(error) => return tried(Err(error), true),
        };
        let ends = self.plan.promises.contains_key("s3:AbortMultipartUpload");
        if ends && let Err(error) = them.abort_upload(&begun).await {
            let _ = self.store.abort_upload(&begun).await;
            return tried(Err(error), true);
        }
        if !ends && let Err(error) = self.store.abort_upload(&begun).await {
            return (CheckResult::Fail, say!(checks::UploadLeft, key = &at.key, code = code(&error)));
        }
        let words = match (self.by_rclone(), ends) {
            (false, true) => say!(checks::Parts),
            (false, false) => say!(checks::PartsByUs),
            (true, true) => say!(checks::PartsRclone),
            (true, false) => say!(checks::PartsRcloneByUs),
        };
        (CheckResult::Pass, words)
    }

    /// Stores a file in one part and joins it. What may be there afterwards is added to `written`.
    async fn joined(&self, them: &Store, at: &ObjectAt, written: &mut Vec<ObjectAt>) -> Result<(), StoreError> {
        let begun = them.create_upload(at, Put::default()).await?;
        let sent = async {
            let part = them.upload_part(&begun, 1, Payload::bytes(Bytes::from_static(CONTENT))).await?;
            them.complete_upload(&begun, vec![part]).await
        };
        let sent = sent.await;
        if sent.as_ref().err().is_none_or(StoreError::is_temporary) {
            written.push(at.clone());
        }
        if let Err(error) = sent {
            let _ = self.store.abort_upload(&begun).await;
            return Err(error);
        }
        them.head(at).await.map(drop)
    }

    /// Removes what is left, and looks whether nothing is.
    async fn cleaned(&self, written: &[ObjectAt]) -> Seen {
        let mut seen: Seen = (CheckResult::Pass, "".into());
        for at in written {
            let one = self.cleaned_one(at).await;
            if seen.0 == CheckResult::Pass {
                seen = one;
            }
        }
        seen
    }

    async fn cleaned_one(&self, at: &ObjectAt) -> Seen {
        let gone = self.store.delete(at).await;
        let versions = match self.store.list_versions(&at.bucket, &at.key, None).await {
            Ok(page) => page.entries,
            // Where no versions are kept or shown, the file itself is all there is.
            Err(_) => return left(at, gone),
        };
        let own = |version: &store::Version| version.key == at.key && version.id != "null";
        let versions: Vec<_> = versions.into_iter().filter(own).map(|own| (own.key, own.id)).collect();
        let many = versions.len();
        match self.store.delete_versions(&at.bucket, versions).await {
            Ok(refused) if refused.is_empty() => left(at, gone),
            _ => (CheckResult::Info, say!(checks::VersionsLeft, count = many, key = &at.key)),
        }
    }
}

/// Stores a file of our own. A condition keeps it from writing over anything; rclone sends none.
async fn put(store: &Store, at: &ObjectAt, only_if_absent: bool) -> Result<(), StoreError> {
    let payload = || Payload::bytes(Bytes::from_static(CONTENT));
    match store.put(at, payload(), Put { only_if_absent, ..Put::default() }).await {
        // An older server does not know the condition; the name is nobody else's.
        Err(error) if only_if_absent && error.kind == StoreErrorKind::NotSupported => {
            store.put(at, payload(), Put::default()).await
        }
        answer => answer,
    }
    .map(drop)
}

fn left(at: &ObjectAt, gone: Result<(), StoreError>) -> Seen {
    match gone {
        Ok(()) => (CheckResult::Pass, say!(checks::LeftRemoved)),
        Err(error) if error.kind == StoreErrorKind::NoSuchKey => (CheckResult::Pass, say!(checks::LeftNone)),
        Err(error) => (CheckResult::Fail, say!(checks::Left, key = &at.key, code = code(&error))),
    }
}
