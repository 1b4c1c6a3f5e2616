//! Reading a policy: strict, with line and column and the path of each fault.

mod shape;
mod source;
mod statement;

pub use source::Source;

use words::{Words, policy, say};

use crate::document::Document;
use crate::finding::{Code, PolicyFinding, Severity};
use crate::json::{self, Node, Value};
use shape::Shape;

/// A text as it was read, with what reading it found.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The policy, if one can be made out. With findings of [`Severity::Error`] it is what was
    /// probably meant, good for showing more findings and for nothing else.
    pub document: Option<Document>,
    /// What is wrong with the text and its shape.
    pub findings: Vec<PolicyFinding>,
    /// Where things stand in the text.
    pub source: Source,
}

impl Parsed {
    /// The policy, if nothing is wrong with how it is written.
    pub fn sound(self) -> Result<Document, Vec<PolicyFinding>> {
        let wrong = self.findings.iter().any(|finding| finding.severity == Severity::Error);
        match self.document {
            Some(document) if !wrong => Ok(document),
            _ => Err(self.findings),
        }
    }
}

/// A policy of the greatest size is far smaller, however much white space is in it.
const LARGEST: usize = 256 * 1024;

/// Reads `text`. Which kind of policy it should be is not asked here; see [`crate::lint`].
pub fn parse(text: &str) -> Parsed {
    if text.len() > LARGEST {
        let mut shape = Shape { source: Source::new(""), findings: Vec::new() };
        shape.error(Code::TooLarge, "", say!(policy::FarTooLarge));
        return Parsed { document: None, findings: shape.findings, source: shape.source };
    }
    let (node, findings) = json::read(text);
    let mut shape = Shape { source: Source::new(text), findings };
    let document = node.and_then(|node| document(&mut shape, &node));
    Parsed { document, findings: shape.findings, source: shape.source }
}

/// The elements of a document.
const ELEMENTS: [&str; 3] = ["Version", "Id", "Statement"];

fn document(shape: &mut Shape, node: &Node) -> Option<Document> {
    shape.source.note("", node);
    let members = match &node.value {
        Value::Object(members) => members,
        other => {
            let plain = || say!(policy::NotObject, kind = other.kind());
            shape.error(Code::NotAPolicy, "", elsewhere(node).unwrap_or_else(plain));
            return None;
        }
    };
    let statement = members.iter().find(|member| member.name == "Statement");
    if statement.is_none()
        && let Some(text) = elsewhere(node)
    {
        shape.error(Code::NotAPolicy, "", text);
        return None;
    }
    shape.known("", members, &ELEMENTS);
    let (version, id) = (shape.optional("", members, "Version"), shape.optional("", members, "Id"));
    let Some(statement) = statement else {
        shape.error(Code::MissingElement, "", say!(policy::NoStatement));
        return None;
    };
    let (nodes, single) = match &statement.value.value {
        Value::List(nodes) => (nodes.iter().collect::<Vec<_>>(), false),
        _ => (vec![&statement.value], true),
    };
    if nodes.is_empty() {
        shape.source.note("Statement", &statement.value);
        shape.error(Code::EmptyElement, "Statement", say!(policy::NoStatements));
    }
    if !single {
        let parts: Vec<_> =
            nodes.iter().zip(0..).map(|(n, nth)| (format!("Statement[{nth}]"), n.start, n.end)).collect();
        shape.source.note_parts(&parts);
    }
    let read = nodes.iter().zip(0..).map(|(node, nth)| statement::read(shape, node, nth)).collect::<Vec<_>>();
    let statements = read.into_iter().collect::<Option<Vec<_>>>()?;
    Some(Document { version, id, statements, single })
}

/// What the text is, if it is something else that people have at hand.
fn elsewhere(node: &Node) -> Option<Words> {
    let names = |node: &Node| match &node.value {
        Value::Object(members) => members.iter().map(|member| member.name.clone()).collect(),
        _ => Vec::new(),
    };
    let within = match &node.value {
        Value::List(items) => items.first().map(names).unwrap_or_default(),
        _ => names(node),
    };
    let has = |name: &str| within.iter().any(|own| own == name);
    Some(if has("CORSRules") || has("AllowedOrigins") || has("AllowedMethods") {
        say!(policy::IsCors)
    } else if has("bindings") {
        say!(policy::IsGoogle)
    } else if has("permission_groups") || has("permissionGroups") {
        say!(policy::IsCloudflare)
    } else if has("statement") {
        say!(policy::IsLowercase)
    } else if has("Rules") {
        say!(policy::IsRules)
    } else if has("PolicyDocument") || has("AssumeRolePolicyDocument") || has("Policy") || has("PolicyVersion") {
        say!(policy::IsWrapped)
    } else if has("Effect") {
        say!(policy::IsStatement)
    } else if has("AccessKeyId") || has("access_key_id") || has("SecretAccessKey") || has("secret_access_key") {
        say!(policy::IsKeys)
    } else {
        return None;
    })
}

#[cfg(test)]
mod tests;
