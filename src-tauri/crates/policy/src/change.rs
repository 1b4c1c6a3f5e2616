//! Changing a policy that others wrote too: one statement goes in or out by its name, the rest stays as it is; and what
//! changes, in sentences.

use serde::Serialize;
use ts_rs::TS;

use crate::document::{Document, Statement};
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
    /// It is new.
    Added {
        /// In plain words.
        text: String,
    },
    /// It goes.
    Removed {
        /// In plain words.
        text: String,
    },
    /// It says something else, under the same name.
    Replaced {
        /// In plain words.
        before: String,
        /// In plain words.
        after: String,
    },
}

/// What becomes of each statement, in the order of the new policy, what goes at the end. Two policies that say the
/// same in another order differ in nothing.
pub fn changes(before: &Document, after: &Document, kind: Kind) -> Vec<Change> {
    let words = |document: &Document| explain::explain(document, kind).into_iter().map(|s| s.text).collect::<Vec<_>>();
    let (old, new) = (words(before), words(after));
    let mut left: Vec<usize> = (0..before.statements.len()).collect();
    let mut found = Vec::new();
    // What stays as it is goes first, so that a name used twice does not take its place.
    let fresh: Vec<usize> = (0..after.statements.len())
        .filter(|&nth| {
            let same = left.iter().position(|&own| before.statements[own] == after.statements[nth]);
            same.map(|at| left.remove(at)).is_none()
        })
        .collect();
    for nth in fresh {
        let sid = &after.statements[nth].sid;
        let named = left.iter().position(|&own| sid.is_some() && before.statements[own].sid == *sid);
        found.push(match named.map(|at| left.remove(at)) {
            Some(own) => Change::Replaced { before: old[own].clone(), after: new[nth].clone() },
            None => Change::Added { text: new[nth].clone() },
        });
    }
    found.extend(left.into_iter().map(|own| Change::Removed { text: old[own].clone() }));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates::{Folder, public_folder, require_tls};
    use crate::testing::any_document;

    const FOLDER: Folder = Folder { partition: "aws", bucket: "photos", prefix: "a/" };

    #[test]
    fn a_statement_goes_in_and_out_by_its_name() {
        let mut document = Document::new(vec![require_tls(FOLDER)]);
        let before = document.clone();
        document.put(public_folder(FOLDER));
        let text = "Anybody may open files in the folder `a/`.".to_owned();
        assert_eq!(changes(&before, &document, Kind::Bucket), [Change::Added { text: text.clone() }]);
        let first = document.clone();
        document.put(public_folder(Folder { prefix: "b/", ..FOLDER }));
        let after = "Anybody may open files in the folder `b/`.".to_owned();
        assert_eq!(changes(&first, &document, Kind::Bucket), [Change::Replaced { before: text, after: after.clone() }]);
        let second = document.clone();
        assert!(document.remove("PublicRead") && !document.remove("PublicRead"));
        assert_eq!(changes(&second, &document, Kind::Bucket), [Change::Removed { text: after }]);
        assert_eq!(document, before);
    }

    #[test]
    fn a_policy_of_one_statement_becomes_a_list() {
        let mut document = Document { single: true, ..Document::new(vec![require_tls(FOLDER)]) };
        document.put(public_folder(FOLDER));
        assert!(document.compact().contains(r#""Statement":["#));
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(32))]

        #[test]
        fn another_order_changes_nothing(document in any_document()) {
            let mut turned = document.clone();
            turned.statements.reverse();
            proptest::prop_assert_eq!(changes(&document, &turned, Kind::Bucket), vec![]);
        }
    }
}
