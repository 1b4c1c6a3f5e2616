//! Changing a policy that others wrote too: one statement goes in or out by its name, the rest
//! stays as it is; and what changes, in sentences.

use serde::Serialize;
use ts_rs::TS;
use words::Words;

use crate::document::{Choice, Document, Principals, Scalar, Statement, Texts};
use crate::explain;
use crate::kind::Kind;

impl Document {
    /// Puts the statement in the place of the one with the same name, or at the end.
    pub fn put(&mut self, statement: Statement) {
        let named = |own: &&mut Statement| own.sid.is_some() && own.sid == statement.sid;
        match self.statements.iter_mut().find(named) {
            Some(own) => *own = statement,
            None => {
                self.statements.push(statement);
                self.single = false;
            }
        }
    }

    /// Takes out the statements of this name, and says whether there was one.
    pub fn remove(&mut self, sid: &str) -> bool {
        let before = self.statements.len();
        self.statements.retain(|own| own.sid.as_deref() != Some(sid));
        self.single &= self.statements.len() == 1;
        self.statements.len() < before
    }
}

/// What happens to a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "PolicyChange")]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// A statement that was not there before.
    Added {
        /// Whether it allows rather than denies.
        allows: bool,
        /// What it says, in a sentence.
        text: Words,
    },
    /// A statement that is no longer there.
    Removed {
        /// Whether it allowed rather than denied.
        allows: bool,
        /// What it says, in a sentence.
        text: Words,
    },
    /// It says something else, under the same name.
    Replaced {
        /// What it said, in a sentence.
        before: Words,
        /// What it says now, in a sentence.
        after: Words,
    },
}

/// What becomes of each statement, in the order of the new policy, what goes at the end. Two
/// policies that say the same in another order differ in nothing.
pub fn changes(before: &Document, after: &Document, kind: Kind) -> Vec<Change> {
    let words = |document: &Document| explain::explain(document, kind).into_iter().map(|s| s.text).collect::<Vec<_>>();
    let (old, new) = (words(before), words(after));
    let mut left: Vec<usize> = (0..before.statements.len()).collect();
    let mut found = Vec::new();
    // What stays as it is goes first, so that a name used twice does not take its place.
    let fresh: Vec<usize> = (0..after.statements.len())
        .filter(|&nth| {
            let same = left.iter().position(|&own| plain(&before.statements[own]) == plain(&after.statements[nth]));
            same.map(|at| left.remove(at)).is_none()
        })
        .collect();
    for nth in fresh {
        let sid = &after.statements[nth].sid;
        let named = left.iter().position(|&own| sid.is_some() && before.statements[own].sid == *sid);
        found.push(match named.map(|at| left.remove(at)) {
            Some(own) => Change::Replaced { before: old[own].clone(), after: new[nth].clone() },
            None => Change::Added { allows: after.statements[nth].allows(), text: new[nth].clone() },
        });
    }
    let removed = |own: usize| Change::Removed { allows: before.statements[own].allows(), text: old[own].clone() };
    found.extend(left.into_iter().map(removed));
    found
}

/// Whether two policies say the same, however their statements are ordered and their values
/// written: AWS hands one value back without its brackets, sorts lists, and spells an account out.
pub fn same(a: &Document, b: &Document) -> bool {
    let plain = |document: &Document| {
        let mut statements: Vec<Statement> = document.statements.iter().map(plain).collect();
        statements.sort_by_cached_key(|statement| format!("{statement:?}"));
        statements
    };
    (&a.version, &a.id) == (&b.version, &b.id) && plain(a) == plain(b)
}

/// A statement in the one form that all ways of writing it share.
fn plain(statement: &Statement) -> Statement {
    let texts = |texts: &Texts, turn: &dyn Fn(&str) -> String| {
        let mut list: Vec<String> = texts.list.iter().map(|text| turn(text)).collect();
        list.sort();
        list.dedup();
        Texts { list, bare: false }
    };
    let kept = |text: &str| text.to_owned();
    let who = |text: &str| match crate::arn::is_account(text) {
        true => format!("arn:aws:iam::{text}:root"),
        false => text.to_owned(),
    };
    let mut statement = statement.clone();
    statement.action.of = texts(&statement.action.of, &kept);
    if let Some(resource) = &mut statement.resource {
        resource.of = texts(&resource.of, &kept);
    }
    if let Some(Choice { of: Principals::Listed(listed), .. }) = &mut statement.principal {
        listed.sort_by_key(|(kind, _)| kind.name());
        listed.iter_mut().for_each(|(_, names)| *names = texts(names, &who));
    }
    for condition in &mut statement.conditions {
        condition.bare = false;
        condition.values.iter_mut().for_each(|value| *value = Scalar::Text(value.text().to_owned()));
        condition.values.sort_by(|a, b| a.text().cmp(b.text()));
    }
    statement.conditions.sort_by_cached_key(|condition| format!("{condition:?}"));
    statement
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::templates::{Folder, public_folder, require_tls};
    use crate::testing::any_document;

    const FOLDER: Folder = Folder { partition: "aws", bucket: "photos", prefix: "a/" };

    #[test]
    fn a_statement_goes_in_and_out_by_its_name() {
        let mut document = Document::new(vec![require_tls(FOLDER)]);
        let before = document.clone();
        document.put(public_folder(FOLDER));
        let said = |document: &Document| explain::explain(document, Kind::Bucket)[1].text.clone();
        let text = said(&document);
        assert_eq!(text, "Anyone can open files in the folder “a/”.");
        assert_eq!(changes(&before, &document, Kind::Bucket), [Change::Added { allows: true, text: text.clone() }]);
        let first = document.clone();
        document.put(public_folder(Folder { prefix: "b/", ..FOLDER }));
        let after = said(&document);
        assert_eq!(after, "Anyone can open files in the folder “b/”.");
        assert_eq!(changes(&first, &document, Kind::Bucket), [Change::Replaced { before: text, after: after.clone() }]);
        let second = document.clone();
        assert!(document.remove("PublicRead") && !document.remove("PublicRead"));
        assert_eq!(changes(&second, &document, Kind::Bucket), [Change::Removed { allows: true, text: after }]);
        assert_eq!(document, before);
    }

    #[test]
    fn a_policy_of_one_statement_becomes_a_list() {
        let mut document = Document { single: true, ..Document::new(vec![require_tls(FOLDER)]) };
        document.put(public_folder(FOLDER));
        assert!(document.compact().contains(r#""Statement":["#));
    }

    #[test]
    fn the_same_may_be_written_in_many_ways() {
        let read = |text: &str| crate::parse(text).sound().unwrap();
        let one = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},
            "Action":["s3:PutObject","s3:GetObject"],"Resource":"arn:aws:s3:::a/*",
            "Condition":{"Bool":{"aws:SecureTransport":true}}}}"#;
        let other = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow",
            "Principal":{"AWS":["arn:aws:iam::111122223333:root"]},"Action":["s3:GetObject","s3:PutObject"],
            "Resource":["arn:aws:s3:::a/*"],"Condition":{"Bool":{"aws:SecureTransport":["true"]}}}]}"#;
        assert!(same(&read(one), &read(other)));
        assert_eq!(changes(&read(one), &read(other), Kind::Bucket), []);
        assert!(!same(&read(one), &read(&other.replace("a/*", "a/b/*"))));
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(32))]

        #[test]
        fn another_order_changes_nothing(document in any_document()) {
            let mut turned = document.clone();
            turned.statements.reverse();
            proptest::prop_assert_eq!(changes(&document, &turned, Kind::Bucket), vec![]);
            proptest::prop_assert!(same(&document, &turned));
        }
    }
}
