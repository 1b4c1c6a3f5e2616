//! What AWS would refuse, what can never work, and what people regret.
//!
//! Every rule is a function over one statement or the whole document, in the file of the element it
//! is about. A rule offers a repair only where the mended text says what the old one was plainly
//! meant to say.

mod conditions;
mod effect;
mod federation;
mod frame;
mod keys;
mod leftovers;
mod meeting;
mod principals;
mod resources;
mod spaces;
mod vendor;
mod what;
mod wrong_kind;

use words::{Words, policy, say};

use crate::document::{Document, Statement, Texts};
use crate::finding::{Code, PolicyFinding, Repair, Severity, mend};
use crate::fitting::Fitting;
use crate::kind::Kind;
use crate::parse::{Parsed, Source, parse};

/// What is known of where the policy will be used. What is not known is not asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Surroundings {
    /// The part of AWS: `aws`, `aws-us-gov`.
    pub partition: Option<String>,
    /// The account that the policy is used in.
    pub account: Option<String>,
    /// The bucket that a bucket policy is for.
    pub bucket: Option<String>,
    /// Whether ACLs are switched off for the bucket.
    pub acls_off: bool,
    /// The ARN of the customer's key that encrypts the bucket.
    pub key: Option<String>,
    /// Whose storage it is: some have a grammar of their own.
    pub vendor: Vendor,
}

/// Whose storage a policy is for: some have a grammar of their own, and what is true of Amazon's
/// network is not of others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Vendor {
    #[default]
    Amazon,
    Scaleway,
    Other,
}

/// With more findings than this, what is left is for the next check.
const MOST: usize = 200;

/// Everything that is to be said about `text` as a policy of this kind, in the order of the text.
pub fn check(text: &str, kind: Kind, surroundings: &Surroundings) -> Vec<PolicyFinding> {
    lint(parse(text), kind, surroundings)
}

/// `text` with its errors mended, until none is left; nothing where one of them cannot be. So what
/// is offered as mended is what [`check`] lets pass.
pub fn mended(text: &str, kind: Kind, surroundings: &Surroundings) -> Option<String> {
    let mut text = text.to_owned();
    // A repair can bring another fault to light, as a comma does that hid the rest.
    for _ in 0..8 {
        let found = check(&text, kind, surroundings);
        let errors: Vec<&PolicyFinding> = found.iter().filter(|finding| finding.severity == Severity::Error).collect();
        if errors.is_empty() {
            return Some(text);
        }
        let next = mend(&text, errors);
        if next == text {
            return None;
        }
        text = next;
    }
    None
}

/// Everything that is to be said about a text that was read, its own findings included.
pub fn lint(parsed: Parsed, kind: Kind, surroundings: &Surroundings) -> Vec<PolicyFinding> {
    let Parsed { document, mut findings, source } = parsed;
    if let Some(document) = &document {
        let mut check = Check { document, kind, surroundings, source: &source, found: Vec::new() };
        check.run();
        findings.append(&mut check.found);
    }
    findings.sort_by_key(|finding| (finding.place.start, finding.severity));
    findings
}

/// One check under way.
struct Check<'a> {
    document: &'a Document,
    kind: Kind,
    surroundings: &'a Surroundings,
    source: &'a Source,
    found: Vec<PolicyFinding>,
}

/// A statement and its path.
#[derive(Clone, Copy)]
struct At<'a> {
    statement: &'a Statement,
    nth: usize,
}

impl At<'_> {
    /// The path of one of its elements; `Principal`, `Action` and `Resource` also stand for their
    /// `Not…`.
    fn path(&self, element: &str) -> String {
        let except = match element {
            "Principal" => self.statement.principal.as_ref().is_some_and(|choice| choice.except),
            "Action" => self.statement.action.except,
            "Resource" => self.statement.resource.as_ref().is_some_and(|choice| choice.except),
            _ => false,
        };
        let not = if except { "Not" } else { "" };
        format!("Statement[{}].{not}{element}", self.nth)
    }

    /// The path of the whole statement.
    fn whole(&self) -> String {
        format!("Statement[{}]", self.nth)
    }

    /// Each action with its path.
    fn actions(&self) -> Vec<(String, &str)> {
        items(&self.path("Action"), &self.statement.action.of)
    }

    /// Each resource with its path.
    fn resources(&self) -> Vec<(String, &str)> {
        let resource = self.statement.resource.as_ref();
        resource.map(|choice| items(&self.path("Resource"), &choice.of)).unwrap_or_default()
    }
}

fn items<'a>(path: &str, texts: &'a Texts) -> Vec<(String, &'a str)> {
    texts.list.iter().zip(0..).map(|(text, nth)| (format!("{path}[{nth}]"), text.as_str())).collect()
}

impl<'a> Check<'a> {
    fn run(&mut self) {
        if vendor::check(self) {
            return leftovers::check(self);
        }
        frame::check(self);
        let foreign = wrong_kind::check(self);
        for (statement, nth) in self.document.statements.iter().zip(0..) {
            let at = At { statement, nth };
            // A trust policy in the box of a bucket policy is one fault, not one for each element.
            if !foreign {
                principals::check(self, at);
                resources::presence(self, at);
            }
            spaces::check(self, at);
            federation::check(self, at);
            what::check(self, at, foreign);
            resources::check(self, at);
            meeting::check(self, at);
            conditions::check(self, at);
            keys::check(self, at);
            if !foreign {
                effect::check(self, at);
            }
        }
        if !foreign {
            what::missing_key(self);
        }
        leftovers::check(self);
    }

    /// The search for requests that the statement speaks of.
    fn fitting<'s>(&self, at: At<'s>) -> Fitting<'s>
    where
        'a: 's,
    {
        Fitting::new(self.document, at.statement, self.kind)
    }

    fn say(&mut self, code: Code, severity: Severity, path: &str, text: Words) {
        self.offer(code, severity, path, text, None);
    }

    fn offer(&mut self, code: Code, severity: Severity, path: &str, text: Words, repair: impl Into<Option<Repair>>) {
        if self.found.len() >= MOST {
            return;
        }
        let nth = path.strip_prefix("Statement[").and_then(|rest| rest.split(']').next()?.parse::<usize>().ok());
        let sid = nth.and_then(|nth| self.document.statements.get(nth)?.sid.clone());
        let (place, path) = (self.source.place(path), path.to_owned());
        self.found.push(PolicyFinding { code, severity, path, place, sid, text, repair: repair.into() });
    }

    /// Writes another text in the place of the one at `path`.
    fn rewrite(&mut self, code: Code, severity: Severity, path: &str, text: Words, with: &str) {
        let repair = self.source.replacement(path, with);
        self.offer(code, severity, path, text, repair);
    }

    /// Takes out what stands at `path`.
    fn remove(&mut self, code: Code, severity: Severity, path: &str, text: Words) {
        let label = match path.rsplit('.').next() {
            Some("Principal" | "NotPrincipal") => say!(policy::RemoveNamedButton, name = "Principal"),
            Some("Resource" | "NotResource") => say!(policy::RemoveNamedButton, name = "Resource"),
            _ => say!(policy::RemoveButton),
        };
        let repair = self.source.removal(path, label);
        self.offer(code, severity, path, text, repair);
    }
}

#[cfg(test)]
mod tests;
