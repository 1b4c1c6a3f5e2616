//! What is read of a bucket before a plan is made: each fact is one that changes what the plan
//! says. What this login may not see stays unknown, and the plan does without.

use plans::{Bucket, CorsRule, Standing, Storage};
use policy::cors::{Config, Rule};
use store::{Encryption, Ownership, Payer, Store, StoreError, StoreErrorKind, Versioning};

/// Where the buckets of a login are.
pub(super) fn storage(store: &Store) -> Storage {
    Storage {
        provider: Some(store.provider().id).filter(|id| *id != "aws").unwrap_or_default().to_owned(),
        endpoint: store.endpoint().map(|endpoint| endpoint.url().to_owned()).unwrap_or_default(),
        path_style: store.endpoint().is_some() && store.path_style(),
    }
}

/// Whether the answer says that there is no such bucket.
fn is_missing<T>(answer: &Result<T, StoreError>) -> bool {
    matches!(answer, Err(error) if error.kind == StoreErrorKind::NoSuchBucket)
}

fn is_refused<T>(answer: &Result<T, StoreError>) -> bool {
    matches!(answer, Err(error) if error.kind == StoreErrorKind::NotPermitted)
}

/// The first of these buckets that the server does not know.
pub(super) async fn missing<'a>(store: &Store, buckets: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    for bucket in buckets {
        if is_missing(&store.bucket_region(bucket).await) {
            return Some(bucket);
        }
    }
    None
}

/// Reads what a plan asks of a bucket. Never fails: what cannot be read is not known.
pub(super) async fn read(store: &Store, name: &str) -> Bucket {
    let (region, versions, ownership, encryption, policy, cors, payer) = futures_util::join!(
        Box::pin(store.bucket_region(name)),
        Box::pin(store.get_versioning(name)),
        Box::pin(store.get_ownership(name)),
        Box::pin(store.get_encryption(name)),
        Box::pin(store.get_policy(name)),
        Box::pin(store.get_cors(name)),
        Box::pin(store.get_payer(name)),
    );
    let kms_key = encryption.ok().flatten().as_ref().and_then(Encryption::key_arn).map(str::to_owned);
    let shut = is_refused(&versions) && is_refused(&ownership) && is_refused(&policy) && is_refused(&cors);
    let standing = match is_missing(&region) {
        true => Standing::Missing,
        false if shut => Standing::Shut,
        false => Standing::There,
    };
    Bucket {
        name: name.to_owned(),
        standing,
        region: region.ok().flatten().unwrap_or_else(|| store.region().to_owned()),
        acls_off: ownership.ok().flatten().map(|ownership| ownership == Ownership::Enforced),
        versions_kept: versions.ok().map(|versions| versions == Some(Versioning::On)),
        kms_key,
        requester_pays: payer.ok().flatten() == Some(Payer::Requester),
        policy: policy.ok().flatten(),
        cors: cors.ok().flatten().map(|config| rules(&config)).unwrap_or_default(),
        ..Bucket::default()
    }
}

/// Rules in the names that AWS gives their parts.
pub(super) fn rules(config: &Config) -> Vec<CorsRule> {
    let one = |rule: &Rule| CorsRule {
        id: rule.id.clone(),
        allowed_headers: rule.headers.clone(),
        allowed_methods: rule.methods.clone(),
        allowed_origins: rule.origins.clone(),
        expose_headers: rule.expose.clone(),
        max_age_seconds: rule.max_age,
    };
    config.rules.iter().map(one).collect()
}

pub(super) fn config(rules: Vec<CorsRule>) -> Config {
    let one = |rule: CorsRule| Rule {
        id: rule.id,
        origins: rule.allowed_origins,
        methods: rule.allowed_methods,
        headers: rule.allowed_headers,
        expose: rule.expose_headers,
        max_age: rule.max_age_seconds,
    };
    Config { rules: rules.into_iter().map(one).collect() }
}
