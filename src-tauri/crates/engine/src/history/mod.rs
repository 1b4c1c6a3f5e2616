//! What the versions of a key come to: what is there now or was there at a moment, and what its
//! delete markers hide. Pure but for [`of_keys`], which reads.
//!
//! Versions have to come as the storage lists them: key by key, the newest of each first. That
//! order decides, and not the times, of which a second may have several. Only the version `null` is
//! put where its time says, since some storage lists it out of its turn (seen: SeaweedFS, last,
//! however new it is).

mod find;
#[cfg(test)]
pub(crate) mod tests;

use store::Version;

pub(crate) use find::of_keys;

/// The mark that a key was deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marker {
    /// The version id of the marker itself.
    pub(crate) id: String,
    /// When it was made, in milliseconds since 1970.
    pub(crate) modified: Option<i64>,
}

/// Whether two versions have the same bytes, as far as a list tells: a copy of a version has its
/// ETag too, but where it was made in parts.
pub(crate) fn has_same_bytes(one: &Version, other: &Version) -> bool {
    one.id == other.id || one.etag.is_some() && (one.size, &one.etag) == (other.size, &other.etag)
}

/// How a key stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stands {
    /// This version is what a reader gets.
    There(Version),
    /// It is deleted.
    Gone {
        /// The markers over it, the newest first: all have to go for it to come back.
        markers: Vec<Marker>,
        /// The version below them; none where only markers are left.
        below: Option<Version>,
    },
    /// It was not there yet.
    NotYet,
}

/// How one key stands, at the moment that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyState {
    pub(crate) key: String,
    pub(crate) stands: Stands,
    /// What is the newest of it, a version or a marker, whatever moment was asked for.
    pub(crate) newest: Version,
    /// One of its versions is `null` and has contents: what is stored or deleted while versioning
    /// is suspended replaces it.
    pub(crate) has_null: bool,
    /// Something was stored or deleted since while the bucket kept no versions: what that replaced
    /// may have been there, and nobody can know.
    pub(crate) unsure: bool,
}

/// Takes versions and says how each key stands once all of its have come.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keys {
    until: Option<i64>,
    key: Option<Key>,
}

#[derive(Clone, Debug, Default)]
struct Key {
    name: String,
    markers: Vec<Marker>,
    found: Option<Version>,
    newest: Option<Version>,
    /// The one that the storage calls the newest was among those up to the moment.
    latest: bool,
    has_null: bool,
    unsure: bool,
}

impl Keys {
    /// As of this moment, in milliseconds since 1970; without one, as of now. What has no time was
    /// always there.
    pub(crate) fn at(until: Option<i64>) -> Self {
        Self { until, key: None }
    }

    /// The next version. Answers the key before, where this one is of another.
    pub(crate) fn add(&mut self, version: Version) -> Option<KeyState> {
        let same = self.key.as_ref().is_some_and(|key| key.name == version.key);
        let before = if same { None } else { self.end() };
        let key = self.key.get_or_insert_with(|| Key { name: version.key.clone(), ..Key::default() });
        key.take(version, self.until);
        before
    }

    /// There is no more: the last key.
    pub(crate) fn end(&mut self) -> Option<KeyState> {
        self.key.take().map(Key::told)
    }
}

impl Key {
    fn take(&mut self, version: Version, until: Option<i64>) {
        let null = version.id == "null";
        self.has_null |= null && !version.marker;
        // Who is the newest is said of each, and by the order where nobody says it.
        if self.newest.is_none() || version.latest {
            self.newest = Some(version.clone());
        }
        let later = until.is_some_and(|until| version.modified.is_some_and(|modified| modified > until));
        if later {
            // Without versions a file is written over: its place is all that is left of the others.
            self.unsure |= null;
            return;
        }
        let at = self.place(&version);
        self.latest |= version.latest;
        match version.marker {
            _ if at > self.markers.len() => {}
            true => self.markers.insert(at, Marker::of(version)),
            false => {
                self.markers.truncate(at);
                self.found = Some(version);
            }
        }
    }

    /// How many of the markers are newer than this version, which comes after them; one more where
    /// the version below them is newer as well.
    fn place(&self, version: &Version) -> usize {
        let behind = self.markers.len() + usize::from(self.found.is_some());
        if version.id != "null" {
            return behind;
        }
        let before = |other: Option<i64>| other.zip(version.modified).is_some_and(|(other, made)| other < made);
        let found = self.found.iter().map(|found| found.modified);
        let mut all = self.markers.iter().map(|marker| marker.modified).chain(found);
        // What is told to be the newest is that, whatever the clock says.
        if version.latest { 0 } else { all.position(before).unwrap_or(behind).max(usize::from(self.latest)) }
    }

    fn told(self) -> KeyState {
        let stands = match (self.found, self.markers) {
            (None, markers) if markers.is_empty() => Stands::NotYet,
            (Some(found), markers) if markers.is_empty() => Stands::There(found),
            (below, markers) => Stands::Gone { markers, below },
        };
        let newest = self.newest.unwrap_or_default();
        KeyState { key: self.name, stands, newest, has_null: self.has_null, unsure: self.unsure }
    }
}

impl Marker {
    fn of(version: Version) -> Self {
        Self { id: version.id, modified: version.modified }
    }
}
