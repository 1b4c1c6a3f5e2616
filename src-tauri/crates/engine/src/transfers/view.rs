//! What the page reads of transfers: small, for people, never a path of this computer.
//!
//! These types are the contract; [`tick`] keeps a tick under [`TICK_BYTES`] by showing less of old
//! groups, never by leaving out a running one's numbers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use words::Words;

use super::{
    queue::{
        group::Group,
        stage::{Job, Stage},
    },
    terms::{GroupState, JobId, JobState, Proof, TransferKind, Wait},
};
use crate::{
    at::Place,
    fault::{self, Fault},
    files::owed::EarlyClass,
    ids::{ConnectionId, GroupId},
    json,
};

/// The most that one tick takes as JSON, in bytes.
pub const TICK_BYTES: usize = 8 * 1024;
/// The most rows that one call of `read_jobs` answers.
pub const JOBS_AT_ONCE: usize = 200;
const SHOWN: usize = 6;
/// Names shown of those that are there.
const CONFLICTS: usize = 5;
const NAME_CHARS: usize = 80;

/// One file of a group. `fault` on a waiting one says why its last try did not work. `saved_as`:
/// its place below the chosen folder, where this computer could not keep its name. `etag`: of the
/// object that it made, as the server answered it; null in a tick, and after a restart.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[allow(missing_docs)]
pub struct JobView {
    pub id: JobId,
    pub name: String,
    #[ts(type = "number")]
    pub bytes: u64,
    #[ts(type = "number")]
    pub bytes_done: u64,
    pub state: JobState,
    pub proof: Option<Proof>,
    pub fault: Option<Fault>,
    pub saved_as: Option<String>,
    pub etag: Option<Box<str>>,
}

/// One thing that the person asked for. `waits_for` says why nothing runs, while `state` is
/// `waiting`; `stalled`: it runs, and the server gave no answer for three seconds, so that nobody
/// knows a speed or an end. `planned` is false while files are still being counted. `conflicts`
/// counts names that are already there and `conflict_names` shows up to 5, while `state` is
/// `asking`; `early` is what is still charged for those files if they are replaced. Of the files
/// done, `files_verified` were held against a checksum or an ETag of the server's, and
/// `files_by_size` against their size alone. `shown` has up to 6 jobs: running first, then failed.
/// `to` is the place that changes, null for a download; `from` the one that a move leaves, else
/// null. `first`: a person wants it before the others; `files_renamed` were saved under another
/// name. `notes`: what was left out and why, a sentence each.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[allow(missing_docs)]
pub struct GroupView {
    pub id: GroupId,
    pub kind: TransferKind,
    pub title: Words,
    pub state: GroupState,
    pub waits_for: Option<Wait>,
    pub stalled: bool,
    pub planned: bool,
    pub files: u32,
    pub files_done: u32,
    pub files_failed: u32,
    pub files_skipped: u32,
    pub files_verified: u32,
    pub files_by_size: u32,
    #[ts(type = "number")]
    pub bytes: u64,
    #[ts(type = "number")]
    pub bytes_done: u64,
    #[ts(type = "number")]
    pub bytes_per_second: u64,
    #[ts(type = "number | null")]
    pub seconds_left: Option<u64>,
    pub conflicts: u32,
    pub conflict_names: Vec<String>,
    pub early: Vec<EarlyClass>,
    pub files_renamed: u32,
    pub first: bool,
    pub shown: Vec<JobView>,
    pub to: Option<Place>,
    pub from: Option<Place>,
    /// Whose login it reads with, where what was asked is kept.
    pub connection: Option<ConnectionId>,
    pub notes: Vec<Words>,
    pub fault: Option<Fault>,
}

/// All groups, newest first, at most ten times a second; the latest wins. `unkept`: why they would
/// not survive the end of the program just now, else null.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[allow(missing_docs)]
pub struct TransferTick {
    pub groups: Vec<GroupView>,
    pub unkept: Option<Fault>,
}

/// Which jobs of a group to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum JobFilter {
    All,
    /// Neither done nor given up.
    Left,
    Failed,
    /// Saved under another name than they have in the bucket.
    Renamed,
}

/// A window of a group's jobs.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[allow(missing_docs)]
pub struct Jobs {
    #[ts(type = "number")]
    pub total: usize,
    #[ts(type = "number")]
    pub start: usize,
    pub jobs: Vec<JobView>,
}

/// All groups (given oldest first) as one tick of at most [`TICK_BYTES`].
pub(super) fn tick(groups: &[Group], unkept: Option<Fault>) -> TransferTick {
    // Each step shows less of what matters least: rows of ended groups, then most rows, then all.
    for (running, ended) in [(SHOWN, SHOWN), (SHOWN, 0), (2, 0), (0, 0)] {
        let shown = |group: &Group| if group.is_over() { ended } else { running };
        let groups = groups.iter().rev().map(|group| group_view(group, shown(group))).collect();
        let tick = TransferTick { groups, unkept: unkept.clone() };
        if json::size(&tick) <= TICK_BYTES {
            return tick;
        }
    }
    fewest(groups, unkept)
}

/// As many groups as fit, without rows: the ones still at work first, then the newest.
fn fewest(groups: &[Group], unkept: Option<Fault>) -> TransferTick {
    let (mut left, mut fits) = (TICK_BYTES.saturating_sub(64 + json::size(&unkept)), vec![false; groups.len()]);
    for over in [false, true] {
        for at in (0..groups.len()).rev().filter(|&at| groups[at].is_over() == over) {
            let cost = json::size(&group_view(&groups[at], 0)) + 1;
            fits[at] = cost <= left;
            left -= if fits[at] { cost } else { 0 };
        }
    }
    let kept = (0..groups.len()).rev().filter(|&at| fits[at]);
    TransferTick { groups: kept.map(|at| group_view(&groups[at], 0)).collect(), unkept }
}

fn group_view(group: &Group, shown: usize) -> GroupView {
    let tally = group.tally();
    let at = group.active().chain(group.held()).chain(group.failed()).take(shown);
    GroupView {
        id: group.id.clone(),
        kind: group.kind,
        title: group.title.clone(),
        state: group.state(),
        waits_for: group.waits_for(),
        stalled: group.is_stalled(),
        planned: group.is_planned(),
        files: tally.all(),
        files_done: tally.of(Stage::Done),
        files_failed: tally.of(Stage::Failed),
        files_skipped: tally.of(Stage::Skipped),
        files_verified: tally.proved(Proof::Checksum) + tally.proved(Proof::Etag),
        files_by_size: tally.proved(Proof::Size),
        bytes: tally.bytes,
        bytes_done: tally.bytes_done,
        bytes_per_second: group.bytes_per_second(),
        seconds_left: group.seconds_left(),
        conflicts: tally.of(Stage::Asking),
        conflict_names: conflict_names(group),
        early: group.owed(),
        files_renamed: u32::try_from(group.renamed().len()).unwrap_or(u32::MAX),
        first: group.first > 0 && !group.is_over(),
        shown: at.filter_map(|id| group.job(id).map(|job| job_view(job, id, group.strip, true))).collect(),
        to: group.to.clone(),
        from: group.from.clone(),
        connection: group.work.as_ref().and_then(|work| work.connections().into_iter().next()),
        notes: group.notes(),
        fault: group.servers.fault().filter(|_| !group.is_over()).or_else(|| group.fault.clone()),
    }
}

/// The first few names that are there, in order.
fn conflict_names(group: &Group) -> Vec<String> {
    let asking = group.asking().filter_map(|id| group.job(id));
    let mut names: Vec<&str> = asking.map(|job| job.task.name(group.strip)).collect();
    if names.len() > CONFLICTS {
        names.select_nth_unstable(CONFLICTS);
        names.truncate(CONFLICTS);
    }
    names.sort_unstable();
    names.into_iter().map(short).collect()
}

/// How many jobs a filter lets through, and those of a window of them; `len` is cut to
/// [`JOBS_AT_ONCE`].
pub(super) fn window(group: &Group, filter: JobFilter, start: usize, len: usize) -> (usize, Vec<JobId>) {
    let cut = |ids: &mut dyn Iterator<Item = JobId>| ids.skip(start).take(len.min(JOBS_AT_ONCE)).collect();
    match filter {
        JobFilter::All => (group.ids().len(), cut(&mut group.ids())),
        JobFilter::Failed => (group.tally().of(Stage::Failed) as usize, cut(&mut group.failed())),
        JobFilter::Left => {
            let left = group.at_hand().filter(|(_, job)| !job.stage.is_end()).map(|(id, _)| id);
            ((group.tally().all() - group.tally().ended()) as usize, cut(&mut { left }))
        }
        JobFilter::Renamed => (group.renamed().len(), cut(&mut group.renamed())),
    }
}

/// One job with its whole name; `strip` is its group's.
pub(super) fn whole(job: &Job, id: JobId, strip: usize) -> JobView {
    job_view(job, id, strip, false)
}

/// A job of which nothing could be read but that it is there.
pub(super) fn unread(id: JobId) -> JobView {
    JobView {
        id,
        name: String::new(),
        bytes: 0,
        bytes_done: 0,
        state: JobState::Failed,
        proof: None,
        fault: Some(fault::transfer::job_unread()),
        saved_as: None,
        etag: None,
    }
}

fn job_view(job: &Job, id: JobId, strip: usize, brief: bool) -> JobView {
    let told = |name: &str| if brief { short(name) } else { name.to_owned() };
    JobView {
        id,
        name: told(job.task.name(strip)),
        bytes: job.total,
        bytes_done: job.done,
        state: job.state(),
        proof: job.proof,
        fault: job.fault.as_deref().cloned(),
        saved_as: job.task.saved_as(strip).map(told),
        etag: job.etag.clone().filter(|_| !brief),
    }
}

/// Long names keep both ends, which is where they differ.
fn short(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    if chars.len() <= NAME_CHARS {
        return name.to_owned();
    }
    let half = NAME_CHARS / 2;
    chars[..half].iter().chain(['…'].iter()).chain(chars[chars.len() - half + 1..].iter()).collect()
}

#[cfg(test)]
mod tests;
