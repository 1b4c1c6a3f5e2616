//! The reader: recursive descent, with a floor under the recursion.

use std::collections::HashSet;

use words::{Words, policy, say};

use super::{Member, Node, Value, space, string};
use crate::finding::{Code, PolicyFinding, Repair, Severity};
use crate::span::Span;

/// Deeper than any policy, far above the bottom of the stack.
const DEEPEST: usize = 64;

/// More faults than anybody mends one by one.
const MOST: usize = 100;

/// The document in `text`, if one can be made out, and what is wrong with how it is written.
pub(crate) fn read(text: &str) -> (Option<Node>, Vec<PolicyFinding>) {
    let mut reader = Reader { text, at: 0, depth: 0, found: Vec::new() };
    let node = reader.document();
    (node.ok(), reader.found)
}

/// A fault that cannot be read over; it is already among the findings.
pub(super) struct Stop;

pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    depth: usize,
    found: Vec<PolicyFinding>,
}

impl Reader<'_> {
    fn document(&mut self) -> Result<Node, Stop> {
        space::before(self)?;
        let node = self.value()?;
        space::after(self);
        Ok(node)
    }

    fn value(&mut self) -> Result<Node, Stop> {
        if self.found.len() >= MOST {
            return Err(Stop);
        }
        space::skip(self)?;
        let start = self.at;
        let value = match self.peek() {
            Some('{') => self.nested(Self::object)?,
            Some('[') => self.nested(Self::list)?,
            Some(mark) if string::opens(mark) => Value::Text(string::read(self)?),
            Some(_) => self.word()?,
            None => return Err(self.stop(say!(policy::TextEnds))),
        };
        Ok(Node { value, start, end: self.at })
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Value, Stop>) -> Result<Value, Stop> {
        if self.depth == DEEPEST {
            return Err(self.stop(say!(policy::TooDeep)));
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn list(&mut self) -> Result<Value, Stop> {
        let mut items = Vec::new();
        while self.more(']', items.is_empty())? {
            items.push(self.value()?);
        }
        Ok(Value::List(items))
    }

    fn object(&mut self) -> Result<Value, Stop> {
        let (mut members, mut names) = (Vec::<Member>::new(), HashSet::new());
        while self.more('}', members.is_empty())? {
            let start = self.at;
            if !self.peek().is_some_and(string::opens) {
                return Err(self.stop(say!(policy::NameExpected)));
            }
            let name = string::read(self)?;
            let end = self.at;
            if !names.insert(name.clone()) {
                self.fault(Code::DuplicateKey, start, end, say!(policy::DuplicateKey, name = &name), None);
            }
            space::skip(self)?;
            if self.peek() != Some(':') {
                return Err(self.stop(say!(policy::ColonMissing, name)));
            }
            self.at += 1;
            members.push(Member { name, start, end, value: self.value()? });
        }
        Ok(Value::Object(members))
    }

    /// Whether another item comes before `close`; takes the comma, and `close` when none comes.
    fn more(&mut self, close: char, first: bool) -> Result<bool, Stop> {
        let before = self.at;
        space::skip(self)?;
        match self.peek() {
            Some(mark) if mark == close => {
                self.at += 1;
                Ok(false)
            }
            None => Err(self.stop(say!(policy::BracketMissing, bracket = close.to_string()))),
            Some(',') if !first => {
                let comma = self.at;
                self.at += 1;
                space::skip(self)?;
                if self.peek() != Some(close) {
                    return Ok(true);
                }
                let repair = Repair::new(say!(policy::RemoveCommaButton), comma, comma + 1, "");
                self.fault(Code::TrailingComma, comma, comma + 1, say!(policy::TrailingComma), Some(repair));
                self.at += 1;
                Ok(false)
            }
            Some(mark) if !first && (mark == '{' || mark == '[' || string::opens(mark)) => {
                let repair = Repair::new(say!(policy::AddCommaButton), before, before, ",");
                self.fault(Code::MissingComma, before, self.at, say!(policy::MissingComma), Some(repair));
                Ok(true)
            }
            Some(mark) if !first => {
                Err(self.stop(say!(policy::CommaOrBracket, bracket = close.to_string(), found = mark.to_string())))
            }
            Some(_) => Ok(true),
        }
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Result<Value, Stop> {
        let rest = &self.text[self.at..];
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c)).unwrap_or(rest.len());
        let word = &rest[..length];
        let value = match word {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ if serde_json::from_str::<serde_json::Number>(word).is_ok() => Value::Number(word.into()),
            "" => return Err(self.stop(say!(policy::ValueExpected))),
            _ => return Err(self.stop(say!(policy::Unquoted, word = shorten(word)))),
        };
        self.at += length;
        Ok(value)
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    pub(super) fn stop(&mut self, text: Words) -> Stop {
        let end = self.at + self.peek().map_or(0, char::len_utf8);
        self.fault(Code::NotJson, self.at, end, text, None);
        Stop
    }

    pub(super) fn fault(&mut self, code: Code, start: usize, end: usize, text: Words, repair: Option<Repair>) {
        if self.found.len() >= MOST {
            return;
        }
        let place = Span::of(self.text, start, end);
        let path = String::new();
        self.found.push(PolicyFinding { code, severity: Severity::Error, path, place, sid: None, text, repair });
    }
}

fn shorten(word: &str) -> String {
    if word.chars().count() > 30 { word.chars().take(30).chain(['…']).collect() } else { word.into() }
}
