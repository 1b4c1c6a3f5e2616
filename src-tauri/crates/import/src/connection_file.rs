//! The connection file (`.bucketwise`): everything but the secret, for an administrator to mail to
//! staff. Opening it fills the form, which then asks for the secret or the sign-in alone. Written
//! by [`text`].

use ground::bounds::{CONNECTION_CERTIFICATES, CONNECTION_FIELD};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    field::ImportField,
    form::Fill,
    found::{Found, From},
};

/// Raised when an older program could not read the file.
const VERSION: u32 = 1;
/// Marks the file, and says which version of it this is.
const MARK: &str = "bucketwise_connection";

/// What the file has besides the form's fields.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Head {
    bucketwise_connection: u32,
    name: String,
}

/// The text of a connection file. [`Fill`] has no field for a secret, and what is empty is left
/// out.
#[must_use]
pub fn text(name: &str, fill: &Fill) -> String {
    let mut file = Map::new();
    file.insert(MARK.to_owned(), VERSION.into());
    file.insert("name".to_owned(), name.into());
    if let Ok(Value::Object(fields)) = serde_json::to_value(fill) {
        let says = |value: &Value| {
            !matches!(value, Value::Null | Value::Bool(false)) && value != "" && *value != Value::Array(Vec::new())
        };
        // Path style is said either way: a provider's habit may change with a newer program.
        file.extend(
            fields
                .into_iter()
                .filter(|(field, value)| field == "path_style" || field != "proxy_of_file" && says(value)),
        );
    }
    serde_json::to_string_pretty(&file).map(|text| text + "\n").unwrap_or_default()
}

/// The login that an object describes when it is a connection file; whether a newer program wrote
/// it.
pub(super) fn read(value: &Value) -> Option<(Found, bool)> {
    value.get(MARK)?;
    let head: Head = serde_json::from_value(value.clone()).ok()?;
    let mut fill: Fill = serde_json::from_value(value.clone()).ok()?;
    if fill.longest_field() > CONNECTION_FIELD || fill.trust.len() > CONNECTION_CERTIFICATES {
        return None;
    }
    // Anybody may have edited the file, so its certificates are checked as if a person had just
    // chosen them.
    fill.trust = ground::anchors(fill.trust.as_bytes()).map(|anchors| anchors.pem).unwrap_or_default();
    let mut found = Found::new(From::ConnectionFile, &head.name);
    let fields = [
        (ImportField::Provider, &fill.provider),
        (ImportField::Endpoint, &fill.endpoint),
        (ImportField::Region, &fill.region),
        (ImportField::Bucket, &fill.bucket),
        (ImportField::Prefix, &fill.prefix),
        (ImportField::AccessKey, &fill.access_key),
        (ImportField::Profile, &fill.profile),
        (ImportField::SsoStart, &fill.start_url),
        (ImportField::SsoRegion, &fill.sso_region),
        (ImportField::SsoAccount, &fill.account),
        (ImportField::SsoRole, &fill.account_role),
        (ImportField::RoleArn, &fill.role_arn),
    ];
    for (field, value) in fields {
        found.set(field, value);
    }
    if let Some(path_style) = fill.path_style {
        found.set(ImportField::PathStyle, if path_style { "true" } else { "false" });
    }
    found.more_buckets.clone_from(&fill.more_buckets);
    found.form = Some(Box::new(fill));
    Some((found, head.bucketwise_connection > VERSION))
}
