//! Folders that are open: what is in them, in which order, and what is selected.
//!
//! Rust owns all three; the page holds a [`ListingId`] and asks for the rows it shows. A listing reads its folder
//! in a task of its own, which ends when the listing is closed or dropped. Nothing here changes anything on S3.

mod feed;
mod order;
mod selection;
mod state;
mod table;
mod types;
mod view;

use std::{
    collections::HashMap,
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use store::Store;
use tokio::task::JoinHandle;

use self::state::State;
pub use self::{
    order::{Sort, SortBy},
    selection::{Selection, SelectionChange},
    state::Selected,
    view::{Found, ListingTick, Opened, Place, Row, RowKind, Rows, TICK_BYTES},
};
use crate::{
    fault::{self, Fault},
    ids::{ConnectionId, ListingId},
};

/// Where a listing tells its changes.
pub type TickSink = Box<dyn Fn(ListingTick) + Send + Sync>;

/// The listings that the page has open.
#[derive(Default)]
pub struct Listings {
    open: Mutex<HashMap<ListingId, Arc<Listing>>>,
}

/// One open folder.
pub struct Listing {
    shared: Arc<Shared>,
    store: Store,
    feed: Mutex<Option<JoinHandle<()>>>,
}

struct Shared {
    place: Place,
    state: Mutex<State>,
    sink: TickSink,
}

impl Listings {
    /// Opens a folder and starts reading it. Must be called on the tokio runtime.
    pub fn open(&self, store: Store, place: Place, sink: TickSink) -> ListingId {
        let id = ListingId::fresh();
        let state = Mutex::new(State::of(&place.prefix));
        let listing =
            Arc::new(Listing { shared: Arc::new(Shared { place, state, sink }), store, feed: Mutex::new(None) });
        listing.retry();
        self.all().insert(id.clone(), listing);
        id
    }

    /// An open listing.
    ///
    /// # Errors
    /// It was closed.
    pub fn get(&self, id: &ListingId) -> Result<Arc<Listing>, Fault> {
        self.all().get(id).cloned().ok_or_else(|| fault::gone("folder"))
    }

    /// Closes a listing and stops its requests. Closing twice is no error.
    pub fn close(&self, id: &ListingId) {
        self.all().remove(id);
    }

    /// Closes every listing, as when the page starts anew.
    pub fn close_all(&self) {
        self.all().clear();
    }

    /// Closes the listings of one connection.
    pub fn close_of(&self, connection: &ConnectionId) {
        self.all().retain(|_, listing| listing.shared.place.connection != *connection);
    }

    fn all(&self) -> MutexGuard<'_, HashMap<ListingId, Arc<Listing>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Listing {
    /// The folder.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.shared.place
    }

    /// The store it is read from.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// A window of rows as shown.
    #[must_use]
    pub fn rows(&self, start: usize, len: usize) -> Rows {
        self.shared.state().rows(start, len)
    }

    /// Sorts the rows.
    pub fn sort(&self, sort: Sort) {
        self.shared.state().sort(sort);
        self.shared.tell();
    }

    /// Shows only names that hold `text`.
    pub fn filter(&self, text: &str) {
        self.shared.state().filter(text);
        self.shared.tell();
    }

    /// Changes the selection by positions of `revision`; positions of another revision change nothing.
    pub fn select(&self, revision: u64, change: SelectionChange) -> Selection {
        self.shared.state().select(revision, change)
    }

    /// What is selected, in the order shown.
    #[must_use]
    pub fn selected(&self) -> Vec<Selected> {
        self.shared.state().selected()
    }

    /// The position of the next row whose name starts with `text`.
    #[must_use]
    pub fn find(&self, text: &str, from: usize) -> Found {
        Found { at: self.shared.state().find(text, from) }
    }

    /// Whether a row of exactly this name has arrived.
    #[must_use]
    pub fn holds(&self, name: &str) -> bool {
        self.shared.state().holds(name)
    }

    /// Reads on after a failure, or from the beginning; nothing is read twice. What is being read goes on: pressed again
    /// and again, this does not ask for the same page again and again.
    pub fn retry(&self) {
        if self.shared.state().complete || self.is_reading() {
            return;
        }
        let (shared, store) = (Arc::clone(&self.shared), self.store.clone());
        self.run(async move { feed::read_on(&shared, &store).await });
    }

    /// Reads the folder again behind the rows shown. While the first reading is still under way there is nothing
    /// to refresh, and it goes on.
    pub fn refresh(&self) {
        if !self.shared.state().complete {
            return self.retry();
        }
        let (shared, store) = (Arc::clone(&self.shared), self.store.clone());
        self.run(async move { feed::read_again(&shared, &store).await });
    }

    fn is_reading(&self) -> bool {
        let feed = self.feed.lock().unwrap_or_else(PoisonError::into_inner);
        feed.as_ref().is_some_and(|feed| !feed.is_finished()) && self.shared.state().fault.is_none()
    }

    fn run(&self, work: impl Future<Output = ()> + Send + 'static) {
        let mut feed = self.feed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(old) = feed.replace(tokio::spawn(work)) {
            old.abort();
        }
    }
}

impl Drop for Listing {
    fn drop(&mut self) {
        if let Some(feed) = self.feed.lock().unwrap_or_else(PoisonError::into_inner).take() {
            feed.abort();
        }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells the state as it is. The lock is let go before the page hears of it.
    fn tell(&self) {
        let tick = self.state().tick();
        (self.sink)(tick);
    }

    fn tell_anew(&self) {
        self.state().arrange_new();
        self.tell();
    }

    fn tell_fault(&self, fault: Fault) {
        self.state().fault = Some(fault);
        self.tell_anew();
    }
}
