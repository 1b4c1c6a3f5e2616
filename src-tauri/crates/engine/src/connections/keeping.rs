//! Keeping connections: saving a login that passed, in a connection of its own or in the place of
//! an older one, renaming and forgetting.
//!
//! The secret is written first and the book second, so that the book never names a connection whose
//! secret was not kept; forgetting goes the other way about. What fails leaves both as they were.

use store::Store;

use super::{
    Connections, Draft, PRACTICE, SecretStorage,
    book::Entry,
    keychain::{self, SecretPart},
    view::{self, ConnectionKind, ConnectionView},
};
use crate::{
    fault::{self, Fault},
    ids::{ConnectionId, DraftId},
};

/// A name longer than this would not fit where it is shown.
const NAME_LIMIT: usize = 80;

impl Connections {
    /// Saves a draft under `name`; `replaces` names the connection that it takes the place of, with
    /// everything that points at it. When the keychain says no, the draft stays and can be saved
    /// for the session.
    ///
    /// # Errors
    /// The name is empty, the draft or the replaced connection is gone, the keychain or the book
    /// could not be written.
    pub async fn save(
        &self,
        draft: &DraftId,
        name: &str,
        storage: SecretStorage,
        replaces: Option<&ConnectionId>,
    ) -> Result<ConnectionView, Fault> {
        let name = checked_name(name)?;
        let (mut entry, secret, opened) = {
            let known = self.known();
            let draft = known.drafts.get(draft).ok_or_else(fault::draft_gone)?;
            (draft.entry.clone(), draft.secret.clone(), draft.store.clone())
        };
        entry.name = name;
        let before = match replaces {
            Some(id) => {
                let before = self.entry(id).ok_or_else(|| fault::gone("connection"))?;
                entry.id = id.clone();
                Some(before)
            }
            None => None,
        };
        // While the old key is still known.
        if let Some((old, _)) = &before {
            entry.namespace = self.namespace_after(old, &entry, &opened).await;
        }
        match storage {
            SecretStorage::Keychain => self.put_in_keychain(&entry, secret.as_ref(), before.as_ref()).await?,
            SecretStorage::Session => self.put_in_session(&entry, before.as_ref()).await?,
        }
        // It may lead elsewhere than the one whose place it took.
        self.homes.forget(&entry.id);
        let mut known = self.known();
        if let Some(Draft { store, .. }) = known.drafts.remove(draft) {
            store.set_namespace(entry.namespace());
            if storage == SecretStorage::Keychain {
                self.homes.attach(&entry.id, &store);
            }
            known.stores.insert(entry.id.clone(), store);
        }
        let kind = if storage == SecretStorage::Keychain { ConnectionKind::Saved } else { ConnectionKind::Session };
        Ok(view::connection(&entry, kind))
    }

    async fn put_in_keychain(
        &self,
        entry: &Entry,
        secret: Option<&SecretPart>,
        before: Option<&(Entry, ConnectionKind)>,
    ) -> Result<(), Fault> {
        let old = match before {
            Some((old, ConnectionKind::Saved)) if old.sign_in.has_secret() => keychain::read(&entry.id).await?,
            _ => None,
        };
        match (secret, &old) {
            (Some(secret), _) => keychain::keep(&entry.id, secret).await?,
            (None, Some(_)) => keychain::remove(&entry.id).await?,
            (None, None) => {}
        }
        let saved = self.known().book.change(|entries| put(entries, entry.clone()));
        if let Err(fault) = saved {
            // The book did not take it, so the keychain must not keep a secret that nothing names.
            match &old {
                Some(old) => keychain::keep(&entry.id, old).await?,
                None if secret.is_some() => keychain::remove(&entry.id).await?,
                None => {}
            }
            return Err(fault);
        }
        self.known().session.retain(|other| other.id != entry.id);
        Ok(())
    }

    async fn put_in_session(&self, entry: &Entry, before: Option<&(Entry, ConnectionKind)>) -> Result<(), Fault> {
        if let Some((old, ConnectionKind::Saved)) = before {
            self.known().book.change(|entries| entries.retain(|other| other.id != entry.id))?;
            if old.sign_in.has_secret() {
                keychain::remove(&entry.id).await?;
            }
        }
        put(&mut self.known().session, entry.clone());
        Ok(())
    }

    /// The entry of a connection, and how it is kept.
    pub(super) fn entry(&self, id: &ConnectionId) -> Option<(Entry, ConnectionKind)> {
        let known = self.known();
        let saved = known.book.entries().iter().find(|entry| entry.id == *id);
        let session = || known.session.iter().find(|entry| entry.id == *id);
        saved
            .map(|entry| (entry.clone(), ConnectionKind::Saved))
            .or_else(|| session().map(|entry| (entry.clone(), ConnectionKind::Session)))
    }

    /// The open store of a connection, where it was opened already.
    pub(super) fn opened(&self, id: &ConnectionId) -> Option<Store> {
        self.known().stores.get(id).cloned()
    }

    /// Gives a connection another name.
    ///
    /// # Errors
    /// The name is empty, the connection is gone, or the book could not be written.
    pub fn rename(&self, id: &ConnectionId, name: &str) -> Result<ConnectionView, Fault> {
        let name = checked_name(name)?;
        let mut known = self.known();
        if let Some(entry) = known.session.iter_mut().find(|entry| entry.id == *id) {
            entry.name = name;
            return Ok(view::connection(entry, ConnectionKind::Session));
        }
        let renamed = known.book.change(|entries| {
            let entry = entries.iter_mut().find(|entry| entry.id == *id)?;
            entry.name = name;
            Some(view::connection(entry, ConnectionKind::Saved))
        })?;
        renamed.ok_or_else(|| fault::gone("connection"))
    }

    /// Forgets a connection and removes its secret. Nothing in its buckets changes; practice files,
    /// which are on this computer alone, are deleted with it.
    ///
    /// # Errors
    /// The book, the keychain or the practice folder could not be changed; the connection then
    /// stays.
    pub async fn forget(&self, id: &ConnectionId) -> Result<(), Fault> {
        if id.as_str() == PRACTICE {
            return self.forget_practice().await;
        }
        let saved = self.known().book.entries().iter().find(|entry| entry.id == *id).cloned();
        if let Some(entry) = saved {
            if entry.sign_in.has_secret() {
                keychain::remove(id).await?;
            }
            self.known().book.change(|entries| entries.retain(|entry| entry.id != *id))?;
        }
        self.homes.forget(id);
        let mut known = self.known();
        known.session.retain(|entry| entry.id != *id);
        known.stores.remove(id);
        Ok(())
    }

    async fn forget_practice(&self) -> Result<(), Fault> {
        let mut running = self.practice.lock().await;
        self.known().stores.remove(&ConnectionId::from(PRACTICE));
        if let Some(practice) = running.take() {
            practice.stop().await;
        }
        practice::erase(&self.practice_folder).await.map_err(|error| fault::practice(&error))
    }
}

/// In the place of the one of the same id, else at the end.
fn put(entries: &mut Vec<Entry>, entry: Entry) {
    match entries.iter_mut().find(|other| other.id == entry.id) {
        Some(old) => *old = entry,
        None => entries.push(entry),
    }
}

fn checked_name(name: &str) -> Result<String, Fault> {
    let name = name.trim();
    let fits = !name.is_empty() && name.chars().count() <= NAME_LIMIT && !name.chars().any(char::is_control);
    fits.then(|| name.to_owned()).ok_or_else(fault::name_needed)
}
