//! The guard against a bucket policy that shuts its own author out, and against calling something
//! denied that may not be.
//!
//! Little is known of a request that has not been made. What is not known is neither true nor false
//! here: a Deny that hangs on it is one that may apply.

use super::PolicySource;
use super::statement::applies;
use crate::action::{self, without_variables};
use crate::arn::Arn;
use crate::condition::holds;
use crate::document::{Choice, Condition, Document, PrincipalType, Principals, Statement};
use crate::pattern::{self, Piece};
use crate::principal::everyone;
use crate::request::{Context, Request};

/// What a policy must leave to those who manage the bucket: reading the policy, changing and
/// removing it.
const KEEPING: [&str; 3] = ["s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"];

/// A Deny that speaks of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Denial {
    /// Which statement, from 0.
    pub statement: usize,
    /// Whether it certainly does. Otherwise it depends on what is not known of the request.
    pub certain: bool,
}

/// How certain something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sure {
    No,
    Perhaps,
    Yes,
}

impl From<bool> for Sure {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

/// The statement of a policy that denies `action` to `who`, the most certain one first; `who` is
/// nothing where nobody knows who asks. What is known of the request belongs into `context`; a key
/// that is set there to no value is known to be missing.
pub fn denied(
    document: &Document,
    who: Option<&str>,
    action: &str,
    resource: &str,
    context: &Context,
) -> Option<Denial> {
    let mut context = context.clone();
    context.suppose("aws:PrincipalIsAWSService", "false");
    context.suppose("aws:ViaAWSService", "false");
    let told = context.is_known("aws:PrincipalArn");
    let mut request = Request::new(who, action, resource, context);
    if !told && who.is_some_and(|who| who.contains(":assumed-role/")) {
        request.context.forget("aws:PrincipalArn");
    }
    let denies = document.statements.iter().zip(0..).filter(|(statement, _)| !statement.allows());
    let sure = denies.map(|(statement, nth)| (reaches(document, statement, &request), nth));
    // Of several that are as certain the first is told.
    let (sure, statement) = sure.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    (sure != Sure::No).then_some(Denial { statement, certain: sure == Sure::Yes })
}

/// Whether the bucket policy would deny `who` to change it back; the action, and the statement that
/// denies it.
pub fn shuts_out(
    document: &Document,
    who: Option<&str>,
    bucket: &str,
    context: &Context,
) -> Option<(&'static str, Denial)> {
    let each = KEEPING.into_iter().filter_map(|action| Some((action, denied(document, who, action, bucket, context)?)));
    each.reduce(|best, next| if next.1.certain && !best.1.certain { next } else { best })
}

/// Whether the statement speaks of the request.
fn reaches(document: &Document, statement: &Statement, request: &Request) -> Sure {
    let place = if document.names_principals() { PolicySource::Resource } else { PolicySource::Identity };
    let anybody = Some(Choice::only(Principals::Everyone));
    let (who, principal) = match (&statement.principal, &request.principal) {
        (None, _) => (Sure::Yes, None),
        (own, Some(_)) => (Sure::Yes, own.clone()),
        // A person asks, and nobody knows which.
        (Some(principal), None) if everyone(principal) => (Sure::Yes, anybody),
        (Some(principal), None) if !principal.except && only_services(principal) => (Sure::No, anybody),
        _ => (Sure::Perhaps, anybody),
    };
    let mut bare = Statement { principal, conditions: Vec::new(), ..statement.clone() };
    let speaks = |bare: &Statement| applies(document, bare, request, place, false).is_some();
    let mut sure = who.min(speaks(&bare).into());
    if sure == Sure::No && who != Sure::No && widen(&mut bare, request) && speaks(&bare) {
        sure = Sure::Perhaps;
    }
    statement.conditions.iter().map(|condition| fulfilled(document, condition, request)).fold(sure, Sure::min)
}

fn only_services(principal: &Choice<Principals>) -> bool {
    let Principals::Listed(groups) = &principal.of else { return false };
    groups.iter().all(|(kind, _)| *kind == PrincipalType::Service)
}

/// Puts a wildcard for each variable whose value is not known; says whether there was one.
fn widen(statement: &mut Statement, request: &Request) -> bool {
    let mut any = false;
    for text in statement.resource.iter_mut().flat_map(|resource| &mut resource.of.list) {
        if pattern::variables(text).iter().any(|name| !request.context.is_known(name)) {
            *text = without_variables(text);
            any = true;
        }
    }
    any
}

fn fulfilled(document: &Document, condition: &Condition, request: &Request) -> Sure {
    let variables = document.has_variables();
    let test = |context: &Context| holds(condition, context, variables).unwrap_or(true);
    let unsettled = |text: &str| pattern::variables(text).iter().any(|name| !request.context.is_known(name));
    if variables && condition.values.iter().any(|value| unsettled(value.text())) {
        return Sure::Perhaps;
    }
    let key = condition.key.to_ascii_lowercase();
    let session = request.principal.as_deref().and_then(Arn::parse).filter(|arn| arn.service == "sts");
    if let Some(session) = session.filter(|_| key == "aws:principalarn" && !request.context.is_known(&key)) {
        let tried = roles(session, condition).into_iter().map(|role| {
            let mut context = request.context.clone();
            context.set(&key, [role]);
            test(&context)
        });
        let tried: Vec<bool> = tried.collect();
        return match (tried.contains(&true), tried.contains(&false)) {
            (true, true) => Sure::Perhaps,
            (yes, _) => yes.into(),
        };
    }
    if request.context.is_known(&key) || never_carried(&key, request) {
        return test(&request.context).into();
    }
    Sure::Perhaps
}

/// Whether a request that a person makes for the action never carries the key.
fn never_carried(key: &str, request: &Request) -> bool {
    let service = key.split(':').next().unwrap_or_default();
    let of_a_service = ["s3", "kms", "sts"].contains(&service);
    let session = request.principal.as_deref().is_some_and(|who| who.contains(":assumed-role/"));
    let from_services =
        ["aws:sourcearn", "aws:sourceaccount", "aws:sourceowner", "aws:sourceorgid", "aws:sourceorgpaths"];
    of_a_service && action::find(&request.action).is_some_and(|action| !action.knows_key(key))
        || from_services.contains(&key)
        || key.starts_with("aws:principalservicename")
        || key.starts_with("aws:calledvia")
        || key == "aws:username" && session
}

/// What the ARN of a session's role can be. A session tells the role's name and not its path: it is
/// one that the condition names, none, or any other. Roles of IAM Identity Center always lie in the
/// same place.
fn roles(session: Arn, condition: &Condition) -> Vec<String> {
    let Some(name) = session.resource.strip_prefix("assumed-role/").and_then(|rest| rest.split('/').next()) else {
        return vec![format!("arn:{}:sts::{}:{}", session.partition, session.account, session.resource)];
    };
    let start = format!("arn:{}:iam::{}:role/", session.partition, session.account);
    let wanted = || condition.values.iter().map(|value| without_variables(value.text()));
    if name.starts_with("AWSReservedSSO_") {
        let start = format!("{start}aws-reserved/sso.amazonaws.com/");
        // Their region lies between, but in us-east-1.
        let regions = wanted().filter_map(|wanted| region(&wanted)).chain(["xx-none-1".to_owned()]);
        let all = regions.map(|region| format!("{start}{region}/{name}"));
        return all.chain([format!("{start}{name}")]).collect();
    }
    let mut beneath = pattern::literal(&start);
    beneath.extend([Piece::One, Piece::Any]);
    beneath.extend(pattern::literal(&format!("/{name}")));
    let named = wanted().filter_map(|wanted| pattern::common(&pattern::plain(&wanted), &beneath));
    named.chain([format!("{start}bucketwise-none/{name}"), format!("{start}{name}")]).collect()
}

/// A region that a pattern of a role of IAM Identity Center names.
fn region(pattern: &str) -> Option<String> {
    let (_, rest) = pattern.split_once("sso.amazonaws.com/")?;
    let segment = rest.split('/').next()?;
    let named = pattern::common(&pattern::plain(segment), &[Piece::NameLetter, Piece::Name])?;
    named.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-').then_some(named)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::parse;

    const ANN: &str = "arn:aws:iam::210987654321:user/ann";
    const SSO: &str = "arn:aws:sts::210987654321:assumed-role/AWSReservedSSO_Admin_0a1b2c3d4e5f6071/ann";
    const READER: &str = "arn:aws:sts::210987654321:assumed-role/Reader/ann";
    const WHOLE: &str = r#""Action":"s3:*","Resource":["arn:aws:s3:::photos","arn:aws:s3:::photos/*"]"#;

    /// The first action that is lost, and whether that is certain.
    fn guard(who: Option<&str>, statement: &str, context: &[(&str, &str)]) -> Option<(&'static str, bool)> {
        let text = format!(r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Deny",{statement}}}}}"#);
        let document = parse(&text).sound().unwrap();
        let context = context.iter().copied().collect();
        shuts_out(&document, who, "arn:aws:s3:::photos", &context).map(|(action, denial)| (action, denial.certain))
    }

    fn anybody(condition: &str) -> String {
        format!(r#""Principal":"*",{WHOLE},"Condition":{condition}"#)
    }

    #[test]
    fn only_a_deny_that_reaches_the_author_counts() {
        let office = anybody(r#"{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#);
        let others = anybody(&format!(r#"{{"ArnNotEquals":{{"aws:PrincipalArn":"{ANN}"}}}}"#));
        let who = Some(ANN);
        let read = "s3:GetBucketPolicy";
        assert_eq!(guard(who, &format!(r#""Principal":"*",{WHOLE}"#), &[]), Some((read, true)));
        assert_eq!(guard(who, &office, &[("aws:SourceIp", "198.51.100.1")]), Some((read, true)));
        assert_eq!(guard(who, &office, &[("aws:SourceIp", "203.0.113.9")]), None);
        assert_eq!(guard(who, &office, &[]), Some((read, false)), "where they are is not known");
        assert_eq!(guard(who, &others, &[]), None);
        let files = r#""Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::photos/*""#;
        assert_eq!(guard(who, files, &[]), None);
        let write = r#""Principal":"*","Action":"s3:PutBucketPolicy","Resource":"arn:aws:s3:::photos""#;
        assert_eq!(guard(who, write, &[]), Some(("s3:PutBucketPolicy", true)));
    }

    #[test]
    fn the_path_of_a_role_is_not_known_from_its_session() {
        let not = |arn: &str| anybody(&format!(r#"{{"ArnNotLike":{{"aws:PrincipalArn":"{arn}"}}}}"#));
        let only = |arn: &str| anybody(&format!(r#"{{"ArnLike":{{"aws:PrincipalArn":"{arn}"}}}}"#));
        let all_sso = "arn:aws:iam::210987654321:role/aws-reserved/sso.amazonaws.com/*";
        let one_sso =
            "arn:aws:iam::210987654321:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_0a1b2c3d4e5f6071";
        let deep = "arn:aws:iam::210987654321:role/ops/Reader";
        for (who, statement, expected) in [
            // The usual exemption of those who sign in with IAM Identity Center.
            (SSO, not(all_sso), None),
            (SSO, only(all_sso), Some(true)),
            // Their region lies in the path everywhere but in us-east-1.
            (SSO, not(one_sso), Some(false)),
            (SSO, not("arn:aws:iam::210987654321:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Admin_*"), None),
            (
                SSO,
                not("arn:aws:iam::210987654321:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Other_*"),
                Some(true),
            ),
            (SSO, not("arn:aws:iam::210987654321:role/AWSReservedSSO_Admin_0a1b2c3d4e5f6071"), Some(true)),
            (READER, not(deep), Some(false)),
            (READER, only(deep), Some(false)),
            (READER, not("arn:aws:iam::210987654321:role/Reader"), Some(false)),
            (READER, not("arn:aws:iam::210987654321:role/*"), None),
            (READER, not("arn:aws:iam::210987654321:role/*Reader"), None),
            (READER, only("arn:aws:iam::210987654321:role/Writer"), None),
            (READER, not("arn:aws:iam::210987654321:user/*"), Some(true)),
            (READER, anybody(r#"{"StringEquals":{"aws:PrincipalAccount":"210987654321"}}"#), Some(true)),
            (READER, anybody(r#"{"StringNotEquals":{"aws:username":"ann"}}"#), Some(true)),
        ] {
            let certain = guard(Some(who), &statement, &[]).map(|(_, certain)| certain);
            assert_eq!(certain, expected, "{who} {statement}");
        }
        let told = [("aws:PrincipalArn", deep)];
        assert_eq!(guard(Some(READER), &not(deep), &told), None);
        assert_eq!(guard(Some(READER), &only(deep), &told).map(|(_, certain)| certain), Some(true));
    }

    #[test]
    fn what_is_not_known_is_neither_true_nor_false() {
        for (who, condition, expected) in [
            (Some(ANN), r#"{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#, Some(false)),
            (Some(ANN), r#"{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}"#, Some(false)),
            (Some(ANN), r#"{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}"#, Some(false)),
            (Some(ANN), r#"{"Null":{"aws:PrincipalTag/team":"true"}}"#, Some(false)),
            (Some(ANN), r#"{"StringNotLike":{"aws:userid":"AIDAJQABLZS4A3QDU576Q"}}"#, Some(false)),
            (Some(ANN), r#"{"StringNotEquals":{"aws:username":"${aws:PrincipalTag/owner}"}}"#, Some(false)),
            // A request to change the policy never carries the key, so this always holds.
            (Some(ANN), r#"{"Null":{"s3:x-amz-server-side-encryption":"true"}}"#, Some(true)),
            (Some(ANN), r#"{"StringNotEquals":{"s3:x-amz-server-side-encryption":"AES256"}}"#, Some(true)),
            (Some(ANN), r#"{"StringEquals":{"s3:x-amz-acl":"public-read"}}"#, None),
            (Some(ANN), r#"{"ArnLike":{"aws:SourceArn":"arn:aws:s3:::*"}}"#, None),
            (Some(ANN), r#"{"Bool":{"aws:PrincipalIsAWSService":"false"}}"#, Some(true)),
            (None, r#"{"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::210987654321:user/ann"}}"#, Some(false)),
            (None, r#"{"Bool":{"aws:PrincipalIsAWSService":"false"}}"#, Some(true)),
        ] {
            let certain = guard(who, &anybody(condition), &[]).map(|(_, certain)| certain);
            assert_eq!(certain, expected, "{who:?} {condition}");
        }
    }

    #[test]
    fn where_nobody_knows_who_asks_it_may_be_anybody() {
        let certain = |principal: &str| guard(None, &format!("{principal},{WHOLE}"), &[]).map(|(_, certain)| certain);
        assert_eq!(certain(r#""Principal":"*""#), Some(true));
        assert_eq!(certain(r#""Principal":{"AWS":"arn:aws:iam::210987654321:user/ann"}"#), Some(false));
        assert_eq!(certain(r#""NotPrincipal":{"AWS":"arn:aws:iam::210987654321:user/ann"}"#), Some(false));
        assert_eq!(certain(r#""Principal":{"Service":"logging.s3.amazonaws.com"}"#), None);
    }

    #[test]
    fn the_most_certain_statement_is_told() {
        let text = format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny",{}}},{{"Effect":"Deny","Principal":"*",{WHOLE}}}]}}"#,
            anybody(r#"{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#)
        );
        let document = parse(&text).sound().unwrap();
        let found = denied(&document, Some(ANN), "s3:GetObject", "arn:aws:s3:::photos/a", &Context::default());
        assert_eq!(found, Some(Denial { statement: 1, certain: true }));
    }
}
