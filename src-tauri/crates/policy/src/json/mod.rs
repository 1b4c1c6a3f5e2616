//! JSON with places: what a policy is written in.
//!
//! Reading is strict, and says what is wrong in a way that can be mended: a fault with one safe
//! mend is reported and read over, so that one check shows all faults of a text. Whoever needs a
//! valid document asks whether there were any.

mod read;
mod space;
mod string;

pub(crate) use read::read;
use words::{Words, policy, say};

/// A value and the bytes it stands in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) value: Value,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A JSON value. Numbers stay as they are written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Node>),
    Object(Vec<Member>),
}

/// A name and its value in an object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) value: Node,
}

impl Value {
    /// What it is, in a person's words.
    pub(crate) fn kind(&self) -> Words {
        match self {
            Value::Null => say!(policy::JsonNull),
            Value::Bool(_) => say!(policy::JsonBool),
            Value::Number(_) => say!(policy::JsonNumber),
            Value::Text(_) => say!(policy::JsonText),
            Value::List(_) => say!(policy::JsonList),
            Value::Object(_) => say!(policy::JsonObject),
        }
    }
}

#[cfg(test)]
mod tests;
