//! Why storage said no, where its code or its text tells more than the kind of failure. AWS's texts of refusals are those
//! of <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html>; other servers send some of them.

use store::{StoreError, StoreErrorKind as Kind};

use super::{
    Fault,
    refusal::{self, reason},
    remedy::{Remedy, of},
    storage::place,
};
use crate::{finding::LoginField, names::check_name, settings::SettingKind};

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
        "AllAccessDisabled" | "AccountProblem" | "NotSignedUp" => Fault::new(
            "account_off",
            "The account is not in order",
            format!("The provider has closed {place}: the account is disabled, not paid for, or not signed up to the end. Nothing was changed."),
            "Send the text to whoever owns the account; only they and the provider can mend it.",
        )
        .remedy(Remedy::ask(error)),
        "RequestExpired" => too_old(),
        "AccessControlListNotSupported" => Fault::new(
            "no_acls",
            "This bucket takes no access lists",
            format!("{place} belongs whole to its owner, and access lists (ACLs) of files are off. Nothing was changed."),
            "Leave access lists out. Who may see the files is decided by the bucket’s policy.",
        )
        .remedy(look(error, SettingKind::Ownership)),
        "AccessForbidden" => Fault::new(
            "site_not_admitted",
            "The website is not let in",
            format!("The rules of {place} for websites (CORS) do not admit the page that asked."),
            "Look at the rules, and add the website’s address.",
        )
        .remedy(look(error, SettingKind::Cors)),
        "BucketAlreadyOwnedByYou" => Fault::new(
            "bucket_yours",
            "You have that bucket already",
            format!("{place} is there, and it is yours. Nothing was made or changed."),
            "Open it, or choose another name.",
        )
        .remedy(error.bucket.clone().map(|bucket| Remedy::Open { bucket })),
        "MalformedPolicy" | "MalformedPolicyDocument" | "MalformedXML" => text_refused(error),
        "InvalidRequest" if said.contains("cors") => text_refused(error),
        "InvalidRequest" | "InvalidArgument"
            if said.contains("server-side-encryption-customer") || said.contains("form of server side encryption") =>
        {
            Fault::new(
                "customer_key",
                "The file is locked with a key of its owner’s",
                format!("{place} was encrypted with a key that the storage does not keep (SSE-C). Bucketwise cannot open such files."),
                "Ask whoever put it there for a copy without that key.",
            )
            .remedy(Remedy::ask(error))
        }
        code if code.starts_with("KMS.") => Fault::new(
            "key_unusable",
            "The encryption key cannot be used",
            format!("{place} is encrypted with a key that is switched off, about to be deleted, gone, or of another kind."),
            "Send the text to whoever manages the keys; the details name the key.",
        )
        .remedy(Remedy::ask(error)),
        _ => return of_work(code, &place),
    })
}

/// What was asked for cannot be done like this, or not at the moment.
fn of_work(code: &str, place: &str) -> Option<Fault> {
    Some(match code {
        "EntityTooSmall" | "InvalidPart" | "InvalidPartOrder" => Fault::new(
            "parts_refused",
            "The parts did not fit together",
            format!("The storage did not put the parts of {place} together. Nothing incomplete was kept."),
            "Try again; the file is then sent anew.",
        )
        .retry(true),
        "GlacierExpeditedRetrievalNotAvailable" => Fault::new(
            "fetch_busy",
            "The fast way is taken at the moment",
            format!("Too many ask for it just now. {place} stays in its archive, and nothing was charged."),
            "Choose a slower way, or try again later.",
        ),
        "PackedPolicyTooLarge" => Fault::new(
            "policy_too_long",
            "The policy is too long to be tried out",
            "A session may be narrowed by a short policy only, and this one is longer. Nothing was changed.",
            "Name fewer buckets or folders, or go on without trying it out.",
        ),
        _ => return None,
    })
}

/// What an "AccessDenied" means, by the part of AWS's text that tells why.
fn not_permitted(error: &StoreError, said: &str) -> Option<Fault> {
    let (place, why) = (place(error), reason(said));
    let has = |words: &str| why.contains(words);
    Some(if has("service control policy") || has("resource control policy") {
        let whom = if has("resource control") { "about these buckets" } else { "about people and their logins" };
        Fault::new(
            "company_rule",
            "A rule of the whole organisation forbids it",
            format!("Your organisation has a rule {whom} that stands above every other permission. It forbids this for {place}."),
            "Send the text to the cloud team of your organisation; nobody else can change that rule.",
        )
        .remedy(Remedy::ask(error))
    } else if has("permissions boundary") {
        Fault::new(
            "boundary",
            "Your login has a ceiling that is too low",
            format!("A limit on what this login may ever be given (a permissions boundary) leaves out this action for {place}."),
            "Send the text to whoever manages access: the limit has to be raised, not only a permission added.",
        )
        .remedy(Remedy::ask(error))
    } else if has("session policy") {
        Fault::new(
            "session_narrow",
            "This temporary login may do less than the role",
            format!("The session was made narrower than the role it is of, and leaves out this action for {place}."),
            "Sign in again without narrowing it, or with another role.",
        )
        .remedy(Remedy::change(LoginField::RoleArn))
    } else if has("vpc endpoint policy") {
        Fault::new(
            "network_gate",
            "The network does not let it through",
            format!("The gate between this network and the storage (a VPC endpoint) refuses this action for {place}."),
            "Use the network that is meant for it, or send the text to whoever runs the gate.",
        )
        .remedy(Remedy::ask(error))
    } else {
        return not_permitted_here(error, said, why, &place);
    })
}

/// Reasons that lie with the role, the key or the bucket, and not above them.
fn not_permitted_here(error: &StoreError, said: &str, why: &str, place: &str) -> Option<Fault> {
    let has = |words: &str| why.contains(words);
    Some(if said.contains("sts:assumerole") {
        Fault::new(
            "role_refused",
            "This login may not take on that role",
            "The role’s owner lets in somebody else, asks for another external ID, or this login may not take on roles.",
            "Compare the role and the external ID with what its owner gave you, letter by letter.",
        )
        .remedy(Remedy::change(LoginField::ExternalId))
    } else if why.contains("kms:") {
        Fault::new(
            "key_not_shared",
            "You may have the file, but not its key",
            format!("{place} is encrypted, and this login may not use the key it is encrypted with."),
            "Send the text to whoever manages the keys: both this login’s permissions and the key’s own policy have to name it.",
        )
        .remedy(Remedy::ask(error))
    } else if has("blockpublic") || has("block public access") || has("public access block") {
        Fault::new(
            "public_blocked",
            "The bucket is kept from becoming public",
            format!("A lock on {place} (Block Public Access) refuses everything that would open it to everybody. Nothing was changed."),
            "Leave the lock on unless it is meant to be public; let in those who need it by name.",
        )
        .remedy(look(error, SettingKind::PublicAccess))
    } else if has("object lock") || has("retention") || has("legal hold") {
        Fault::new(
            "locked",
            "The file is locked against deletion",
            format!("{place} is kept until a date, or until somebody lifts a hold on it. Nothing was deleted."),
            "Look at how long the bucket locks its files; until then nobody can delete it.",
        )
        .remedy(look(error, SettingKind::Lock))
    } else if has("requester pays") || has("request-payer") || has("requester-pays") {
        super::requester_pays(error.bucket.as_deref().unwrap_or_default())
    } else {
        return denied(error, why, place);
    })
}

fn denied(error: &StoreError, why: &str, place: &str) -> Option<Fault> {
    let has = |words: &str| why.contains(words);
    Some(if has("explicit deny in a resource-based policy") {
        Fault::new(
            "denied_by_bucket",
            "The bucket’s own policy forbids it",
            format!("A rule of {place} itself says no to this login. More permissions for the login will not help."),
            "Look at the bucket’s policy, at the rule that denies.",
        )
        .remedy(look(error, SettingKind::Policy))
    } else if has("explicit deny") {
        Fault::new(
            "denied_by_rule",
            "A rule on your login forbids it",
            format!("Somebody decided that this login must not do this to {place}. More permissions will not help."),
            "Send the text to whoever manages access: that rule has to change.",
        )
        .remedy(Remedy::ask(error))
    } else if has("no resource-based policy allows") {
        Fault::new(
            "not_admitted",
            "The bucket’s owner has not let you in",
            format!("{place} belongs to another account, whose policy does not name this login."),
            "Send the text to the bucket’s owner; it names your login and what it needs.",
        )
        .remedy(Remedy::ask(error))
    } else if why.contains("request has expired") {
        too_old()
    } else if error.code.is_none() && error.operation == "HeadObject" {
        Fault::new(
            "not_permitted",
            "The file is not there, or not for you to see",
            format!("A login that may not list the folder gets the same answer for {place} whether it exists or not."),
            "Check the name. If it is right, send the text to whoever manages this storage.",
        )
        .remedy(Remedy::ask(error))
    } else if has("no identity-based policy allows") {
        let action = refusal::of(error).action;
        Fault::new(
            "not_permitted",
            "This login may not do that",
            format!("The permission {action} for {place} is missing from your login. Nothing was changed."),
            "Send the text to whoever manages access; it has the rule to add.",
        )
        .remedy(Remedy::ask(error))
    } else {
        return None;
    })
}

fn too_old() -> Fault {
    Fault::new(
        "too_old",
        "The request was too old",
        "Links and requests are good for a limited time only, and this one was over. Nothing was changed.",
        "Try again; that makes a new one. If it repeats, set this computer’s clock to “automatic”.",
    )
    .retry(true)
}

/// Looking at a file is something that every storage does: a 405 to it means that the newest version is the mark of a
/// deletion. <https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html>
fn deleted_mark(error: &StoreError) -> Option<Fault> {
    let looks = matches!(error.operation, "GetObject" | "HeadObject");
    let told = looks && error.status == Some(405);
    told.then(|| {
        Fault::new(
            "no_such_key",
            "The file was deleted",
            format!("What is kept of {} under that name is the mark that it was deleted. Older versions of it may still be there.", place(error)),
            "Refresh the folder.",
        )
        .remedy(Remedy::Refresh)
    })
}

/// Which rule for names of buckets is broken, and the name that may have been meant.
fn bad_name(error: &StoreError) -> Option<Fault> {
    let looked = check_name(error.bucket.as_deref()?);
    if looked.stop.is_empty() {
        return None;
    }
    let (next, remedy) = match looked.instead {
        instead if !instead.is_empty() && error.operation != "CreateBucket" => {
            (format!("Did you mean “{instead}”?"), Some(Remedy::Open { bucket: instead }))
        }
        _ => ("Check the name.".to_owned(), of(error)),
    };
    let what = format!("{} does not lead to a bucket. {}", place(error), looked.stop);
    Some(Fault::new("bad_bucket_name", "That cannot be a bucket’s name", what, next).remedy(remedy))
}

fn text_refused(error: &StoreError) -> Fault {
    let (what, setting) = match error.operation {
        "PutBucketCors" => ("The rules for websites have something", Some(SettingKind::Cors)),
        "PutBucketPolicy" => {
            ("The policy names somebody who does not exist, or has something", Some(SettingKind::Policy))
        }
        "PutBucketLifecycleConfiguration" => ("The rules about old files have something", Some(SettingKind::Lifecycle)),
        _ => ("The setting has something", None),
    };
    Fault::new(
        "text_refused",
        "The storage did not take what was written",
        format!("{what} that this storage does not understand. Nothing was changed."),
        "What is known to be wrong is marked in the form; the details have the storage’s own words.",
    )
    .remedy(setting.and_then(|setting| look(error, setting)))
}

fn look(error: &StoreError, setting: SettingKind) -> Option<Remedy> {
    Some(Remedy::Look { bucket: error.bucket.clone()?, setting })
}
