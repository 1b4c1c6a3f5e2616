//! What is to be known before several files are shared: the same as before one is, counted. Each
//! class that no list told is asked for, up to a bound; the policy is read once.
//!
//! Reads only, so a dropped future leaves nothing behind.

use futures_util::{StreamExt, stream};
use serde::Serialize;
use store::{Archive, ObjectAt, Store};
use ts_rs::TS;

use super::{
    LinkLimits, LinkStands, LinkWay, PolicyOnLinks,
    look::{self, Policy},
    many::{Gathered, gathered},
};
use crate::{
    at::Place,
    fault::{self, Fault},
    files::archive::{self, ArchiveState},
    ids::ShareId,
    listing::Choice,
};

/// Files whose class is asked for, a request each.
const ASKED: usize = 100;
/// Requests under way at once.
const AT_ONCE: usize = 8;

/// Several files that are about to be shared, and what was found out about their links.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct ManySharing {
    /// What is handed back to ask until when links work.
    pub id: ShareId,
    /// How many files there are, those in folders among them.
    pub files: usize,
    /// Whether anything signs for this connection.
    pub stands: LinkStands,
    /// Files that are archived, and have to be restored before a link opens them.
    pub archived: usize,
    /// Files that are being restored.
    pub restoring: usize,
    /// Files of which it was not found out whether they are archived.
    pub unseen: usize,
    /// Files that the bucket's policy denies to whoever comes by a link.
    pub refused: usize,
    /// Files that the bucket's policy denies outside certain networks.
    pub networks: usize,
    /// Files whose address browsers change, so that they open none of them.
    pub unreachable: usize,
    /// Where the links lead, and what ends the first of them.
    #[serde(flatten)]
    pub way: LinkWay,
}

/// What is known of all files of a choice, the first of them, and the bucket's policy.
pub(super) async fn look(
    store: &Store,
    from: &Place,
    choice: &Choice,
) -> Result<(ManySharing, ObjectAt, Policy), Fault> {
    let all = gathered(store, from, choice).await?;
    let first = all.first().map(|file| file.at.clone()).ok_or_else(fault::links_none)?;
    let policy = Policy::of(store, &from.bucket).await;
    let mut way = look::way(store, &first, &policy, look::reads(&first)).await?;
    let (mut refused, mut networks) = (0, 0);
    let mut limits = way.limits;
    for Gathered { at, .. } in &all {
        let (says, age) = policy.on(&look::arn(store, at), look::reads(at));
        refused += usize::from(says == PolicyOnLinks::Refuses);
        networks += usize::from(says == PolicyOnLinks::Networks);
        limits.policy = [limits.policy, age].into_iter().flatten().min();
    }
    let states: Vec<_> = all.iter().filter_map(|file| file.stands.as_ref()).collect();
    let count = |is: fn(&ArchiveState) -> bool| states.iter().filter(|state| is(state)).count();
    way.limits = LinkLimits { copy: states.iter().filter_map(|state| state.until()).min(), ..limits };
    let sharing = ManySharing {
        id: ShareId::fresh(),
        files: all.len(),
        stands: if store.signs() { LinkStands::Ready } else { LinkStands::Unsigned },
        archived: count(|state| matches!(state, ArchiveState::Archived { .. })),
        restoring: count(|state| matches!(state, ArchiveState::Restoring)),
        unseen: all.len() - states.len(),
        refused,
        networks,
        unreachable: all.iter().filter(|file| file.at.is_unreachable()).count(),
        way,
    };
    Ok((sharing, first, policy))
}

/// How a file stands, where the list tells all of it: those of others tell of no restored copy, and
/// none tells of a tier.
pub(super) fn listed(store: &Store, archive: &Archive) -> Option<ArchiveState> {
    let amazon = !store.provider().needs_endpoint;
    let told = match archive.class.as_deref() {
        Some("GLACIER" | "DEEP_ARCHIVE") => amazon,
        class => class != Some("INTELLIGENT_TIERING"),
    };
    told.then(|| archive::standing(archive, amazon))
}

/// Asks how those stand of which no list told.
pub(super) async fn ask(store: &Store, all: &mut [Gathered]) {
    let amazon = !store.provider().needs_endpoint;
    let untold = all.iter().enumerate().filter(|(_, file)| file.stands.is_none());
    let untold: Vec<_> = untold.take(ASKED).map(|(nth, file)| (nth, file.at.clone())).collect();
    let asked = stream::iter(untold).map(|(nth, at)| {
        let store = store.clone();
        async move { (nth, store.archive(&at).await.ok()) }
    });
    let told: Vec<_> = asked.buffer_unordered(AT_ONCE).collect().await;
    for (nth, archive) in told {
        all[nth].stands = archive.map(|archive| archive::standing(&archive, amazon));
    }
}
