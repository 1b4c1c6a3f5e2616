//! Who is let in: trust policies of roles, and the principal of statements in a bucket's policy.

use policy::{Choice, Condition, Document, Effect, PrincipalType, Principals, Statement, Texts};

use super::permissions::condition;
use super::preset::{ExternalId, Oidc, Way, WayKind};
use super::resolved::Resolved;
use super::values::Values;

/// The ARN of the other side; the number of an account stands for all of it. Nothing while the
/// partner has not said.
pub(super) fn partner(way: &Way, site: &str, values: &Values) -> Option<String> {
    let known = way.partners.iter().find(|partner| partner.id == site).or(way.partners.first());
    let text = known.map_or(values.get("partner"), |partner| &partner.arn);
    match text {
        "" => None,
        arn if arn.starts_with("arn:") => Some(arn.into()),
        account => Some(root(account, values)),
    }
}

fn root(account: &str, values: &Values) -> String {
    format!("arn:{}:iam::{account}:root", values.get("partition"))
}

/// Who may take the role. A partner who answers later is represented by our own account, with an ID
/// that nobody knows.
pub(super) fn trust(way: &Way, partner: Option<&str>, values: &Values) -> Option<Document> {
    let statements = match (way.kind, &way.oidc) {
        (WayKind::Role, _) => role(way, partner, values),
        (WayKind::Oidc, Some(oidc)) => vec![signed_in(oidc, values)],
        _ => return None,
    };
    Some(Document::new(statements))
}

/// Whom a trust policy names first, and the external ID that it wants.
pub fn named(trust: &Document) -> (Option<String>, Option<String>) {
    let Some(statement) = trust.statements.iter().find(|statement| statement.allows()) else { return (None, None) };
    let who = match statement.principal.as_ref().map(|principal| &principal.of) {
        Some(Principals::Listed(groups)) => {
            let aws = groups.iter().find(|(kind, _)| *kind == PrincipalType::Aws);
            aws.and_then(|(_, who)| who.list.first()).cloned()
        }
        _ => None,
    };
    let id = statement.conditions.iter().find(|test| test.key.eq_ignore_ascii_case("sts:ExternalId"));
    (who, id.and_then(|test| test.values.first()).map(|value| value.text().to_owned()))
}

fn role(way: &Way, partner: Option<&str>, values: &Values) -> Vec<Statement> {
    let own = root(values.get("account"), values);
    let Some(partner) = partner else {
        // This external ID is told to nobody, so nobody can take the role before the partner has
        // answered.
        let id = values.get("interim_id").to_owned();
        return vec![may_take(own, vec![condition("StringEquals", "sts:ExternalId", &[id])])];
    };
    let id = Some(values.get("external_id")).filter(|id| way.external_id != ExternalId::None && !id.is_empty());
    let agreed: Vec<_> =
        id.into_iter().map(|id| condition("StringEquals", "sts:ExternalId", &[id.to_owned()])).collect();
    let mut statements = vec![may_take(partner.to_owned(), agreed.clone())];
    if way.self_assuming {
        // A role cannot name itself as principal before it is there; its account with a condition
        // says the same.
        let mut itself = vec![condition("ArnEquals", "aws:PrincipalArn", &[values.get("role_arn").to_owned()])];
        itself.extend(agreed);
        statements.push(may_take(own, itself));
    }
    statements
}

fn may_take(who: String, conditions: Vec<Condition>) -> Statement {
    allow((PrincipalType::Aws, Texts::one(who)), "sts:AssumeRole", conditions)
}

fn signed_in(oidc: &Oidc, values: &Values) -> Statement {
    let provider = &oidc.provider;
    let arn = format!("arn:{}:iam::{}:oidc-provider/{provider}", values.get("partition"), values.get("account"));
    let conditions = vec![
        condition("StringEquals", &format!("{provider}:aud"), std::slice::from_ref(&oidc.audience)),
        condition("StringLike", &format!("{provider}:sub"), &[values.fill(&oidc.subject)]),
    ];
    allow((PrincipalType::Federated, Texts::one(arn)), "sts:AssumeRoleWithWebIdentity", conditions)
}

fn allow(who: (PrincipalType, Texts), action: &str, conditions: Vec<Condition>) -> Statement {
    Statement {
        sid: None,
        effect: Effect::Allow,
        principal: Some(Choice::only(Principals::Listed(vec![who]))),
        action: Choice::only(Texts::one(action)),
        resource: None,
        conditions,
    }
}

/// Puts into statements for a bucket's policy whom they are for, and for what of ours a service
/// acts.
pub(super) fn name(statements: &mut [Statement], resolved: &Resolved<'_>) {
    let Resolved { way, values, sid, .. } = resolved;
    for statement in statements {
        let part = statement.sid.take().unwrap_or_default();
        statement.sid = Some(format!("{sid}{part}"));
        let who = match &way.service {
            Some(service) => (PrincipalType::Service, Texts::one(&service.principal)),
            None => (PrincipalType::Aws, Texts::one(resolved.partner.clone().unwrap_or_default())),
        };
        statement.principal = Some(Choice::only(Principals::Listed(vec![who])));
        let Some(service) = &way.service else { continue };
        let source = values.fill(&service.source_arn);
        let operator = if source.contains('*') { "ArnLike" } else { "ArnEquals" };
        statement.conditions.push(condition(operator, "aws:SourceArn", &[source]));
        if service.source_account {
            statement.conditions.push(condition("StringEquals", "aws:SourceAccount", &[values.get("account").into()]));
        }
        if service.owner_acl && statement.action.of.list.iter().any(|name| name == "s3:PutObject") {
            let acl = "bucket-owner-full-control".to_owned();
            statement.conditions.push(condition("StringEquals", "s3:x-amz-acl", &[acl]));
        }
    }
}
