//! How somebody signs in, as a value: where the keys come from, and a role to take on with them.
//!
//! [`signer`] turns such a value into keys that are renewed in time. Keeping a login between two
//! starts, and the words for a sign-in that fails, are left to the engine.

mod amazon;
mod ask;
mod company;
mod environment;
mod machine;
mod problem;
mod process;
mod profile;
mod role;
mod shared;
mod signer;
#[cfg(test)]
mod tests;
mod variables;

use crate::Credentials;

pub(crate) use amazon::Here;
pub use ask::{Answer, Ask, Asking, CameBack, Needed};
pub use company::{Company, CompanyAccount};
pub use environment::Environment;
pub use problem::SignInProblem;
pub use profile::{ProfileFound, ProfilesFound};
pub use shared::OddLine;
pub(crate) use signer::{ForSdk, Signer};

/// A way to sign in. `Debug` prints no secret.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// Where the keys come from.
    pub source: Source,
    /// A role to take on with those keys.
    pub role: Option<Role>,
}

/// Where keys come from.
#[derive(Clone, Debug)]
pub enum Source {
    /// They were given: an access key with its secret, and a session token where it is temporary.
    Key(Credentials),
    /// A profile in the files that the AWS tools share, by its name.
    Profile(String),
    /// A company's sign-in page.
    Company(Company),
    /// The computer itself: a container's or an EC2 machine's own keys.
    Machine,
    /// The variables that a terminal would have (`AWS_ACCESS_KEY_ID` and its kin).
    Environment,
    /// From nowhere: requests are not signed, as public buckets allow.
    Anonymous,
}

/// A role that is taken on with other keys (STS AssumeRole).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Role {
    /// `arn:aws:iam::123456789012:role/name`.
    pub arn: String,
    /// What the role's owner asks for besides, so that nobody else can talk a third party into
    /// using it.
    pub external_id: Option<String>,
    /// How the session is called in the owner's logs; `bucketwise` where none is given.
    pub session_name: Option<String>,
    /// How long one session lasts; the server's default, an hour, where none is given.
    pub seconds: Option<i32>,
    /// The code device whose six digits the role demands.
    pub mfa_serial: Option<String>,
}

impl From<Credentials> for SignIn {
    fn from(credentials: Credentials) -> Self {
        Source::Key(credentials).into()
    }
}

impl From<Source> for SignIn {
    fn from(source: Source) -> Self {
        Self { source, role: None }
    }
}
