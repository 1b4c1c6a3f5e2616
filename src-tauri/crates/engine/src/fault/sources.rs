//! Faults of getting keys, before the storage itself was asked: profiles, programs, roles, companies.

use store::SignInProblem as Problem;

use super::Fault;

/// The words for a sign-in that came to nothing before the storage was asked.
#[must_use]
pub(super) fn sign_in_failed(problem: &Problem) -> Fault {
    match problem {
        Problem::EnvironmentLacks { variable } => environment_lacks(variable),
        Problem::FileUnreadable { file } => file_unreadable(file),
        Problem::ProfileMissing { profile } => profile_missing(profile),
        Problem::ProfileLoop { profiles } => profile_loop(profiles),
        Problem::SourceMissing { profile, source } if source.is_empty() => source_unnamed(profile),
        Problem::SourceMissing { profile, source } => source_missing(profile, source),
        Problem::SessionMissing { profile, session } => session_missing(profile, session),
        Problem::ProfileEmpty { profile } => profile_empty(profile),
        Problem::ProcessHung { profile } => process_hung(profile),
        Problem::ProcessFailed { profile, status } => process_failed(profile, *status),
        Problem::ProcessGarbage { profile } => process_garbage(profile),
        Problem::TokenFileMissing { file } => token_file_missing(file),
        Problem::NotOnAmazon => not_on_amazon(),
        Problem::MachineWithoutRole => machine_without_role(),
        Problem::CompanyRefused { account, role } => company_refused(account, role),
        Problem::CompanyUnknown { start_url, region } => company_unknown(start_url, region),
        Problem::CompanyTooLate => company_too_late(),
        Problem::RoleRefused { role, external_id } => role_refused(role, *external_id),
        Problem::CodeRefused => code_refused(),
        Problem::RoleMalformed { role } => role_malformed(role),
        Problem::RoleTooLong { role } => role_too_long(role),
        Problem::NoSessionsHere { region } => no_sessions_here(region),
        Problem::NoRoles => no_roles(),
        Problem::Declined => declined(),
    }
}

fn environment_lacks(variable: &str) -> Fault {
    Fault::new(
        "environment_empty",
        "There are no keys in the environment",
        format!("Bucketwise was started without the variable {variable}, so there is nothing to sign in with."),
        "Set the variables in the terminal and start Bucketwise from there, or choose another way to sign in.",
    )
}

fn file_unreadable(file: &str) -> Fault {
    Fault::new(
        "profiles_unreadable",
        "The AWS profiles could not be read",
        format!("“{file}” is there, but cannot be opened or understood. Nothing in it was changed."),
        "Ask whoever wrote it, or choose another way to sign in.",
    )
}

fn profile_missing(profile: &str) -> Fault {
    Fault::new(
        "profile_missing",
        "There is no such profile",
        format!("The AWS files on this computer have no profile “{profile}”."),
        "Check the name, or choose one from the list.",
    )
}

fn profile_loop(profiles: &[String]) -> Fault {
    Fault::new(
        "profile_loop",
        "The profiles lead in a circle",
        format!("Each names the next one as its source: {}.", profiles.join(" → ")),
        "Correct source_profile in one of them, or choose another profile.",
    )
}

fn source_unnamed(profile: &str) -> Fault {
    Fault::new(
        "profile_source_missing",
        "The profile has no source",
        format!("“{profile}” takes on a role, but does not say with whose keys."),
        "Add source_profile to it, or choose another profile.",
    )
}

fn source_missing(profile: &str, source: &str) -> Fault {
    Fault::new(
        "profile_source_missing",
        "The profile’s source is not there",
        format!("“{profile}” takes its keys from a profile “{source}”, which the AWS files do not have."),
        "Correct source_profile in it, or add the profile that is missing.",
    )
}

fn session_missing(profile: &str, session: &str) -> Fault {
    Fault::new(
        "profile_session_missing",
        "The profile’s company sign-in is not there",
        format!("“{profile}” names a sign-in “{session}” (sso-session), which the AWS files do not have."),
        "Correct sso_session in it, or choose “With my company’s sign-in page” instead.",
    )
}

fn profile_empty(profile: &str) -> Fault {
    Fault::new(
        "profile_empty",
        "The profile says nothing of how to sign in",
        format!("“{profile}” is there, but has no keys, no role and no sign-in page."),
        "Choose another profile, or another way to sign in.",
    )
}

fn process_hung(profile: &str) -> Fault {
    Fault::new(
        "process_hung",
        "The program that fetches the keys did not end",
        format!(
            "The program that profile “{profile}” names (credential_process) took more than a minute and was stopped."
        ),
        "Run it in a terminal to see what it waits for, then try again.",
    )
}

fn process_failed(profile: &str, status: Option<i32>) -> Fault {
    Fault::new(
        "process_failed",
        "The program that fetches the keys failed",
        format!(
            "The program that profile “{profile}” names (credential_process) {}.",
            status.map_or("could not be run".to_owned(), |status| format!("ended with error {status}"))
        ),
        "Run it in a terminal to see why, then try again.",
    )
}

fn process_garbage(profile: &str) -> Fault {
    Fault::new(
        "process_garbage",
        "The program that fetches the keys printed something else",
        format!("What the program of profile “{profile}” (credential_process) printed are no keys. It was not kept."),
        "Run it in a terminal: it should print JSON with Version, AccessKeyId and SecretAccessKey.",
    )
}

fn token_file_missing(file: &str) -> Fault {
    Fault::new(
        "token_file_missing",
        "The identity token is not there",
        format!("The profile signs in with a token from the file “{file}”, which cannot be read."),
        "Ask whoever set up this computer, or choose another way to sign in.",
    )
}

fn not_on_amazon() -> Fault {
    Fault::new(
        "not_on_amazon",
        "This computer has no keys of its own",
        "Only machines and containers that run at Amazon have them, and here nobody answered.",
        "Choose another way to sign in.",
    )
}

fn machine_without_role() -> Fault {
    Fault::new(
        "machine_without_role",
        "This machine was given no role",
        "It runs at Amazon, but nobody gave it keys to use.",
        "Ask whoever runs it to attach a role, or choose another way to sign in.",
    )
}

fn company_refused(account: &str, role: &str) -> Fault {
    Fault::new(
        "company_refused",
        "Your company did not give you this role",
        format!("You are signed in, but “{role}” in account {account} is not among what you may use."),
        "Choose another account or role, or ask your administrator for this one.",
    )
}

fn company_unknown(start_url: &str, region: &str) -> Fault {
    Fault::new(
        "company_unknown",
        "There is no such sign-in page",
        format!("Nobody signs in at “{start_url}” in the region {region}."),
        "Check the address and the region with your administrator; the region is that of the sign-in, not of the bucket.",
    )
}

fn company_too_late() -> Fault {
    Fault::new(
        "company_too_late",
        "The code has run out",
        "It was not approved in the browser in time.",
        "Try again and approve the new code within ten minutes.",
    )
}

fn role_refused(role: &str, external_id: bool) -> Fault {
    Fault::new(
        "role_refused",
        "This login may not take on that role",
        format!(
            "The keys are good, but the owner of “{role}” does not let them use it{}.",
            if external_id { " with this external ID" } else { ", or asks for an external ID" }
        ),
        "Compare the role and the external ID with what its owner gave you, letter by letter.",
    )
}

fn code_refused() -> Fault {
    Fault::new(
        "code_refused",
        "The code was not accepted",
        "It was mistyped, has run out, or was used before. Each code works once and for half a minute.",
        "Wait for the device to show a new code, then try again.",
    )
}

fn role_malformed(role: &str) -> Fault {
    Fault::new(
        "role_malformed",
        "There is no such role",
        format!("The server cannot make anything of “{role}”, its external ID or its session name."),
        "Copy the role again from where you were given it; it begins with arn:.",
    )
}

fn role_too_long(role: &str) -> Fault {
    Fault::new(
        "role_too_long",
        "The session may not last that long",
        format!("“{role}” allows shorter sessions than the one asked for."),
        "Take a smaller number of minutes; 60 always works.",
    )
}

fn no_sessions_here(region: &str) -> Fault {
    Fault::new(
        "no_sessions_here",
        "Roles are switched off in this region",
        format!("The account does not hand out sessions in {region}."),
        "Use another region of the connection, or ask whoever manages the account to switch it on.",
    )
}

fn no_roles() -> Fault {
    Fault::new(
        "no_roles",
        "This storage has no roles",
        "The server does not answer when asked for a session in a role.",
        "Leave the role empty, or check the address.",
    )
}

fn declined() -> Fault {
    Fault::new(
        "sign_in_needed",
        "You are not signed in",
        "This goes on once the question about signing in is answered. Nothing was changed.",
        "Try again; Bucketwise then asks once more.",
    )
}
