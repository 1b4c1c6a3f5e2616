//! Writing a policy as JSON: the usual order of elements, everything else as it was.

use std::fmt;

use serde_json::{Map, Value};

use crate::document::{Condition, Document, Effect, Principals, Scalar, Statement, Texts};

impl Document {
    /// Without white space: what is sent and what is counted.
    pub fn compact(&self) -> String {
        self.write(&mut Writer { text: String::new(), pretty: false, depth: 0 })
    }

    /// On lines, two spaces in: what people read.
    pub fn pretty(&self) -> String {
        self.write(&mut Writer { text: String::new(), pretty: true, depth: 0 })
    }

    fn write(&self, writer: &mut Writer) -> String {
        writer.object(|members| {
            members.texts("Version", &self.version);
            members.texts("Id", &self.id);
            members.member("Statement", |writer| match self.statements.as_slice() {
                [one] if self.single => statement(writer, one),
                many => writer.list(many, statement),
            });
        });
        std::mem::take(&mut writer.text)
    }
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.pretty())
    }
}

fn statement(writer: &mut Writer, statement: &Statement) {
    let name = |except: bool, with: &'static str, without: &'static str| if except { without } else { with };
    writer.object(|members| {
        members.texts("Sid", &statement.sid);
        members.member("Effect", |writer| {
            writer.text(match statement.effect {
                Effect::Allow => "Allow",
                Effect::Deny => "Deny",
            });
        });
        if let Some(principal) = &statement.principal {
            members.member(name(principal.except, "Principal", "NotPrincipal"), |writer| {
                principals(writer, &principal.of);
            });
        }
        let action = &statement.action;
        members.member(name(action.except, "Action", "NotAction"), |writer| texts(writer, &action.of));
        if let Some(resource) = &statement.resource {
            members.member(name(resource.except, "Resource", "NotResource"), |writer| texts(writer, &resource.of));
        }
        if !statement.conditions.is_empty() {
            members.member("Condition", |writer| conditions(writer, &statement.conditions));
        }
    });
}

fn principals(writer: &mut Writer, principals: &Principals) {
    match principals {
        Principals::Everyone => writer.text("*"),
        Principals::Listed(groups) => writer.object(|members| {
            for (kind, who) in groups {
                members.member(kind.name(), |writer| texts(writer, who));
            }
        }),
    }
}

fn texts(writer: &mut Writer, texts: &Texts) {
    match texts.list.as_slice() {
        [one] if texts.bare => writer.text(one),
        many => writer.list(many, |writer, text| writer.text(text)),
    }
}

/// Conditions of one operator stand together, in the order in which the operators first come.
fn conditions(writer: &mut Writer, conditions: &[Condition]) {
    let mut operators: Vec<&str> = Vec::new();
    for condition in conditions {
        if !operators.contains(&condition.operator.name.as_str()) {
            operators.push(&condition.operator.name);
        }
    }
    writer.object(|members| {
        for operator in operators {
            members.member(operator, |writer| {
                writer.object(|members| {
                    for condition in conditions.iter().filter(|condition| condition.operator.name == operator) {
                        members.member(&condition.key, |writer| values(writer, condition));
                    }
                });
            });
        }
    });
}

fn values(writer: &mut Writer, condition: &Condition) {
    match condition.values.as_slice() {
        [one] if condition.bare => scalar(writer, one),
        many => writer.list(many, scalar),
    }
}

fn scalar(writer: &mut Writer, scalar: &Scalar) {
    match scalar {
        Scalar::Text(text) => writer.text(text),
        Scalar::Word(word) => writer.text.push_str(word),
    }
}

struct Writer {
    text: String,
    pretty: bool,
    depth: usize,
}

impl Writer {
    fn text(&mut self, text: &str) {
        self.text.push_str(&Value::from(text).to_string());
    }

    fn object(&mut self, write: impl FnOnce(&mut Members)) {
        self.text.push('{');
        self.depth += 1;
        let mut members = Members { writer: self, empty: true };
        write(&mut members);
        let empty = members.empty;
        self.close(empty, '}');
    }

    fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.text.push('[');
        self.depth += 1;
        for (item, nth) in items.iter().zip(0..) {
            self.separate(nth == 0);
            write(self, item);
        }
        self.close(items.is_empty(), ']');
    }

    fn separate(&mut self, first: bool) {
        if !first {
            self.text.push(',');
        }
        self.line();
    }

    fn close(&mut self, empty: bool, bracket: char) {
        self.depth -= 1;
        if !empty {
            self.line();
        }
        self.text.push(bracket);
    }

    fn line(&mut self) {
        if self.pretty {
            self.text.push('\n');
            self.text.push_str(&"  ".repeat(self.depth));
        }
    }
}

/// The members of an object that is being written.
struct Members<'a> {
    writer: &'a mut Writer,
    empty: bool,
}

impl Members<'_> {
    fn member(&mut self, name: &str, write: impl FnOnce(&mut Writer)) {
        self.writer.separate(self.empty);
        self.empty = false;
        self.writer.text(name);
        self.writer.text.push_str(if self.writer.pretty { ": " } else { ":" });
        write(self.writer);
    }

    fn texts(&mut self, name: &str, text: &Option<String>) {
        if let Some(text) = text {
            self.member(name, |writer| writer.text(text));
        }
    }
}

impl From<&Document> for Value {
    fn from(document: &Document) -> Self {
        serde_json::from_str(&document.compact()).unwrap_or(Value::Object(Map::new()))
    }
}
