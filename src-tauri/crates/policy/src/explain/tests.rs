#![allow(clippy::unwrap_used)]

use super::{Verb, explain, table};
use crate::testing::any_document;
use crate::{Kind, parse};

fn sentences(statements: &str, kind: Kind) -> Vec<String> {
    let text = format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#);
    explain(&parse(&text).sound().unwrap(), kind).into_iter().map(|sentence| sentence.text.to_string()).collect()
}

#[test]
fn statements_in_plain_words() {
    for (kind, statement, expected) in [
        (
            Kind::Bucket,
            r#"{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/reports/*"}"#,
            "Anyone can open files in the folder “reports/”.",
        ),
        (
            Kind::Bucket,
            r#"{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*","Condition":{"IpAddress":{"aws:SourceIp":["203.0.113.0/24","198.51.100.7"]}}}"#,
            "Anyone can open files in this bucket, only if the request comes from the IP addresses “203.0.113.0/24” or “198.51.100.7”.",
        ),
        (
            Kind::Bucket,
            r#"{"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":["arn:aws:s3:::b","arn:aws:s3:::b/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}"#,
            "No one can upload and replace files in this bucket if the connection is not encrypted.",
        ),
        (
            Kind::Bucket,
            r#"{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:root","arn:aws:iam::111122223333:role/x/Reader"]},"Action":["s3:ListBucket","s3:GetObject"],"Resource":["arn:aws:s3:::b","arn:aws:s3:::b/*"]}"#,
            "Account 111122223333 (anyone it permits) and role “Reader” of account 111122223333 can list files and open files in this bucket.",
        ),
        (
            Kind::Bucket,
            r#"{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::b/logs/*","Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"}}}"#,
            "S3 log delivery can upload and replace files in the folder “logs/”, only if the request is made for the account “111122223333”.",
        ),
        (
            Kind::Bucket,
            r#"{"Effect":"Deny","NotPrincipal":{"AWS":"111122223333"},"Action":"s3:*","Resource":"arn:aws:s3:::b"}"#,
            "Everyone except account 111122223333 (anyone it permits) can never list files, see unfinished uploads, see settings, change settings, create buckets, delete buckets and change who has access in this bucket.",
        ),
        (
            Kind::Trust,
            r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/partner"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"7f"}}}"#,
            "User “partner” of account 111122223333 can assume this role, only if the external ID is “7f”.",
        ),
        (
            Kind::Managed,
            r#"{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::b","Condition":{"StringLike":{"s3:prefix":["a/*",""]}}}"#,
            "Anyone with this policy can list files in the bucket “b”, only if they list files in “a/” or the top of the bucket.",
        ),
        (
            Kind::Managed,
            r#"{"Effect":"Allow","Action":["s3:GetObject","s3:DeleteObject"],"Resource":"arn:aws:s3:::b/${aws:username}/*"}"#,
            "Anyone with this policy can open files and delete files in the folder “b/‹their user name›/”.",
        ),
        (
            Kind::Managed,
            r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#,
            "Anyone with this policy can do everything everywhere.",
        ),
        (
            Kind::Managed,
            r#"{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}"#,
            "Anyone with this policy can do everything except “iam:*” everywhere.",
        ),
        (
            Kind::Managed,
            r#"{"Effect":"Allow","Action":["s3:ListAllMyBuckets"],"Resource":"arn:aws:s3:::*"}"#,
            "Anyone with this policy can see the names of all buckets.",
        ),
        (
            Kind::Managed,
            r#"{"Effect":"Allow","Action":["kms:Decrypt"],"Resource":"arn:aws:kms:eu-west-1:111122223333:key/1a"}"#,
            "Anyone with this policy can use KMS keys (key “1a”).",
        ),
        (
            Kind::Managed,
            r#"{"Effect":"Allow","Action":["sqs:SendMessage"],"Resource":"arn:aws:sqs:eu-west-1:111122223333:q"}"#,
            "Anyone with this policy can do “sqs:SendMessage” (not known to Bucketwise) with “arn:aws:sqs:eu-west-1:111122223333:q”.",
        ),
        (
            Kind::Managed,
            r#"{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/x.txt","Condition":{"DateLessThan":{"aws:CurrentTime":"2027-01-01"},"NumericLessThanIfExists":{"aws:MultiFactorAuthAge":"3600"}}}"#,
            "Anyone with this policy can open files named “b/x.txt”, only if the time is before “2027-01-01” and “aws:MultiFactorAuthAge” is less than “3600” (or the request does not say).",
        ),
        (
            Kind::Managed,
            r#"{"Effect":"Allow","Action":["s3:ListBucket","s3:GetBucketLocation"],"Resource":"arn:aws:s3:::b","Condition":{"StringLike":{"s3:prefix":"a/*"}}}"#,
            "Anyone with this policy can list files in the bucket “b”, only if they list files in “a/”.",
        ),
        (
            Kind::Managed,
            r#"{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::b/*"}"#,
            "This statement does nothing: none of its actions matches its resources and conditions.",
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
    let place = |row: &super::Row| row.place.as_ref().map(ToString::to_string).unwrap_or_default();
    let brief: Vec<_> = rows.iter().map(|r| (place(r), r.never, r.verbs.as_slice(), r.statements.as_slice())).collect();
    assert_eq!(
        brief,
        [
            ("in the folder “a/”".to_owned(), false, &[Verb::Open, Verb::Upload][..], &[0, 1][..]),
            ("in the folder “c/”".to_owned(), false, &[Verb::Open], &[0]),
            ("in this bucket".to_owned(), true, &[Verb::ChangeAccess], &[2]),
        ]
    );
    assert!(rows[0].reads && rows[0].changes && !rows[0].changes_access && rows[2].changes_access);
}

/// A name of a policy is anybody's, and none is taken for words of ours.
#[test]
fn names_stay_names() {
    let hostile = r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::1) and everyone:user/{ $who }"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/a\n`b`{ $x }/*"}"#;
    assert_eq!(
        sentences(hostile, Kind::Bucket),
        ["User “{ $who }” of account “1) and everyone” can open files in the folder “a\u{fffd}`b`{ $x }/”."]
    );
}

#[test]
fn variables_are_told_in_words_and_however_many_there_are() {
    let said = |resource: &str| {
        let statement =
            format!(r#"{{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/{resource}"}}"#);
        sentences(&statement, Kind::Managed).remove(0)
    };
    assert!(said("${aws:userid}/${*}/x").contains("“b/‹their user ID›/*/x”"));
    assert!(said("${$}{aws:username}/x").contains("“b/${aws:username}/x”"), "a plain dollar begins no variable");
    assert!(said("${aws:PrincipalTag/team, 'none'}").contains("“b/‹aws:PrincipalTag/team›”"));
    let many = said(&"${aws:username}/".repeat(5_000));
    assert_eq!(many.matches("‹their user name›").count(), super::VARIABLES);
    let text = format!(
        r#"{{"Statement":[{{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/{}"}}]}}"#,
        "${aws:username}/".repeat(5_000)
    );
    let words = explain(&parse(&text).sound().unwrap(), Kind::Managed).remove(0).text;
    let kept = serde_json::to_string(&words).unwrap();
    assert_eq!(serde_json::from_str::<words::Words>(&kept).unwrap(), words, "what is kept is read again");
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
