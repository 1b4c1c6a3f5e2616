//! What became of each integration: what was answered, what was made and what stood there before,
//! so that a crash half-way can go on or be undone, and everything can be taken back a year later.
//!
//! All of it is one readable file in the configuration folder ([`crate::kept`]). A thing is noted
//! before it is made and again when it is made. No secret is in it: the secret of a key that was
//! made is in the keychain.

use std::path::{Path, PathBuf};

use plans::{Answers, cut_before, preset};
use serde::{Deserialize, Serialize};
use store::UserKey;

use super::report::Report;
use crate::{
    fault::{self, Fault},
    ids::{ConnectionId, IntegrationId},
    kept::{self, Unchanged},
};

/// The file's name in the program's configuration folder.
const FILE: &str = "integrations.json";
/// Raised when the shape of [`Record`] changes so that an older program could not read it.
const VERSION: u32 = 3;

/// Within this time of being begun a key is made, in milliseconds, with a margin for clocks that
/// differ.
const AT_ONCE: u64 = 10 * 60 * 1000;

/// An integration as it is kept on disk: its answers, and all that was made for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) id: IntegrationId,
    /// Through whose login it was set up.
    pub(super) connection: ConnectionId,
    /// The server that the connection led to then; it may be edited to lead to another. Programs of
    /// before did not write it.
    #[serde(default)]
    pub(super) server: Option<String>,
    /// The account that the login was of, where the server tells.
    #[serde(default)]
    pub(super) account: Option<String>,
    pub(super) preset: String,
    pub(super) answers: Answers,
    pub(super) stage: Stage,
    /// When the stage was reached, in milliseconds since 1970.
    pub(super) since: i64,
    /// In the order in which it was made.
    pub(super) made: Vec<Made>,
    /// What the last check found.
    pub(super) report: Option<Report>,
    /// What the checks before it found, the latest first.
    #[serde(default)]
    pub(super) earlier: Vec<Report>,
    /// The folder for an administrator was written: what it made is this integration's.
    #[serde(default)]
    pub(super) handed: bool,
    /// When the key that is in use was made, in milliseconds since 1970.
    #[serde(default)]
    pub(super) key_since: Option<i64>,
    /// When the one that is to take its place was made.
    #[serde(default)]
    pub(super) second_key_since: Option<i64>,
    /// The secret of the newest key was not shown yet. It is shown once.
    #[serde(default)]
    pub(super) unshown: bool,
    /// The first of two keys is switched off, and could be switched on again.
    #[serde(default)]
    pub(super) first_key_off: bool,
}

/// How far an integration got, whatever its checks say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Stage {
    /// Answered, nothing made.
    Draft,
    /// The folder for an administrator was written; nothing made from here.
    Handed,
    /// Begun and not finished.
    Unfinished,
    /// Set up as far as it goes until the partner has answered.
    Waiting,
    /// Every step of its plan was carried out.
    Done,
    /// Begun to be taken back.
    Leaving,
    /// All that was made for it is removed again.
    Removed,
}

/// A thing that was made or changed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Made {
    pub(super) thing: Thing,
    /// What stood there before anything of this integration did; nothing if it was not there.
    pub(super) before: Option<String>,
    /// It was there before, made by somebody else, and used as it is: taking the integration back
    /// leaves it.
    #[serde(default)]
    pub(super) was_there: bool,
    /// What was written, or the id of what was made; removing compares it with what is there.
    pub(super) after: String,
    /// Whether the writing is known to have been carried out.
    pub(super) done: bool,
    /// When a key was begun, in milliseconds since 1970, if that was written down.
    #[serde(default)]
    pub(super) since: Option<i64>,
}

/// What was made or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub(super) enum Thing {
    User {
        name: String,
    },
    /// Its text is who may take it.
    Role {
        name: String,
    },
    /// Written into the user or role.
    Access {
        of_role: bool,
        holder: String,
        policy: String,
    },
    /// A managed policy, where the text is too long to be written into its holder.
    Policy {
        of_role: bool,
        holder: String,
        arn: String,
    },
    /// Its text is the id of the key. What stood there before are the ids of the keys there were.
    Key {
        user: String,
    },
    /// The one that is to take the place of the first. What stood there before are the ids of the
    /// keys there were.
    SecondKey {
        user: String,
    },
    BucketPolicy {
        bucket: String,
    },
    /// On a key, under this name.
    Grant {
        key: String,
        name: String,
    },
    Cors {
        bucket: String,
    },
}

impl Made {
    /// Written down before it is done.
    pub(super) fn begun(thing: Thing, after: &str) -> Self {
        Self { thing, before: None, was_there: false, after: after.to_owned(), done: false, since: None }
    }

    /// Those of the user's keys that were made after this one was begun and are not this one. None
    /// where it was not written down which keys there were, or once it was written down which is
    /// this one.
    pub(super) fn later(&self, keys: Vec<UserKey>) -> Vec<UserKey> {
        let Some(before) = self.before.as_deref().filter(|_| !self.done) else { return Vec::new() };
        let known = |key: &UserKey| key.id == self.after || before.split(' ').any(|known| known == key.id);
        keys.into_iter().filter(|key| !known(key)).collect()
    }

    /// Whether the key was made when this one was begun. Later ones are somebody's.
    pub(super) fn made_then(&self, key: &UserKey) -> bool {
        self.since.zip(key.created).is_some_and(|(since, created)| since.abs_diff(created) <= AT_ONCE)
    }

    /// The ids of keys, as they are written down before another one is made.
    pub(super) fn known(keys: &[UserKey]) -> String {
        keys.iter().map(|key| key.id.as_str()).collect::<Vec<_>>().join(" ")
    }
}

impl Record {
    /// Answered in part, and nothing made.
    pub(super) fn draft(
        id: IntegrationId,
        connection: ConnectionId,
        preset: String,
        answers: Answers,
        since: i64,
    ) -> Self {
        Self {
            id,
            connection,
            server: None,
            account: None,
            preset,
            answers,
            stage: Stage::Draft,
            since,
            made: Vec::new(),
            report: None,
            earlier: Vec::new(),
            handed: false,
            key_since: None,
            second_key_since: None,
            unshown: false,
            first_key_off: false,
        }
    }

    /// A record of an earlier program bears the name that it gave, also where this one would give
    /// another.
    fn keep_name(&mut self) {
        if matches!(self.stage, Stage::Draft | Stage::Removed) {
            return;
        }
        let earlier = preset(&self.preset).and_then(|preset| cut_before(preset, &self.answers));
        if let Some(earlier) = earlier {
            self.answers.name = earlier;
        }
    }

    pub(super) fn made(&self, thing: &Thing) -> Option<&Made> {
        self.made.iter().find(|made| made.thing == *thing)
    }

    /// The id of the key that was made.
    pub(super) fn key(&self) -> Option<&str> {
        self.done(|thing| matches!(thing, Thing::Key { .. }))
    }

    /// The id of the key that is to take its place.
    pub(super) fn second_key(&self) -> Option<&str> {
        self.done(|thing| matches!(thing, Thing::SecondKey { .. }))
    }

    /// The key that the product is to have: the second one, once it is there.
    pub(super) fn newest_key(&self) -> Option<&str> {
        self.second_key().or_else(|| self.key())
    }

    fn done(&self, is: impl Fn(&Thing) -> bool) -> Option<&str> {
        let found = self.made.iter().find(|made| made.done && is(&made.thing));
        found.map(|made| made.after.as_str()).filter(|id| !id.is_empty())
    }
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct IntegrationsFile {
    integrations: Vec<Record>,
}

/// The file of integrations.
#[derive(Debug)]
pub(super) struct Records {
    file: PathBuf,
}

impl Records {
    /// Those kept in `folder`. Nothing is read yet.
    pub(super) fn open(folder: &Path) -> Self {
        Self { file: folder.join(FILE) }
    }

    pub(super) fn all(&self) -> Result<Vec<Record>, Fault> {
        let read = kept::read::<IntegrationsFile>(&self.file, VERSION);
        let mut records = read.map_err(|why| fault::integrations_unreadable(&why))?.integrations;
        records.iter_mut().for_each(Record::keep_name);
        Ok(records)
    }

    /// Puts the record in the place of the one with its id, or at the end.
    pub(super) fn put(&self, record: &Record) -> Result<(), Fault> {
        self.change(|records| match records.iter_mut().find(|old| old.id == record.id) {
            Some(old) => *old = record.clone(),
            None => records.push(record.clone()),
        })
    }

    pub(super) fn remove(&self, id: &IntegrationId) -> Result<(), Fault> {
        self.change(|records| records.retain(|record| record.id != *id))
    }

    fn change(&self, change: impl FnOnce(&mut Vec<Record>)) -> Result<(), Fault> {
        let changed = kept::change(&self.file, VERSION, |file: &mut IntegrationsFile| change(&mut file.integrations));
        changed.map(drop).map_err(|why| match why {
            Unchanged::Unreadable(why) => fault::integrations_unreadable(&why),
            Unchanged::Unwritable(error) => fault::integrations_unwritable(&error.to_string()),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// What checks said was kept as texts; it is read as they stand, and an older program refuses
    /// the file that this one writes rather than losing it.
    #[test]
    fn a_file_with_texts_in_it_is_read_and_written_on_with_messages() {
        let folder = tempfile::tempdir().unwrap();
        let records = Records::open(folder.path());
        let mut record = Record::draft("i".into(), "c".into(), "kolena".into(), Answers::default(), 0);
        record.stage = Stage::Done;
        records.put(&record).unwrap();
        let file = folder.path().join(FILE);
        let mut kept: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        assert_eq!(kept["version"], 3);
        kept["version"] = 2.into();
        kept["integrations"][0]["report"] = serde_json::json!({ "at": 5, "lines": [
            { "id": "list-b", "result": "pass", "title": "Can list files in b/", "evidence": "Allowed." }
        ]});
        std::fs::write(&file, kept.to_string()).unwrap();
        let mut old = records.all().unwrap().remove(0);
        let line = &old.report.as_ref().unwrap().lines[0];
        assert_eq!((&line.title, &line.evidence), (&"Can list files in b/".into(), &"Allowed.".into()));
        let said = words::say!(words::checks::Allowed);
        old.report.as_mut().unwrap().lines[0].evidence = said;
        records.put(&old).unwrap();
        assert_eq!(records.all().unwrap()[0].report, old.report);
        assert!(std::fs::read_to_string(&file).unwrap().contains("checks-allowed"));
    }
}
