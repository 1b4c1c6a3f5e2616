//! Which files the runs that fill a copy may have put there, noted beside its record before the
//! first one is copied. By it a later run tells what has left the original since from what somebody
//! else put into a half copy.
//!
//! The note goes once the copy is good, or with the copy. A login that may not delete leaves it,
//! which harms nothing.

use std::collections::BTreeSet;

use store::{Get, ObjectAt, Payload, Put, Store, StoreErrorKind as Kind, bounds::COPY_NAMES};

use super::{
    dated::{Dated, RECORDS},
    ended::Halt,
};
use crate::{
    at::Place,
    fault::{self, Fault},
};

/// What earlier runs noted; nothing where there is no note, or one that cannot be read or is too
/// large to be.
pub(super) async fn read(store: &Store, root: &Place, copy: Dated) -> Result<BTreeSet<String>, Halt> {
    let mut body = match store.get(&at(root, copy), Get::default()).await {
        Ok(body) => body,
        Err(error) if error.kind == Kind::NoSuchKey => return Ok(BTreeSet::new()),
        Err(error) => return Err(error.into()),
    };
    let text = body.whole(COPY_NAMES).await?;
    Ok(text.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default())
}

/// Notes them, in the place of what was noted before.
pub(super) async fn note<'a>(
    store: &Store,
    root: &Place,
    copy: Dated,
    names: impl Iterator<Item = &'a String>,
) -> Result<(), Fault> {
    let names: BTreeSet<&String> = names.collect();
    let text = serde_json::to_vec(&names).map_err(|_| fault::defect("the names of a copy"))?;
    let mut put = Put::default();
    put.about.content_type = Some("application/json".into());
    store.put(&at(root, copy), Payload::bytes(text.into()), put).await.map_err(|error| fault::from_store(&error))?;
    Ok(())
}

/// Removes the note of a copy that needs none any more.
pub(super) async fn forget(store: &Store, root: &Place, copy: Dated) {
    let _ = store.delete(&at(root, copy)).await;
}

fn at(root: &Place, copy: Dated) -> ObjectAt {
    ObjectAt::new(root.bucket.clone(), format!("{}{RECORDS}{copy}.names", root.prefix))
}
