//! Keys that an earlier start of the program planned already, so that a plan made anew leaves them
//! out.

use std::{
    collections::{HashSet, hash_map::RandomState},
    hash::BuildHasher,
};

/// Keeps 128 bits of each key, not the key: a million cost some tens of megabytes. The hashes are
/// keyed, so nobody can choose names that are taken for one another.
#[derive(Debug, Default)]
pub(crate) struct Known {
    hashers: [RandomState; 2],
    keys: HashSet<[u64; 2]>,
}

impl Known {
    pub(crate) fn add(&mut self, key: &str) {
        let key = self.of(key);
        self.keys.insert(key);
    }

    /// Whether this key was planned already; asked once for each.
    pub(crate) fn take(&mut self, key: &str) -> bool {
        !self.keys.is_empty() && self.keys.remove(&self.of(key))
    }

    fn of(&self, key: &str) -> [u64; 2] {
        [self.hashers[0].hash_one(key), self.hashers[1].hash_one(key)]
    }
}

#[cfg(test)]
mod tests {
    use super::Known;

    #[test]
    fn a_key_is_known_once() {
        let mut known = Known::default();
        known.add("a/b");
        assert!(!known.take("a/c") && known.take("a/b") && !known.take("a/b"));
    }
}
