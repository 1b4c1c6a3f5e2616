//! Whether both sides of a download are what a comparison saw, where it is held by that.

use store::{ObjectAt, StoreErrorKind as Kind};

use super::landing::Landing;
use crate::{
    fault,
    transfers::{context::Try, job::Outcome, seen::FileSeen},
};

/// Ends the job where its object, or the file that has its name, is another than was seen.
pub(super) async fn check(one: Try<'_>, landing: &Landing, at: &ObjectAt) -> Result<(), Outcome> {
    let Some(step) = one.held else { return Ok(()) };
    let changed = || Outcome::failed(fault::sync::changed_since(&at.key));
    let head = match one.context.store.head(at).await {
        Err(error) if error.kind == Kind::NoSuchKey => return Err(changed()),
        head => head.map_err(|error| Outcome::refused(&error))?,
    };
    let there = landing.there().await.and_then(|file| file.metadata().ok());
    let same_target = match (&step.over, there) {
        (Some(over), Some(there)) => FileSeen::of_file(&there) == *over,
        // That nothing has the name is found out once more when it is given.
        (None, None) => true,
        _ => false,
    };
    if same_target && step.has_source(0, None, Some(&head)) { Ok(()) } else { Err(changed()) }
}
