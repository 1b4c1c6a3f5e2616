//! Faults of getting keys, before the storage itself was asked: profiles, programs, roles,
//! companies.

use store::SignInProblem as Problem;
use words::{faults, say};

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
    Fault::told("environment_empty", say!(faults::EnvironmentEmpty, variable))
}

fn file_unreadable(file: &str) -> Fault {
    Fault::told("profiles_unreadable", say!(faults::ProfilesUnreadable, file))
}

fn profile_missing(profile: &str) -> Fault {
    Fault::told("profile_missing", say!(faults::ProfileMissing, profile))
}

fn profile_loop(profiles: &[String]) -> Fault {
    Fault::told("profile_loop", say!(faults::ProfileLoop, profiles = profiles.join(" → ")))
}

fn source_unnamed(profile: &str) -> Fault {
    Fault::told("profile_source_missing", say!(faults::SourceUnnamed, profile))
}

fn source_missing(profile: &str, source: &str) -> Fault {
    Fault::told("profile_source_missing", say!(faults::SourceMissing, profile, source))
}

fn session_missing(profile: &str, session: &str) -> Fault {
    Fault::told("profile_session_missing", say!(faults::SessionMissing, profile, session))
}

fn profile_empty(profile: &str) -> Fault {
    Fault::told("profile_empty", say!(faults::ProfileEmpty, profile))
}

fn process_hung(profile: &str) -> Fault {
    Fault::told("process_hung", say!(faults::ProcessHung, profile))
}

fn process_failed(profile: &str, status: Option<i32>) -> Fault {
    // As text, since a code is no amount.
    let status = status.map_or("unstarted".to_owned(), |status| status.to_string());
    Fault::told("process_failed", say!(faults::ProcessFailed, profile, status))
}

fn process_garbage(profile: &str) -> Fault {
    Fault::told("process_garbage", say!(faults::ProcessGarbage, profile))
}

fn token_file_missing(file: &str) -> Fault {
    Fault::told("token_file_missing", say!(faults::TokenFileMissing, file))
}

fn not_on_amazon() -> Fault {
    Fault::told("not_on_amazon", say!(faults::NotOnAmazon))
}

fn machine_without_role() -> Fault {
    Fault::told("machine_without_role", say!(faults::MachineWithoutRole))
}

fn company_refused(account: &str, role: &str) -> Fault {
    Fault::told("company_refused", say!(faults::CompanyRefused, account, role))
}

fn company_unknown(start_url: &str, region: &str) -> Fault {
    Fault::told("company_unknown", say!(faults::CompanyUnknown, page = start_url, region))
}

fn company_too_late() -> Fault {
    Fault::told("company_too_late", say!(faults::CompanyTooLate))
}

fn role_refused(role: &str, external_id: bool) -> Fault {
    let id = if external_id { "given" } else { "none" };
    Fault::told("role_refused", say!(faults::RoleRefused, id, role))
}

fn code_refused() -> Fault {
    Fault::told("code_refused", say!(faults::CodeRefused))
}

fn role_malformed(role: &str) -> Fault {
    Fault::told("role_malformed", say!(faults::RoleMalformed, role))
}

fn role_too_long(role: &str) -> Fault {
    Fault::told("role_too_long", say!(faults::RoleTooLong, role))
}

fn no_sessions_here(region: &str) -> Fault {
    Fault::told("no_sessions_here", say!(faults::NoSessionsHere, region))
}

fn no_roles() -> Fault {
    Fault::told("no_roles", say!(faults::NoRoles))
}

fn declined() -> Fault {
    Fault::told("sign_in_needed", say!(faults::SignInNeeded))
}
