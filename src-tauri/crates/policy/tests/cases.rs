//! Policies as people posted them, letter for letter, and what is found in each: where a row of the
//! lint's own table has a like one with other names, the posted one is here.

#![allow(clippy::unwrap_used)]

use policy::explain::{Verb, table};
use policy::finding::{Code, PolicyFinding, Severity};
use policy::lint::{Surroundings, check};
use policy::{Kind, parse, public};

fn found(text: &str, kind: Kind) -> Vec<PolicyFinding> {
    check(text, kind, &Surroundings::default())
}

fn has(text: &str, kind: Kind, code: Code, severity: Severity) {
    let found = found(text, kind);
    assert!(found.iter().any(|one| (one.code, one.severity) == (code, severity)), "{code:?} in {text}\n{found:#?}");
}

fn verbs(text: &str, kind: Kind) -> Vec<Verb> {
    let document = parse(text).document.unwrap();
    table(&document, kind).into_iter().filter(|row| !row.never).flat_map(|row| row.verbs).collect()
}

/// StackOverflow 11770517, kouhan.cn 00036223: everything on the files alone is no listing.
#[test]
fn all_actions_on_the_files_show_no_names() {
    let text = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::photos/*"}]}"#;
    let may = verbs(text, Kind::Managed);
    assert!(may.contains(&Verb::Open) && !may.contains(&Verb::SeeNames), "{may:?}");
}

/// minio/object-browser#868, minio/minio#14697.
#[test]
fn a_listing_of_files_is_never_allowed() {
    let text = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetBucketLocation","s3:GetObject","s3:ListBucket"],"Resource":["arn:aws:s3:::${aws:username}/*"]}]}"#;
    has(text, Kind::Managed, Code::ActionWithoutResource, Severity::Error);
    assert!(!verbs(text, Kind::Managed).contains(&Verb::SeeNames));
}

/// minio/object-browser#2690.
#[test]
fn a_space_before_a_variable_is_an_error_with_its_repair() {
    let text = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:ListAllMyBuckets"],"Resource":"arn:aws:s3:::*"},{"Effect":"Allow","Action":["s3:ListBucket"],"Resource":["arn:aws:s3::: ${aws:username}"]},{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["arn:aws:s3::: ${aws:username}/*"]}]}"#;
    let spaces: Vec<_> = found(text, Kind::Managed).into_iter().filter(|one| one.code == Code::StraySpace).collect();
    assert_eq!(spaces.len(), 2);
    assert!(spaces.iter().all(|one| one.severity == Severity::Error && one.repair.is_some()), "{spaces:#?}");
}

/// StackOverflow 11770517, re:Post “explicit-deny-principal-elements-s3”.
#[test]
fn an_id_that_is_compared_with_a_name_is_never_there() {
    let text = r#"{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Principal":{"AWS":["arn:aws:iam::210987654321:user/ann"]},"Action":"s3:*","Resource":"arn:aws:s3:::photos/*"},{"Sid":"b","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::photos/*","Condition":{"StringNotLike":{"aws:userid":"ann:*"}}}]}"#;
    has(text, Kind::Bucket, Code::ValueNeverThere, Severity::Warning);
}

/// newbedev “amazon s3 invalid principal in bucket policy”.
#[test]
fn what_is_left_of_a_deleted_user_is_an_error_and_may_do_nothing() {
    let text = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"AIDAEXAMPLE0000000000"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::photos/*"}]}"#;
    has(text, Kind::Bucket, Code::BadPrincipal, Severity::Error);
    assert!(found(text, Kind::Bucket).iter().any(|one| one.code == Code::BadPrincipal && one.repair.is_some()));
    assert_eq!(verbs(text, Kind::Bucket), []);
}

/// AWS on `ForAllValues`: a key that is missing counts as true.
#[test]
fn a_condition_that_a_stranger_meets_is_no_door() {
    let text = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::photos/*","Condition":{"ForAllValues:StringLike":{"aws:PrincipalOrgPaths":["o-abc1234567/r-ab12/ou-1/*"]}}}]}"#;
    assert_eq!(public(&parse(text).document.unwrap()), [0]);
}

#[test]
fn the_session_of_a_role_is_never_its_arn_and_a_private_address_never_arrives() {
    let session = r#"{"Version":"2012-10-17","Statement":[{"Sid":"OnlyReader","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::photos","arn:aws:s3:::photos/*"],"Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:sts::210987654321:assumed-role/Reader/*"}}}]}"#;
    has(session, Kind::Bucket, Code::ValueNeverThere, Severity::Warning);
    let private = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::photos","arn:aws:s3:::photos/*"],"Condition":{"NotIpAddress":{"aws:SourceIp":["10.0.0.0/8","192.168.1.0/24"]}}}]}"#;
    has(private, Kind::Bucket, Code::PrivateAddress, Severity::Warning);
}

#[test]
fn an_action_of_kms_is_none_of_a_bucket() {
    let text = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::310987654321:role/partner"},"Action":["s3:GetObject","kms:Decrypt"],"Resource":["arn:aws:s3:::photos/*","arn:aws:kms:eu-west-1:210987654321:key/0a1b2c3d-0000-0000-0000-000000000000"]}]}"#;
    has(text, Kind::Bucket, Code::ActionElsewhere, Severity::Error);
    assert!(!verbs(text, Kind::Bucket).contains(&Verb::UseKeys));
}

/// Ten public trust policies had this subject.
#[test]
fn a_subject_of_any_repository_is_told() {
    let text = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::210987654321:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringLike":{"token.actions.githubusercontent.com:sub":"repo:*"}}}]}"#;
    has(text, Kind::Trust, Code::LooseSubject, Severity::Warning);
}

/// taourl.com read-2248469.
#[test]
fn a_folder_s_marker_is_not_what_is_in_it() {
    let text = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":"arn:aws:s3:::photos/project-data"},{"Effect":"Allow","Action":["s3:GetObject"],"Resource":"arn:aws:s3:::photos/project-data*"},{"Effect":"Allow","Action":["s3:GetObject"],"Resource":"arn:aws:s3:::photos/project-data/"}]}"#;
    let marker: Vec<_> = found(text, Kind::Managed).into_iter().filter(|one| one.code == Code::MarkerOnly).collect();
    assert_eq!(marker.iter().map(|one| one.path.as_str()).collect::<Vec<_>>(), ["Statement[2].Resource[0]"]);
    assert_eq!(marker[0].severity, Severity::Warning);
}
