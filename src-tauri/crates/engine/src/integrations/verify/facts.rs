//! What is true of the buckets that the product meets, whoever it is: how files are encrypted, who pays, and what the
//! bucket's own policy refuses. A Deny there beats everything that was set up.

use plans::{Bucket, DocumentKind, KmsGrant, WayKind, denies::denied};
use policy::decide::{Why, decide_alone};
use policy::{Context, Request};
use store::{Encryption, Ownership, Payer};

use super::{Check, CheckResult, Lines, Seen, unseen};
use crate::integrations::apply::find;

/// What to do about a key that was not the bucket's when all was set up.
const AGAIN: &str = "Go on from here to add it: the answers are read with the key that the bucket has now.";

impl Check<'_> {
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
                        (CheckResult::Info, format!("With a key of your own, {id}."))
                    }
                    Ok(Some(Encryption::Service { .. } | Encryption::Twice { .. })) => {
                        (CheckResult::Info, "With the account's key for S3, which other accounts cannot use.".into())
                    }
                    Ok(Some(Encryption::Storage)) => (CheckResult::Info, "With the storage's own key.".into()),
                    Ok(Some(Encryption::Other { name })) => {
                        (CheckResult::Info, format!("In a way of this storage's own, {name}."))
                    }
                    Ok(None) => (CheckResult::Info, "The bucket says nothing about it.".into()),
                }
            };
            let title = format!("How files of {} are encrypted", bucket.name);
            self.ask(lines, &id("fact-encryption"), title, asked).await;
            if let Some(key) = key.filter(|_| self.plan.kind != WayKind::Nothing) {
                let title = format!("{} may use the key of {}", self.plan.title, bucket.name);
                self.ask(lines, &id("key"), title, async { self.opens(&key) }).await;
            }
            let title = format!("Who pays for requests to {}", bucket.name);
            self.ask(lines, &id("fact-payer"), title, self.payer(bucket)).await;
            let title = format!("Whether single files of {} can have access lists", bucket.name);
            self.ask(lines, &id("fact-ownership"), title, self.ownership(bucket)).await;
            if self.plan.kind != WayKind::Nothing {
                let title = format!("The policy of {} shuts {} out of nothing", bucket.name, self.plan.title);
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
                (true, _) => (CheckResult::Skip, "By a grant on the key, which is looked at next.".into()),
                (false, WayKind::Service) => (CheckResult::Skip, "The key's policy has to let the service in.".into()),
                (false, _) => (CheckResult::Fail, AGAIN.into()),
            };
        };
        let decision = decide_alone(&access, &Request::new(None, action, key, Context::default()));
        match decision.why {
            Why::Allowed => (CheckResult::Pass, format!("{action}: {decision}")),
            _ => (CheckResult::Fail, format!("{action}: {decision} {AGAIN}")),
        }
    }

    async fn payer(&self, bucket: &Bucket) -> Seen {
        match self.store.get_payer(&bucket.name).await {
            Err(error) => unseen(&error),
            Ok(Some(Payer::Requester)) => {
                let words = "Whoever asks pays and has to say so. Most products cannot, and are refused.";
                (CheckResult::Info, words.into())
            }
            Ok(_) => (CheckResult::Info, "The owner of the bucket.".into()),
        }
    }

    async fn ownership(&self, bucket: &Bucket) -> Seen {
        match self.store.get_ownership(&bucket.name).await {
            Err(error) => unseen(&error),
            Ok(Some(Ownership::Enforced)) => (CheckResult::Info, "No: access lists are switched off.".into()),
            Ok(_) => (CheckResult::Info, "Yes: access lists count.".into()),
        }
    }

    /// Each thing that was promised, put to the bucket's policy as the one who will ask.
    async fn denies(&self, bucket: &Bucket) -> Seen {
        let text = match self.store.get_policy(&bucket.name).await {
            Err(error) => return unseen(&error),
            Ok(None) => return (CheckResult::Pass, "The bucket has no policy.".into()),
            Ok(Some(text)) => text,
        };
        let Some(document) = policy::parse(&text).document else {
            return (CheckResult::Skip, "The bucket's policy cannot be read.".into());
        };
        match denied(self.plan, bucket, &document) {
            None => (CheckResult::Pass, "None of its statements denies what was promised.".into()),
            Some(denied) if denied.certain => {
                let words = format!("{}: {} It says: {}", denied.action, denied.decision, denied.says);
                (CheckResult::Fail, words)
            }
            Some(denied) => {
                let sid = denied.decision.by.as_ref().and_then(|by| by.sid.as_deref());
                let named = sid.map(|sid| format!(" “{sid}”")).unwrap_or_default();
                let words = format!(
                    "The statement{named} may refuse this: it depends on where the requests come from and on whose behalf, which is not known here."
                );
                (CheckResult::Skip, format!("{}: {words} It says: {}", denied.action, denied.says))
            }
        }
    }
}
