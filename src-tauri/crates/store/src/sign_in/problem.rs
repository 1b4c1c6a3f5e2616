//! Why a sign-in came to nothing before the storage was even asked.

/// The cause, with the names a person needs to mend it and no secret.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SignInProblem {
    /// The environment has no keys; this variable is the first that is missing.
    EnvironmentLacks {
        /// The name of the variable that is not set.
        variable: &'static str,
    },
    /// A file that the AWS tools share is there and cannot be read or understood.
    FileUnreadable {
        /// The file's path.
        file: String,
    },
    /// There is no profile of that name.
    ProfileMissing {
        /// The profile by its name in the file.
        profile: String,
    },
    /// Profiles name each other as their source, in a circle.
    ProfileLoop {
        /// The profiles that lead round in a circle, in order.
        profiles: Vec<String>,
    },
    /// A profile takes on a role and names a source that is not there, or none.
    SourceMissing {
        /// The profile by its name in the file.
        profile: String,
        /// What it names; empty for none.
        source: String,
    },
    /// A profile names a company sign-in that is not there.
    SessionMissing {
        /// The profile by its name in the file.
        profile: String,
        /// The `sso-session` that the profile names.
        session: String,
    },
    /// A profile says nothing of how to sign in.
    ProfileEmpty {
        /// The profile by its name in the file.
        profile: String,
    },
    /// The program that a profile names did not end within a minute.
    ProcessHung {
        /// The profile by its name in the file.
        profile: String,
    },
    /// The program that a profile names could not run, or ended with a failure.
    ProcessFailed {
        /// The profile by its name in the file.
        profile: String,
        /// The program's own number for it.
        status: Option<i32>,
    },
    /// The program that a profile names printed something else than keys.
    ProcessGarbage {
        /// The profile by its name in the file.
        profile: String,
    },
    /// The file with the token of a web identity is not there.
    TokenFileMissing {
        /// The file's path.
        file: String,
    },
    /// No service for the computer's own keys answers.
    NotOnAmazon,
    /// The machine was given no role.
    MachineWithoutRole,
    /// The company did not give the person this role.
    CompanyRefused {
        /// The account's twelve digits.
        account: String,
        /// The role's name or ARN, as it was asked for.
        role: String,
    },
    /// No such sign-in page in that region.
    CompanyUnknown {
        /// The start page of the company's sign-in.
        start_url: String,
        /// The region as it was given.
        region: String,
    },
    /// The code ran out before it was approved.
    CompanyTooLate,
    /// The role's owner does not let these keys take it on.
    RoleRefused {
        /// The role's name or ARN, as it was asked for.
        role: String,
        /// Whether an external ID was sent.
        external_id: bool,
    },
    /// The code of the device was wrong, old, or used before.
    CodeRefused,
    /// Role, external ID or session name cannot be what they are.
    RoleMalformed {
        /// The role's name or ARN, as it was asked for.
        role: String,
    },
    /// The role's sessions may not last as long as was asked.
    RoleTooLong {
        /// The role's name or ARN, as it was asked for.
        role: String,
    },
    /// The service that hands out sessions is switched off in this region.
    NoSessionsHere {
        /// The region as it was given.
        region: String,
    },
    /// The server hands out no sessions at all.
    NoRoles,
    /// The person was asked for this and said: not now.
    Declined,
}
