//! Finds a text in the middle between two keys, where keys are likely to be: it learns from the
//! keys that came which letters stand at which place, and counts in them as in the digits of a
//! number.
//!
//! It only ever guesses where to split the work. Whatever it answers lies strictly between the two
//! keys, so a bad guess costs a request and never a row.

/// Places that are learnt; behind them all letters that were seen anywhere are likely.
const PLACES: usize = 256;
/// Places that are counted: as many digits as a double holds.
const DIGITS: usize = 8;

/// The letters of ASCII that were seen, a bit each.
type Set = u128;

const NUMBERS: Set = range(b'0', b'9');
const SMALL: Set = range(b'a', b'z');
const CAPITAL: Set = range(b'A', b'Z');
const HEX: Set = range(b'a', b'f');

const fn range(first: u8, last: u8) -> Set {
    ((1 << (last - first + 1)) - 1) << first
}

#[derive(Debug, Default)]
pub(super) struct Letters {
    places: Vec<Set>,
    all: Set,
}

impl Letters {
    /// Learns from a key (without the listing's prefix).
    pub(super) fn learn(&mut self, key: &str) {
        for (place, letter) in key.chars().enumerate().take(PLACES) {
            if self.places.len() <= place {
                self.places.push(0);
            }
            if letter.is_ascii() {
                self.places[place] |= 1 << u32::from(letter);
                self.all |= 1 << u32::from(letter);
            }
        }
    }

    /// A text about halfway between `low` and `high` (or the end of everything), strictly between
    /// both.
    pub(super) fn between(&self, low: &str, high: Option<&str>) -> Option<String> {
        let shared = shared(low, high.unwrap_or_default());
        let place = low[..shared].chars().count();
        let (rest, end) = (&low[shared..], high.map(|high| &high[shared..]));
        let middle = self.foreign(rest, end).or_else(|| {
            let from = self.value(rest, place);
            let to = end.map_or(1.0, |end| self.value(end, place));
            Some(self.spell((from + to) / 2.0, place))
        })?;
        let middle = format!("{}{middle}", &low[..shared]);
        (middle.as_str() > low && high.is_none_or(|high| middle.as_str() < high)).then_some(middle)
    }

    /// How far `at` is on the way from `low` to `high`, from 0 to 1.
    pub(super) fn progress(&self, low: &str, at: &str, high: Option<&str>) -> f64 {
        let shared = shared(low, high.unwrap_or_default());
        let place = low[..shared].chars().count();
        let value = |key: &str| key.get(shared..).map_or(0.0, |rest| self.value(rest, place));
        let (from, to) = (value(low), high.map_or(1.0, value));
        if to > from { ((value(at) - from) / (to - from)).clamp(0.0, 1.0) } else { 0.0 }
    }

    /// Between two letters beyond ASCII, halfway by number: nothing is known of what lies between.
    fn foreign(&self, low: &str, high: Option<&str>) -> Option<String> {
        let (low, high) = (low.chars().next()?, high?.chars().next()?);
        if low.is_ascii() || high.is_ascii() {
            return None;
        }
        let middle = char::from_u32(u32::midpoint(u32::from(low), u32::from(high)))?;
        (low < middle && middle < high).then(|| middle.to_string())
    }

    /// The key as a number from 0 to 1. A digit 0 is the end of the key; letters beyond ASCII lie
    /// behind the last.
    fn value(&self, key: &str, place: usize) -> f64 {
        let (mut value, mut weight) = (0.0, 1.0);
        for (at, letter) in key.chars().enumerate().take(DIGITS) {
            let set = self.likely(place + at);
            weight /= f64::from(set.count_ones() + 1);
            let digit = match u32::from(letter) {
                code @ 0..=127 => {
                    let before = (set & ((1 << code) - 1)).count_ones();
                    // A letter that nobody expected lies between those that were.
                    f64::from(before) + if set >> code & 1 == 1 { 1.0 } else { 0.5 }
                }
                _ => f64::from(set.count_ones()) + 0.5,
            };
            value += digit * weight;
        }
        value
    }

    /// The key that has this value; shorter where less will do.
    fn spell(&self, mut value: f64, place: usize) -> String {
        let mut key = String::new();
        for at in 0..DIGITS {
            let set = self.likely(place + at);
            value *= f64::from(set.count_ones() + 1);
            let digit = value.floor();
            value -= digit;
            let Some(letter) = nth(set, digit) else { break };
            key.push(letter);
        }
        key
    }

    /// The letters that stand at a place, with those that belong to them: who saw a few digits may
    /// expect them all.
    fn likely(&self, place: usize) -> Set {
        let seen = self.places.get(place).copied().filter(|set| *set != 0).unwrap_or(self.all);
        let hex = self.all & NUMBERS != 0 && self.all & SMALL != 0 && self.all & SMALL & !HEX == 0;
        let mut likely = seen;
        if seen & NUMBERS != 0 && (seen & NUMBERS).count_ones() < 8 {
            likely |= if hex { NUMBERS | HEX } else { NUMBERS };
        }
        if seen & SMALL != 0 {
            likely |= match (hex, (seen & SMALL).count_ones()) {
                (true, _) => NUMBERS | HEX,
                (false, ..13) => SMALL,
                (false, _) => 0,
            };
        }
        if seen & CAPITAL != 0 && (seen & CAPITAL).count_ones() < 13 {
            likely |= CAPITAL;
        }
        likely
    }
}

/// The letter for a digit: 1 is the first of the set.
fn nth(mut set: Set, digit: f64) -> Option<char> {
    if digit < 1.0 {
        return None;
    }
    let mut left = digit;
    while left >= 2.0 {
        set &= set.wrapping_sub(1);
        left -= 1.0;
    }
    (set != 0).then(|| char::from_u32(set.trailing_zeros())).flatten()
}

/// The length in bytes of what both begin with.
pub(super) fn shared(a: &str, b: &str) -> usize {
    a.char_indices().zip(b.chars()).find(|((_, a), b)| a != b).map_or(a.len().min(b.len()), |((at, _), _)| at)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn taught(keys: impl IntoIterator<Item = String>) -> Letters {
        let mut letters = Letters::default();
        keys.into_iter().for_each(|key| letters.learn(&key));
        letters
    }

    #[test]
    fn the_middle_of_numbers_is_a_number_in_the_middle() {
        let letters = taught((0..1000).map(|n| format!("{n:08}.jpg")));
        let middle = letters.between("00000999.jpg", Some("00009999.jpg")).unwrap();
        assert!((5000..6500).contains(&middle[..8].parse::<u32>().unwrap()), "{middle}");
        let open = letters.between("00000999.jpg", None).unwrap();
        assert!(("4".."8").contains(&open.as_str()), "{open}");
    }

    #[test]
    fn hexadecimal_is_told_from_words() {
        let hex = taught((0..256).map(|n| format!("{n:02x}")));
        assert_eq!(hex.likely(0), NUMBERS | HEX);
        let words = taught(["report 1".to_owned()]);
        assert_eq!(words.likely(0), SMALL);
    }

    #[test]
    fn halving_comes_to_an_end_at_neighbours() {
        let letters = taught(["a0".to_owned(), "a9".to_owned()]);
        let (low, mut high) = ("a5".to_owned(), None);
        let mut steps = 0;
        while let Some(middle) = letters.between(&low, high.as_deref()) {
            high = Some(middle);
            steps += 1;
            assert!(steps < 200, "{high:?}");
        }
        assert!(steps > 3);
    }

    proptest::proptest! {
        #[test]
        fn the_middle_is_strictly_between(
            seen in proptest::collection::vec("[ -~]{0,8}|[aé～🦀]{0,5}", 0..20), a in "[ -~]{0,8}|[aé～🦀]{0,5}", b in "[ -~]{0,8}|[aé～🦀]{0,5}",
        ) {
            let letters = taught(seen);
            let (low, high) = if a < b { (a, b) } else { (b, a) };
            if let Some(middle) = letters.between(&low, Some(&high)) {
                proptest::prop_assert!(low < middle && middle < high, "{:?}", middle);
            }
            if let Some(middle) = letters.between(&low, None) {
                proptest::prop_assert!(low < middle, "{:?}", middle);
            }
            let progress = letters.progress(&low, &low, Some(&high));
            proptest::prop_assert!((0.0..=1.0).contains(&progress));
        }
    }
}
