//! What was understood of the texts a person gave, with its secrets, until the form is left. The
//! page holds names for it; a login that is tried takes its secrets from here.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};

use ground::{Secret, ids::ImportId};
use jiff::Timestamp;

use super::{Imported, LIMIT, card, read, settle};

/// Cards whose secrets are held at once, at most: a page that never leaves its form must not fill
/// the memory.
const MOST: usize = 500;

/// The secrets of one card.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct CardSecrets {
    pub secret_key: Option<Secret>,
    pub session_token: Option<Secret>,
}

/// A text or file is longer than [`LIMIT`], and than any that a login comes in. It was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

/// Everything understood and not left yet.
#[derive(Debug, Default)]
pub struct Imports {
    kept: Mutex<HashMap<ImportId, CardSecrets>>,
}

impl Imports {
    /// Reads a text that the person pasted. `now` tells whether a temporary login has run out.
    ///
    /// # Errors
    /// The text is longer than [`LIMIT`].
    pub fn read(&self, pasted: &str, now: SystemTime) -> Result<Imported, TooLong> {
        let now = Timestamp::try_from(now).unwrap_or(Timestamp::UNIX_EPOCH);
        if pasted.len() > LIMIT {
            return Err(TooLong);
        }
        let read = read(pasted);
        let mut kept = self.kept();
        let mut cards = Vec::new();
        for settled in read.found.into_iter().map(settle::settle) {
            if kept.len() >= MOST {
                break;
            }
            let id = ImportId::fresh();
            cards.push(card::card(id.clone(), &settled, now));
            kept.insert(id, CardSecrets { secret_key: settled.secret_key, session_token: settled.session_token });
        }
        Ok(Imported { cards, notes: read.notes })
    }

    /// Reads the bytes of a file that the person chose or dropped.
    ///
    /// # Errors
    /// As [`Imports::read`].
    pub fn read_bytes(&self, bytes: &[u8], now: SystemTime) -> Result<Imported, TooLong> {
        if bytes.len() > LIMIT {
            return Err(TooLong);
        }
        self.read(&zeroize::Zeroizing::new(ground::text_of(bytes)), now)
    }

    /// The secrets of a card.
    pub fn secrets(&self, id: &ImportId) -> Option<CardSecrets> {
        self.kept().get(id).cloned()
    }

    /// Forgets every login that is held, with its secrets.
    pub fn forget_all(&self) {
        self.kept().clear();
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<ImportId, CardSecrets>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
