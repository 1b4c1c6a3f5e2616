//! Each slip at its own field, and what is let through.

#![allow(clippy::unwrap_used, clippy::panic)]
use store::Secret;

use super::*;

fn good() -> Login {
    Login {
        provider: "aws".into(),
        region: "eu-central-1".into(),
        access_key: "AKIAIOSFODNN7EXAMPLE".into(),
        secret_key: Secret::new("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".into()),
        ..Login::default()
    }
}

fn key(ready: &Checked) -> &str {
    match &ready.access.sign_in.source {
        store::Source::Key(credentials) => &credentials.access_key,
        other => panic!("{other:?}"),
    }
}

fn stops(login: &Login) -> Vec<Field> {
    let outcome = check(login);
    let stops: Vec<_> = outcome.findings.iter().filter(|f| f.severity == Severity::Stop).map(|f| f.field).collect();
    assert_eq!(stops.is_empty(), outcome.ready.is_some());
    stops
}

#[test]
fn a_good_login_is_ready_without_findings() {
    let outcome = check(&good());
    assert!(outcome.findings.is_empty());
    assert!(!outcome.ready.unwrap().access.path_style);
}

#[test]
fn spaces_around_all_but_the_secret_are_taken_off() {
    let login = Login {
        access_key: " AKIAIOSFODNN7EXAMPLE\n".into(),
        region: " eu-central-1 ".into(),
        bucket: " acme-data ".into(),
        ..good()
    };
    let ready = check(&login).ready.unwrap();
    assert_eq!(key(&ready), "AKIAIOSFODNN7EXAMPLE");
    assert_eq!((ready.access.region.as_str(), ready.bucket.as_deref()), ("eu-central-1", Some("acme-data")));
}

#[test]
fn each_slip_stops_at_its_own_field() {
    let secret = |text: &str| Secret::new(text.to_owned());
    let cases = [
        (Login { access_key: String::new(), ..good() }, Field::AccessKey),
        (Login { access_key: "AKIA IOSFODNN7EXAMPL".into(), ..good() }, Field::AccessKey),
        (Login { secret_key: secret(""), ..good() }, Field::SecretKey),
        (Login { secret_key: secret("abc\ndef"), ..good() }, Field::SecretKey),
        (Login { secret_key: secret("abcdef\n"), ..good() }, Field::SecretKey),
        (Login { access_key: "same".into(), secret_key: secret("same"), ..good() }, Field::SecretKey),
        (Login { access_key: "ASIAIOSFODNN7EXAMPLE".into(), ..good() }, Field::SessionToken),
        (Login { session_token: secret("a b"), ..good() }, Field::SessionToken),
        (Login { provider: "other".into(), ..good() }, Field::Endpoint),
        (Login { provider: "other".into(), endpoint: "s3.example.com".into(), ..good() }, Field::Endpoint),
        (
            Login { provider: "other".into(), endpoint: "https://s3.example.com/bucket".into(), ..good() },
            Field::Endpoint,
        ),
        (Login { region: "EU-CENTRAL-1".into(), ..good() }, Field::Region),
        (Login { region: "not a region".into(), ..good() }, Field::Region),
        (Login { bucket: "s3://acme/team".into(), ..good() }, Field::Bucket),
        (Login { bucket: "ab".into(), ..good() }, Field::Bucket),
        (Login { bucket: "acme data".into(), ..good() }, Field::Bucket),
        (Login { prefix: "team/".into(), ..good() }, Field::Bucket),
        (Login { provider: "nobody".into(), ..good() }, Field::Provider),
    ];
    for (login, field) in cases {
        assert_eq!(stops(&login), [field], "{login:?}");
    }
}

#[test]
fn swapped_keys_are_offered_back_without_showing_them() {
    let login = Login {
        access_key: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".into(),
        secret_key: Secret::new("AKIAIOSFODNN7EXAMPLE".into()),
        ..good()
    };
    let findings = check(&login).findings;
    assert_eq!(findings[0].repairs[0].change, RepairChange::SwapKeys);
    assert!(!format!("{findings:?}").contains("AKIAIOSFODNN7EXAMPLE"));
}

#[test]
fn old_and_foreign_bucket_names_are_let_through_with_a_word() {
    let outcome = check(&Login { bucket: "Old_Bucket".into(), ..good() });
    assert_eq!(outcome.findings[0].severity, Severity::Warn);
    assert_eq!(outcome.ready.unwrap().bucket.as_deref(), Some("Old_Bucket"));
}

#[test]
fn a_start_folder_ends_with_a_slash() {
    let ready = check(&Login { bucket: "acme".into(), prefix: "team/x".into(), ..good() }).ready.unwrap();
    assert_eq!(ready.prefix, "team/x/");
}
