#![allow(clippy::unwrap_used)]

mod table;

use std::collections::BTreeSet;

use super::{Facts, check};
use crate::Kind;
use crate::finding::{Code, Finding, Severity, mend};
use table::{GET, allow, deny, document, facts, table, trust};

#[test]
fn each_rule_finds_what_it_is_for_and_says_where() {
    for (code, kind, text, path) in table() {
        let found = check(&text, kind, &facts());
        assert!(found.iter().any(|f| f.code == code && f.path == path), "{code:?} {path} in {text}\n{found:#?}");
    }
}

#[test]
fn every_rule_has_a_text_that_breaks_it() {
    let tested: BTreeSet<Code> = table().into_iter().map(|(code, ..)| code).collect();
    let all: BTreeSet<Code> = Code::ALL.iter().copied().collect();
    assert_eq!(all.difference(&tested).collect::<Vec<_>>(), Vec::<&Code>::new());
}

#[test]
fn a_repair_takes_its_finding_away_and_brings_no_error() {
    for (code, kind, text, path) in table() {
        let found = check(&text, kind, &facts());
        let own = || found.iter().filter(|f| f.code == code && f.path == path && f.repair.is_some());
        if own().next().is_none() {
            continue;
        }
        let mended = mend(&text, own());
        let after = check(&mended, kind, &facts());
        assert!(!after.iter().any(|f| f.code == code && f.path == path), "{code:?}: {text}\n→ {mended}\n{after:#?}");
        let errors = |found: &[Finding]| found.iter().filter(|f| f.severity == Severity::Error).count();
        assert!(errors(&after) <= errors(&found), "{code:?}: {text}\n→ {mended}\n{after:#?}");
    }
}

/// What AWS publishes as good, and what this program writes, is left in peace.
#[test]
fn good_policies_have_no_findings() {
    let folder = document(
        r#"{"Sid":"Location","Effect":"Allow","Action":"s3:GetBucketLocation","Resource":"arn:aws:s3:::photos"},
        {"Sid":"ListFolder","Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::photos","Condition":{"StringLike":{"s3:prefix":["a/*"]}}},
        {"Sid":"Objects","Effect":"Allow","Action":["s3:GetObject","s3:PutObject","s3:DeleteObject","s3:AbortMultipartUpload","s3:ListMultipartUploadParts"],"Resource":"arn:aws:s3:::photos/a/*"}"#,
    );
    let tls = deny(
        r#""Sid":"Encrypted on the way","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::photos","arn:aws:s3:::photos/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}"#,
    );
    let office =
        allow(&format!(r#""Principal":"*",{GET},"Condition":{{"IpAddress":{{"aws:SourceIp":"203.0.113.0/24"}}}}"#));
    let agreed = trust(
        r#"{"AWS":"arn:aws:iam::310987654321:root"}"#,
        r#","Condition":{"StringEquals":{"sts:ExternalId":"7f3c"}}"#,
    );
    let logs = allow(
        r#""Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::photos/logs/*","Condition":{"StringEquals":{"aws:SourceAccount":"210987654321"}}"#,
    );
    let home = allow(r#""Action":"s3:GetObject","Resource":"arn:aws:s3:::photos/${aws:username}/*""#);
    let facts = Facts { key: None, ..facts() };
    for (kind, text) in [
        (Kind::Managed, folder),
        (Kind::Bucket, tls),
        (Kind::Bucket, office),
        (Kind::Trust, agreed),
        (Kind::Bucket, logs),
        (Kind::User, home),
    ] {
        assert_eq!(check(&text, kind, &facts), [], "{text}");
    }
}

#[test]
fn findings_name_the_statement() {
    let text = allow(&format!(r#""Sid":"Public","Principal":"*",{GET}"#));
    let found = check(&text, Kind::Bucket, &Facts::default());
    assert_eq!(found[0].sid.as_deref(), Some("Public"));
}

#[test]
fn what_is_written_is_stable() {
    assert_eq!(serde_json::to_value(Code::TrailingComma).unwrap(), "trailing-comma");
    assert_eq!(serde_json::to_value(Severity::Warning).unwrap(), "warning");
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(48))]

    #[test]
    fn no_document_is_too_much(document in crate::testing::any_document()) {
        for kind in Kind::ALL {
            let text = document.pretty();
            mend(&text, &check(&text, kind, &facts()));
        }
    }
}
