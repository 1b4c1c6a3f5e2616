//! Folders that are open: what is in them, in which order, and what is selected.
//!
//! Rust owns all three; the page holds a [`ListingId`] and asks for the rows it shows. A listing
//! reads its folder in a task of its own, which ends when the listing is closed or dropped. A
//! search is a listing like any other, of what it finds below a folder; so are an inventory report
//! and a folder of the past ([`ListingKind`]). Nothing here changes anything on S3.

mod arrange;
mod choice;
mod chunk;
mod feed;
mod filter;
mod kind;
mod measure;
mod natural;
mod order;
mod past;
mod query;
mod reading;
mod remembered;
mod report;
mod selected;
mod selection;
mod shared;
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

pub use self::{
    choice::{Choice, Walk},
    kind::ListingKind,
    measure::{FolderSize, SizeSink},
    order::{Sort, SortBy},
    past::{Keeps, Past, PastView, Since, SinceCounts},
    query::Query,
    remembered::{LastRead, MayKeep, Now, Remembered},
    report::{ReportAt, ReportView, look_at_report},
    selected::{AsListed, Selected},
    selection::{Selection, SelectionChange},
    types::FileType,
    view::{ListingTick, MOST_ROWS, Match, Opened, Restore, Row, RowKind, Rows, TICK_BYTES},
};
use self::{
    reading::{Disorderly, Reader},
    shared::Shared,
};
use crate::{
    at::Place,
    background::Background,
    fault::{self, Fault},
    ids::{ConnectionId, ListingId, MeasureId},
};

/// Where a listing tells its changes.
pub type TickSink = Box<dyn Fn(ListingTick) + Send + Sync>;

/// The listings that the page has open.
pub struct Listings {
    open: Mutex<HashMap<ListingId, Arc<Listing>>>,
    /// Rows that one of them holds at most.
    capacity: usize,
    disorderly: Disorderly,
    measures: Mutex<HashMap<MeasureId, (ConnectionId, Background<()>)>>,
    remembered: Arc<Remembered>,
}

/// One open folder or search.
pub struct Listing {
    shared: Arc<Shared>,
    /// What reads it; ends with it.
    feed: Mutex<Option<Background<()>>>,
}

impl Default for Listings {
    fn default() -> Self {
        Self::with_room(MOST_ROWS)
    }
}

impl Listings {
    /// No listing yet; each stops at so many rows, or at the end of the page that reaches them.
    #[must_use]
    pub fn with_room(rows: usize) -> Self {
        Self {
            open: Mutex::default(),
            capacity: rows,
            disorderly: Disorderly::default(),
            measures: Mutex::default(),
            remembered: Arc::default(),
        }
    }

    /// The same, keeping what folders held when they were last read.
    #[must_use]
    pub fn remembering(self, remembered: impl Into<Arc<Remembered>>) -> Self {
        Self { remembered: remembered.into(), ..self }
    }

    /// What folders held when they were last read.
    #[must_use]
    pub fn remembered(&self) -> Arc<Remembered> {
        Arc::clone(&self.remembered)
    }

    /// Opens a listing of this kind and starts reading it. Must be called on the tokio runtime.
    pub fn open(&self, store: Store, place: Place, kind: ListingKind, sink: TickSink) -> ListingId {
        let id = ListingId::fresh();
        let reader = self.reader(store, place, kind.has_folders());
        let shared = Arc::new(Shared::new(reader, kind, self.capacity, sink, self.remembered()));
        let listing = Arc::new(Listing { shared, feed: Mutex::new(None) });
        listing.retry();
        self.all().insert(id.clone(), listing);
        id
    }

    /// Counts what lies below a folder. Must be called on the tokio runtime.
    pub fn measure(&self, store: Store, place: Place, sink: SizeSink) -> MeasureId {
        let id = MeasureId::fresh();
        let connection = place.connection.clone();
        let reader = self.reader(store, place, false);
        let counting = Background::begin(async move { measure::measure(&reader, &sink).await });
        let mut measures = self.measures();
        measures.retain(|_, (_, counting)| !counting.is_over());
        measures.insert(id.clone(), (connection, counting));
        id
    }

    /// Stops counting and its requests. Stopping twice, or what has ended, is no error.
    pub fn stop_measuring(&self, id: &MeasureId) {
        self.measures().remove(id);
    }

    fn reader(&self, store: Store, place: Place, folders: bool) -> Reader {
        Reader { store, place, folders, disorderly: Arc::clone(&self.disorderly) }
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
        self.measures().clear();
    }

    /// Closes the listings of one connection.
    pub fn close_of(&self, connection: &ConnectionId) {
        self.all().retain(|_, listing| listing.place().connection != *connection);
        self.measures().retain(|_, (of, _)| of != connection);
    }

    fn measures(&self) -> MutexGuard<'_, HashMap<MeasureId, (ConnectionId, Background<()>)>> {
        self.measures.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn all(&self) -> MutexGuard<'_, HashMap<ListingId, Arc<Listing>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Listing {
    /// The folder that is listed, or below which is searched.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.shared.reader.place
    }

    /// The store it is read from.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.shared.reader.store
    }

    /// What is selected, to be moved or deleted as it is now.
    ///
    /// # Errors
    /// The rows are of an earlier time, or some are of deleted files.
    pub fn selected_now(&self) -> Result<Choice, Fault> {
        match self.moment() {
            Some(_) => Err(fault::of_the_past()),
            None => self.selected_there(),
        }
    }

    /// What is selected, to be read: of a moment, each file in its version of then.
    ///
    /// # Errors
    /// Some of the rows are of deleted files, and no moment says which of their versions is meant.
    pub fn selected_there(&self) -> Result<Choice, Fault> {
        let moment = self.moment();
        let seen = self.shared.state().seen();
        if moment.is_none() && seen.sum().gone > 0 { Err(fault::are_deleted()) } else { Ok(Choice::of(seen, moment)) }
    }

    /// The moment that the rows are of, in milliseconds since 1970; none where that is now.
    #[must_use]
    pub fn moment(&self) -> Option<i64> {
        self.shared.moment()
    }

    /// Pages asked for so far, by a reading that is not a refresh.
    #[must_use]
    pub fn requests(&self) -> usize {
        self.shared.asked()
    }

    /// A window of rows as shown.
    #[must_use]
    pub fn rows(&self, start: usize, len: usize) -> Rows {
        self.shared.state().rows(start, len)
    }

    /// Sorts the rows. Ends when they are, or when something newer was wished.
    pub async fn sort(&self, sort: Sort) {
        self.shared.wish(|state| state.wish.sort = sort);
        self.shared.arrange().await;
    }

    /// Shows only names that hold `text`. Ends when they are shown, or when something newer was
    /// wished.
    pub async fn filter(&self, text: &str) {
        self.shared.wish(|state| state.wish_filter(text));
        self.shared.arrange().await;
    }

    /// Shows only rows of a moment that became this since; with none, what was there then. Ends
    /// when they are shown, or when something newer was wished.
    pub async fn filter_since(&self, since: Option<Since>) {
        self.shared.wish(|state| state.wish.since = since);
        self.shared.arrange().await;
    }

    /// Changes the selection by positions of `revision`; positions of another revision change
    /// nothing.
    pub fn select(&self, revision: u64, change: SelectionChange) -> Selection {
        self.shared.state().select(revision, change)
    }

    /// What is selected, in the order shown; of a moment, each file in its version of then.
    #[must_use]
    pub fn selected(&self) -> Choice {
        Choice::of(self.shared.state().seen(), self.moment())
    }

    /// The position of the next row whose name starts with `text`.
    #[must_use]
    pub fn find(&self, text: &str, from: usize) -> Match {
        let seen = self.shared.state().seen();
        Match { at: seen.find(text, from) }
    }

    /// Whether a row of exactly this name has arrived.
    #[must_use]
    pub fn holds(&self, name: &str) -> bool {
        let seen = self.shared.state().seen();
        seen.holds(name)
    }

    /// Reads on after a failure, or from the beginning; nothing is read twice. What is being read
    /// goes on: pressed again and again, this does not ask for the same page again and again.
    pub fn retry(&self) {
        if self.has_ended() || self.is_reading() {
            return;
        }
        self.shared.state().fault = None;
        let shared = Arc::clone(&self.shared);
        self.run(async move { feed::read_on(&shared).await });
    }

    /// Reads the folder again behind the rows shown. While the first reading is still under way
    /// there is nothing to refresh, and it goes on.
    pub fn refresh(&self) {
        if !self.has_ended() {
            return self.retry();
        }
        let shared = Arc::clone(&self.shared);
        self.run(async move { feed::read_again(&shared).await });
    }

    fn has_ended(&self) -> bool {
        self.shared.state().has_ended()
    }

    fn is_reading(&self) -> bool {
        let feed = self.feed.lock().unwrap_or_else(PoisonError::into_inner);
        feed.as_ref().is_some_and(|feed| !feed.is_over()) && self.shared.state().fault.is_none()
    }

    fn run(&self, work: impl Future<Output = ()> + Send + 'static) {
        *self.feed.lock().unwrap_or_else(PoisonError::into_inner) = Some(Background::begin(work));
    }
}
