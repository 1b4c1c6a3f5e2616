//! A message that a person sends to whoever can change something.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;
use words::Words;

/// A message to send, line by line: no value of a line can break it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct Letter(Vec<Words>);

impl Letter {
    pub(crate) fn line(&mut self, line: Words) {
        self.0.push(line);
    }

    /// Lines that are no messages, such as a policy.
    pub(crate) fn text(&mut self, text: &str) {
        self.0.extend(text.lines().map(Words::from));
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// In English, for logs and tests; a person reads it in their own language.
impl fmt::Display for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

impl FromIterator<Words> for Letter {
    fn from_iter<I: IntoIterator<Item = Words>>(lines: I) -> Self {
        Self(lines.into_iter().collect())
    }
}

impl From<&str> for Letter {
    fn from(text: &str) -> Self {
        text.lines().map(Words::from).collect()
    }
}

/// The journal of an earlier version has one text.
impl<'de> Deserialize<'de> for Letter {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum LinesOrText {
            Lines(Vec<Words>),
            Text(String),
        }
        Ok(match LinesOrText::deserialize(from)? {
            LinesOrText::Lines(lines) => Self(lines),
            LinesOrText::Text(text) => text.as_str().into(),
        })
    }
}
