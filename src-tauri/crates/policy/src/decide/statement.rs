//! Whether a statement speaks of a request.

use super::PolicySource;
use crate::action;
use crate::condition::holds;
use crate::document::{Document, Effect, Statement};
use crate::form;
use crate::pattern;
use crate::principal::{Named, named};
use crate::request::{Context, Request};

/// How the statement names whoever asks, if it speaks of the request at all. `bounded` says whether
/// they have a permissions boundary: a Deny with `NotPrincipal` then denies them even where it
/// names them as an exception (IAM user guide, “NotPrincipal”).
pub(crate) fn applies(
    document: &Document,
    statement: &Statement,
    request: &Request,
    place: PolicySource,
    bounded: bool,
) -> Option<Named> {
    let who = match (&statement.principal, place) {
        (Some(principal), _) if principal.except && bounded && !statement.allows() => Named::Direct,
        (Some(principal), _) => named(principal, request.principal.as_deref()),
        // A policy at a resource means only those whom it names; any other means whoever it is
        // attached to.
        (None, PolicySource::Resource) => Named::No,
        (None, _) => Named::Direct,
    };
    let variables = document.has_variables();
    let action = statement.action.of.list.iter().any(|pattern| action::covers(pattern, &request.action));
    let condition = |condition| {
        // An operator that nobody knows cannot be relied on to allow anything, nor to spare
        // anything.
        holds(condition, &request.context, variables).unwrap_or(statement.effect == Effect::Deny)
    };
    (who != Named::No
        && action != statement.action.except
        && at(document, statement, request, place)
        && statement.conditions.iter().all(condition))
    .then_some(who)
}

fn at(document: &Document, statement: &Statement, request: &Request, place: PolicySource) -> bool {
    let Some(resource) = &statement.resource else {
        // The policy of a role speaks of the role, and has no other resource. Any other at a
        // resource needs one.
        return place == PolicySource::Resource && request.action.to_ascii_lowercase().starts_with("sts:");
    };
    let context = document.has_variables().then_some(&request.context);
    let listed = resource.of.list.iter().any(|pattern| is_at(&document.arn_of(pattern), request, context, place));
    listed != resource.except
}

/// Whether the pattern describes the resource. Wildcards stay within a part of an ARN; in the last
/// part they also take slashes and colons. Variables are filled in there alone.
fn is_at(pattern: &str, request: &Request, context: Option<&Context>, place: PolicySource) -> bool {
    if pattern == "*" {
        return true;
    }
    let Some(parts) = form::parts(pattern, place == PolicySource::Resource) else { return false };
    let whole = "arn:aws:s3:::*";
    let resource = match request.resource.as_str() {
        // All buckets together are the resource of this action; AWS's own examples write it in this
        // form.
        "*" if request.action.eq_ignore_ascii_case("s3:ListAllMyBuckets") => whole,
        other => other,
    };
    let own: Vec<&str> = resource.splitn(6, ':').collect();
    own.len() == 6
        && own.iter().zip(&parts).zip(0..).all(|((own, part), nth)| match context {
            Some(context) if nth == 5 => {
                pattern::filled(part, context, true).is_some_and(|pieces| pattern::matches(&pieces, own))
            }
            _ => pattern::matches(&pattern::plain(part), own),
        })
}
