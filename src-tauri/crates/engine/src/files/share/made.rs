//! The links that were made from here: which file, for whom, until when, and by which key. Neither
//! an address nor a signature is kept, so that the list opens nothing.
//!
//! A readable file in the configuration folder ([`crate::kept`]). What a connection of one session
//! shared is in memory alone, and ends with it.

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::LinkEnd;
use crate::{
    at::FileAt,
    fault::{self, Fault},
    ids::{ConnectionId, LinkId},
    kept::{self, Unchanged},
};

/// The file's name in the program's configuration folder.
const FILE: &str = "links.json";
/// Raised when the shape of [`Written`] changes so that an older program could not read it.
const VERSION: u32 = 1;
/// Links that are kept. Past that those go that have ended, and one that still works is refused.
const MOST: usize = 5_000;
/// Characters of a note that are kept.
const NOTE: usize = 200;

/// What a link lets its recipient do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkGives {
    /// Read a file.
    #[default]
    File,
    /// Store files in a folder: an upload page.
    Folder,
    /// Store one file: an upload page where the server knows no forms.
    Upload,
}

/// A link that was made. It opens nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinkView {
    /// Its id in this list.
    pub id: LinkId,
    /// The file that it opens or stores. Of an upload page what the keys of its files begin with.
    pub at: FileAt,
    /// What it lets its recipient do.
    #[serde(default)]
    pub gives: LinkGives,
    /// This version of it; null for what the file is when it is opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(as = "Option<String>")]
    pub version: Option<String>,
    /// Whom it is for, as the person wrote it.
    pub note: String,
    /// When it was made, in milliseconds since 1970.
    #[ts(type = "number")]
    pub made: i64,
    /// When it ends.
    pub end: LinkEnd,
    /// The ID of the access key that signed it, whose end is the link's.
    #[serde(default)]
    pub key: Option<String>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Written {
    links: Vec<LinkView>,
}

/// Whether what a connection led to stays when the program ends.
type Stays = Box<dyn Fn(&ConnectionId) -> bool + Send + Sync>;

/// The links that were made.
pub struct MadeLinks {
    file: PathBuf,
    stays: Stays,
    session: Mutex<Vec<LinkView>>,
}

impl MadeLinks {
    /// Those kept in `folder`. Nothing is read yet.
    #[must_use]
    pub fn open(folder: &Path, stays: Stays) -> Self {
        Self { file: folder.join(FILE), stays, session: Mutex::default() }
    }

    /// All of them, the latest first.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn list(&self) -> Result<Vec<LinkView>, Fault> {
        let kept: Written = kept::read(&self.file, VERSION).map_err(|why| self.unreadable(&why))?;
        let mut all: Vec<LinkView> = kept.links.into_iter().chain(self.session().iter().cloned()).collect();
        all.sort_by_key(|link| std::cmp::Reverse(link.made));
        Ok(all)
    }

    /// Keeps links that were made, all or none of them. `now` in milliseconds since 1970.
    ///
    /// # Errors
    /// As many still work as can be kept, or the file could not be changed.
    pub fn add(&self, links: Vec<LinkView>, now: i64) -> Result<(), Fault> {
        let (stay, end): (Vec<_>, Vec<_>) = links.into_iter().partition(|link| (self.stays)(&link.at.connection));
        let kept = stay.is_empty() || self.change(|kept| keep(kept, stay, now))?;
        match kept && keep(&mut self.session(), end, now) {
            true => Ok(()),
            false => Err(fault::links_full(MOST)),
        }
    }

    /// One of them, by its id.
    ///
    /// # Errors
    /// The file is damaged, or the link is not in it any more.
    pub fn find(&self, id: &LinkId) -> Result<LinkView, Fault> {
        self.list()?.into_iter().find(|link| link.id == *id).ok_or_else(|| fault::gone("link"))
    }

    /// Removes one from the list; the link itself goes on to work.
    ///
    /// # Errors
    /// The file could not be changed.
    pub fn forget(&self, id: &LinkId) -> Result<(), Fault> {
        self.drop_all(|link| link.id == *id)
    }

    /// Removes these from the list.
    ///
    /// # Errors
    /// The file could not be changed.
    pub fn forget_all(&self, ids: &[LinkId]) -> Result<(), Fault> {
        self.drop_all(|link| ids.contains(&link.id))
    }

    /// Removes those of a connection from the list.
    ///
    /// # Errors
    /// The file could not be changed.
    pub fn forget_of(&self, connection: &ConnectionId) -> Result<(), Fault> {
        self.drop_all(|link| link.at.connection == *connection)
    }

    fn drop_all(&self, of: impl Fn(&LinkView) -> bool) -> Result<(), Fault> {
        self.session().retain(|link| !of(link));
        let kept: Written = kept::read(&self.file, VERSION).map_err(|why| self.unreadable(&why))?;
        match kept.links.iter().any(&of) {
            true => self.change(|kept| kept.retain(|link| !of(link))),
            false => Ok(()),
        }
    }

    fn change<R>(&self, change: impl FnOnce(&mut Vec<LinkView>) -> R) -> Result<R, Fault> {
        let changed = kept::change(&self.file, VERSION, |kept: &mut Written| change(&mut kept.links));
        changed.map(|(_, result)| result).map_err(|why| match why {
            Unchanged::Unreadable(why) => self.unreadable(&why),
            Unchanged::Unwritable(error) => fault::links_unwritable(&self.file.to_string_lossy(), &error.to_string()),
        })
    }

    fn unreadable(&self, why: &str) -> Fault {
        fault::links_unreadable(&self.file.to_string_lossy(), why)
    }

    fn session(&self) -> MutexGuard<'_, Vec<LinkView>> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Adds `more`; where that is too many, those go that ended first. Whether there was space: what
/// still works is not dropped, since it would open its file and be in no list.
fn keep(links: &mut Vec<LinkView>, more: Vec<LinkView>, now: i64) -> bool {
    let over = (links.len() + more.len()).saturating_sub(MOST);
    if links.iter().filter(|link| link.end.at <= now).count() < over {
        return false;
    }
    if over > 0 {
        links.sort_by_key(|link| link.end.at);
        links.drain(..over);
    }
    links.extend(more);
    true
}

/// A note as it is kept: one line.
pub(super) fn note(text: &str) -> String {
    ground::quoting::line(text).trim().chars().take(NOTE).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::files::share::LinkBound;

    fn link(connection: &str, key: &str, ends: i64) -> LinkView {
        LinkView {
            id: LinkId::fresh(),
            at: FileAt { connection: connection.into(), bucket: "acme".into(), key: key.into() },
            version: None,
            note: String::new(),
            made: ends - 1,
            end: LinkEnd::new(ends, LinkBound::Chosen, false),
            key: Some("AKIDEXAMPLE".into()),
            gives: LinkGives::File,
        }
    }

    fn keys(links: &MadeLinks) -> Vec<String> {
        links.list().unwrap().into_iter().map(|link| link.at.key).collect()
    }

    fn open(folder: &Path) -> MadeLinks {
        MadeLinks::open(folder, Box::new(|connection| connection.as_str() != "session"))
    }

    #[test]
    fn links_are_kept_with_their_connection_and_those_of_a_session_in_memory() {
        let folder = tempfile::tempdir().unwrap();
        let links = open(folder.path());
        assert_eq!(keys(&links), [""; 0], "no file holds none");
        links.add(vec![link("one", "a", 1_000), link("session", "b", 3_000), link("two", "c", 2_000)], 0).unwrap();
        assert_eq!(keys(&links), ["b", "c", "a"], "the latest first");
        assert_eq!(keys(&open(folder.path())), ["c", "a"], "what a session shared is gone with it");
        links.forget(&links.list().unwrap()[0].id).unwrap();
        links.forget_of(&"one".into()).unwrap();
        assert_eq!(keys(&links), ["c"]);
        let text = std::fs::read_to_string(folder.path().join(FILE)).unwrap();
        assert!(!text.contains("http") && !text.contains("ignature"), "{text}");
    }

    #[test]
    fn of_too_many_those_go_that_ended_and_what_still_works_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let links = open(folder.path());
        for connection in ["one", "session"] {
            let many = (0..i64::try_from(MOST).unwrap()).map(|at| link(connection, &format!("{connection}{at}"), at));
            links.add(many.collect(), 0).unwrap();
            let one = |key: &str, now| links.add(vec![link(connection, key, 9_999_999)], now);
            // The first two ended by then.
            for key in ["next", "after"] {
                one(key, 1).unwrap();
            }
            let before = keys(&links);
            assert_eq!(one("last", 1).unwrap_err().code, "links_full", "all others still work");
            assert_eq!(keys(&links), before);
            for (key, there) in [("0", false), ("1", false), ("2", true)] {
                assert_eq!(before.contains(&format!("{connection}{key}")), there, "{connection} {key}");
            }
            assert!(before.contains(&"next".to_owned()) && before.contains(&"after".to_owned()));
        }
    }

    #[test]
    fn a_damaged_file_stays() {
        let folder = tempfile::tempdir().unwrap();
        let links = open(folder.path());
        std::fs::write(folder.path().join(FILE), "{").unwrap();
        assert_eq!(links.add(vec![link("one", "x", 1)], 0).unwrap_err().code, "links_file");
        assert_eq!(links.list().unwrap_err().code, "links_file");
        assert_eq!(std::fs::read_to_string(folder.path().join(FILE)).unwrap(), "{");
    }

    #[test]
    fn a_note_is_one_line_and_short() {
        assert_eq!(note("  Jonas\ncouncil \u{202e} "), "Jonas council");
        assert_eq!(note(&"ü".repeat(300)).chars().count(), NOTE);
    }
}
