//! Texts that several patterns allow at once: one of each group, and none of those that are ruled
//! out.
//!
//! All the patterns are followed together, letter by letter, so what is found fits all of them, and
//! when nothing is found within the bound there is no such text.

use std::collections::{HashSet, VecDeque};

use crate::pattern::Piece;

/// More states than these are not looked at. Policies as people write them need a few hundred.
const MOST_STATES: usize = 4096;

/// What a value has to be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Wanted {
    /// It fits one pattern of each of these groups.
    pub(super) all: Vec<Vec<Vec<Piece>>>,
    /// It fits none of these.
    pub(super) none: Vec<Vec<Piece>>,
}

/// How far each pattern has been followed, as pairs of a pattern and a position in it, in order.
type State = Vec<(usize, usize)>;

/// A pattern, and the group that it is of; of none when it is ruled out.
struct Followed<'a> {
    pieces: &'a [Piece],
    group: Option<usize>,
}

struct Search<'a> {
    patterns: Vec<Followed<'a>>,
    groups: usize,
}

impl Wanted {
    /// Some such texts, the shortest first, at most `most` of them. Nothing when the search ended
    /// at its bound, so that nobody knows whether there is one.
    pub(super) fn texts(&self, most: usize) -> Option<Vec<String>> {
        let grouped = self.all.iter().zip(0..).flat_map(|(group, nth)| group.iter().map(move |one| (one, Some(nth))));
        let patterns = grouped.chain(self.none.iter().map(|one| (one, None)));
        let patterns = patterns.map(|(pieces, group)| Followed { pieces, group }).collect();
        Search { patterns, groups: self.all.len() }.texts(most)
    }
}

impl Search<'_> {
    fn texts(&self, most: usize) -> Option<Vec<String>> {
        let start = self.closed((0..self.patterns.len()).map(|pattern| (pattern, 0)).collect());
        let mut found = Vec::new();
        let mut seen = HashSet::from([start.clone()]);
        // Each state as the one before it and the letter between them.
        let mut steps: Vec<(usize, Option<char>)> = vec![(0, None)];
        let mut next = VecDeque::from([(start, 0)]);
        while let Some((state, own)) = next.pop_front() {
            if self.is_whole(&state) {
                found.push(spelt(&steps, own));
            }
            if found.len() >= most {
                break;
            }
            if steps.len() >= MOST_STATES {
                return (!found.is_empty()).then_some(found);
            }
            for letter in self.letters(&state) {
                let after = self.after(&state, letter);
                if self.can_end(&after) && seen.insert(after.clone()) {
                    next.push_back((after, steps.len()));
                    steps.push((own, Some(letter)));
                }
            }
        }
        Some(found)
    }

    /// The state with everything that is reached without a letter.
    fn closed(&self, mut state: State) -> State {
        let mut at = 0;
        while let Some(&(pattern, position)) = state.get(at) {
            if self.patterns[pattern].pieces.get(position).is_some_and(|piece| piece.is_run()) {
                state.push((pattern, position + 1));
            }
            at += 1;
        }
        state.sort_unstable();
        state.dedup();
        state
    }

    fn after(&self, state: &State, letter: char) -> State {
        let step = |&(pattern, position): &(usize, usize)| {
            let piece = self.patterns[pattern].pieces.get(position).filter(|piece| piece.takes(letter))?;
            Some((pattern, position + usize::from(!piece.is_run())))
        };
        self.closed(state.iter().filter_map(step).collect())
    }

    /// Letters that lead on from here in different ways: those that stand in a pattern, and some
    /// that do not.
    fn letters(&self, state: &State) -> Vec<char> {
        let own = state.iter().filter_map(|(pattern, position)| self.patterns[*pattern].pieces.get(*position));
        let mut letters: Vec<char> = own.flat_map(|piece| piece.letters()).collect();
        letters.sort_unstable();
        letters.dedup();
        let other = |among: &str| among.chars().find(|letter| !letters.contains(letter));
        let others = [other("xyzabcdefghijklmnopqrstuvw"), other("7890123456")];
        let others: Vec<char> = others.into_iter().flatten().chain(['/', ':']).collect();
        letters.extend(others);
        letters
    }

    /// Whether each group still has a pattern, and none that is ruled out takes whatever comes.
    fn can_end(&self, state: &State) -> bool {
        let all = |pieces: &[Piece]| !pieces.is_empty() && pieces.iter().all(|piece| *piece == Piece::Any);
        let lost = |(pattern, position): &(usize, usize)| {
            let followed = &self.patterns[*pattern];
            followed.group.is_none() && all(&followed.pieces[*position..])
        };
        self.has_groups(state.iter()) && !state.iter().any(lost)
    }

    fn is_whole(&self, state: &State) -> bool {
        let ends = |(pattern, position): &&(usize, usize)| self.patterns[*pattern].pieces.len() == *position;
        let ruled_out = state.iter().filter(ends).any(|(pattern, _)| self.patterns[*pattern].group.is_none());
        !ruled_out && self.has_groups(state.iter().filter(ends))
    }

    fn has_groups<'s>(&self, state: impl Iterator<Item = &'s (usize, usize)>) -> bool {
        let mut groups: Vec<usize> = state.filter_map(|(pattern, _)| self.patterns[*pattern].group).collect();
        groups.dedup();
        groups.len() == self.groups
    }
}

/// The letters on the way to a state.
fn spelt(steps: &[(usize, Option<char>)], mut at: usize) -> String {
    let mut letters = Vec::new();
    while let (before, Some(letter)) = steps[at] {
        letters.push(letter);
        at = before;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::pattern::{matches, plain};
    use proptest::prelude::*;

    fn wanted(all: &[&[&str]], none: &[&str]) -> Wanted {
        let each = |patterns: &[&str]| patterns.iter().map(|one| plain(one)).collect::<Vec<_>>();
        Wanted { all: all.iter().map(|group| each(group)).collect(), none: each(none) }
    }

    #[test]
    fn a_text_fits_everything_at_once() {
        for (all, none, expected) in [
            (&[&["AROA*:*"][..], &["*:ann"]][..], &[][..], Some("AROA:ann")),
            (&[&["a*"], &["*b"], &["*c*"]], &[], Some("acb")),
            (&[&["a*", "b*"], &["b?", "c"]], &["bx", "by"], Some("bz")),
            (&[&["*"]], &["", "?"], Some("xx")),
            (&[&["a*"]], &["a", "a?*"], None),
            (&[&["*"]], &["*"], None),
            (&[&["a"], &["b"]], &[], None),
            (&[&["x*"]], &["x", "xx*"], Some("xy")),
        ] {
            assert_eq!(wanted(all, none).texts(1).unwrap().first().map(String::as_str), expected, "{all:?} {none:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_found_fits_and_what_fits_is_found(
            all in proptest::collection::vec("[ab*?]{0,5}", 1..4),
            none in proptest::collection::vec("[ab*?]{0,4}", 0..3),
            text in "[abc]{0,6}",
        ) {
            let (all, none): (Vec<_>, Vec<_>) = (all.iter().map(|one| plain(one)).collect(), none.iter().map(|one| plain(one)).collect());
            let fits = |text: &str| all.iter().all(|one| matches(one, text)) && !none.iter().any(|one| matches(one, text));
            let found = Wanted { all: all.iter().map(|one| vec![one.clone()]).collect(), none: none.clone() }.texts(3).unwrap();
            prop_assert!(found.iter().all(|one| fits(one)), "{:?}", found);
            prop_assert!(!fits(&text) || !found.is_empty());
        }
    }
}
