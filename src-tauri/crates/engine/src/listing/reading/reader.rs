//! Where to read, and what is known of the server there.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use store::{ListRequest, Page, Store, StoreError};

use super::{
    End, lock, read,
    spans::{Ask, Spans, Splits},
};
use crate::{
    at::Place,
    fault::{self, Fault},
    ids::ConnectionId,
    near,
};

/// Connections whose server turned out not to list in parts.
pub(in super::super) type Disorderly = Arc<Mutex<HashSet<ConnectionId>>>;

/// A place that can be read, as a folder or with everything below it.
#[derive(Clone)]
pub(in super::super) struct Reader {
    pub(in super::super) store: Store,
    pub(in super::super) place: Place,
    /// Whether keys are gathered into folders at the next `/`.
    pub(in super::super) folders: bool,
    pub(in super::super) disorderly: Disorderly,
}

impl Reader {
    /// The whole place, unread.
    pub(in super::super) fn spans(&self) -> Spans {
        // Directory buckets list in no order and know no `start-after`.
        // <https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-differences.html>
        let splits = if self.place.bucket.ends_with("--x-s3") || self.disorderly().contains(&self.place.connection) {
            Splits::Never
        } else if self.store.provider().quirks.lists_in_byte_order {
            Splits::Trusted
        } else {
            Splits::Checked
        };
        Spans::new(&self.place.prefix, self.folders, splits)
    }

    /// Reads on from where `spans` stand. A server that turns out not to list in parts is read from
    /// one end to the other, from the beginning: what was taken is then to be forgotten. True: to
    /// the end; false: until `take` wanted no more.
    pub(in super::super) async fn read(
        &self,
        spans: &Mutex<Spans>,
        mut take: impl FnMut(Page) -> bool,
        forget: impl Fn(),
    ) -> Result<bool, Fault> {
        loop {
            match read(self, spans, &mut take).await {
                End::Complete => return Ok(true),
                End::Enough => return Ok(false),
                End::Failed(error) => return Err(near::told(&self.store, &error).await),
                End::Disorder if lock(spans).is_sequential() => return Err(fault::defect("reading a folder")),
                End::Disorder => {
                    self.disorderly().insert(self.place.connection.clone());
                    *lock(spans) = self.spans();
                    forget();
                }
            }
        }
    }

    pub(super) async fn page(&self, ask: Ask) -> Result<Page, StoreError> {
        let request = ListRequest {
            bucket: self.place.bucket.clone(),
            prefix: self.place.prefix.clone(),
            delimiter: self.folders,
            start_after: ask.after,
            token: ask.token,
            max_keys: None,
        };
        self.store.list(request).await
    }

    fn disorderly(&self) -> MutexGuard<'_, HashSet<ConnectionId>> {
        self.disorderly.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
