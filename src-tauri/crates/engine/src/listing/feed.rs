//! Reads a folder page by page into a listing's state and says how far it is.
//!
//! The first page is told at once, later ones at most ten times a second and a fifth of the time, the end always. A failure keeps the rows
//! and the token, so that going on asks only for what is missing. Dropping the future (a closed tab) stops at the
//! request under way; nothing on S3 changes either way.

use std::time::Duration;

use store::{ListRequest, Page, Store, StoreError};
use tokio::time::Instant;

use super::{Shared, state::State, view::Place};
use crate::fault;

/// No more than ten ticks a second.
const TICK: Duration = Duration::from_millis(100);

/// Reads on from where the state stands until the end or a failure.
pub(super) async fn read_on(shared: &Shared, store: &Store) {
    // Ordering a large folder takes its time: the more, the seldomer.
    let mut next = Instant::now();
    loop {
        let token = shared.state().token.clone();
        match page(store, &shared.place, token).await {
            Ok(page) => {
                let ended = page.next.is_none();
                shared.state().add(page);
                let began = Instant::now();
                if ended || began >= next {
                    shared.tell_anew();
                    next = began + TICK.max(began.elapsed() * 5);
                }
                if ended {
                    return;
                }
            }
            Err(error) => return shared.tell_fault(fault::from_store(&error)),
        }
    }
}

/// Reads the whole place beside what is shown and exchanges it at the end.
pub(super) async fn read_again(shared: &Shared, store: &Store) {
    let mut fresh = State::of(&shared.place.prefix);
    while !fresh.complete {
        match page(store, &shared.place, fresh.token.take()).await {
            Ok(page) => fresh.add(page),
            Err(error) => return shared.tell_fault(fault::from_store(&error)),
        }
    }
    shared.state().exchange(fresh);
    shared.tell();
}

async fn page(store: &Store, place: &Place, token: Option<String>) -> Result<Page, StoreError> {
    let request = ListRequest {
        bucket: place.bucket.clone(),
        prefix: place.prefix.clone(),
        delimiter: true,
        start_after: None,
        token,
        max_keys: None,
    };
    store.list(request).await
}
