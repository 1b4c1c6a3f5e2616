//! Whether a server heeds `If-None-Match: *`, found out by what it does: a write of ours that it
//! refused because something was there proves it, for writes of that kind. Some heed it where an
//! object comes in one request and nowhere else.

use crate::Store;
use crate::error::{StoreError, StoreErrorKind};
use std::sync::atomic::{AtomicBool, Ordering};

/// How an object is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Writing {
    /// In one request.
    Put,
    /// In parts; the condition goes with the completion.
    Parts,
    /// By the server, of another object.
    Copy,
}

/// What was seen of one server.
#[derive(Debug, Default)]
pub(crate) struct Heeded([AtomicBool; 3]);

impl Heeded {
    fn of(&self, write: Writing) -> &AtomicBool {
        let [put, parts, copy] = &self.0;
        match write {
            Writing::Put => put,
            Writing::Parts => parts,
            Writing::Copy => copy,
        }
    }
}

impl Store {
    /// Whether it is known that this server writes over nothing when asked not to: by its provider,
    /// or since it once refused.
    pub fn heeds_if_absent(&self, write: Writing) -> bool {
        // What the table says, it says of uploads.
        let known = self.provider().quirks.heeds_conditions && write != Writing::Copy;
        known || self.0.heeded.of(write).load(Ordering::Relaxed)
    }

    /// Takes in what the server said to a write that asked for an absent object.
    pub(crate) fn hear<T>(&self, write: Writing, asked: bool, answer: &Result<T, StoreError>) {
        let conflicts = |error: &StoreError| error.code.as_deref() == Some("ConditionalRequestConflict");
        let refuses = |error: &StoreError| error.kind == StoreErrorKind::PreconditionFailed || conflicts(error);
        if asked && answer.as_ref().is_err_and(refuses) {
            self.0.heeded.of(write).store(true, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::testing::{Recorded, answer, at, refusal};
    use crate::{Copying, Payload, Put};

    #[tokio::test]
    async fn a_refusal_proves_what_was_asked_and_nothing_else() {
        let taken = refusal(412, "PreconditionFailed");
        let server = Recorded::new(vec![taken.clone(), taken, refusal(409, "ConditionalRequestConflict")]).await;
        let store = server.store();
        let put = async |only_if_absent, only_if| {
            let how = Put { only_if_absent, only_if, ..Put::default() };
            store.put(&at("key"), Payload::bytes("x".into()), how).await.unwrap_err()
        };
        put(false, Some("etag".to_owned())).await;
        assert!(!store.heeds_if_absent(Writing::Put), "another condition");
        put(true, None).await;
        assert!(store.heeds_if_absent(Writing::Put) && !store.heeds_if_absent(Writing::Parts));
        let how = Copying { only_if_absent: true, ..Copying::default() };
        store.copy(&at("key"), &at("to"), how).await.unwrap_err();
        assert!(store.heeds_if_absent(Writing::Copy) && store.clone().heeds_if_absent(Writing::Copy));
        assert!(!server.store().heeds_if_absent(Writing::Put), "another login may meet another server");
    }

    #[tokio::test]
    async fn a_write_that_went_through_or_failed_otherwise_proves_nothing() {
        let odd = [answer(200, &[("etag", "\"e\"")], ""), refusal(403, "AccessDenied"), refusal(501, "NotImplemented")];
        let server = Recorded::new(odd.to_vec()).await;
        let store = server.store();
        for _ in 0..3 {
            let how = Put { only_if_absent: true, ..Put::default() };
            let _ = store.put(&at("key"), Payload::bytes("x".into()), how).await;
            assert!(!store.heeds_if_absent(Writing::Put));
        }
    }
}
