//! What a listing's feed, its arranging and its commands share, and how the page is told of it.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use store::Page;

use super::{
    TickSink,
    query::Query,
    reading::{Reader, Spans},
    state::State,
};

pub(super) struct Shared {
    pub(super) reader: Reader,
    /// What is looked for in everything below the place; None: the place itself, as a folder.
    query: Option<Query>,
    /// Rows at most.
    room: usize,
    state: Mutex<State>,
    pub(super) spans: Mutex<Spans>,
    sink: TickSink,
    /// Counts the wishes, so that a list in the making learns that it is out of date.
    wishes: AtomicU64,
    /// Held while a list is made: one at a time.
    arranging: Arc<tokio::sync::Mutex<()>>,
}

impl Shared {
    pub(super) fn new(reader: Reader, query: Option<Query>, room: usize, sink: TickSink) -> Self {
        let state = Mutex::new(State::of(&reader.place.prefix));
        let spans = Mutex::new(reader.spans());
        Self { reader, query, room, state, spans, sink, wishes: AtomicU64::default(), arranging: Arc::default() }
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn spans(&self) -> MutexGuard<'_, Spans> {
        self.spans.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds what of a page was looked for, and says whether there is room for more.
    pub(super) fn add(&self, state: &mut State, mut page: Page) -> bool {
        let read = page.prefixes.len() + page.entries.len();
        if let Some(query) = &self.query {
            page.entries.retain(|entry| query.matches(&self.reader.place.prefix, entry));
        }
        state.add(page, read);
        state.table.len() < self.room
    }

    /// Notes a wish; [`Shared::arrange`] fulfils it.
    pub(super) fn wish(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state();
        self.wishes.fetch_add(1, Ordering::SeqCst);
        change(&mut state);
    }

    /// Makes the list of what has arrived and was wished, beside the lock, and tells the page. When a newer wish comes
    /// meanwhile it stops and leaves that to whoever wished: the newest wins.
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
