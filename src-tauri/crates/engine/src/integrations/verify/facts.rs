//! What is true of the buckets that the product meets, whoever it is: how files are encrypted, who
//! pays, and what the bucket's own policy refuses. A Deny there beats everything that was set up.

use plans::{
    Bucket, DocumentKind, KmsGrant, WayKind,
    denies::{Denied, denied},
};
use policy::decide::{Why, decide_alone};
use policy::{Context, Request};
use store::{Encryption, Ownership, Payer};
use words::{Words, checks, say};

use super::{CheckResult, Lines, Seen, Verification, unseen};
use crate::integrations::apply::find;

impl Verification<'_> {
    pub(super) async fn facts(&self, lines: &mut Lines) {
        for bucket in &self.answers.buckets {
            let id = |what: &str| format!("{what}-{}", bucket.name);
            let mut key = None;
            let asked = async {
                match self.store.get_encryption(&bucket.name).await {
                    Err(error) => unseen(&error),
                    Ok(Some(by)) if by.key_arn().is_some() => {
                        key = by.key_arn().map(str::to_owned);
                        let id = key.as_deref().unwrap_or_default();
                        (CheckResult::Info, say!(checks::KmsOwn, key = id))
                    }
                    Ok(Some(Encryption::Service { .. } | Encryption::Twice { .. })) => {
                        (CheckResult::Info, say!(checks::KmsDefault))
                    }
                    Ok(Some(Encryption::Storage)) => (CheckResult::Info, say!(checks::EncryptedServer)),
                    Ok(Some(Encryption::Other { name })) => (CheckResult::Info, say!(checks::EncryptedOther, name)),
                    Ok(None) => (CheckResult::Info, say!(checks::NotEncrypted)),
                }
            };
            let title = say!(checks::AsksEncryption, bucket = &bucket.name);
            self.ask(lines, &id("fact-encryption"), title, asked).await;
            if let Some(key) = key.filter(|_| self.plan.kind != WayKind::Nothing) {
                let title = say!(checks::AsksKey, product = &self.plan.title, bucket = &bucket.name);
                self.ask(lines, &id("key"), title, async { self.opens(&key) }).await;
            }
            let title = say!(checks::AsksPayer, bucket = &bucket.name);
            self.ask(lines, &id("fact-payer"), title, self.payer(bucket)).await;
            let title = say!(checks::AsksAcls, bucket = &bucket.name);
            self.ask(lines, &id("fact-ownership"), title, self.ownership(bucket)).await;
            if self.plan.kind != WayKind::Nothing {
                let title = say!(checks::AsksDenies, bucket = &bucket.name, product = &self.plan.title);
                self.ask(lines, &id("denies"), title, self.denies(bucket)).await;
            }
        }
    }

    /// Whether the policy that was planned opens the key that the bucket has now.
    fn opens(&self, key: &str) -> Seen {
        let reads = self.plan.promises.contains_key("s3:GetObject");
        let action = if reads { "kms:Decrypt" } else { "kms:GenerateDataKey" };
        let access = find(self.plan, DocumentKind::AccessPolicy).and_then(|text| policy::parse(&text.text).document);
        let Some(access) = access else {
            let granted = |document| KmsGrant::of(document).is_some_and(|grant| grant.key_id == key);
            return match (self.plan.documents.iter().any(granted), self.plan.kind) {
                (true, _) => (CheckResult::Skip, say!(checks::KeyGranted)),
                (false, WayKind::Service) => (CheckResult::Skip, say!(checks::KeyService)),
                (false, _) => (CheckResult::Fail, say!(checks::KeyUngranted)),
            };
        };
        let decision = decide_alone(&access, &Request::new(None, action, key, Context::default()));
        let why = Words::from(&decision);
        match decision.why {
            Why::Allowed => (CheckResult::Pass, say!(checks::KeyAllowed, action, decision = why)),
            _ => (CheckResult::Fail, say!(checks::KeyDenied, action, decision = why)),
        }
    }

    async fn payer(&self, bucket: &Bucket) -> Seen {
        match self.store.get_payer(&bucket.name).await {
            Err(error) => unseen(&error),
            Ok(Some(Payer::Requester)) => (CheckResult::Info, say!(checks::PayerRequester)),
            Ok(_) => (CheckResult::Info, say!(checks::PayerOwner)),
        }
    }

    async fn ownership(&self, bucket: &Bucket) -> Seen {
        match self.store.get_ownership(&bucket.name).await {
            Err(error) => unseen(&error),
            Ok(Some(Ownership::Enforced)) => (CheckResult::Info, say!(checks::AclsOff)),
            Ok(_) => (CheckResult::Info, say!(checks::AclsOn)),
        }
    }

    /// Each thing that was promised, put to the bucket's policy as the one who will ask.
    async fn denies(&self, bucket: &Bucket) -> Seen {
        let text = match self.store.get_policy(&bucket.name).await {
            Err(error) => return unseen(&error),
            Ok(None) => return (CheckResult::Pass, say!(checks::NoBucketPolicy)),
            Ok(Some(text)) => text,
        };
        let Some(document) = policy::parse(&text).document else {
            return (CheckResult::Skip, say!(checks::BucketPolicyUnread));
        };
        match denied(self.plan, bucket, &document) {
            None => (CheckResult::Pass, say!(checks::DeniesNothing)),
            Some(Denied { action, decision, says: statement, certain: true }) => {
                (CheckResult::Fail, say!(checks::Denies, action, decision = Words::from(&decision), statement))
            }
            Some(Denied { action, decision, says: statement, .. }) => {
                let words = match decision.by.and_then(|by| by.sid) {
                    Some(sid) => say!(checks::DeniesPerhapsNamed, action, sid, statement),
                    None => say!(checks::DeniesPerhaps, action, statement),
                };
                (CheckResult::Skip, words)
            }
        }
    }
}
