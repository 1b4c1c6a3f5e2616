//! Keys of any shape: what people and programs name files by, and what nobody would.

use std::collections::BTreeSet;

use proptest::{collection::vec, prelude::*};

/// Letters that a name is made of.
#[derive(Clone, Copy, Debug)]
pub(super) enum Alphabet {
    Digits,
    Hexadecimal,
    Small,
    Greek,
    Han,
    /// Marks, accents that stand alone, symbols, and every length of UTF-8.
    Odd,
    /// Everything that may be in a key.
    Unicode,
}

const ODD: [&str; 18] = [
    "/",
    "//",
    "+",
    " ",
    "e\u{301}",
    "é",
    "ß",
    "日本",
    "語",
    "🦀",
    "👩\u{200d}🚀",
    "～",
    "%2F",
    "&",
    "\u{fffd}",
    "a",
    "7",
    "Z",
];

/// What stands behind the beginning of a group.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rest {
    /// A number of so many digits, or as many as it needs.
    Number(usize),
    /// So many letters at random.
    Letters(Alphabet, usize),
    /// A year, a month, a day, an hour and a number.
    Date,
}

#[derive(Clone, Debug)]
pub(super) struct Group {
    beginning: Vec<(Alphabet, usize, u64)>,
    rest: Rest,
    /// How many of the keys, in proportion to the other groups.
    weight: usize,
}

/// Groups of keys behind one common beginning.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    common: (Alphabet, usize, u64),
    groups: Vec<Group>,
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn text(&mut self, alphabet: Alphabet, length: usize) -> String {
        let mut text = String::new();
        let one = |from: char, count: u32, at: usize| char::from_u32(u32::from(from) + at as u32 % count).unwrap();
        for _ in 0..length {
            let at = self.below(1 << 24);
            match alphabet {
                Alphabet::Digits => text.push(one('0', 10, at)),
                Alphabet::Hexadecimal => text.push(char::from_digit(at as u32 % 16, 16).unwrap()),
                Alphabet::Small => text.push(one('a', 26, at)),
                Alphabet::Greek => text.push(one('α', 25, at)),
                Alphabet::Han => text.push(one('一', 3_000, at)),
                Alphabet::Odd => text.push_str(ODD[at % ODD.len()]),
                Alphabet::Unicode => text.push(char::from_u32(0x20 + at as u32 % 0x10_ffd0).unwrap_or('\u{fffd}')),
            }
        }
        text
    }
}

impl Shape {
    /// So many keys, in order.
    pub(super) fn keys(&self, count: usize, seed: u64) -> Vec<String> {
        let common = Dice(self.common.2).text(self.common.0, self.common.1);
        let all: usize = self.groups.iter().map(|group| group.weight).sum();
        let (mut dice, mut keys) = (Dice(seed), BTreeSet::new());
        for (at, group) in self.groups.iter().enumerate() {
            let beginning: String =
                group.beginning.iter().map(|(alphabet, length, seed)| Dice(*seed).text(*alphabet, *length)).collect();
            let wanted = if at + 1 == self.groups.len() { count } else { keys.len() + count * group.weight / all };
            let mut number = 0;
            while keys.len() < wanted {
                number += 1;
                let rest = match group.rest {
                    Rest::Number(digits) => format!("{number:0digits$}.jpg"),
                    Rest::Letters(alphabet, length) => format!("{}{number}", dice.text(alphabet, length)),
                    Rest::Date => {
                        let day = number / 50;
                        let (year, month) = (2019 + day / 360, day / 30 % 12 + 1);
                        format!("{year}/{month:02}/{:02}/{:02}/{number}", day % 30 + 1, number % 50 / 3)
                    }
                };
                keys.insert(format!("{common}{beginning}{rest}"));
            }
        }
        keys.into_iter().collect()
    }
}

fn alphabet() -> impl Strategy<Value = Alphabet> {
    use Alphabet::{Digits, Greek, Han, Hexadecimal, Odd, Small, Unicode};
    prop::sample::select(vec![Digits, Hexadecimal, Small, Greek, Han, Odd, Unicode])
}

fn group() -> impl Strategy<Value = Group> {
    let rest = prop_oneof![
        (0_usize..=12).prop_map(Rest::Number),
        (alphabet(), 1_usize..=12).prop_map(|(alphabet, length)| Rest::Letters(alphabet, length)),
        Just(Rest::Date),
    ];
    let weight = prop_oneof![Just(1_usize), Just(10), Just(100)];
    (vec((alphabet(), 0_usize..=8, any::<u64>()), 0..=3), rest, weight).prop_map(|(beginning, rest, weight)| Group {
        beginning,
        rest,
        weight,
    })
}

/// Any shape: from one folder behind a long beginning to twenty groups that have nothing in common.
pub(super) fn shape() -> impl Strategy<Value = Shape> {
    let length = prop_oneof![Just(0_usize), 0_usize..=10, 0_usize..=200];
    ((alphabet(), length, any::<u64>()), vec(group(), 1..=20)).prop_map(|(common, groups)| Shape { common, groups })
}
