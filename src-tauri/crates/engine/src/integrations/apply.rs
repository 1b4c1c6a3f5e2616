//! Carries a plan out, one step after the other. Each step looks first, does nothing where all is
//! as wanted, keeps what others have, and is written down before and after ([`super::records`]).
//! The first step that fails ends it; what was made stays and is known, so that going on or taking
//! back begins there. So does a crash.
//!
//! A user or role that has our name and not the mark of this integration, and any other thing of
//! our name that this integration has not written down, is somebody else's. It stops the step,
//! unless the person said that it is to be used; then it is written down that it was there, and
//! taking the integration back leaves it.

pub(super) mod bucket;
pub(super) mod grant;
pub(super) mod key;
mod principal;

use std::time::Duration;

use plans::{DocumentKind, Plan, PlanDocument, Step, StepKind};
use serde::Serialize;
use store::{Holder, Store, Tag};
use tokio::sync::Mutex as AsyncMutex;
use ts_rs::TS;
use words::{Words, say};

use super::records::{Made, Record, Records, Thing};
use crate::{
    connections::ProbeState,
    fault::{self, Fault},
    ids::IntegrationId,
    until,
};

/// Waits before a change is looked for again, in milliseconds: IAM shows them late, by a minute at
/// times.
const LOOKS: [u64; 8] = [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 28_000];

/// The mark on what is made by this program.
const MARK: (&str, &str) = ("managed-by", "bucketwise");
/// The mark that says by which integration.
const INTEGRATION: &str = "bucketwise-integration";

/// How a step stands; told again whenever that changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "IntegrationStep")]
pub struct Stepped {
    /// Which step of the plan, counted from 0.
    pub step: usize,
    /// A verb and its object.
    pub title: Words,
    /// How far it is; the last one told counts.
    pub state: ProbeState,
    /// What came of it where that is worth saying: already there, corrected.
    pub detail: Option<Words>,
    /// Why it failed; none where it did not.
    pub fault: Option<Fault>,
}

/// Told of steps as they go.
pub type Say<'a> = &'a (dyn Fn(Stepped) + Send + Sync);

/// What a step works with.
struct At<'a> {
    store: &'a Store,
    plan: &'a Plan,
    record: &'a AsyncMutex<Record>,
    records: &'a Records,
    /// The person said that what somebody else made under our name is to be used.
    adopt: bool,
    /// In milliseconds since 1970.
    now: i64,
}

/// What came of a step.
enum Came {
    Done,
    /// The same, with something that stays beside it, in a sentence.
    Beside(Words),
    /// All of it was there already, as wanted: nothing was changed.
    There,
}

/// Runs every step of the plan. A key that was made has its secret handed to `keep` before it is
/// written down.
pub(super) async fn run<F: Future<Output = Result<(), Fault>>>(
    store: &Store,
    plan: &Plan,
    record: &AsyncMutex<Record>,
    records: &Records,
    (adopt, now): (bool, i64),
    keep: impl Fn(store::Secret) -> F,
    say: Say<'_>,
) -> Result<(), Fault> {
    let at = At { store, plan, record, records, adopt, now };
    for (nth, step) in plan.steps.iter().enumerate() {
        let tell = |state, detail: Option<Words>, fault| {
            say(Stepped { step: nth, title: step.title.clone(), state, detail, fault });
        };
        tell(ProbeState::Running, None, None);
        let came = match step.kind {
            StepKind::MakeKey => at.make_key(&keep).await,
            _ => at.step(step).await,
        };
        match came {
            Ok(Came::Done) => tell(ProbeState::Pass, Some(step.after.clone()), None),
            Ok(Came::Beside(next)) => {
                let both = say!(words::checks::Sentences, first = &step.after, next);
                tell(ProbeState::Pass, Some(both), None);
            }
            Ok(Came::There) => tell(ProbeState::Pass, Some(say!(words::plans::StepInPlace)), None),
            Err(fault) => {
                tell(ProbeState::Fail, None, Some(fault.clone()));
                return Err(fault);
            }
        }
    }
    Ok(())
}

impl At<'_> {
    async fn step(&self, step: &Step) -> Result<Came, Fault> {
        let document = self.plan.documents.iter().find(|document| step.files.contains(&document.file));
        let needed = || document.ok_or_else(|| fault::defect("integration"));
        match step.kind {
            StepKind::MakeUser | StepKind::MakeRole => self.make_principal(document).await,
            StepKind::SetAccess => self.set_access(needed()?).await,
            StepKind::MakePolicy => self.make_policy(needed()?).await,
            StepKind::SetBucketPolicy => self.add_to_policy(needed()?).await,
            StepKind::GrantKey => self.grant_key(needed()?).await,
            StepKind::SetCors => self.add_rules(needed()?).await,
            StepKind::MakeKey => Err(fault::defect("integration")),
        }
    }

    fn holder(&self) -> Result<Holder, Fault> {
        holder(self.plan).ok_or_else(|| fault::defect("integration"))
    }

    /// Whether a thing that is there and has our name is this integration's: written down by it, or
    /// made by the folder that was handed over for it.
    async fn is_ours(&self, thing: &Thing, what: &str, name: &str) -> Result<bool, Fault> {
        let record = self.record.lock().await;
        match record.made(thing) {
            Some(made) => Ok(!made.was_there),
            None if record.handed => Ok(true),
            None if self.adopt => Ok(false),
            None => Err(fault::integration_elsewhere(what, name)),
        }
    }

    /// Writes down what is about to be written. What stood there before the first time is kept.
    async fn note(&self, made: Made) -> Result<(), Fault> {
        let mut record = self.record.lock().await;
        match record.made.iter_mut().find(|known| known.thing == made.thing) {
            Some(known) => {
                known.after = made.after;
                known.done = false;
            }
            None => record.made.push(made),
        }
        self.records.put(&record)
    }

    /// Writes it down as it is, in the place of what was written down of the same thing.
    async fn put(&self, made: Made) -> Result<(), Fault> {
        let mut record = self.record.lock().await;
        match record.made.iter_mut().find(|known| known.thing == made.thing) {
            Some(known) => *known = made,
            None => record.made.push(made),
        }
        self.records.put(&record)
    }

    /// Takes back that it was begun: it was not done. What was written down before comes back.
    async fn forget(&self, thing: &Thing, before: Option<Made>) -> Result<(), Fault> {
        let mut record = self.record.lock().await;
        match (record.made.iter().position(|known| known.thing == *thing), before) {
            (Some(at), Some(before)) => record.made[at] = before,
            (Some(at), None) => drop(record.made.remove(at)),
            (None, _) => {}
        }
        self.records.put(&record)
    }

    /// Writes down that it is done.
    async fn done(&self, thing: &Thing) -> Result<(), Fault> {
        let mut record = self.record.lock().await;
        if let Some(made) = record.made.iter_mut().find(|made| made.thing == *thing) {
            made.done = true;
        }
        self.records.put(&record)
    }

    /// A thing that is as wanted is ours as well, if it was noted before a crash.
    async fn there(&self, thing: &Thing) -> Result<Came, Fault> {
        self.done(thing).await.map(|()| Came::There)
    }

    async fn marks(&self) -> Vec<Tag> {
        let tag = |(name, value): (&str, &str)| Tag { name: name.into(), value: value.into() };
        vec![tag(MARK), tag((INTEGRATION, self.record.lock().await.id.as_str()))]
    }
}

/// The user or role of a plan.
pub(super) fn holder(plan: &Plan) -> Option<Holder> {
    let identity = plan.identity.as_ref()?;
    Some(match identity.kind {
        "role" => Holder::Role(identity.name.clone()),
        _ => Holder::User(identity.name.clone()),
    })
}

/// Whether a user or role was made by this program.
pub(super) fn is_marked(tags: &[Tag]) -> bool {
    tags.iter().any(|tag| (tag.name.as_str(), tag.value.as_str()) == MARK)
}

/// Whether it was made by this integration, or by the folder that was handed over for it.
pub(super) fn is_marked_by(tags: &[Tag], integration: &IntegrationId) -> bool {
    let by = |tag: &Tag| (tag.name.as_str(), tag.value.as_str()) == (INTEGRATION, integration.as_str());
    is_marked(tags) && tags.iter().any(by)
}

pub(super) fn find(plan: &Plan, kind: DocumentKind) -> Option<&PlanDocument> {
    plan.documents.iter().find(|document| document.kind == kind)
}

/// Waits until the storage shows what was done. `what` names it, should that never come.
pub(super) async fn seen<F: Future<Output = Result<bool, Fault>>>(
    what: &str,
    asked: impl Fn() -> F,
) -> Result<(), Fault> {
    let pauses = LOOKS.map(Duration::from_millis);
    match until::until(pauses, asked, |answer| !matches!(answer, Ok(false))).await? {
        true => Ok(()),
        false => Err(fault::integration_unseen(what)),
    }
}
