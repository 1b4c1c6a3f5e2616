//! Where the person signs in: connections that are saved, of this session, or on this computer for
//! practice.
//!
//! Owns the book (a readable file), the secrets' way into the keychain, and one open `Store` per
//! connection. A draft is a login whose probe passed; it lives in memory until it is saved, left,
//! or the page starts anew. A crash in between loses the draft alone. Saving writes the secret
//! first and the book second, so the book never names a connection whose secret was not kept;
//! forgetting goes the other way about.

mod asks;
mod book;
mod check;
mod edit;
pub mod export;
mod homes;
mod keeping;
pub(crate) mod keychain;
mod login;
mod namespace;
mod offers;
mod probe;
mod saved;
mod view;

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use practice::Practice;
use store::{Access, Credentials, Endpoint, Environment, Role, SignIn, Store, StoreErrorKind};
use tokio::sync::{Mutex as AsyncMutex, OnceCell};

pub use ::import;
pub use ::import::{CertificatesView, SignInMethod};

pub use self::{
    asks::{AskAnswer, AskKind, AskView, Asks, Watcher},
    edit::Edited,
    keychain::Keychain,
    login::Login,
    probe::{ProbeState, ProbeStep, ProbeStepId},
    view::{
        AccountView, BucketScope, BucketView, Buckets, ConnectionKind, ConnectionView, Probed, ProfileView,
        ProfilesView, ProviderView, RegionView, SecretStorage, read_certificates,
    },
};
use self::{
    book::{Book, Entry},
    homes::Homes,
    keychain::SecretPart,
};
use crate::{
    fault::{self, Fault},
    ids::{ConnectionId, DraftId},
};

/// The practice connection's id; there is at most one.
const PRACTICE: &str = "practice";

/// All connections of this program.
#[derive(Debug)]
pub struct Connections {
    /// Set once the keychain was found open.
    keychain: OnceCell<()>,
    practice_folder: PathBuf,
    practice: AsyncMutex<Option<Practice>>,
    known: Mutex<Known>,
    environment: Environment,
    asks: Asks,
    homes: Homes,
}

#[derive(Debug)]
struct Known {
    book: Book,
    /// Connections whose secret is in memory alone.
    session: Vec<Entry>,
    drafts: HashMap<DraftId, Draft>,
    stores: HashMap<ConnectionId, Store>,
}

/// A login that passed its probe.
#[derive(Debug)]
struct Draft {
    entry: Entry,
    secret: Option<SecretPart>,
    store: Store,
}

impl Connections {
    /// Opens the book in `config` and remembers that practice files live below `data`.
    #[must_use]
    pub fn open(config: &Path, data: &Path) -> Self {
        Self::open_in(config, data, Environment::of_process())
    }

    /// The same in other surroundings: the home and the environment that signing in may look at.
    #[must_use]
    pub fn open_in(config: &Path, data: &Path, environment: Environment) -> Self {
        Self {
            environment,
            asks: Asks::default(),
            homes: Homes::open(data),
            keychain: OnceCell::new(),
            practice_folder: data.join(PRACTICE),
            practice: AsyncMutex::new(None),
            known: Mutex::new(Known {
                book: Book::open(config),
                session: Vec::new(),
                drafts: HashMap::new(),
                stores: HashMap::new(),
            }),
        }
    }

    /// What to tell about the book, if anything.
    #[must_use]
    pub fn notice(&self) -> Option<Fault> {
        self.known().book.damage().cloned()
    }

    /// Whether secrets can be kept here. Asked when a login is tried, until the keychain was found
    /// open.
    pub async fn keychain(&self) -> Keychain {
        if self.keychain.initialized() {
            return Keychain::Ready;
        }
        let state = keychain::state().await;
        if state == Keychain::Ready {
            // Somebody else may have found out meanwhile.
            let _ = self.keychain.set(());
        }
        state
    }

    /// What sign-ins need of the person.
    #[must_use]
    pub fn asks(&self) -> &Asks {
        &self.asks
    }

    /// Every connection, in the order they were made; practice last.
    #[must_use]
    pub fn list(&self) -> Vec<ConnectionView> {
        let known = self.known();
        let saved = known.book.entries().iter().map(|entry| view::connection(entry, ConnectionKind::Saved));
        let session = known.session.iter().map(|entry| view::connection(entry, ConnectionKind::Session));
        let practice = self.practice_folder.exists().then(view::practice);
        saved.chain(session).chain(practice).collect()
    }

    /// Forgets what a page that is gone had begun.
    pub fn forget_drafts(&self) {
        self.known().drafts.clear();
    }

    /// Checks the login without network, then tries it. `now_ms` is this computer's time since
    /// 1970.
    pub async fn probe(&self, login: Login, now_ms: i64, say: &(dyn Fn(ProbeStep) + Send + Sync)) -> Probed {
        let outcome = check::check(&login);
        let (findings, keychain) = (outcome.findings, self.keychain().await);
        let mut probed = Probed { findings, draft: None, suggested_name: String::new(), has_secret: false, keychain };
        let Some(mut checked) = outcome.ready else { return probed };
        let environment = self.environment.clone().asking(self.asks.on_behalf_of("this connection".into()));
        let Some(passed) = probe::probe(&checked, environment, now_ms, say).await else { return probed };
        if let Some(region) = passed.region {
            checked.access.region = region;
        }
        let draft = DraftId::fresh();
        let entry = view::entry(ConnectionId::fresh(), &checked);
        probed.suggested_name.clone_from(&entry.name);
        probed.draft = Some(draft.clone());
        let secret = saved::secret_part(&checked.access.sign_in);
        probed.has_secret = secret.is_some();
        self.known().drafts.insert(draft, Draft { entry, secret, store: passed.store });
        probed
    }

    /// Leaves a draft; its secret is gone from memory.
    pub fn discard(&self, draft: &DraftId) {
        self.known().drafts.remove(draft);
    }

    /// Starts the practice server when it does not run yet.
    ///
    /// # Errors
    /// The server could not start.
    pub async fn open_practice(&self) -> Result<ConnectionView, Fault> {
        self.practice_store().await?;
        Ok(view::practice())
    }

    async fn practice_store(&self) -> Result<Store, Fault> {
        let id = ConnectionId::from(PRACTICE);
        // Held over the start, so that two callers do not start two servers.
        let mut running = self.practice.lock().await;
        if let Some(bereft) = running.take_if(|practice| !practice.has_folder()) {
            self.known().stores.remove(&id);
            bereft.stop().await;
        }
        if let Some(store) = self.known().stores.get(&id) {
            return Ok(store.clone());
        }
        let practice = practice::start(&self.practice_folder).await.map_err(|error| fault::practice(&error))?;
        let store = practice_access(&practice)
            .and_then(|access| Store::open(access).map_err(|error| fault::from_store(&error)))?;
        self.known().stores.insert(id, store.clone());
        *running = Some(practice);
        Ok(store)
    }

    /// The open store of a connection; reads its secret from the keychain the first time.
    ///
    /// # Errors
    /// The connection is gone, the keychain does not open or has no secret for it.
    pub async fn store(&self, id: &ConnectionId) -> Result<Store, Fault> {
        if id.as_str() == PRACTICE {
            return self.practice_store().await;
        }
        let entry = {
            let known = self.known();
            if let Some(store) = known.stores.get(id) {
                return Ok(store.clone());
            }
            // What a book that could not be read has is not gone.
            let missing = || known.book.damage().cloned().unwrap_or_else(|| fault::gone("connection"));
            known.book.entries().iter().find(|entry| entry.id == *id).cloned().ok_or_else(missing)?
        };
        let secret = if entry.sign_in.has_secret() { keychain::read(id).await? } else { None };
        let environment = self.environment.clone().asking(self.asks.on_behalf_of(entry.name.clone()));
        let store = Store::open_in(access(&entry, secret)?, environment).map_err(|error| fault::from_store(&error))?;
        store.set_namespace(entry.namespace());
        self.homes.attach(id, &store);
        self.known().stores.insert(id.clone(), store.clone());
        Ok(store)
    }

    /// The buckets that the login may list, or the one named when it may not list any.
    ///
    /// # Errors
    /// The server could not be asked, or refused and no bucket is named.
    pub async fn buckets(&self, id: &ConnectionId) -> Result<Buckets, Fault> {
        self.buckets_as_they_come(id, &|_| ()).await
    }

    /// The same, and tells `page` of every page that is not the last, at once.
    ///
    /// # Errors
    /// As there.
    pub async fn buckets_as_they_come(
        &self,
        id: &ConnectionId,
        page: &(dyn Fn(Vec<BucketView>) + Send + Sync),
    ) -> Result<Buckets, Fault> {
        let named = self.named_buckets(id);
        let page = |buckets: &[store::Bucket]| page(buckets.iter().map(BucketView::of).collect());
        let listed = self.store(id).await?.list_buckets_as_they_come(&page).await;
        match (listed, named) {
            (Ok(listed), named) => Ok(view::buckets(&listed, named)),
            (Err(error), named) if refuses_listing(error.kind) && !named.is_empty() => Ok(view::named(named)),
            (Err(error), named) if named.is_empty() && error.kind == StoreErrorKind::NotPermitted => {
                Err(fault::bucket_needed().details(fault::from_store(&error).details))
            }
            (Err(error), _) => Err(fault::from_store(&error)),
        }
    }

    fn named_buckets(&self, id: &ConnectionId) -> Vec<BucketView> {
        let known = self.known();
        let entry = known.book.entries().iter().chain(&known.session).find(|entry| entry.id == *id);
        let Some(entry) = entry else { return Vec::new() };
        let names = entry.bucket.iter().chain(&entry.more_buckets).cloned();
        names.map(|name| BucketView { name, region: Some(entry.region.clone()), created: None }).collect()
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn refuses_listing(kind: StoreErrorKind) -> bool {
    matches!(kind, StoreErrorKind::NotPermitted | StoreErrorKind::NotSupported)
}

fn access(entry: &Entry, secret: Option<SecretPart>) -> Result<Access, Fault> {
    let source = entry.sign_in.source(&entry.access_key, secret).ok_or_else(|| fault::secret_gone(&entry.name))?;
    let provider = store::provider(&entry.provider).ok_or_else(|| fault::saved_unreadable(&entry.name, "provider"))?;
    let address = |text: &str, what| match text {
        "" => Ok(None),
        text => Endpoint::parse(text).map(Some).map_err(|_| fault::saved_unreadable(&entry.name, what)),
    };
    Ok(Access {
        endpoint: address(&entry.endpoint, "endpoint")?,
        region: entry.region.clone(),
        path_style: entry.path_style,
        sign_in: SignIn { source, role: entry.role.as_ref().map(Role::from) },
        read_only: entry.read_only,
        requester_pays: entry.requester_pays,
        proxy: address(&entry.proxy, "proxy")?,
        proxy_of_file: entry.has_foreign_proxy(),
        trust: trust(entry)?,
        ..Access::to(provider)
    })
}

/// The file is readable, and anybody may have changed it: what stands in it is read as if for the
/// first time.
fn trust(entry: &Entry) -> Result<String, Fault> {
    match entry.trust.as_str() {
        "" => Ok(String::new()),
        pem => store::anchors(pem.as_bytes())
            .map(|anchors| anchors.pem)
            .ok_or_else(|| fault::saved_unreadable(&entry.name, "certificate")),
    }
}

fn practice_access(practice: &Practice) -> Result<Access, Fault> {
    let failed = |what: &str| fault::practice_failed(what);
    let provider = store::provider(PRACTICE).ok_or_else(|| failed("no such provider"))?;
    Ok(Access {
        endpoint: Some(Endpoint::parse(practice.endpoint()).map_err(|_| failed("endpoint"))?),
        region: practice.region().to_owned(),
        path_style: true,
        sign_in: Credentials {
            access_key: practice.access_key().to_owned(),
            secret: store::Secret::new(practice.secret_key().to_owned()),
            session_token: None,
        }
        .into(),
        ..Access::to(provider)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// What was saved before its origin was kept goes to the storage as it did, and to Amazon's own
    /// sign-in no more.
    #[test]
    fn a_proxy_of_unknown_origin_leads_to_the_storage_alone_until_it_is_typed_again() {
        let saved = r#"{"id":"a1","name":"Archive","provider":"aws","endpoint":"","region":"eu-west-1","path_style":false,
            "access_key":"","sign_in":{"method":"profile","profile":"acme"},"proxy":"http://p.example:3128",
            "bucket":null,"prefix":""}"#;
        let mut entry: Entry = serde_json::from_str(saved).unwrap();
        let opened = access(&entry, None).unwrap();
        assert!(opened.proxy.is_some() && opened.proxy_of_file);
        assert!(edit::fill(&entry).proxy_of_file, "the form says so");
        entry.proxy_of_file = Some(false);
        let opened = access(&entry, None).unwrap();
        assert!(opened.proxy.is_some() && !opened.proxy_of_file);
    }

    /// The book is a readable file: each value in it that nobody can use any more is named, with
    /// what mends it.
    #[test]
    fn what_was_edited_in_the_book_is_named() {
        let saved = r#"{"id":"a1","name":"Archive","provider":"aws","endpoint":"","region":"eu-west-1","path_style":false,
            "access_key":"AKIAOLD","bucket":null,"prefix":""}"#;
        let secret = || serde_json::from_str::<Entry>(saved).unwrap();
        let part = || SecretPart { secret_key: store::Secret::new("s".into()), session_token: None };
        access(&secret(), Some(part())).unwrap();
        type Edit = fn(&mut Entry);
        let edits: [(&str, Edit); 4] = [
            ("provider", |entry| entry.provider = "newer-than-this".into()),
            ("endpoint", |entry| entry.endpoint = "https://[half".into()),
            ("proxy", |entry| entry.proxy = "not a proxy".into()),
            ("certificate", |entry| entry.trust = "-----BEGIN".into()),
        ];
        for (what, edit) in edits {
            let mut entry = secret();
            edit(&mut entry);
            let fault = access(&entry, Some(part())).unwrap_err();
            assert_eq!(fault.code, "connection_unreadable", "{what}");
            assert!(fault.title.to_string().contains(what) && fault.title.to_string().contains("Archive"), "{fault:?}");
        }
    }
}
