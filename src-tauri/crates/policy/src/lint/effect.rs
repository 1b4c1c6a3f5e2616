//! Statements that no request ever meets, where nothing more exact is to be said.

use words::{policy, say};

use super::{At, Check};
use crate::finding::{Code, Severity};

/// What says already why a statement has no effect, or that a part of it has none.
const SAID: [Code; 5] = [
    Code::ActionWithoutResource,
    Code::ActionWithoutPrincipal,
    Code::KeyNeverThere,
    Code::ValueNeverThere,
    Code::StraySpace,
];

pub(super) fn check(check: &mut Check, at: At) {
    let own = at.whole();
    let said = check.found.iter().any(|finding| {
        finding.path.starts_with(&own) && (finding.severity == Severity::Error || SAID.contains(&finding.code))
    });
    if !said && !check.fitting(at).any() {
        check.say(Code::HasNoEffect, Severity::Warning, &own, say!(policy::NoEffectAtAll));
    }
}
