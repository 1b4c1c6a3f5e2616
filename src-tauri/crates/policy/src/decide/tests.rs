#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::{Decision, Policies, PolicySource, Verdict, Why, decide, decide_alone};
use crate::document::{Document, Effect};
use crate::testing::any_document;
use crate::{Context, Request, parse};

const ANN: &str = "arn:aws:iam::111122223333:user/ann";
const SESSION: &str = "arn:aws:sts::111122223333:assumed-role/Reader/ann";

/// A document from its statements.
fn policy(statements: &str) -> Document {
    parse(&format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#)).sound().unwrap()
}

fn statement(effect: &str, rest: &str) -> Document {
    policy(&format!(r#"{{"Effect":"{effect}",{rest}}}"#))
}

fn request(principal: Option<&str>, action: &str, resource: &str) -> Request {
    Request::new(principal, action, resource, Context::default())
}

fn get(principal: Option<&str>) -> Request {
    request(principal, "s3:GetObject", "arn:aws:s3:::b/k")
}

fn alone(document: &Document, action: &str, resource: &str) -> bool {
    decide_alone(document, &request(Some(ANN), action, resource)).verdict == Verdict::Allow
}

#[test]
fn a_deny_for_all_but_a_few_spares_nobody_with_a_boundary() {
    let all = statement("Allow", r#""Action":"s3:*","Resource":"*""#);
    let but_ann = format!(r#""NotPrincipal":{{"AWS":["{ANN}","111122223333"]}},"Action":"s3:*","Resource":"*""#);
    let bucket = statement("Deny", &but_ann);
    let policies = Policies { identity: vec![&all], resource: Some(&bucket), ..Policies::default() };
    assert_eq!(decide(&policies, &get(Some(ANN))).verdict, Verdict::Allow);
    let bounded = Policies { boundary: Some(vec![&all]), ..policies };
    assert_eq!(decide(&bounded, &get(Some(ANN))).why, Why::Denied);
}

#[test]
fn only_the_policy_of_a_role_can_do_without_a_resource() {
    let taking = statement("Allow", r#""Principal":"*","Action":"sts:AssumeRole""#);
    assert!(alone(&taking, "sts:AssumeRole", "arn:aws:iam::111122223333:role/Reader"));
    let reading = statement("Allow", r#""Principal":"*","Action":"s3:GetObject""#);
    assert!(!alone(&reading, "s3:GetObject", "arn:aws:s3:::b/k"));
}

#[test]
fn actions_and_resources_of_one_policy() {
    for (rest, action, resource, expected) in [
        (r#""Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*""#, "s3:GetObject", "arn:aws:s3:::b/a/b", true),
        (r#""Action":"s3:getobject","Resource":"arn:aws:s3:::b/*""#, "s3:GetObject", "arn:aws:s3:::b/k", true),
        (r#""Action":"s3:GetObject","Resource":"arn:aws:s3:::B/*""#, "s3:GetObject", "arn:aws:s3:::b/k", false),
        (r#""Action":"s3:*","Resource":"arn:aws:s3:::b/*""#, "s3:ListBucket", "arn:aws:s3:::b", false),
        (r#""Action":"s3:*","Resource":"arn:aws:s3:::b*""#, "s3:GetObject", "arn:aws:s3:::bcd/k", true),
        (r#""Action":"*","Resource":"*""#, "iam:CreateUser", "*", true),
        (r#""NotAction":"s3:*","Resource":"*""#, "s3:GetObject", "arn:aws:s3:::b/k", false),
        (r#""NotAction":"iam:*","Resource":"*""#, "s3:GetObject", "arn:aws:s3:::b/k", true),
        (r#""Action":"s3:*","NotResource":"arn:aws:s3:::b/*""#, "s3:GetObject", "arn:aws:s3:::b/k", false),
        (r#""Action":"s3:*","NotResource":"arn:aws:s3:::b/*""#, "s3:GetObject", "arn:aws:s3:::c/k", true),
        (r#""Action":"s3:*","Resource":"arn:aws-us-gov:s3:::b/*""#, "s3:GetObject", "arn:aws:s3:::b/k", false),
        (r#""Action":"s3:*","Resource":"arn:*:s3:::b/*""#, "s3:GetObject", "arn:aws:s3:::b/k", true),
        (r#""Action":"s3:*","Resource":"arn:aws:s3*/k""#, "s3:GetObject", "arn:aws:s3:::b/k", false),
        (r#""Action":"s3:*","Resource":"arn:aws:s3""#, "s3:GetObject", "arn:aws:s3:::b/k", true),
        (
            r#""Action":"s3:*","Resource":"arn:aws:s3:::b/${aws:username}/*""#,
            "s3:GetObject",
            "arn:aws:s3:::b/ann/k",
            true,
        ),
        (
            r#""Action":"s3:*","Resource":"arn:aws:s3:::b/${aws:username}/*""#,
            "s3:GetObject",
            "arn:aws:s3:::b/bob/k",
            false,
        ),
        (
            r#""Action":"s3:*","Resource":"arn:aws:s3:::b/${s3:none}/*""#,
            "s3:GetObject",
            "arn:aws:s3:::b/${s3:none}/k",
            false,
        ),
        (r#""Action":"s3:*","NotResource":"arn:aws:s3:::b/${s3:none}/*""#, "s3:GetObject", "arn:aws:s3:::b/k", true),
        (r#""Action":"s3:*","Resource":"arn:aws:s3:::b/a${*}b""#, "s3:GetObject", "arn:aws:s3:::b/a*b", true),
        (r#""Action":"s3:*","Resource":"arn:aws:s3:::b/a${*}b""#, "s3:GetObject", "arn:aws:s3:::b/axb", false),
        (r#""Action":"s3:ListAllMyBuckets","Resource":"arn:aws:s3:::*""#, "s3:ListAllMyBuckets", "*", true),
        (r#""Action":"s3:ListAllMyBuckets","Resource":"arn:aws:s3:::b""#, "s3:ListAllMyBuckets", "*", false),
    ] {
        assert_eq!(alone(&statement("Allow", rest), action, resource), expected, "{rest} {action} {resource}");
    }
}

/// What is known of vendors' policies: the condition on the prefix is never fulfilled by a request
/// without one.
#[test]
fn a_prefix_lets_only_listings_of_that_folder_through() {
    let document = statement(
        "Allow",
        r#""Action":["s3:ListBucket","s3:GetBucketLocation"],"Resource":"arn:aws:s3:::b","Condition":{"StringLike":{"s3:prefix":["a/*"]}}"#,
    );
    let ask = |action: &str, prefix: Option<&str>| {
        let context = Context::from_iter(prefix.map(|prefix| ("s3:prefix", prefix)));
        decide_alone(&document, &Request::new(Some(ANN), action, "arn:aws:s3:::b", context)).verdict
    };
    assert_eq!(ask("s3:ListBucket", Some("a/")), Verdict::Allow);
    assert_eq!(ask("s3:ListBucket", Some("a")), Verdict::Deny);
    assert_eq!(ask("s3:ListBucket", None), Verdict::Deny);
    assert_eq!(ask("s3:GetBucketLocation", None), Verdict::Deny);
}

#[test]
fn a_deny_wins_and_is_named() {
    let document = policy(
        r#"{"Effect":"Allow","Action":"s3:*","Resource":"*"},{"Sid":"NoDelete","Effect":"Deny","Action":"s3:Delete*","Resource":"*"}"#,
    );
    let denied = decide_alone(&document, &request(Some(ANN), "s3:DeleteObject", "arn:aws:s3:::b/k"));
    assert_eq!(denied.why, Why::Denied);
    assert!(denied.to_string().starts_with("Statement 2 (“NoDelete”)"), "{denied}");
    assert!(alone(&document, "s3:GetObject", "arn:aws:s3:::b/k"));
}

#[test]
fn a_trust_policy_asks_for_the_external_id() {
    let document = statement(
        "Allow",
        r#""Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"7"}}"#,
    );
    let ask = |who: &str, id: Option<&str>| {
        let context = Context::from_iter(id.map(|id| ("sts:ExternalId", id)));
        let request = Request::new(Some(who), "sts:AssumeRole", "arn:aws:iam::111122223333:role/x", context);
        decide_alone(&document, &request).verdict
    };
    assert_eq!(ask("arn:aws:iam::444455556666:user/partner", Some("7")), Verdict::Allow);
    assert_eq!(ask("arn:aws:iam::444455556666:user/partner", Some("8")), Verdict::Deny);
    assert_eq!(ask("arn:aws:iam::444455556666:user/partner", None), Verdict::Deny);
    assert_eq!(ask(ANN, Some("7")), Verdict::Deny);
}

const BUCKET: &str = r#""Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*""#;

fn to(principal: &str) -> Document {
    statement("Allow", &format!(r#""Principal":{principal},{BUCKET}"#))
}

#[test]
fn within_an_account_either_side_may_allow() {
    let allow = statement("Allow", BUCKET);
    let other = statement("Allow", r#""Action":"s3:PutObject","Resource":"*""#);
    let direct = to(&format!(r#"{{"AWS":"{ANN}"}}"#));
    let account = to(r#"{"AWS":"111122223333"}"#);
    let role = to(r#"{"AWS":"arn:aws:iam::111122223333:role/Reader"}"#);
    let session = to(&format!(r#"{{"AWS":"{SESSION}"}}"#));
    let none = Policies::default();
    for (name, policies, who, expected) in [
        ("nothing", none.clone(), ANN, Why::NothingAllows),
        ("identity", Policies { identity: vec![&allow], ..none.clone() }, ANN, Why::Allowed),
        ("resource", Policies { resource: Some(&direct), ..none.clone() }, ANN, Why::Allowed),
        (
            "the account is no permission by itself",
            Policies { resource: Some(&account), ..none.clone() },
            ANN,
            Why::NothingAllows,
        ),
        (
            "boundary",
            Policies { identity: vec![&allow], boundary: Some(vec![&other]), ..none.clone() },
            ANN,
            Why::LeftOutBy(PolicySource::Boundary),
        ),
        (
            "a user who is named passes the boundary",
            Policies { resource: Some(&direct), boundary: Some(vec![&other]), ..none.clone() },
            ANN,
            Why::Allowed,
        ),
        (
            "a role that is named does not",
            Policies { resource: Some(&role), boundary: Some(vec![&other]), ..none.clone() },
            SESSION,
            Why::LeftOutBy(PolicySource::Boundary),
        ),
        ("a role that is named", Policies { resource: Some(&role), ..none.clone() }, SESSION, Why::Allowed),
        (
            "a session that is named passes",
            Policies { resource: Some(&session), session: Some(vec![&other]), ..none.clone() },
            SESSION,
            Why::Allowed,
        ),
        (
            "session",
            Policies { identity: vec![&allow], session: Some(vec![&other]), ..none.clone() },
            SESSION,
            Why::LeftOutBy(PolicySource::Session),
        ),
        (
            "organisation",
            Policies { identity: vec![&allow], service_control: vec![vec![&allow], vec![&other]], ..none.clone() },
            ANN,
            Why::LeftOutBy(PolicySource::ServiceControl),
        ),
        (
            "organisation, resources",
            Policies { identity: vec![&allow], resource_control: vec![vec![&other]], ..none.clone() },
            ANN,
            Why::LeftOutBy(PolicySource::ResourceControl),
        ),
    ] {
        assert_eq!(decide(&policies, &get(Some(who))).why, expected, "{name}");
    }
}

#[test]
fn across_accounts_both_sides_must_allow() {
    let allow = statement("Allow", BUCKET);
    let account = to(r#"{"AWS":"111122223333"}"#);
    let everyone = to(r#""*""#);
    let service = to(r#"{"Service":"logging.s3.amazonaws.com"}"#);
    let there = Policies { owner: Some("444455556666"), ..Policies::default() };
    for (policies, who, expected) in [
        (Policies { identity: vec![&allow], ..there.clone() }, Some(ANN), Why::LeftOutBy(PolicySource::Resource)),
        (Policies { resource: Some(&account), ..there.clone() }, Some(ANN), Why::LeftOutBy(PolicySource::Identity)),
        (Policies { resource: Some(&everyone), ..there.clone() }, Some(ANN), Why::LeftOutBy(PolicySource::Identity)),
        (Policies { identity: vec![&allow], resource: Some(&account), ..there.clone() }, Some(ANN), Why::Allowed),
        (Policies { resource: Some(&everyone), ..there.clone() }, None, Why::Allowed),
        (Policies { resource: Some(&account), ..there.clone() }, None, Why::NothingAllows),
        (Policies { resource: Some(&service), ..there.clone() }, Some("logging.s3.amazonaws.com"), Why::Allowed),
    ] {
        assert_eq!(decide(&policies, &get(who)).why, expected, "{who:?} {policies:?}");
    }
}

proptest! {
    /// Whatever else is written: what a statement denies to everybody stays denied.
    #[test]
    fn nothing_overrides_a_deny(document in any_document(), key in "[a-z/]{1,5}", first in any::<bool>()) {
        let mut document = document;
        let mut deny = policy(r#"{"Effect":"Deny","Principal":"*","Action":"s3:Get*","Resource":"arn:aws:s3:::b/*"}"#).statements;
        deny[0].principal = deny[0].principal.take().filter(|_| document.names_principals());
        let at = if first { 0 } else { document.statements.len() };
        document.statements.splice(at..at, deny);
        let request = request(Some(ANN), "s3:GetObject", &format!("arn:aws:s3:::b/{key}"));
        prop_assert_eq!(decide_alone(&document, &request).why, Why::Denied);
        let policies = Policies { identity: vec![&document], ..Policies::default() };
        prop_assert_eq!(decide(&policies, &request).why, Why::Denied);
    }

    /// An allow without any statement that allows does not exist.
    #[test]
    fn nothing_is_allowed_by_denials(document in any_document()) {
        let mut document = document;
        document.statements.iter_mut().for_each(|statement| statement.effect = Effect::Deny);
        let Decision { verdict, .. } = decide_alone(&document, &get(Some(ANN)));
        prop_assert_eq!(verdict, Verdict::Deny);
    }
}
