//! What was read lately, in blocks, for all readings together and within one bound.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Mutex, PoisonError},
};

use bytes::Bytes;

use crate::ids::ReadingId;

/// Bytes of a block. A request asks for whole blocks, so that the next one beside it meets what is
/// there.
pub(super) const BLOCK: u64 = 64 << 10;

/// The number of a file that is held in one piece, since its server sends it only whole.
pub(super) const ALL: u64 = u64::MAX;

/// Bytes that all readings hold together. The piece that came last stays, however large it is:
/// beyond this a file in one piece is alone.
const MOST: usize = 32 << 20;

/// Blocks by reading and number.
#[derive(Default)]
pub(super) struct Cache(Mutex<Held>);

#[derive(Default)]
struct Held {
    blocks: HashMap<(ReadingId, u64), (Bytes, u64)>,
    /// By when they were last used: the first goes first.
    used: BTreeMap<u64, (ReadingId, u64)>,
    clock: u64,
    bytes: usize,
}

impl Cache {
    /// A block, if it is held.
    pub(super) fn get(&self, of: &ReadingId, block: u64) -> Option<Bytes> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let held = &mut *held;
        let key = (of.clone(), block);
        let (bytes, used) = held.blocks.get_mut(&key)?;
        held.used.remove(used);
        held.clock += 1;
        *used = held.clock;
        let bytes = bytes.clone();
        held.used.insert(held.clock, key);
        Some(bytes)
    }

    /// Holds a block, and lets those go that nobody used for longest.
    pub(super) fn put(&self, of: &ReadingId, block: u64, bytes: Bytes) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let held = &mut *held;
        let key = (of.clone(), block);
        held.clock += 1;
        held.bytes += bytes.len();
        if let Some((before, used)) = held.blocks.insert(key.clone(), (bytes, held.clock)) {
            held.bytes -= before.len();
            held.used.remove(&used);
        }
        held.used.insert(held.clock, key);
        while held.bytes > MOST
            && held.used.len() > 1
            && let Some((_, oldest)) = held.used.pop_first()
        {
            held.bytes -= held.blocks.remove(&oldest).map_or(0, |(bytes, _)| bytes.len());
        }
    }

    /// Lets all blocks of a reading go.
    pub(super) fn forget(&self, of: &ReadingId) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let held = &mut *held;
        held.used.retain(|_, (reading, _)| reading != of);
        held.blocks.retain(|(reading, _), _| reading != of);
        held.bytes = held.blocks.values().map(|(bytes, _)| bytes.len()).sum();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use bytes::Bytes;

    use super::{ALL, BLOCK, Cache, MOST};
    use crate::ids::ReadingId;

    fn bytes_held(cache: &Cache) -> usize {
        let held = cache.0.lock().unwrap();
        assert_eq!(held.blocks.len(), held.used.len());
        assert_eq!(held.bytes, held.blocks.values().map(|(bytes, _)| bytes.len()).sum::<usize>());
        held.bytes
    }

    #[test]
    fn what_nobody_used_for_longest_goes_first_and_the_bound_holds() {
        let (cache, one, other) = (Cache::default(), ReadingId::fresh(), ReadingId::fresh());
        let block = Bytes::from(vec![7; BLOCK as usize]);
        let fit = MOST as u64 / BLOCK;
        for number in 0..fit {
            cache.put(if number % 2 == 0 { &one } else { &other }, number, block.clone());
        }
        assert_eq!(bytes_held(&cache), MOST);
        assert!(cache.get(&one, 0).is_some(), "used just now");
        cache.put(&one, fit, block.clone());
        assert!(cache.get(&other, 1).is_none(), "the longest unused went");
        assert!(cache.get(&one, 0).is_some() && cache.get(&one, fit).is_some());
        cache.put(&one, fit, block);
        assert_eq!(bytes_held(&cache), MOST, "the same block counts once");
        cache.forget(&one);
        assert!(cache.get(&one, 0).is_none() && cache.get(&other, 3).is_some());
        assert!(bytes_held(&cache) < MOST);
    }
    #[test]
    fn files_in_one_piece_count_and_only_the_last_may_be_larger() {
        let (cache, readings) = (Cache::default(), [(); 4].map(|()| ReadingId::fresh()));
        cache.put(&readings[0], 0, Bytes::from(vec![7; BLOCK as usize]));
        for one in &readings {
            cache.put(one, ALL, Bytes::from(vec![7; 2 * MOST]));
            assert_eq!(bytes_held(&cache), 2 * MOST);
            assert!(cache.get(one, ALL).is_some(), "the last one stays");
        }
        for one in &readings {
            cache.put(one, ALL, Bytes::from(vec![7; MOST / 2]));
        }
        assert_eq!(bytes_held(&cache), MOST, "two fit");
    }
}
