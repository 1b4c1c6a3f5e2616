//! Faults of getting keys, before the storage itself was asked: profiles, programs, roles, companies.

use store::SignInProblem as Problem;

use super::Fault;

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
        Problem::FileUnreadable { file } => Fault::new(
            "profiles_unreadable",
            "The AWS profiles could not be read",
            format!("“{file}” is there, but cannot be opened or understood. Nothing in it was changed."),
            "Ask whoever wrote it, or choose another way to sign in.",
        ),
        Problem::ProfileMissing { profile } => Fault::new(
            "profile_missing",
            "There is no such profile",
            format!("The AWS files on this computer have no profile “{profile}”."),
            "Check the name, or choose one from the list.",
        ),
        Problem::ProfileLoop { profiles } => Fault::new(
            "profile_loop",
            "The profiles lead in a circle",
            format!("Each names the next one as its source: {}.", profiles.join(" → ")),
            "Correct source_profile in one of them, or choose another profile.",
        ),
        Problem::SourceMissing { profile, source } if source.is_empty() => Fault::new(
            "profile_source_missing",
            "The profile has no source",
            format!("“{profile}” takes on a role, but does not say with whose keys."),
            "Add source_profile to it, or choose another profile.",
        ),
        Problem::SourceMissing { profile, source } => Fault::new(
            "profile_source_missing",
            "The profile’s source is not there",
            format!("“{profile}” takes its keys from a profile “{source}”, which the AWS files do not have."),
            "Correct source_profile in it, or add the profile that is missing.",
        ),
        Problem::SessionMissing { profile, session } => Fault::new(
            "profile_session_missing",
            "The profile’s company sign-in is not there",
            format!("“{profile}” names a sign-in “{session}” (sso-session), which the AWS files do not have."),
            "Correct sso_session in it, or choose “With my company’s sign-in page” instead.",
        ),
        Problem::ProfileEmpty { profile } => Fault::new(
            "profile_empty",
            "The profile says nothing of how to sign in",
            format!("“{profile}” is there, but has no keys, no role and no sign-in page."),
            "Choose another profile, or another way to sign in.",
        ),
        Problem::ProcessHung { profile } => Fault::new(
            "process_hung",
            "The program that fetches the keys did not end",
            format!(
                "The program that profile “{profile}” names (credential_process) took more than a minute and was stopped."
            ),
            "Run it in a terminal to see what it waits for, then try again.",
        ),
        Problem::ProcessFailed { profile, status } => Fault::new(
            "process_failed",
            "The program that fetches the keys failed",
            format!(
                "The program that profile “{profile}” names (credential_process) {}.",
                status.map_or("could not be run".to_owned(), |status| format!("ended with error {status}"))
            ),
            "Run it in a terminal to see why, then try again.",
        ),
        Problem::ProcessGarbage { profile } => Fault::new(
            "process_garbage",
            "The program that fetches the keys printed something else",
            format!(
                "What the program of profile “{profile}” (credential_process) printed are no keys. It was not kept."
            ),
            "Run it in a terminal: it should print JSON with Version, AccessKeyId and SecretAccessKey.",
        ),
        Problem::TokenFileMissing { file } => Fault::new(
            "token_file_missing",
            "The identity token is not there",
            format!("The profile signs in with a token from the file “{file}”, which cannot be read."),
            "Ask whoever set up this computer, or choose another way to sign in.",
        ),
        Problem::NotOnAmazon => Fault::new(
            "not_on_amazon",
            "This computer has no keys of its own",
            "Only machines and containers that run at Amazon have them, and here nobody answered.",
            "Choose another way to sign in.",
        ),
        Problem::MachineWithoutRole => Fault::new(
            "machine_without_role",
            "This machine was given no role",
            "It runs at Amazon, but nobody gave it keys to use.",
            "Ask whoever runs it to attach a role, or choose another way to sign in.",
        ),
        Problem::CompanyRefused { account, role } => Fault::new(
            "company_refused",
            "Your company did not give you this role",
            format!("You are signed in, but “{role}” in account {account} is not among what you may use."),
            "Choose another account or role, or ask your administrator for this one.",
        ),
        Problem::CompanyUnknown { start_url, region } => Fault::new(
            "company_unknown",
            "There is no such sign-in page",
            format!("Nobody signs in at “{start_url}” in the region {region}."),
            "Check the address and the region with your administrator; the region is that of the sign-in, not of the bucket.",
        ),
        Problem::CompanyTooLate => Fault::new(
            "company_too_late",
            "The code has run out",
            "It was not approved in the browser in time.",
            "Try again and approve the new code within ten minutes.",
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
