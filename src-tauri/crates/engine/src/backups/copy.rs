//! The copying itself, which is [`crate::transfers`]': by the server where both places are on one
//! connection, else through this computer. A queue of its own, without a journal: what a crash
//! leaves is found by looking at the bucket.

use std::time::Duration;

use tokio::sync::watch;

use super::{
    ended::Halt,
    run::{Phase, Route, Say},
};
use crate::{
    at::Place,
    fault::{self, Fault},
    listing::Selected,
    stop::Stop,
    transfers::{
        Copies, GroupState, GroupView, JobFilter, OnConflict, Options, Pacing, Request, TransferTick, Transfers,
        UploadOptions, Wait, Work,
    },
};

/// How long nothing may move before a run without anybody at the window gives up.
const PATIENCE: Duration = Duration::from_secs(15 * 60);
/// How long a stop waits for what it stopped.
const CLEANING: Duration = Duration::from_secs(30);

/// What came of copying some files.
#[derive(Default)]
pub(super) struct Copied {
    /// Why some could not be; the rest was.
    pub(super) refused: Option<Fault>,
    /// A key that something else has, where nothing was to be written over. It was left as it is,
    /// and the rest undone.
    pub(super) taken: Option<String>,
}

/// Copies these files of `from` to the folder `to`, writing over what is there or not (`anew`).
pub(super) async fn copy(
    route: &Route,
    (picked, anew): (Vec<Selected>, bool),
    to: &Place,
    pacing: Pacing,
    stop: &Stop,
    say: &Say<'_>,
) -> Result<Copied, Halt> {
    if picked.is_empty() {
        return Ok(Copied::default());
    }
    let transfers = Transfers::new(Options { pacing, ..Options::default() });
    let (sender, mut ticks) = watch::channel(TransferTick::default());
    transfers.watch(Box::new(move |tick| drop(sender.send_replace(tick)))).await;
    let copies = Copies::to((&route.source, route.from.clone(), picked), (&route.target, to.clone()), false).await?;
    let work = Work::Copy { store: route.source.clone(), target: route.target.clone(), copies };
    let on_conflict = if anew { OnConflict::Ask } else { OnConflict::Replace };
    let group = transfers
        .add(Request { op_id: "backup".into(), work, on_conflict, upload_options: UploadOptions::default() })
        .await?;
    let ended = follow(&mut ticks, stop, say).await;
    if ended.as_ref().map_or(true, |group| group.conflicts > 0) {
        // What is under way is cleaned up before anything else looks at the bucket.
        let _ = tokio::time::timeout(CLEANING, transfers.shut_down()).await;
    }
    let ended = ended?;
    let taken = ended.conflict_names.into_iter().next();
    if ended.files_failed == 0 && ended.fault.is_none() {
        return Ok(Copied { refused: None, taken });
    }
    let first = transfers.jobs(group, JobFilter::Failed, 0, 1).await.ok();
    let of_file = first.and_then(|jobs| jobs.jobs.into_iter().next()?.fault);
    let refused = ended.fault.or(of_file).unwrap_or_else(|| fault::defect("a backup"));
    Ok(Copied { refused: Some(refused), taken })
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
            let ended = matches!(group.state, GroupState::Done | GroupState::Failed | GroupState::Cancelled);
            // Nobody answers, and what was found says that the copy is not this run's alone.
            if ended || group.conflicts > 0 {
                return Ok(group);
            }
        }
        tokio::select! {
            changed = ticks.changed() => changed.map_err(|_| fault::defect("a backup"))?,
            how = stop.asked() => return Err(how.into()),
            () = tokio::time::sleep_until(since + PATIENCE) => return Err(fault::backup::stood_still().into()),
        }
    }
}
