//! Empty folders of a transfer: an object without bytes whose key ends with `/`
//! ([`crate::files::folders`]).
//!
//! Left behind by drop and cancel: nothing or the marker.

use crate::{
    fault,
    files::folders::{self, FolderOutcome},
    transfers::{context::Try, job::Outcome, terms::OnConflict},
};

/// Keeps an empty folder as an object whose key ends with `/`; one that is there is as good. An
/// object of that key that has bytes is a file, and the choice about taken names holds for it.
pub(crate) async fn keep(one: Try<'_>, key: &str) -> Result<(), Outcome> {
    let Try { context, on_conflict, .. } = one;
    match folders::keep(&context.store, &context.bucket, key, on_conflict == OnConflict::Replace).await {
        Ok(FolderOutcome::Yes) => Ok(()),
        Ok(FolderOutcome::No) => Err(Outcome::failed(fault::folders_not_kept())),
        Ok(FolderOutcome::Unseen) => Err(Outcome::failed(fault::transfer::name_unseen(key))),
        Ok(FolderOutcome::IsFile) => match on_conflict {
            // The folder is there by the file that lies in it.
            OnConflict::KeepBoth => Ok(()),
            OnConflict::Ask => Err(Outcome::Taken),
            _ => Err(Outcome::Skipped),
        },
        Err(error) => Err(Outcome::refused(&error)),
    }
}
