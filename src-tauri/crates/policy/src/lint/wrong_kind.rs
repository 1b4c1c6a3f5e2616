//! The right policy in the wrong box.

use words::{policy, say};

use super::Check;
use crate::finding::{Code, Severity};
use crate::kind::Kind;

/// Whether the document is of another kind than it should be, which is then said.
pub(super) fn check(check: &mut Check) -> bool {
    let guess = Kind::guess(check.document);
    // A trust policy with one element too many is still a trust policy.
    let assumes = |action: &String| action.to_ascii_lowercase().starts_with("sts:");
    let others = check.document.statements.iter().any(|statement| !statement.action.of.list.iter().all(assumes));
    let resources = others && check.document.statements.iter().any(|statement| statement.resource.is_some());
    let text = match (check.kind, guess) {
        (Kind::Trust, Kind::Bucket) if resources => say!(policy::TrustIsBucket),
        (Kind::Trust, Kind::Managed) if resources => say!(policy::TrustIsAccess),
        (Kind::Bucket, Kind::Trust) => say!(policy::BucketIsTrust),
        (kind, Kind::Trust) if kind.is_identity() => say!(policy::AccessIsTrust),
        (Kind::Bucket, Kind::Managed) => say!(policy::BucketIsAccess),
        _ => return false,
    };
    check.say(Code::WrongKind, Severity::Error, "", text);
    true
}
