//! Who signs the requests.

use crate::Secret;

/// One login: an access key with its secret, and a session token where the login is temporary.
/// `Debug` shows the access key, which is a name and not a secret, and stars for the rest.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The access key id, for instance `AKIA…`.
    pub access_key: String,
    /// The secret access key.
    pub secret: Secret,
    /// The session token of a temporary login.
    pub session_token: Option<Secret>,
}

impl Credentials {
    /// Whether both sign the same way.
    pub(crate) fn same(&self, other: &Self) -> bool {
        let token = |of: &Self| of.session_token.as_ref().map(|token| token.expose().to_owned());
        self.access_key == other.access_key
            && self.secret.expose() == other.secret.expose()
            && token(self) == token(other)
    }

    /// What of it nobody may read.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = Secret> {
        std::iter::once(&self.secret).chain(&self.session_token).cloned()
    }

    /// The same login as the SDK wants it.
    pub(crate) fn for_sdk(&self) -> aws_credential_types::Credentials {
        aws_credential_types::Credentials::new(
            &self.access_key,
            self.secret.expose(),
            self.session_token.as_ref().map(|token| token.expose().to_owned()),
            None,
            "bucketwise",
        )
    }
}
