//! What keeps one version of an object from being deleted: its retention, which ends at a time, and
//! its legal hold, which somebody ends. Deleting a version for good is here too, since both decide
//! it.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html>

use crate::error::{StoreError, StoreErrorKind};
use crate::object::millis;
use crate::setting::add_md5;
use crate::{ObjectAt, Store};
use aws_sdk_s3::primitives::DateTime;
use aws_sdk_s3::types::{ObjectLockLegalHold, ObjectLockLegalHoldStatus, ObjectLockRetention, ObjectLockRetentionMode};
use serde::{Deserialize, Serialize};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use ts_rs::TS;

/// How firmly a version is retained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RetentionMode {
    /// A login with `s3:BypassGovernanceRetention` can shorten or end it, where it says so.
    Governance,
    /// Nobody can shorten or end it, not even the account's owner.
    Compliance,
}

/// Until when a version cannot be deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Retained {
    /// How firmly.
    pub mode: RetentionMode,
    /// In milliseconds since 1970, by the server's clock; set, it is cut to whole seconds.
    #[ts(type = "number")]
    pub until: i64,
}

/// When a retention ends that a server does not take away, from now: later than its clock may be
/// wrong.
const SOON: Duration = Duration::from_secs(60);

/// What servers say of a version, or a bucket, that has no such thing.
fn is_unset(error: &StoreError) -> bool {
    const UNSET: [&str; 3] =
        ["NoSuchObjectLockConfiguration", "ObjectLockConfigurationNotFoundError", "NoSuchObjectLegalHold"];
    let code = error.code.as_deref().unwrap_or_default();
    let said = error.message.as_deref().unwrap_or_default().to_ascii_lowercase();
    UNSET.contains(&code) || code == "InvalidRequest" && said.contains("object lock")
}

impl Store {
    /// Until when an object, or the version that is named, is retained; `None` where it is not. May
    /// be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NoSuchKey`](crate::StoreErrorKind::NoSuchKey);
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such thing.
    pub async fn retained(&self, at: &ObjectAt) -> Result<Option<Retained>, StoreError> {
        let subject = self.checked(at, "GetObjectRetention")?;
        let asked = self.call(subject, |client| {
            let call = client.get_object_retention().bucket(&at.bucket).key(&at.key);
            call.set_version_id(at.version.clone()).send()
        });
        let told = match asked.await {
            Err(error) if is_unset(&error) => return Ok(None),
            told => told?.retention,
        };
        let Some((mode, until)) = told.and_then(|told| Some((told.mode?, told.retain_until_date?))) else {
            return Ok(None);
        };
        let mode = match mode {
            ObjectLockRetentionMode::Governance => RetentionMode::Governance,
            // One that nobody knows is taken for the firmer.
            _ => RetentionMode::Compliance,
        };
        let until = millis(&until).ok_or_else(|| subject.error(StoreErrorKind::BadAnswer))?;
        Ok(Some(Retained { mode, until }))
    }

    /// Retains an object, or the version that is named, until a time; `None` ends a retention.
    /// `bypass`: what is retained by governance may be shortened or ended, and the request says so.
    /// A server that takes no empty retention (seen: SeaweedFS, MiniStack) is told one that ends
    /// within a minute instead. Dropping the call leaves open whether it was set.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), with
    /// [`NotPermitted`](crate::StoreErrorKind::NotPermitted) also where what is set cannot be
    /// shortened; [`NoSuchKey`](crate::StoreErrorKind::NoSuchKey);
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such thing.
    pub async fn retain(&self, at: &ObjectAt, wanted: Option<Retained>, bypass: bool) -> Result<(), StoreError> {
        match self.put_retention(at, wanted, bypass).await {
            Err(error)
                if wanted.is_none() && matches!(error.code.as_deref(), Some("MalformedXML" | "InvalidRequest")) =>
            {
                let until = (SystemTime::now() + SOON).duration_since(UNIX_EPOCH).unwrap_or_default();
                let until = i64::try_from(until.as_millis()).unwrap_or(i64::MAX);
                let ends = Retained { mode: RetentionMode::Governance, until };
                self.put_retention(at, Some(ends), bypass).await
            }
            set => set,
        }
    }

    async fn put_retention(&self, at: &ObjectAt, wanted: Option<Retained>, bypass: bool) -> Result<(), StoreError> {
        let subject = self.checked(at, "PutObjectRetention")?;
        let until = wanted.map(|wanted| DateTime::from_secs(wanted.until.div_euclid(1000)));
        let mode = wanted.map(|wanted| match wanted.mode {
            RetentionMode::Governance => ObjectLockRetentionMode::Governance,
            RetentionMode::Compliance => ObjectLockRetentionMode::Compliance,
        });
        let retention = ObjectLockRetention::builder().set_mode(mode).set_retain_until_date(until).build();
        self.call(subject, |client| {
            let call = client.put_object_retention().bucket(&at.bucket).key(&at.key);
            let call = call.set_version_id(at.version.clone()).retention(retention.clone());
            let call = call.set_bypass_governance_retention(bypass.then_some(true));
            async move { call.customize().mutate_request(add_md5).send().await }
        })
        .await
        .map(drop)
    }

    /// Whether an object, or the version that is named, is under a legal hold. May be dropped.
    ///
    /// # Errors
    /// As [`Store::retained`].
    pub async fn legal_hold(&self, at: &ObjectAt) -> Result<bool, StoreError> {
        let subject = self.checked(at, "GetObjectLegalHold")?;
        let asked = self.call(subject, |client| {
            let call = client.get_object_legal_hold().bucket(&at.bucket).key(&at.key);
            call.set_version_id(at.version.clone()).send()
        });
        match asked.await {
            Err(error) if is_unset(&error) => Ok(false),
            told => Ok(told?.legal_hold.and_then(|hold| hold.status) == Some(ObjectLockLegalHoldStatus::On)),
        }
    }

    /// Puts an object, or the version that is named, under a legal hold, or ends it. Dropping the
    /// call leaves open whether it was set.
    ///
    /// # Errors
    /// As [`Store::retain`].
    pub async fn set_legal_hold(&self, at: &ObjectAt, on: bool) -> Result<(), StoreError> {
        let subject = self.checked(at, "PutObjectLegalHold")?;
        let status = if on { ObjectLockLegalHoldStatus::On } else { ObjectLockLegalHoldStatus::Off };
        let hold = ObjectLockLegalHold::builder().status(status).build();
        self.call(subject, |client| {
            let call = client.put_object_legal_hold().bucket(&at.bucket).key(&at.key);
            let call = call.set_version_id(at.version.clone()).legal_hold(hold.clone());
            async move { call.customize().mutate_request(add_md5).send().await }
        })
        .await
        .map(drop)
    }

    /// Deletes the version that is named for good, though governance retains it: the request asks
    /// for that, which takes `s3:BypassGovernanceRetention`. May be dropped; the version may be
    /// gone all the same.
    ///
    /// # Errors
    /// Those of [every call](crate#errors).
    pub async fn delete_bypassing(&self, at: &ObjectAt) -> Result<(), StoreError> {
        let subject = self.checked(at, "DeleteObject")?;
        self.call(subject, |client| {
            let call = client.delete_object().bucket(&at.bucket).key(&at.key).set_version_id(at.version.clone());
            call.bypass_governance_retention(true).send()
        })
        .await
        .map(drop)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::testing::{Recorded, answer, at, refusal};

    #[tokio::test]
    async fn what_has_no_lock_is_not_retained() {
        let missing = answer(
            400,
            &[],
            "<Error><Code>InvalidRequest</Code><Message>Bucket is missing Object Lock Configuration</Message></Error>",
        );
        let none = refusal(404, "NoSuchObjectLockConfiguration");
        // As SeaweedFS has it.
        let no_hold = refusal(404, "NoSuchObjectLegalHold");
        let answers = [none.clone(), no_hold, none.clone(), none, missing.clone(), missing];
        let answers = answers.into_iter().chain([refusal(400, "InvalidRequest")]);
        let server = Recorded::new(answers.collect()).await;
        let (store, version) = (server.store(), at("key").version("1"));
        for _ in 0..3 {
            assert_eq!(store.retained(&version).await.unwrap(), None);
            assert!(!store.legal_hold(&version).await.unwrap());
        }
        store.legal_hold(&version).await.unwrap_err();
        assert!(server.seen().iter().all(|request| request.contains("versionId=1")));
    }

    #[tokio::test]
    async fn a_retention_is_read_as_it_is() {
        let retained = |mode: &str| {
            let body = format!(
                "<Retention><Mode>{mode}</Mode><RetainUntilDate>2027-01-31T14:05:00Z</RetainUntilDate></Retention>"
            );
            answer(200, &[], &body)
        };
        let server = Recorded::new(["GOVERNANCE", "COMPLIANCE", "FIRMER"].map(retained).to_vec()).await;
        for mode in [RetentionMode::Governance, RetentionMode::Compliance, RetentionMode::Compliance] {
            let told = server.store().retained(&at("key")).await.unwrap();
            assert_eq!(told, Some(Retained { mode, until: 1_801_404_300_000 }));
        }
    }

    /// The header that steps over a governance retention is sent where it was asked for, and
    /// nowhere else.
    #[tokio::test]
    async fn nothing_is_bypassed_silently() {
        let server = Recorded::new(vec![answer(200, &[], "")]).await;
        let (store, version) = (server.store(), at("key").version("1"));
        let wanted = Some(Retained { mode: RetentionMode::Governance, until: 1_801_404_300_999 });
        store.retain(&version, wanted, false).await.unwrap();
        store.set_legal_hold(&version, true).await.unwrap();
        store.delete(&version).await.unwrap();
        let says = |request: &String| request.to_ascii_lowercase().contains("x-amz-bypass-governance-retention");
        assert!(!server.seen().iter().any(says), "{:?}", server.seen());
        assert!(server.seen()[0].contains("2027-01-31T14:05:00Z"), "{}", server.seen()[0]);
        store.retain(&version, None, true).await.unwrap();
        store.delete_bypassing(&version).await.unwrap();
        assert!(server.seen()[3..].iter().all(says), "{:?}", server.seen());
    }
}
