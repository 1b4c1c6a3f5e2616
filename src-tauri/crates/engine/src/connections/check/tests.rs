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

/// boto/botocore#2587, fluent-bit#7904
#[test]
fn an_address_in_the_bucket_s_field_is_taken_apart() {
    for (typed, bucket, folder) in [
        ("s3://acme/team/", "acme", "team/"),
        ("arn:aws:s3:::acme", "acme", ""),
        ("arn:aws-us-gov:s3:::agency-data/in/", "agency-data", "in/"),
        ("arn:aws-cn:s3:::acme/*", "acme", ""),
        ("https://acme.s3.eu-west-1.amazonaws.com/a/b", "acme", "a/b"),
        ("acme/team", "acme", "team"),
    ] {
        let findings = check(&Login { bucket: typed.into(), ..good() }).findings;
        let offered: Vec<_> = findings[0].repairs.iter().map(|repair| repair.change.clone()).collect();
        let mut wanted = vec![set(Field::Bucket, bucket.to_owned())];
        wanted.extend((!folder.is_empty()).then(|| set(Field::Prefix, folder.to_owned())));
        assert_eq!(offered, wanted, "{typed}");
    }
    let point = "arn:aws:s3:us-west-2:123456789012:accesspoint/team-ap";
    let findings = check(&Login { bucket: point.into(), ..good() }).findings;
    assert!(findings[0].text.to_string().contains("-s3alias") && findings[0].repairs.is_empty(), "{findings:?}");
}

/// frantz/amazon-s3-uri#295, s3-lite-client#48
#[test]
fn endpoints_of_every_kind_are_ready_or_say_why_not() {
    let at = |endpoint: &str| Login { provider: "other".into(), endpoint: endpoint.into(), ..good() };
    for good in [
        "https://bucket.vpce-0a1b2c3d4e5f67890-a1b2c3d4.s3.us-east-1.vpce.amazonaws.com",
        "https://abcd.storage.supabase.co/storage/v1/s3",
    ] {
        let outcome = check(&at(good));
        assert_eq!(outcome.ready.unwrap().access.endpoint.unwrap().url(), good);
    }
    for (bad, said) in [
        ("https://f004.backblazeb2.com/file/acme", "not an S3 endpoint"),
        ("https://ap-123456789012.s3-accesspoint.us-west-2.amazonaws.com", "access point"),
        ("https://nas.example.com/s3", "Endpoints with a path are not supported"),
    ] {
        let findings = check(&at(bad)).findings;
        assert!(findings[0].text.to_string().contains(said), "{findings:?}");
    }
}

/// Nothing that somebody did not choose leads to Amazon.
#[test]
fn a_login_without_a_provider_is_not_sent_anywhere() {
    assert_eq!(stops(&Login { provider: String::new(), ..good() }), [Field::Provider]);
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

#[test]
fn further_buckets_are_kept_each_once() {
    let more = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let login = Login { bucket: "cg-one".into(), more_buckets: more(&["cg-two", " cg-one", "", "cg-two "]), ..good() };
    assert_eq!(check(&login).ready.unwrap().more_buckets, ["cg-two"]);
    assert_eq!(stops(&Login { more_buckets: more(&["a b"]), ..good() }), [Field::Bucket]);
}

/// With a key of GovCloud elsewhere everything reads as a wrong key, so it is asked before.
#[test]
fn a_bucket_of_cloud_gov_asks_whether_it_is_in_govcloud() {
    let asked = |login: &Login| {
        let found = check(login).findings.into_iter().find(|finding| finding.text.to_string().contains("GovCloud"));
        found.map(|finding| (finding.severity, finding.repairs[0].change.clone()))
    };
    let cg = |region: &str| Login { bucket: "cg-1234".into(), region: region.into(), ..good() };
    let use_it = RepairChange::Set { field: Field::Region, value: "us-gov-west-1".into() };
    for region in ["", "us-east-1", "eu-central-1"] {
        assert_eq!(asked(&cg(region)), Some((Severity::Warn, use_it.clone())), "{region}");
    }
    assert_eq!(asked(&cg("us-gov-west-1")), None);
    assert_eq!(asked(&Login { bucket: "acme".into(), ..good() }), None);
    let elsewhere = Login { endpoint: "https://s3.example.com".into(), provider: "other".into(), ..cg("") };
    assert_eq!(asked(&elsewhere), None);
}
