//! Permissions in plain words: who will be able to do what, and what not.

/// An action in words, as it goes on after “can”.
fn verb(action: &str) -> Option<&'static str> {
    Some(match action {
        "s3:ListBucket" => "list files",
        "s3:GetObject" => "open and download files",
        "s3:GetObjectVersion" => "open old versions of files",
        "s3:GetObjectTagging" => "read the tags of files",
        "s3:PutObject" => "add and overwrite files",
        "s3:DeleteObject" => "delete files",
        "s3:DeleteObjectVersion" => "permanently delete old versions",
        "s3:PutObjectAcl" => "change the ACLs of single files",
        "s3:AbortMultipartUpload" => "remove incomplete uploads",
        "s3:ListAllMyBuckets" => "see the names of all buckets in the account",
        "s3:CreateBucket" => "create this bucket if it is missing",
        "kms:Decrypt" | "kms:GenerateDataKey" | "kms:Encrypt" => "use the KMS key",
        "s3:GetBucketAcl" => "read the ACL of the bucket",
        "s3:Get*" => "open files and read every setting of the bucket",
        "s3:List*" => "read every list of the bucket",
        "sts:AssumeRole" => "assume its own role",
        // Nothing that a person would notice.
        "s3:GetBucketLocation" | "s3:ListMultipartUploadParts" | "s3:ListBucketMultipartUploads" => return None,
        _ => "",
    })
}

/// “Kolena can list files and open and download files in acme-datasets.”
pub(super) fn can(who: &str, actions: &[&str], place: &str) -> String {
    let mut verbs: Vec<String> = Vec::new();
    for action in actions {
        let verb = match verb(action) {
            None => continue,
            Some("") => format!("use {action}"),
            Some(verb) => verb.into(),
        };
        if !verbs.contains(&verb) {
            verbs.push(verb);
        }
    }
    if verbs.is_empty() {
        format!("{who} gets no permissions by itself.")
    } else {
        format!("{who} can {} in {place}.", and(&verbs))
    }
}

/// What stays closed, of what people worry about.
pub(super) fn cannot(who: &str, actions: &[&str]) -> String {
    let has = |action: &str| actions.contains(&action);
    let mut verbs: Vec<String> = Vec::new();
    for (open, verb) in [
        (has("s3:GetObject") || has("s3:Get*"), "open files"),
        (has("s3:PutObject"), "add or overwrite files"),
        (has("s3:DeleteObject"), "delete files"),
        (has("s3:DeleteObjectVersion"), "permanently delete old versions"),
        (false, "change settings"),
        (false, "open other buckets"),
    ] {
        if !open {
            verbs.push(verb.into());
        }
    }
    let last = verbs.pop().unwrap_or_default();
    let rest = if verbs.is_empty() { last } else { format!("{} or {last}", verbs.join(", ")) };
    format!("{who} cannot {rest}.")
}

/// The texts as one list in words: “a, b and c”.
pub(super) fn and(texts: &[String]) -> String {
    match texts {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}
