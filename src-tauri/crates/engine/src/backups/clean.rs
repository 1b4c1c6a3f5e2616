//! Removing a copy: its record says "leaving" first, then its files go, then the record.
//! Stopped or crashed in between, or where storage keeps what it says it deleted, the next run or
//! removal goes on. Uploads that a crash left unfinished inside a copy are ended.

use store::{ListRequest, Store, StoreErrorKind as Kind};

use super::{
    dated::Dated,
    ended::Halt,
    names,
    record::{self, Record, State},
};
use crate::{at::Place, fault::Fault, stop::Stop, sweep::Sweep};

/// Removes a copy that this record is of; `gone` hears how many files went.
pub(super) async fn remove(
    store: &Store,
    root: &Place,
    (copy, record): (Dated, Record),
    stop: &Stop,
    gone: impl Fn(u64),
) -> Result<(), Halt> {
    if record.state != State::Leaving {
        let before = record.run.clone();
        // Under a run of its own, so that one on another computer that still fills this copy never
        // calls it good.
        let run = record::fresh_run();
        record::replace(store, root, copy, &before, &Record { state: State::Leaving, run, ..record }).await?;
    }
    let folder = folder(root, copy);
    end_uploads(store, &folder).await?;
    let (mut removed, mut sweep) = (0, Sweep::default());
    loop {
        let (bucket, prefix) = (folder.bucket.clone(), folder.prefix.clone());
        // Each page is the first with files: what was on it before is gone.
        let request = ListRequest { bucket, prefix, ..ListRequest::default() };
        let files = stop.unless(store.first_files(request)).await??;
        if files.is_empty() {
            break;
        }
        let page = files.iter().map(|file| (file.key.as_str(), ""));
        let count = stop.unless(sweep.meet(page)).await?.map_err(Fault::from)?;
        let keys = files.into_iter().map(|file| file.key).collect();
        let refused = store.delete_many(&folder.bucket, keys).await?;
        if let Some((_, error)) = refused.into_iter().next() {
            return Err(error.into());
        }
        removed += count as u64;
        gone(removed);
    }
    names::forget(store, root, copy).await;
    store.delete(&record::at(root, copy)).await?;
    Ok(())
}

/// The folder that a copy lies in.
pub(super) fn folder(root: &Place, copy: Dated) -> Place {
    Place { prefix: format!("{}{}", root.prefix, copy.folder()), ..root.clone() }
}

/// Ends what uploads in parts a crash left in a copy. A server without such lists keeps none.
pub(super) async fn end_uploads(store: &Store, folder: &Place) -> Result<(), Halt> {
    let uploads = match store.list_uploads(&folder.bucket, &folder.prefix).await {
        Ok(uploads) => uploads,
        Err(error) if matches!(error.kind, Kind::NotSupported | Kind::NotPermitted) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    for upload in uploads.iter().filter(|upload| upload.at.key.starts_with(&folder.prefix)) {
        match store.abort_upload(upload).await {
            Err(error) if error.kind != Kind::NoSuchUpload => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}
