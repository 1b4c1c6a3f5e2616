//! The plans of integrations, each made again only when one of its answers changed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use plans::{Answers, Outcome, Plan, plan, preset};

use super::lock;
use crate::{
    fault::{self, Fault},
    finding::Severity,
    ids::IntegrationId,
    integrations::records::Record,
};

/// What the answers of each integration came to.
#[derive(Debug, Default)]
pub(super) struct Plans(Mutex<HashMap<IntegrationId, Planned>>);

#[derive(Debug)]
struct Planned {
    preset: String,
    answers: Answers,
    outcome: Arc<Outcome>,
}

impl Plans {
    /// What the answers of a record come to; none for a product that this program does not have any
    /// more.
    pub(super) fn outcome(&self, record: &Record) -> Option<Arc<Outcome>> {
        let known = preset(&record.preset)?;
        let mut planned = lock(&self.0);
        let same = |old: &&Planned| old.preset == record.preset && old.answers == record.answers;
        if let Some(old) = planned.get(&record.id).filter(same) {
            return Some(old.outcome.clone());
        }
        let outcome = Arc::new(plan(known, &record.answers));
        let (preset, answers) = (record.preset.clone(), record.answers.clone());
        planned.insert(record.id.clone(), Planned { preset, answers, outcome: outcome.clone() });
        Some(outcome)
    }

    /// The plan of a record, or what stops it.
    pub(super) fn of(&self, record: &Record) -> Result<Plan, Fault> {
        let outcome = self.outcome(record).ok_or_else(|| fault::gone("product"))?;
        let stop = outcome.findings.iter().find(|finding| finding.severity == Severity::Stop);
        let why = || stop.map_or_else(|| "".into(), |finding| finding.text.clone());
        outcome.plan.clone().ok_or_else(|| fault::integration_unfit(why()))
    }

    pub(super) fn forget(&self, id: &IntegrationId) {
        lock(&self.0).remove(id);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use plans::{Bucket, Given};

    use super::*;
    use crate::ids::ConnectionId;

    fn record() -> Record {
        let bucket = Bucket { name: "acme-files".into(), region: "eu-west-1".into(), ..Bucket::default() };
        let answers = Answers { buckets: vec![bucket], ..Answers::default() };
        Record::draft(IntegrationId::fresh(), ConnectionId::fresh(), "program".into(), answers, 0)
    }

    #[test]
    fn a_plan_is_made_again_when_an_answer_changed_and_not_before() {
        let (plans, mut record) = (Plans::default(), record());
        let first = plans.outcome(&record).unwrap();
        record.since = 1;
        assert!(Arc::ptr_eq(&first, &plans.outcome(&record).unwrap()), "the same answers");
        record.answers.answers.insert("level".into(), Given::Text("nonsense".into()));
        let second = plans.outcome(&record).unwrap();
        assert!(!Arc::ptr_eq(&first, &second) && second.plan.is_none(), "{:?}", second.findings);
        record.answers.answers.clear();
        record.preset = "restic".into();
        assert_ne!(plans.of(&record).unwrap().preset, first.plan.as_ref().unwrap().preset, "another product");
    }

    #[test]
    fn two_integrations_have_plans_of_their_own() {
        let (plans, one, mut other) = (Plans::default(), record(), record());
        other.answers.name = "theirs".into();
        assert_ne!(plans.of(&one).unwrap().name, "theirs");
        assert_eq!(plans.of(&other).unwrap().name, "theirs");
        assert_ne!(plans.of(&one).unwrap().name, "theirs");
    }
}
