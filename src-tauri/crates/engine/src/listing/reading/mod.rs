//! Reads everything below a prefix, as fast as the server gives it: the first page alone, then
//! several parts of the key space beside one another.
//!
//! What is read next is the business of [`Spans`], how much at once of [`Pace`]; here the requests
//! are sent and their answers handed on. A failure in one part lets the others go on; what is
//! missing then is asked for by reading on. Dropping the future stops the requests under way;
//! nothing on S3 changes either way.

mod letters;
mod pace;
mod reader;
mod spans;

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use store::{Page, StoreError, StoreErrorKind};
use tokio::task::JoinSet;

use self::{pace::Pace, spans::Disorder};
pub(super) use self::{
    reader::{Disorderly, Reader},
    spans::Spans,
};

/// Failures in a row, each of several attempts already, after which nothing more is asked.
const FAILURES: usize = 3;

/// How a reading stopped.
#[derive(Debug)]
enum End {
    /// Everything was read.
    Complete,
    /// Whoever takes the pages wants no more.
    Enough,
    /// Something is missing, for this reason.
    Failed(StoreError),
    /// The server's answers do not fit together: it cannot be read in parts, and what was handed on
    /// is void.
    Disorder,
}

/// Reads on from where `spans` stand. `take` gets each page, in no order, and says whether it wants
/// more.
async fn read(reader: &Reader, spans: &Mutex<Spans>, mut take: impl FnMut(Page) -> bool) -> End {
    let (mut pace, mut under_way, mut failed, mut failures) = (Pace::new(), JoinSet::new(), None, 0);
    lock(spans).resume();
    loop {
        while under_way.len() < pace.limit() && failures < FAILURES {
            let Some(ask) = lock(spans).next(pace.worth(under_way.len())) else { break };
            let (reader, halvings) = (reader.clone(), pace.halvings());
            under_way.spawn(async move {
                let (span, asked) = (ask.span, Instant::now());
                (span, reader.page(ask).await, asked.elapsed(), halvings)
            });
        }
        let Some(answer) = under_way.join_next().await else { break };
        // A task ends by itself: only a defect in it is an error here, and leaves its span to be
        // read again.
        let Ok((span, answer, took, halvings)) = answer else { continue };
        match answer {
            Ok(page) => {
                failures = 0;
                pace.answered(page.next.is_some(), took);
                match lock(spans).arrived(span, page) {
                    Ok(page) => {
                        if !take(page) {
                            return End::Enough;
                        }
                    }
                    Err(Disorder) => return End::Disorder,
                }
            }
            Err(error) if error.kind == StoreErrorKind::SlowDown && pace.slow_down(halvings) => {
                lock(spans).again(span);
            }
            // A server that knows no `start-after` may say so instead of ignoring it.
            Err(error) if refuses_parts(&error) && lock(spans).is_first_of_part(span) => return End::Disorder,
            Err(error) => {
                lock(spans).leave(span);
                failures += 1;
                failed.get_or_insert(error);
            }
        }
    }
    match failed {
        None if lock(spans).is_complete() => End::Complete,
        None => End::Disorder,
        Some(error) => End::Failed(error),
    }
}

fn refuses_parts(error: &StoreError) -> bool {
    let answered = error.status.is_some_and(|status| status >= 400);
    answered && matches!(error.kind, StoreErrorKind::NotSupported | StoreErrorKind::Other)
}

fn lock(spans: &Mutex<Spans>) -> MutexGuard<'_, Spans> {
    spans.lock().unwrap_or_else(PoisonError::into_inner)
}
