//! What the owner does ten times a second while something moves: reads how far the jobs are, finds how much is to go at
//! once, and shows what changed.

use super::{super::view, Owner};
use crate::transfers::{queue::event::Event, standing::Standing};

impl Owner {
    pub(super) fn tick(&mut self) {
        self.read_progress();
        self.tune();
        self.apply(Event::Clock);
        self.changed = false;
        self.show();
        let standing = Standing::of(self.queue.groups());
        if self.standing != standing {
            self.standing = standing;
            (self.options.on_standing)(standing);
        }
    }

    /// Finds how much is to go at once, where nobody said.
    fn tune(&mut self) {
        let slow = self.contexts.values().map(|context| context.store.told_to_slow_down()).max().unwrap_or_default();
        self.work.slow = self.work.slow.max(slow);
        self.work.full = self.queue.is_full() || self.throttle.is_full();
        let at_once = self.tuner.read((self.options.clock)(), self.work);
        self.throttle.tune(at_once);
        if self.options.pacing.files.is_none() {
            self.queue.permit(at_once);
        }
    }

    pub(super) fn read_progress(&mut self) {
        let mut events = Vec::new();
        for ((group, job), run) in &mut self.runs {
            let (done, total) = run.progress.read();
            if run.seen != (done, total) && total > 0 {
                self.work.bytes += done.saturating_sub(run.seen.0);
                run.seen = (done, total);
                events.push(Event::Progress { group: group.clone(), job: *job, done, total });
            }
        }
        events.into_iter().for_each(|event| self.apply(event));
    }

    /// Shows the groups where they differ from what was shown.
    pub(super) fn show(&mut self) {
        let Some(sink) = &self.sink else { return };
        let tick = view::tick(self.queue.groups(), self.unkept());
        if self.shown.as_ref() != Some(&tick) {
            sink(tick.clone());
            self.shown = Some(tick);
        }
    }
}
