//! What was understood of the texts a person gave, with its secrets, until the form is left. The page holds names for
//! it; a login that is tried takes its secrets from here.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};

use jiff::Timestamp;
use store::Secret;

use super::{super::Login, Imported, LIMIT, card, read, settle};
use crate::{
    fault::{self, Fault},
    ids::ImportId,
};

/// Kept at once, at most: a page that never leaves its form must not fill the memory.
const KEPT: usize = 500;

/// The secrets of one card.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) secret_key: Option<Secret>,
    pub(crate) session_token: Option<Secret>,
}

/// Everything understood and not left yet.
#[derive(Debug, Default)]
pub struct Imports {
    kept: Mutex<HashMap<ImportId, Kept>>,
}

impl Imports {
    /// Reads a text that the person pasted. `now` tells whether a temporary login has run out.
    ///
    /// # Errors
    /// The text is longer than any that a login comes in.
    pub fn read(&self, pasted: &str, now: SystemTime) -> Result<Imported, Fault> {
        let now = Timestamp::try_from(now).unwrap_or(Timestamp::UNIX_EPOCH);
        if pasted.len() > LIMIT {
            return Err(fault::import_too_big());
        }
        let read = read(pasted);
        let mut kept = self.kept();
        let mut cards = Vec::new();
        for settled in read.found.into_iter().map(settle::settle) {
            if kept.len() >= KEPT {
                break;
            }
            let id = ImportId::fresh();
            cards.push(card::card(id.clone(), &settled, now));
            kept.insert(id, Kept { secret_key: settled.secret_key, session_token: settled.session_token });
        }
        Ok(Imported { cards, notes: read.notes })
    }

    /// Reads the bytes of a file that the person chose or dropped.
    ///
    /// # Errors
    /// As [`Imports::read`].
    pub fn read_bytes(&self, bytes: &[u8], now: SystemTime) -> Result<Imported, Fault> {
        if bytes.len() > LIMIT {
            return Err(fault::import_too_big());
        }
        self.read(&zeroize::Zeroizing::new(store::text_of(bytes)), now)
    }

    /// A login with the secrets of the card that filled it. What the person typed over them counts.
    #[must_use]
    pub fn complete(&self, mut login: Login, card: &ImportId) -> Login {
        let Some(kept) = self.secrets(card) else { return login };
        let typed = !login.secret_key.expose().is_empty();
        if let Some(secret) = kept.secret_key.filter(|_| !typed) {
            login.secret_key = secret;
        }
        // A token belongs to its own secret.
        if let Some(token) = kept.session_token.filter(|_| !typed && login.session_token.expose().is_empty()) {
            login.session_token = token;
        }
        login
    }

    /// The secrets of a card.
    pub(crate) fn secrets(&self, id: &ImportId) -> Option<Kept> {
        self.kept().get(id).cloned()
    }

    /// Forgets all of it.
    pub fn forget_all(&self) {
        self.kept().clear();
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<ImportId, Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
