//! Where a download lands: a folder held open, a name chosen, a part that removes itself.
//!
//! Blocking calls run on their own threads and carry the [`Part`] with them, so a dropped future
//! removes it too.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    thread,
    time::{Duration, Instant, SystemTime},
};

use super::flush;
use crate::{
    fault,
    transfers::{
        folder::{self, Existing, Folder, writing},
        job::Outcome,
        safe::numbered,
        seen::FileSeen,
        step::SyncStep,
        terms::OnConflict,
    },
};

const NUMBERS: u32 = 1_000;
/// How long the removal of a part is waited for.
const MOMENT: Duration = Duration::from_secs(2);

/// An open folder below the chosen one, and the name wanted in it.
pub(crate) struct Landing {
    folder: Arc<Folder>,
    root: PathBuf,
    /// Path below `root`, for words.
    target: String,
    name: String,
    /// The object's size as planned, in bytes, for the words of a full disk.
    needed: u64,
    /// The folder below `root` that keeps the file that is replaced.
    aside: Option<String>,
    /// The only file that is replaced; none: any.
    over: Option<FileSeen>,
}

/// An unfinished file; removed when dropped before it is published.
pub(crate) struct Part {
    folder: Arc<Folder>,
    name: Option<String>,
    /// Before this it was not open.
    opened: Instant,
}

impl Part {
    pub(crate) fn name(&self) -> String {
        self.name.clone().unwrap_or_default()
    }

    /// Leaves the file for a later try.
    pub(crate) fn keep(mut self) {
        self.name = None;
    }
}

impl Drop for Part {
    /// Waits for the removal no longer than a moment: on a drive that answers nothing any more it
    /// would hold the thread that everything else needs as well.
    fn drop(&mut self) {
        let Some(name) = self.name.take() else { return };
        let (folder, (done, removed)) = (Arc::clone(&self.folder), mpsc::channel::<()>());
        let begun = thread::Builder::new().spawn(move || {
            if let Err(error) = folder.remove(&name) {
                tracing::warn!(%error, "an unfinished download could not be removed");
            }
            drop(done);
        });
        if let Err(error) = begun {
            tracing::warn!(%error, "an unfinished download stays");
        }
        // Ends with the thread, also where there is none.
        let _ = removed.recv_timeout(MOMENT);
    }
}

impl Landing {
    /// Opens the folder of `target`, making what is missing.
    pub(crate) async fn open(root: &Path, target: &str, needed: u64) -> Result<Self, Outcome> {
        let (folders, name) = target.rsplit_once('/').unwrap_or(("", target));
        let folder = Arc::new(make_folder(root, folders).await?);
        Ok(Self {
            folder,
            root: root.to_owned(),
            target: target.to_owned(),
            name: name.to_owned(),
            needed,
            aside: None,
            over: None,
        })
    }

    /// The same for a step of a synchronization: only what it saw is replaced, and it is kept where
    /// that was wished.
    pub(crate) fn held_by(self, step: Option<&SyncStep>) -> Self {
        let (aside, over) = (step.and_then(SyncStep::aside), step.and_then(|step| step.over.clone()));
        Self { aside, over, ..self }
    }

    /// Ends the job early where the name is taken and the choice does not allow it.
    pub(crate) async fn look(&self, on_conflict: OnConflict) -> Result<(), Outcome> {
        let (folder, name) = (Arc::clone(&self.folder), self.name.clone());
        match (self.blocking(move || folder.look(&name)).await?, on_conflict) {
            (None, _) | (_, OnConflict::KeepBoth) | (Some(Existing::File), OnConflict::Replace) => Ok(()),
            (Some(_), OnConflict::Replace) => {
                Err(Outcome::failed(fault::transfer::in_the_way(&self.root, &self.target)))
            }
            (Some(_), on_conflict) => Err(taken(on_conflict)),
        }
    }

    /// A name for a part beside the target.
    pub(crate) fn part_name(&self) -> String {
        folder::part_name(&self.name)
    }

    /// A new part of that name.
    pub(crate) async fn part(&self, name: String) -> Result<(File, Part), Outcome> {
        let folder = Arc::clone(&self.folder);
        self.blocking(move || {
            let opened = Instant::now();
            let file = folder.create(&name)?;
            Ok((file, Part { folder, name: Some(name), opened }))
        })
        .await
    }

    /// The part that an earlier try left, where it is still there.
    pub(crate) async fn left(&self, name: String) -> Option<(File, Part)> {
        let folder = Arc::clone(&self.folder);
        let opened = Instant::now();
        let open = move || folder.open_file(&name, true).map(|file| (file, Part { folder, name: Some(name), opened }));
        tokio::task::spawn_blocking(open).await.ok()?.ok()
    }

    /// The file that has the target's name already, for reading.
    pub(crate) async fn there(&self) -> Option<File> {
        let (folder, name) = (Arc::clone(&self.folder), self.name.clone());
        tokio::task::spawn_blocking(move || folder.open_file(&name, false)).await.ok()?.ok()
    }

    /// Removes a part that an earlier try left; true when it is gone.
    pub(crate) async fn remove(&self, name: String) -> bool {
        let folder = Arc::clone(&self.folder);
        let removed = tokio::task::spawn_blocking(move || folder.remove(&name)).await;
        removed
            .is_ok_and(|removed| removed.is_ok() || removed.is_err_and(|error| error.kind() == io::ErrorKind::NotFound))
    }

    /// Puts all bytes on the disk, sets the time, and gives the part its name.
    pub(crate) async fn publish(
        &self,
        file: File,
        part: Part,
        modified: Option<SystemTime>,
        on_conflict: OnConflict,
    ) -> Result<(), Outcome> {
        let (file, size) = self
            .blocking(move || {
                // A disk that keeps no times is no reason to lose the bytes.
                let _ = modified.map(|time| file.set_modified(time));
                let size = file.metadata()?.len();
                Ok((file, size))
            })
            .await?;
        self.name_it(file, size, part, on_conflict).await
    }

    /// Writes a small file at once, under its name.
    pub(crate) async fn save(
        &self,
        part: String,
        bytes: Vec<u8>,
        modified: Option<SystemTime>,
        on_conflict: OnConflict,
    ) -> Result<(), Outcome> {
        let (folder, size) = (Arc::clone(&self.folder), bytes.len() as u64);
        let written = self.blocking(move || {
            let opened = Instant::now();
            let mut file = folder.create(&part)?;
            let part = Part { folder, name: Some(part), opened };
            io::Write::write_all(&mut file, &bytes)?;
            let _ = modified.map(|time| file.set_modified(time));
            Ok((file, part))
        });
        let (file, part) = written.await?;
        self.name_it(file, size, part, on_conflict).await
    }

    /// Puts all bytes on the disk and gives the part its name.
    async fn name_it(&self, file: File, size: u64, part: Part, on_conflict: OnConflict) -> Result<(), Outcome> {
        flush::file(file, size, part.opened).await.map_err(|error| self.unwritten(&error))?;
        let name = self.name.clone();
        if let Some(over) = self.over.as_ref().filter(|_| on_conflict == OnConflict::Replace) {
            // The fetch may have taken hours, in which a person saved the file once more.
            let there = self.there().await.and_then(|file| file.metadata().ok());
            if there.is_some_and(|there| FileSeen::of_file(&there) != *over) {
                return Err(Outcome::failed(fault::sync::changed_since(&self.target)));
            }
        }
        if let Some(aside) = self.aside.clone().filter(|_| on_conflict == OnConflict::Replace) {
            let (folder, root, name) = (Arc::clone(&self.folder), self.root.clone(), name.clone());
            self.blocking(move || folder::keep(&folder, &name, &Folder::open(&root, &aside)?)).await?;
        }
        match self.blocking(move || name_part(part, &name, on_conflict)).await? {
            true => match self.folder.handle() {
                Some(folder) => flush::folder(folder).await.map_err(|error| self.unwritten(&error)),
                None => Ok(()),
            },
            false if on_conflict == OnConflict::KeepBoth => {
                Err(Outcome::failed(fault::transfer::no_free_name(&self.name)))
            }
            false => Err(taken(on_conflict)),
        }
    }

    /// A fault where less than `needed` bytes are free.
    pub(crate) fn check_room(&self, needed: u64) -> Result<(), Outcome> {
        match self.folder.free() {
            Some(free) if free < needed => {
                Err(Outcome::failed(fault::transfer::disk_full(&self.root, needed, Some(free))))
            }
            _ => Ok(()),
        }
    }

    /// Words for a failed write.
    pub(crate) fn unwritten(&self, error: &io::Error) -> Outcome {
        Outcome::failed(writing(&self.root, &self.target, self.needed, self.folder.free(), error))
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> io::Result<T> + Send + 'static,
    ) -> Result<T, Outcome> {
        match tokio::task::spawn_blocking(work).await {
            Ok(done) => done.map_err(|error| self.unwritten(&error)),
            Err(_) => Err(Outcome::failed(fault::defect("saving a file"))),
        }
    }
}

/// Makes the folder `below` the chosen one and opens it.
pub(crate) async fn make_folder(root: &Path, below: &str) -> Result<Folder, Outcome> {
    let (path, name) = (root.to_owned(), below.to_owned());
    match tokio::task::spawn_blocking(move || Folder::open(&path, &name)).await {
        Ok(opened) => opened.map_err(|error| Outcome::failed(writing(root, below, 0, None, &error))),
        Err(_) => Err(Outcome::failed(fault::defect("making a folder"))),
    }
}

/// Publishes under `name`, or its next free number where both are kept; false where the name is
/// taken.
fn name_part(mut part: Part, name: &str, on_conflict: OnConflict) -> io::Result<bool> {
    let Some(own) = part.name.clone() else { return Ok(false) };
    let last = if on_conflict == OnConflict::KeepBoth { NUMBERS } else { 1 };
    for number in 1..=last {
        let name = if number == 1 { name.to_owned() } else { numbered(name, number) };
        match part.folder.publish(&own, &name, on_conflict == OnConflict::Replace) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
            Ok(()) => {
                part.name = None;
                return Ok(true);
            }
        }
    }
    Ok(false)
}

fn taken(on_conflict: OnConflict) -> Outcome {
    if on_conflict == OnConflict::Skip { Outcome::Skipped } else { Outcome::Taken }
}
