//! Faults of names and places that the person gives while connecting or browsing.

use store::SignInProblem as Problem;

use super::Fault;

/// The draft was saved or left before.
#[must_use]
pub fn draft_gone() -> Fault {
    super::gone("login")
}

/// The words for a sign-in that came to nothing before the storage was asked.
#[must_use]
pub(super) fn sign_in_failed(problem: &Problem) -> Fault {
    match problem {
        Problem::EnvironmentLacks { variable } => Fault::new(
            "environment_empty",
            "There are no keys in the environment",
            format!("Bucketwise was started without the variable {variable}, so there is nothing to sign in with."),
            "Set the variables in the terminal and start Bucketwise from there, or choose another way to sign in.",
        ),
        Problem::RoleRefused { role, external_id } => Fault::new(
            "role_refused",
            "This login may not take on that role",
            format!(
                "The keys are good, but the owner of “{role}” does not let them use it{}.",
                if *external_id { " with this external ID" } else { ", or asks for an external ID" }
            ),
            "Compare the role and the external ID with what its owner gave you, letter by letter.",
        ),
        Problem::CodeRefused => Fault::new(
            "code_refused",
            "The code was not accepted",
            "It was mistyped, has run out, or was used before. Each code works once and for half a minute.",
            "Wait for the device to show a new code, then try again.",
        ),
        Problem::RoleMalformed { role } => Fault::new(
            "role_malformed",
            "There is no such role",
            format!("The server cannot make anything of “{role}”, its external ID or its session name."),
            "Copy the role again from where you were given it; it begins with arn:.",
        ),
        Problem::RoleTooLong { role } => Fault::new(
            "role_too_long",
            "The session may not last that long",
            format!("“{role}” allows shorter sessions than the one asked for."),
            "Take a smaller number of minutes; 60 always works.",
        ),
        Problem::NoSessionsHere { region } => Fault::new(
            "no_sessions_here",
            "Roles are switched off in this region",
            format!("The account does not hand out sessions in {region}."),
            "Use another region of the connection, or ask whoever manages the account to switch it on.",
        ),
        Problem::NoRoles => Fault::new(
            "no_roles",
            "This storage has no roles",
            "The server does not answer when asked for a session in a role.",
            "Leave the role empty, or check the address.",
        ),
        Problem::Declined => Fault::new(
            "sign_in_needed",
            "You are not signed in",
            "This goes on once the question about signing in is answered. Nothing was changed.",
            "Try again; Bucketwise then asks once more.",
        ),
    }
}

/// A login that may not list buckets and names none.
#[must_use]
pub fn bucket_needed() -> Fault {
    Fault::new(
        "bucket_needed",
        "This login may not list buckets",
        "The login works, but it may not see the list of all buckets. Many logins are made that way.",
        "Fill in the name of the bucket you were given.",
    )
}

/// A connection needs a name that can be told from the others.
#[must_use]
pub fn name_needed() -> Fault {
    Fault::new(
        "name_needed",
        "The connection needs a name",
        "The name is how you tell this connection from the others.",
        "Type a name of up to 80 characters.",
    )
}

/// A folder's name that cannot be used.
#[must_use]
pub fn folder_name(what: &str) -> Fault {
    Fault::new("folder_name", "That name cannot be used for a folder", what, "Choose another name.")
}

/// A folder of this name is there.
#[must_use]
pub fn folder_exists(name: &str) -> Fault {
    Fault::new(
        "folder_exists",
        "There is already a folder with this name",
        format!("“{name}” is here already. Nothing was changed."),
        "Choose another name, or open the folder that is there.",
    )
}

/// This computer's clock is `off_ms` behind (positive) or ahead of (negative) the server's.
#[must_use]
pub fn clock_off(off_ms: i64) -> Fault {
    let minutes = (off_ms.abs() + 30_000) / 60_000;
    let way = if off_ms > 0 { "behind" } else { "ahead of" };
    Fault::new(
        "clock_skew",
        "This computer’s clock is off",
        format!("It is about {minutes} minutes {way} the server’s, and S3 refuses requests that are more than 15 minutes off."),
        "Set this computer’s date, time and time zone to “automatic”, then try again.",
    )
    .details(format!("clock difference: {off_ms} ms"))
    .retry(true)
}

/// A file of the folder's name is there.
#[must_use]
pub fn name_is_file(name: &str) -> Fault {
    Fault::new(
        "folder_exists",
        "There is a file with this name",
        format!("“{name}” is a file here, and some storage cannot keep a folder beside it. Nothing was changed."),
        "Choose another name for the folder.",
    )
}

/// The server makes no empty folders.
#[must_use]
pub fn folders_not_kept() -> Fault {
    Fault::new(
        "folders_not_kept",
        "This storage keeps no empty folders",
        "Here a folder exists only while there is a file in it. Nothing was changed.",
        "Upload a folder with a file in it instead.",
    )
}
