//! Where bucket names belong to a key, a project or a tenant, another key may lead to other buckets
//! of the same names. A connection is known there by the first key of its namespace: a new key that
//! is shown to open the same buckets goes on with it, as where keys are rotated, and any other key
//! begins one of its own.
//!
//! Shown is what both keys see: a bucket made in the same thousandth of a second, or the same file
//! in a bucket of the same name. Where they see nothing, or the old key no longer works, nothing is
//! shown. Only reads.

use std::{collections::BTreeMap, time::Duration};

use store::{Algorithm, Bucket, Checksum, Endpoint, ListRequest, Store};

use super::{Connections, book::Entry, saved::SavedSignIn};

/// How long the two keys are asked before nothing counts as shown.
const PATIENCE: Duration = Duration::from_secs(20);
/// Buckets of the same name that are looked into.
const LOOKED_INTO: usize = 5;

impl Entry {
    /// The server that it leads to, as [`Store::server`] has it.
    pub(super) fn server(&self) -> String {
        let endpoint = Endpoint::parse(&self.endpoint).ok();
        match store::provider(&self.provider) {
            Some(provider) => store::server(provider, endpoint.as_ref(), &self.region, &self.namespace()),
            None => self.endpoint.clone(),
        }
    }

    /// The namespace of its buckets. A sum: keys stand in no file of what waits.
    pub(super) fn namespace(&self) -> String {
        let own = || {
            let key = serde_json::to_string(&self.key()).unwrap_or_default();
            Checksum::of(Algorithm::Md5, format!("namespace of {key}").as_bytes()).value
        };
        self.namespace.clone().unwrap_or_else(own)
    }

    /// Who signs: a namespace may be that of this key.
    fn key(&self) -> (&SavedSignIn, &str, Option<&str>) {
        (&self.sign_in, &self.access_key, self.role.as_ref().map(|role| role.arn.as_str()))
    }
}

impl Connections {
    /// The namespace that an entry goes on with which takes the place of `old`; its own, if it does
    /// not.
    pub(super) async fn namespace_after(&self, old: &Entry, new: &Entry, opened: &Store) -> Option<String> {
        let one_address = store::same_address(&old.server(), &new.server());
        if !one_address || !opened.provider().quirks.names_per_key {
            return None;
        }
        if old.key() == new.key() {
            return old.namespace.clone();
        }
        // Other ways to sign in may need the person, who is busy with the new one.
        if old.sign_in != SavedSignIn::AccessKey || old.role.is_some() {
            return None;
        }
        let before = self.store(&old.id).await.ok()?;
        let named: Vec<&String> = old.bucket.iter().chain(&old.more_buckets).collect();
        let shown = tokio::time::timeout(PATIENCE, Box::pin(are_one(&before, opened, &named))).await;
        shown.unwrap_or(false).then(|| old.namespace())
    }
}

/// Whether both logins are shown to open the same buckets.
async fn are_one(one: &Store, other: &Store, named: &[&String]) -> bool {
    let (ours, theirs) = futures_util::join!(created(one, named), created(other, named));
    let both = || ours.iter().filter_map(|(name, at)| Some((name, *at, *theirs.get(name)?)));
    // In whole seconds a script makes the same bucket for two tenants, and some servers tell one
    // time of all buckets (OpenStack Swift).
    if both().any(|(_, at, their_at)| at == their_at && at.is_some_and(|at| at % 1_000 != 0)) {
        return true;
    }
    for (name, ..) in both().take(LOOKED_INTO) {
        let (ours, theirs) = futures_util::join!(first_files(one, name), first_files(other, name));
        if ours.iter().any(|file| theirs.contains(file)) {
            return true;
        }
    }
    false
}

/// The buckets that a login sees, or is known to open, and when they were made.
async fn created(store: &Store, named: &[&String]) -> BTreeMap<String, Option<i64>> {
    let listed = store.list_buckets().await.unwrap_or_default();
    let named = named.iter().map(|name| ((*name).clone(), None));
    named.chain(listed.into_iter().map(|Bucket { name, created, .. }| (name, created))).collect()
}

/// Files at the beginning of a bucket, each with what no two buckets have alike: its ETag together
/// with its time.
async fn first_files(store: &Store, bucket: &str) -> Vec<(String, String, i64)> {
    let request = ListRequest { bucket: bucket.to_owned(), ..ListRequest::default() };
    let page = store.list(request).await.map(|page| page.entries).unwrap_or_default();
    page.into_iter().filter_map(|entry| Some((entry.key, entry.etag?, entry.modified?))).collect()
}
