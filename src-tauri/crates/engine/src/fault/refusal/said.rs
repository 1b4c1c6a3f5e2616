//! What an answer says of a refusal: who, what, on what, and by which rule. The text is the
//! server's: nothing of it is believed but the forms that AWS documents ("Troubleshoot access
//! denied error messages" in the IAM user guide).

use policy::arn::Arn;

use super::{Answer, RefusedBy};

/// What was found in an answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) who: Option<String>,
    pub(super) action: Option<String>,
    pub(super) resource: Option<String>,
    pub(super) by: RefusedBy,
}

pub(super) fn read(answer: Answer<'_>) -> Said {
    let text = answer.message.unwrap_or_default();
    let mut said = sentence(text);
    if let Some("AllAccessDisabled" | "AccountProblem" | "NotSignedUp") = answer.code {
        said.by = RefusedBy::Account;
    }
    // AWS refuses a policy that makes a bucket public in words of its own.
    if answer.operation == "PutBucketPolicy" && text.contains("BlockPublic") {
        said.by = RefusedBy::PublicLock;
    }
    if said.action.as_deref().is_some_and(|action| action.starts_with("kms:")) {
        said.by = RefusedBy::Key;
    }
    said
}

/// “User: ARN is not authorized to perform: ACTION on resource: ARN because …”
fn sentence(text: &str) -> Said {
    let who = between(text, "User: ", " is not authorized to perform").filter(|who| Arn::parse(who).is_some());
    let rest = text.split_once("is not authorized to perform: ").map_or("", |(_, rest)| rest);
    let action = rest.split_whitespace().next().filter(|word| policy::action::find(word).is_some());
    let resource = rest.split_once("on resource: ").and_then(|(_, rest)| match rest.strip_prefix('"') {
        // A file's name may hold quotation marks; nothing behind it does.
        Some(rest) => rest.rsplit_once('"').map(|(resource, _)| resource),
        None => rest.split([' ', ',']).next(),
    });
    let resource = resource.filter(|arn| Arn::parse(arn).is_some());
    Said {
        who: who.map(str::to_owned),
        action: action.map(str::to_owned),
        resource: resource.map(str::to_owned),
        by: rule(reason(text)),
    }
}

/// Why it was refused, from the first word behind the resource on: a file's name may hold anything,
/// also reasons.
pub(in super::super) fn reason(text: &str) -> &str {
    let begins = [" because ", " with an explicit deny", " with a explicit deny"];
    begins.iter().filter_map(|begin| text.rfind(begin)).min().map_or(text, |at| &text[at..])
}

fn rule(text: &str) -> RefusedBy {
    let text = text.to_ascii_lowercase();
    let names = |policy: &str| text.contains(policy);
    let denies = names("explicit deny");
    if names("service control policy") || names("resource control policy") {
        RefusedBy::Organisation
    } else if names("permissions boundary") {
        RefusedBy::Boundary
    } else if names("session policy") {
        RefusedBy::Session
    } else if names("vpc endpoint policy") {
        RefusedBy::Network
    } else if names("role trust policy") {
        RefusedBy::Trust
    } else if names("resource-based policy") {
        if denies { RefusedBy::ResourceDeny } else { RefusedBy::OtherAccount }
    } else if names("identity-based policy") {
        if denies { RefusedBy::OwnDeny } else { RefusedBy::NothingAllows }
    } else {
        RefusedBy::Unknown
    }
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(from)?;
    rest.split_once(to).map(|(between, _)| between)
}

/// The permission that an operation needs; most are called alike.
pub(crate) fn action_of(operation: &str) -> String {
    let other = match operation {
        "HeadObject" | "GetAsPage" => "s3:GetObject",
        "HeadBucket" | "ListObjectsV2" => "s3:ListBucket",
        "ListBuckets" => "s3:ListAllMyBuckets",
        "DeleteObjects" => "s3:DeleteObject",
        "ListObjectVersions" => "s3:ListBucketVersions",
        "ListMultipartUploads" => "s3:ListBucketMultipartUploads",
        "ListParts" => "s3:ListMultipartUploadParts",
        "CreateMultipartUpload" | "UploadPart" | "UploadPartCopy" | "CompleteMultipartUpload" | "CopyObject" => {
            "s3:PutObject"
        }
        "GetBucketCors" => "s3:GetBucketCORS",
        "PutBucketCors" | "DeleteBucketCors" => "s3:PutBucketCORS",
        "GetBucketEncryption" => "s3:GetEncryptionConfiguration",
        "PutBucketEncryption" => "s3:PutEncryptionConfiguration",
        "GetBucketLifecycleConfiguration" => "s3:GetLifecycleConfiguration",
        "PutBucketLifecycleConfiguration" | "DeleteBucketLifecycle" => "s3:PutLifecycleConfiguration",
        "GetBucketNotificationConfiguration" => "s3:GetBucketNotification",
        "GetBucketReplication" => "s3:GetReplicationConfiguration",
        "DeleteBucketTagging" => "s3:PutBucketTagging",
        "GetPublicAccessBlock" => "s3:GetBucketPublicAccessBlock",
        "PutPublicAccessBlock" | "DeletePublicAccessBlock" => "s3:PutBucketPublicAccessBlock",
        "GetObjectLockConfiguration" => "s3:GetBucketObjectLockConfiguration",
        "PutObjectLockConfiguration" => "s3:PutBucketObjectLockConfiguration",
        "ListBucketInventoryConfigurations" => "s3:GetInventoryConfiguration",
        "AssumeRole" => "sts:AssumeRole",
        "GetFederationToken" => "sts:GetFederationToken",
        _ => "",
    };
    if !other.is_empty() {
        return other.to_owned();
    }
    let same = policy::action::all().find(|action| action.name == operation && ["s3", "iam"].contains(&action.service));
    same.map(|action| format!("{}:{}", action.service, action.name)).unwrap_or_default()
}
