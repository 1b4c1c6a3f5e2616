//! An endpoint as a person types it, checked without any network. Whether anybody answers there is
//! left to others.

mod audience;
mod host;

pub use audience::Audience;
pub use host::{Host, HostKind, host};
use url::Url;

/// Where S3 is below the root of its host: Supabase's, which people run themselves as well.
/// <https://supabase.com/docs/guides/storage/s3/authentication>
const PATHS: &[&str] = &["storage/v1/s3"];

/// Where a server is: scheme, host and port, and the path where S3 is known to be below one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Endpoint {
    url: String,
    host: String,
    port: u16,
    https: bool,
    loopback: bool,
}

/// Why a text is not an endpoint, and what was probably meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EndpointProblem {
    /// What was typed is empty, or spaces alone.
    Empty,
    /// No `https://` or `http://` in front.
    NoScheme {
        /// The same text with a scheme: https, or http where it names this computer.
        guess: String,
    },
    /// Another scheme than http and https, for instance `s3`.
    BadScheme {
        /// The scheme as typed, in lower case.
        scheme: String,
    },
    /// Something follows the host: a bucket, a folder, a page of a console.
    HasPath {
        /// What follows, with its leading slash.
        path: String,
        /// The endpoint without it.
        without: String,
    },
    /// A user name or a password inside the address; it is not repeated here.
    HasCredentials,
    /// It has a part behind `?` or `#`, which no endpoint has.
    HasQuery {
        /// The endpoint without it.
        without: String,
    },
    /// The host name is missing or cannot be one.
    BadHost,
    /// The port is no number from 1 to 65,535.
    BadPort,
    /// The host begins with a bucket, as some providers show it.
    HasBucket {
        /// The bucket that the address names.
        bucket: String,
        /// The endpoint without it.
        without: String,
    },
    /// A web console, a download page or another address that people look at and programs cannot
    /// use.
    Page {
        /// The host as it was typed.
        host: String,
    },
    /// An access point, which has rights of its own.
    AccessPoint,
}

impl Endpoint {
    /// Reads what a person typed. Spaces around it, a trailing slash and upper case are forgiven;
    /// everything else that is not scheme, host and port is a problem with a proposal.
    pub fn parse(typed: &str) -> Result<Self, EndpointProblem> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(EndpointProblem::Empty);
        }
        let Some((scheme, rest)) = typed.split_once("://") else {
            return Err(without_scheme(typed));
        };
        let scheme = scheme.to_ascii_lowercase();
        if scheme != "http" && scheme != "https" {
            return Err(EndpointProblem::BadScheme { scheme });
        }
        check_authority(rest)?;
        let url = Url::parse(typed).map_err(|error| match error {
            url::ParseError::InvalidPort => EndpointProblem::BadPort,
            _ => EndpointProblem::BadHost,
        })?;
        let endpoint = Self::of(&url)?;
        if url.query().is_some() || url.fragment().is_some() {
            return Err(EndpointProblem::HasQuery { without: endpoint.url });
        }
        let known = host(&endpoint.host);
        match known.as_ref().map(|known| known.kind) {
            Some(HostKind::Console | HostKind::Page) => return Err(EndpointProblem::Page { host: endpoint.host }),
            Some(HostKind::AccessPoint) => return Err(EndpointProblem::AccessPoint),
            _ => {}
        }
        let path = typed_path(rest);
        if let Some(own) = Self::path_of(path.trim_start_matches('/')) {
            let url = format!("{}/{own}", endpoint.url);
            return match path.trim_matches('/') == own {
                true => Ok(Self { url, ..endpoint }),
                false => Err(EndpointProblem::HasPath { path: path.replacen(&format!("/{own}"), "", 1), without: url }),
            };
        }
        if url.path() != "/" {
            return Err(EndpointProblem::HasPath { path, without: endpoint.url });
        }
        match known.and_then(|known| Some((known.bucket.clone()?, known))) {
            Some((bucket, known)) => {
                let api = known.usual();
                Err(EndpointProblem::HasBucket { without: endpoint.url.replacen(&endpoint.host, &api, 1), bucket })
            }
            None => Ok(endpoint),
        }
    }

    /// The beginning of a path that belongs to the address itself and is no bucket.
    pub fn path_of(path: &str) -> Option<&'static str> {
        let begins =
            |own: &&&str| path.strip_prefix(**own).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        PATHS.iter().find(begins).copied()
    }

    fn of(url: &Url) -> Result<Self, EndpointProblem> {
        let (host, loopback) = match url.host() {
            Some(url::Host::Domain(name)) => (name.to_owned(), name == "localhost" || name.ends_with(".localhost")),
            Some(url::Host::Ipv4(address)) => (address.to_string(), address.is_loopback()),
            Some(url::Host::Ipv6(address)) => (format!("[{address}]"), address.is_loopback()),
            None => return Err(EndpointProblem::BadHost),
        };
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'[' | b']' | b':');
        if host.is_empty() || host.starts_with('.') || host.contains("..") || !host.bytes().all(allowed) {
            return Err(EndpointProblem::BadHost);
        }
        let port = url.port_or_known_default().filter(|port| *port != 0).ok_or(EndpointProblem::BadPort)?;
        let scheme = url.scheme();
        let shown = url.port().map(|port| format!(":{port}")).unwrap_or_default();
        Ok(Self { url: format!("{scheme}://{host}{shown}"), https: scheme == "https", host, port, loopback })
    }

    /// `scheme://host[:port]`, without a trailing slash; the default port is left out. Where S3 is
    /// below the root of its host, that path follows.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The same for the SDK, which puts the bucket right behind a path that does not end with a
    /// slash.
    pub fn for_sdk(&self) -> String {
        let below = self.url.splitn(4, '/').nth(3).is_some();
        if below { format!("{}/", self.url) } else { self.url.clone() }
    }

    /// The host in lower case; an IPv6 address in brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port, given or by the scheme.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Whether TLS is spoken.
    pub fn is_https(&self) -> bool {
        self.https
    }

    /// Whether it names this computer, so that nothing leaves it.
    pub fn is_loopback(&self) -> bool {
        self.loopback
    }
}

/// What a parser would forgive and a person would not mean: spaces, a password, an odd port.
fn check_authority(rest: &str) -> Result<(), EndpointProblem> {
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err(EndpointProblem::HasCredentials);
    }
    let open_bracket = authority.starts_with('[') && !authority.contains(']');
    if authority.is_empty() || open_bracket || authority.contains(char::is_whitespace) {
        return Err(EndpointProblem::BadHost);
    }
    let port = match authority.rsplit_once(']') {
        Some((_, after)) => after.strip_prefix(':'),
        None => authority.split_once(':').map(|(_, port)| port),
    };
    match port {
        Some(port) if port.parse::<u16>().map_or(true, |port| port == 0) => Err(EndpointProblem::BadPort),
        _ => Ok(()),
    }
}

/// The path as typed, not as a URL parser rewrites it (`%20`, `..`).
fn typed_path(rest: &str) -> String {
    rest.find('/').map(|at| rest[at..].to_owned()).unwrap_or_default()
}

/// `s3.example.com` and `localhost:9000` lack only the scheme; `mailto:x` has another one.
fn without_scheme(typed: &str) -> EndpointProblem {
    let host = typed.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let here = host == "localhost" || host.starts_with("127.") || typed.starts_with("[::1]");
    let scheme = if here { "http" } else { "https" };
    let guess = format!("{scheme}://{typed}");
    match Endpoint::parse(&guess) {
        Err(problem @ (EndpointProblem::BadHost | EndpointProblem::BadPort | EndpointProblem::HasCredentials)) => {
            problem
        }
        _ => EndpointProblem::NoScheme { guess },
    }
}

#[cfg(test)]
mod tests;
