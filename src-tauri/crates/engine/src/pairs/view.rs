//! What the page is told of saved pairs, and what it asks for. The path of a folder stays here.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use words::Words;

use super::book::{LastSync, PairPlace, PairTrouble, SavedPair};
use crate::{
    at::Place,
    backups::{Schedule, TimerState},
    ids::PairId,
    sync::{CompareBy, SyncFilter, SyncWish},
};

/// What a person calls a pair, what is done, and when.
#[derive(Clone, Debug, Deserialize, TS)]
#[allow(missing_docs)]
pub struct PairRequest {
    pub name: String,
    pub wish: SyncWish,
    pub schedule: Schedule,
}

/// One of the two places; of a folder of this computer its own name alone.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum PairPlaceView {
    Bucket { place: Place },
    Folder { name: String },
}

/// A pair as it stands. `when` is the schedule in words; `running`: a run of this window is under
/// way; `locked`: why it does not run by itself until it was looked at.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[allow(missing_docs)]
pub struct PairView {
    pub id: PairId,
    pub name: String,
    pub left: PairPlaceView,
    pub right: PairPlaceView,
    pub by: CompareBy,
    pub filter: SyncFilter,
    pub wish: SyncWish,
    pub schedule: Schedule,
    pub when: Words,
    pub timer: TimerState,
    pub last: Option<LastSync>,
    pub locked: Option<PairTrouble>,
    pub running: bool,
}

fn place(place: PairPlace) -> PairPlaceView {
    match place {
        PairPlace::Bucket { place } => PairPlaceView::Bucket { place },
        PairPlace::Folder { path } => {
            let name = path.file_name().unwrap_or(path.as_os_str());
            PairPlaceView::Folder { name: name.to_string_lossy().into_owned() }
        }
    }
}

pub(super) fn pair(pair: SavedPair, timer: TimerState, running: bool) -> PairView {
    let SavedPair { id, name, left, right, by, filter, wish, schedule, servers: _, last, locked } = pair;
    let (left, right, when) = (place(left), place(right), schedule.words());
    PairView { id, name, left, right, by, filter, wish, schedule, when, timer, last, locked, running }
}
