//! `rclone.conf`: a section a remote. <https://rclone.org/s3/>

use super::{
    field::{self, ImportField, Sure},
    found::{Found, From},
    lines::Section,
};

/// Whether a section is a remote: each has a type.
pub(super) fn is(section: &Section) -> bool {
    section.pairs.iter().any(|pair| pair.name == "type")
}

/// The login of a remote; the type of one that is not S3.
pub(super) fn read(section: &Section) -> Result<Found, &str> {
    let kind = section.pairs.iter().find(|pair| pair.name == "type").map_or("", |pair| pair.value.expose());
    if kind != "s3" {
        return Err(kind);
    }
    let mut found = Found::new(From::Rclone, &section.head);
    for pair in &section.pairs {
        let value = pair.value.expose();
        match field::of(&pair.name) {
            Some((field, _)) if pair.cut => found.cut(field),
            // "false" is how rclone writes that nothing is to be taken from outside.
            Some((ImportField::FromEnvironment, _)) if value != "true" => {}
            Some((field, _)) => _ = found.take(&pair.name, (field, Sure::Strong), value),
            None if pair.name == "profile" => found.set(ImportField::Profile, value),
            None => {}
        }
    }
    Ok(found)
}
