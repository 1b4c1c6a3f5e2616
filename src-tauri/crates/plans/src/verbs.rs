//! Permissions in plain words: who will be able to do what, and what not.

use words::{Value, Words, plans, say};

/// An action in words, as it goes on after “can”; none where a person would notice nothing of it.
fn verb(action: &str) -> Option<Words> {
    Some(match action {
        "s3:ListBucket" => say!(plans::MayList),
        "s3:GetObject" => say!(plans::MayRead),
        "s3:GetObjectVersion" => say!(plans::MayReadVersions),
        "s3:GetObjectTagging" => say!(plans::MayReadTags),
        "s3:PutObject" => say!(plans::MayWrite),
        "s3:DeleteObject" => say!(plans::MayDelete),
        "s3:DeleteObjectVersion" => say!(plans::MayDeleteVersions),
        "s3:PutObjectAcl" => say!(plans::MayWriteAcls),
        "s3:AbortMultipartUpload" => say!(plans::MayRemoveUploads),
        "s3:ListAllMyBuckets" => say!(plans::MaySeeBuckets),
        "s3:CreateBucket" => say!(plans::MayCreateBucket),
        "kms:Decrypt" | "kms:GenerateDataKey" | "kms:Encrypt" => say!(plans::MayUseKey),
        "s3:GetBucketAcl" => say!(plans::MayReadAcl),
        "s3:Get*" => say!(plans::MayReadAll),
        "s3:List*" => say!(plans::MayListAll),
        "sts:AssumeRole" => say!(plans::MayAssumeRole),
        "s3:GetBucketLocation" | "s3:ListMultipartUploadParts" | "s3:ListBucketMultipartUploads" => return None,
        _ => say!(plans::MayOther, action),
    })
}

/// “Kolena can list files and open and download files in acme-datasets.”
pub(super) fn can(who: &Words, actions: &[&str], place: &[Words]) -> Words {
    let mut verbs: Vec<Words> = Vec::new();
    for verb in actions.iter().filter_map(|action| verb(action)) {
        if !verbs.contains(&verb) {
            verbs.push(verb);
        }
    }
    match verbs.is_empty() {
        true => say!(plans::CanNothing, who),
        false => say!(plans::Can, who, what = verbs, place = place.to_vec()),
    }
}

/// What stays closed, of what people worry about.
pub(super) fn cannot(who: &Words, actions: &[&str]) -> Words {
    let has = |action: &str| actions.contains(&action);
    let worries: [(bool, Words); 6] = [
        (has("s3:GetObject") || has("s3:Get*"), say!(plans::MayOpen)),
        (has("s3:PutObject"), say!(plans::MayAdd)),
        (has("s3:DeleteObject"), say!(plans::MayDelete)),
        (has("s3:DeleteObjectVersion"), say!(plans::MayDeleteVersions)),
        (false, say!(plans::MayChangeSettings)),
        (false, say!(plans::MayOpenOthers)),
    ];
    let any = worries.into_iter().filter_map(|(open, verb)| (!open).then_some(verb)).collect();
    say!(plans::Cannot, who, what = Value::Any { any })
}
