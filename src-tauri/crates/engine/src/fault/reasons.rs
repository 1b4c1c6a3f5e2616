//! Why storage said no, where its code or its text tells more than the kind of failure. AWS's texts
//! of refusals are those of
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html>; other
//! servers send some of them.

use store::{StoreError, StoreErrorKind as Kind};
use words::{Words, faults, say};

use super::{
    Fault,
    refusal::{self, reason},
    remedy::{BlamedSetting, Remedy, of},
    subject::place,
};
use crate::{finding::LoginField, names::check_name};

/// The words for a reason that was told; None where the kind of failure says all there is.
pub(super) fn explained(error: &StoreError) -> Option<Fault> {
    let said = error.message.as_deref().unwrap_or_default().to_ascii_lowercase();
    let code = error.code.as_deref().unwrap_or_default();
    of_code(error, code, &said).or_else(|| match error.kind {
        Kind::NotPermitted => not_permitted(error, &said),
        Kind::NotSupported => deleted_mark(error),
        Kind::BadBucketName => bad_name(error),
        _ => None,
    })
}

fn of_code(error: &StoreError, code: &str, said: &str) -> Option<Fault> {
    let place = place(error);
    Some(match code {
        "AllAccessDisabled" | "AccountProblem" | "NotSignedUp" => {
            Fault::told("account_off", say!(faults::AccountOff, place)).remedy(Remedy::ask(error))
        }
        "RequestExpired" => too_old(),
        "AccessControlListNotSupported" => {
            Fault::told("no_acls", say!(faults::NoAcls, place)).remedy(look(error, BlamedSetting::Ownership))
        }
        "AccessForbidden" => Fault::told("site_not_admitted", say!(faults::SiteNotAdmitted, place))
            .remedy(look(error, BlamedSetting::Cors)),
        "BucketAlreadyOwnedByYou" => Fault::told("bucket_yours", say!(faults::BucketYours, place))
            .remedy(error.bucket.clone().map(|bucket| Remedy::Open { bucket })),
        "MalformedPolicy" | "MalformedPolicyDocument" | "MalformedXML" => text_refused(error),
        "InvalidRequest" if said.contains("cors") => text_refused(error),
        "InvalidRequest" | "InvalidArgument"
            if said.contains("server-side-encryption-customer") || said.contains("form of server side encryption") =>
        {
            Fault::told("customer_key", say!(faults::CustomerKey, place)).remedy(Remedy::ask(error))
        }
        code if code.starts_with("KMS.") => {
            Fault::told("key_unusable", say!(faults::KeyUnusable, place)).remedy(Remedy::ask(error))
        }
        _ => return of_work(code, &place),
    })
}

/// What was asked for cannot be done like this, or not at the moment.
fn of_work(code: &str, place: &Words) -> Option<Fault> {
    Some(match code {
        "EntityTooSmall" | "InvalidPart" | "InvalidPartOrder" => {
            Fault::told("parts_refused", say!(faults::PartsRefused, place)).retry(true)
        }
        "GlacierExpeditedRetrievalNotAvailable" => Fault::told("fetch_busy", say!(faults::FetchBusy, place)),
        "PackedPolicyTooLarge" => Fault::told("policy_too_long", say!(faults::PolicyTooLong)),
        _ => return None,
    })
}

/// What an "AccessDenied" means, by the part of AWS's text that tells why.
fn not_permitted(error: &StoreError, said: &str) -> Option<Fault> {
    let (place, why) = (place(error), reason(said));
    let has = |words: &str| why.contains(words);
    Some(if has("service control policy") || has("resource control policy") {
        let kind = if has("resource control") { "resources" } else { "people" };
        Fault::told("company_rule", say!(faults::CompanyRule, kind, place)).remedy(Remedy::ask(error))
    } else if has("permissions boundary") {
        Fault::told("boundary", say!(faults::Boundary, place)).remedy(Remedy::ask(error))
    } else if has("session policy") {
        Fault::told("session_narrow", say!(faults::SessionNarrow, place)).remedy(Remedy::change(LoginField::RoleArn))
    } else if has("vpc endpoint policy") {
        Fault::told("network_gate", say!(faults::NetworkGate, place)).remedy(Remedy::ask(error))
    } else {
        return not_permitted_here(error, said, why, &place);
    })
}

/// Reasons that lie with the role, the key or the bucket, and not above them.
fn not_permitted_here(error: &StoreError, said: &str, why: &str, place: &Words) -> Option<Fault> {
    let has = |words: &str| why.contains(words);
    Some(if said.contains("sts:assumerole") {
        Fault::told("role_refused", say!(faults::RoleUnsaid)).remedy(Remedy::change(LoginField::ExternalId))
    } else if why.contains("kms:") {
        Fault::told("key_not_shared", say!(faults::KeyNotShared, place)).remedy(Remedy::ask(error))
    } else if has("blockpublic") || has("block public access") || has("public access block") {
        Fault::told("public_blocked", say!(faults::PublicBlocked, place))
            .remedy(look(error, BlamedSetting::PublicAccess))
    } else if has("object lock") || has("retention") || has("legal hold") {
        Fault::told("locked", say!(faults::Locked, place)).remedy(look(error, BlamedSetting::Lock))
    } else if has("requester pays") || has("request-payer") || has("requester-pays") {
        super::requester_pays(error.bucket.as_deref().unwrap_or_default())
    } else {
        return denied(error, why, place);
    })
}

fn denied(error: &StoreError, why: &str, place: &Words) -> Option<Fault> {
    let has = |words: &str| why.contains(words);
    Some(if has("explicit deny in a resource-based policy") {
        Fault::told("denied_by_bucket", say!(faults::DeniedByBucket, place)).remedy(look(error, BlamedSetting::Policy))
    } else if has("explicit deny") {
        Fault::told("denied_by_rule", say!(faults::DeniedByRule, place)).remedy(Remedy::ask(error))
    } else if has("no resource-based policy allows") {
        Fault::told("not_admitted", say!(faults::NotAdmitted, place)).remedy(Remedy::ask(error))
    } else if why.contains("request has expired") {
        too_old()
    } else if error.code.is_none() && error.operation == "HeadObject" {
        Fault::told("not_permitted", say!(faults::NotVisible, place)).remedy(Remedy::ask(error))
    } else if has("no identity-based policy allows") {
        let permission = refusal::of(error).action;
        Fault::told("not_permitted", say!(faults::PermissionMissing, permission, place)).remedy(Remedy::ask(error))
    } else {
        return None;
    })
}

fn too_old() -> Fault {
    Fault::told("too_old", say!(faults::TooOld)).retry(true)
}

/// Looking at a file is something that every storage does: a 405 to it means that the newest
/// version is the mark of a deletion.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html>
fn deleted_mark(error: &StoreError) -> Option<Fault> {
    let looks = matches!(error.operation, "GetObject" | "HeadObject");
    let told = looks && error.status == Some(405);
    told.then(|| Fault::told("no_such_key", say!(faults::DeleteMarker, place = place(error))).remedy(Remedy::Refresh))
}

/// Which rule for names of buckets is broken, and the name that may have been meant.
fn bad_name(error: &StoreError) -> Option<Fault> {
    let bucket = error.bucket.as_deref()?;
    let looked = check_name(bucket);
    let told = say!(faults::BucketNameInvalid, bucket, why = looked.stop?);
    let fault = Fault::told("bad_bucket_name", told).remedy(of(error));
    let meant = !looked.instead.is_empty() && error.operation != "CreateBucket";
    Some(if meant { fault.meant(&[looked.instead]) } else { fault })
}

fn text_refused(error: &StoreError) -> Fault {
    let (kind, setting) = match error.operation {
        "PutBucketCors" => ("cors", Some(BlamedSetting::Cors)),
        "PutBucketPolicy" => ("policy", Some(BlamedSetting::Policy)),
        "PutBucketLifecycleConfiguration" => ("lifecycle", Some(BlamedSetting::Lifecycle)),
        _ => ("setting", None),
    };
    Fault::told("text_refused", say!(faults::TextRefused, kind))
        .remedy(setting.and_then(|setting| look(error, setting)))
}

fn look(error: &StoreError, setting: BlamedSetting) -> Option<Remedy> {
    Some(Remedy::Look { bucket: error.bucket.clone()?, setting })
}
