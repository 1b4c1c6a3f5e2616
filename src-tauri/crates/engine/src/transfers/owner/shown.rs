//! What the owner shows: all groups to whoever watches, and a window of one group's jobs to whoever
//! asks.

use tokio::sync::oneshot;

use crate::{
    fault::{self, Fault},
    transfers::{
        Sink,
        journal::Journal,
        queue::group::Group,
        standing::Standing,
        view::{self, JobFilter, JobView, Jobs, TransferTick},
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

/// A window of a group's jobs, whole or not at all: who reads one after the other must not take a
/// job that could not be read for the end. Those that are not at hand are read from the journal,
/// without holding up the owner.
pub(super) fn jobs(
    group: &Group,
    journal: &Journal,
    filter: JobFilter,
    (start, len): (usize, usize),
    reply: oneshot::Sender<Result<Jobs, Fault>>,
) {
    let (total, ids) = view::window(group, filter, start, len);
    let strip = group.strip;
    let mut found: Vec<_> = ids.iter().map(|id| group.job(*id).map(|job| view::whole(job, *id, strip))).collect();
    let away: Vec<_> = ids.iter().filter(|id| group.job(**id).is_none()).copied().collect();
    let (group, journal) = (group.id.clone(), journal.clone());
    let told = move |found: Vec<Option<JobView>>| {
        let jobs = found.into_iter().collect::<Option<_>>().map(|jobs| Jobs { total, start, jobs });
        drop(reply.send(jobs.ok_or_else(fault::transfer::journal_unread)));
    };
    if away.is_empty() {
        return told(found);
    }
    tokio::spawn(async move {
        let kept = journal.jobs(group, away).await.unwrap_or_default();
        for (id, row) in ids.into_iter().zip(&mut found) {
            *row = row.take().or_else(|| kept.get(&id).map(|job| view::whole(job, id, strip)));
        }
        told(found);
    });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::transfers::{
        job::{Action, Task},
        queue::stage::Stage,
        terms::{JobId, TransferKind},
    };

    /// A list that ends early would be saved as if it were all of it.
    #[tokio::test]
    async fn a_window_is_whole_or_not_at_all() {
        const FILES: u32 = 12_000;
        let (journal, _) = Journal::open(None);
        let mut group = Group::new("g".into(), TransferKind::Upload, "a test".into(), None, 0);
        (0..FILES).for_each(|_| group.push(Task { key: "k".into(), bytes: 1, action: Action::Marker }));
        (0..FILES).for_each(|id| group.put(JobId(id), Stage::Done));
        let kept: Vec<_> = std::mem::take(&mut group.changed).into_iter().filter(|job| *job != JobId(50)).collect();
        journal.save(&group, &kept);
        group.put_away(false);
        assert!(group.job(JobId(50)).is_none(), "it is not at hand");
        for (start, code) in [(0, Some("journal_unread")), (200, None)] {
            let (reply, told) = oneshot::channel();
            jobs(&group, &journal, JobFilter::All, (start, 200), reply);
            let told = told.await.unwrap();
            assert_eq!(told.as_ref().map(|jobs| jobs.jobs.len()).ok(), code.is_none().then_some(200));
            assert_eq!(told.err().map(|fault| fault.code), code);
        }
    }
}
