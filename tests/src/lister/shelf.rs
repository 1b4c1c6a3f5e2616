//! What the lister has: keys made by arithmetic, so that a million take no memory, or a list that
//! is given.

use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::RwLock;

/// Which keys.
#[derive(Debug)]
pub enum Shelf {
    /// So many, of 60 bytes each, laid out in one of six ways.
    Made(Keys, usize),
    /// Exactly these; they may change while they are listed.
    Given(RwLock<BTreeSet<String>>),
}

/// How made keys lie in the key space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// Evenly, by their first letters.
    Even,
    /// All in one folder, seven folders down.
    Deep,
    /// By year, month and day.
    Dates,
    /// Each begins with a UUID.
    Uuids,
    /// Nine of ten below one of many folders.
    Hot,
    /// Below names of letters beyond ASCII, empty folders, `+`, symbols, and accents that stand
    /// alone.
    Odd,
}

/// Beginnings of [`Keys::Odd`], in order.
const ODD: [&str; 12] = [
    "+1 & more",
    "//empty//",
    "/leading",
    "a b/c d",
    "cafe\u{301}/",
    "café/",
    "Ωμέγα-",
    "архив/2024/",
    "日本/写真",
    "日本/書類/",
    "～ wide ",
    "🦀🚀/",
];

impl Keys {
    /// Every way.
    pub const ALL: [Self; 6] = [Self::Even, Self::Deep, Self::Dates, Self::Uuids, Self::Hot, Self::Odd];

    /// The key at a place; keys rise with their place.
    pub fn key(self, at: usize, of: usize) -> String {
        let spread = |at: usize, of: usize| (at as u64) * (u64::from(u32::MAX) / of.max(1) as u64);
        match self {
            Self::Even => format!("{:08x}-measurement-of-the-northern-station-{at:08}.parq", spread(at, of)),
            Self::Deep => format!("archive/eu/berlin/line-7/camera-3/2024/raw/frame-{at:08}.jpg"),
            Self::Dates => {
                let (day, in_day) = (at / 700, at % 700);
                let (year, month, day) = (2019 + day / 360, day / 30 % 12 + 1, day % 30 + 1);
                format!(
                    "logs/{year}/{month:02}/{day:02}/payment-gateway-eu-central/{:02}/{in_day:08}.log.gz",
                    in_day / 30
                )
            }
            Self::Uuids => {
                let mixed = (at as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                let (a, b) = (mixed >> 48, (mixed >> 36) & 0xfff);
                format!("{:08x}-{a:04x}-4{b:03x}-8a7b-{:012x}/attachment-final.pdf.gz", spread(at, of), mixed >> 16)
            }
            Self::Odd => {
                let beginning = ODD[at * ODD.len() / of.max(1)];
                format!("{beginning}{at:0width$}.bin", width = 56 - beginning.len())
            }
            Self::Hot => {
                let cold = of / 20;
                match at {
                    at if at < cold => format!("{:08x}/{:0>51}", spread(at, 2 * of), at),
                    at if at < of - cold => format!("hot/2025/session-recordings/of-the-whole-year/{at:010}.json"),
                    at => format!("z{:07x}/{:0>51}", spread(at + cold - of, cold.max(1)) >> 4, at),
                }
            }
        }
    }
}

/// What is asked for.
pub(super) struct Question<'a> {
    pub(super) prefix: &'a str,
    pub(super) folders: bool,
    pub(super) after: Option<&'a str>,
    pub(super) by_folder: bool,
    pub(super) backwards: bool,
    pub(super) limit: usize,
}

/// An answer; `next` is what the next one is to begin behind.
#[derive(Default)]
pub(super) struct Page {
    pub(super) keys: Vec<String>,
    pub(super) folders: Vec<String>,
    pub(super) next: Option<String>,
}

impl Shelf {
    /// Exactly these keys.
    pub fn given(keys: impl IntoIterator<Item = String>) -> Self {
        Self::Given(RwLock::new(keys.into_iter().collect()))
    }

    /// Adds and removes keys of a given shelf.
    ///
    /// # Panics
    /// Where keys are made.
    pub fn change(&self, change: impl FnOnce(&mut BTreeSet<String>)) {
        match self {
            Self::Given(keys) => change(&mut keys.write().expect("not poisoned")),
            Self::Made(..) => panic!("these keys are made and cannot be changed"),
        }
    }

    pub(super) fn page(&self, question: &Question<'_>) -> Page {
        match self {
            Self::Made(keys, count) => question.page(|behind| {
                let at = first_behind(*count, |at| keys.key(at, *count).as_str() <= behind.unwrap_or_default());
                (at..*count).map(|at| keys.key(at, *count))
            }),
            Self::Given(keys) => {
                let keys = keys.read().expect("not poisoned");
                if question.by_folder {
                    // As a walk over folders meets them: `/` ends a name, and a shorter name comes
                    // first.
                    let walked = |key: &str| key.replace('/', "\0");
                    let mut all: Vec<&String> = keys.iter().collect();
                    all.sort_by_key(|key| walked(key));
                    return question.page(|behind| {
                        let at = all.partition_point(|key| behind.is_some_and(|behind| walked(key) <= walked(behind)));
                        all[at..].iter().map(|key| (*key).clone())
                    });
                }
                if question.backwards {
                    return question.page(|behind| {
                        let to = behind.map_or(Bound::Unbounded, Bound::Excluded);
                        keys.range::<str, _>((Bound::Unbounded, to)).rev().cloned()
                    });
                }
                question.page(|behind| {
                    let from = behind.map_or(Bound::Unbounded, Bound::Excluded);
                    keys.range::<str, _>((from, Bound::Unbounded)).cloned()
                })
            }
        }
    }
}

impl Question<'_> {
    /// `behind` answers the keys behind a text, or all.
    fn page<I: Iterator<Item = String>>(&self, behind: impl Fn(Option<&str>) -> I) -> Page {
        let mut page = Page::default();
        // What lies before the prefix is jumped over; in any other order it is walked.
        let in_order = !self.by_folder && !self.backwards;
        let jump = self.after.is_none_or(|after| after < self.prefix) && in_order;
        let (mut last, start) = (self.after.map(str::to_owned), jump.then(|| just_before(self.prefix)).flatten());
        let mut keys = behind(start.as_deref().or(self.after));
        while let Some(key) = keys.next() {
            if !key.starts_with(self.prefix) {
                if key.as_str() > self.prefix && in_order {
                    break;
                }
                continue;
            }
            if page.keys.len() + page.folders.len() >= self.limit {
                page.next = last;
                break;
            }
            let slash = key[self.prefix.len()..].find('/').filter(|_| self.folders);
            let Some(slash) = slash else {
                last = Some(key.clone());
                page.keys.push(key);
                continue;
            };
            let folder = key[..=self.prefix.len() + slash].to_owned();
            // Behind everything in the folder.
            let end = if self.backwards { folder.clone() } else { format!("{folder}\u{10ffff}") };
            page.folders.push(folder);
            keys = behind(Some(&end));
            last = Some(end);
        }
        page
    }
}

/// A text that every key below `prefix` is behind, and the prefix itself as well.
fn just_before(prefix: &str) -> Option<String> {
    let mut text = prefix.to_owned();
    let last = text.pop()?;
    let before = char::from_u32(u32::from(last).checked_sub(1)?)?;
    text.push(before);
    text.push('\u{10ffff}');
    Some(text)
}

fn first_behind(count: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut to) = (0, count);
    while from < to {
        let middle = from.midpoint(to);
        if before(middle) { from = middle + 1 } else { to = middle }
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_keys_rise_and_have_sixty_bytes() {
        for keys in Keys::ALL {
            for count in [1, 20, 5_000, 1_000_000] {
                let some: Vec<String> = (0..count).step_by(count / 997 + 1).map(|at| keys.key(at, count)).collect();
                assert!(some.is_sorted_by(|a, b| a < b), "{keys:?} of {count}");
                assert!(some.iter().all(|key| (58..=62).contains(&key.len())), "{keys:?}: {}", some[0]);
            }
        }
    }
}
