//! The readable file of connections: everything but the secrets.
//!
//! How the file is read and written, whole and under a lock, is [`crate::kept`]'s.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::saved::{SavedRole, SavedSignIn};
use crate::{
    fault::{self, Fault},
    ids::ConnectionId,
    kept::{self, Unchanged},
};

/// The file's name in the program's configuration folder.
const FILE: &str = "connections.json";
/// Raised when the shape of [`Entry`] changes so that an older program could not read it.
const VERSION: u32 = 2;

/// A connection as the book keeps it. No secret has a field here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) id: ConnectionId,
    pub(crate) name: String,
    pub(crate) provider: String,
    pub(crate) endpoint: String,
    pub(crate) region: String,
    pub(crate) path_style: bool,
    /// Empty where no access key signs.
    pub(crate) access_key: String,
    #[serde(default)]
    pub(crate) sign_in: SavedSignIn,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) role: Option<SavedRole>,
    #[serde(default)]
    pub(crate) read_only: bool,
    #[serde(default)]
    pub(crate) requester_pays: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) proxy: String,
    /// Whether the proxy came in a connection file. Programs of before did not write it of each:
    /// nobody knows then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) proxy_of_file: Option<bool>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) trust: String,
    pub(crate) bucket: Option<String>,
    /// Further buckets that the login opens and may not be able to list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) more_buckets: Vec<String>,
    pub(crate) prefix: String,
    /// The namespace that it goes on with under another key ([`super::namespace`]); none while that
    /// is its key's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) namespace: Option<String>,
}

impl Entry {
    /// Whether the proxy may be somebody else's: only one that is known to be typed is the person's
    /// own, also for signing in to Amazon. Typing it again says so.
    pub(crate) fn has_foreign_proxy(&self) -> bool {
        !self.proxy.is_empty() && self.proxy_of_file != Some(false)
    }
}

#[derive(Default, Serialize, Deserialize)]
struct Written {
    connections: Vec<Entry>,
}

/// The saved connections and their file.
#[derive(Debug)]
pub(crate) struct Book {
    file: PathBuf,
    entries: Vec<Entry>,
    /// Why nothing was read at the start.
    damage: Option<Fault>,
}

impl Book {
    /// Reads the book in `folder`. No file is an empty book; a damaged one is reported and left
    /// alone.
    pub(crate) fn open(folder: &Path) -> Self {
        let file = folder.join(FILE);
        let (entries, damage) = match kept::read::<Written>(&file, VERSION) {
            Ok(written) => (written.connections, None),
            Err(why) => (Vec::new(), Some(fault::book_unreadable(&file.to_string_lossy(), &why))),
        };
        Self { file, entries, damage }
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(crate) fn damage(&self) -> Option<&Fault> {
        self.damage.as_ref()
    }

    /// Changes the entries as they are on the disk now, and writes the file; when that fails
    /// nothing has changed.
    pub(crate) fn change<R>(&mut self, change: impl FnOnce(&mut Vec<Entry>) -> R) -> Result<R, Fault> {
        let changed = kept::change(&self.file, VERSION, |written: &mut Written| change(&mut written.connections));
        let (written, result) = changed.map_err(|why| {
            let name = self.file.to_string_lossy();
            match why {
                Unchanged::Unreadable(why) => fault::book_unreadable(&name, &why),
                Unchanged::Unwritable(error) => fault::book_unwritable(&name, &error.to_string()),
            }
        })?;
        (self.entries, self.damage) = (written.connections, None);
        Ok(result)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::fs;

    use super::*;

    fn entry(name: &str) -> Entry {
        Entry {
            id: ConnectionId::fresh(),
            name: name.into(),
            provider: "aws".into(),
            endpoint: String::new(),
            region: "eu-central-1".into(),
            path_style: false,
            access_key: "AKIAEXAMPLE".into(),
            sign_in: SavedSignIn::AccessKey,
            role: None,
            read_only: false,
            requester_pays: false,
            proxy: String::new(),
            proxy_of_file: None,
            trust: String::new(),
            bucket: None,
            more_buckets: Vec::new(),
            prefix: String::new(),
            namespace: None,
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut book = Book::open(folder.path());
        book.change(|entries| entries.push(entry("Übersicht"))).unwrap();
        assert_eq!(Book::open(folder.path()).entries(), book.entries());
        let left = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        assert_eq!(
            left.filter(|name| name != "connections.lock").collect::<Vec<_>>(),
            [FILE],
            "no temporary file stays behind"
        );
    }

    #[test]
    fn an_older_book_is_read_as_access_keys() {
        let folder = tempfile::tempdir().unwrap();
        let old = r#"{"version":1,"connections":[{"id":"a1","name":"Old","provider":"aws","endpoint":"","region":"eu-west-1",
            "path_style":false,"access_key":"AKIAOLD","bucket":null,"prefix":""}]}"#;
        fs::write(folder.path().join(FILE), old).unwrap();
        let book = Book::open(folder.path());
        let read = &book.entries()[0];
        assert_eq!((&read.sign_in, read.role.is_none(), read.read_only), (&SavedSignIn::AccessKey, true, false));
        assert_eq!(read.access_key, "AKIAOLD");
    }

    /// Before the book kept where a proxy came from, a mailed file's was written as one that was
    /// typed.
    #[test]
    fn a_proxy_of_unknown_origin_is_not_the_person_s_own() {
        let read = |more: &str| {
            let folder = tempfile::tempdir().unwrap();
            let text = format!(
                r#"{{"version":2,"connections":[{{"id":"a1","name":"Old","provider":"aws","endpoint":"",
                "region":"eu-west-1","path_style":false,"access_key":"",
                "sign_in":{{"method":"profile","profile":"acme"}},"bucket":null,"prefix":""{more}}}]}}"#
            );
            fs::write(folder.path().join(FILE), text).unwrap();
            let mut book = Book::open(folder.path());
            // Written again by a program of today, it is as unknown as before.
            book.change(|_| ()).unwrap();
            Book::open(folder.path()).entries()[0].clone()
        };
        for (more, foreign) in [
            (r#","proxy":"http://p.example:3128""#, true),
            (r#","proxy":"http://p.example:3128","proxy_of_file":true"#, true),
            (r#","proxy":"http://p.example:3128","proxy_of_file":false"#, false),
            (r#","proxy":"""#, false),
            ("", false),
        ] {
            assert_eq!(read(more).has_foreign_proxy(), foreign, "{more}");
        }
    }

    #[test]
    fn two_programs_side_by_side_lose_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (mut one, mut two) = (Book::open(folder.path()), Book::open(folder.path()));
        one.change(|entries| entries.push(entry("of one"))).unwrap();
        two.change(|entries| entries.push(entry("of two"))).unwrap();
        one.change(|entries| entries.retain(|entry| entry.name != "of one")).unwrap();
        let names = |book: &Book| book.entries().iter().map(|entry| entry.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&one), ["of two"]);
        assert_eq!(names(&Book::open(folder.path())), ["of two"]);

        std::thread::scope(|threads| {
            for thread in 0..8 {
                let mut book = Book::open(folder.path());
                threads.spawn(move || {
                    for at in 0..5 {
                        book.change(|entries| entries.push(entry(&format!("{thread}-{at}")))).unwrap();
                    }
                });
            }
        });
        assert_eq!(Book::open(folder.path()).entries().len(), 41);
    }

    #[cfg(unix)]
    #[test]
    fn a_linked_book_stays_a_link() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let real = elsewhere.path().join("kept.json");
        let mut book = Book::open(elsewhere.path());
        book.change(|entries| entries.push(entry("first"))).unwrap();
        fs::rename(elsewhere.path().join(FILE), &real).unwrap();
        std::os::unix::fs::symlink(&real, folder.path().join(FILE)).unwrap();
        let mut book = Book::open(folder.path());
        book.change(|entries| entries.push(entry("second"))).unwrap();
        assert!(fs::symlink_metadata(folder.path().join(FILE)).unwrap().is_symlink());
        assert_eq!(kept::read::<Written>(&real, VERSION).unwrap().connections.len(), 2);
    }

    #[test]
    fn a_book_that_was_mended_is_written_again() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), "{").unwrap();
        let mut book = Book::open(folder.path());
        fs::write(folder.path().join(FILE), "{\"version\":1,\"connections\":[]}").unwrap();
        book.change(|entries| entries.push(entry("x"))).unwrap();
        assert!(book.damage().is_none());
    }

    #[test]
    fn a_damaged_book_is_reported_and_never_overwritten() {
        for text in ["{", "", "{\"version\":99,\"connections\":[]}"] {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(FILE), text).unwrap();
            let mut book = Book::open(folder.path());
            assert_eq!(book.damage().unwrap().code, "book_unreadable");
            assert_eq!(book.change(|entries| entries.push(entry("x"))).unwrap_err().code, "book_unreadable");
            assert_eq!(fs::read_to_string(folder.path().join(FILE)).unwrap(), text);
        }
    }

    #[test]
    fn a_failed_write_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let blocked = folder.path().join("file");
        fs::write(&blocked, "").unwrap();
        let mut book = Book::open(&blocked.join("below"));
        // Reading below a plain file is damage already, or writing there fails; either way nothing
        // is kept.
        assert!(book.change(|entries| entries.push(entry("x"))).is_err());
        assert!(book.entries().is_empty());
    }
}
