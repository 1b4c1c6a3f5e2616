//! What a person typed to sign in. The secret parts cross from the page to Rust in here and never go back:
//! nothing in this module can be serialised.

use serde::Deserialize;
use store::Secret;
use ts_rs::TS;

/// What the person typed. The secret parts cross from page to Rust and never come back.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct Login {
    /// The provider's id, of [`store::providers`].
    pub provider: String,
    /// Where the provider needs one; else empty.
    pub endpoint: String,
    /// As AWS names it (`eu-central-1`).
    pub region: String,
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
    /// Needed where the login may not list buckets; else empty.
    pub bucket: String,
    /// The folder to start in, or empty.
    pub prefix: String,
    /// null: as the provider does it.
    pub path_style: Option<bool>,
}

fn secret<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Secret, D::Error> {
    String::deserialize(from).map(Secret::new)
}
