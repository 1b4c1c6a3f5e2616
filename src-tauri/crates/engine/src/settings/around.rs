//! What is known around a setting when it is opened: who is about to change it, and what other settings of the bucket
//! have a say in it. Only reads, and only what the setting needs; what cannot be seen is left out.

use policy::{
    arn,
    lint::{Facts, Vendor},
};
use store::{Ages, Caller, Encryption, Holder, Ownership, Store, Versioning};

use super::value::SettingKind;

/// What is known around a setting.
#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    /// The bucket.
    pub(super) bucket: String,
    /// What is known for looking a policy over.
    pub(super) facts: Facts,
    /// Whose login it is, where the storage tells.
    pub(super) you: Option<Caller>,
    /// The ARN of the role that the login is a session of, with its path, where this login may see it.
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
    /// Looks around.
    pub(super) async fn look(store: &Store, bucket: &str, kind: SettingKind) -> Self {
        let amazon = !store.provider().needs_endpoint;
        let plain = Self { bucket: bucket.to_owned(), secure: store.is_https(), amazon, ..Self::default() };
        match kind {
            SettingKind::Policy => plain.for_policy(store, bucket).await,
            SettingKind::Lifecycle => {
                let versions = store.get_versioning(bucket).await.ok().flatten();
                Self { versions, ages: Some(store.provider().quirks.ages), ..plain }
            }
            SettingKind::AccessList => {
                let ownership = store.get_ownership(bucket).await;
                let acls_off = ownership.is_ok_and(|ownership| ownership == Some(Ownership::Enforced));
                Self { facts: Facts { acls_off, ..Facts::default() }, ..plain }
            }
            _ => plain,
        }
    }

    async fn for_policy(self, store: &Store, bucket: &str) -> Self {
        let (you, locks, ownership, encryption) = tokio::join!(
            store.caller(),
            store.get_public_access(bucket),
            store.get_ownership(bucket),
            store.get_encryption(bucket),
        );
        let key = encryption.ok().flatten().as_ref().and_then(Encryption::key_arn).map(str::to_owned);
        let you = you.ok();
        let facts = Facts {
            partition: Some(if self.amazon { arn::partition_of(store.region()) } else { "aws" }.to_owned()),
            account: you.as_ref().map(|you| you.account.clone()).filter(|account| arn::is_account(account)),
            bucket: Some(bucket.to_owned()),
            acls_off: ownership.is_ok_and(|ownership| ownership == Some(Ownership::Enforced)),
            key,
            vendor: self.vendor(store),
        };
        let role = match &you {
            Some(you) => role_of(store, you).await,
            None => None,
        };
        let refuses_public = locks.is_ok_and(|locks| locks.is_some_and(|locks| locks.block_policy));
        Self { facts, you, role, refuses_public, ..self }
    }

    fn vendor(&self, store: &Store) -> Vendor {
        match store.provider().id {
            "scaleway" => Vendor::Scaleway,
            _ if self.amazon => Vendor::Amazon,
            _ => Vendor::Other,
        }
    }

    /// The partition that the bucket's ARN begins with.
    pub(super) fn partition(&self) -> &str {
        self.facts.partition.as_deref().unwrap_or("aws")
    }
}

/// A session tells the name of its role and not the role's path, which conditions on `aws:PrincipalArn` are about.
async fn role_of(store: &Store, you: &Caller) -> Option<String> {
    let (_, session) = you.arn.split_once(":assumed-role/")?;
    let name = session.split('/').next()?.to_owned();
    store.get_principal(&Holder::Role(name)).await.ok().flatten().map(|role| role.arn)
}
