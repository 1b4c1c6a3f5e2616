//! Storing an object in one request. Larger ones go by `multipart`.

use crate::error::{StoreError, StoreErrorKind};
use crate::{ObjectAt, Payload, Store};

/// How to store.
#[derive(Clone, Debug, Default)]
pub struct Put {
    /// The media type; `None` leaves it to the server.
    pub content_type: Option<String>,
    /// Only if nothing is stored there yet (`If-None-Match: *`); else
    /// [`crate::StoreErrorKind::PreconditionFailed`]. Servers that do not know the header store anyway.
    pub only_if_absent: bool,
}

/// What the server says after storing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The ETag without its quotes.
    pub etag: Option<String>,
}

impl Store {
    /// Stores an object, at most 5 GiB on AWS. The object appears whole or not at all. Dropping the
    /// call ends the connection; whether the object was stored is then unknown until looked at.
    pub async fn put(&self, at: &ObjectAt, payload: Payload, put: Put) -> Result<Stored, StoreError> {
        let place = self.checked(at, "PutObject")?;
        payload.check(place).await?;
        let tally = payload.tally();
        let stored = self
            .call(place, |client| {
                client
                    .put_object()
                    .bucket(&at.bucket)
                    .key(&at.key)
                    .set_content_type(put.content_type.clone())
                    .set_if_none_match(put.if_none_match())
                    .content_length(i64::try_from(payload.len()).unwrap_or(i64::MAX))
                    .body(payload.body())
                    .send()
            })
            .await?;
        // S3 always answers with one; a network's sign-in page says 200 to anything and stores nothing.
        let Some(etag) = stored.e_tag() else {
            return Err(place.refuse(StoreErrorKind::NotS3, "the answer to an upload had no ETag"));
        };
        tally.stands();
        Ok(Stored { etag: Some(crate::etag::plain(etag)) })
    }
}

impl Put {
    pub(crate) fn if_none_match(&self) -> Option<String> {
        self.only_if_absent.then(|| "*".to_owned())
    }
}
