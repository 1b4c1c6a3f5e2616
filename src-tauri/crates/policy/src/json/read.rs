//! The reader: recursive descent, with a floor under the recursion.

use std::collections::HashSet;

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
            None => return Err(self.stop("The text ends too early: something is still missing here.")),
        };
        Ok(Node { value, start, end: self.at })
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Value, Stop>) -> Result<Value, Stop> {
        if self.depth == DEEPEST {
            return Err(self.stop("This is nested more deeply than any policy."));
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
                return Err(self.stop("A name in quotation marks belongs here."));
            }
            let name = string::read(self)?;
            let end = self.at;
            if !names.insert(name.clone()) {
                let text = format!("“{name}” stands here twice. Only one of them counts, and nobody can say which.");
                self.fault(Code::DuplicateKey, start, end, text, None);
            }
            space::skip(self)?;
            if self.peek() != Some(':') {
                return Err(self.stop(format!("A colon belongs after “{name}”.")));
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
            None => Err(self.stop(format!("The text ends too early: “{close}” is missing."))),
            Some(',') if !first => {
                let comma = self.at;
                self.at += 1;
                space::skip(self)?;
                if self.peek() != Some(close) {
                    return Ok(true);
                }
                let repair = Repair::new("Remove the comma", comma, comma + 1, "");
                let text = "There is a comma after the last item. AWS refuses the document because of it.";
                self.fault(Code::TrailingComma, comma, comma + 1, text, Some(repair));
                self.at += 1;
                Ok(false)
            }
            Some(mark) if !first && (mark == '{' || mark == '[' || string::opens(mark)) => {
                let repair = Repair::new("Add the comma", before, before, ",");
                self.fault(Code::MissingComma, before, self.at, "A comma is missing between two items.", Some(repair));
                Ok(true)
            }
            Some(mark) if !first => Err(self.stop(format!("A comma or “{close}” belongs here, not “{mark}”."))),
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
            "" => return Err(self.stop("A value belongs here: a text in quotation marks, a list or an object.")),
            _ => return Err(self.stop(format!("“{}” needs quotation marks around it.", shorten(word)))),
        };
        self.at += length;
        Ok(value)
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    pub(super) fn stop(&mut self, text: impl Into<String>) -> Stop {
        let end = self.at + self.peek().map_or(0, char::len_utf8);
        self.fault(Code::NotJson, self.at, end, text, None);
        Stop
    }

    pub(super) fn fault(
        &mut self,
        code: Code,
        start: usize,
        end: usize,
        text: impl Into<String>,
        repair: Option<Repair>,
    ) {
        if self.found.len() >= MOST {
            return;
        }
        let place = Span::of(self.text, start, end);
        let (path, text) = (String::new(), text.into());
        self.found.push(PolicyFinding { code, severity: Severity::Error, path, place, sid: None, text, repair });
    }
}

fn shorten(word: &str) -> String {
    if word.chars().count() > 30 { word.chars().take(30).chain(['…']).collect() } else { word.into() }
}
