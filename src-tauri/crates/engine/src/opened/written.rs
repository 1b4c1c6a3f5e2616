//! Text that was changed in the program's own window. What a person wrote is put into a copy, as a
//! program that saves the file puts it there; from then on it is an opened file like any other, and
//! all that is true of sending those is true of it.

use std::fs;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use bytes::Bytes;
use store::{Algorithm, Checksum, ObjectHead};

use super::{
    One, OpenedFiles, OpenedState, OpenedView,
    fetch::new_record,
    record::{self, Home},
};
use crate::{
    at::FileAt,
    fault::{self, Fault},
    ids::OpenedId,
    kept,
    transfers::safe_name,
};

/// A file as it was read before a person changed it.
pub struct Seen {
    /// Which one.
    pub at: FileAt,
    /// The server that it is from, as the Store names it.
    pub server: String,
    /// As the server told it.
    pub head: ObjectHead,
    /// Its bytes, where they can still be had: the same ones are not sent again.
    pub bytes: Option<Bytes>,
    /// The connection may not write.
    pub locked: bool,
}

impl OpenedFiles {
    /// Keeps what a person made of a file, given as Base64, in a copy of its own.
    ///
    /// # Errors
    /// This computer has no room for it; nothing is left of it then.
    pub async fn write(&self, seen: Seen, text: &str) -> Result<OpenedId, Fault> {
        let Seen { at, server, head, bytes, locked } = seen;
        let name = safe_name(at.key.rsplit('/').next().unwrap_or(&at.key));
        let id = OpenedId::fresh();
        let home = self.home(&id);
        let mut record = new_record(&at, server, &name, locked);
        record.agrees_with(&head);
        (record.agreed, record.used) = (bytes.map_or_else(String::new, |bytes| sum(&bytes)), (self.0.options.now)());
        let made = self.put_words(&home, &name, locked, text).await.and_then(|()| self.keep(&id, &record));
        if let Err(fault) = made {
            let _ = fs::remove_dir_all(&home.folder);
            return Err(fault);
        }
        self.files().insert(id.clone(), One::new(record, OpenedState::Changed));
        self.tell();
        self.look_on();
        Ok(id)
    }

    /// Keeps what a person wrote since in the copy that has what they wrote before.
    ///
    /// # Errors
    /// It is not open any more, or this computer has no room for it.
    pub async fn rewrite(&self, id: &OpenedId, text: &str) -> Result<(), Fault> {
        let (name, locked) = self.one(id, |one| (one.record.name.clone(), one.record.locked))?;
        self.put_words(&self.home(id), &name, locked, text).await?;
        self.one(id, |one| {
            (one.stamp, one.now, one.left) = (None, None, None);
            // What is on its way is what was there before: this is seen once that has arrived.
            if !matches!(one.state, OpenedState::Sending { .. }) {
                one.state = OpenedState::Changed;
            }
        })?;
        self.tell();
        Ok(())
    }

    /// How it stands now.
    ///
    /// # Errors
    /// It is not open any more.
    pub fn view(&self, id: &OpenedId) -> Result<OpenedView, Fault> {
        self.list().into_iter().find(|one| one.id == *id).ok_or_else(|| fault::gone("file"))
    }

    /// Puts a text into the copy whole, in the place of what is there.
    async fn put_words(&self, home: &Home, name: &str, locked: bool, text: &str) -> Result<(), Fault> {
        let bytes = STANDARD.decode(text).map_err(|_| fault::defect("reading a text"))?;
        let (folder, path) = (home.folder.clone(), home.folder.join(name));
        let written = tokio::task::spawn_blocking(move || {
            record::private(&folder)?;
            kept::write_whole(&path, &bytes)?;
            record::guard(&path, locked)
        });
        let written = written.await.map_err(|_| fault::defect("keeping a text"))?;
        written.map_err(|error| fault::no_room_to_open(self.room(), &error))
    }
}

/// As [`record::sum_of`] a file.
fn sum(bytes: &[u8]) -> String {
    Checksum::of(Algorithm::Sha256, bytes).value
}
