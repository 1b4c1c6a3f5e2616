//! Finds a text in the middle between two keys, where keys are likely to be: it learns from the
//! keys that came which letters stand at which place, and counts in them as in the digits of a
//! number. A letter that was never seen has a small digit too, so that any two keys have a middle.
//!
//! It only ever guesses where to split the work. Whatever it answers lies strictly between the two
//! keys, so a bad guess costs a request and never a row.

use std::collections::HashMap;

/// Places that are learnt; at others all letters that were seen anywhere are likely.
const PLACES: usize = 4_096;
/// Letters beyond ASCII that a place keeps.
const KEPT: usize = 512;
/// Letters of a key that are counted: more than a double holds digits.
const DIGITS: usize = 12;
/// A guess that falls short by this share of the way is good enough.
const ABOUT: f64 = 0.2;

/// Where letters came so often on average, there are no others.
const KNOWN: u64 = 512;
/// Where each letter came so often, all of them were seen.
const OFTEN: f64 = 4.0;
/// Who saw fewer letters of a kind than this may expect others of it.
const FEW: usize = 13;

/// Letters of ASCII, a bit each.
type Ascii = u128;

const NUMBERS: Ascii = range(b'0', b'9');
const SMALL: Ascii = range(b'a', b'z');
const CAPITAL: Ascii = range(b'A', b'Z');
const HEX: Ascii = range(b'a', b'f');

const fn range(first: u8, last: u8) -> Ascii {
    ((1 << (last - first + 1)) - 1) << first
}

/// All letters that a key may be guessed with, in stretches that are equally likely where nothing
/// is known: ASCII, Latin, other letters of two bytes, the lower and higher ones of three, symbols,
/// and those of four. No controls and nothing that XML cannot say: a guess is sent to a server.
/// <https://www.w3.org/TR/xml/#charsets>
const STRETCHES: [(u32, u32); 8] = [
    (0x20, 0x7f),
    (0xa1, 0x250),
    (0x250, 0x800),
    (0x800, 0x3000),
    (0x3000, 0xd800),
    (0xe000, 0xfffe),
    (0x1_0000, 0x2_0000),
    (0x2_0000, 0x11_0000),
];

/// Where a letter stands: in which folder of the key, in which word of that, and where in the word.
/// So a number behind a name has the same place whatever the length of the name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Spot {
    folder: u8,
    word: u8,
    letter: u8,
}

impl Spot {
    fn behind(self, letter: char) -> Self {
        match letter {
            '/' => Self { folder: self.folder.saturating_add(1), word: 0, letter: 0 },
            mark if mark.is_ascii() && !mark.is_ascii_alphanumeric() => {
                Self { word: self.word.saturating_add(1), letter: 0, ..self }
            }
            _ => Self { letter: self.letter.saturating_add(1), ..self },
        }
    }
}

/// Letters that were seen.
#[derive(Debug, Default)]
struct Set {
    ascii: Ascii,
    /// Those beyond ASCII, in order.
    beyond: Vec<char>,
    /// How many letters were learnt, the same one counted each time, and how many beyond ASCII.
    learnt: (u32, u32),
}

impl Set {
    fn add(&mut self, letter: char) {
        let (all, beyond) = self.learnt;
        if letter.is_ascii() {
            self.ascii |= 1 << u32::from(letter);
            self.learnt = (all.saturating_add(1), beyond);
            return;
        }
        if let Err(at) = self.beyond.binary_search(&letter) {
            if self.beyond.len() == KEPT {
                return;
            }
            self.beyond.insert(at, letter);
        }
        self.learnt = (all.saturating_add(1), beyond.saturating_add(1));
    }

    /// How sure it is, as a share, that the letters beyond ASCII seen so far are some of many: 1
    /// where each came a few times at most. A part is read in order, so those behind were not seen
    /// yet.
    fn some_of_many(&self) -> f64 {
        (OFTEN * self.beyond.len() as f64 / (f64::from(self.learnt.1) + 2.0)).min(1.0)
    }

    /// How likely the next letter is one that was not seen.
    fn unseen(&self) -> f64 {
        let (beyond, all) = (self.beyond.len() as f64, self.beyond.len() as f64 + f64::from(self.ascii.count_ones()));
        if all == 0.0 {
            1.0
        } else {
            (1.0 / (f64::from(self.learnt.0) + 8.0) + self.some_of_many() * beyond / all).min(0.9)
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Letters {
    places: HashMap<Spot, Set>,
    all: Set,
}

impl Letters {
    /// Learns from a key (without the listing's prefix).
    pub(super) fn learn(&mut self, key: &str) {
        let mut place = Spot::default();
        for letter in key.chars() {
            if is_sent(letter) {
                self.all.add(letter);
                let known = self.places.len() < PLACES;
                let set = if known { Some(self.places.entry(place).or_default()) } else { self.places.get_mut(&place) };
                if let Some(set) = set {
                    set.add(letter);
                }
            }
            place = place.behind(letter);
        }
    }

    /// A text about such a share of the way from `low` to `high` (or the end of everything),
    /// strictly between both.
    pub(super) fn between(&self, low: &str, high: Option<&str>, share: f64) -> Option<String> {
        let shared = shared(low, high.unwrap_or_default());
        let place = low[..shared].chars().fold(Spot::default(), Spot::behind);
        let from = self.value(&low[shared..], place);
        let to = high.map_or(1.0, |high| self.value(&high[shared..], place));
        let middle = format!("{}{}", &low[..shared], self.spell(from, (to - from) * share, place));
        (middle.as_str() > low && high.is_none_or(|high| middle.as_str() < high)).then_some(middle)
    }

    /// How far `at` is on the way from `low` to `high`, from 0 to 1.
    pub(super) fn progress(&self, low: &str, at: &str, high: Option<&str>) -> f64 {
        let shared = shared(low, high.unwrap_or_default());
        let place = low[..shared].chars().fold(Spot::default(), Spot::behind);
        let value = |key: &str| key.get(shared..).map_or(0.0, |rest| self.value(rest, place));
        let (from, to) = (value(low), high.map_or(1.0, value));
        if to > from { ((value(at) - from) / (to - from)).clamp(0.0, 1.0) } else { 0.0 }
    }

    /// The key as a number from 0 to 1.
    fn value(&self, key: &str, mut place: Spot) -> f64 {
        let (mut value, mut weight) = (0.0, 1.0);
        for letter in key.chars().take(DIGITS) {
            let (from, to) = self.digits(place).of(letter);
            value += from * weight;
            weight *= to - from;
            place = place.behind(letter);
        }
        value
    }

    /// A key whose value is about so far behind `from`; short where that will do.
    fn spell(&self, from: f64, behind: f64, mut place: Spot) -> String {
        let (wanted, enough) = (from + behind, behind * ABOUT);
        let (mut key, mut value, mut weight) = (String::new(), 0.0, 1.0);
        for _ in 0..DIGITS {
            let digits = self.digits(place);
            let letter = digits.letter((wanted - value) / weight);
            let (from, to) = digits.of(letter);
            value += from * weight;
            weight *= to - from;
            key.push(letter);
            if wanted - value <= enough || weight <= 0.0 {
                break;
            }
            place = place.behind(letter);
        }
        key
    }

    fn digits(&self, place: Spot) -> Digits<'_> {
        let seen = self.places.get(&place).unwrap_or(&self.all);
        let sure = u64::from(seen.learnt.0) > KNOWN * u64::from(seen.ascii.count_ones());
        let ascii = if sure { seen.ascii } else { self.likely(seen.ascii) };
        let beyond = if (1..FEW).contains(&seen.beyond.len()) { &self.all.beyond } else { &seen.beyond };
        Digits { ascii, beyond, weight: 1.0 - seen.some_of_many(), all: &self.all, unseen: seen.unseen() }
    }

    /// The letters that were seen, with those that belong to them: who saw a few digits may expect
    /// them all.
    fn likely(&self, seen: Ascii) -> Ascii {
        let all = self.all.ascii;
        let hex = all & NUMBERS != 0 && all & SMALL != 0 && all & SMALL & !HEX == 0;
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

/// How likely each letter is at a place: those that are expected there share most of it, those
/// that were seen anywhere a part, and all others a little.
struct Digits<'a> {
    ascii: Ascii,
    beyond: &'a [char],
    /// How much one of these counts beside a letter of ASCII.
    weight: f64,
    all: &'a Set,
    /// The share of letters that are not expected here.
    unseen: f64,
}

impl Digits<'_> {
    /// The stretch from 0 to 1 that belongs to a letter.
    fn of(&self, letter: char) -> (f64, f64) {
        let code = u32::from(letter);
        (self.before(code), self.before(code + 1))
    }

    fn before(&self, code: u32) -> f64 {
        // Where no letter beyond ASCII was seen none is sent: some servers trip over it.
        let rest = if self.all.beyond.is_empty() { stretch(STRETCHES[0], code) } else { anything(code) };
        let expected = share(self.ascii, self.beyond, self.weight, code).unwrap_or(rest);
        let anywhere = share(self.all.ascii, &self.all.beyond, 1.0, code).unwrap_or(rest);
        expected * (1.0 - self.unseen) + f64::midpoint(anywhere, rest) * self.unseen
    }

    /// The letter to whose stretch a number from 0 to 1 belongs.
    fn letter(&self, value: f64) -> char {
        let (mut from, mut to) = (STRETCHES[0].0, STRETCHES[7].1);
        while from + 1 < to {
            let middle = u32::midpoint(from, to);
            if self.before(middle) <= value { from = middle } else { to = middle }
        }
        char::from_u32(from).unwrap_or('\u{d7ff}')
    }
}

/// Which share of the letters lies before one; those beyond ASCII have a weight. None of none.
fn share(ascii: Ascii, beyond: &[char], weight: f64, code: u32) -> Option<f64> {
    let low = if code < 128 { ascii & ((1 << code) - 1) } else { ascii };
    let sum = |ascii: Ascii, beyond: usize| f64::from(ascii.count_ones()) + beyond as f64 * weight;
    let (before, all) = (beyond.partition_point(|letter| u32::from(*letter) < code), sum(ascii, beyond.len()));
    (all != 0.0).then(|| sum(low, before) / all)
}

/// Which share of all letters lies before one, where nothing is known.
fn anything(code: u32) -> f64 {
    STRETCHES.iter().map(|one| stretch(*one, code)).sum::<f64>() / STRETCHES.len() as f64
}

/// Which share of a stretch lies before a letter.
fn stretch((from, to): (u32, u32), code: u32) -> f64 {
    f64::from(code.clamp(from, to) - from) / f64::from(to - from)
}

fn is_sent(letter: char) -> bool {
    STRETCHES.iter().any(|(from, to)| (*from..*to).contains(&u32::from(letter)))
}

/// The next letter that may be sent.
pub(super) fn following(letter: char) -> Option<char> {
    let next = u32::from(letter) + 1;
    let (from, _) = STRETCHES.iter().find(|(_, to)| next < *to)?;
    char::from_u32(next.max(*from))
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
        let letters = taught((0..1000).step_by(64).map(|n| format!("{n:08}.jpg")));
        let middle = letters.between("00000999.jpg", Some("00009999.jpg"), 0.5).unwrap();
        let digits: String = middle.chars().take_while(char::is_ascii_digit).collect();
        assert!((4500..6500).contains(&format!("{digits:0<8}").parse::<u32>().unwrap()), "{middle}");
        let open = letters.between("00000999.jpg", None, 0.5).unwrap();
        assert!(("4".."8").contains(&open.as_str()), "{open}");
    }

    #[test]
    fn letters_beyond_ascii_are_counted_as_digits_are() {
        let greek: Vec<char> = ('α'..='ω').collect();
        let letters = taught((0..15_625).map(|n: usize| {
            let letter = |by: usize| greek[n / by % greek.len()];
            format!("{}{}{}", letter(625), letter(25), letter(1))
        }));
        let middle = letters.between("ααα", Some("ωωω"), 0.5).unwrap();
        assert!(("κ".."ο").contains(&middle.as_str()), "{middle}");
        let inside = letters.between("ηαα", Some("ηωω"), 0.5).unwrap();
        assert!(("ηκ".."ηο").contains(&inside.as_str()), "{inside}");
        let part = letters.progress("ααα", "γαα", Some("ωωω"));
        assert!((0.06..0.12).contains(&part), "{part}");
    }

    #[test]
    fn letters_that_never_came_are_halved_as_well() {
        let letters = taught(["🦀 0000".to_owned()]);
        let middle = letters.between("日", Some("語"), 0.5).unwrap();
        assert!(("日".."語").contains(&middle.as_str()) && middle != "日", "{middle}");
        assert!(letters.progress("日", &middle, Some("語")) > 0.3, "and it is some way");
    }

    #[test]
    fn hexadecimal_is_told_from_words() {
        let hex = taught((0..256).map(|n| format!("{n:02x}")));
        assert_eq!(hex.digits(Spot::default()).ascii, NUMBERS | HEX);
        let words = taught(["report 1".to_owned()]);
        assert_eq!(words.digits(Spot::default()).ascii, SMALL);
    }

    #[test]
    fn halving_comes_to_an_end_at_neighbours() {
        let letters = taught(["a0".to_owned(), "a9".to_owned()]);
        let (low, mut high) = ("a5".to_owned(), None);
        let mut steps = 0;
        while let Some(middle) = letters.between(&low, high.as_deref(), 0.5) {
            high = Some(middle);
            steps += 1;
            assert!(steps < 200, "{high:?}");
        }
        assert!(steps > 3);
    }

    proptest::proptest! {
        #[test]
        fn the_middle_is_strictly_between(
            seen in proptest::collection::vec("\\PC{0,8}|[aé～🦀]{0,5}", 0..20), a in "\\PC{0,8}|[aé～🦀]{0,5}", b in "\\PC{0,8}|[aé～🦀]{0,5}",
        ) {
            let letters = taught(seen);
            let (low, high) = if a < b { (a, b) } else { (b, a) };
            for high in [Some(high.as_str()), None] {
                if let Some(middle) = letters.between(&low, high, 0.5) {
                    proptest::prop_assert!(low < middle && high.is_none_or(|high| middle.as_str() < high), "{:?}", middle);
                    let guessed = &middle[shared(&low, high.unwrap_or_default())..];
                    proptest::prop_assert!(guessed.chars().all(is_sent), "{:?}", middle);
                }
            }
            let progress = letters.progress(&low, &low, Some(&high));
            proptest::prop_assert!((0.0..=1.0).contains(&progress));
        }
    }
}
