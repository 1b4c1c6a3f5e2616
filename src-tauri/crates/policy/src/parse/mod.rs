//! Reading a policy: strict, with line and column and the path of each fault.

mod shape;
mod source;
mod statement;

pub use source::Source;

use crate::document::Document;
use crate::finding::{Code, PolicyFinding, Severity};
use crate::json::{self, Node, Value};
use shape::Shape;

/// A text that was read.
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
        shape.error(Code::TooLarge, "", "This is far larger than any policy.");
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
            let text = format!("A policy is an object in curly brackets; this is {}.", other.kind());
            shape.error(Code::NotAPolicy, "", elsewhere(node).unwrap_or(text));
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
        shape.error(Code::MissingElement, "", "The policy has no “Statement”: it says nothing.");
        return None;
    };
    let (nodes, single) = match &statement.value.value {
        Value::List(nodes) => (nodes.iter().collect::<Vec<_>>(), false),
        _ => (vec![&statement.value], true),
    };
    if nodes.is_empty() {
        shape.source.note("Statement", &statement.value);
        shape.error(Code::EmptyElement, "Statement", "The list of statements is empty.");
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
fn elsewhere(node: &Node) -> Option<String> {
    let names = |node: &Node| match &node.value {
        Value::Object(members) => members.iter().map(|member| member.name.clone()).collect(),
        _ => Vec::new(),
    };
    let within = match &node.value {
        Value::List(items) => items.first().map(names).unwrap_or_default(),
        _ => names(node),
    };
    let has = |name: &str| within.iter().any(|own| own == name);
    let what = if has("CORSRules") || has("AllowedOrigins") || has("AllowedMethods") {
        "a CORS configuration: it belongs under “Websites that may read this bucket”"
    } else if has("bindings") {
        "an IAM policy of Google Cloud. Google has no bucket policies over S3: it is set in its own console"
    } else if has("permission_groups") || has("permissionGroups") {
        "what a token of Cloudflare may do. R2 has no bucket policies: permissions belong to its API tokens"
    } else if has("statement") {
        "a policy with small letters, as Tencent Cloud (COS) has them, and none of AWS"
    } else if has("Rules") {
        "a configuration with rules, such as a lifecycle, and no policy"
    } else if has("PolicyDocument") || has("AssumeRolePolicyDocument") || has("Policy") || has("PolicyVersion") {
        "a policy wrapped in an answer of AWS: copy only the part from “Version” on, with its brackets"
    } else if has("Effect") {
        "a statement alone: it belongs into {\"Version\": \"2012-10-17\", \"Statement\": [ … ]}"
    } else if has("AccessKeyId") || has("access_key_id") || has("SecretAccessKey") || has("secret_access_key") {
        "a login and no policy. Do not show it to anybody"
    } else {
        return None;
    };
    Some(format!("This is {what}."))
}

#[cfg(test)]
mod tests;
