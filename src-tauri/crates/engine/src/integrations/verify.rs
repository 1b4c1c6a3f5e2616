//! Looks whether an integration does what it promises, on the storage itself: each check says what
//! was asked, what came, and whether that is as it should be. An expected refusal is a pass.
//!
//! Nothing is written unless the person asked for that, and then a file of our own that is removed
//! again. The other side cannot be played, so what it may do is proved by a session that is
//! narrowed to its policy, by a key that was made, or by the documents as the storage has them;
//! each line says by which. Dropping it stops it.

mod access;
mod documents;
mod facts;
mod simulation;
mod tokens;
mod websites;
mod writing;

use plans::{Plan, WayKind};
use store::{Store, StoreError, StoreErrorKind};
use words::{Words, checks, say};

use super::{
    Answers,
    records::Record,
    report::{CheckLine, CheckResult, Report, joined},
};
use crate::fault::{self, Fault};

/// An integration being verified: what its checks work with.
pub(super) struct Verification<'a> {
    pub(super) store: &'a Store,
    pub(super) plan: &'a Plan,
    pub(super) answers: &'a Answers,
    pub(super) record: &'a Record,
    /// The key that was made, if its secret is known.
    pub(super) key: Option<Store>,
    /// Whether a file may be written and removed.
    pub(super) write: bool,
    pub(super) say: &'a (dyn Fn(CheckLine) + Send + Sync),
}

#[derive(Default)]
struct Lines(Vec<CheckLine>);

/// What was seen of a check.
type Seen = (CheckResult, Words);

pub(super) async fn run(verification: &Verification<'_>, now: i64) -> Report {
    let mut lines = Lines::default();
    let caller = verification.who(&mut lines).await;
    let missing = verification.regions(&mut lines).await;
    // What is not there is said once; nothing else can be asked of it.
    let (plan, answers) = without(verification, &missing);
    let (key, write) = (verification.key.clone(), verification.write);
    let verification = &Verification {
        store: verification.store,
        plan: &plan,
        answers: &answers,
        record: verification.record,
        key,
        write,
        say: verification.say,
    };
    verification.facts(&mut lines).await;
    verification.documents(caller.as_ref(), &mut lines).await;
    verification.simulation(&mut lines).await;
    verification.access(caller.as_ref(), &mut lines).await;
    verification.websites(&mut lines).await;
    verification.strangers(&mut lines).await;
    Report { at: now, lines: lines.0 }
}

/// Plan and answers without the buckets that are missing. Where nobody is given access there are no
/// folders either.
fn without(verification: &Verification<'_>, missing: &[String]) -> (Plan, Answers) {
    let (mut plan, mut answers) = (verification.plan.clone(), verification.answers.clone());
    answers.buckets.retain(|bucket| !missing.contains(&bucket.name));
    if plan.kind == WayKind::Nothing {
        answers.buckets.iter_mut().for_each(|bucket| bucket.folder.clear());
    }
    plan.documents.retain(|document| document.bucket.as_ref().is_none_or(|bucket| !missing.contains(bucket)));
    (plan, answers)
}

impl Verification<'_> {
    /// Says that it is asked, asks, and says what came.
    async fn ask(&self, lines: &mut Lines, id: &str, title: Words, asked: impl Future<Output = Seen>) -> CheckResult {
        let line = |result, evidence| CheckLine { id: id.to_owned(), result, title: title.clone(), evidence };
        (self.say)(line(CheckResult::Running, "".into()));
        let (result, evidence) = asked.await;
        let line = line(result, evidence);
        (self.say)(line.clone());
        lines.0.push(line);
        result
    }

    async fn who(&self, lines: &mut Lines) -> Option<store::Caller> {
        let mut caller = None;
        let asked = async {
            match self.store.caller().await {
                Ok(found) => {
                    let said = say!(checks::Identity, arn = &found.arn, account = &found.account);
                    caller = Some(found);
                    (CheckResult::Info, said)
                }
                Err(error) => (CheckResult::Info, say!(checks::IdentityUnknown, code = code(&error))),
            }
        };
        self.ask(lines, "identity", say!(checks::AsksIdentity), asked).await;
        caller
    }

    /// Where the buckets are; the names of those that are not there.
    async fn regions(&self, lines: &mut Lines) -> Vec<String> {
        let mut missing = Vec::new();
        for bucket in &self.answers.buckets {
            let title = say!(checks::AsksRegion, bucket = &bucket.name);
            let asked = async {
                match self.store.bucket_region(&bucket.name).await {
                    Ok(Some(region)) if region == bucket.region => (CheckResult::Pass, say!(checks::Region, region)),
                    Ok(Some(region)) => {
                        (CheckResult::Fail, say!(checks::RegionOther, region, expected = &bucket.region))
                    }
                    Ok(None) => (CheckResult::Pass, say!(checks::RegionUnsaid)),
                    Err(error) if error.kind == StoreErrorKind::NoSuchBucket => {
                        missing.push(bucket.name.clone());
                        (CheckResult::Fail, say!(checks::NoBucket, code = code(&error)))
                    }
                    Err(error) => failed(&error),
                }
            };
            self.ask(lines, &format!("region-{}", bucket.name), title, asked).await;
        }
        missing
    }
}

/// What the storage answered, for evidence: the status and the code, no text of a stranger's.
fn code(error: &StoreError) -> Words {
    match (error.status, &error.code) {
        (Some(status), Some(code)) => format!("{status} {code}").into(),
        (Some(status), None) => status.to_string().into(),
        (None, _) => fault::from_store(error).title,
    }
}

/// A refusal that nobody wanted.
fn failed(error: &StoreError) -> Seen {
    let Fault { title, next, .. } = fault::from_iam(error);
    (CheckResult::Fail, say!(checks::Failed, title, operation = error.operation, code = code(error), next))
}

/// What this login may not look at is not known; anything else is a failure.
fn unseen(error: &StoreError) -> Seen {
    use store::StoreErrorKind::{NotPermitted, NotS3, NotSupported};
    match error.kind {
        NotPermitted => (CheckResult::Skip, say!(checks::NotPermitted, code = code(error))),
        NotSupported | NotS3 => (CheckResult::Skip, say!(checks::NotSupported)),
        _ => failed(error),
    }
}
