//! Whatever somebody was given to sign in with, read: a paste, a dropped file. Pure: no network, no
//! file, no clock.
//!
//! Each format has a recogniser of its own that says what the text says ([`found`]); [`settle`]
//! works out what the form needs, [`card`] puts it into words, and [`held`] keeps the secrets. A
//! text may hold several formats between lines that mean nothing here, and may break off anywhere.
//! Every recogniser goes over the text a bounded number of times, allocates no more than the text
//! is long, and never answers with an error: what is not understood is not there. No secret is in
//! any note, title or `Debug`.
//!
//! ```
//! use std::time::SystemTime;
//!
//! use import::Imports;
//!
//! let imports = Imports::default();
//! let pasted = "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
//! let read = imports.read(pasted, SystemTime::UNIX_EPOCH).unwrap();
//! let card = &read.cards[0];
//! assert_eq!((card.fill.access_key.as_str(), card.fill.provider.as_str()), ("AKIAIOSFODNN7EXAMPLE", "aws"));
//! // What goes to the page has no secret in it; that waits under the card's name.
//! assert!(card.has_secret && !format!("{read:?}").contains("wJalr"));
//! assert!(imports.secrets(&card.id).unwrap().secret_key.is_some());
//! ```

mod address;
mod aws;
mod boto;
mod card;
mod connection_file;
mod cyberduck;
pub mod destination;
mod document;
mod field;
mod form;
mod found;
mod held;
mod json;
mod lines;
mod rclone;
mod reshaped;
mod s3cmd;
mod settle;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod variables;

use std::borrow::Cow;

use ground::Secret;
use words::{Words, import, say};

pub use self::{
    card::{ImportCard, Imported, Offered, PerhapsRegion},
    connection_file::text as connection_file_text,
    form::{CertificatesView, Fill, SignInMethod, provider_name},
    held::{CardSecrets, Imports, TooLong},
};
use self::{
    found::{Found, From},
    lines::{Lines, Section},
};

/// The longest text that is read, in bytes.
pub const LIMIT: usize = ground::bounds::PASTE;
/// Cards shown of one text.
const CARDS: usize = 40;

/// What a text says.
#[derive(Debug, Default)]
struct Read {
    found: Vec<Found>,
    notes: Vec<Words>,
}

fn read(text: &str) -> Read {
    let mut read = Read::default();
    // A property list is XML: its tags are what it says.
    match cyberduck::read(text) {
        Some(cyberduck::Duck::Login(found)) => {
            read.found.push(*found);
            return read;
        }
        Some(cyberduck::Duck::Other(protocol)) => {
            read.notes.push(say!(import::OtherCyberduck, protocol = word(&protocol)));
            return read;
        }
        None => {}
    }
    let hadoop = reshaped::hadoop(text);
    let text = text::clean(text);
    let text = reshaped::kubernetes(&text).map_or(text, Cow::Owned);
    let objects = json::objects(&text);
    for object in &objects {
        match connection_file::read(&object.value) {
            Some((found, newer)) => {
                read.found.push(found);
                if newer {
                    read.notes.push(say!(import::NewerFile));
                }
            }
            None => read.found.extend(document::read(&object.value, object.cut)),
        }
    }
    let rest = zeroize::Zeroizing::new(json::rest(&text, &objects));
    read.found.extend(table::read(&rest));
    read.found.extend(table::columns(&rest));
    let mut lines = lines::read(&rest);
    let remotes = variables::remotes(&mut lines.loose);
    lines.sections.extend(remotes);
    lines.loose.extend(hadoop);
    sections(&lines, &mut read);
    read.found.extend(variables::read(&lines.loose));
    if read.found.iter().all(|found| !found.signs_in()) {
        read.found.extend(variables::bare(&rest));
    }
    let addresses = address::read(&rest);
    together(&mut read, addresses.found);
    read.notes.extend(addresses.notes);
    hide(&mut read);
    if read.found.len() > CARDS {
        read.notes.push(say!(import::MoreThanShown, count = read.found.len(), shown = CARDS));
        read.found.truncate(CARDS);
    }
    read
}

fn sections(lines: &Lines, read: &mut Read) {
    let (mut profiles, mut botos): (Vec<&Section>, Vec<&Section>) = (Vec::new(), Vec::new());
    let mut strangers: Vec<Words> = Vec::new();
    for section in &lines.sections {
        if rclone::is(section) {
            match rclone::read(section) {
                Ok(found) => read.found.push(found),
                Err(kind) => {
                    strangers.push(say!(import::SkippedRemote, name = word(&section.head), kind = word(kind)));
                }
            }
        } else if s3cmd::is(section) {
            read.found.push(s3cmd::read(section));
        } else if boto::is(section) {
            botos.push(section);
        } else if aws::is(section) {
            profiles.push(section);
        }
    }
    read.found.extend(boto::read(&botos));
    read.found.extend(aws::read(&profiles));
    if !strangers.is_empty() {
        strangers.truncate(5);
        read.notes.push(say!(import::Skipped, remotes = strangers));
    }
}

/// One login and the places that go with it are one card; several logins stay as they are, and so
/// do several places.
fn together(read: &mut Read, addresses: Vec<Found>) {
    // A settings file's own addresses are said already.
    let new = addresses.into_iter().filter(|address| !read.found.iter().any(|found| found.covers(address)));
    let new: Vec<_> = new.collect();
    read.found.extend(new);
    read.found.retain(Found::counts);
    let mut signing: Vec<usize> = Vec::new();
    for (at, found) in read.found.iter().enumerate() {
        // A link alone is a way in; beside a key it is where the key leads.
        if found.signs_in() && found.from != From::Address {
            signing.push(at);
        }
    }
    if let [only] = signing[..] {
        let mut login = read.found.remove(only);
        let others = std::mem::take(&mut read.found);
        let others = others.into_iter().filter_map(|other| login.absorb(other)).collect::<Vec<_>>();
        read.found.push(login);
        read.found.extend(others);
    }
    // The same thing said twice is one card.
    let all = std::mem::take(&mut read.found);
    for found in all {
        if !read.found.iter().any(|other| other.same(&found)) {
            read.found.push(found);
        }
    }
}

/// What is a secret anywhere in the text is one everywhere: a damaged name can offer the same value
/// as an access key or a bucket, and the page shows those.
fn hide(read: &mut Read) {
    let secrets: Vec<Secret> = read.found.iter().flat_map(Found::secrets).cloned().collect();
    read.found.iter_mut().for_each(|found| found.hide(&secrets));
    read.found.retain(Found::counts);
}

/// A word of the text for a note: short and of one line.
fn word(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}
