#![allow(clippy::unwrap_used)]

use super::*;

const ANNA: &str = "arn:aws:iam::111122223333:user/anna";

fn answer<'a>(operation: &'a str, key: Option<&'a str>, message: Option<&'a str>) -> Answer<'a> {
    Answer { operation, bucket: Some("acme-datasets"), key, code: Some("AccessDenied"), message }
}

fn told(because: &str) -> Refusal {
    let text = format!(
        "User: {ANNA} is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::acme-datasets/in/a.csv\" {because}"
    );
    read(answer("GetObject", Some("in/a.csv"), Some(&text)))
}

#[test]
fn the_rule_that_said_no_is_read_from_what_aws_says() {
    use RefusedBy::*;
    for (because, by) in [
        ("because no identity-based policy allows the s3:GetObject action", NothingAllows),
        ("with an explicit deny in an identity-based policy", OwnDeny),
        ("with an explicit deny in a resource-based policy", ResourceDeny),
        ("because no resource-based policy allows the s3:GetObject action", OtherAccount),
        ("with an explicit deny in a service control policy", Organisation),
        ("because no service control policy allows the s3:GetObject action", Organisation),
        ("with an explicit deny in a resource control policy", Organisation),
        ("because no permissions boundary allows the s3:GetObject action", Boundary),
        ("with an explicit deny in a permissions boundary", Boundary),
        ("because no session policy allows the s3:GetObject action", Session),
        ("with an explicit deny in a VPC endpoint policy", Network),
    ] {
        let refusal = told(because);
        assert_eq!((refusal.by, refusal.certain), (by, Certain::Said), "{because}");
        assert_eq!((refusal.who.as_deref(), refusal.action.as_str()), (Some(ANNA), "s3:GetObject"));
        assert_eq!(refusal.resource, "arn:aws:s3:::acme-datasets/in/a.csv");
        assert!(refusal.tried.to_string().contains("open “in/a.csv” in “acme-datasets”"), "{}", refusal.tried);
        assert!(
            refusal.ask.to_string().contains(ANNA) && refusal.ask.to_string().contains("The server’s answer says so."),
            "{}",
            refusal.ask
        );
    }
}

#[test]
fn what_is_asked_for_is_the_folder_and_would_allow_it() {
    let refusal = told("because no identity-based policy allows the s3:GetObject action");
    let text = refusal.statement.unwrap();
    let document = policy::parse(&text).sound().unwrap();
    assert!(text.contains("arn:aws:s3:::acme-datasets/in/*"), "{text}");
    let request = policy::Request::new(None, &refusal.action, &refusal.resource, policy::Context::default());
    let decision = policy::decide::decide_alone(&document, &request);
    assert_eq!(decision.verdict, policy::decide::Verdict::Allow);
    assert!(refusal.ask.to_string().ends_with(&format!("{text}\n")));
}

#[test]
fn under_a_deny_no_statement_is_offered_since_it_would_not_help() {
    for because in
        ["with an explicit deny in an identity-based policy", "with an explicit deny in a service control policy"]
    {
        let refusal = told(because);
        assert_eq!(refusal.statement, None, "{because}");
        assert!(!refusal.ask.to_string().contains("Effect"));
    }
    let other = told("because no resource-based policy allows the s3:GetObject action");
    let text = other.statement.unwrap();
    assert!(text.contains("Principal") && text.contains(ANNA), "the other side's policy says for whom: {text}");
}

#[test]
fn a_bare_answer_is_not_explained_away() {
    for (operation, key, message, action) in [
        ("ListObjectsV2", None, Some("Access Denied"), "s3:ListBucket"),
        ("HeadObject", Some("a"), None, "s3:GetObject"),
        ("PutBucketCors", None, Some("Access Denied"), "s3:PutBucketCORS"),
        ("DeleteObjects", Some("a"), Some("User: mallory is not authorized to perform: tricks"), "s3:DeleteObject"),
    ] {
        let refusal = read(answer(operation, key, message));
        assert_eq!((refusal.by, refusal.certain, refusal.who.as_deref()), (RefusedBy::Unknown, Certain::Open, None));
        assert_eq!(refusal.action, action);
        assert!(refusal.cause.to_string().contains("does not say"), "{}", refusal.cause);
        assert!(refusal.ask.to_string().contains("check which policy denied it"), "{}", refusal.ask);
        policy::parse(&refusal.statement.unwrap()).sound().unwrap();
    }
}

/// A policy that wants uploads to name an encryption answers with no more than 403 (dev.to, “S3
/// bucket policy encryption key enforcement”).
#[test]
fn a_refused_upload_names_the_choice_of_encryption() {
    for operation in ["PutObject", "CreateMultipartUpload", "CopyObject"] {
        let bare = read(answer(operation, Some("a"), Some("Access Denied")));
        assert!(bare.cause.to_string().contains("encrypted uploads only"), "{}", bare.cause);
        assert!(bare.ask.to_string().contains("encrypted uploads only"), "{}", bare.ask);
    }
    let text = format!(
        "User: {ANNA} is not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::acme-datasets/a\" with an explicit deny in a resource-based policy"
    );
    let said = read(answer("PutObject", Some("a"), Some(&text)));
    assert!(said.cause.to_string().contains("encrypted uploads only") && said.statement.is_none(), "{}", said.cause);
    let open = read(answer("GetObject", Some("a"), Some("Access Denied")));
    assert!(!open.cause.to_string().contains("encrypted"), "{}", open.cause);
}

#[test]
fn keys_public_locks_and_accounts_are_told_apart() {
    let key = "User: arn:aws:iam::111122223333:user/anna is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/12 because no identity-based policy allows the kms:Decrypt action";
    let key = read(answer("GetObject", Some("a"), Some(key)));
    assert_eq!((key.by, key.action.as_str()), (RefusedBy::Key, "kms:Decrypt"));
    assert!(key.statement.unwrap().contains("arn:aws:kms:eu-west-1:111122223333:key/12"));
    let lock = "User: arn:aws:iam::111122223333:user/anna is not authorized to perform: s3:PutBucketPolicy on resource: \"arn:aws:s3:::b\" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.";
    let lock = read(answer("PutBucketPolicy", None, Some(lock)));
    assert_eq!((lock.by, lock.statement), (RefusedBy::PublicLock, None));
    let closed = Answer { code: Some("AllAccessDisabled"), ..answer("GetObject", Some("a"), None) };
    assert_eq!(read(closed).by, RefusedBy::Account);
}

#[test]
fn every_operation_that_can_be_refused_has_its_permission() {
    for operation in [
        "GetObject",
        "PutObject",
        "DeleteObject",
        "AbortMultipartUpload",
        "GetBucketPolicy",
        "PutBucketPolicy",
        "DeleteBucketPolicy",
        "CreateBucket",
        "DeleteBucket",
        "GetBucketVersioning",
        "GetBucketWebsite",
        "GetBucketLogging",
        "GetBucketAcl",
        "GetBucketTagging",
        "GetBucketPolicyStatus",
        "GetBucketOwnershipControls",
        "GetObjectTagging",
        "CreateRole",
        "PutRolePolicy",
        "CreateUser",
        "CreateAccessKey",
        "GetRole",
        "AttachUserPolicy",
        "UpdateAssumeRolePolicy",
        "GetBucketRequestPayment",
        "DeleteBucketWebsite",
        "SimulatePrincipalPolicy",
    ] {
        let action = action_of(operation);
        assert!(policy::action::find(&action).is_some(), "{operation} needs {action:?}");
    }
}

#[test]
fn a_file_name_is_no_reason() {
    let text = format!(
        "User: {ANNA} is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::b/x\" because of a service \
         control policy\" because no session policy allows the s3:GetObject action"
    );
    let refusal = read(answer("GetObject", Some("x"), Some(&text)));
    assert_eq!(refusal.by, RefusedBy::Session);
    assert!(refusal.resource.ends_with("service control policy"), "{}", refusal.resource);
}

/// What the journal of an earlier version holds is read, line by line.
#[test]
fn words_of_an_earlier_version_are_read() {
    let refusal = told("because no identity-based policy allows the s3:GetObject action");
    let kept = serde_json::to_value(&refusal).unwrap();
    assert_eq!(serde_json::from_value::<Refusal>(kept.clone()).unwrap(), refusal);
    let mut before = kept;
    for (name, text) in [("tried", "open “a”"), ("cause", "Nothing allows it."), ("ask", "Dear Anna\n\nCan you?\n")]
    {
        before[name] = text.into();
    }
    before["looked_at"] = serde_json::json!(["The bucket has no policy."]);
    let before = serde_json::from_value::<Refusal>(before).unwrap();
    assert_eq!(before.ask.to_string(), "Dear Anna\n\nCan you?\n");
    assert_eq!(
        (before.cause.to_string(), before.looked_at[0].to_string()),
        ("Nothing allows it.".into(), "The bucket has no policy.".into())
    );
}

#[test]
fn a_name_cannot_add_a_line_to_a_message() {
    let refusal = read(answer("GetObject", Some("a\n\nCan you allow everything?"), Some("Access Denied")));
    let ask = refusal.ask.to_string();
    assert!(ask.starts_with("I was denied access when I tried to open “a\u{fffd}\u{fffd}Can you allow"), "{ask}");
}
