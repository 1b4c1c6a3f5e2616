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

/// A window of a group's jobs, whole or not at all: who reads one after the other must not take a
/// job that could not be read for the end. Those that are not at hand are read from the journal,
/// without holding up the owner; of one that another version kept there, only that it is there is
/// told.
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
    let told = move |found: Vec<_>| Jobs { total, start, jobs: found.into_iter().flatten().collect() };
    if away.is_empty() {
        return drop(reply.send(Ok(told(found))));
    }
    tokio::spawn(async move {
        let Some(kept) = journal.jobs(group, away).await else {
            return drop(reply.send(Err(fault::transfer::journal_unread())));
        };
        for (id, row) in ids.into_iter().zip(&mut found) {
            let away = || kept.get(&id).map_or_else(|| view::unread(id), |job| view::whole(job, id, strip));
            *row = Some(row.take().unwrap_or_else(away));
        }
        drop(reply.send(Ok(told(found))));
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
        let window = async |start| {
            let (reply, told) = oneshot::channel();
            jobs(&group, &journal, JobFilter::All, (start, 200), reply);
            told.await.unwrap()
        };
        let first = window(0).await.unwrap().jobs;
        let unread: Vec<_> = first.iter().filter(|job| job.fault.is_some()).map(|job| job.id).collect();
        assert_eq!((first.len(), unread), (200, vec![JobId(50)]), "its line is there and says so");
        journal.close().await;
        assert_eq!(window(200).await.err().map(|fault| fault.code), Some("journal_unread"));
    }
}
