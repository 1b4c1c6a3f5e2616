#![allow(clippy::unwrap_used)]

use super::{Verb, explain, table};
use crate::testing::any_document;
use crate::{Kind, parse};

fn sentences(statements: &str, kind: Kind) -> Vec<String> {
    let text = format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#);
    explain(&parse(&text).sound().unwrap(), kind).into_iter().map(|sentence| sentence.text).collect()
}

#[test]
fn statements_in_plain_words() {
    for (kind, statement, expected) in [
        (
            Kind::Bucket,
            r#"{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/reports/*"}"#,
            "Anybody may open files in the folder `reports/`.",
        ),
        (
            Kind::Bucket,
            r#"{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*","Condition":{"IpAddress":{"aws:SourceIp":["203.0.113.0/24","198.51.100.7"]}}}"#,
            "Anybody may open files in this bucket, only from the addresses `203.0.113.0/24` or `198.51.100.7`.",
        ),
        (
            Kind::Bucket,
            r#"{"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":["arn:aws:s3:::b","arn:aws:s3:::b/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}"#,
            "Nobody may upload and replace files in this bucket, if the connection is not encrypted.",
        ),
        (
            Kind::Bucket,
            r#"{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:root","arn:aws:iam::111122223333:role/x/Reader"]},"Action":["s3:ListBucket","s3:GetObject"],"Resource":["arn:aws:s3:::b","arn:aws:s3:::b/*"]}"#,
            "Whoever the account `111122223333` lets and the role `Reader` of the account `111122223333` may see the names of files and open files in this bucket.",
        ),
        (
            Kind::Bucket,
            r#"{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::b/logs/*","Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"}}}"#,
            "The access logs of Amazon S3 may upload and replace files in the folder `logs/`, only if it is done for the account `111122223333`.",
        ),
        (
            Kind::Bucket,
            r#"{"Effect":"Deny","NotPrincipal":{"AWS":"111122223333"},"Action":"s3:*","Resource":"arn:aws:s3:::b"}"#,
            "Everybody but whoever the account `111122223333` lets may never see the names of files, see unfinished uploads, see settings, change settings, create buckets, delete buckets and change who has access in this bucket.",
        ),
        (
            Kind::Trust,
            r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/partner"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"7f"}}}"#,
            "The user `partner` of the account `111122223333` may take this role, only if the external ID is the agreed one (`7f`).",
        ),
        (
            Kind::Managed,
            r#"{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::b","Condition":{"StringLike":{"s3:prefix":["a/*",""]}}}"#,
            "Whoever has this policy may see the names of files in the bucket `b`, only if what they list lies in `a/` or is the top of the bucket.",
        ),
        (
            Kind::Managed,
            r#"{"Effect":"Allow","Action":["s3:GetObject","s3:DeleteObject"],"Resource":"arn:aws:s3:::b/${aws:username}/*"}"#,
            "Whoever has this policy may open files and delete files in the folder `b/‹their user name›/`.",
        ),
        (
            Kind::Managed,
            r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#,
            "Whoever has this policy may do anything everywhere.",
        ),
        (
            Kind::Managed,
            r#"{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}"#,
            "Whoever has this policy may do anything but `iam:*` everywhere.",
        ),
        (
            Kind::Managed,
            r#"{"Effect":"Allow","Action":["s3:ListAllMyBuckets"],"Resource":"arn:aws:s3:::*"}"#,
            "Whoever has this policy may see the names of all buckets.",
        ),
        (
            Kind::Managed,
            r#"{"Effect":"Allow","Action":["kms:Decrypt"],"Resource":"arn:aws:kms:eu-west-1:111122223333:key/1a"}"#,
            "Whoever has this policy may use the encryption key (the key `1a`).",
        ),
        (
            Kind::Managed,
            r#"{"Effect":"Allow","Action":["sqs:SendMessage"],"Resource":"arn:aws:sqs:eu-west-1:111122223333:q"}"#,
            "Whoever has this policy may do `sqs:SendMessage` (not known to this program) with `arn:aws:sqs:eu-west-1:111122223333:q`.",
        ),
        (
            Kind::Managed,
            r#"{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/x.txt","Condition":{"DateLessThan":{"aws:CurrentTime":"2027-01-01"},"NumericLessThanIfExists":{"aws:MultiFactorAuthAge":"3600"}}}"#,
            "Whoever has this policy may open files named `b/x.txt`, only if the time is before `2027-01-01` and `aws:MultiFactorAuthAge` is less than `3600` (or the request does not say).",
        ),
        (
            Kind::Managed,
            r#"{"Effect":"Allow","Action":["s3:ListBucket","s3:GetBucketLocation"],"Resource":"arn:aws:s3:::b","Condition":{"StringLike":{"s3:prefix":"a/*"}}}"#,
            "Whoever has this policy may see the names of files in the bucket `b`, only if what they list lies in `a/`.",
        ),
        (
            Kind::Managed,
            r#"{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::b/*"}"#,
            "This statement does nothing: none of its actions meets its resources and conditions.",
        ),
    ] {
        assert_eq!(sentences(statement, kind), [expected], "{statement}");
    }
}

#[test]
fn every_known_action_is_in_a_group_and_every_group_has_one() {
    let mut groups: Vec<Verb> = crate::action::all().map(Verb::of).collect();
    groups.sort();
    groups.dedup();
    assert_eq!(groups, Verb::ALL);
    for (name, verb) in [
        ("s3:GetObjectAcl", Verb::SeeDetails),
        ("s3:PutObjectAcl", Verb::ChangeAccess),
        ("s3:PutBucketPolicy", Verb::ChangeAccess),
        ("s3:PutBucketCORS", Verb::ChangeSettings),
        ("s3:GetBucketLocation", Verb::SeeSettings),
        ("s3:AbortMultipartUpload", Verb::EndUploads),
        ("s3:ListMultipartUploadParts", Verb::SeeUploads),
        ("s3:RestoreObject", Verb::Restore),
        ("s3:GetObjectTorrent", Verb::SeeDetails),
        ("kms:DescribeKey", Verb::SeeSettings),
        ("sts:GetCallerIdentity", Verb::UseSignIn),
        ("s3:PutObjectLegalHold", Verb::ChangeDetails),
        ("iam:AttachUserPolicy", Verb::ChangeAccess),
    ] {
        assert_eq!(Verb::of(crate::action::find(name).unwrap()), verb, "{name}");
    }
}

#[test]
fn the_table_has_a_row_for_each_who_and_where() {
    let text = r#"{"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"s3:GetObject","Resource":["arn:aws:s3:::b/a/*","arn:aws:s3:::b/c/*"]},
        {"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::b/a/*"},
        {"Effect":"Deny","Principal":"*","Action":"s3:PutBucketPolicy","Resource":"arn:aws:s3:::b"}]}"#;
    let rows = table(&parse(text).sound().unwrap(), Kind::Bucket);
    let brief: Vec<_> =
        rows.iter().map(|r| (r.place.as_str(), r.never, r.verbs.as_slice(), r.statements.as_slice())).collect();
    assert_eq!(
        brief,
        [
            ("in the folder `a/`", false, &[Verb::Open, Verb::Upload][..], &[0, 1][..]),
            ("in the folder `c/`", false, &[Verb::Open], &[0]),
            ("in this bucket", true, &[Verb::ChangeAccess], &[2]),
        ]
    );
    assert!(rows[0].reads && rows[0].changes && !rows[0].changes_access && rows[2].changes_access);
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(48))]

    #[test]
    fn every_document_has_words(document in any_document()) {
        for kind in Kind::ALL {
            proptest::prop_assert_eq!(explain(&document, kind).len(), document.statements.len());
            table(&document, kind);
        }
    }
}
