//! `boto.cfg` and `.boto`, the settings of boto 2 and gsutil.
//! <https://boto.readthedocs.io/en/latest/boto_config_tut.html>

use super::{
    field::ImportField,
    found::{Found, From},
    lines::Section,
};

/// The sections that say something about S3.
const HEADS: [&str; 3] = ["Credentials", "Boto", "s3"];

/// Whether a section is of such a file.
pub(super) fn is(section: &Section) -> bool {
    HEADS.contains(&section.head.as_str())
}

/// The login in these sections.
pub(super) fn read(sections: &[&Section]) -> Option<Found> {
    let pairs = || sections.iter().flat_map(|section| &section.pairs);
    let text = |name: &str| pairs().find(|pair| pair.name == name).map_or("", |pair| pair.value.expose());
    let mut found = Found::new(From::Boto, "");
    for (name, field) in
        [("aws_access_key_id", ImportField::AccessKey), ("aws_secret_access_key", ImportField::SecretKey)]
    {
        match pairs().find(|pair| pair.name == name) {
            Some(pair) if pair.cut => found.cut(field),
            Some(pair) => found.set(field, pair.value.expose()),
            None => {}
        }
    }
    let host = [text("s3_host"), text("host")].into_iter().find(|host| !host.is_empty());
    if let Some(host) = host {
        let scheme = if text("is_secure").eq_ignore_ascii_case("false") { "http" } else { "https" };
        let port = match text("port") {
            "" => String::new(),
            port => format!(":{port}"),
        };
        found.set(ImportField::Endpoint, &format!("{scheme}://{host}{port}"));
    }
    found.counts().then_some(found)
}
