//! What the owner shows: all groups to whoever watches, and a window of one group's jobs to whoever
//! asks.

use tokio::sync::oneshot;

use crate::{
    fault::Fault,
    transfers::{
        Sink,
        journal::Journal,
        queue::group::Group,
        standing::Standing,
        view::{self, JobFilter, Jobs, TransferTick},
    },
};

/// Who watches, and what was told last.
pub(super) struct Panel {
    sink: Option<Sink>,
    shown: Option<TransferTick>,
    standing: Standing,
    /// Something happened since.
    pub(super) is_stale: bool,
}

impl Default for Panel {
    fn default() -> Self {
        Self { sink: None, shown: None, standing: Standing::Idle, is_stale: false }
    }
}

impl Panel {
    /// Somebody else watches from now on, who was shown nothing yet.
    pub(super) fn watch(&mut self, sink: Sink) {
        (self.sink, self.shown) = (Some(sink), None);
    }

    /// Shows the groups where they differ from what was shown. `unkept`: why the journal is behind.
    pub(super) fn show(&mut self, groups: &[Group], unkept: Option<Fault>) {
        let Some(sink) = &self.sink else { return };
        let tick = view::tick(groups, unkept);
        if self.shown.as_ref() != Some(&tick) {
            sink(tick.clone());
            self.shown = Some(tick);
        }
    }

    /// How the whole stands now, where that is otherwise than before.
    pub(super) fn turns(&mut self, now: Standing) -> Option<Standing> {
        let before = std::mem::replace(&mut self.standing, now);
        (before != now).then_some(now)
    }
}

/// A window of a group's jobs. Those that are not at hand are read from the journal, without
/// holding up the owner.
pub(super) fn jobs(
    group: &Group,
    journal: &Journal,
    filter: JobFilter,
    (start, len): (usize, usize),
    reply: oneshot::Sender<Option<Jobs>>,
) {
    let (total, ids) = view::window(group, filter, start, len);
    let strip = group.strip;
    let mut found: Vec<_> = ids.iter().map(|id| group.job(*id).map(|job| view::whole(job, *id, strip))).collect();
    let away: Vec<_> = ids.iter().filter(|id| group.job(**id).is_none()).copied().collect();
    let (group, journal) = (group.id.clone(), journal.clone());
    let told = move |found: Vec<_>| {
        let jobs = found.into_iter().flatten().collect();
        drop(reply.send(Some(Jobs { total, start, jobs })));
    };
    if away.is_empty() {
        return told(found);
    }
    tokio::spawn(async move {
        let kept = journal.jobs(group, away).await;
        for (id, row) in ids.into_iter().zip(&mut found) {
            *row = row.take().or_else(|| kept.get(&id).map(|job| view::whole(job, id, strip)));
        }
        told(found);
    });
}
