//! A file that takes the place of the one object that it was made of, and of no other.
//!
//! Promise: what has the key is replaced only while it is what was seen there, where the server
//! heeds conditions. Others store anyway: whoever calls looks before, and it is looked once
//! more before parts are completed.

use std::path::Path;

use store::About;

use super::{
    super::{
        context::Try,
        job::Outcome,
        terms::{OnConflict, Proof},
    },
    Only, Sent,
    source::{Sending, Source},
};
use crate::fault;

/// What may have the key when the file comes there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Replaces {
    /// The object with this ETag.
    Object(String),
    /// An object that was looked at just before, of which the server tells no ETag.
    Seen,
    /// Nothing.
    Nothing,
}

/// Sends the file at `path` to `key`, with `about` beside its bytes. Answers how it was proved, and
/// its ETag. [`Outcome::Taken`]: something else has the key.
pub(crate) async fn file(
    one: Try<'_>,
    path: &Path,
    key: &str,
    about: About,
    replaces: Replaces,
) -> Result<(Proof, Option<String>), Outcome> {
    let Try { context, progress, stop, ledger, .. } = one;
    let source = &Source::open(path).await?.kept_as(about);
    let most = context.store.provider().quirks.largest;
    if source.size > most {
        return Err(Outcome::failed(fault::transfer::too_large(key, source.size, most)));
    }
    let at = &context.at(key);
    let sending = Sending { context, source, at, progress, stop, ledger, last: None };
    let only = match replaces {
        Replaces::Object(etag) => Only::Same(etag),
        Replaces::Seen => Only::Always,
        Replaces::Nothing => Only::Absent,
    };
    match sending.send(only).await? {
        Sent::Taken => Err(Outcome::Taken),
        Sent::Whole(stored) => {
            let etag = stored.etag.clone();
            Ok((sending.confirmed(stored, true, OnConflict::Ask).await?, etag))
        }
    }
}
