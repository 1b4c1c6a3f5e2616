//! AWS's own simulation of what the user or role may do: the only view of boundaries and of the
//! organisation's rules that there is from inside an account.

use plans::Bucket;
use store::{Holder, Simulated, StoreError, StoreErrorKind};
use words::{Words, checks, say};

use super::{CheckResult, Lines, Seen, Verification, failed, joined};
use crate::integrations::apply::holder;

/// What is asked, and the word by which messages choose it.
const ASKED: [(&str, &str); 4] =
    [("s3:ListBucket", "list"), ("s3:GetObject", "open"), ("s3:PutObject", "add"), ("s3:DeleteObject", "delete")];

impl Verification<'_> {
    pub(super) async fn simulation(&self, lines: &mut Lines) {
        let Some(holder) = holder(self.plan) else { return };
        let Ok(Some(seen)) = self.store.get_principal(&holder).await else { return };
        for bucket in &self.answers.buckets {
            let title = say!(checks::AsksSimulate, bucket = &bucket.name);
            let asked = self.simulated(&holder, &seen.arn, bucket);
            self.ask(lines, &format!("simulate-{}", bucket.name), title, asked).await;
        }
    }

    async fn simulated(&self, holder: &Holder, arn: &str, bucket: &Bucket) -> Seen {
        // Other servers than AWS's look up a user without its path, and know nothing of folders
        // here.
        let exact = !self.store.provider().needs_endpoint;
        if !exact && (matches!(holder, Holder::User(_)) || !bucket.path().is_empty()) {
            return (CheckResult::Skip, say!(checks::SimulateLimited));
        }
        let partition = policy::arn::partition_of(&bucket.region);
        let (arn_of, path) = (format!("arn:{partition}:s3:::{}", bucket.name), bucket.path());
        let (mut right, mut wrong): (Vec<Words>, Vec<Words>) = (Vec::new(), Vec::new());
        for (action, word) in ASKED {
            let promised = self.plan.promises.get(action);
            let file = promised.map_or("report.csv", String::as_str);
            let (resource, context) = match action {
                "s3:ListBucket" => (arn_of.clone(), vec![("s3:prefix", path.as_str())]),
                _ => (format!("{arn_of}/{path}{file}"), Vec::new()),
            };
            match self.store.simulate(arn, action, &resource, &context).await {
                Err(error) => return unasked(&error),
                Ok(None) => return (CheckResult::Skip, say!(checks::SimulateNone)),
                Ok(Some(came)) if came.allowed != promised.is_some() => wrong.push(why(word, came)),
                Ok(Some(Simulated { allowed: true, .. })) => right.push(say!(checks::SimulateYes, action = word)),
                Ok(Some(_)) => right.push(say!(checks::SimulateNo, action = word)),
            }
        }
        match wrong.is_empty() {
            true => (CheckResult::Pass, say!(checks::SimulateRight, results = right)),
            false => (CheckResult::Fail, joined(wrong)),
        }
    }
}

/// Why an answer is not the one that was promised.
fn why(action: &str, came: Simulated) -> Words {
    let (unnamed, policies) = (came.by.is_empty(), came.by);
    match (came.allowed, came.organisation, came.boundary, came.denied) {
        (true, ..) if unnamed => say!(checks::SimulateAllowed, action),
        (true, ..) => say!(checks::SimulateAllowedBy, action, policies),
        (_, true, ..) => say!(checks::SimulateOrganisation, action),
        (_, _, true, _) => say!(checks::SimulateBoundary, action),
        (_, _, _, true) if unnamed => say!(checks::SimulateDenied, action),
        (_, _, _, true) => say!(checks::SimulateDeniedBy, action, policies),
        _ => say!(checks::SimulateNothing, action),
    }
}

fn unasked(error: &StoreError) -> Seen {
    use StoreErrorKind::{NotPermitted, NotS3, NotSupported};
    match error.kind {
        NotPermitted => (CheckResult::Skip, say!(checks::SimulateNotPermitted)),
        NotSupported | NotS3 => (CheckResult::Skip, say!(checks::SimulateNone)),
        _ => failed(error),
    }
}
