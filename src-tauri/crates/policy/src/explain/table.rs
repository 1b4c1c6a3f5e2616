//! Who can do what, one row for each of them and each place.

use serde::Serialize;
use ts_rs::TS;
use words::Words;

use super::{Verb, only_if, place, unknown, verb, who};
use crate::document::Document;
use crate::kind::Kind;

/// A row: one of those who are named, at one place, under the same conditions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "PolicyRow")]
pub struct Row {
    /// Whom, in plain words; each appears once.
    pub who: Words,
    /// In plain words; none where a statement names no place.
    pub place: Option<Words>,
    /// Conditions in plain words; all must be fulfilled.
    pub only_if: Vec<Words>,
    /// Whether this is what they may never do, rather than what they may.
    pub never: bool,
    /// What they can do, with where.
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

/// The rows of a policy of this kind, in the order of its statements. Each statement counts for
/// itself: what one row allows another may deny. Of what somebody can never come to do there is no
/// row.
pub fn table(document: &Document, kind: Kind) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (statement, nth) in document.statements.iter().zip(0..) {
        let only_if = only_if::clauses(statement);
        for (place, part) in place::parts(document, statement, kind) {
            let place = place.filter(|_| kind != Kind::Trust);
            for (who, fitting) in who::each(document, &part, kind) {
                let (verbs, unknown) = (verb::verbs(&fitting), unknown(&fitting, &part));
                if verbs.is_empty() && unknown.is_empty() {
                    continue;
                }
                let (who, never) = (who.words(true), !statement.allows());
                let same = |row: &&mut Row| {
                    row.who == who && row.place == place && row.never == never && row.only_if == only_if
                };
                match rows.iter_mut().find(same) {
                    Some(row) => row.add(&verbs, &unknown, nth),
                    None => rows.push(Row::new(who, place.clone(), only_if.clone(), never, (&verbs, &unknown, nth))),
                }
            }
        }
    }
    rows
}

impl Row {
    fn new(
        who: Words,
        place: Option<Words>,
        only_if: Vec<Words>,
        never: bool,
        (verbs, unknown, nth): (&[Verb], &[String], usize),
    ) -> Self {
        let (reads, changes, changes_access) = (false, false, false);
        let (none, strange, statements) = (Vec::new(), Vec::new(), Vec::new());
        let mut row = Self {
            who,
            place,
            only_if,
            never,
            verbs: none,
            unknown: strange,
            reads,
            changes,
            changes_access,
            statements,
        };
        row.add(verbs, unknown, nth);
        row
    }

    fn add(&mut self, verbs: &[Verb], unknown: &[String], statement: usize) {
        self.verbs.extend(verbs);
        self.verbs.sort();
        self.verbs.dedup();
        self.unknown.extend_from_slice(unknown);
        if self.statements.last() != Some(&statement) {
            self.statements.push(statement);
        }
        self.reads = self.verbs.iter().any(|verb| verb.reads());
        self.changes = self.verbs.iter().any(|verb| !verb.reads());
        self.changes_access = self.verbs.iter().any(|verb| verb.changes_access());
    }
}
