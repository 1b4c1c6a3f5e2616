//! A message and its values, as they travel to the page and lie in the journal.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;

use crate::catalogue;

/// A message of the catalogue with its values, or a text that is none: one that was kept by a
/// version before the catalogue, or that somebody else wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum Words {
    /// By the name of the message, and of its attribute behind a point.
    Message {
        /// `faults-gone.title`
        #[ts(as = "String")]
        id: Cow<'static, str>,
        /// What it says beside its own words.
        #[serde(default)]
        #[ts(as = "BTreeMap<String, Value>")]
        values: Values,
    },
    /// As it stands, in whatever language it is.
    Text(String),
}

/// What a message says beside its own words, by name. Shared by the three that are told of one
/// thing: ten thousand files that failed are kept in memory with their faults.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(Arc<[(Cow<'static, str>, Value)]>);

/// What a message can hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum Value {
    /// Counted, or a size in bytes, as the message says.
    Number(#[ts(type = "number")] i64),
    /// A message, or anybody's text: the name of a file, what a server said.
    Words(Words),
    /// Said one after the other, with "and" before the last.
    All(Vec<Words>),
    /// Said one after the other, with "or" before the last.
    Any {
        /// The words.
        any: Vec<Words>,
    },
}

/// A message that is told in three: what happened, what it means, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    ids: [&'static str; 3],
    values: Values,
}

impl Words {
    pub(crate) fn new<const N: usize>(id: &'static str, values: [(&'static str, Value); N]) -> Self {
        Self::Message { id: id.into(), values: values.into() }
    }

    /// The text in the language that is shown.
    #[must_use]
    pub fn shown(&self) -> String {
        catalogue::shown(self)
    }
}

impl Told {
    /// By the names of the title, of what happened and of what to do next.
    pub(crate) fn new<const N: usize>(ids: [&'static str; 3], values: [(&'static str, Value); N]) -> Self {
        Self { ids, values: values.into() }
    }

    /// One line.
    #[must_use]
    pub fn title(&self) -> Words {
        self.part(0)
    }

    /// What happened and what it means for the files.
    #[must_use]
    pub fn what(&self) -> Words {
        self.part(1)
    }

    /// One thing to do.
    #[must_use]
    pub fn next(&self) -> Words {
        self.part(2)
    }

    fn part(&self, which: usize) -> Words {
        Words::Message { id: self.ids[which].into(), values: self.values.clone() }
    }
}

impl Values {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &(Cow<'static, str>, Value)> {
        self.0.iter()
    }
}

impl<const N: usize> From<[(&'static str, Value); N]> for Values {
    fn from(values: [(&'static str, Value); N]) -> Self {
        Self(values.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }
}

impl FromIterator<(Cow<'static, str>, Value)> for Values {
    fn from_iter<I: IntoIterator<Item = (Cow<'static, str>, Value)>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

impl Serialize for Values {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let values = BTreeMap::<String, Value>::deserialize(from)?;
        Ok(values.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }
}

/// English.
impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&catalogue::in_english(self))
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl PartialEq<str> for Words {
    fn eq(&self, text: &str) -> bool {
        catalogue::in_english(self) == text
    }
}

impl PartialEq<&str> for Words {
    fn eq(&self, text: &&str) -> bool {
        self == *text
    }
}

impl From<Words> for Value {
    fn from(words: Words) -> Self {
        Self::Words(words)
    }
}

impl From<&Words> for Value {
    fn from(words: &Words) -> Self {
        Self::Words(words.clone())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Words(text.into())
    }
}

impl From<&&str> for Value {
    fn from(text: &&str) -> Self {
        (*text).into()
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Words(text.into())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<Cow<'_, str>> for Value {
    fn from(text: Cow<'_, str>) -> Self {
        text.into_owned().into()
    }
}

impl<W: Into<Words>> From<Vec<W>> for Value {
    fn from(all: Vec<W>) -> Self {
        Self::All(all.into_iter().map(Into::into).collect())
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl From<$number> for Value {
            fn from(number: $number) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )*};
}

numbers!(u16, u32, u64, usize, i32, i64, u128);
