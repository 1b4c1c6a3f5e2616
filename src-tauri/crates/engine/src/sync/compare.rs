//! Two places being compared: both lists are read at once, held side by side, and what they do not
//! tell is asked, some thirty files at a time. Memory does not grow with the files but for the
//! index of the rows.
//!
//! A list that breaks off is a failure of the comparison, and nothing can be planned by it.
//! Dropped, it stops; nothing is changed anywhere.

use std::{
    collections::{HashMap, hash_map::RandomState},
    hash::BuildHasher,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use futures_util::{
    FutureExt, StreamExt, TryStreamExt,
    future::BoxFuture,
    stream::{self, BoxStream},
};
use serde::Serialize;
use ts_rs::TS;

use super::{
    file::{Broken, Hand, NamedFile},
    filter::{NameFilter, SyncFilter},
    judge::{self, CompareBy, Judged, SyncProof, SyncState},
    pairs::{self, Apart, Aparts, Pair},
    rows::{Row, RowList, SyncRows},
    side::{SideFiles, SyncSide},
    walk::is_ours,
};
use crate::{
    fault::{self, Fault},
    ticks::Ticks,
    transfers::folded,
};

/// Files that are asked about at the same time.
const ABREAST: usize = 32;
/// Rows that are kept together.
const TOGETHER: usize = 256;

/// How many names stand in one way.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[allow(missing_docs)]
pub struct SyncTally {
    pub state: SyncState,
    #[ts(type = "number")]
    pub files: u64,
}

/// How far a comparison is, and what it found so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[allow(missing_docs)]
pub struct SyncProgress {
    /// Those that there are, in the order of their states.
    pub tallies: Vec<SyncTally>,
    pub complete: bool,
    /// Every file of the one bucket is in the other, stored at the same moment: the two may be one
    /// bucket that has two names.
    pub maybe_one: bool,
    /// Why a file could not be read: the first reason that the storage gave.
    pub refused: Option<Fault>,
    pub fault: Option<Fault>,
}

/// Two places, and what was found of them.
pub struct Comparison {
    pub(super) left: SyncSide,
    pub(super) right: SyncSide,
    by: CompareBy,
    wanted: SyncFilter,
    filter: NameFilter,
    found: Mutex<RowsSoFar>,
}

pub(super) struct RowsSoFar {
    pub(super) rows: RowList,
    pub(super) complete: bool,
    /// As in [`SyncProgress`], by the rows so far.
    maybe_one: bool,
    /// As in [`SyncProgress`].
    refused: Option<Fault>,
    fault: Option<Fault>,
}

/// A pair that has its number, with what keeps it from being compared, and the earlier row that it
/// clashes with.
struct Numbered {
    pair: Pair,
    apart: Option<Apart>,
    earlier: Option<usize>,
}

/// Why it did not come to its end, and by which place.
type Ended = (Hand, Broken);

impl Comparison {
    /// Two places to be compared.
    ///
    /// # Errors
    /// They are one place, or one is within the other; both are folders of this computer; or the
    /// filter has a pattern that cannot be read.
    pub fn new(left: SyncSide, right: SyncSide, by: CompareBy, filter: &SyncFilter) -> Result<Self, Fault> {
        if left.is_folder() && right.is_folder() {
            return Err(fault::sync::two_folders());
        }
        if left.overlaps(&right) {
            return Err(fault::sync::same_place());
        }
        let maybe_one = left.has_folder_of(&right);
        let found = RowsSoFar { rows: RowList::new()?, complete: false, maybe_one, refused: None, fault: None };
        let (wanted, filter) = (filter.clone(), NameFilter::of(filter)?);
        Ok(Self { left, right, by, wanted, filter, found: Mutex::new(found) })
    }

    /// The two places, and what they are compared by.
    #[must_use]
    pub fn of(&self) -> (&SyncSide, &SyncSide, CompareBy, &SyncFilter) {
        (&self.left, &self.right, self.by, &self.wanted)
    }

    /// Compares; `sink` sees how far it is at most ten times a second and at the end. What it comes
    /// to is told by the rows and the last count.
    pub async fn run(self: &Arc<Self>, sink: impl Fn(SyncProgress)) {
        let ended = self.whole(&sink).await;
        let mut found = self.found();
        (found.complete, found.fault) = (ended.is_ok(), ended.err());
        sink(found.count());
    }

    async fn whole(self: &Arc<Self>, sink: &impl Fn(SyncProgress)) -> Result<(), Fault> {
        let folds = self.left.folds().await || self.right.folds().await;
        let mut sorted = (false, false);
        loop {
            match self.once(sorted, folds, sink).await {
                Ok(()) => break,
                Err((_, Broken::Failed(fault))) => return Err(*fault),
                // Sorted, it cannot be out of order again.
                Err((Hand::Left, Broken::OutOfOrder)) => sorted.0 = true,
                Err((Hand::Right, Broken::OutOfOrder)) => sorted.1 = true,
            }
            let mut found = self.found();
            (found.rows, found.refused) = (RowList::new()?, None);
            found.maybe_one = self.left.has_folder_of(&self.right);
        }
        if self.found().refused.is_some() {
            // One that ends the login's session is not one of that object. HEAD answers do not say.
            tokio::try_join!(self.left.answers(), self.right.answers())?;
        }
        let own = Arc::clone(self);
        let named = tokio::task::spawn_blocking(move || own.find_other_names()).await;
        named.map_err(|_| fault::defect("comparing names"))?
    }

    async fn once(&self, sorted: (bool, bool), folds: bool, sink: &impl Fn(SyncProgress)) -> Result<(), Ended> {
        let (left, right) = tokio::try_join!(
            async { self.left.files(sorted.0).await.map_err(|broken| (Hand::Left, broken)) },
            async { self.right.files(sorted.1).await.map_err(|broken| (Hand::Right, broken)) },
        )?;
        let beside_disk = self.left.is_folder() || self.right.is_folder();
        let fronts = Fronts {
            beside_disk,
            left,
            right,
            next: (None, None),
            aparts: Aparts::new((self.left.is_folder(), self.right.is_folder())),
            count: 0,
        };
        let judged = fronts.pairs().map_ok(|numbered| self.judged(numbered, folds));
        let mut chunks = judged.try_buffered(ABREAST).try_ready_chunks(TOGETHER).boxed();
        let mut ticks = Ticks::new();
        while let Some(chunk) = chunks.try_next().await.map_err(|stopped| stopped.1)? {
            self.keep(chunk).map_err(|fault| (Hand::Left, Broken::from(fault)))?;
            if ticks.is_due() {
                sink(self.found().count());
            }
        }
        Ok(())
    }

    fn judged(&self, numbered: Numbered, folds: bool) -> BoxFuture<'_, Result<(Numbered, Judged), Ended>> {
        let judged = async move {
            let sides = [numbered.pair.left.as_ref(), numbered.pair.right.as_ref()];
            let judged = match numbered.apart {
                _ if self.filter.leaves_out(sides, folds) => Ok(((SyncState::Filtered, SyncProof::Name), None)),
                Some(apart) => Ok(((apart.into(), SyncProof::Name), None)),
                None => judge::judge(&self.left, &self.right, &numbered.pair, self.by).await,
            };
            let (judged, refused) = judged.map_err(|fault| (Hand::Left, Broken::from(fault)))?;
            if let Some(refused) = refused {
                self.found().refused.get_or_insert(refused);
            }
            Ok((numbered, judged))
        };
        judged.boxed()
    }

    fn keep(&self, chunk: Vec<(Numbered, Judged)>) -> Result<(), Fault> {
        let mut found = self.found();
        let stored = |file: &Option<NamedFile>| file.as_ref().and_then(|file| file.seen.modified);
        found.maybe_one &= chunk.iter().all(|(numbered, _)| {
            let (left, right) = (stored(&numbered.pair.left), stored(&numbered.pair.right));
            left.is_some() && left == right
        });
        let clashes: Vec<_> = chunk.iter().filter_map(|(numbered, _)| numbered.earlier).collect();
        let rows: Vec<_> =
            chunk.into_iter().map(|(numbered, (state, proof))| (Row::of(numbered.pair, proof), state)).collect();
        found.rows.add(&rows)?;
        for at in clashes {
            // What a filter leaves out is there for nobody.
            if found.rows.state(at) != Some(SyncState::Filtered) {
                found.rows.set(at, SyncState::Clash);
            }
        }
        Ok(())
    }

    /// Names on one side alone that are there once more in another case or form, on either side: on
    /// a disk they may be one file. Holds a number for each name that is on one side alone.
    /// Blocking.
    fn find_other_names(&self) -> Result<(), Fault> {
        if !self.left.is_folder() && !self.right.is_folder() {
            return Ok(());
        }
        let mut found = self.found();
        let alone = |state| matches!(state, SyncState::OnlyLeft | SyncState::OnlyRight);
        let (ones, others): (Vec<usize>, Vec<usize>) = {
            let states: Vec<SyncState> = found.rows.states().collect();
            (0..states.len()).partition(|at| alone(states[*at]))
        };
        let hasher = RandomState::new();
        let mut known: HashMap<u64, usize> = HashMap::with_capacity(ones.len());
        for (at, is_alone) in ones.into_iter().map(|at| (at, true)).chain(others.into_iter().map(|at| (at, false))) {
            if known.is_empty() && !is_alone {
                break;
            }
            let name = folded(&found.rows.read(at)?.0.name);
            let hash = hasher.hash_one(&name);
            match known.get(&hash).copied() {
                Some(other) if folded(&found.rows.read(other)?.0.name) == name => {
                    found.rows.set(other, SyncState::OtherName);
                    if is_alone {
                        found.rows.set(at, SyncState::OtherName);
                    }
                }
                None if is_alone => {
                    known.insert(hash, at);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// What it found so far.
    #[must_use]
    pub fn count(&self) -> SyncProgress {
        self.found().count()
    }

    /// A window of the rows that stand in one of these ways. Reads a temporary file.
    ///
    /// # Errors
    /// The file could not be read.
    pub fn rows(&self, states: &[SyncState], start: usize, len: usize) -> Result<SyncRows, Fault> {
        self.found().rows.window(states, start, len)
    }

    pub(super) fn found(&self) -> MutexGuard<'_, RowsSoFar> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RowsSoFar {
    fn count(&self) -> SyncProgress {
        let tallies = self.rows.tallies().map(|(state, files)| SyncTally { state, files });
        let maybe_one = self.complete && self.maybe_one && self.rows.len() > 0;
        let (refused, fault) = (self.refused.clone(), self.fault.clone());
        SyncProgress { tallies: tallies.collect(), complete: self.complete, maybe_one, refused, fault }
    }
}

/// What is at the front of both lists.
struct Fronts<'a> {
    /// One of the two is a folder of this computer, in which files of our own making can be.
    beside_disk: bool,
    left: SideFiles<'a>,
    right: SideFiles<'a>,
    next: (Option<NamedFile>, Option<NamedFile>),
    aparts: Aparts,
    count: usize,
}

impl<'a> Fronts<'a> {
    fn pairs(self) -> BoxStream<'a, Result<Numbered, Ended>> {
        let next = |mut fronts: Self| async move {
            let pair = fronts.next().await?;
            Ok(pair.map(|pair| (pair, fronts)))
        };
        stream::try_unfold(self, next).boxed()
    }

    async fn next(&mut self) -> Result<Option<Numbered>, Ended> {
        let (left, right) = tokio::try_join!(
            fill(&mut self.left, &mut self.next.0, self.beside_disk, Hand::Left),
            fill(&mut self.right, &mut self.next.1, self.beside_disk, Hand::Right)
        )?;
        self.next = (left, right);
        let Some(pair) = pairs::next(&mut self.next.0, &mut self.next.1) else { return Ok(None) };
        let (apart, earlier) = self.aparts.take(&pair, self.count);
        self.count += 1;
        Ok(Some(Numbered { pair, apart, earlier }))
    }
}

/// What is at the front, or comes there.
async fn fill(
    files: &mut SideFiles<'_>,
    front: &mut Option<NamedFile>,
    beside_disk: bool,
    hand: Hand,
) -> Result<Option<NamedFile>, Ended> {
    let mut next = front.take();
    while next.as_ref().is_none_or(|file| beside_disk && is_ours(&file.name)) {
        next = files.next().await.map_err(|broken| (hand, broken))?;
        if next.is_none() {
            break;
        }
    }
    Ok(next)
}
