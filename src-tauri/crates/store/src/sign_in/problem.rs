//! Why a sign-in came to nothing before the storage was even asked.

/// The cause, with the names a person needs to mend it and no secret.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SignInProblem {
    /// The environment has no keys; this variable is the first that is missing.
    EnvironmentLacks {
        /// Its name.
        variable: &'static str,
    },
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
