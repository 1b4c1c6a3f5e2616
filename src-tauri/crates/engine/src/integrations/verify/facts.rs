//! What is true of the buckets that the product meets, whoever it is: how files are encrypted, who
//! pays, and what the bucket's own policy refuses. A Deny there beats everything that was set up.

use plans::{Bucket, DocumentKind, KmsGrant, WayKind, denies::denied};
use policy::decide::{Why, decide_alone};
use policy::{Context, Request};
use store::{Encryption, Ownership, Payer};

use super::{Check, CheckResult, Lines, Seen, unseen};
use crate::integrations::apply::find;

/// What to do about a key that was not the bucket's when all was set up.
const AGAIN: &str = "Choose “Fix…” to add it. Setup then uses the KMS key that the bucket has now.";

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
                        (CheckResult::Info, format!("With your own KMS key, {id}."))
                    }
                    Ok(Some(Encryption::Service { .. } | Encryption::Twice { .. })) => (
                        CheckResult::Info,
                        "With the account’s default KMS key for S3, which other accounts cannot use.".into(),
                    ),
                    Ok(Some(Encryption::Storage)) => (CheckResult::Info, "With keys managed by the server.".into()),
                    Ok(Some(Encryption::Other { name })) => {
                        (CheckResult::Info, format!("With a method of this server, {name}."))
                    }
                    Ok(None) => (CheckResult::Info, "The bucket has no default encryption.".into()),
                }
            };
            let title = format!("How files of {} are encrypted", bucket.name);
            self.ask(lines, &id("fact-encryption"), title, asked).await;
            if let Some(key) = key.filter(|_| self.plan.kind != WayKind::Nothing) {
                let title = format!("{} can use the KMS key of {}", self.plan.title, bucket.name);
                self.ask(lines, &id("key"), title, async { self.opens(&key) }).await;
            }
            let title = format!("Who pays for requests to {}", bucket.name);
            self.ask(lines, &id("fact-payer"), title, self.payer(bucket)).await;
            let title = format!("Whether single files in {} can have ACLs", bucket.name);
            self.ask(lines, &id("fact-ownership"), title, self.ownership(bucket)).await;
            if self.plan.kind != WayKind::Nothing {
                let title = format!("The bucket policy of {} does not block {}", bucket.name, self.plan.title);
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
                (true, _) => (CheckResult::Skip, "By a grant on the key, which is checked next.".into()),
                (false, WayKind::Service) => {
                    (CheckResult::Skip, "The key policy must allow the service to use the key.".into())
                }
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
                let words =
                    "The requester (Requester Pays). Most products cannot accept the request costs, and are denied.";
                (CheckResult::Info, words.into())
            }
            Ok(_) => (CheckResult::Info, "The bucket’s owner.".into()),
        }
    }

    async fn ownership(&self, bucket: &Bucket) -> Seen {
        match self.store.get_ownership(&bucket.name).await {
            Err(error) => unseen(&error),
            Ok(Some(Ownership::Enforced)) => (CheckResult::Info, "No. ACLs are disabled.".into()),
            Ok(_) => (CheckResult::Info, "Yes. ACLs apply.".into()),
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
            return (CheckResult::Skip, "Bucketwise cannot read the bucket policy.".into());
        };
        match denied(self.plan, bucket, &document) {
            None => (CheckResult::Pass, "None of its statements denies this access.".into()),
            Some(denied) if denied.certain => {
                let words = format!("{}: {} It says: {}", denied.action, denied.decision, denied.says);
                (CheckResult::Fail, words)
            }
            Some(denied) => {
                let sid = denied.decision.by.as_ref().and_then(|by| by.sid.as_deref());
                let named = sid.map(|sid| format!(" “{sid}”")).unwrap_or_default();
                let words = format!(
                    "The statement{named} may deny this. That depends on where requests come from and for whom they are made, which is not known here."
                );
                (CheckResult::Skip, format!("{}: {words} It says: {}", denied.action, denied.says))
            }
        }
    }
}
