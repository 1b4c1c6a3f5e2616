//! What a person picked of a listing, as transfers take it.
//!
//! A selection of a million rows is not a million names: it is the rows as they were, shared with
//! the listing, and a bit for each. What arrives or goes in the listing later changes nothing of
//! it.

use std::sync::Arc;

use super::{selected::Selected, state::Seen};

/// What was picked, in the order shown. A clone is cheap, however many rows it has.
#[derive(Clone, Debug)]
pub struct Choice(Of);

#[derive(Clone, Debug)]
enum Of {
    /// Of this moment, in milliseconds since 1970, where they are of one.
    Rows(Arc<Seen>, Option<i64>),
    Named(Arc<[Selected]>),
}

impl Choice {
    pub(super) fn of(seen: Seen, moment: Option<i64>) -> Self {
        Self(Of::Rows(Arc::new(seen), moment))
    }

    /// The moment that it is of, in milliseconds since 1970; none where it is of now.
    #[must_use]
    pub fn moment(&self) -> Option<i64> {
        match &self.0 {
            Of::Rows(_, moment) => *moment,
            Of::Named(_) => None,
        }
    }

    /// How many files, and how many folders.
    #[must_use]
    pub fn count(&self) -> (u64, u64) {
        match &self.0 {
            Of::Rows(seen, _) => (seen.sum().files, seen.sum().folders),
            Of::Named(named) => {
                let folders = named.iter().filter(|picked| picked.is_folder()).count();
                ((named.len() - folders) as u64, folders as u64)
            }
        }
    }

    /// The one thing that was picked, where it is one alone.
    #[must_use]
    pub fn alone(&self) -> Option<Selected> {
        let mut picked = self.into_iter();
        picked.next().filter(|_| picked.next().is_none())
    }
}

impl Default for Choice {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl From<Vec<Selected>> for Choice {
    fn from(picked: Vec<Selected>) -> Self {
        Self(Of::Named(picked.into()))
    }
}

impl From<Selected> for Choice {
    fn from(picked: Selected) -> Self {
        vec![picked].into()
    }
}

/// One thing after another, each made when its turn comes.
#[derive(Clone, Debug)]
pub struct Walk {
    choice: Choice,
    at: usize,
}

impl Walk {
    /// The next, with its storage class where its row tells one.
    pub(crate) fn next_with_class(&mut self) -> Option<(Selected, Option<String>)> {
        let next = self.next()?;
        let class = match &self.choice.0 {
            Of::Rows(seen, _) => seen.class_at(self.at - 1),
            Of::Named(_) => None,
        };
        Some((next, class))
    }
}

impl IntoIterator for &Choice {
    type Item = Selected;
    type IntoIter = Walk;

    fn into_iter(self) -> Walk {
        Walk { choice: self.clone(), at: 0 }
    }
}

impl Iterator for Walk {
    type Item = Selected;

    fn next(&mut self) -> Option<Selected> {
        let (found, next) = match &self.choice.0 {
            Of::Rows(seen, moment) => seen.selected_from(self.at, *moment)?,
            Of::Named(named) => (named.get(self.at)?.clone(), self.at + 1),
        };
        self.at = next;
        Some(found)
    }
}
