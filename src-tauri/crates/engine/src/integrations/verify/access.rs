//! What the other side can do, tried on the storage: with the key that was made, with the role
//! where it lets us in, or with our own login narrowed to the policy, which can do what both allow.
//! So a session proves the policy as far as our own login reaches.

use plans::{Bucket, DocumentKind};
use store::{Caller, Get, ListRequest, ObjectAt, Store, StoreError, StoreErrorKind};

use super::{Check, CheckResult, Lines, Seen, code, documents::tried, failed};
use crate::integrations::apply::{find, holder, key::works};

/// The policy of a session has at most so many letters.
const SESSION: usize = 2048;

impl Check<'_> {
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
        self.ask(lines, "session", "Tested as the partner".into(), asked).await;
        let Some(them) = them else { return };
        if self.plan.promises.contains_key("s3:ListAllMyBuckets") {
            let asked = async { tried(them.list_buckets().await.map(drop), true) };
            self.ask(lines, "names", "Can see the names of all buckets".into(), asked).await;
        }
        for bucket in &self.answers.buckets {
            self.reach(&them, bucket, lines).await;
        }
    }

    /// Somebody who can do what the other side can, and how.
    async fn them(&self, caller: Option<&Caller>) -> Result<(Store, String), Seen> {
        if self.plan.own_key {
            return Ok((self.store.clone(), "With the access key of this connection.".into()));
        }
        if let Some(key) = &self.key {
            return match works(key).await {
                Ok(true) => Ok((key.clone(), "With the access key that was created.".into())),
                _ => Err((
                    CheckResult::Fail,
                    "The server no longer accepts the access key. The key is inactive or deleted.".into(),
                )),
            };
        }
        if self.record.key().is_some() {
            return Err((CheckResult::Skip, "Bucketwise no longer has the secret access key.".into()));
        }
        let Some(holder) = holder(self.plan) else { return Err((CheckResult::Skip, String::new())) };
        if let Ok(Some(seen)) = self.store.get_principal(&holder).await
            && let Some(trust) = seen.trust.as_deref().and_then(|text| policy::parse(text).document)
            && let Some((_, id)) = self.let_in(&trust, &seen.arn, caller)
            && let Ok(keys) = self.store.take_role(&seen.arn, id.as_deref()).await
        {
            return self
                .store
                .as_login(keys)
                .map(|store| (store, "With the role itself.".into()))
                .map_err(|e| failed(&e));
        }
        // What counts is the policy as it is now, not as it was planned.
        let now = match self.store.get_inline(&holder, &self.plan.name).await {
            Ok(now) => now,
            Err(error) => return Err(super::unseen(&error)),
        };
        let Some(policy) = now.and_then(|text| policy::parse(&text).document) else {
            // An administrator gives it whatever name it has there.
            return Err(match self.record.made.is_empty() {
                true => (CheckResult::Skip, "There is no policy of this name to test.".into()),
                false => (CheckResult::Fail, "The policy no longer exists, so it gives no permissions.".into()),
            });
        };
        let text = policy.compact();
        if text.len() > SESSION {
            return Err((CheckResult::Skip, "The policy is too long to be tested with a session.".into()));
        }
        match self.store.narrowed(&text).await {
            Ok(keys) => {
                let how = "With this connection, limited to the current policy for 15 minutes.";
                self.store.as_login(keys).map(|store| (store, how.into())).map_err(|error| failed(&error))
            }
            Err(error) => {
                let why = "This connection cannot be limited to the policy. Only the access key of a user can.";
                Err((CheckResult::Skip, format!("{why} ({})", code(&error))))
            }
        }
    }

    async fn reach(&self, them: &Store, bucket: &Bucket, lines: &mut Lines) {
        let (name, path) = (&bucket.name, bucket.path());
        let may = |action: &str| self.plan.promises.contains_key(action);
        let id = |what: &str| format!("{what}-{name}");
        if may("s3:ListBucket") {
            let asked = async { tried(list(them, name, &path).await.map(drop), true) };
            self.ask(lines, &id("list"), format!("Can list files in {name}/{path}"), asked).await;
            if !path.is_empty() {
                let asked = async { tried(list(them, name, "").await.map(drop), false) };
                self.ask(lines, &id("outside"), format!("Cannot list anything else in {name}"), asked).await;
            }
        }
        if may("s3:GetObject") {
            let asked = async {
                match self.example(name, &path).await {
                    Ok(Some(key)) => tried(opened(them, &at(name, key)).await, true),
                    Ok(None) => (CheckResult::Skip, "There is no file to open yet.".into()),
                    Err(error) => super::unseen(&error),
                }
            };
            self.ask(lines, &id("read"), format!("Can open files in {name}/{path}"), asked).await;
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
            let title = format!("{} cannot be listed without signing in", bucket.name);
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
