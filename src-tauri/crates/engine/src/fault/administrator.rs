//! Words for whoever manages the storage, ready to be sent: who asked, what was refused and why, and the statement of a
//! policy that would allow it. Made of names alone; no secret has a way in here. What a server said is taken apart
//! strictly and left out where it is not of the form that AWS documents.

use std::fmt::Write;

use store::StoreError;

/// What AWS's refusals name: `User: WHO is not authorized to perform: ACTION on resource: "WHAT" BECAUSE`.
#[derive(Debug, Default)]
pub(super) struct Named<'a> {
    pub(super) who: &'a str,
    pub(super) action: &'a str,
    pub(super) resource: &'a str,
}

/// Takes a refusal apart. The resource may be anybody's file name, so the reason is looked for behind it alone.
pub(super) fn named(said: &str) -> Named<'_> {
    let Some((who, rest)) =
        said.split_once("User: ").and_then(|(_, rest)| rest.split_once(" is not authorized to perform: "))
    else {
        return Named::default();
    };
    let (action, rest) = rest.split_once(" on resource: ").unwrap_or((rest, ""));
    let action = action.split_whitespace().next().unwrap_or_default();
    let resource = match rest.strip_prefix('"') {
        Some(rest) => rest.rsplit_once('"').map_or("", |(resource, _)| resource),
        None => rest.split(" because ").next().and_then(|rest| rest.split(" with an ").next()).unwrap_or_default(),
    };
    let plain = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || ":*".contains(c));
    Named {
        who: if who.starts_with("arn:") && !who.contains(char::is_whitespace) { who } else { "" },
        action: if plain(action) { action } else { "" },
        resource: if resource.starts_with("arn:") { resource } else { "" },
    }
}

/// Why it was refused, as AWS's text puts it, from the first word behind the resource on.
pub(super) fn reason(said: &str) -> &str {
    let begins = [" because ", " with an explicit deny", " with a explicit deny"];
    begins.iter().filter_map(|begin| said.rfind(begin)).min().map_or(said, |at| &said[at..])
}

/// The permission that an operation takes, for refusals that name none.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html>
fn action_of(operation: &str) -> String {
    let action = match operation {
        "ListObjectsV2" | "HeadBucket" => "ListBucket",
        "ListBuckets" => "ListAllMyBuckets",
        "HeadObject" => "GetObject",
        "CopyObject" | "CreateMultipartUpload" | "UploadPart" | "UploadPartCopy" | "CompleteMultipartUpload" => {
            "PutObject"
        }
        "DeleteObjects" => "DeleteObject",
        "ListObjectVersions" => "ListBucketVersions",
        "ListMultipartUploads" => "ListBucketMultipartUploads",
        "ListParts" => "ListMultipartUploadParts",
        "GetBucketLifecycleConfiguration" => "GetLifecycleConfiguration",
        "PutBucketLifecycleConfiguration" | "DeleteBucketLifecycle" => "PutLifecycleConfiguration",
        "GetBucketEncryption" => "GetEncryptionConfiguration",
        "PutBucketEncryption" => "PutEncryptionConfiguration",
        "GetPublicAccessBlock" => "GetBucketPublicAccessBlock",
        "PutPublicAccessBlock" | "DeletePublicAccessBlock" => "PutBucketPublicAccessBlock",
        "GetBucketCors" => "GetBucketCORS",
        "PutBucketCors" | "DeleteBucketCors" => "PutBucketCORS",
        other => other,
    };
    format!("s3:{action}")
}

/// The words.
pub(super) fn text(error: &StoreError) -> String {
    let said = error.message.as_deref().unwrap_or_default();
    let told = named(said);
    let of_operation = action_of(error.operation);
    let action = if told.action.is_empty() { &of_operation } else { told.action };
    let place = match (&error.bucket, &error.key) {
        (Some(bucket), Some(key)) => format!("arn:aws:s3:::{bucket}/{key}"),
        (Some(bucket), None) => format!("arn:aws:s3:::{bucket}"),
        _ => "*".to_owned(),
    };
    let resource = if told.resource.is_empty() { &place } else { told.resource };
    let mut text = String::new();
    let who = if told.who.is_empty() { "The login that I use" } else { told.who };
    let _ = writeln!(text, "{who} may not do {action} on {resource}.");
    if !said.is_empty() {
        let _ = writeln!(text, "The storage says: {said}");
    }
    let statement = serde_json::json!({ "Effect": "Allow", "Action": action, "Resource": resource });
    let statement = serde_json::to_string_pretty(&statement).unwrap_or_default();
    let means = match reason(said).contains("explicit deny") {
        true => "More permissions will not help, since a rule denies it. What I need",
        false => "This statement in a policy would allow it",
    };
    let _ = writeln!(text, "\n{means}:\n{statement}");
    if let Some(id) = &error.request_id {
        let _ = writeln!(text, "\nRequest id: {id}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "User: arn:aws:iam::123456789012:user/ann is not authorized to perform: s3:ListBucket on \
        resource: \"arn:aws:s3:::press\" because no identity-based policy allows the s3:ListBucket action";

    #[test]
    fn a_refusal_is_taken_apart() {
        let told = named(SAID);
        assert_eq!(
            (told.who, told.action, told.resource),
            ("arn:aws:iam::123456789012:user/ann", "s3:ListBucket", "arn:aws:s3:::press")
        );
        assert_eq!(reason(SAID), " because no identity-based policy allows the s3:ListBucket action");
        assert_eq!(named("Access Denied").who, "");
    }

    #[test]
    fn a_file_name_is_no_reason() {
        let said = "User: arn:aws:iam::1:user/a is not authorized to perform: s3:GetObject on resource: \
            \"arn:aws:s3:::b/x because of a service control policy\" because no session policy allows the s3:GetObject action";
        assert_eq!(reason(said), " because no session policy allows the s3:GetObject action");
        assert!(named(said).resource.ends_with("service control policy"));
    }
}
