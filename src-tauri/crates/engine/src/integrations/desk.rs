//! All integrations of this program: those that were begun and are written down, and the drafts
//! that are being answered, which live until the program ends or something is made of them.
//!
//! One thing at a time is done to an integration. Dropping a call stops between two requests; what
//! was made by then is written down.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use plans::{Answers, Bucket, Plan, Standing};
use store::{Credentials, Secret, Store};
use tokio::sync::Mutex as AsyncMutex;
use words::{faults, say};

use super::{
    apply::{self, Say},
    facts,
    records::{Record, Records, Stage},
    remove::{self, Removal},
    report::{CheckLine, Report},
    reports,
    shown::{self, Filled, IntegrationView, Sheet},
    verify,
};
use crate::{
    fault::{self, Fault},
    ids::{ConnectionId, IntegrationId},
    typed,
};

mod handed;
mod keys;
mod led;
mod planned;

pub use keys::{KeyFact, KeyStep};
use planned::Plans;

/// All integrations of this computer: their drafts, records, and the work on them.
#[derive(Debug)]
pub struct Integrations {
    records: Records,
    drafts: Mutex<HashMap<IntegrationId, Record>>,
    plans: Plans,
    /// Those that something is being done to.
    busy: Mutex<HashSet<IntegrationId>>,
    /// Secrets that no keychain took, for this session.
    secrets: Mutex<HashMap<ConnectionId, Secret>>,
}

/// Holds an integration while something is done to it.
struct Held<'a> {
    busy: &'a Mutex<HashSet<IntegrationId>>,
    id: IntegrationId,
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        lock(self.busy).remove(&self.id);
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Integrations {
    /// Those whose records are in the folder `config`. Nothing is read yet.
    #[must_use]
    pub fn open(config: &Path) -> Self {
        Self {
            records: Records::open(config),
            drafts: Mutex::default(),
            plans: Plans::default(),
            busy: Mutex::default(),
            secrets: Mutex::default(),
        }
    }

    /// Those that were begun, in the order in which they were.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn list(&self) -> Result<Vec<IntegrationView>, Fault> {
        Ok(self.records.all()?.iter().map(|record| self.view(record)).collect())
    }

    /// Begins a draft for a bucket or folder, with what is read of it.
    ///
    /// # Errors
    /// There is no such product.
    pub async fn begin(
        &self,
        store: &Store,
        connection: ConnectionId,
        product: &str,
        buckets: Vec<shown::BucketChoice>,
        now: i64,
    ) -> Result<Sheet, Fault> {
        let account = store.caller().await.map(|caller| caller.account).unwrap_or_default();
        let answers = Answers { account: account.clone(), ..Answers::default() };
        let (id, preset) = (IntegrationId::fresh(), product.to_owned());
        let mut record = Record::draft(id, connection, preset, answers, now);
        (record.server, record.account) = (Some(store.server()), Some(account.clone()).filter(|it| !it.is_empty()));
        let filled = Filled { account, name: String::new(), buckets, answers: Default::default() };
        Box::pin(self.fill(&mut record, store, filled)).await;
        self.draft(record)
    }

    /// The sheet of an integration, with what is read of its buckets now.
    ///
    /// # Errors
    /// It is gone.
    pub async fn read(&self, store: &Store, id: &IntegrationId) -> Result<Sheet, Fault> {
        let mut record = self.find(id)?;
        for bucket in &mut record.answers.buckets {
            let (scope, folder) = (bucket.scope, std::mem::take(&mut bucket.folder));
            *bucket = Bucket { scope, folder, ..facts::read(store, &bucket.name).await };
        }
        around(&mut record, store);
        self.draft(record)
    }

    /// Takes answers, and says what they come to. Nothing is written down.
    ///
    /// # Errors
    /// It is gone.
    pub async fn answer(&self, store: &Store, id: &IntegrationId, filled: Filled) -> Result<Sheet, Fault> {
        typed::within(&filled)?;
        let mut record = self.find(id)?;
        Box::pin(self.fill(&mut record, store, filled)).await;
        self.draft(record)
    }

    fn draft(&self, record: Record) -> Result<Sheet, Fault> {
        let outcome = self.plans.outcome(&record).ok_or_else(|| fault::gone("product"))?;
        let sheet = shown::sheet(&record, &outcome).ok_or_else(|| fault::gone("product"))?;
        lock(&self.drafts).insert(record.id.clone(), record);
        Ok(sheet)
    }

    /// Carries the plan out. May be called again after a refusal or a crash, and after the partner
    /// has answered. What somebody else made under our name is used only with `adopt`.
    ///
    /// # Errors
    /// An answer stops it, a step failed, or the record could not be written; what was made is
    /// written down.
    pub async fn apply(
        &self,
        store: &Store,
        id: &IntegrationId,
        adopt: bool,
        now: i64,
        say: Say<'_>,
    ) -> Result<IntegrationView, Fault> {
        let _held = self.hold(id)?;
        let mut record = self.find(id)?;
        led::here(&mut record, store).await?;
        around(&mut record, store);
        let mut plan = self.plans.of(&record)?;
        let names = record.answers.buckets.iter().map(|bucket| bucket.name.as_str());
        if let Some(name) = facts::missing(store, names).await {
            return Err(fault::integration_unfit(say!(faults::UnfitBucket, bucket = name)));
        }
        if let Some(same) = self.same(&record, &plan)? {
            record.made.clone_from(&same.made);
            record.handed = same.handed;
            (record.server, record.account) = (record.server.or(same.server), record.account.or(same.account));
            if !same.answers.interim_id.is_empty() {
                record.answers.interim_id.clone_from(&same.answers.interim_id);
                plan = self.plans.of(&record)?;
            }
            lock(&self.drafts).remove(id);
            record.id = same.id;
        }
        (record.stage, record.since) = (Stage::Unfinished, now);
        // What is made bears this name; a later program may make another one of the same answers.
        record.answers.name.clone_from(&plan.name);
        self.records.put(&record)?;
        let id = record.id.clone();
        let keep = |secret: Secret| self.keep(entry(&id), secret);
        let had_key = record.key().map(str::to_owned);
        let record = AsyncMutex::new(record);
        // Boxed, as below: these futures are too deep for the compiler otherwise.
        Box::pin(apply::run(store, &plan, &record, &self.records, (adopt, now), keep, say)).await?;
        let mut record = record.into_inner();
        record.stage = if plan.waiting { Stage::Waiting } else { Stage::Done };
        reports::file(&mut record, None);
        if record.key() != had_key.as_deref() {
            (record.key_since, record.unshown) = (Some(now), true);
        }
        self.records.put(&record)?;
        lock(&self.drafts).remove(&record.id);
        Ok(self.view(&record))
    }

    /// Another record that is about the same thing: setting it up again goes on with that one.
    fn same(&self, record: &Record, plan: &Plan) -> Result<Option<Record>, Fault> {
        let about = |other: &Record| {
            other.id != record.id
                && other.connection == record.connection
                && led::may_be_together(other, record)
                && other.stage != Stage::Removed
                && self.plans.of(other).is_ok_and(|other| other.name == plan.name && other.preset == plan.preset)
        };
        Ok(self.records.all()?.into_iter().find(about))
    }

    /// Checks on the storage what the integration promises.
    ///
    /// # Errors
    /// It is gone, or its record could not be written.
    pub async fn verify(
        &self,
        store: &Store,
        id: &IntegrationId,
        write: bool,
        now: i64,
        say: &(dyn Fn(CheckLine) + Send + Sync),
    ) -> Result<IntegrationView, Fault> {
        let _held = self.hold(id)?;
        let mut record = self.kept_here(store, id).await?;
        let plan = self.plans.of(&record)?;
        let key = match (record.newest_key(), self.secret(id).await) {
            (Some(access_key), Ok(secret)) => {
                let keys = Credentials { access_key: access_key.to_owned(), secret, session_token: None };
                store.as_login(keys).ok()
            }
            _ => None,
        };
        let verification =
            verify::Verification { store, plan: &plan, answers: &record.answers, record: &record, key, write, say };
        let report = Box::pin(verify::run(&verification, now)).await;
        reports::file(&mut record, Some(report));
        if record.stage == Stage::Handed && record.report.as_ref().is_some_and(Report::passed) {
            record.stage = if plan.waiting { Stage::Waiting } else { Stage::Done };
        }
        self.records.put(&record)?;
        Ok(self.view(&record))
    }

    /// What taking it back would do.
    ///
    /// # Errors
    /// It is gone, or the storage could not be looked at.
    pub async fn preview_removal(&self, store: &Store, id: &IntegrationId) -> Result<Removal, Fault> {
        let record = self.kept_here(store, id).await?;
        Box::pin(remove::preview(store, &record, &self.plans.of(&record)?.name)).await
    }

    /// Takes it back, if all is still as `token` says.
    ///
    /// # Errors
    /// Something changed since the preview, or the storage refused; what was taken back by then is
    /// written down.
    pub async fn remove(
        &self,
        store: &Store,
        id: &IntegrationId,
        token: &str,
        now: i64,
        say: Say<'_>,
    ) -> Result<IntegrationView, Fault> {
        let _held = self.hold(id)?;
        let mut record = self.kept_here(store, id).await?;
        let (plan, had_key) = (self.plans.of(&record)?, record.key().is_some());
        (record.stage, record.since) = (Stage::Leaving, now);
        let record = AsyncMutex::new(record);
        Box::pin(remove::run(store, &record, &self.records, &plan.name, token, say)).await?;
        let mut record = record.into_inner();
        record.stage = Stage::Removed;
        reports::file(&mut record, None);
        (record.key_since, record.first_key_off) = (None, false);
        (record.handed, record.unshown) = (false, false);
        self.records.put(&record)?;
        if had_key {
            self.drop_secret(&entry(id)).await;
            self.drop_secret(&keys::second(id)).await;
        }
        Ok(self.view(&record))
    }

    /// Takes it off the list. Nothing on the storage changes.
    ///
    /// # Errors
    /// Something that was made is still there, or the file could not be written.
    pub fn forget(&self, id: &IntegrationId) -> Result<(), Fault> {
        lock(&self.drafts).remove(id);
        self.plans.forget(id);
        match self.records.all()?.iter().find(|record| record.id == *id) {
            Some(record) if !record.made.is_empty() => Err(fault::integration_changed(say!(faults::ChangedRemains))),
            Some(_) => self.records.remove(id),
            None => Ok(()),
        }
    }

    /// The latest report, as a file: its name and what is in it.
    ///
    /// # Errors
    /// It is gone, or nothing was checked yet.
    pub fn report(&self, id: &IntegrationId, shape: reports::ReportShape) -> Result<(String, Vec<u8>), Fault> {
        reports::export(&self.kept(id)?, shape)
    }

    /// What is written down, with the answers of a draft of it. Only they are the draft's: what was
    /// made, checked or exchanged meanwhile is as the record says.
    fn find(&self, id: &IntegrationId) -> Result<Record, Fault> {
        let draft = lock(&self.drafts).get(id).cloned();
        match (draft, self.kept(id)) {
            (Some(draft), Ok(kept)) => Ok(Record { answers: draft.answers, ..kept }),
            (Some(draft), Err(_)) => Ok(draft),
            (None, kept) => kept,
        }
    }

    fn kept(&self, id: &IntegrationId) -> Result<Record, Fault> {
        self.records.all()?.into_iter().find(|record| record.id == *id).ok_or_else(|| fault::gone("integration"))
    }

    fn hold(&self, id: &IntegrationId) -> Result<Held<'_>, Fault> {
        match lock(&self.busy).insert(id.clone()) {
            true => Ok(Held { busy: &self.busy, id: id.clone() }),
            false => Err(fault::integration_busy()),
        }
    }

    fn view(&self, record: &Record) -> IntegrationView {
        let outcome = self.plans.outcome(record);
        shown::view(record, outcome.as_ref().and_then(|outcome| outcome.plan.as_ref()))
    }

    /// Takes answers over; a bucket that is new is read.
    async fn fill(&self, record: &mut Record, store: &Store, filled: Filled) {
        // What was made bears its name; under another one it would not be found again, to be taken
        // back.
        let made_as = self.plans.of(record).ok().filter(|_| !record.made.is_empty()).map(|plan| plan.name);
        let known = std::mem::take(&mut record.answers.buckets);
        let mut buckets = Vec::new();
        for choice in filled.buckets {
            let name = choice.name.trim();
            let found = |bucket: &&Bucket| bucket.name == name && bucket.standing == Standing::There;
            let mut bucket = match known.iter().find(found) {
                Some(bucket) => bucket.clone(),
                None => facts::read(store, name).await,
            };
            (bucket.scope, bucket.folder) = (choice.scope, choice.folder);
            buckets.push(bucket);
        }
        let name = made_as.unwrap_or(filled.name);
        let given = std::mem::take(&mut record.answers);
        record.answers = Answers { account: filled.account, name, buckets, answers: filled.answers, ..given };
        around(record, store);
    }

    /// Through whose login.
    ///
    /// # Errors
    /// It is gone.
    pub fn connection(&self, id: &IntegrationId) -> Result<ConnectionId, Fault> {
        Ok(self.find(id)?.connection)
    }
}

/// What no question asks: where the storage is, and an external ID that nobody knows, for as long
/// as the partner has shown none.
fn around(record: &mut Record, store: &Store) {
    record.answers.storage = facts::storage(store);
    if record.answers.interim_id.is_empty() {
        record.answers.interim_id = format!("bucketwise-{}", uuid::Uuid::new_v4().simple());
    }
}

/// Under which name the keychain has the secret of a key that was made.
fn entry(id: &IntegrationId) -> ConnectionId {
    ConnectionId::from(format!("integration-{}", id.as_str()).as_str())
}
