//! What a person typed to sign in. The secret parts cross from the page to Rust in here and never
//! go back: nothing in this module can be serialised.

use ::import::{Imports, SignInMethod};
use serde::Deserialize;
use store::Secret;
use ts_rs::TS;

use crate::ids::ImportId;

/// The boxes of the form as the person filled them; those of another `method` are empty or of no
/// matter. The secret parts cross from page to Rust and never come back.
#[derive(Clone, Debug, Default, Deserialize, TS)]
pub struct Login {
    /// The provider's id, of [`store::providers`].
    pub provider: String,
    /// Where the provider needs one; else empty.
    pub endpoint: String,
    /// As AWS names it (`eu-central-1`).
    pub region: String,
    /// How to sign in; it says which of the other fields count.
    pub method: SignInMethod,
    /// The access key id. Not a secret: S3 sends it in the clear.
    pub access_key: String,
    /// The secret access key.
    #[serde(deserialize_with = "secret")]
    #[ts(type = "string")]
    pub secret_key: Secret,
    /// The session token of a temporary login, or empty.
    #[serde(deserialize_with = "secret")]
    #[ts(type = "string")]
    pub session_token: Secret,
    /// The profile's name, or empty.
    pub profile: String,
    /// The company's sign-in page, or empty.
    pub start_url: String,
    /// The region that the company's sign-in runs in, or empty.
    pub sso_region: String,
    /// The account to use there, or empty.
    pub account: String,
    /// The role to use in the account, or empty.
    pub account_role: String,
    /// A role to take on with the above, or empty.
    pub role_arn: String,
    /// What the role's owner asks for besides, or empty.
    pub external_id: String,
    /// The name of the session in the owner's logs, or empty.
    pub session_name: String,
    /// Minutes that a session lasts, or empty.
    pub session_minutes: String,
    /// The code device that the role demands, or empty.
    pub mfa_serial: String,
    /// Needed where the login may not list buckets; else empty.
    pub bucket: String,
    /// Further buckets that the same login opens, where it may not list them.
    #[serde(default)]
    pub more_buckets: Vec<String>,
    /// The folder to start in, or empty.
    pub prefix: String,
    /// null: as the provider does it.
    pub path_style: Option<bool>,
    /// Go on with the bucket though its list is refused, as drop-box logins have it.
    pub unlisted: bool,
    /// Nothing may be changed through this connection.
    pub read_only: bool,
    /// Whoever asks pays, and that is accepted.
    pub requester_pays: bool,
    /// The proxy to go through, or empty.
    pub proxy: String,
    /// The proxy came in a connection file and was accepted: Amazon’s own sign-in goes without it.
    #[serde(default)]
    pub proxy_of_file: bool,
    /// Another address, proxy or certificate than the edited connection has was accepted for a
    /// sign-in that no secret has to be typed for.
    #[serde(default)]
    pub accepts_way: bool,
    /// It goes another way than the edited connection, with the same sign-in.
    #[serde(skip)]
    #[ts(skip)]
    pub goes_another_way: bool,
    /// Certificates to trust besides the system's, in PEM as [`store::anchors`] makes it, or empty.
    pub trust: String,
}

impl Login {
    /// The same with the secrets of the card that filled it. What the person typed over them
    /// counts.
    #[must_use]
    pub fn completed(mut self, imports: &Imports, card: &ImportId) -> Self {
        let Some(kept) = imports.secrets(card) else { return self };
        let typed = !self.secret_key.expose().is_empty();
        if let Some(secret) = kept.secret_key.filter(|_| !typed) {
            self.secret_key = secret;
        }
        // A token belongs to its own secret.
        if let Some(token) = kept.session_token.filter(|_| !typed && self.session_token.expose().is_empty()) {
            self.session_token = token;
        }
        self
    }
}

pub(super) fn secret<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Secret, D::Error> {
    String::deserialize(from).map(Secret::new)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::connections::import::Fill;

    /// The form as a text filled it: the secrets are still to be typed, and whether the bucket's
    /// list may be refused only the person says. A field that one of the two has alone does not
    /// compile here.
    fn filled(fill: Fill) -> Login {
        let Fill {
            provider,
            endpoint,
            region,
            method,
            access_key,
            profile,
            start_url,
            sso_region,
            account,
            account_role,
            role_arn,
            external_id,
            session_name,
            session_minutes,
            mfa_serial,
            bucket,
            more_buckets,
            prefix,
            path_style,
            read_only,
            requester_pays,
            proxy,
            proxy_of_file,
            trust,
        } = fill;
        let (secret_key, session_token, unlisted) = (Secret::default(), Secret::default(), false);
        Login {
            accepts_way: false,
            goes_another_way: false,
            secret_key,
            session_token,
            unlisted,
            provider,
            endpoint,
            region,
            method,
            access_key,
            profile,
            start_url,
            sso_region,
            account,
            account_role,
            role_arn,
            external_id,
            session_name,
            session_minutes,
            mfa_serial,
            bucket,
            more_buckets,
            prefix,
            path_style,
            read_only,
            requester_pays,
            proxy,
            proxy_of_file,
            trust,
        }
    }

    #[test]
    fn a_text_fills_every_field_but_the_secrets_as_the_page_puts_them_together() {
        let fill = Fill {
            method: SignInMethod::Company,
            start_url: "https://acme.awsapps.com/start".into(),
            more_buckets: vec!["b".into()],
            path_style: Some(false),
            proxy_of_file: true,
            ..Fill::default()
        };
        let mut page = serde_json::to_value(&fill).unwrap();
        for (secret, empty) in [("secret_key", "".into()), ("session_token", "".into()), ("unlisted", false.into())] {
            assert_eq!(page.as_object_mut().unwrap().insert(secret.into(), empty), None::<serde_json::Value>);
        }
        let login: Login = serde_json::from_value(page).unwrap();
        assert_eq!(format!("{login:?}"), format!("{:?}", filled(fill)));
    }
}
