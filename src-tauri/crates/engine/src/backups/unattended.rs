//! Transfers that are carried out while nobody is at the window: a queue of its own, without a
//! journal, that ends when its one group does. What a crash leaves is found by looking at the two
//! places again. Whoever would have to be asked is not there, so what needs an answer ends it.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};

use tokio::sync::watch;

use super::ended::Halt;
use crate::{
    fault::{self, Fault},
    stop::Stop,
    transfers::{GroupState, GroupView, JobFilter, Options, Pacing, Request, TransferTick, Transfers, Wait},
};

/// How long nothing may move before it is given up.
const PATIENCE: Duration = Duration::from_secs(15 * 60);
/// How long a stop waits for what it stopped.
const CLEANING: Duration = Duration::from_secs(30);

/// The queues of this process that are at work: what they have under way is nobody's to end.
static AT_WORK: Mutex<Vec<Weak<Transfers>>> = Mutex::new(Vec::new());

/// The ids of uploads in parts that backups and saved pairs of this process have under way; those
/// of another process are not known.
///
/// # Errors
/// What one has under way could not be read.
pub async fn uploads_under_way() -> Result<HashSet<String>, Fault> {
    let at_work: Vec<_> = {
        let mut all = AT_WORK.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|one| one.strong_count() > 0);
        all.iter().filter_map(Weak::upgrade).collect()
    };
    let mut under_way = HashSet::new();
    for transfers in at_work {
        match transfers.uploads_under_way().await {
            Ok(own) => under_way.extend(own),
            // It ended meanwhile.
            Err(fault) if fault.code == "defect" => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(under_way)
}

/// What is said where it cannot go on.
#[derive(Clone, Copy)]
pub(crate) struct Lost {
    /// The login ran out.
    pub(crate) signed_out: fn() -> Fault,
    /// Nothing moved for so long.
    pub(crate) stood_still: fn() -> Fault,
}

/// What came of a group.
pub(crate) struct CarriedOut {
    pub(crate) group: GroupView,
    /// Why its first file failed, where one did.
    pub(crate) of_file: Option<Fault>,
}

impl CarriedOut {
    /// Why not all of it was done.
    pub(crate) fn refused(self) -> Option<Fault> {
        let failed = self.group.files_failed > 0 || self.group.fault.is_some();
        failed.then(|| self.group.fault.or(self.of_file).unwrap_or_else(|| fault::defect("a transfer")))
    }
}

/// Carries it out to its end, or until a name is taken; `hear` sees how far it is.
pub(crate) async fn carry_out(
    request: Request,
    pacing: Pacing,
    stop: &Stop,
    lost: Lost,
    hear: impl Fn(&GroupView),
) -> Result<CarriedOut, Halt> {
    let transfers = Arc::new(Transfers::new(Options { pacing, ..Options::default() }));
    AT_WORK.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::downgrade(&transfers));
    let (sender, mut ticks) = watch::channel(TransferTick::default());
    transfers.watch(Box::new(move |tick| drop(sender.send_replace(tick)))).await;
    let id = transfers.add(request).await?;
    let ended = follow(&mut ticks, stop, lost, hear).await;
    if ended.as_ref().map_or(true, |group| group.conflicts > 0) {
        // What is under way is cleaned up before anything else looks at the places.
        let _ = tokio::time::timeout(CLEANING, transfers.shut_down()).await;
    }
    let group = ended?;
    let first = transfers.jobs(id, JobFilter::Failed, 0, 1).await.ok();
    let of_file = first.and_then(|jobs| jobs.jobs.into_iter().next()?.fault);
    Ok(CarriedOut { group, of_file })
}

/// Waits for the end of the one group.
async fn follow(
    ticks: &mut watch::Receiver<TransferTick>,
    stop: &Stop,
    lost: Lost,
    hear: impl Fn(&GroupView),
) -> Result<GroupView, Halt> {
    let mut seen = (0, 0);
    let mut since = tokio::time::Instant::now();
    loop {
        let group = ticks.borrow_and_update().groups.first().cloned();
        if let Some(group) = group {
            if group.waits_for == Some(Wait::SignIn) {
                return Err((lost.signed_out)().into());
            }
            let now = (group.files_done, group.bytes_done);
            if now != seen {
                (seen, since) = (now, tokio::time::Instant::now());
            }
            hear(&group);
            let ended = matches!(group.state, GroupState::Done | GroupState::Failed | GroupState::Cancelled);
            // Nobody answers, and what was found says that the target is not this run's alone.
            if ended || group.conflicts > 0 {
                return Ok(group);
            }
        }
        tokio::select! {
            changed = ticks.changed() => changed.map_err(|_| fault::defect("a transfer"))?,
            how = stop.asked() => return Err(how.into()),
            () = tokio::time::sleep_until(since + PATIENCE) => return Err((lost.stood_still)().into()),
        }
    }
}
