//! Looking at the copies while programs have them, and at what an earlier start left.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    LOOK, One, OpenedFiles, OpenedState,
    fetch::new_record,
    record::{self, Home, Record, Stamp},
};
use crate::{at::FileAt, files::acls, ids::OpenedId, listing::MayKeep};

/// An unchanged copy goes when it was not used for so long, in milliseconds.
const KEPT: i64 = 7 * 24 * 60 * 60 * 1000;

impl OpenedFiles {
    /// Looks at all copies once. A file is read only where its stamp moved and then held still from
    /// one look to the next: what is being written is not sent half.
    pub async fn look(&self) {
        for id in self.look_for_always().await {
            let _ = Box::pin(self.send(&id, false)).await;
        }
    }

    /// Looks at all copies once, and answers which are to be sent without asking.
    async fn look_for_always(&self) -> Vec<OpenedId> {
        let all: Vec<_> = {
            let files = self.files();
            let of =
                |(id, one): (&OpenedId, &One)| (id.clone(), self.home(id).folder.join(&one.record.name), one.stamp);
            files.iter().filter(|(_, one)| !one.is_busy()).map(of).collect()
        };
        let mut always = Vec::new();
        for (id, path, before) in all {
            // Between two steps of an atomic save nothing has the name.
            let Ok(stamp) = blocking(&path, Stamp::of).await else { continue };
            let moved = before != Some(stamp);
            let known = self.one(&id, |one| {
                if moved {
                    (one.stamp, one.now) = (Some(stamp), None);
                }
                one.now.is_some()
            });
            if moved || known.unwrap_or(true) {
                continue;
            }
            let Ok(sum) = blocking(&path, record::sum_of).await else { continue };
            self.ask_for_acl(&id, &sum).await;
            // Written to while it was read: the next look sees that it moved.
            if blocking(&path, Stamp::of).await.ok() == Some(stamp) && self.is_now(&id, sum) {
                always.push(id);
            }
        }
        always
    }

    /// Finds out what a person is to know before a change is sent, once, and not for long: the
    /// question comes without it where storage does not answer.
    async fn ask_for_acl(&self, id: &OpenedId, sum: &str) {
        let asks = |one: &mut One| {
            let asks = one.acl.is_none() && !one.is_stray() && one.record.agreed != sum;
            asks.then(|| one.record.at.clone())
        };
        let Ok(Some(at)) = self.one(id, asks) else { return };
        let asked = async {
            let store = (self.0.options.open_store)(at.connection).await.ok()?;
            Some(acls::count_in(&store, &at.bucket).await)
        };
        if let Ok(acl) = tokio::time::timeout(LOOK, asked).await {
            let _ = self.one(id, |one| one.acl = acl);
        }
    }

    /// The copy came to `sum`. Answers whether that is to be sent without asking: not where nothing
    /// is left of it, which a save that broke off looks like.
    fn is_now(&self, id: &OpenedId, sum: String) -> bool {
        let asks = self.one(id, |one| {
            // Sent since the look began.
            if one.is_busy() {
                return (false, false);
            }
            let emptied = one.is_emptied();
            let same = sum == one.record.agreed;
            let left = one.left.as_ref() == Some(&sum);
            one.now = Some(sum);
            let before = one.is_unsent();
            one.state = match &one.state {
                OpenedState::Stray => OpenedState::Stray,
                state @ OpenedState::Saved { .. } if same => state.clone(),
                _ if same => OpenedState::Same,
                _ if left => OpenedState::Left,
                _ => OpenedState::Changed,
            };
            let sends = one.record.always && !emptied && matches!(one.state, OpenedState::Changed);
            (before || one.is_unsent(), sends)
        });
        let (news, always) = asks.unwrap_or_default();
        if news {
            self.tell();
        }
        always
    }

    /// Goes on looking while there is something to look at.
    pub(super) fn look_on(&self) {
        {
            let mut looks = self.0.looks.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if *looks {
                return;
            }
            *looks = true;
        }
        let own = std::sync::Arc::downgrade(&self.0);
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(LOOK).await;
                // It ends with the program.
                let Some(inner) = own.upgrade() else { return };
                let files = Self(inner);
                // Each by itself: what takes long to send is not all that there is to look at.
                for id in files.look_for_always().await {
                    let files = files.clone();
                    tokio::spawn(async move { Box::pin(files.send(&id, false)).await });
                }
            }
        });
    }

    /// Looks at what an earlier start left, from now on. On the runtime.
    pub fn begin(&self) {
        if !self.files().is_empty() {
            self.look_on();
        }
    }
}

async fn blocking<T: Send + 'static>(path: &Path, look: fn(&Path) -> io::Result<T>) -> io::Result<T> {
    let path = path.to_owned();
    tokio::task::spawn_blocking(move || look(&path)).await.unwrap_or_else(|error| Err(io::Error::other(error)))
}

/// What is in the folder, without what is of no use any more. Blocking.
pub(super) fn found(room: &Path, now: i64, stays: &MayKeep) -> BTreeMap<OpenedId, One> {
    let mut all = BTreeMap::new();
    let entries = fs::read_dir(room).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        let Some(id) = path.file_stem().and_then(|stem| stem.to_str()).map(OpenedId::from) else { continue };
        let home = Home::of(room, &id);
        if path == home.record {
            if let Some(record) = Record::read(&path) {
                let old = now.saturating_sub(record.used) > KEPT || !stays(&record.at.connection);
                all.extend(kept(&home, record, old).map(|one| (id, one)));
            }
        } else if path == home.fetching {
            end(&path, home.broke_off());
        } else if path == home.folder && !home.record.exists() && !home.fetching.exists() {
            all.extend(stray(&home).map(|one| (id, one)));
        } else if path.extension().is_some_and(|ending| ending == SENDING) {
            end(&path, fs::remove_file(&path));
        }
    }
    all
}

/// What a program saved in a folder whose copy went before; such a folder goes where it is empty.
fn stray(home: &Home) -> Option<One> {
    let name = fs::symlink_metadata(&home.folder).ok().filter(fs::Metadata::is_dir).and_then(|_| home.stray());
    if name.is_none() {
        // Not where anything is in it.
        let _ = fs::remove_dir(&home.folder);
    }
    let name = name?;
    let at = FileAt { connection: "".into(), bucket: String::new(), key: name.clone() };
    Some(One::new(new_record(&at, String::new(), &name, false), OpenedState::Stray))
}

/// What a copy of what is being sent is called.
pub(super) const SENDING: &str = "sending";

/// A copy that stays: changed, in use, or used of late by a connection that is still there.
fn kept(home: &Home, record: Record, old: bool) -> Option<One> {
    let path: PathBuf = home.folder.join(&record.name);
    let there = Stamp::of(&path).is_ok();
    // Read only where it may go: this is done before there is a window.
    let unchanged = || record::sum_of(&path).is_ok_and(|sum| sum == record.agreed);
    if !there || old && unchanged() {
        let cleared = if there { record::guard(&path, false) } else { Ok(()) }.and_then(|()| home.clear(&record.name));
        match cleared {
            Ok(true) => return None,
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "a copy that is not used any more stays"),
        }
    }
    there.then(|| One::new(record, OpenedState::Same))
}

fn end(path: &Path, ended: io::Result<()>) {
    if let Err(error) = ended {
        tracing::warn!(%error, path = %path.display(), "what an earlier start left stays");
    }
}
