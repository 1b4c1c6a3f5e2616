//! Policies in the grammar of another vendor: named, and never mended into one of AWS.

use words::{policy, say};

use super::{Check, Vendor};
use crate::document::{Document, PrincipalType, Principals};
use crate::finding::{Code, Severity};

/// Whether the document is of a grammar that is not taken here, which is then said.
pub(super) fn check(check: &mut Check) -> bool {
    if check.document.is_scaleways() && check.surroundings.vendor != Vendor::Scaleway {
        let own = check.document.version.as_deref() == Some(Document::SCALEWAY_VERSION);
        let path = if own { "Version" } else { "" };
        check.say(Code::OtherVendor, Severity::Error, path, say!(policy::Scaleways));
        return true;
    }
    let actions = check.document.statements.iter().flat_map(|statement| &statement.action.of.list);
    let resources = check.document.statements.iter().filter_map(|statement| statement.resource.as_ref());
    let mut resources = resources.flat_map(|resource| &resource.of.list);
    let vendor = if actions.clone().any(|name| name.starts_with("oss:"))
        || resources.clone().any(|r| r.starts_with("acs:"))
    {
        "Alibaba Cloud (OSS)"
    } else if actions.clone().any(|name| name.starts_with("name/cos:")) || resources.any(|r| r.starts_with("qcs:")) {
        "Tencent Cloud (COS)"
    } else {
        return scaleway(check);
    };
    check.say(Code::OtherVendor, Severity::Error, "", say!(policy::Vendor, vendor));
    true
}

/// A policy as AWS has it on a connection to Scaleway.
fn scaleway(check: &mut Check) -> bool {
    if check.surroundings.vendor != Vendor::Scaleway || check.document.is_scaleways() {
        return false;
    }
    let named = |statement: &crate::Statement| match statement.principal.as_ref().map(|choice| &choice.of) {
        Some(Principals::Listed(groups)) => groups.iter().any(|(kind, _)| *kind != PrincipalType::Scw),
        _ => false,
    };
    let arns = check.document.statements.iter().filter_map(|statement| statement.resource.as_ref());
    let arns = arns.flat_map(|resource| &resource.of.list).any(|text| text.starts_with("arn:"));
    if arns || check.document.statements.iter().any(named) {
        check.say(Code::OtherVendor, Severity::Error, "", say!(policy::NotScaleways));
    } else {
        check.say(Code::OldVersion, Severity::Warning, "Version", say!(policy::ScalewayVersion));
    }
    true
}
