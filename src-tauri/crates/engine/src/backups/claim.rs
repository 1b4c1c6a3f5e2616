//! Choosing the folder of a new copy, so that no other computer takes the same.

use jiff::civil::Date;
use store::Store;

use super::{
    book::Backup,
    clean,
    dated::{Dated, Mark},
    ended::Halt,
    record::{self, Record},
};
use crate::{at::Place, fault, files::folders};

/// The copy that a run fills.
pub(super) struct Claimed {
    pub(super) copy: Dated,
    /// As it is written in the bucket.
    pub(super) record: Record,
    /// Whether a run before this one began it.
    pub(super) again: bool,
}

/// The folder to fill: the half copy of today, or the next free one; its `record` says that this
/// run began it.
pub(super) async fn claim(
    store: &Store,
    root: &Place,
    backup: &Backup,
    record: Record,
    found: &[(Dated, Record)],
    today: Date,
) -> Result<Claimed, Halt> {
    let half = |record: &Record| record.is_of(backup) && record.is_half();
    if let Some((copy, before)) = found.iter().find(|(copy, record)| copy.date == today && half(record)) {
        record::replace(store, root, *copy, &before.run, &record).await?;
        return Ok(Claimed { copy: *copy, record, again: true });
    }
    // Where a server writes over what is there, only a name of its own keeps a copy from
    // another computer's.
    let heeds = record::heeds_conditions(store, root).await?;
    let by = (!heeds).then(|| Mark::of(&backup.id));
    for number in 1.. {
        let copy = Dated { date: today, number, by };
        let folder = clean::folder(root, copy);
        // What somebody put there by hand is left alone.
        let taken = found.iter().any(|(other, _)| *other == copy)
            || folders::is_there(store, &folder.bucket, &folder.prefix).await?;
        if !taken && record::claim(store, root, copy, &record).await? {
            return Ok(Claimed { copy, record, again: false });
        }
    }
    Err(fault::defect("a backup").into())
}
