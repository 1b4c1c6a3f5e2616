//! Rows that a person picked to be copied, moved or renamed: kept as they were, so that the listing
//! may be left meanwhile.
//!
//! Only the latest few are kept; one that is older is gone, as after a restart. Nothing is left
//! behind.

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    at::Place,
    fault::{self, Fault},
    ids::PickId,
    listing::Choice,
};

/// How many are kept: one on the clipboard, and those of questions that are open.
const KEPT: usize = 4;

/// What was picked. `name` is there where it is one thing alone; `moment`, in milliseconds since
/// 1970, where it is as it was then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct Picked {
    pub pick: PickId,
    pub from: Place,
    pub files: u32,
    pub folders: u32,
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub moment: Option<i64>,
}

type Pick = (PickId, Place, Choice);

/// The latest picks, oldest first.
#[derive(Default)]
pub struct Picks(Mutex<Vec<Pick>>);

impl Picks {
    /// Keeps what was picked in `from`. `held`: what is on the clipboard does not go, however many
    /// questions come after it.
    pub fn keep(&self, from: Place, picked: Choice, held: Option<&PickId>) -> Picked {
        let last = |key: &str| key.trim_end_matches('/').rsplit('/').next().map(str::to_owned);
        let name = picked.alone().and_then(|alone| last(alone.key()));
        let ((files, folders), moment) = (picked.count(), picked.moment());
        let count = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
        let (files, folders, pick) = (count(files), count(folders), PickId::fresh());
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push((pick.clone(), from.clone(), picked));
        let mut old = kept.len().saturating_sub(KEPT);
        kept.retain(|(id, ..)| {
            let goes = old > 0 && Some(id) != held;
            old -= usize::from(goes);
            !goes
        });
        Picked { pick, from, files, folders, name, moment }
    }

    /// Lets go of what is not to be put anywhere a second time: it has another name or place now.
    pub fn forget(&self, pick: &PickId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|(id, ..)| id != pick);
    }

    /// Where it was picked, and what.
    ///
    /// # Errors
    /// It is gone.
    pub fn get(&self, pick: &PickId) -> Result<(Place, Choice), Fault> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().find(|(id, ..)| id == pick).ok_or_else(|| fault::gone("selection"))?;
        Ok((found.1.clone(), found.2.clone()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{KEPT, Picks};
    use crate::{
        at::Place,
        listing::{Choice, Selected},
    };

    #[test]
    fn the_latest_are_kept_and_one_alone_has_a_name() {
        let picks = Picks::default();
        let place = Place { connection: "c".into(), bucket: "b".into(), prefix: "a/".into() };
        let folder = Selected::Folder { prefix: "a/b c/".into() };
        let file = Selected::File { key: "a/x".into(), size: 1, modified: None, etag: None };
        let first = picks.keep(place.clone(), folder.clone().into(), None);
        assert_eq!((first.files, first.folders, first.name.as_deref()), (0, 1, Some("b c")));
        let (from, picked) = picks.get(&first.pick).unwrap();
        assert_eq!((from, picked.into_iter().collect::<Vec<_>>()), (place.clone(), vec![folder.clone()]));
        let both = picks.keep(place.clone(), vec![folder, file].into(), None);
        assert_eq!((both.files, both.folders, both.name), (1, 1, None));
        (1..KEPT).for_each(|_| drop(picks.keep(place.clone(), Choice::default(), None)));
        assert_eq!(picks.get(&first.pick).unwrap_err().code, "gone");
        assert!(picks.get(&both.pick).is_ok());
    }

    #[test]
    fn what_is_on_the_clipboard_stays_while_questions_come_and_go() {
        let picks = Picks::default();
        let place = Place { connection: "c".into(), bucket: "b".into(), prefix: "a/".into() };
        let ask = |held| picks.keep(place.clone(), Choice::default(), held).pick;
        let cut = ask(None);
        let asked: Vec<_> = (0..3 * KEPT).map(|_| ask(Some(&cut))).collect();
        assert!(picks.get(&cut).is_ok());
        let there = asked.iter().filter(|pick| picks.get(pick).is_ok()).count();
        assert_eq!((there, picks.get(&asked[3 * KEPT - 1]).is_ok()), (KEPT - 1, true));
        // Put down, it goes like any other.
        (0..KEPT).for_each(|_| drop(ask(None)));
        assert_eq!(picks.get(&cut).unwrap_err().code, "gone");
    }
}
