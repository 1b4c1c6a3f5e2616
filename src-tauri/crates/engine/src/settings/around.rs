//! What is known around a setting when it is opened: who is about to change it, and what other
//! settings of the bucket have a say in it. Only reads, and only what the setting needs; what
//! cannot be seen is left out.

use policy::lint::Surroundings;
use store::{Ages, Caller, ListRequest, Ownership, Store, StoreError, StoreErrorKind, Versioning};

/// What is known around a setting.
#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    pub(super) bucket: String,
    /// What is known for looking a policy over.
    pub(super) surroundings: Surroundings,
    /// Whose login it is, where the storage tells.
    pub(super) you: Option<Caller>,
    /// The ARN of the role that the login is a session of, with its path, where this login may see
    /// it.
    pub(super) role: Option<String>,
    /// Whether the connection is encrypted.
    pub(super) secure: bool,
    /// Whether new public policies are refused.
    pub(super) refuses_public: bool,
    /// Whether old versions are kept; `None` where they never were or nobody can see.
    pub(super) versions: Option<Versioning>,
    /// Which rules for ageing files the storage carries out; `None` is all of them.
    pub(super) ages: Option<Ages>,
    /// Whether this is Amazon, whose word on what a policy may be is the last.
    pub(super) amazon: bool,
}

impl Around {
    /// What the connection alone tells.
    pub(super) fn plain(store: &Store, bucket: &str) -> Self {
        let amazon = !store.provider().needs_endpoint;
        Self { bucket: bucket.to_owned(), secure: store.is_https(), amazon, ..Self::default() }
    }

    /// The partition that the bucket's ARN begins with.
    pub(super) fn partition(&self) -> &str {
        self.surroundings.partition.as_deref().unwrap_or("aws")
    }
}

/// Whether ownership is enforced, so that ACLs do not count.
pub(super) async fn acls_off(store: &Store, bucket: &str) -> bool {
    store.get_ownership(bucket).await.is_ok_and(|ownership| ownership == Some(Ownership::Enforced))
}

/// Any file of the bucket.
pub(super) async fn first_key(store: &Store, bucket: &str) -> Option<String> {
    let few = ListRequest { bucket: bucket.to_owned(), max_keys: Some(10), ..ListRequest::default() };
    let files = store.first_files(few).await.ok()?;
    files.into_iter().map(|entry| entry.key).find(|key| !key.ends_with('/'))
}

/// Whether the server knows settings at all. "Nothing is set" can be an empty answer, which a
/// server without any settings gives as well (rclone). One that answers the question for CORS with
/// a listing is such a server.
pub(super) async fn knows_settings(store: &Store, bucket: &str) -> Result<(), StoreError> {
    match store.get_cors(bucket).await {
        Err(error) if error.kind == StoreErrorKind::NotSupported && error.status.is_some_and(|status| status < 300) => {
            Err(error)
        }
        _ => Ok(()),
    }
}
