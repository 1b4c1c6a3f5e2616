//! What settings were before they were changed from here, kept on disk: undo belongs to an open
//! setting and ends with it, and whether a change was right often shows a day later.
//!
//! One readable file in the program's folder ([`crate::kept`]). A state is noted before the change
//! is sent, so a crash in between leaves one that the storage still has, which is then not offered.
//! Of a setting the last [`MOST`] states are kept, of all together the last [`MOST_OF_ALL`].
//! Nothing of it is sent anywhere, and no secret is in it.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    check::Change,
    value::{SettingKind, SettingValue, changes, same},
};
use crate::{
    at::BucketAt,
    kept::{self, Unchanged},
};

/// The file's name in the program's folder.
const FILE: &str = "settings-before.json";
/// Raised when the shape of [`Noted`] changes so that an older program could not read it.
const VERSION: u32 = 1;
/// States of one setting.
const MOST: usize = 20;
/// States of all settings.
const MOST_OF_ALL: usize = 400;

/// Where earlier states are kept.
#[derive(Debug)]
pub struct Earlier {
    file: PathBuf,
    /// The time, in milliseconds since 1970.
    now: fn() -> i64,
}

/// An earlier state that one can go back to.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct EarlierState {
    /// Until when it was so, in milliseconds since 1970.
    #[ts(type = "number")]
    pub until: i64,
    /// What was set; null where nothing was.
    pub value: Option<SettingValue>,
    /// What going back would change.
    pub changes: Vec<Change>,
}

#[derive(Default, Serialize, Deserialize)]
struct Notes {
    states: Vec<Noted>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Noted {
    #[serde(flatten)]
    at: BucketAt,
    /// The server that the connection led to then. Programs of before did not write it, and what
    /// may be of another server's bucket is not offered.
    #[serde(default)]
    server: Option<String>,
    setting: SettingKind,
    until: i64,
    value: Option<SettingValue>,
}

/// A setting of a bucket, on the server that it is on.
#[derive(Clone, Copy)]
pub(super) struct Which<'a> {
    pub(super) at: &'a BucketAt,
    pub(super) server: &'a str,
    pub(super) kind: SettingKind,
}

impl Noted {
    fn is_of(&self, Which { at, server, kind }: Which<'_>) -> bool {
        let same = self.server.as_deref().is_some_and(|known| store::same_server(known, server));
        self.at == *at && self.setting == kind && same
    }
}

impl Earlier {
    /// Keeps them in `folder`; `now` is the time in milliseconds since 1970.
    #[must_use]
    pub fn open(folder: &Path, now: fn() -> i64) -> Self {
        Self { file: folder.join(FILE), now }
    }

    /// Notes what a setting is before it is changed.
    pub(super) fn note(&self, which: Which<'_>, value: &Option<SettingValue>) -> Result<(), Unchanged> {
        let Which { at, server, kind } = which;
        let until = (self.now)();
        kept::change::<Notes, ()>(&self.file, VERSION, |notes| {
            let states = &mut notes.states;
            // The same state again takes the place of the older note of it.
            states.retain(|old| !(old.is_of(which) && same(old.value.as_ref(), value.as_ref())));
            states.push(Noted {
                at: at.clone(),
                server: Some(server.to_owned()),
                setting: kind,
                until,
                value: value.clone(),
            });
            let own = states.iter().filter(|old| old.is_of(which)).count();
            let mut extra = own.saturating_sub(MOST);
            states.retain(|old| {
                let goes = extra > 0 && old.is_of(which);
                extra -= usize::from(goes);
                !goes
            });
            let extra = states.len().saturating_sub(MOST_OF_ALL);
            states.drain(..extra);
        })
        .map(drop)
    }

    /// The states that differ from `now`, the newest first. A file that cannot be read has none to
    /// offer.
    pub(super) fn list(&self, which: Which<'_>, now: Option<&SettingValue>) -> Vec<EarlierState> {
        let notes: Notes = kept::read(&self.file, VERSION).unwrap_or_default();
        let own = notes.states.into_iter().rev().filter(|state| state.is_of(which));
        let states = own.map(|Noted { until, value, .. }| EarlierState {
            until,
            changes: changes(which.kind, now, value.as_ref()),
            value,
        });
        states.filter(|state| !state.changes.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use store::{Tag, Versioning};

    use super::*;

    fn tags(name: &str) -> Option<SettingValue> {
        Some(SettingValue::Tags { tags: vec![Tag { name: name.into(), value: String::new() }] })
    }

    const SERVER: &str = "https://s3.example.com";

    fn at(bucket: &str) -> BucketAt {
        BucketAt { connection: "home".into(), bucket: bucket.into() }
    }

    fn tags_of(at: &BucketAt) -> Which<'_> {
        Which { at, server: SERVER, kind: SettingKind::Tags }
    }

    #[test]
    fn earlier_states_outlive_the_program_and_each_setting_has_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (at("a"), at("b"));
        let earlier = Earlier::open(folder.path(), || 7);
        earlier.note(tags_of(&a), &None).unwrap();
        earlier.note(tags_of(&a), &tags("one")).unwrap();
        earlier.note(tags_of(&b), &tags("other")).unwrap();
        let on = Some(SettingValue::Versioning { versioning: Versioning::On });
        earlier.note(Which { kind: SettingKind::Versioning, ..tags_of(&a) }, &on).unwrap();

        let again = Earlier::open(folder.path(), || 8);
        let values = |now: &Option<SettingValue>| {
            again.list(tags_of(&a), now.as_ref()).into_iter().map(|state| state.value).collect::<Vec<_>>()
        };
        assert_eq!(values(&tags("two")), [tags("one"), None], "the newest first");
        assert_eq!(values(&tags("one")), [None], "what is so now is nothing to go back to");
        let told = again.list(tags_of(&a), tags("two").as_ref());
        assert_eq!(told[0].until, 7);
        assert!(told[0].changes.iter().any(|change| change.text.to_string().contains("one")), "{told:?}");
    }

    /// A connection that was edited leads to another server's bucket of the same name.
    #[test]
    fn states_of_another_servers_bucket_are_not_offered() {
        let folder = tempfile::tempdir().unwrap();
        let (a, earlier) = (at("a"), Earlier::open(folder.path(), || 7));
        earlier.note(tags_of(&a), &tags("one")).unwrap();
        let elsewhere = Which { server: "https://s3.example.net", ..tags_of(&a) };
        assert_eq!(earlier.list(elsewhere, None), []);
        earlier.note(elsewhere, &tags("one")).unwrap();
        assert_eq!([tags_of(&a), elsewhere].map(|which| earlier.list(which, None).len()), [1, 1], "each has its own");
        // A note of before does not say which server it is of.
        let file = folder.path().join(FILE);
        let text = std::fs::read_to_string(&file).unwrap();
        let mut notes: serde_json::Value = serde_json::from_str(&text).unwrap();
        for state in notes["states"].as_array_mut().unwrap() {
            state.as_object_mut().unwrap().remove("server").unwrap();
        }
        std::fs::write(&file, notes.to_string()).unwrap();
        assert_eq!(earlier.list(tags_of(&a), None), []);
    }

    #[test]
    fn old_notes_make_room_and_the_same_state_is_there_once() {
        let folder = tempfile::tempdir().unwrap();
        let (a, earlier) = (at("a"), Earlier::open(folder.path(), || 7));
        for n in 0..MOST + 5 {
            earlier.note(tags_of(&a), &tags(&n.to_string())).unwrap();
        }
        earlier.note(tags_of(&a), &tags("9")).unwrap();
        let listed = earlier.list(tags_of(&a), None);
        assert_eq!(listed.len(), MOST);
        assert_eq!(listed[0].value, tags("9"));
        assert!(listed.iter().all(|state| state.value != tags("0")));
    }

    #[test]
    fn a_damaged_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (a, earlier) = (at("a"), Earlier::open(folder.path(), || 7));
        std::fs::write(folder.path().join(FILE), "{").unwrap();
        assert!(earlier.note(tags_of(&a), &None).is_err());
        assert!(earlier.list(tags_of(&a), None).is_empty());
        assert_eq!(std::fs::read_to_string(folder.path().join(FILE)).unwrap(), "{");
    }
}
