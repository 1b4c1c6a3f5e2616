//! Tries a login step by step, each step visible and each failure with its own remedy.
//!
//! Reads only: an unsigned look at the address, then one listing. Nothing is written or remembered.
//! Dropping the future stops at the request under way.

use serde::Serialize;
use store::{Environment, ListRequest, Payer, Reached, SignIn, Source, Store, StoreError, StoreErrorKind as Kind};
use ts_rs::TS;
use words::{Words, probe, say};

use ProbeStepId::{Address, Buckets, Clock, Encryption, Region, Signature};

use super::check::Checked;
use crate::{
    fault::{self, Fault, Remedy},
    finding::{LoginField, Repair, RepairChange},
    near,
};

/// S3 refuses requests whose time is further off than this (RequestTimeTooSkewed).
const CLOCK_LIMIT_MS: i64 = 15 * 60 * 1000;

/// The steps, in the order they are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProbeStepId {
    /// The name is found and something answers.
    Address,
    /// TLS and its certificate.
    Encryption,
    /// This computer's time against the server's.
    Clock,
    /// The access key and the secret key match.
    Signature,
    /// The list of buckets, or the one named.
    Buckets,
    /// Where the named bucket is kept.
    Region,
}

/// How far a step is, and how it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProbeState {
    /// It was begun and has not ended.
    Running,
    /// It ended as it should.
    Pass,
    /// The first of these ends the probe.
    Fail,
    /// It does not apply to this login or this storage.
    Skip,
}

/// One visible step of the probe; a step is sent again when its state changes.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ProbeStep {
    /// Which step; the same step is told again when its state changes.
    pub id: ProbeStepId,
    /// What is tried, in a few words for people.
    pub title: Words,
    /// How far it is; the last one told counts.
    pub state: ProbeState,
    /// What was seen, in words; null while it is under way.
    pub detail: Option<Words>,
    /// Why it failed; none while it runs and where it passed.
    pub fault: Option<Fault>,
    /// Changes to the form that may mend it, the likeliest first.
    pub repairs: Vec<Repair>,
}

/// What a passed probe learnt.
pub(crate) struct Passed {
    pub(crate) store: Store,
    /// The region of the named bucket, where the server told it.
    pub(crate) region: Option<String>,
}

/// Runs the steps and says each through `say`. None: a step failed, and it was said.
pub(crate) async fn probe(
    checked: &Checked,
    environment: Environment,
    now_ms: i64,
    say: &(dyn Fn(ProbeStep) + Send + Sync),
) -> Option<Passed> {
    let steps = Steps { checked, say };

    steps.running(Address);
    let store = steps.keep(Address, Store::open_in(checked.access.clone(), environment))?;
    let reached = steps.reached(&store).await?;
    steps.clock(Clock, &reached, now_ms)?;
    steps.running(Signature);
    match &checked.bucket {
        None => steps.every_bucket(&store).await?,
        Some(bucket) => steps.one_bucket(&store, bucket).await?,
    }
    let region = steps.region(Region, &store).await;
    Some(Passed { store, region })
}

struct Steps<'a> {
    checked: &'a Checked,
    say: &'a (dyn Fn(ProbeStep) + Send + Sync),
}

impl Steps<'_> {
    fn say(&self, id: ProbeStepId, state: ProbeState, detail: Option<Words>) {
        (self.say)(ProbeStep { id, title: title(id), state, detail, fault: None, repairs: Vec::new() });
    }

    fn running(&self, id: ProbeStepId) {
        self.say(id, ProbeState::Running, None);
    }

    fn pass(&self, id: ProbeStepId, detail: Words) {
        self.say(id, ProbeState::Pass, Some(detail));
    }

    fn skip(&self, id: ProbeStepId, detail: Words) {
        self.say(id, ProbeState::Skip, Some(detail));
    }

    fn fail(&self, id: ProbeStepId, error: &StoreError) {
        self.failed(id, fault::from_store(error), self.repairs(error));
    }

    fn failed(&self, id: ProbeStepId, fault: Fault, repairs: Vec<Repair>) {
        let detail = Some(fault.title.clone());
        (self.say)(ProbeStep { id, title: title(id), state: ProbeState::Fail, detail, fault: Some(fault), repairs });
    }

    /// What a signature that was accepted means here.
    fn signed(&self) -> Words {
        match &self.checked.access.sign_in {
            SignIn { source: Source::Anonymous, .. } => say!(probe::SignedPublic),
            SignIn { role: Some(_), .. } => say!(probe::SignedRole),
            SignIn { source: Source::Key(_), .. } => say!(probe::SignedKeys),
            _ => say!(probe::SignedIn),
        }
    }

    /// Whether a refusal shows that key and secret fit. AWS looks at the signature before it looks
    /// at permissions and says which of the two is wrong; others say AccessDenied to both, and some
    /// send a login elsewhere unseen.
    fn shows_login(&self, error: &StoreError) -> bool {
        self.checked.access.is_amazons() && matches!(error.kind, Kind::NotPermitted | Kind::NoSuchBucket)
    }

    /// Says of a login that was refused something whether it is known to be right.
    fn signed_in(&self, id: ProbeStepId, error: &StoreError) {
        match self.shows_login(error) {
            true => self.pass(id, say!(probe::SignInAccepted)),
            false => self.skip(id, say!(probe::SignInUnproved)),
        }
    }

    fn keep<T>(&self, id: ProbeStepId, result: Result<T, StoreError>) -> Option<T> {
        result.map_err(|error| self.fail(id, &error)).ok()
    }

    /// Asks the address without a signature: whether somebody answers, and whether nobody else can
    /// listen.
    async fn reached(&self, store: &Store) -> Option<Reached> {
        let reached = match store.reach().await {
            Ok(reached) => reached,
            Err(error) => {
                // A certificate is looked at only once the address has answered.
                let encrypted = matches!(error.kind, Kind::Certificate | Kind::PlainHttp);
                if encrypted {
                    self.pass(Address, say!(probe::AddressAnswers));
                }
                self.fail(if encrypted { Encryption } else { Address }, &error);
                return None;
            }
        };
        self.pass(Address, say!(probe::AddressAnswers));
        match reached.tls {
            true => self.pass(Encryption, say!(probe::EncryptionGood)),
            false if is_loopback(self.checked) => self.skip(Encryption, say!(probe::EncryptionLocal)),
            false => self.skip(Encryption, say!(probe::EncryptionNone)),
        }
        Some(reached)
    }

    /// A login for no bucket in particular lists them all.
    async fn every_bucket(&self, store: &Store) -> Option<()> {
        match store.list_buckets().await {
            Ok(buckets) => {
                self.pass(Signature, self.signed());
                self.pass(Buckets, say!(probe::BucketsFound, count = buckets.len()));
                return Some(());
            }
            Err(error) if matches!(error.kind, Kind::NotPermitted | Kind::NotSupported) => {
                self.signed_in(Signature, &error);
                let fault = if self.shows_login(&error) { fault::bucket_needed() } else { fault::list_refused() };
                self.failed(Buckets, fault.details(fault::from_store(&error).details), Vec::new());
            }
            Err(error) => self.fail(Signature, &error),
        }
        None
    }

    /// A login for one bucket lists the first name in it.
    async fn one_bucket(&self, store: &Store, bucket: &str) -> Option<()> {
        let one_name = ListRequest {
            bucket: bucket.to_owned(),
            prefix: self.checked.prefix.clone(),
            delimiter: false,
            start_after: None,
            token: None,
            max_keys: Some(1),
        };
        match store.list(one_name).await {
            Ok(_) => {
                self.pass(Signature, self.signed());
                self.pass(Buckets, say!(probe::BucketListed, bucket));
                return Some(());
            }
            Err(error) if error.kind == Kind::NotPermitted => return self.unlisted(store, bucket, &error).await,
            Err(error) if matches!(error.kind, Kind::NoSuchBucket | Kind::WrongRegion | Kind::BadBucketName) => {
                self.signed_in(Signature, &error);
                let fault = near::told(store, &error).await;
                let mut repairs = self.repairs(&error);
                repairs.extend(instead(&fault));
                self.failed(Buckets, fault, repairs);
            }
            Err(error) => self.fail(Signature, &error),
        }
        None
    }

    /// The bucket may not be listed: for whoever accepts its cost it may be, and others may do
    /// without.
    async fn unlisted(&self, store: &Store, bucket: &str, error: &StoreError) -> Option<()> {
        self.signed_in(Signature, error);
        let details = fault::from_store(error).details;
        if !self.checked.access.requester_pays && store.get_payer(bucket).await.is_ok_and(charges) {
            let accept = Repair { label: say!(probe::PayButton), change: RepairChange::AcceptCost };
            self.failed(Buckets, fault::requester_pays(bucket).details(details), vec![accept]);
            return None;
        }
        if !self.checked.unlisted {
            let fault = match self.shows_login(error) {
                true => fault::listing_refused(bucket, &self.checked.prefix),
                false => fault::listing_refused_or_secret(bucket, &self.checked.prefix),
            };
            let go_on = Repair { label: say!(probe::UnlistedButton), change: RepairChange::Unlisted };
            self.failed(Buckets, fault.details(details), vec![go_on]);
            return None;
        }
        self.skip(Buckets, say!(probe::BucketUnlisted, bucket));
        Some(())
    }

    fn clock(&self, id: ProbeStepId, reached: &Reached, now_ms: i64) -> Option<()> {
        let Some(server) = reached.server_time else {
            self.skip(id, say!(probe::ClockUntold));
            return Some(());
        };
        let off = server - now_ms;
        if off.abs() < CLOCK_LIMIT_MS {
            self.pass(id, say!(probe::ClockGood));
            return Some(());
        }
        self.failed(id, fault::clock_off(off), Vec::new());
        None
    }

    /// Where the named bucket is kept, or the region that the server asks for. Not knowing is no
    /// failure: many stores do not say.
    async fn region(&self, id: ProbeStepId, store: &Store) -> Option<String> {
        let Some(bucket) = self.checked.bucket.as_deref() else { return store.region_told() };
        self.running(id);
        let region = store.bucket_region(bucket).await.ok().flatten();
        match &region {
            None => self.skip(id, say!(probe::RegionUntold)),
            Some(region) if *region == self.checked.access.region => {
                self.pass(id, say!(probe::RegionSame, region));
            }
            Some(region) => self.pass(id, say!(probe::RegionOther, region)),
        }
        region
    }

    fn repairs(&self, error: &StoreError) -> Vec<Repair> {
        let access = &self.checked.access;
        let endpoint = access.endpoint.as_ref().map(store::Endpoint::url);
        let repair = |label: Words, change| vec![Repair { label, change }];
        match (error.kind, endpoint) {
            (Kind::WrongRegion, _) => error.region.clone().map_or_else(Vec::new, |region| {
                repair(
                    say!(probe::UseButton, value = &region),
                    RepairChange::Set { field: LoginField::Region, value: region },
                )
            }),
            (Kind::PlainHttp, Some(url)) => {
                let other = if let Some(rest) = url.strip_prefix("https://") {
                    format!("http://{rest}")
                } else {
                    url.replacen("http://", "https://", 1)
                };
                repair(
                    say!(probe::UseButton, value = &other),
                    RepairChange::Set { field: LoginField::Endpoint, value: other },
                )
            }
            // With the bucket as part of the host's name, a store without such names is not found.
            (Kind::NameNotFound | Kind::Certificate, Some(_))
                if !access.path_style && self.checked.bucket.is_some() =>
            {
                repair(say!(probe::PathStyleButton), RepairChange::PathStyle { value: true })
            }
            (Kind::Certificate, _) => repair(say!(probe::CertificateButton), RepairChange::ChooseCertificate),
            _ => Vec::new(),
        }
    }
}

/// Another bucket, where the words name one.
fn instead(fault: &Fault) -> Option<Repair> {
    let Some(Remedy::Open { bucket }) = fault.remedy.as_deref() else { return None };
    let change = RepairChange::Set { field: LoginField::Bucket, value: bucket.clone() };
    Some(Repair { label: say!(probe::UseButton, value = bucket), change })
}

fn charges(payer: Option<Payer>) -> bool {
    payer == Some(Payer::Requester)
}

fn title(id: ProbeStepId) -> Words {
    match id {
        ProbeStepId::Address => say!(probe::AddressTitle),
        ProbeStepId::Encryption => say!(probe::EncryptionTitle),
        ProbeStepId::Clock => say!(probe::ClockTitle),
        ProbeStepId::Signature => say!(probe::SignInTitle),
        ProbeStepId::Buckets => say!(probe::BucketsTitle),
        ProbeStepId::Region => say!(probe::RegionTitle),
    }
}

fn is_loopback(checked: &Checked) -> bool {
    checked.access.endpoint.as_ref().is_some_and(store::Endpoint::is_loopback)
}
