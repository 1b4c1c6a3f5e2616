//! A saved connection as rclone takes it from its environment, for the one rclone that this program
//! starts itself ([`crate::mounts`]). Secrets go nowhere else: no file, no command line.
//!
//! A login whose keys last an hour would end the mount with it, so only lasting ones are handed on,
//! and those that rclone renews itself. <https://rclone.org/docs/#config-file> and
//! <https://rclone.org/s3/>

use ground::rclone_provider;
use store::Secret;

use super::{
    super::{keychain, saved::SavedSignIn},
    Connections,
    shapes::parts,
};
use crate::{
    connections::book::Entry,
    fault::{self, Fault},
    ids::ConnectionId,
};

/// What rclone is told, and what of it must not be said aloud.
pub(crate) struct Remote {
    /// The connection's name.
    pub(crate) name: String,
    /// The server, as [`store::Store::server`] has it.
    pub(crate) server: String,
    /// The connection is read-only.
    pub(crate) read_only: bool,
    /// Names and values of the environment.
    pub(crate) environment: Vec<(String, Secret)>,
    /// Certificates to trust besides the system's, in PEM; empty for none.
    pub(crate) trust: String,
    /// The environment of this program signs in: its variables go along.
    pub(crate) inherits: bool,
}

/// What rclone calls the remote.
pub(crate) const REMOTE: &str = "bucketwise";

impl Connections {
    /// The connection for rclone, with its secrets.
    ///
    /// # Errors
    /// The connection is gone or of this session alone, its login does not last, or the keychain
    /// does not open.
    pub(crate) async fn remote(&self, id: &ConnectionId) -> Result<Remote, Fault> {
        let (entry, saved) = self.exported(id)?;
        let lasts = !matches!(entry.sign_in, SavedSignIn::Company { .. }) && entry.role.is_none();
        if !lasts || !saved {
            return Err(fault::mount::login_does_not_last(&entry.name));
        }
        // rclone would sign in itself, and send that through the storage's proxy and trust its
        // certificate for it.
        let own_keys = matches!(entry.sign_in, SavedSignIn::AccessKey | SavedSignIn::Anonymous);
        if !own_keys && (entry.has_foreign_proxy() || !entry.trust.is_empty()) {
            return Err(fault::mount::sign_in_apart(&entry.name));
        }
        let secret = match entry.sign_in.has_secret() {
            true => Some(keychain::read(id).await?.ok_or_else(|| fault::secret_gone(&entry.name))?),
            false => None,
        };
        let (key, token) = parts(secret.as_ref());
        if !token.is_empty() {
            return Err(fault::mount::login_does_not_last(&entry.name));
        }
        let mut environment = plain(&entry);
        let mut add = |name: &str, value: &str| environment.push((variable(name), Secret::new(value.to_owned())));
        match &entry.sign_in {
            SavedSignIn::AccessKey => {
                add("access_key_id", &entry.access_key);
                add("secret_access_key", key);
            }
            SavedSignIn::Profile { profile } => {
                add("env_auth", "true");
                add("profile", profile);
            }
            SavedSignIn::Machine | SavedSignIn::Environment => add("env_auth", "true"),
            SavedSignIn::Anonymous | SavedSignIn::Company { .. } => {}
        }
        let inherits = matches!(entry.sign_in, SavedSignIn::Environment | SavedSignIn::Machine);
        let server = entry.server();
        let Entry { name, read_only, trust, .. } = entry;
        Ok(Remote { name, server, read_only, environment, trust, inherits })
    }

    /// The server that a connection leads to now, as [`store::Store::server`] has it; none where
    /// the connection is gone.
    pub(crate) fn server(&self, id: &ConnectionId) -> Option<String> {
        self.exported(id).ok().map(|(entry, _)| entry.server())
    }
}

/// All that is no secret.
fn plain(entry: &Entry) -> Vec<(String, Secret)> {
    let facts = [
        ("type", "s3"),
        ("provider", rclone_provider(&entry.provider, &entry.endpoint)),
        ("region", &entry.region),
        ("endpoint", &entry.endpoint),
        ("force_path_style", if entry.path_style { "true" } else { "false" }),
        // A login for one bucket may not ask whether it is there; and making a folder must not make
        // a bucket.
        ("no_check_bucket", "true"),
        // An empty folder is kept as in the window: as an object whose key ends with a slash.
        ("directory_markers", "true"),
    ];
    let told = facts.iter().filter(|(_, value)| !value.is_empty());
    let mut all: Vec<_> = told.map(|(name, value)| (variable(name), Secret::new((*value).to_owned()))).collect();
    if !entry.proxy.is_empty() {
        let proxied = ["HTTPS_PROXY", "HTTP_PROXY"];
        all.extend(proxied.map(|name| (name.to_owned(), Secret::new(entry.proxy.clone()))));
    }
    all
}

fn variable(name: &str) -> String {
    format!("RCLONE_CONFIG_{}_{}", REMOTE.to_ascii_uppercase(), name.to_ascii_uppercase())
}
