//! Faults of setting up an integration: what IAM answers, and what is found in the way.

use store::{StoreError, StoreErrorKind as Kind};

use super::{Fault, Remedy, from_store};

const KEPT: &str = "What was made so far is written down: go on from there, or take it back.";

/// What a server answered while access was set up or taken back. IAM's own codes have words here.
#[must_use]
pub fn from_iam(error: &StoreError) -> Fault {
    let general = from_store(error);
    let (code, title, what, next, remedy) = match (error.kind, error.code.as_deref().unwrap_or_default()) {
        (Kind::NotPermitted, _) if error.bucket.is_none() => (
            "iam_refused",
            "This login may not manage access",
            format!("{} was refused. {KEPT}", error.operation),
            "Hand the prepared folder to whoever manages access, or connect with a login that may.",
            general.remedy.map(|remedy| *remedy),
        ),
        (_, "LimitExceeded") => (
            "iam_limit",
            "The account has reached a limit",
            format!("{} {KEPT}", limit(error.message.as_deref().unwrap_or_default())),
            "Remove what is no longer used, then go on; or send the text to whoever manages access.",
            Some(Remedy::tell(
                error,
                "The account has reached a limit. Can you remove what is no longer used, or have the limit raised?".into(),
            )),
        ),
        // A user or role is known everywhere only some seconds after it was made.
        // <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency>
        (_, "MalformedPolicyDocument" | "MalformedPolicy") => (
            "iam_policy",
            "The storage did not take the policy",
            format!(
                "It names somebody who does not exist or was made only just now, or something this storage does not know. {KEPT}"
            ),
            "Compare who comes from outside with what the product shows, then go on.",
            Some(Remedy::Answers),
        ),
        // Answers of KMS about the key of a bucket (KMS API reference, CreateGrant).
        (_, "NotFoundException" | "DisabledException" | "KMSInvalidStateException") => key_unusable(error),
        (_, "DeleteConflict") => (
            "iam_in_use",
            "Something else hangs on it",
            "A policy or key that Bucketwise did not make is attached. It was left as it is.".to_owned(),
            "Detach it in the AWS console, or send the text to whoever can; then remove again.",
            Some(Remedy::tell(
                error,
                "Something is attached to it that I did not make: policies, keys or groups. Can you detach it, if nothing needs it?".into(),
            )),
        ),
        (Kind::NotSupported | Kind::NotS3, _) if error.bucket.is_none() => (
            "iam_missing",
            "This storage has no users and roles to manage",
            "Whoever runs it makes keys in another place. Nothing was changed by this step.".to_owned(),
            "Hand the prepared folder to whoever runs the storage.",
            None,
        ),
        _ => return general,
    };
    Fault::new(code, title, what, next).details(general.details).refusal(general.refusal).remedy(remedy)
}

/// Code, title, what happened, what to do next, and what helps.
type Told = (&'static str, &'static str, String, &'static str, Option<Remedy>);

fn key_unusable(error: &StoreError) -> Told {
    (
        "key_unusable",
        "The encryption key cannot be used",
        format!("It is gone, switched off or about to be deleted. {KEPT}"),
        "Ask whoever looks after the keys of the account, then go on.",
        Some(Remedy::tell(
            error,
            "The encryption key of this bucket is gone, switched off or about to be deleted. Can you bring it back, or have the bucket use another?".into(),
        )),
    )
}

/// Which limit was reached, by the words of IAM: "Cannot exceed quota for AccessKeysPerUser: 2", "Maximum policy size of
/// 2048 bytes exceeded for user ann". <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
fn limit(said: &str) -> String {
    let number = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
    if let Some((_, rest)) = said.split_once("policy size of ") {
        return format!("The policies of a user, role or group have {} characters at most.", number(rest));
    }
    let quota = said.split_once("quota for ").and_then(|(_, rest)| rest.split_once(": "));
    let (name, most) = quota.map_or(("", String::new()), |(name, most)| (name, number(most)));
    let (whose, things) = match name {
        "AccessKeysPerUser" => ("A user", "access keys"),
        "VersionsPerPolicy" => ("A policy", "versions"),
        "PoliciesPerUser" | "AttachedPoliciesPerUser" => ("A user", "attached policies"),
        "PoliciesPerRole" | "AttachedPoliciesPerRole" => ("A role", "attached policies"),
        "UsersPerAccount" => ("An account", "users"),
        "RolesPerAccount" => ("An account", "roles"),
        "PoliciesPerAccount" => ("An account", "policies"),
        _ => return "AWS takes no more of this kind.".to_owned(),
    };
    format!("{whose} has {most} {things} at most.")
}

/// A name that is wanted belongs to somebody else's user, role or policy.
#[must_use]
pub fn integration_taken(what: &str, name: &str) -> Fault {
    Fault::new(
        "iam_taken",
        format!("There is a {what} of that name already"),
        format!("“{name}” was made for something else, so it is left as it is."),
        "Choose another name in the answers.",
    )
    .remedy(Remedy::Answers)
}

/// The secret of a key is on the screen once.
#[must_use]
pub fn key_secret_shown() -> Fault {
    Fault::new(
        "key_secret_shown",
        "The secret was shown already",
        "A secret access key is shown once after it was made. Copying it still works.",
        "Copy it, or create a second key.",
    )
}

/// A thing of our name is there, and this integration did not make it.
#[must_use]
pub fn integration_elsewhere(what: &str, name: &str) -> Fault {
    Fault::new(
        "iam_elsewhere",
        format!("A {what} of this name is there already"),
        format!(
            "“{name}” was set up by another integration, on another computer, or by a script. Nothing was changed."
        ),
        "Choose another name in the answers, or use what is there: removing this integration then leaves it.",
    )
    .remedy(Remedy::Answers)
}

/// Somebody changed something since it was looked at.
#[must_use]
pub fn integration_changed(what: &str) -> Fault {
    Fault::new(
        "integration_changed",
        "Somebody changed it meanwhile",
        format!("{what} Nothing more was done."),
        "Look at what is there now, and decide again.",
    )
}

/// A bucket policy that nobody can read is not written over.
#[must_use]
pub fn bucket_policy_unread(bucket: &str) -> Fault {
    Fault::new(
        "bucket_policy_unread",
        "The bucket’s policy cannot be read",
        format!("“{bucket}” has a policy that is not written as policies are. It is left as it is."),
        "Open the bucket’s policy in its settings and mend it first.",
    )
}

/// The answers have something that stops.
#[must_use]
pub fn integration_unfit(why: &str) -> Fault {
    Fault::new("integration_unfit", "An answer needs a change first", why, "Change it, then go on.")
}

/// The connection was edited since something was set up through it, and leads to another server, or may lead to other
/// buckets of the same one.
#[must_use]
pub fn integration_other_server(before: &str, now: &str) -> Fault {
    let to = store::server_name(now);
    let (title, why) = match store::same_address(before, now) {
        false => (
            "The connection leads to another server now",
            format!(
                "This integration was set up on {}, and its connection now leads to {to}.",
                store::server_name(before)
            ),
        ),
        true => (
            "The connection has another access key now",
            format!(
                "This integration was set up with another key for {to}, where another key can open other buckets of the same names."
            ),
        ),
    };
    let next =
        "Edit the connection back. Only if what was set up is also where the connection leads now, continue here.";
    Fault::new("integration_other_server", title, format!("{why} Nothing was checked, changed or removed."), next)
        .details(format!("set up on: {before}\nleads to: {now}"))
}

/// The login of the connection is of another account than when something was set up through it.
#[must_use]
pub fn integration_other_account(before: &str, now: &str) -> Fault {
    Fault::new(
        "integration_other_server",
        "The connection signs in to another account now",
        format!(
            "This integration was set up in the account {before}, and its connection now signs in to {now}. Nothing was checked, changed or removed."
        ),
        "Edit the connection back. Only if what was set up is also where the connection leads now, continue here.",
    )
}

/// It is already at work.
#[must_use]
pub fn integration_busy() -> Fault {
    Fault::new(
        "integration_busy",
        "This integration is being worked on",
        "One thing at a time is done to it.",
        "Wait for what is under way.",
    )
}

/// Written, and not seen after a while.
#[must_use]
pub fn integration_unseen(what: &str) -> Fault {
    Fault::new(
        "integration_unseen",
        "The change does not show yet",
        format!("{what} was taken, and the storage does not show it after a minute."),
        "Go on in a few minutes; what is there already is not made twice.",
    )
    .retry(true)
}

/// The secret of the key is neither in the keychain nor in memory.
#[must_use]
pub fn key_secret_gone() -> Fault {
    Fault::new(
        "key_secret_gone",
        "The secret of this key is no longer known",
        "It was kept for the session in which the key was made, since no keychain answered.",
        "Make a second key, which then takes its place.",
    )
}

/// A key that was made is not taken by the storage, so the one that works stays.
#[must_use]
pub fn second_key_fails() -> Fault {
    Fault::new(
        "second_key_fails",
        "The second key does not work yet",
        "The storage does not take it. The first key was left switched on, so the product goes on working.",
        "Wait a minute and try again, or stop and delete the second key.",
    )
    .retry(true)
}

/// A key that is in use is switched off before it is deleted, so that what still needs it is found out in time.
#[must_use]
pub fn first_key_on() -> Fault {
    Fault::new(
        "first_key_on",
        "The first key still works",
        "A key is switched off before it is deleted, so that whatever still needs it can be helped at once.",
        "Switch the first key off, and see that the product goes on working.",
    )
}

/// The folder of a hand-over could not be written.
#[must_use]
pub fn handover_unwritten(details: &str) -> Fault {
    Fault::new(
        "handover_unwritten",
        "The folder could not be written",
        "There may be no room, or the place may not be written to.",
        "Choose another place.",
    )
    .details(details)
}

/// What an administrator sent back does not say what was made.
#[must_use]
pub fn reply_unread(why: &str) -> Fault {
    Fault::new(
        "reply_unread",
        "The reply does not say what was made",
        format!("{why} Nothing was taken over."),
        "Paste the filled-in reply.txt, or the ARN that the administrator sees.",
    )
}

/// A report could not be written to the file that was chosen.
#[must_use]
pub fn report_unwritten(details: &str) -> Fault {
    Fault::new(
        "report_unwritten",
        "The report could not be written",
        "There may be no room, or the place may not be written to.",
        "Choose another place.",
    )
    .details(details)
}

/// Nothing was checked yet, so there is no report.
#[must_use]
pub fn no_report() -> Fault {
    Fault::new("no_report", "There is no report yet", "Nothing was checked since it was set up.", "Check it first.")
}

/// The file of integrations is damaged or of a newer program.
#[must_use]
pub fn integrations_unreadable(details: &str) -> Fault {
    Fault::new(
        "integrations_unreadable",
        "The list of integrations cannot be read",
        "The file is damaged or of a newer Bucketwise. It was left as it is; what was set up goes on working.",
        "Mend or move the file integrations.json in the configuration folder.",
    )
    .details(details)
}

/// The file of integrations could not be written.
#[must_use]
pub fn integrations_unwritable(details: &str) -> Fault {
    Fault::new(
        "integrations_unwritable",
        "The list of integrations could not be written",
        "Nothing is set up that could not be written down first.",
        "Make room on this computer’s disk, then try again.",
    )
    .details(details)
}
