//! The right policy in the wrong box.

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
        (Kind::Trust, Kind::Bucket) if resources => {
            "This is a bucket policy. A trust policy says who may take the role, and names no bucket."
        }
        (Kind::Trust, Kind::Managed) if resources => {
            "This is an access policy: it says what may be done. A trust policy says who may take the role."
        }
        (Kind::Bucket, Kind::Trust) => {
            "This is the trust policy of a role. It belongs to the role in IAM, not to a bucket."
        }
        (kind, Kind::Trust) if kind.is_identity() => {
            "This is the trust policy of a role: it says who may take the role. An access policy says what may be done."
        }
        (Kind::Bucket, Kind::Managed) => {
            "This policy does not say whom it is for, as the policy of a person or role. A bucket policy needs \
             “Principal” in each statement."
        }
        _ => return false,
    };
    check.say(Code::WrongKind, Severity::Error, "", text);
    true
}
