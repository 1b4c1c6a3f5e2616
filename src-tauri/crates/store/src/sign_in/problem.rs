//! Why a sign-in came to nothing before the storage was even asked.

/// The cause, with the names a person needs to mend it and no secret.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SignInProblem {
    /// The environment has no keys; this variable is the first that is missing.
    EnvironmentLacks {
        /// Its name.
        variable: &'static str,
    },
    /// A file that the AWS tools share is there and cannot be read or understood.
    FileUnreadable {
        /// Which.
        file: String,
    },
    /// There is no profile of that name.
    ProfileMissing {
        /// The name.
        profile: String,
    },
    /// Profiles name each other as their source, in a circle.
    ProfileLoop {
        /// The way round.
        profiles: Vec<String>,
    },
    /// A profile takes on a role and names a source that is not there, or none.
    SourceMissing {
        /// The profile.
        profile: String,
        /// What it names; empty for none.
        source: String,
    },
    /// A profile names a company sign-in that is not there.
    SessionMissing {
        /// The profile.
        profile: String,
        /// The `sso-session`.
        session: String,
    },
    /// A profile says nothing of how to sign in.
    ProfileEmpty {
        /// The profile.
        profile: String,
    },
    /// The program that a profile names did not end within a minute.
    ProcessHung {
        /// The profile.
        profile: String,
    },
    /// The program that a profile names could not run, or ended with a failure.
    ProcessFailed {
        /// The profile.
        profile: String,
        /// The program's own number for it.
        status: Option<i32>,
    },
    /// The program that a profile names printed something else than keys.
    ProcessGarbage {
        /// The profile.
        profile: String,
    },
    /// The file with the token of a web identity is not there.
    TokenFileMissing {
        /// The file.
        file: String,
    },
    /// No service for the computer's own keys answers.
    NotOnAmazon,
    /// The machine was given no role.
    MachineWithoutRole,
    /// The company did not give the person this role.
    CompanyRefused {
        /// The account.
        account: String,
        /// The role.
        role: String,
    },
    /// No such sign-in page in that region.
    CompanyUnknown {
        /// The page.
        start_url: String,
        /// The region.
        region: String,
    },
    /// The code ran out before it was approved.
    CompanyTooLate,
    /// The role's owner does not let these keys take it on.
    RoleRefused {
        /// The role.
        role: String,
        /// Whether an external ID was sent.
        external_id: bool,
    },
    /// The code of the device was wrong, old, or used before.
    CodeRefused,
    /// Role, external ID or session name cannot be what they are.
    RoleMalformed {
        /// The role.
        role: String,
    },
    /// The role's sessions may not last as long as was asked.
    RoleTooLong {
        /// The role.
        role: String,
    },
    /// The service that hands out sessions is switched off in this region.
    NoSessionsHere {
        /// The region.
        region: String,
    },
    /// The server hands out no sessions at all.
    NoRoles,
    /// The person was asked for this and said: not now.
    Declined,
}
