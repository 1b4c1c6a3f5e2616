//! The copying itself, which is [`crate::transfers`]': by the server where both places are on one connection, else through
//! this computer. A queue of its own, without a journal: what a crash leaves is found by looking at the bucket.

use std::time::Duration;

use tokio::sync::watch;

use super::run::{Halt, Phase, Route, Say, Stop};
use crate::{
    at::Place,
    fault::{self, Fault},
    listing::Selected,
    transfers::{
        Copies, GroupState, GroupView, JobFilter, Keeping, OnConflict, Options, Pacing, Request, TransferTick,
        Transfers, Wait, Work,
    },
};

/// How long nothing may move before a run without anybody at the window gives up.
const PATIENCE: Duration = Duration::from_secs(15 * 60);
/// How long a stop waits for what it stopped.
const CLEANING: Duration = Duration::from_secs(30);

/// Copies these files of `from` to the folder `to`, replacing what is there. `Some`: why some could not be; the rest was.
pub(super) async fn copy(
    route: &Route,
    picked: Vec<Selected>,
    to: &Place,
    pacing: Pacing,
    stop: &Stop,
    say: &Say<'_>,
) -> Result<Option<Fault>, Halt> {
    if picked.is_empty() {
        return Ok(None);
    }
    let transfers = Transfers::new(Options { pacing, ..Options::default() });
    let (sender, mut ticks) = watch::channel(TransferTick::default());
    transfers.watch(Box::new(move |tick| drop(sender.send_replace(tick)))).await;
    let copies = Copies::to((&route.source, route.from.clone(), picked), (&route.target, to.clone()), false).await?;
    let work = Work::Copy { store: route.source.clone(), target: route.target.clone(), copies };
    let group = transfers
        .add(Request { op_id: "backup".into(), work, on_conflict: OnConflict::Replace, keeping: Keeping::default() })
        .await?;
    let ended = follow(&mut ticks, stop, say).await;
    if ended.is_err() {
        // What is under way is cleaned up before anything else looks at the bucket.
        let _ = tokio::time::timeout(CLEANING, transfers.shut_down()).await;
    }
    let ended = ended?;
    if ended.files_failed == 0 && ended.fault.is_none() {
        return Ok(None);
    }
    let first = transfers.jobs(group, JobFilter::Failed, 0, 1).await.ok();
    let of_file = first.and_then(|jobs| jobs.jobs.into_iter().next()?.fault);
    Ok(Some(ended.fault.or(of_file).unwrap_or_else(|| fault::defect("a backup"))))
}

/// Waits for the end of the one group.
async fn follow(ticks: &mut watch::Receiver<TransferTick>, stop: &Stop, say: &Say<'_>) -> Result<GroupView, Halt> {
    let mut seen = (0, 0);
    let mut since = tokio::time::Instant::now();
    loop {
        let group = ticks.borrow_and_update().groups.first().cloned();
        if let Some(group) = group {
            if group.waits_for == Some(Wait::SignIn) {
                return Err(fault::backup::signed_out().into());
            }
            let now = (group.files_done, group.bytes_done);
            if now != seen {
                (seen, since) = (now, tokio::time::Instant::now());
            }
            say.files(
                Phase::Copying,
                u64::from(group.files_done),
                u64::from(group.files),
                group.bytes_done,
                group.bytes,
            );
            if matches!(group.state, GroupState::Done | GroupState::Failed | GroupState::Cancelled) {
                return Ok(group);
            }
        }
        tokio::select! {
            changed = ticks.changed() => changed.map_err(|_| fault::defect("a backup"))?,
            () = stop.asked() => return Err(Halt::Stopped),
            () = tokio::time::sleep_until(since + PATIENCE) => return Err(fault::backup::stood_still().into()),
        }
    }
}
