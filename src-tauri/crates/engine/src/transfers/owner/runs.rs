//! The runs under way: how each is stopped and how far it is; and how much goes at once.

use std::{collections::HashMap, sync::Arc};

use tokio::task::JoinSet;

use crate::{
    ids::GroupId,
    stop::Stop,
    transfers::{
        context::{Context, Progress},
        job::{Batch, Outcome},
        limits::{Pacing, Throttle},
        queue::{
            event::Event,
            tune::{Reading, Tuner},
        },
        run,
        terms::{JobId, OnConflict},
    },
};

/// A run is known by its group and the first of its jobs.
type RunId = (GroupId, JobId);

pub(super) struct Runs {
    under_way: HashMap<RunId, Run>,
    ended: JoinSet<Ended>,
    /// Shared with what runs.
    pub(super) throttle: Arc<Throttle>,
    tuner: Tuner,
    /// Bytes moved and jobs ended since the start, for the tuner.
    done: Reading,
}

struct Run {
    stop: Stop,
    progress: Arc<Progress>,
    seen: (u64, u64),
}

/// How a run ended: the outcome of each of its jobs.
pub(super) struct Ended {
    pub(super) group: GroupId,
    pub(super) outcomes: Vec<(JobId, Outcome)>,
}

impl Runs {
    pub(super) fn new(pacing: Pacing) -> Self {
        Self {
            under_way: HashMap::new(),
            ended: JoinSet::new(),
            throttle: Throttle::new(pacing),
            tuner: Tuner::default(),
            done: Reading::default(),
        }
    }

    pub(super) fn start(&mut self, group: GroupId, context: Arc<Context>, jobs: Batch, on_conflict: OnConflict) {
        let Some(&(first, _)) = jobs.first() else { return };
        let run = Run { stop: Stop::default(), progress: Arc::default(), seen: (0, 0) };
        let (progress, stop) = (Arc::clone(&run.progress), run.stop.clone());
        let work = run::run(group.clone(), context, jobs, on_conflict, progress, stop);
        self.under_way.insert((group.clone(), first), run);
        self.ended.spawn(async move { Ended { group, outcomes: work.await } });
    }

    /// The next that came to its end; none while nothing runs. May be dropped.
    pub(super) async fn next(&mut self) -> Option<Ended> {
        self.ended.join_next().await?.ok()
    }

    /// Lets go of a run that has ended. Answers how it ended, for the queue.
    pub(super) fn remove(&mut self, ended: Ended) -> Event {
        let Ended { group, outcomes } = ended;
        self.done.files += outcomes.len() as u64;
        let first = outcomes.first().map(|(first, _)| *first);
        let run = first.and_then(|first| self.under_way.remove(&(group.clone(), first)));
        let (anew, etag) = run.map(|run| (run.progress.is_anew(), run.progress.etag())).unwrap_or_default();
        Event::Ended { group, outcomes, anew, etag }
    }

    /// Asks a run to stop and clean up.
    pub(super) fn stop(&self, id: &RunId) {
        self.under_way.get(id).into_iter().for_each(|run| run.stop.stop());
    }

    /// Asks a run to stop and keep what it has.
    pub(super) fn pause(&self, id: &RunId) {
        self.under_way.get(id).into_iter().for_each(|run| run.stop.pause());
    }

    /// How far they are, where that changed since it was read last.
    pub(super) fn progress(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        for ((group, job), run) in &mut self.under_way {
            let (done, total) = run.progress.read();
            if run.seen != (done, total) && total > 0 {
                self.done.bytes += done.saturating_sub(run.seen.0);
                run.seen = (done, total);
                events.push(Event::Progress { group: group.clone(), job: *job, done, total });
            }
        }
        events
    }

    /// How much is to go at once from now on, where nobody said. `slow`: how often a server asked
    /// for fewer requests; `full`: as much runs as may.
    pub(super) fn tune(&mut self, now: u64, slow: u64, full: bool) -> usize {
        self.done.slow = self.done.slow.max(slow);
        self.done.full = full || self.throttle.is_full();
        let at_once = self.tuner.read(now, self.done);
        self.throttle.tune(at_once);
        at_once
    }
}
