//! Brings what a reading finds into a listing and tells the page how far it is.
//!
//! The first page is told at once, later ones at most ten times a second and a fifth of the time,
//! the end always. A failure keeps the rows; going on asks only for what is missing. A server whose
//! answers do not fit together is read again from one end to the other. Dropping the future (a
//! closed tab) stops the requests under way; nothing on S3 changes either way.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use tokio::sync::Notify;

use super::{
    arrange::Arranged,
    shared::{Shared, Standing},
    state::State,
};
use crate::{fault, ticks::TICK};

/// Reads on from where the listing stands until the end or a failure.
pub(super) async fn read_on(shared: &Arc<Shared>) {
    let news = Notify::new();
    let telling = async {
        loop {
            news.notified().await;
            // Ordering a large folder takes its time: the more, the seldomer.
            let began = Instant::now();
            shared.arrange().await;
            tokio::time::sleep(TICK.max(began.elapsed() * 5)).await;
        }
    };
    let reading = async {
        let take = |page| {
            let goes_on = shared.add(&mut shared.state(), page);
            news.notify_one();
            goes_on
        };
        shared.read(&shared.standing, take, || shared.state().clear()).await
    };
    let end = tokio::select! {
        end = reading => end,
        never = telling => never,
    };
    {
        let mut state = shared.state();
        state.complete = matches!(end, Ok(true));
        state.full = matches!(end, Ok(false));
        state.fault = end.err();
    }
    shared.arrange().await;
    shared.remember().await;
}

/// Reads the whole place beside what is shown and exchanges it at the end.
pub(super) async fn read_again(shared: &Arc<Shared>) {
    let fresh = Mutex::new(State::of(&shared.reader.place.prefix));
    let fresh_state = || fresh.lock().unwrap_or_else(PoisonError::into_inner);
    let standing = Standing::at_the_start(&shared.reader);
    let take = |page| shared.add(&mut fresh_state(), page);
    let end = shared.read(&standing, take, || fresh_state().clear()).await;
    match end {
        Err(fault) => shared.state().fault = Some(fault),
        Ok(whole) => {
            let mut fresh = std::mem::take(&mut *fresh_state());
            (fresh.complete, fresh.full) = (whole, !whole);
            let (table, wish) = (fresh.table.clone(), shared.state().wish.clone());
            let arranged = tokio::task::spawn_blocking(move || Arranged::default().anew(&table, wish, &|| false)).await;
            let mut state = shared.state();
            match arranged {
                Ok(Some(arranged)) => state.exchange(fresh, arranged),
                _ => state.fault = Some(fault::defect("refreshing a folder")),
            }
        }
    }
    shared.arrange().await;
    shared.remember().await;
}
