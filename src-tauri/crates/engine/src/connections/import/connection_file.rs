//! The connection file (`.bucketwise`): everything but the secret, for an administrator to mail to staff. Opening it
//! fills the form, which then asks for the secret or the sign-in alone. Written by [`super::super::export`].

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    fact::Fact,
    found::{Found, From},
};

/// Raised when an older program could not read the file.
const VERSION: u32 = 1;

/// The file. No secret has a field here.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ConnectionFile {
    /// Marks the file, and says which version of it this is.
    bucketwise_connection: u32,
    pub(crate) name: String,
    pub(crate) provider: String,
    pub(crate) endpoint: String,
    pub(crate) region: String,
    pub(crate) path_style: Option<bool>,
    pub(crate) bucket: String,
    pub(crate) prefix: String,
    pub(crate) access_key: String,
}

impl ConnectionFile {
    /// An empty one of this version.
    pub(crate) fn new() -> Self {
        Self { bucketwise_connection: VERSION, ..Self::default() }
    }

    /// As the text of a file.
    pub(crate) fn text(&self) -> String {
        serde_json::to_string_pretty(self).map(|text| text + "\n").unwrap_or_default()
    }
}

/// The login that an object describes when it is a connection file; whether a newer program wrote it.
pub(super) fn read(value: &Value) -> Option<(Found, bool)> {
    value.get("bucketwise_connection")?;
    let file: ConnectionFile = serde_json::from_value(value.clone()).ok()?;
    let mut found = Found::new(From::ConnectionFile, &file.name);
    let facts = [
        (Fact::Provider, &file.provider),
        (Fact::Endpoint, &file.endpoint),
        (Fact::Region, &file.region),
        (Fact::Bucket, &file.bucket),
        (Fact::Prefix, &file.prefix),
        (Fact::AccessKey, &file.access_key),
    ];
    for (fact, value) in facts {
        found.set(fact, value);
    }
    if let Some(path_style) = file.path_style {
        found.set(Fact::PathStyle, if path_style { "true" } else { "false" });
    }
    Some((found, file.bucketwise_connection > VERSION))
}
