//! Held against a model: a bucket that does what S3 does, and remembers how everything stood.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use proptest::prelude::*;
use store::Version;

use super::{KeyState, Keys, Stands};

/// What is done to a bucket.
#[derive(Clone, Debug)]
pub(crate) enum Deed {
    Put(usize),
    Delete(usize),
    /// Versions are kept, or no longer.
    Keep(bool),
    /// The clock goes on; without it the next deed is of the same second.
    Tick,
}

const KEYS: [&str; 4] = ["a", "a/b", "a/c/d", "b"];

/// A bucket as S3 has it, and what was there after each second.
#[derive(Default)]
pub(crate) struct Model {
    keeps: bool,
    ever: bool,
    /// When versions were kept for the first time.
    began: Option<i64>,
    now: i64,
    made: u64,
    /// Of each key, the newest first.
    versions: BTreeMap<&'static str, Vec<Version>>,
    /// What was there at the end of each second: the size tells one content from another.
    past: BTreeMap<i64, BTreeMap<&'static str, u64>>,
}

impl Model {
    pub(crate) fn of(deeds: &[Deed]) -> Self {
        let mut model = Self { now: 1_000, ..Self::default() };
        for deed in deeds {
            match deed {
                Deed::Put(at) => model.add(KEYS[*at], false),
                Deed::Delete(at) => model.delete(KEYS[*at]),
                Deed::Keep(keeps) => {
                    (model.keeps, model.ever) = (*keeps, model.ever || *keeps);
                    model.began = model.began.or(keeps.then_some(model.now));
                }
                Deed::Tick => model.now += 1_000,
            }
            let there = model.there();
            model.past.insert(model.now, there);
        }
        model
    }

    fn delete(&mut self, key: &'static str) {
        match self.ever {
            true => self.add(key, true),
            // Nothing but the one object, and nothing of it stays.
            false => drop(self.versions.remove(key)),
        }
    }

    fn add(&mut self, key: &'static str, marker: bool) {
        self.made += 1;
        let of_key = self.versions.entry(key).or_default();
        if !self.keeps {
            of_key.retain(|version| version.id != "null");
        }
        let id = if self.keeps { format!("v{}", self.made) } else { "null".to_owned() };
        let size = if marker { 0 } else { self.made };
        let version = Version { key: key.to_owned(), id, size, modified: Some(self.now), marker, ..Version::default() };
        of_key.insert(0, version);
    }

    pub(crate) fn there(&self) -> BTreeMap<&'static str, u64> {
        let newest = |versions: &Vec<Version>| versions.first().filter(|version| !version.marker).map(|one| one.size);
        self.versions.iter().filter_map(|(key, versions)| Some((*key, newest(versions)?))).collect()
    }

    /// What was there at the end of each second.
    pub(crate) fn past(&self) -> &BTreeMap<i64, BTreeMap<&'static str, u64>> {
        &self.past
    }

    /// When versions were kept for the first time: what was deleted before has left no trace.
    pub(crate) fn began(&self) -> i64 {
        self.began.unwrap_or(i64::MAX)
    }

    /// The same, with the newest of each key called so.
    fn told_newest(&self) -> Vec<Version> {
        let told = |versions: &Vec<Version>| {
            let told = versions.iter().cloned().enumerate();
            told.map(|(at, version)| Version { latest: at == 0, ..version }).collect::<Vec<_>>()
        };
        self.versions.values().flat_map(told).collect()
    }

    /// As the storage lists it.
    pub(crate) fn listed(&self) -> Vec<Version> {
        self.versions.values().flatten().cloned().collect()
    }
}

pub(crate) fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        5 => (0..KEYS.len()).prop_map(Deed::Put),
        3 => (0..KEYS.len()).prop_map(Deed::Delete),
        1 => any::<bool>().prop_map(Deed::Keep),
        4 => Just(Deed::Tick),
    ];
    let kept_from_the_start = any::<bool>();
    (kept_from_the_start, prop::collection::vec(deed, 0..40)).prop_map(|(keeps, mut deeds)| {
        if keeps {
            deeds.insert(0, Deed::Keep(true));
        }
        deeds
    })
}

fn told(listed: Vec<Version>, until: Option<i64>) -> BTreeMap<String, KeyState> {
    let mut keys = Keys::at(until);
    let mut told: Vec<_> = listed.into_iter().filter_map(|version| keys.add(version)).collect();
    told.extend(keys.end());
    told.into_iter().map(|told| (told.key.clone(), told)).collect()
}

fn size(told: Option<&KeyState>) -> Option<u64> {
    match told.map(|told| &told.stands) {
        Some(Stands::There(version)) => Some(version.size),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn at_every_moment_each_key_is_as_it_was_or_said_to_be_unknown(deeds in deeds()) {
        let model = Model::of(&deeds);
        for (moment, was) in model.past.range(model.began()..) {
            let now = told(model.listed(), Some(*moment));
            for key in KEYS {
                let found = now.get(key);
                let unknown = found.is_some_and(|told| told.unsure);
                let same = size(found) == was.get(key).copied();
                prop_assert!(same || unknown, "{key} at {moment}: {found:?}, was {:?}", was.get(key));
                prop_assert!(same || model.listed().iter().any(|one| one.key == key && one.id == "null"));
            }
        }
    }

    /// A second between any two deeds, so that times tell one order.
    #[test]
    fn a_null_version_that_is_listed_last_is_found_where_it_belongs(deeds in deeds()) {
        let ticked: Vec<_> = deeds.into_iter().flat_map(|deed| [deed, Deed::Tick]).collect();
        let model = Model::of(&ticked);
        let listed = model.told_newest();
        let (mut last, nulls): (Vec<_>, Vec<_>) = listed.iter().cloned().partition(|version| version.id != "null");
        last.extend(nulls);
        last.sort_by(|one, other| one.key.cmp(&other.key));
        for until in model.past.keys().map(|moment| Some(*moment)).chain([None]) {
            let (order, other) = (told(listed.clone(), until), told(last.clone(), until));
            prop_assert_eq!(order, other, "{:?}", until);
        }
    }

    #[test]
    fn what_was_always_kept_is_known_at_every_moment(deeds in deeds()) {
        let deeds: Vec<_> = std::iter::once(Deed::Keep(true))
            .chain(deeds.into_iter().filter(|deed| !matches!(deed, Deed::Keep(_)))).collect();
        let model = Model::of(&deeds);
        for (moment, was) in &model.past {
            let now = told(model.listed(), Some(*moment));
            for key in KEYS {
                prop_assert_eq!(size(now.get(key)), was.get(key).copied());
                prop_assert!(now.get(key).is_none_or(|told| !told.unsure));
            }
        }
    }

    #[test]
    fn without_the_markers_that_are_named_a_deleted_key_is_there_again(deeds in deeds()) {
        let model = Model::of(&deeds);
        for told_of in told(model.listed(), None).into_values() {
            let Stands::Gone { markers, below } = told_of.stands else { continue };
            let gone = |version: &Version| version.key == told_of.key && markers.iter().any(|one| one.id == version.id);
            let left: Vec<_> = model.listed().into_iter().filter(|version| !gone(version)).collect();
            let again = told(left, None).remove(&told_of.key);
            match below {
                Some(below) => prop_assert_eq!(again.unwrap().stands, Stands::There(below)),
                None => prop_assert_eq!(again, None),
            }
        }
    }
}
