//! Faults of setting up an integration: what IAM answers, and what is found in the way.

use store::{StoreError, StoreErrorKind as Kind};
use words::{Told, Words, faults, say};

use super::{Fault, Remedy, from_store};

/// What a server answered while access was set up or taken back. IAM's own codes have words here.
#[must_use]
pub fn from_iam(error: &StoreError) -> Fault {
    let general = from_store(error);
    let (code, told, remedy): (_, Told, _) = match (error.kind, error.code.as_deref().unwrap_or_default()) {
        (Kind::NotPermitted, _) if error.bucket.is_none() => {
            ("iam_refused", say!(faults::IamRefused, operation = error.operation), general.remedy.map(|remedy| *remedy))
        }
        (_, "LimitExceeded") => (
            "iam_limit",
            say!(faults::IamLimit, limit = limit(error.message.as_deref().unwrap_or_default())),
            Some(Remedy::tell(error, say!(faults::LetterLimit))),
        ),
        // A user or role is known everywhere only some seconds after it was made.
        // <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency>
        (_, "MalformedPolicyDocument" | "MalformedPolicy") => {
            ("iam_policy", say!(faults::IamPolicy), Some(Remedy::Answers))
        }
        // Answers of KMS about the key of a bucket (KMS API reference, CreateGrant).
        (_, "NotFoundException" | "DisabledException" | "KMSInvalidStateException") => {
            ("key_unusable", say!(faults::IamKeyUnusable), Some(Remedy::tell(error, say!(faults::LetterKey))))
        }
        (_, "DeleteConflict") => {
            ("iam_in_use", say!(faults::IamInUse), Some(Remedy::tell(error, say!(faults::LetterAttached))))
        }
        (Kind::NotSupported | Kind::NotS3, _) if error.bucket.is_none() => {
            ("iam_missing", say!(faults::IamMissing), None)
        }
        _ => return general,
    };
    Fault::told(code, told).details(general.details).refusal(general.refusal).remedy(remedy)
}

/// Which limit was reached, by the words of IAM: "Cannot exceed quota for AccessKeysPerUser: 2",
/// "Maximum policy size of 2048 bytes exceeded for user ann".
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
fn limit(said: &str) -> Words {
    let number = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>().parse::<u64>().ok();
    let size = said.split_once("policy size of ").and_then(|(_, rest)| number(rest));
    if let Some(most) = size {
        return say!(faults::LimitPolicySize, most);
    }
    let quota = said.split_once("quota for ").and_then(|(_, rest)| rest.split_once(": "));
    let Some((name, most)) = quota.and_then(|(name, most)| Some((name, number(most)?))) else {
        return say!(faults::LimitUnknown);
    };
    match name {
        "AccessKeysPerUser" => say!(faults::LimitUserKeys, most),
        "VersionsPerPolicy" => say!(faults::LimitPolicyVersions, most),
        "PoliciesPerUser" | "AttachedPoliciesPerUser" => say!(faults::LimitUserPolicies, most),
        "PoliciesPerRole" | "AttachedPoliciesPerRole" => say!(faults::LimitRolePolicies, most),
        "UsersPerAccount" => say!(faults::LimitUsers, most),
        "RolesPerAccount" => say!(faults::LimitRoles, most),
        "PoliciesPerAccount" => say!(faults::LimitPolicies, most),
        _ => say!(faults::LimitUnknown),
    }
}

/// A name that is wanted belongs to somebody else's user, role or policy.
#[must_use]
pub fn integration_taken(what: &str, name: &str) -> Fault {
    Fault::told("iam_taken", say!(faults::IamTaken, what, name)).remedy(Remedy::Answers)
}

/// The secret of a key is on the screen once.
#[must_use]
pub fn key_secret_shown() -> Fault {
    Fault::told("key_secret_shown", say!(faults::KeySecretShown))
}

/// A thing of our name is there, and this integration did not make it.
#[must_use]
pub fn integration_elsewhere(what: &str, name: &str) -> Fault {
    Fault::told("iam_elsewhere", say!(faults::IamElsewhere, what, name)).remedy(Remedy::Answers)
}

/// Somebody changed something since it was looked at.
#[must_use]
pub fn integration_changed(what: Words) -> Fault {
    Fault::told("integration_changed", say!(faults::IntegrationChanged, what))
}

/// A bucket policy that nobody can read is not written over.
#[must_use]
pub fn bucket_policy_unread(bucket: &str) -> Fault {
    Fault::told("bucket_policy_unread", say!(faults::BucketPolicyUnread, bucket))
}

/// The answers have something that stops.
#[must_use]
pub fn integration_unfit(why: Words) -> Fault {
    Fault::told("integration_unfit", say!(faults::IntegrationUnfit, why))
}

/// The connection was edited since something was set up through it, and leads to another server, or
/// may lead to other buckets of the same one.
#[must_use]
pub fn integration_other_server(before: &str, now: &str) -> Fault {
    let to = store::server_name(now);
    let told = match store::same_address(before, now) {
        false => say!(faults::IntegrationOtherServer, before = store::server_name(before), now = to),
        true => say!(faults::IntegrationOtherKey, server = to),
    };
    Fault::told("integration_other_server", told).details(format!("set up on: {before}\nleads to: {now}"))
}

/// The login of the connection is of another account than when something was set up through it.
#[must_use]
pub fn integration_other_account(before: &str, now: &str) -> Fault {
    Fault::told("integration_other_server", say!(faults::IntegrationOtherAccount, before, now))
}

/// It is already at work.
#[must_use]
pub fn integration_busy() -> Fault {
    Fault::told("integration_busy", say!(faults::IntegrationBusy))
}

/// Written, and not seen after a while.
#[must_use]
pub fn integration_unseen(what: &str) -> Fault {
    Fault::told("integration_unseen", say!(faults::IntegrationUnseen, what)).retry(true)
}

/// The secret of the key is neither in the keychain nor in memory.
#[must_use]
pub fn key_secret_gone() -> Fault {
    Fault::told("key_secret_gone", say!(faults::KeySecretGone))
}

/// A key that was made is not taken by the storage, so the one that works stays.
#[must_use]
pub fn second_key_fails() -> Fault {
    Fault::told("second_key_fails", say!(faults::SecondKeyFails)).retry(true)
}

/// A key that is in use is switched off before it is deleted, so that what still needs it is found
/// out in time.
#[must_use]
pub fn first_key_on() -> Fault {
    Fault::told("first_key_on", say!(faults::FirstKeyOn))
}

/// The folder of a hand-over could not be written.
#[must_use]
pub fn handover_unwritten(details: &str) -> Fault {
    Fault::told("handover_unwritten", say!(faults::HandoverUnwritten)).details(details)
}

/// What an administrator sent back does not say what was made.
#[must_use]
pub fn reply_unread(why: Words) -> Fault {
    Fault::told("reply_unread", say!(faults::ReplyUnread, why))
}

/// A report could not be written to the file that was chosen.
#[must_use]
pub fn report_unwritten(details: &str) -> Fault {
    Fault::told("report_unwritten", say!(faults::ReportUnwritten)).details(details)
}

/// Nothing was checked yet, so there is no report.
#[must_use]
pub fn no_report() -> Fault {
    Fault::told("no_report", say!(faults::NoReport))
}

/// The file of integrations is damaged or of a newer program.
#[must_use]
pub fn integrations_unreadable(details: &str) -> Fault {
    Fault::told("integrations_unreadable", say!(faults::IntegrationsUnreadable)).details(details)
}

/// The file of integrations could not be written.
#[must_use]
pub fn integrations_unwritable(details: &str) -> Fault {
    Fault::told("integrations_unwritable", say!(faults::IntegrationsUnwritable)).details(details)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_said_with_its_number() {
        for (said, words) in [
            ("Cannot exceed quota for AccessKeysPerUser: 2", "A user can have at most 2 access keys."),
            ("Cannot exceed quota for VersionsPerPolicy: 1", "A policy can have only 1 version."),
            ("Cannot exceed quota for UsersPerAccount: 5000", "An account can have at most 5,000 users."),
            (
                "Maximum policy size of 2048 bytes exceeded for user ann",
                "The policies of a user, role or group can have at most 2,048 characters.",
            ),
            ("Cannot exceed quota for WingsPerPig: 2", "AWS accepts no more of this kind."),
            ("Cannot exceed quota for AccessKeysPerUser: ?", "AWS accepts no more of this kind."),
            ("policy size of some bytes", "AWS accepts no more of this kind."),
            ("", "AWS accepts no more of this kind."),
        ] {
            assert_eq!(limit(said), words, "{said}");
        }
    }
}
