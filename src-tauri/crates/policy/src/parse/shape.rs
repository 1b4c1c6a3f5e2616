//! What every element goes through: is it known, is it there, is it of the right type.

use words::{Words, policy, say};

use super::Source;
use crate::finding::{Code, PolicyFinding, Repair, Severity};
use crate::json::{Member, Node, Value};
use crate::spelling;

pub(super) struct Shape {
    pub(super) source: Source,
    pub(super) findings: Vec<PolicyFinding>,
}

impl Shape {
    pub(super) fn error(&mut self, code: Code, path: &str, text: Words) {
        self.find(code, Severity::Error, path, text, None);
    }

    pub(super) fn find(&mut self, code: Code, severity: Severity, path: &str, text: Words, repair: Option<Repair>) {
        let place = self.source.place(path);
        self.findings.push(PolicyFinding { code, severity, path: path.into(), place, sid: None, text, repair });
    }

    /// Reports the members that are none of `known`, and offers the one that was probably meant.
    pub(super) fn known(&mut self, path: &str, members: &[Member], known: &[&str]) {
        for member in members.iter().filter(|member| !known.contains(&member.name.as_str())) {
            let own = join(path, &member.name);
            self.source.note_at(own.clone(), member.start, member.end);
            let meant = spelling::nearest(&member.name, known).filter(|meant| members.iter().all(|m| m.name != *meant));
            let text = match meant {
                Some(meant) => say!(policy::UnknownElementMeant, name = &member.name, meant),
                None => say!(policy::UnknownElement, name = &member.name),
            };
            let repair = meant.map(|meant| Repair::write(member.start, member.end, meant));
            self.find(Code::UnknownElement, Severity::Error, &own, text, repair);
        }
    }

    /// A text that may be missing.
    pub(super) fn optional(&mut self, path: &str, members: &[Member], name: &str) -> Option<String> {
        let member = members.iter().find(|member| member.name == name)?;
        let own = join(path, name);
        self.source.note(own.clone(), &member.value);
        match &member.value.value {
            Value::Text(text) => Some(text.clone()),
            other => {
                self.error(Code::WrongType, &own, say!(policy::NotText, name, kind = other.kind()));
                None
            }
        }
    }

    /// One text or a list of texts.
    pub(super) fn texts(&mut self, path: &str, name: &str, node: &Node) -> Option<crate::document::Texts> {
        self.source.note(path, node);
        let (nodes, bare) = listed(node);
        if nodes.is_empty() {
            self.error(Code::EmptyElement, path, say!(policy::EmptyList, name));
        }
        let parts: Vec<_> = nodes.iter().zip(0..).map(|(n, nth)| (format!("{path}[{nth}]"), n.start, n.end)).collect();
        self.source.note_parts(&parts);
        let mut list = Vec::new();
        for (node, nth) in nodes.iter().zip(0..) {
            let own = format!("{path}[{nth}]");
            self.source.note(own.clone(), node);
            match &node.value {
                Value::Text(text) if text.is_empty() => {
                    self.error(Code::EmptyElement, &own, say!(policy::EmptyText, name));
                    list.push(text.clone());
                }
                Value::Text(text) => list.push(text.clone()),
                other => {
                    self.error(Code::WrongType, &own, say!(policy::NotTexts, name, kind = other.kind()));
                }
            }
        }
        (list.len() == nodes.len()).then_some(crate::document::Texts { list, bare })
    }
}

/// The items of a list, or the one value that stands for a list of one.
pub(super) fn listed(node: &Node) -> (Vec<&Node>, bool) {
    match &node.value {
        Value::List(nodes) => (nodes.iter().collect(), false),
        _ => (vec![node], true),
    }
}

pub(super) fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.into() } else { format!("{path}.{name}") }
}
