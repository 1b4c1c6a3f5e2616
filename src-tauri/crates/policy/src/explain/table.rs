//! Who can do what, one row for each of them and each place.

use serde::Serialize;
use ts_rs::TS;

use super::{Verb, only_if, place, unknown, verb, who};
use crate::document::Document;
use crate::kind::Kind;

/// A row: one of those who are named, at one place, under the same conditions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "PolicyRow")]
pub struct Row {
    /// In plain words.
    pub who: String,
    /// In plain words; empty where a place says nothing.
    pub place: String,
    /// Conditions in plain words; all must be fulfilled.
    pub only_if: Vec<String>,
    /// Whether this is what they may never do, rather than what they may.
    pub never: bool,
    /// What.
    pub verbs: Vec<Verb>,
    /// Actions that are not known here.
    pub unknown: Vec<String>,
    /// Can see or open something.
    pub reads: bool,
    /// Can change something.
    pub changes: bool,
    /// Can change who may do what.
    pub changes_access: bool,
    /// The statements that say so, from 0.
    pub statements: Vec<usize>,
}

/// The rows of a policy of this kind, in the order of its statements. Each statement counts for itself: what one row
/// allows another may deny.
pub fn table(document: &Document, kind: Kind) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (statement, nth) in document.statements.iter().zip(0..) {
        let (verbs, unknown) = (verb::verbs(statement), unknown(statement));
        let only_if = only_if::clauses(statement);
        let mut places = if kind == Kind::Trust { Vec::new() } else { place::places(statement, kind) };
        if statement.resource.as_ref().is_some_and(|choice| choice.except) {
            places = vec![place::phrase(statement, kind).trim().to_owned()];
        }
        if places.is_empty() {
            places.push(String::new());
        }
        for who in who::phrases(statement, kind) {
            for place in &places {
                let never = !statement.allows();
                let same = |row: &&mut Row| {
                    row.who == who && row.place == *place && row.never == never && row.only_if == only_if
                };
                if let Some(row) = rows.iter_mut().find(same) {
                    row.add(&verbs, &unknown, nth);
                    continue;
                }
                let (who, place, only_if) = (who.clone(), place.clone(), only_if.clone());
                let mut row = Row {
                    who,
                    place,
                    only_if,
                    never,
                    verbs: Vec::new(),
                    unknown: Vec::new(),
                    reads: false,
                    changes: false,
                    changes_access: false,
                    statements: Vec::new(),
                };
                row.add(&verbs, &unknown, nth);
                rows.push(row);
            }
        }
    }
    rows
}

impl Row {
    fn add(&mut self, verbs: &[Verb], unknown: &[String], statement: usize) {
        self.verbs.extend(verbs);
        self.verbs.sort();
        self.verbs.dedup();
        self.unknown.extend_from_slice(unknown);
        self.statements.push(statement);
        self.reads = self.verbs.iter().any(|verb| verb.reads());
        self.changes = self.verbs.iter().any(|verb| !verb.reads());
        self.changes_access = self.verbs.iter().any(|verb| verb.changes_access());
    }
}
