//! What has to be known of a server and a login before anything is asked.

use crate::{Endpoint, Provider, SignIn, Source, host};

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
    /// Whose keys requests are signed with, or that none are.
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

    /// Whether it leads to Amazon itself. The provider alone does not say so: an endpoint may be
    /// somebody else's, who answers as they like.
    #[must_use]
    pub fn is_amazons(&self) -> bool {
        let theirs = |endpoint: &Endpoint| host(endpoint.host()).is_some_and(|host| host.provider == "aws");
        !self.provider.needs_endpoint && self.endpoint.as_ref().is_none_or(theirs)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::provider;

    #[test]
    fn amazon_is_told_by_provider_and_endpoint() {
        for (id, endpoint, amazons) in [
            ("aws", None, true),
            ("aws", Some("https://s3.eu-central-1.amazonaws.com"), true),
            ("aws", Some("https://s3.cn-north-1.amazonaws.com.cn"), true),
            ("aws", Some("https://bucket.vpce-0a1b-2c3d.s3.eu-west-1.vpce.amazonaws.com"), true),
            ("aws", Some("https://s3.example.com"), false),
            ("aws", Some("https://s3.amazonaws.com.example.com"), false),
            ("aws", Some("http://127.0.0.1:9000"), false),
            ("other", Some("https://s3.eu-central-1.amazonaws.com"), false),
        ] {
            let endpoint = endpoint.map(|text| Endpoint::parse(text).unwrap());
            let access = Access { endpoint, ..Access::to(provider(id).unwrap()) };
            assert_eq!(access.is_amazons(), amazons, "{access:?}");
        }
    }
}
