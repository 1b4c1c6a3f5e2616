//! What the other side can do, tried on the storage: with the key that was made, with the role
//! where our own login may take it, or with that login narrowed to the policy, which can do what
//! both allow. So a session proves the policy as far as our own login reaches.

use plans::{Bucket, DocumentKind};
use store::{Caller, Get, ListRequest, ObjectAt, Store, StoreError, StoreErrorKind};
use words::{Words, checks, say};

use super::{CheckResult, Lines, Seen, Verification, code, documents::tried, failed};
use crate::integrations::apply::{find, holder, key::works};

/// The policy of a session has at most so many letters.
const SESSION: usize = 2048;

impl Verification<'_> {
    pub(super) async fn access(&self, caller: Option<&Caller>, lines: &mut Lines) {
        if find(self.plan, DocumentKind::AccessPolicy).is_none() && !self.plan.own_key {
            return;
        }
        let mut them = None;
        let asked = async {
            match self.them(caller).await {
                Ok((store, how)) => {
                    them = Some(store);
                    (CheckResult::Pass, how)
                }
                Err(seen) => seen,
            }
        };
        self.ask(lines, "session", say!(checks::AsksSession), asked).await;
        let Some(them) = them else { return };
        if self.plan.promises.contains_key("s3:ListAllMyBuckets") {
            let asked = async { tried(them.list_buckets().await.map(drop), true) };
            self.ask(lines, "names", say!(checks::AsksNames), asked).await;
        }
        for bucket in &self.answers.buckets {
            self.reach(&them, bucket, lines).await;
        }
    }

    /// Somebody who can do what the other side can, and how.
    async fn them(&self, caller: Option<&Caller>) -> Result<(Store, Words), Seen> {
        if self.plan.own_key {
            return Ok((self.store.clone(), say!(checks::ByOwnKey)));
        }
        if let Some(key) = &self.key {
            return match works(key).await {
                Ok(true) => Ok((key.clone(), say!(checks::ByKey))),
                _ => Err((CheckResult::Fail, say!(checks::KeyRefused))),
            };
        }
        if self.record.key().is_some() {
            return Err((CheckResult::Skip, say!(checks::SecretLost)));
        }
        let Some(holder) = holder(self.plan) else { return Err((CheckResult::Skip, "".into())) };
        if let Ok(Some(seen)) = self.store.get_principal(&holder).await
            && let Some(trust) = seen.trust.as_deref().and_then(|text| policy::parse(text).document)
            && let Some((_, id)) = self.may_take(&trust, &seen.arn, caller)
            && let Ok(keys) = self.store.take_role(&seen.arn, id.as_deref()).await
        {
            return self.store.as_login(keys).map(|store| (store, say!(checks::ByRole))).map_err(|e| failed(&e));
        }
        // What counts is the policy as it is now, not as it was planned.
        let now = match self.store.get_inline(&holder, &self.plan.name).await {
            Ok(now) => now,
            Err(error) => return Err(super::unseen(&error)),
        };
        let Some(policy) = now.and_then(|text| policy::parse(&text).document) else {
            // An administrator gives it whatever name it has there.
            return Err(match self.record.made.is_empty() {
                true => (CheckResult::Skip, say!(checks::NoPolicyToTest)),
                false => (CheckResult::Fail, say!(checks::PolicyGone)),
            });
        };
        let text = policy.compact();
        if text.len() > SESSION {
            return Err((CheckResult::Skip, say!(checks::PolicyLong)));
        }
        match self.store.narrowed(&text).await {
            Ok(keys) => {
                self.store.as_login(keys).map(|store| (store, say!(checks::BySession))).map_err(|error| failed(&error))
            }
            Err(error) => Err((CheckResult::Skip, say!(checks::NoSession, code = code(&error)))),
        }
    }

    async fn reach(&self, them: &Store, bucket: &Bucket, lines: &mut Lines) {
        let (name, path) = (&bucket.name, bucket.path());
        let place = &format!("{name}/{path}");
        let may = |action: &str| self.plan.promises.contains_key(action);
        let id = |what: &str| format!("{what}-{name}");
        if may("s3:ListBucket") {
            let asked = async { tried(list(them, name, &path).await.map(drop), true) };
            self.ask(lines, &id("list"), say!(checks::AsksList, place), asked).await;
            if !path.is_empty() {
                let asked = async { tried(list(them, name, "").await.map(drop), false) };
                self.ask(lines, &id("outside"), say!(checks::AsksOutside, bucket = name), asked).await;
            }
        }
        if may("s3:GetObject") {
            let asked = async {
                match self.example(name, &path).await {
                    Ok(Some(key)) => tried(opened(them, &at(name, key)).await, true),
                    Ok(None) => (CheckResult::Skip, say!(checks::NoFile)),
                    Err(error) => super::unseen(&error),
                }
            };
            self.ask(lines, &id("read"), say!(checks::AsksRead, place), asked).await;
        }
        self.writing(them, bucket, lines).await;
    }

    /// A file that is there and that the product is let into.
    async fn example(&self, bucket: &str, path: &str) -> Result<Option<String>, StoreError> {
        let Some(file) = self.plan.promises.get("s3:GetObject").filter(|_| self.names_files("s3:GetObject")) else {
            return list(self.store, bucket, path).await;
        };
        let key = format!("{path}{file}");
        match self.store.head(&at(bucket, key.clone())).await {
            Ok(_) => Ok(Some(key)),
            Err(error) if error.kind == StoreErrorKind::NoSuchKey => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(super) async fn strangers(&self, lines: &mut Lines) {
        for bucket in &self.answers.buckets {
            let title = say!(checks::AsksAnonymous, bucket = &bucket.name);
            let asked = async {
                match self.store.as_login(store::Source::Anonymous) {
                    Ok(nobody) => tried(list(&nobody, &bucket.name, &bucket.path()).await.map(drop), false),
                    Err(error) => failed(&error),
                }
            };
            self.ask(lines, &format!("anonymous-{}", bucket.name), title, asked).await;
        }
    }
}

/// The first byte of a file: with one that is encrypted, a HEAD would not need its key. An empty
/// file has none.
async fn opened(them: &Store, at: &ObjectAt) -> Result<(), StoreError> {
    match them.get(at, Get { range: Some(0..1), ..Get::default() }).await {
        Err(error) if error.kind == StoreErrorKind::BadRange => Ok(()),
        answer => answer.map(drop),
    }
}

pub(super) fn at(bucket: &str, key: String) -> ObjectAt {
    ObjectAt::new(bucket, key)
}

/// The first file below the path, if there is one.
pub(super) async fn list(store: &Store, bucket: &str, path: &str) -> Result<Option<String>, StoreError> {
    let request =
        ListRequest { bucket: bucket.to_owned(), prefix: path.to_owned(), max_keys: Some(5), ..ListRequest::default() };
    let files = store.first_files(request).await?;
    Ok(files.into_iter().map(|entry| entry.key).find(|key| !key.ends_with('/')))
}
