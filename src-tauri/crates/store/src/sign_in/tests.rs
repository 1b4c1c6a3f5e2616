//! Keys over time, against recorded answers: got once, renewed ahead and in need, shared by all who
//! wait, asked for once. That real servers hand out such sessions is shown elsewhere.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod apart;
mod bounds;
mod company;
mod files;
mod machine;
mod profiles;
mod quoted;

use super::*;
use crate::testing::{Recorded, access, answer, at, header, refusal, wiring};
use crate::{Access, Endpoint, ListRequest, Payload, Put, Secret, Store, StoreErrorKind as Kind};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

fn list() -> ListRequest {
    ListRequest { bucket: "bucket".to_owned(), ..ListRequest::default() }
}

fn empty_listing() -> Vec<u8> {
    answer(200, &[], "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>")
}

/// A session as STS gives it, that ends in so many seconds.
fn session(name: &str, seconds: u64) -> Vec<u8> {
    let end = SystemTime::now() + Duration::from_secs(seconds);
    let end = aws_smithy_types::DateTime::from(end);
    let end = end.fmt(aws_smithy_types::date_time::Format::DateTime).unwrap();
    let body = format!(
        "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>{name}</AccessKeyId>\
         <SecretAccessKey>SESSIONSECRET</SecretAccessKey><SessionToken>SESSIONTOKEN</SessionToken>\
         <Expiration>{end}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"
    );
    answer(200, &[("content-type", "text/xml")], &body)
}

fn sts_refusal(status: u16, code: &str, said: &str) -> Vec<u8> {
    let body = format!("<ErrorResponse><Error><Code>{code}</Code><Message>{said}</Message></Error></ErrorResponse>");
    answer(status, &[("content-type", "text/xml")], &body)
}

fn role() -> Role {
    Role {
        arn: "arn:aws:iam::123456789012:role/data".to_owned(),
        external_id: Some("partner-7".to_owned()),
        ..Role::default()
    }
}

/// Somebody who gives these answers in turn, then says no.
#[derive(Debug, Default)]
struct Person {
    answers: Mutex<Vec<Answer>>,
    asked: Mutex<Vec<Needed>>,
}

impl Person {
    fn with(answers: Vec<Answer>) -> Arc<Self> {
        Arc::new(Self { answers: Mutex::new(answers), asked: Mutex::default() })
    }

    fn asked(&self) -> Vec<Needed> {
        self.asked.lock().unwrap().clone()
    }
}

#[derive(Debug)]
struct Asked(Arc<Person>);

impl Ask for Asked {
    fn ask(&self, needed: Needed) -> Asking {
        self.0.asked.lock().unwrap().push(needed);
        let mut answers = self.0.answers.lock().unwrap();
        if matches!(self.0.asked.lock().unwrap().last(), Some(Needed::Browser { .. })) && answers.is_empty() {
            // The answer comes from the browser.
            return Box::pin(std::future::pending());
        }
        let answer = if answers.is_empty() { Answer::No } else { answers.remove(0) };
        Box::pin(async {
            // Others get their turn, as they do while somebody types.
            tokio::task::yield_now().await;
            answer
        })
    }

    fn tell(&self, came_back: CameBack) -> String {
        format!("{came_back:?}")
    }
}

fn open(endpoint: &str, sign_in: SignIn, environment: Environment) -> Store {
    Store::open_with(Access { sign_in, ..access("other", endpoint) }, environment, &wiring()).unwrap()
}

/// A home below which `.aws/config` has this text, and these variables.
fn home(config: &str, vars: &[(&str, &str)]) -> (tempfile::TempDir, Environment) {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join(".aws")).unwrap();
    std::fs::write(home.path().join(".aws/config"), config).unwrap();
    let vars = vars.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let environment = Environment::new(vars, home.path().to_owned());
    (home, environment)
}

fn profile(name: &str) -> SignIn {
    Source::Profile(name.to_owned()).into()
}

/// The access key that signed a recorded call.
fn signer_of(call: &str) -> &str {
    let authorization = header(call, "authorization").unwrap();
    authorization.split("Credential=").nth(1).unwrap().split('/').next().unwrap()
}

fn given() -> Source {
    access("other", "http://localhost:1").sign_in.source
}

fn with_role(role: Role) -> SignIn {
    SignIn { source: given(), role: Some(role) }
}

#[tokio::test]
async fn a_role_is_taken_on_once_and_signs_what_follows() {
    let server = Recorded::new(vec![session("ASIASESSION", 3600), empty_listing()]).await;
    let store = open(&server.endpoint, with_role(role()), Environment::default());
    store.list(list()).await.unwrap();
    store.list(list()).await.unwrap();
    let seen = server.seen();
    assert_eq!(seen.len(), 3, "{seen:#?}");
    assert!(seen[0].contains("Action=AssumeRole") && seen[0].contains("ExternalId=partner-7"), "{}", seen[0]);
    assert!(seen[0].contains("RoleSessionName=bucketwise") && !seen[0].contains("DurationSeconds"), "{}", seen[0]);
    for call in &seen[1..] {
        assert!(header(call, "authorization").unwrap().contains("Credential=ASIASESSION/"), "{call}");
        assert_eq!(header(call, "x-amz-security-token"), Some("SESSIONTOKEN"));
    }
}

#[tokio::test]
async fn a_session_that_ends_is_renewed_before_the_next_call() {
    let server = Recorded::new(vec![session("ASIAFIRST", 0), session("ASIASECOND", 3600), empty_listing()]).await;
    let store = open(&server.endpoint, with_role(role()), Environment::default());
    store.list(list()).await.unwrap();
    let seen = server.seen();
    assert!(header(&seen[2], "authorization").unwrap().contains("ASIASECOND"), "{seen:#?}");
}

#[tokio::test]
async fn what_sts_refuses_is_told_apart() {
    let arn = role().arn;
    for (status, code, said, problem) in [
        (
            403,
            "AccessDenied",
            "User: x is not authorized to perform: sts:AssumeRole on resource: y",
            SignInProblem::RoleRefused { role: arn.clone(), external_id: true },
        ),
        (
            403,
            "AccessDenied",
            "MultiFactorAuthentication failed with invalid MFA one time pass code.",
            SignInProblem::CodeRefused,
        ),
        (
            403,
            "RegionDisabledException",
            "STS is not activated in this region",
            SignInProblem::NoSessionsHere { region: "us-east-1".to_owned() },
        ),
        (
            400,
            "ValidationError",
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
            SignInProblem::RoleTooLong { role: arn.clone() },
        ),
        (400, "ValidationError", "externalId failed to satisfy", SignInProblem::RoleMalformed { role: arn.clone() }),
        (501, "NotImplemented", "", SignInProblem::NoRoles),
    ] {
        let server = Recorded::new(vec![sts_refusal(status, code, said)]).await;
        let error = open(&server.endpoint, with_role(role()), Environment::default()).list(list()).await.unwrap_err();
        assert_eq!((error.kind, error.sign_in.as_deref()), (Kind::SignIn, Some(&problem)), "{error:?}");
        assert_eq!(error.operation, "AssumeRole");
    }
    let server = Recorded::new(vec![sts_refusal(403, "InvalidClientTokenId", "no")]).await;
    let error = open(&server.endpoint, with_role(role()), Environment::default()).list(list()).await.unwrap_err();
    assert_eq!(error.kind, Kind::AccessKeyUnknown);
}

#[tokio::test]
async fn a_code_is_asked_for_once_by_all_who_wait() {
    let person = Person::with(vec![Answer::Code(Secret::new(" 123456 ".to_owned()))]);
    let server = Recorded::new(vec![session("ASIASESSION", 3600), empty_listing()]).await;
    let role = Role { mfa_serial: Some("arn:aws:iam::123456789012:mfa/me".to_owned()), ..role() };
    let store = open(&server.endpoint, with_role(role), Environment::default().asking(Arc::new(Asked(person.clone()))));
    let (one, two, three) = tokio::join!(store.list(list()), store.list(list()), store.list(list()));
    assert!(one.is_ok() && two.is_ok() && three.is_ok());
    assert_eq!(person.asked().len(), 1);
    assert!(server.seen()[0].contains("TokenCode=123456"), "{}", server.seen()[0]);
}

#[tokio::test]
async fn a_no_fails_all_who_waited_and_the_next_is_asked_again() {
    let person = Person::with(vec![Answer::No, Answer::Code(Secret::new("123456".to_owned()))]);
    let server = Recorded::new(vec![session("ASIASESSION", 3600), empty_listing()]).await;
    let role = Role { mfa_serial: Some("arn:aws:iam::123456789012:mfa/me".to_owned()), ..role() };
    let store = open(&server.endpoint, with_role(role), Environment::default().asking(Arc::new(Asked(person.clone()))));
    let (one, two) = tokio::join!(store.list(list()), store.list(list()));
    for error in [one.unwrap_err(), two.unwrap_err()] {
        assert_eq!(error.sign_in.as_deref(), Some(&SignInProblem::Declined));
    }
    assert_eq!(person.asked().len(), 1);
    store.list(list()).await.unwrap();
    assert_eq!(person.asked().len(), 2);
}

#[tokio::test]
async fn temporary_keys_that_ran_out_are_asked_for_and_the_call_goes_on() {
    let new = crate::Credentials {
        access_key: "ASIANEW".to_owned(),
        secret: Secret::new("NEVERPRINTTHISONE".to_owned()),
        session_token: Some(Secret::new("NEVERPRINTTHISEITHER".to_owned())),
    };
    let person = Person::with(vec![Answer::Keys(new)]);
    let server = Recorded::new(vec![
        refusal(400, "ExpiredToken"),
        empty_listing(),
        refusal(403, "NEVERPRINTTHISONE NEVERPRINTTHISEITHER"),
    ])
    .await;
    let environment = Environment::default().asking(Arc::new(Asked(person.clone())));
    let store = open(&server.endpoint, given().into(), environment);
    store.list(list()).await.unwrap();
    assert_eq!(person.asked(), [Needed::Keys { access_key: "AKIDEXAMPLE".to_owned() }]);
    assert!(header(&server.seen()[1], "authorization").unwrap().contains("ASIANEW"));
    let error = store.list(list()).await.unwrap_err();
    assert_eq!(error.code.as_deref(), Some("*** ***"), "the new secrets are kept out of errors as well");
}

#[tokio::test]
async fn without_an_answer_the_server_s_own_words_stay() {
    let server = Recorded::new(vec![refusal(400, "ExpiredToken")]).await;
    let error = open(&server.endpoint, given().into(), Environment::default()).list(list()).await.unwrap_err();
    assert_eq!(error.kind, Kind::TokenExpired);
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn the_environment_signs_or_says_what_it_lacks() {
    let server = Recorded::new(vec![empty_listing()]).await;
    let env = |vars: &[(&str, &str)]| {
        Environment::new(vars.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())), "/".into())
    };
    let lacking = open(&server.endpoint, Source::Environment.into(), env(&[("AWS_ACCESS_KEY_ID", "AKIAENV")]));
    let error = lacking.list(list()).await.unwrap_err();
    assert_eq!(error.sign_in.as_deref(), Some(&SignInProblem::EnvironmentLacks { variable: "AWS_SECRET_ACCESS_KEY" }));
    assert!(server.seen().is_empty());
    let environment =
        env(&[("AWS_ACCESS_KEY_ID", "AKIAENV"), ("AWS_SECRET_ACCESS_KEY", "s"), ("AWS_SESSION_TOKEN", "T")]);
    assert!(!format!("{environment:?}").contains("AKIAENV"));
    open(&server.endpoint, Source::Environment.into(), environment).list(list()).await.unwrap();
    let call = &server.seen()[0];
    assert!(header(call, "authorization").unwrap().contains("AKIAENV"), "{call}");
    assert_eq!(header(call, "x-amz-security-token"), Some("T"));
}

#[tokio::test]
async fn a_public_bucket_is_read_without_a_signature() {
    let server = Recorded::new(vec![empty_listing(), refusal(403, "AccessDenied")]).await;
    let store = open(&server.endpoint, Source::Anonymous.into(), Environment::default());
    store.list(list()).await.unwrap();
    assert_eq!(header(&server.seen()[0], "authorization"), None);
    assert_eq!(store.list(list()).await.unwrap_err().kind, Kind::NotPermitted);
}

#[tokio::test]
async fn a_connection_for_looking_sends_nothing_that_changes() {
    let server = Recorded::new(vec![empty_listing()]).await;
    let looking = Access { read_only: true, ..access("other", &server.endpoint) };
    let store = Store::open_with(looking, Environment::default(), &wiring()).unwrap();
    store.list(list()).await.unwrap();
    let bytes = || Payload::bytes(bytes::Bytes::from_static(b"x"));
    let upload = crate::Upload { at: at("k"), id: "u".to_owned(), begun: None, by: None };
    let refused = [
        store.put(&at("k"), bytes(), Put::default()).await.map(drop),
        store.delete(&at("k")).await.map(drop),
        store.delete_many("bucket", vec!["k".to_owned()]).await.map(drop),
        store.copy(&at("a"), &at("b"), crate::Copying::default()).await.map(drop),
        store.create_bucket("bucket").await,
        store.delete_bucket("bucket").await,
        store.create_upload(&at("k"), Put::default()).await.map(drop),
        store.upload_part(&upload, 1, bytes()).await.map(drop),
        store.complete_upload(&upload, Vec::new()).await.map(drop),
        store.abort_upload(&upload).await.map(drop),
    ];
    for result in refused {
        let error = result.unwrap_err();
        assert_eq!(error.kind, Kind::ReadOnly, "{error:?}");
    }
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn everything_goes_through_the_proxy_that_was_named() {
    let proxy = Recorded::new(vec![empty_listing()]).await;
    let behind = Access {
        proxy: Some(Endpoint::parse(&proxy.endpoint).unwrap()),
        ..access("other", "http://storage.invalid:9000")
    };
    Store::open_with(behind, Environment::default(), &wiring()).unwrap().list(list()).await.unwrap();
    assert!(proxy.seen()[0].starts_with("GET http://storage.invalid:9000/bucket"), "{}", proxy.seen()[0]);
}
