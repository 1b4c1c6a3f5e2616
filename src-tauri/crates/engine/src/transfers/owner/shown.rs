//! What the owner answers to whoever looks at a group's jobs.

use tokio::sync::oneshot;

use super::super::{
    journal::Journal,
    view::{self, JobFilter, Jobs},
};
use crate::transfers::queue::group::Group;

/// A window of a group's jobs. Those that are not at hand are read from the journal, without holding up the owner.
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
