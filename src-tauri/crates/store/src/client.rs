//! One server and one login: the SDK's clients behind it, one for each region, and the regions of
//! buckets as they become known.

use crate::bounds::Bounded;
use crate::error::{StoreError, StoreErrorKind, Subject, from_sdk};
use crate::heeded::Heeded;
use crate::lenient::Lenient;
use crate::packed::Packed;
use crate::read_only::ReadOnly;
use crate::setting::AcceptsCost;
use crate::sign_in::{ForSdk, Here, Signer};
use crate::slow::{HeedRetryAfter, Troubles};
use crate::whole::Whole;
use crate::wire::{self, Wiring};
use crate::{Access, Checksums, Endpoint, Environment, Provider, SignIn};
use aws_sdk_s3::Client;
use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::config::timeout::TimeoutConfig;
use aws_sdk_s3::config::{
    AppName, BehaviorVersion, Config, IdentityCache, RequestChecksumCalculation, ResponseChecksumValidation,
    SharedCredentialsProvider, SharedInterceptor, StalledStreamProtectionConfig,
};
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::http::SharedHttpConnector;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Keys up to this length, in bytes, are taken everywhere: file systems and databases have their
/// limits above.
const LONG: usize = 255;

/// A server as one login sees it. Cheap to clone; clones share connections and what was learnt.
#[derive(Clone)]
pub struct Store(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) access: Access,
    pub(crate) http: SharedHttpConnector,
    pub(crate) signer: Arc<Signer>,
    attempts: u32,
    troubles: Troubles,
    /// The server turned out to know no lists by token.
    pub(crate) lists_by_keys: AtomicBool,
    pub(crate) packed: Packed,
    pub(crate) heeded: Heeded,
    /// What the server named in place of the region that it was asked for.
    told_region: Mutex<Option<String>>,
    clients: Mutex<HashMap<String, Client>>,
    homes: Mutex<HashMap<String, String>>,
    /// Hears where a bucket turned out to be.
    on_home: OnceLock<OnHome>,
    /// What the names of its buckets belong to, where that is not the address alone.
    pub(crate) namespace: OnceLock<String>,
}

/// Hears of a bucket and the region that it turned out to be in.
type OnHome = Box<dyn Fn(&str, &str) + Send + Sync>;

impl Store {
    /// Prepares the connection; no network yet.
    ///
    /// # Errors
    /// [`StoreErrorKind::Other`] where the provider needs an endpoint and none is given, the region
    /// could not be part of a host name, or what is to be trusted is no certificate.
    pub fn open(access: Access) -> Result<Self, StoreError> {
        Self::open_in(access, Environment::of_process())
    }

    /// The same in other surroundings: what signing in may look at, and whom it may ask.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_in(access: Access, environment: Environment) -> Result<Self, StoreError> {
        Self::open_with(access, environment, &Wiring::default())
    }

    pub(crate) fn open_with(mut access: Access, environment: Environment, wiring: &Wiring) -> Result<Self, StoreError> {
        let subject = Subject::new("Open");
        if access.region.is_empty() {
            access.region = access.provider.default_region.to_owned();
        }
        if !is_region(&access.region) {
            return Err(subject.refuse(StoreErrorKind::Other, "not a name that a region can have"));
        }
        if access.provider.needs_endpoint && access.endpoint.is_none() {
            return Err(subject.refuse(StoreErrorKind::Other, "this provider needs an endpoint"));
        }
        let http = wire::connector(access.endpoint.as_ref(), &access.trust, access.proxy.as_ref(), wiring)
            .map_err(|source| StoreError { source: Some(source), ..subject.error(StoreErrorKind::Other) })?;
        let here = Here::of(&access, http.clone(), environment, wiring);
        let signer = Signer::new(access.sign_in.clone(), here);
        let attempts = wiring.attempts;
        let (troubles, clients, homes) = (Troubles::default(), Mutex::default(), Mutex::default());
        let (on_home, lists_by_keys) = (OnceLock::new(), AtomicBool::new(false));
        let packed = Packed::new(access.provider.quirks.unpacks_gzip);
        Ok(Self(Arc::new(Inner {
            access,
            http,
            signer,
            attempts,
            troubles,
            lists_by_keys,
            packed,
            heeded: Heeded::default(),
            told_region: Mutex::default(),
            clients,
            homes,
            on_home,
            namespace: OnceLock::new(),
        })))
    }

    /// The kind of server this is, with its quirks.
    pub fn provider(&self) -> &'static Provider {
        self.0.access.provider
    }

    /// How it was told to sign in; new keys that the person gave since are not in it.
    pub fn sign_in(&self) -> &SignIn {
        &self.0.access.sign_in
    }

    /// The address that was given; none where the provider has its own.
    pub fn endpoint(&self) -> Option<&Endpoint> {
        self.0.access.endpoint.as_ref()
    }

    /// Whether the bucket's name stands in the path of requests.
    pub fn path_style(&self) -> bool {
        self.0.access.path_style
    }

    /// The region requests about no known bucket are signed for.
    pub fn region(&self) -> &str {
        &self.0.access.region
    }

    /// The region that the server named for requests about no bucket, where it refused the one it
    /// was given.
    pub fn region_told(&self) -> Option<String> {
        self.0.told_region.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How often the server has asked for fewer requests so far.
    pub fn told_to_slow_down(&self) -> u64 {
        self.0.troubles.slow()
    }

    /// How many attempts so far ended without an answer that says whether they were carried out.
    pub fn unheard(&self) -> u64 {
        self.0.troubles.unheard()
    }

    /// Whether the connection is encrypted.
    pub fn is_https(&self) -> bool {
        self.0.access.endpoint.as_ref().is_none_or(Endpoint::is_https)
    }

    /// Whether certificates are trusted that other computers need not trust.
    pub fn trusts_more(&self) -> bool {
        !self.0.access.trust.trim().is_empty()
    }

    /// Whether every call is refused that would change something.
    pub fn is_read_only(&self) -> bool {
        self.0.access.read_only
    }

    /// Sends one call, once there are keys to sign it. Keys that the server no longer takes are
    /// exchanged once, where others can be had; the call then goes out again.
    pub(crate) async fn call<T, E, F>(&self, subject: Subject<'_>, send: impl Fn(Client) -> F) -> Result<T, StoreError>
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
        F: Future<Output = Result<T, SdkError<E, HttpResponse>>>,
    {
        use StoreErrorKind::{AccessKeyUnknown, SignatureMismatch, TokenExpired, TokenUnknown};
        // Boxed: the SDK's futures are nested so deeply that with a few callers' on top the
        // compiler gives up on them.
        let turn = Box::pin(self.0.signer.ready()).await?;
        let refused = match Box::pin(self.send(subject, &send)).await {
            Err(error) if matches!(error.kind, AccessKeyUnknown | SignatureMismatch | TokenExpired | TokenUnknown) => {
                error
            }
            Err(error) => return Err(self.or_too_long(subject, error).await),
            answer => return answer,
        };
        match Box::pin(self.0.signer.renewed(turn, refused.kind)).await? {
            true => Box::pin(self.send(subject, &send)).await,
            false => Err(refused),
        }
    }

    /// Some servers are "busy" whenever the key is too long for their database, and would be asked
    /// again for ever. A look at the same key that fails in the same way, beside one at a short key
    /// that is answered, shows it.
    async fn or_too_long(&self, subject: Subject<'_>, error: StoreError) -> StoreError {
        use StoreErrorKind::{KeyTooLong, ServerFault, SlowDown};
        let busy = |error: &StoreError| matches!(error.kind, SlowDown | ServerFault);
        let writes = matches!(subject.operation, "PutObject" | "CreateMultipartUpload" | "CopyObject");
        let (Some(bucket), Some(key)) = (subject.bucket, subject.key) else { return error };
        if !writes || !busy(&error) || key.len() <= LONG {
            return error;
        }
        let region = self.home_of(bucket).unwrap_or_else(|| self.region().to_owned());
        let look = async |key: &str| {
            let head = self.client(&region).head_object().bucket(bucket).key(key).send();
            Box::pin(head).await.map_err(|error| self.told(subject, error)).err()
        };
        let answered = look("a").await.is_none_or(|error| error.status.is_some() && !busy(&error));
        match answered && look(key).await.is_some_and(|error| busy(&error)) {
            true => StoreError { kind: KeyTooLong, ..error },
            false => error,
        }
    }

    /// Sends one call, in the region where the bucket is known to be. A server that answers with
    /// another region is believed once, and the region is remembered for this store and bucket.
    async fn send<T, E, F>(&self, subject: Subject<'_>, send: &impl Fn(Client) -> F) -> Result<T, StoreError>
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
        F: Future<Output = Result<T, SdkError<E, HttpResponse>>>,
    {
        let known = subject.bucket.map_or_else(|| self.region_told(), |bucket| self.home_of(bucket));
        let region = known.unwrap_or_else(|| self.region().to_owned());
        let error = match send(self.client(&region)).await {
            Ok(answer) => return Ok(answer),
            Err(error) => self.with_region(subject, &region, self.told(subject, error)).await,
        };
        let (StoreErrorKind::WrongRegion, Some(told)) = (error.kind, error.region.clone()) else {
            return Err(error);
        };
        if told == region {
            // A HEAD that fails with 400 in the right region: the cause is something else.
            return Err(StoreError { kind: StoreErrorKind::Other, ..error });
        }
        if !is_region(&told) {
            return Err(error);
        }
        let answer = send(self.client(&told)).await.map_err(|error| self.told(subject, error))?;
        match subject.bucket {
            Some(bucket) => self.remember_home(bucket, &told),
            None => *self.0.told_region.lock().unwrap_or_else(PoisonError::into_inner) = Some(told),
        }
        Ok(answer)
    }

    /// A HEAD has no body for words, and not every server puts the region into a header: what a
    /// bare 400 means is then told by the answer to a GET.
    async fn with_region(&self, subject: Subject<'_>, region: &str, error: StoreError) -> StoreError {
        let bare = error.status == Some(400) && error.code.is_none() && error.region.is_none();
        let Some(bucket) = subject.bucket.filter(|_| bare && subject.operation.starts_with("Head")) else {
            return error;
        };
        let look = self.client(region).list_objects_v2().bucket(bucket).max_keys(1).send();
        match Box::pin(look).await.map_err(|error| self.told(subject, error)) {
            Err(StoreError { region: Some(told), .. }) => {
                StoreError { kind: StoreErrorKind::WrongRegion, region: Some(told), ..error }
            }
            _ => error,
        }
    }

    fn told<E>(&self, subject: Subject<'_>, error: SdkError<E, HttpResponse>) -> StoreError
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    {
        from_sdk(subject, self.is_https(), error, &self.0.signer.secrets())
    }

    /// The region that requests about a bucket are signed for, as far as it is known. No network.
    pub fn known_region(&self, bucket: &str) -> String {
        self.home_of(bucket).unwrap_or_else(|| self.region().to_owned())
    }

    pub(crate) fn home_of(&self, bucket: &str) -> Option<String> {
        self.0.homes.lock().unwrap_or_else(PoisonError::into_inner).get(bucket).cloned()
    }

    /// Takes what was found out earlier about the regions of buckets, where nothing newer is known.
    /// What no longer holds is found out again.
    pub fn know_homes(&self, earlier: impl IntoIterator<Item = (String, String)>) {
        let mut homes = self.0.homes.lock().unwrap_or_else(PoisonError::into_inner);
        for (bucket, region) in earlier.into_iter().filter(|(_, region)| is_region(region)) {
            homes.entry(bucket).or_insert(region);
        }
    }

    /// Has somebody told of each bucket that turns out to be in another region, from now on, and of
    /// those that have so far. The first who asks is told, and nobody else.
    pub fn on_home(&self, hear: impl Fn(&str, &str) + Send + Sync + 'static) {
        let known = self.0.homes.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let hear = self.0.on_home.get_or_init(|| Box::new(hear));
        known.iter().for_each(|(bucket, region)| hear(bucket, region));
    }

    pub(crate) fn remember_home(&self, bucket: &str, region: &str) {
        let mut homes = self.0.homes.lock().unwrap_or_else(PoisonError::into_inner);
        let before = homes.insert(bucket.to_owned(), region.to_owned());
        drop(homes);
        if let Some(hear) = self.0.on_home.get().filter(|_| before.as_deref() != Some(region)) {
            hear(bucket, region);
        }
    }

    pub(crate) fn forget_home(&self, bucket: &str) {
        self.0.homes.lock().unwrap_or_else(PoisonError::into_inner).remove(bucket);
    }

    pub(crate) fn new_client(&self, region: &str) -> Client {
        self.0.new_client(region)
    }

    /// The one that requests to this region share.
    pub(crate) fn client(&self, region: &str) -> Client {
        let mut clients = self.0.clients.lock().unwrap_or_else(PoisonError::into_inner);
        clients.entry(region.to_owned()).or_insert_with(|| self.0.new_client(region)).clone()
    }
}

impl Inner {
    fn new_client(&self, region: &str) -> Client {
        let access = &self.access;
        let checksums = match access.provider.checksums {
            Checksums::Always => RequestChecksumCalculation::WhenSupported,
            Checksums::WhenRequired => RequestChecksumCalculation::WhenRequired,
        };
        let mut config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .http_client(wire::client(self.http.clone()))
            .region(aws_sdk_s3::config::Region::new(region.to_owned()))
            .identity_cache(IdentityCache::no_cache())
            .interceptor(Bounded)
            .interceptor(Lenient)
            .interceptor(Whole)
            .interceptor(self.troubles.clone())
            .retry_classifier(HeedRetryAfter)
            .force_path_style(access.path_style)
            .request_checksum_calculation(checksums)
            // A whole GET asks for validation by itself; a range must not (rclone).
            .response_checksum_validation(ResponseChecksumValidation::WhenRequired)
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
            .timeout_config(TimeoutConfig::disabled())
            .retry_config(RetryConfig::standard().with_max_attempts(self.attempts));
        if access.read_only {
            config.push_interceptor(SharedInterceptor::new(ReadOnly));
        }
        if access.requester_pays {
            config.push_interceptor(SharedInterceptor::new(AcceptsCost));
        }
        if self.signer.is_anonymous() {
            config.set_allow_no_auth();
        } else {
            config.set_credentials_provider(Some(SharedCredentialsProvider::new(ForSdk(self.signer.clone()))));
        }
        config.set_endpoint_url(access.endpoint.as_ref().map(Endpoint::for_sdk));
        config.set_app_name(AppName::new("bucketwise").ok());
        Client::from_conf(config.build())
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("access", &self.0.access).finish_non_exhaustive()
    }
}

/// Whether a text can be a region: it becomes part of a host name and of every signature.
pub(crate) fn is_region(region: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    (1..=63).contains(&region.len()) && region.bytes().all(plain)
}

#[cfg(test)]
mod tests;
