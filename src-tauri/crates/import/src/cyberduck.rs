//! Bookmarks (`.duck`) and connection profiles (`.cyberduckprofile`) of Cyberduck: property lists
//! in XML. They name where and who, never the secret, which Cyberduck keeps in a keychain of its
//! own.

use quick_xml::{Reader, escape::resolve_xml_entity, events::Event};

use super::{
    field::ImportField,
    found::{Found, From},
};

/// Keys read of one file, at most.
const KEYS: usize = 2_000;

/// What a property list says.
pub(super) enum Duck {
    Login(Box<Found>),
    /// It is for another kind of server; its protocol.
    Other(String),
}

/// The first property list of `text`.
pub(super) fn read(text: &str) -> Option<Duck> {
    let at = text.find("<plist")?;
    let pairs = pairs(&text[at..]);
    let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let protocol = value("Protocol");
    if protocol.is_empty() {
        return None;
    }
    if !protocol.starts_with("s3") {
        return Some(Duck::Other(protocol.to_owned()));
    }
    let first = |names: [&str; 2]| names.map(value).into_iter().find(|value| !value.is_empty()).unwrap_or_default();
    let bookmark = !value("Hostname").is_empty() || !value("Nickname").is_empty();
    let from = if bookmark { From::CyberduckBookmark } else { From::CyberduckProfile };
    let mut found = Found::new(from, first(["Nickname", "Description"]));
    // An anonymous login has a user of this name.
    match value("Username") {
        "anonymous" => found.set(ImportField::Anonymous, "true"),
        user => found.set(ImportField::AccessKey, user),
    }
    let host = first(["Hostname", "Default Hostname"]);
    let port = first(["Port", "Default Port"]);
    let plain = value("Scheme") == "http" || protocol == "s3-http";
    if !host.is_empty() {
        let scheme = if plain { "http" } else { "https" };
        let port = if ["", "443"].contains(&port) { String::new() } else { format!(":{port}") };
        found.set(ImportField::Endpoint, &format!("{scheme}://{host}{port}"));
    }
    found.set(ImportField::Region, value("Region"));
    let path = first(["Path", "Default Path"]).trim_start_matches('/');
    let (bucket, folder) = path.split_once('/').unwrap_or((path, ""));
    found.set(ImportField::Bucket, bucket);
    found.set(ImportField::Prefix, folder);
    if pairs.iter().any(|(_, value)| value == "s3.bucket.virtualhost.disable=true") {
        found.set(ImportField::PathStyle, "true");
    }
    Some(Duck::Login(Box::new(found)))
}

/// Every key with the text after it, however deep; texts of a list count to the key before the
/// list.
fn pairs(text: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(text);
    let mut pairs = Vec::new();
    let (mut key, mut words) = (String::new(), String::new());
    while pairs.len() < KEYS {
        match reader.read_event() {
            Ok(Event::Start(_)) => words.clear(),
            Ok(Event::Text(text)) => words.push_str(&text),
            Ok(Event::GeneralRef(name)) => match name.resolve_char_ref() {
                Ok(Some(c)) => words.push(c),
                _ => words.push_str(resolve_xml_entity(&name).unwrap_or_default()),
            },
            Ok(Event::End(tag)) => match tag.name().as_ref() {
                "key" => words.trim().clone_into(&mut key),
                "string" | "integer" => pairs.push((key.clone(), words.trim().to_owned())),
                "plist" => break,
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    pairs
}
