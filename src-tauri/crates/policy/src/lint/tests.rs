#![allow(clippy::unwrap_used)]

mod conditions;
mod table;

use std::collections::BTreeSet;

use super::{Surroundings, Vendor, check, mended};
use crate::Kind;
use crate::finding::{Code, PolicyFinding, Severity, mend};
use table::{GET, allow, deny, document, surroundings, trust};

fn table() -> Vec<(Code, Kind, String, &'static str)> {
    table::table().into_iter().chain(conditions::table()).collect()
}

#[test]
fn each_rule_finds_what_it_is_for_and_says_where() {
    for (code, kind, text, path) in table() {
        let found = check(&text, kind, &surroundings());
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
        let found = check(&text, kind, &surroundings());
        let own = || found.iter().filter(|f| f.code == code && f.path == path && f.repair.is_some());
        if own().next().is_none() {
            continue;
        }
        let mended = mend(&text, own());
        let after = check(&mended, kind, &surroundings());
        assert!(!after.iter().any(|f| f.code == code && f.path == path), "{code:?}: {text}\n→ {mended}\n{after:#?}");
        let errors = |found: &[PolicyFinding]| found.iter().filter(|f| f.severity == Severity::Error).count();
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
    // As AWS publishes them in the user guide of S3, with other numbers.
    let front = allow(
        r#""Principal":{"Service":"cloudfront.amazonaws.com"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::photos/*","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:cloudfront::210987654321:distribution/E1"}}"#,
    );
    let network = deny(
        r#""Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::photos","arn:aws:s3:::photos/*"],"Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}"#,
    );
    let factor = deny(
        r#""Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::photos/taxdocuments/*","Condition":{"Null":{"aws:MultiFactorAuthAge":true}}"#,
    );
    let pictures = deny(
        r#""Principal":"*","Action":"s3:PutObject","NotResource":["arn:aws:s3:::photos/*.jpg","arn:aws:s3:::photos/*.png"]"#,
    );
    let point = allow(
        r#""Action":"s3:GetObject","Resource":"arn:aws:s3:::photos/*","Condition":{"StringEquals":{"s3:DataAccessPointArn":"arn:aws:s3:eu-west-1:210987654321:accesspoint/p"}}"#,
    );
    let ids = deny(
        r#""Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::photos","arn:aws:s3:::photos/*"],"Condition":{"StringNotLike":{"aws:userId":["AROAJQABLZS4A3QDU576Q:*","AIDAJQABLZS4A3QDU576Q","210987654321"]}}"#,
    );
    let home = allow(r#""Action":"s3:GetObject","Resource":"arn:aws:s3:::photos/${aws:username}/*""#);
    let surroundings = Surroundings { key: None, ..surroundings() };
    for (kind, text) in [
        (Kind::Managed, folder),
        (Kind::Bucket, tls),
        (Kind::Bucket, office),
        (Kind::Trust, agreed),
        (Kind::Bucket, logs),
        (Kind::User, home),
        (Kind::Bucket, front),
        (Kind::Bucket, network),
        (Kind::Bucket, factor),
        (Kind::Bucket, pictures),
        (Kind::User, point),
        (Kind::Bucket, ids),
    ] {
        assert_eq!(check(&text, kind, &surroundings), [], "{text}");
    }
}

/// Tokens of others are kept out, and sources of others.
#[test]
fn those_who_are_named_in_full_are_no_strangers() {
    let surroundings = Surroundings { account: Some("210987654321".into()), ..Surroundings::default() };
    let token = |condition: &str| {
        allow(&format!(
            r#""Principal":{{"Federated":"arn:aws:iam::210987654321:oidc-provider/token.actions.githubusercontent.com"}},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{condition}"#
        ))
    };
    let service = |condition: &str| {
        allow(&format!(
            r#""Principal":{{"Service":"cloudtrail.amazonaws.com"}},"Action":"sts:AssumeRole","Condition":{condition}"#
        ))
    };
    for text in [
        token(
            r#"{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"},"StringLike":{"token.actions.githubusercontent.com:sub":"repo:acme/infra:*"}}"#,
        ),
        token(
            r#"{"StringLike":{"token.actions.githubusercontent.com:sub":["repo:acme/*","repo:acme-labs/x:ref:refs/heads/*"]}}"#,
        ),
        token(r#"{"StringEquals":{"token.actions.githubusercontent.com:repository_owner_id":"1234567"}}"#),
        service(r#"{"StringEquals":{"aws:SourceAccount":"210987654321"}}"#),
        service(r#"{"ArnLike":{"aws:SourceArn":"arn:aws:cloudtrail:*:210987654321:trail/*"}}"#),
        service(r#"{"StringEquals":{"aws:SourceOrgID":"o-a1b2c3d4e5"}}"#),
    ] {
        assert_eq!(check(&text, Kind::Trust, &surroundings), [], "{text}");
    }
}

/// Scaleway's own grammar is read in Scaleway's terms there, and never turned into AWS's.
#[test]
fn policies_of_scaleway_are_taken_there_and_named_elsewhere() {
    let text = r#"{"Version":"2023-04-17","Id":"MyPolicy","Statement":[{"Effect":"Allow","Sid":"Grant List and GET","Principal":{"SCW":["user_id:0a1b2c3d-0000-0000-0000-000000000000"]},"Action":["s3:ListBucket","s3:GetObject"],"Resource":["photos","photos/*"]}]}"#;
    let there = Surroundings { bucket: Some("photos".into()), vendor: Vendor::Scaleway, ..Surroundings::default() };
    assert_eq!(check(text, Kind::Bucket, &there), []);
    for vendor in [Vendor::Amazon, Vendor::Other] {
        let found = check(text, Kind::Bucket, &Surroundings { vendor, ..there.clone() });
        assert_eq!(found.iter().map(|f| (f.code, f.repair.clone())).collect::<Vec<_>>(), [(Code::OtherVendor, None)]);
    }
    let document = crate::parse(text).sound().unwrap();
    let says = &crate::explain::explain(&document, Kind::Bucket)[0].text;
    assert_eq!(
        says,
        "Scaleway user “0a1b2c3d-0000-0000-0000-000000000000” can list files and open files in this bucket."
    );
    for (change, with, code) in [
        ("photos/*", "films/*", Code::OtherBucket),
        ("s3:GetObject", "s3:HeadObject", Code::RequestNotAction),
        ("user_id:0a1b2c3d-0000-0000-0000-000000000000", "ann", Code::BadPrincipal),
        ("photos/*", "photos/a/", Code::MarkerOnly),
        ("2023-04-17", "2012-10-17", Code::OldVersion),
    ] {
        let found = check(&text.replace(change, with), Kind::Bucket, &there);
        assert!(found.iter().any(|f| f.code == code), "{change} {with}: {found:#?}");
        let mended = mend(&text.replace(change, with), &found);
        assert!(!mended.contains("arn:"), "{mended}");
    }
    let amazons = deny(r#""Principal":{"AWS":"210987654321"},"Action":"s3:*","Resource":"arn:aws:s3:::photos""#);
    assert_eq!(check(&amazons, Kind::Bucket, &there)[0].code, Code::OtherVendor);
    let private =
        text.replace(r#""Resource""#, r#""Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}},"Resource""#);
    assert_eq!(check(&private, Kind::Bucket, &there), []);
}

#[test]
fn what_is_offered_as_mended_passes_the_check() {
    for (text, kind) in [
        (resource_of(" arn:aws:s3::: photos/* "), Kind::Managed),
        (document(r#"{"Effect":"allow","Action":"s3:HeadObject","Ressource":"photos/*",}"#), Kind::Managed),
        (
            allow(
                r#""Principal":{"AWS":["AIDAJQABLZS4A3QDU576Q","210987654321"]},"Action":["s3:GetObject","kms:Decrypt"],"Resource":"arn:aws:s3:::photos/*""#,
            ),
            Kind::Bucket,
        ),
    ] {
        let mended = mended(&text, kind, &Surroundings::default()).unwrap();
        let errors = |f: &PolicyFinding| f.severity == Severity::Error;
        assert!(!check(&mended, kind, &Surroundings::default()).iter().any(errors), "{mended}");
    }
    assert_eq!(mended(&resource_of("arn:aws:s3:::${aws:username/*"), Kind::Managed, &Surroundings::default()), None);
}

fn resource_of(arn: &str) -> String {
    allow(&format!(r#""Action":"s3:GetObject","Resource":"{arn}""#))
}

#[test]
fn findings_name_the_statement() {
    let text = allow(&format!(r#""Sid":"Public","Principal":"*",{GET}"#));
    let found = check(&text, Kind::Bucket, &Surroundings::default());
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
            mend(&text, &check(&text, kind, &surroundings()));
        }
    }
}
