//! All policies together, within an account and across two.

use super::statement::applies;
use super::{By, Decision, Policies, PolicySource, Verdict, Why};
use crate::document::{Document, Effect};
use crate::principal::{Named, account_of};
use crate::request::Request;

/// What the policies of one place say.
#[derive(Default)]
struct Said {
    denied: Option<By>,
    /// The statement that allows, and how it names whoever asks; the best of several.
    allowed: Option<(Named, By)>,
}

fn said(documents: &[&Document], request: &Request, place: PolicySource, bounded: bool) -> Said {
    let mut said = Said::default();
    for (document, policy) in documents.iter().zip(0..) {
        for (statement, nth) in document.statements.iter().zip(0..) {
            let Some(named) = applies(document, statement, request, place, bounded) else { continue };
            let by = By { place, policy, statement: nth, sid: statement.sid.clone() };
            match statement.effect {
                Effect::Deny => said.denied = said.denied.or(Some(by)),
                Effect::Allow if said.allowed.as_ref().is_none_or(|(best, _)| named > *best) => {
                    said.allowed = Some((named, by));
                }
                Effect::Allow => {}
            }
        }
    }
    said
}

pub(super) fn decide(policies: &Policies, request: &Request) -> Decision {
    let bounded = policies.boundary.is_some();
    let of = |documents: &[&Document], place| said(documents, request, place, bounded);
    let identity = of(&policies.identity, PolicySource::Identity);
    let resource = of(policies.resource.as_slice(), PolicySource::Resource);
    let boundary = policies.boundary.as_deref().map(|documents| of(documents, PolicySource::Boundary));
    let session = policies.session.as_deref().map(|documents| of(documents, PolicySource::Session));
    let levels = |levels: &[Vec<&Document>], place| levels.iter().map(|level| of(level, place)).collect::<Vec<_>>();
    let service_control = levels(&policies.service_control, PolicySource::ServiceControl);
    let resource_control = levels(&policies.resource_control, PolicySource::ResourceControl);

    let denied = {
        let sides = [&identity, &resource].into_iter().chain(&boundary).chain(&session);
        let mut everything = sides.chain(&service_control).chain(&resource_control);
        everything.find_map(|said| said.denied.clone())
    };
    if let Some(by) = denied {
        return Decision { verdict: Verdict::Deny, why: Why::Denied, by: Some(by) };
    }
    for (levels, place) in
        [(&resource_control, PolicySource::ResourceControl), (&service_control, PolicySource::ServiceControl)]
    {
        if levels.iter().any(|level| level.allowed.is_none()) {
            return left_out(place);
        }
    }
    let own = own_side(identity.allowed.map(|(_, by)| by), boundary.as_ref(), session.as_ref());
    match (same_account(policies, request), resource.allowed) {
        (true, Some((named, by))) => within(named, by, own, boundary.as_ref(), session.as_ref()),
        (true, None) => own,
        (false, None) if own.verdict == Verdict::Allow => left_out(PolicySource::Resource),
        (false, None) => own,
        // Nobody signed in, and services have no policies of their own.
        (false, Some((_, by))) if request.principal.as_deref().is_none_or(|who| account_of(who).is_none()) => {
            allowed(by)
        }
        (false, Some(_)) if own.why == Why::NothingAllows => left_out(PolicySource::Identity),
        (false, Some(_)) => own,
    }
}

/// What the side of whoever asks says: identity within boundary within session.
fn own_side(identity: Option<By>, boundary: Option<&Said>, session: Option<&Said>) -> Decision {
    let Some(by) = identity else {
        return Decision { verdict: Verdict::Deny, why: Why::NothingAllows, by: None };
    };
    match limit(boundary, session) {
        Some(place) => left_out(place),
        None => allowed(by),
    }
}

/// The first of the two that is there and does not allow.
fn limit(boundary: Option<&Said>, session: Option<&Said>) -> Option<PolicySource> {
    let stops = |said: Option<&Said>| said.is_some_and(|said| said.allowed.is_none());
    if stops(boundary) {
        return Some(PolicySource::Boundary);
    }
    stops(session).then_some(PolicySource::Session)
}

/// Within one account the resource may allow by itself: whom it names directly without limits, a
/// role within the limits of its boundary and session. Naming the account leaves it to the account.
fn within(named: Named, by: By, own: Decision, boundary: Option<&Said>, session: Option<&Said>) -> Decision {
    match named {
        Named::Direct => allowed(by),
        Named::Role => limit(boundary, session).map_or_else(|| allowed(by), left_out),
        Named::Account | Named::No => own,
    }
}

fn same_account(policies: &Policies, request: &Request) -> bool {
    match (policies.owner, request.principal.as_deref()) {
        (_, None) => false,
        (None, Some(who)) => account_of(who).is_some(),
        (Some(owner), Some(who)) => account_of(who) == Some(owner),
    }
}

fn allowed(by: By) -> Decision {
    Decision { verdict: Verdict::Allow, why: Why::Allowed, by: Some(by) }
}

fn left_out(place: PolicySource) -> Decision {
    Decision { verdict: Verdict::Deny, why: Why::LeftOutBy(place), by: None }
}
