//! Changing a saved connection: its form filled in again, without its secret. A secret that the
//! person does not type anew is taken from where it is kept, for the check alone; it does not come
//! to the page.

use serde::Serialize;
use store::Endpoint;
use ts_rs::TS;

use super::{
    Connections, Login,
    book::Entry,
    import::Fill,
    keychain,
    saved::{SavedRole, SavedSignIn, secret_part},
    view::ConnectionKind,
};
use crate::{
    fault::{self, Fault},
    ids::ConnectionId,
};

/// A saved connection as its form shows it, to be changed.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Edited {
    /// What the form is filled with; no secret is among it.
    pub fill: Fill,
    /// Whether a secret is kept that need not be typed again.
    pub has_secret: bool,
}

impl Connections {
    /// The form of a connection, to be changed. No secret is read for it.
    ///
    /// # Errors
    /// The connection is gone, or is the one for practice.
    pub fn edit(&self, id: &ConnectionId) -> Result<Edited, Fault> {
        let (entry, _) = self.entry(id).ok_or_else(|| fault::gone("connection"))?;
        let mut fill = fill(&entry);
        // As the provider does it is not worth a word.
        fill.path_style =
            fill.path_style.filter(|own| store::provider(&entry.provider).is_none_or(|p| p.path_style != *own));
        Ok(Edited { has_secret: entry.sign_in.has_secret(), fill })
    }

    /// The login with the kept secret of the connection, where none was typed, it is for the same
    /// key, and it goes where it went before. Another address, proxy or certificate needs the
    /// secret again: it would be sent to somebody else. So would the session of a sign-in that no
    /// secret is typed for, such as a profile's: it is noted for the check, which asks.
    ///
    /// # Errors
    /// The connection is gone, or the keychain does not open.
    pub async fn with_kept_secret(&self, login: Login, id: &ConnectionId) -> Result<Login, Fault> {
        let (entry, kind) = self.entry(id).ok_or_else(|| fault::gone("connection"))?;
        let by_itself = !entry.sign_in.has_secret() && entry.sign_in != SavedSignIn::Anonymous;
        if by_itself && login.method == entry.sign_in.method() {
            return Ok(Login { goes_another_way: !same_way(&login, &entry), ..login });
        }
        let typed = !login.secret_key.expose().is_empty() || login.access_key.trim() != entry.access_key;
        if typed || !entry.sign_in.has_secret() || !same_way(&login, &entry) {
            return Ok(login);
        }
        let secret = match kind {
            ConnectionKind::Saved => keychain::read(id).await?,
            _ => self.opened(id).and_then(|store| secret_part(store.sign_in())),
        };
        let Some(secret) = secret else { return Ok(login) };
        let session_token = match login.session_token.expose().is_empty() {
            true => secret.session_token.unwrap_or_default(),
            false => login.session_token.clone(),
        };
        Ok(Login { secret_key: secret.secret_key, session_token, ..login })
    }
}

/// Whether a login goes to the same server by the same way, and trusts the same certificates.
fn same_way(login: &Login, entry: &Entry) -> bool {
    let address =
        |typed: &str| Endpoint::parse(typed).map_or_else(|_| typed.trim().to_owned(), |it| it.url().to_owned());
    let trust = store::anchors(login.trust.as_bytes()).map_or_else(|| login.trust.clone(), |anchors| anchors.pem);
    address(&login.endpoint) == address(&entry.endpoint)
        && address(&login.proxy) == address(&entry.proxy)
        && trust == entry.trust
}

/// Everything of an entry but what names it.
pub(super) fn fill(entry: &Entry) -> Fill {
    let (mut profile, mut company) = (String::new(), <[String; 4]>::default());
    match entry.sign_in.clone() {
        SavedSignIn::Profile { profile: name } => profile = name,
        SavedSignIn::Company { start_url, sso_region, account, account_role } => {
            company = [start_url, sso_region, account, account_role];
        }
        _ => {}
    }
    let [start_url, sso_region, account, account_role] = company;
    let role = entry.role.clone();
    let minutes = role.as_ref().and_then(|role| role.seconds).map(|seconds| (seconds / 60).to_string());
    let [role_arn, external_id, session_name, mfa_serial] = role.map_or_else(Default::default, |role| {
        let SavedRole { arn, external_id, session_name, seconds: _, mfa_serial } = role;
        [Some(arn), external_id, session_name, mfa_serial].map(Option::unwrap_or_default)
    });
    // Every field by its name: one that is forgotten here would be lost by editing.
    Fill {
        provider: entry.provider.clone(),
        endpoint: entry.endpoint.clone(),
        region: entry.region.clone(),
        method: entry.sign_in.method(),
        access_key: entry.access_key.clone(),
        profile,
        start_url,
        sso_region,
        account,
        account_role,
        role_arn,
        external_id,
        session_name,
        session_minutes: minutes.unwrap_or_default(),
        mfa_serial,
        bucket: entry.bucket.clone().unwrap_or_default(),
        more_buckets: entry.more_buckets.clone(),
        prefix: entry.prefix.clone(),
        path_style: Some(entry.path_style),
        read_only: entry.read_only,
        requester_pays: entry.requester_pays,
        proxy: entry.proxy.clone(),
        proxy_of_file: entry.has_foreign_proxy(),
        trust: entry.trust.clone(),
    }
}
