//! Looking at a file without fetching it: one version of it is opened, and its bytes are asked for
//! in ranges, by id.
//!
//! A [`Reading`] is of one version for as long as it is open: every later answer has to be of the
//! same one, or the reading ends in words. What was read is kept in memory, within a bound for all
//! readings together; nothing is written to a disk but the small pictures of [`Thumbs`]. Dropping a
//! reading, or closing it, stops what is asked for it and leaves nothing behind; what plays it ends
//! with it. Fetching whole files is [`crate::transfers`]'.

mod cache;
mod kind;
mod player;
mod reading;
mod thumbs;

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

use store::{ObjectHead, Store};
use tokio::sync::OnceCell;

pub use kind::LookKind;
pub use reading::{Reading, ReadingView};
pub use thumbs::{Pictured, Thumbnail, Thumbs};

use crate::{
    at::FileAt,
    fault::{self, Fault},
    ids::{ConnectionId, ReadingId},
};
use cache::{BLOCK, Cache};
use player::Player;
use reading::WHOLE;

/// Readings that may be open at once; past that the oldest is closed. A page has one, a comparison
/// two, and a page that was reloaded leaves its own behind.
const MOST: usize = 16;

/// Readings that were closed by something else than their page, and are remembered: what was
/// written in one is still to be kept.
const REMEMBERED: usize = 64;

/// A version of a file: where it is, on which server, and what that told of it.
type Version = (FileAt, String, ObjectHead);

/// The readings that are open.
#[derive(Default)]
pub struct Readings {
    open: Mutex<Open>,
    cache: Arc<Cache>,
    player: OnceCell<Player>,
}

#[derive(Default)]
struct Open {
    readings: HashMap<ReadingId, Kept>,
    /// In the order in which they were opened.
    order: Vec<ReadingId>,
    /// What those were of that are closed and remembered, the latest last.
    past: VecDeque<(ReadingId, Version)>,
}

impl Open {
    /// Closes one that its page may still have.
    fn take(&mut self, id: &ReadingId) {
        let Some(reading) = self.readings.remove(id) else { return };
        self.past.push_back((id.clone(), reading.0.seen()));
        if self.past.len() > REMEMBERED {
            self.past.pop_front();
        }
    }
}

/// A reading that is open. Let go, it ends at once, also where an answer is still on its way.
struct Kept(Arc<Reading>);

impl Drop for Kept {
    fn drop(&mut self) {
        self.0.end();
    }
}

impl Readings {
    /// Opens one version of a file, by default the current one, and reads its beginning: one
    /// request, or two where the file is empty or the server sends no ranges.
    ///
    /// # Errors
    /// Storage refused, the file is archived or gone, or the server sends files only whole and this
    /// one is larger than is held in memory.
    pub async fn open(&self, store: Store, at: &FileAt, version: Option<String>) -> Result<ReadingView, Fault> {
        let reading = Reading::open(store, at, version, Arc::clone(&self.cache), BLOCK, WHOLE).await?;
        Ok(self.hold(reading))
    }

    fn hold(&self, reading: Reading) -> ReadingView {
        let view = reading.view();
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.order.push(view.id.clone());
        open.readings.insert(view.id.clone(), Kept(Arc::new(reading)));
        if open.order.len() > MOST {
            let oldest = open.order.remove(0);
            open.take(&oldest);
        }
        view
    }

    /// The reading of this id.
    ///
    /// # Errors
    /// It was closed.
    pub fn get(&self, id: &ReadingId) -> Result<Arc<Reading>, Fault> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.readings.get(id).map(|kept| Arc::clone(&kept.0)).ok_or_else(|| fault::gone("reading"))
    }

    /// What the reading of this id is of, or was before its connection went or others took its
    /// place: a text that was written in it is of this version of the file still.
    ///
    /// # Errors
    /// Its page closed it, or too many others were closed since.
    pub fn seen(&self, id: &ReadingId) -> Result<(FileAt, String, ObjectHead), Fault> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(reading) = open.readings.get(id) {
            return Ok(reading.0.seen());
        }
        let past = open.past.iter().find(|(known, _)| known == id).map(|(_, version)| version.clone());
        past.ok_or_else(|| fault::gone("reading"))
    }

    /// An address on this computer at which the program's own window can play this reading, with
    /// seeking. It lives as long as the reading; whoever has it can read the file until then.
    ///
    /// # Errors
    /// The reading was closed, or this computer lets nobody listen.
    pub async fn play(&self, id: &ReadingId) -> Result<String, Fault> {
        let reading = self.get(id)?;
        let player = self.player.get_or_try_init(Player::listen).await.map_err(|error| fault::no_player(&error))?;
        Ok(player.play(&reading))
    }

    /// Closes a reading: what is asked for it stops, and what it holds in memory is let go. One
    /// that is not open is no error.
    pub fn close(&self, id: &ReadingId) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.order.retain(|one| one != id);
        open.past.retain(|(one, _)| one != id);
        open.readings.remove(id);
    }

    /// Closes those of a connection that leads elsewhere now, or nowhere. What they were of is
    /// remembered, for a text that is being written in one.
    pub fn close_of(&self, connection: &ConnectionId) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let of = |id: &&ReadingId| open.readings.get(*id).is_some_and(|one| one.0.connection() == connection);
        let gone: Vec<ReadingId> = open.order.iter().filter(of).cloned().collect();
        gone.iter().for_each(|id| open.take(id));
        open.order.retain(|id| !gone.contains(id));
    }

    /// Closes all, for a page that begins anew.
    pub fn close_all(&self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        *open = Open::default();
    }
}
