//! What a listing's feed, its arranging and its commands share, and how the page is told of it.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use super::{
    TickSink,
    kind::ListingKind,
    past::{self, Arrived},
    reading::{Reader, Spans},
    remembered::{ROWS, Remembered},
    report::{self, Reached},
    state::State,
};
use crate::fault::Fault;

pub(super) struct Standing {
    spans: Mutex<Spans>,
    report: Mutex<Reached>,
    past: Mutex<past::Reached>,
}

pub(super) struct Shared {
    pub(super) reader: Reader,
    kind: ListingKind,
    /// How many rows it holds; what comes after them is counted as left out.
    capacity: usize,
    state: Mutex<State>,
    /// Of the reading that is not a refresh.
    pub(super) standing: Standing,
    sink: TickSink,
    remembered: Arc<Remembered>,
    /// Counts the wishes, so that a list in the making learns that it is out of date.
    wishes: AtomicU64,
    /// Held while a list is made: one at a time.
    arranging: Arc<tokio::sync::Mutex<()>>,
}

impl Standing {
    pub(super) fn at_the_start(reader: &Reader) -> Self {
        Self { spans: Mutex::new(reader.spans()), report: Mutex::default(), past: Mutex::default() }
    }
}

impl Shared {
    pub(super) fn new(
        reader: Reader,
        kind: ListingKind,
        capacity: usize,
        sink: TickSink,
        remembered: Arc<Remembered>,
    ) -> Self {
        let state = Mutex::new(State::of(&reader.place.prefix));
        let standing = Standing::at_the_start(&reader);
        let (wishes, arranging) = (AtomicU64::default(), Arc::default());
        Self { reader, kind, capacity, state, standing, sink, remembered, wishes, arranging }
    }

    /// Keeps a folder's first rows for the next time, once it was read; not what was found or is in
    /// a report.
    pub(super) async fn remember(self: &Arc<Self>) {
        let shared = Arc::clone(self);
        let work = move || {
            let (total, rows) = {
                let state = shared.state();
                (state.table.len(), state.first_by_name(ROWS))
            };
            shared.remembered.keep(&shared.reader.place, total, rows);
        };
        if self.kind.is_remembered() && self.state().has_ended() {
            let _ = tokio::task::spawn_blocking(work).await;
        }
    }

    /// Reads on from where it stands. True: to the end; false: until `take` wanted no more.
    /// `forget` is called when what was taken is void.
    pub(super) async fn read(
        &self,
        standing: &Standing,
        mut take: impl FnMut(Arrived) -> bool,
        forget: impl Fn(),
    ) -> Result<bool, Fault> {
        match &self.kind {
            ListingKind::Folder | ListingKind::Search { .. } => {
                self.reader.read(&standing.spans, |page| take(page.into()), forget).await
            }
            ListingKind::Report { report } => {
                report::read(&self.reader.store, report, &standing.report, |page| take(page.into())).await
            }
            ListingKind::Deleted => {
                past::read_deleted(&self.reader, &standing.spans, &standing.past, take, forget).await
            }
            ListingKind::AsOf { moment } => past::read_as_of(&self.reader, *moment, &standing.past, take).await,
        }
    }

    /// The moment that its rows are of; none where that is now.
    pub(super) fn moment(&self) -> Option<i64> {
        self.kind.moment()
    }

    /// Pages asked for so far.
    pub(super) fn asked(&self) -> usize {
        self.standing.spans.lock().unwrap_or_else(PoisonError::into_inner).asked()
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds what of a page was looked for, and says whether there is space for more.
    pub(super) fn add(&self, state: &mut State, mut arrived: Arrived) -> bool {
        let page = &mut arrived.page;
        let read = page.prefixes.len() + page.entries.len();
        page.entries.retain(|entry| self.kind.shows(&self.reader.place.prefix, entry));
        state.add(arrived, read);
        state.table.len() < self.capacity
    }

    /// Notes a wish; [`Shared::arrange`] fulfils it.
    pub(super) fn wish(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state();
        self.wishes.fetch_add(1, Ordering::SeqCst);
        change(&mut state);
    }

    /// Makes the list of what has arrived and was wished, beside the lock, and tells the page. When
    /// a newer wish comes meanwhile it stops and leaves that to whoever wished: the newest wins.
    pub(super) async fn arrange(self: &Arc<Self>) {
        let turn = Arc::clone(&self.arranging).lock_owned().await;
        let shared = Arc::clone(self);
        let work = move || {
            let _turn = turn;
            let (table, now, wish, number) = {
                let state = shared.state();
                let number = shared.wishes.load(Ordering::SeqCst);
                (state.is_stale().then(|| state.table.clone()), Arc::clone(&state.arranged), state.wish.clone(), number)
            };
            if let Some(table) = table {
                let overtaken = || shared.wishes.load(Ordering::SeqCst) != number;
                let Some(arranged) = now.anew(&table, wish, &overtaken) else { return };
                let mut state = shared.state();
                // Read again from the beginning meanwhile: this list is of rows that are gone.
                if !state.table.begins_with(&table) {
                    return;
                }
                state.show(arranged);
            }
            shared.tell();
        };
        // A defect in there is in the log; the list stays as it was.
        let _ = tokio::task::spawn_blocking(work).await;
    }

    /// Tells the state as it is. The lock is let go before the page hears of it.
    pub(super) fn tell(&self) {
        let tick = self.state().tick();
        (self.sink)(tick);
    }
}
