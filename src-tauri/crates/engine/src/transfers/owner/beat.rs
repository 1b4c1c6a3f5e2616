//! What the owner does ten times a second while something moves: reads how far the jobs are, finds
//! how much is to go at once, and shows what changed.

use super::Owner;
use crate::transfers::{queue::event::Event, standing::Standing};

impl Owner {
    pub(super) fn tick(&mut self) {
        self.read_progress();
        self.tune();
        self.step(Event::Clock);
        self.panel.is_stale = false;
        self.show();
        if let Some(standing) = self.panel.turns(Standing::of(self.queue.groups())) {
            (self.options.on_standing)(standing);
        }
    }

    /// Finds how much is to go at once, where nobody said.
    fn tune(&mut self) {
        let slow = self.contexts.values().map(|context| context.store.told_to_slow_down()).max().unwrap_or_default();
        let at_once = self.runs.tune((self.options.clock)(), slow, self.queue.is_full());
        if self.options.pacing.files.is_none() {
            self.queue.permit(at_once);
        }
    }

    pub(super) fn read_progress(&mut self) {
        self.runs.progress().into_iter().for_each(|event| self.step(event));
    }

    /// Shows the groups where they differ from what was shown.
    pub(super) fn show(&mut self) {
        let unkept = self.unkept();
        self.panel.show(self.queue.groups(), unkept);
    }
}
