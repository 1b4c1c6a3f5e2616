//! What a person types to go somewhere: an address as [`store::Address`] reads it, or a path within
//! the bucket, held against the connection's own storage. Pure: whether anything is there is
//! `locate`'s to find out.
//!
//! What follows `?` or `#` in a web address (a signature, most often) is neither read nor kept.

use percent_encoding::percent_decode_str;
use store::{Endpoint, NoAddress};
use url::Url;

use crate::fault::AddressProblem;

/// A key has 1,024 bytes at most.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html>
const KEY_BYTES: usize = 1_024;

/// A bucket, and a key or prefix in it, exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) bucket: String,
    /// Empty for the bucket itself; a folder where it ends with `/`.
    pub(super) key: String,
}

/// Where the person is: what an address without a host means, and which hosts are the same storage.
#[derive(Clone, Debug)]
pub(super) struct Base {
    /// The bucket that a plain path is in; empty in the list of buckets, where a path begins with
    /// one.
    pub(super) bucket: String,
    pub(super) storage: Storage,
}

/// The storage of the connection.
#[derive(Clone, Debug)]
pub(super) enum Storage {
    /// AWS, and the partition of the login: logins do not cross it.
    Aws { partition: &'static str },
    /// A server with an address of its own; `None` where it has none that people know (practice).
    Own { endpoint: Option<Endpoint> },
}

/// Reads what a person typed or pasted. What is an address is read by [`store::Address`];
/// everything else is a path here.
pub(super) fn read(typed: &str, base: &Base) -> Result<Address, AddressProblem> {
    let text = typed.trim();
    if text.is_empty() {
        return Err(AddressProblem::Empty);
    }
    if let Some(own) = own(text, base) {
        return check(own);
    }
    let address = match store::Address::read(text) {
        Some(read) => of_storage(read?, text, base)?,
        None if base.bucket.is_empty() => {
            let (bucket, key) = text.split_once('/').unwrap_or((text, ""));
            Address { bucket: bucket.to_owned(), key: key.to_owned() }
        }
        None => Address { bucket: base.bucket.clone(), key: text.to_owned() },
    };
    check(address)
}

/// An address of the connection's own server, whatever its host is called, with the bucket in front
/// of it or behind.
fn own(text: &str, base: &Base) -> Option<Address> {
    let Storage::Own { endpoint: Some(endpoint) } = &base.storage else { return None };
    let place = text.split(['?', '#']).next().unwrap_or_default();
    let url = Url::parse(place).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let plain = url.username().is_empty() && url.password().is_none();
    if !plain || url.port_or_known_default() != Some(endpoint.port()) {
        return None;
    }
    let front = url.host_str()?.strip_suffix(endpoint.host())?;
    // As typed: a parser of web addresses would fold `..`, which may be part of a key.
    let path = place.splitn(4, '/').nth(3).unwrap_or_default();
    let root = endpoint.url().splitn(4, '/').nth(3).unwrap_or_default();
    let path = if root.is_empty() { path } else { path.strip_prefix(root)?.trim_start_matches('/') };
    if front.is_empty() {
        let (bucket, key) = path.split_once('/').unwrap_or((path, ""));
        return Some(Address { bucket: decode(bucket), key: decode(key) });
    }
    let bucket = front.strip_suffix('.').filter(|bucket| !bucket.is_empty())?;
    Some(Address { bucket: bucket.to_owned(), key: decode(path) })
}

/// An address that names storage: of use where it is this connection's.
fn of_storage(read: store::Address, text: &str, base: &Base) -> Result<Address, AddressProblem> {
    let store::Address { partition, endpoint, provider, bucket, key, .. } = read;
    let web = text.get(..4).is_some_and(|begin| begin.eq_ignore_ascii_case("http"));
    let host = || Url::parse(text).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    match &base.storage {
        Storage::Aws { partition: own } if !partition.is_empty() && *own != partition => {
            return Err(AddressProblem::OtherPartition(partition));
        }
        Storage::Aws { .. } if web && provider != Some("aws") => return Err(AddressProblem::OtherStorage(host())),
        // Another way to a bucket of this server, such as its website. Servers that people run take
        // the ARNs of their policies from AWS.
        Storage::Own { endpoint: own } if web => {
            let same =
                endpoint.as_deref().and_then(|it| Endpoint::parse(it).ok()).is_some_and(|it| Some(&it) == own.as_ref());
            if !same {
                return Err(AddressProblem::OtherStorage(host()));
            }
        }
        _ => {}
    }
    Ok(Address { bucket, key })
}

impl From<NoAddress> for AddressProblem {
    fn from(why: NoAddress) -> Self {
        match why {
            NoAddress::Scheme(scheme) => Self::Scheme(scheme),
            NoAddress::Host => Self::Host,
            NoAddress::Credentials => Self::Credentials,
            NoAddress::Page(host) => Self::Page(host),
            NoAddress::AccessPoint(_) => Self::AccessPoint,
            NoAddress::ArnOfOther(service) => Self::ArnOfOther(service),
            NoAddress::Arn => Self::Arn,
        }
    }
}

/// Undoes `%XX`. A text that does not decode to UTF-8 is kept as it is.
fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), |decoded| decoded.into_owned())
}

fn check(address: Address) -> Result<Address, AddressProblem> {
    let Address { bucket, key } = &address;
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    if bucket.is_empty() {
        return Err(AddressProblem::NoBucket);
    }
    if bucket.len() > 255 || bucket.bytes().all(|b| b == b'.') || !bucket.bytes().all(plain) {
        return Err(AddressProblem::BucketName(bucket.clone()));
    }
    if key.len() > KEY_BYTES {
        return Err(AddressProblem::TooLong);
    }
    Ok(address)
}

#[cfg(test)]
mod tests;
