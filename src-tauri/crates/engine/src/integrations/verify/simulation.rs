//! AWS's own simulation of what the user or role may do: the only view of boundaries and of the
//! organisation's rules that there is from inside an account.

use plans::Bucket;
use store::{Holder, Simulated, StoreError, StoreErrorKind};

use super::{Check, CheckResult, Lines, Seen, failed};
use crate::integrations::apply::holder;

/// What is asked, and what people call it.
const ASKED: [(&str, &str); 4] = [
    ("s3:ListBucket", "listing files"),
    ("s3:GetObject", "opening files"),
    ("s3:PutObject", "adding files"),
    ("s3:DeleteObject", "deleting files"),
];

impl Check<'_> {
    pub(super) async fn simulation(&self, lines: &mut Lines) {
        let Some(holder) = holder(self.plan) else { return };
        let Ok(Some(seen)) = self.store.get_principal(&holder).await else { return };
        for bucket in &self.answers.buckets {
            let title = format!("The policy simulator confirms exactly these permissions for {}", bucket.name);
            let asked = self.simulated(&holder, &seen.arn, bucket);
            self.ask(lines, &format!("simulate-{}", bucket.name), title, asked).await;
        }
    }

    async fn simulated(&self, holder: &Holder, arn: &str, bucket: &Bucket) -> Seen {
        // Other servers than AWS's look up a user without its path, and know nothing of folders
        // here.
        let exact = !self.store.provider().needs_endpoint;
        if !exact && (matches!(holder, Holder::User(_)) || !bucket.path().is_empty()) {
            return (CheckResult::Skip, "This server simulates roles only for whole buckets.".into());
        }
        let partition = policy::arn::partition_of(&bucket.region);
        let (arn_of, path) = (format!("arn:{partition}:s3:::{}", bucket.name), bucket.path());
        let (mut right, mut wrong) = (Vec::new(), Vec::new());
        for (action, words) in ASKED {
            let promised = self.plan.promises.get(action);
            let file = promised.map_or("report.csv", String::as_str);
            let (resource, context) = match action {
                "s3:ListBucket" => (arn_of.clone(), vec![("s3:prefix", path.as_str())]),
                _ => (format!("{arn_of}/{path}{file}"), Vec::new()),
            };
            match self.store.simulate(arn, action, &resource, &context).await {
                Err(error) => return unasked(&error),
                Ok(None) => return (CheckResult::Skip, "This server has no policy simulator.".into()),
                Ok(Some(came)) if came.allowed == promised.is_some() => {
                    right.push(format!("{words} {}", if came.allowed { "allowed" } else { "denied" }));
                }
                Ok(Some(came)) => wrong.push(format!("{words} {}", why(&came))),
            }
        }
        match wrong.is_empty() {
            true => (CheckResult::Pass, format!("{}.", right.join(", "))),
            false => (CheckResult::Fail, format!("{}.", wrong.join("; "))),
        }
    }
}

/// Why an answer is not the one that was promised.
fn why(came: &Simulated) -> String {
    let by = if came.by.is_empty() { String::new() } else { format!(" (by {})", came.by.join(", ")) };
    match came {
        Simulated { allowed: true, .. } => format!("is allowed{by}, but should be denied"),
        Simulated { organisation: true, .. } => "is denied by a policy of your organisation".into(),
        Simulated { boundary: true, .. } => "is denied by a permissions boundary".into(),
        Simulated { denied: true, .. } => format!("is denied by a statement{by}"),
        _ => "is denied, because no statement allows it".into(),
    }
}

fn unasked(error: &StoreError) -> Seen {
    use StoreErrorKind::{NotPermitted, NotS3, NotSupported};
    match error.kind {
        NotPermitted => (
            CheckResult::Skip,
            "This connection has no permission to simulate policies (iam:SimulatePrincipalPolicy).".into(),
        ),
        NotSupported | NotS3 => (CheckResult::Skip, "This server has no policy simulator.".into()),
        _ => failed(error),
    }
}
