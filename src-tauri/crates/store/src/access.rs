//! What has to be known of a server and a login before anything is asked.

use crate::{Endpoint, Provider, SignIn, Source};

/// Everything needed to speak to a server. `Debug` prints no secret.
#[derive(Clone, Debug)]
pub struct Access {
    /// Which kind of server.
    pub provider: &'static Provider,
    /// Where it is; `None` only where the provider's address follows from the region.
    pub endpoint: Option<Endpoint>,
    /// The region to sign for until a bucket turns out to be elsewhere; empty for the provider's
    /// default.
    pub region: String,
    /// Whether buckets are part of the path.
    pub path_style: bool,
    /// Who signs.
    pub sign_in: SignIn,
    /// Refuses every call that would change something.
    pub read_only: bool,
    /// Says in every request that its cost is accepted, as buckets demand that charge those who
    /// ask.
    pub requester_pays: bool,
    /// Certificates in PEM to trust besides the system's; empty for none.
    pub trust: String,
    /// The proxy to go through, as `http://host:port`; `None` for the one that the environment
    /// names.
    pub proxy: Option<Endpoint>,
    /// The proxy came in a file from somebody else: Amazon's own sign-in goes without it.
    pub proxy_of_file: bool,
}

impl Access {
    /// To a server of this kind, as its provider does things and without signing: the rest is for
    /// the caller.
    #[must_use]
    pub fn to(provider: &'static Provider) -> Self {
        Self {
            provider,
            endpoint: None,
            region: String::new(),
            path_style: provider.path_style,
            sign_in: Source::Anonymous.into(),
            read_only: false,
            requester_pays: false,
            trust: String::new(),
            proxy: None,
            proxy_of_file: false,
        }
    }
}
