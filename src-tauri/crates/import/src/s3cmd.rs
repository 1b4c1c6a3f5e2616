//! `.s3cfg`, the settings of s3cmd. <https://s3tools.org/kb/item14.htm>

use super::{
    field::ImportField,
    found::{Found, From},
    lines::Section,
};

/// Whether a section is of this file.
pub(super) fn is(section: &Section) -> bool {
    let has = |name: &str| section.pairs.iter().any(|pair| pair.name == name);
    has("host_base") || has("host_bucket") || has("access_key") && has("secret_key")
}

/// The login that a section of `.s3cfg` describes.
pub(super) fn read(section: &Section) -> Found {
    let mut found = Found::new(From::S3cmd, "");
    let value = |name: &str| section.pairs.iter().find(|pair| pair.name == name);
    let fields = [
        ("access_key", ImportField::AccessKey),
        ("secret_key", ImportField::SecretKey),
        ("access_token", ImportField::Token),
        ("bucket_location", ImportField::Region),
    ];
    for (name, field) in fields {
        match value(name) {
            Some(pair) if pair.cut => found.cut(field),
            Some(pair) => found.set(field, pair.value.expose()),
            None => {}
        }
    }
    let text = |name: &str| value(name).map_or("", |pair| pair.value.expose());
    let host = text("host_base");
    let plain = text("use_https").eq_ignore_ascii_case("false");
    if !host.is_empty() {
        found.set(ImportField::Endpoint, &if plain { format!("http://{host}") } else { host.to_owned() });
    }
    // `%(bucket)s.host` puts the bucket into the name of the host; anything else puts it into the
    // path.
    let bucket = text("host_bucket");
    if !bucket.is_empty() && !bucket.contains("%(bucket)") {
        found.set(ImportField::PathStyle, "true");
    }
    // "US" is the old name of where no region was given.
    found
}
