//! An address of a bucket, a folder or a file as people have it: `s3://…`, a web address of S3 or of its console, an
//! ARN, or a path within the bucket. Pure: whether anything is there is `locate`'s to find out.
//!
//! What follows `?` or `#` in a web address (a signature, most often) is neither read nor kept.

use percent_encoding::percent_decode_str;
use store::Endpoint;
use url::Url;

use super::hosts::{self, Host};

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
    /// The bucket that a plain path is in; empty in the list of buckets, where a path begins with one.
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

/// Why a text is no address, or not one of this connection. Nothing in here can hold a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AddressProblem {
    /// Nothing but spaces.
    Empty,
    /// Another kind of address (`ftp`), in lower case.
    Scheme(String),
    /// A web address without a host, or with one that cannot be.
    Host,
    /// A name and password in front of the host; not repeated.
    Credentials,
    /// No bucket is named.
    NoBucket,
    /// Not a name that a bucket can have.
    BucketName(String),
    /// A web address of another storage.
    OtherStorage(String),
    /// AWS, in another partition (`aws-cn`) than this login's.
    OtherPartition(String),
    /// An access point: it has rights of its own and is no bucket.
    AccessPoint,
    /// An ARN of another service.
    ArnOfOther(String),
    /// Begins as an ARN and is none.
    Arn,
    /// Longer than a key can be.
    TooLong,
}

/// Reads what a person typed or pasted.
pub(super) fn read(typed: &str, base: &Base) -> Result<Address, AddressProblem> {
    let text = typed.trim();
    if text.is_empty() {
        return Err(AddressProblem::Empty);
    }
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    let address = if lower.starts_with("arn:") {
        arn(text, base)?
    } else if let Some((scheme, rest)) = text.split_once("://").filter(|(scheme, _)| is_scheme(scheme)) {
        match scheme.to_ascii_lowercase().as_str() {
            // As Hadoop calls it: s3a and s3n are the same places.
            "s3" | "s3a" | "s3n" => split(rest),
            "http" | "https" => web(text, base)?,
            other => return Err(AddressProblem::Scheme(other.to_owned())),
        }
    } else if base.bucket.is_empty() {
        split(text)
    } else {
        Address { bucket: base.bucket.clone(), key: text.to_owned() }
    };
    check(address)
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

/// `bucket/key`; the key keeps every further slash.
fn split(text: &str) -> Address {
    let (bucket, key) = text.split_once('/').unwrap_or((text, ""));
    Address { bucket: bucket.to_owned(), key: key.to_owned() }
}

/// `arn:aws:s3:::bucket/key`; in a policy a `*` often follows, which stands for everything below.
fn arn(text: &str, base: &Base) -> Result<Address, AddressProblem> {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let [_, partition, service, region, account, resource] = parts[..] else { return Err(AddressProblem::Arn) };
    if !service.starts_with("s3") {
        return Err(AddressProblem::ArnOfOther(service.to_owned()));
    }
    if resource.starts_with("accesspoint") {
        return Err(AddressProblem::AccessPoint);
    }
    if service != "s3" || !region.is_empty() || !account.is_empty() {
        return Err(AddressProblem::Arn);
    }
    same_partition(partition, base)?;
    Ok(split(resource.strip_suffix('*').unwrap_or(resource)))
}

fn web(text: &str, base: &Base) -> Result<Address, AddressProblem> {
    let (place, query) = text.split_once(['?', '#']).unwrap_or((text, ""));
    let url = Url::parse(place).map_err(|_| AddressProblem::Host)?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(AddressProblem::Credentials);
    }
    let host = url.host_str().ok_or(AddressProblem::Host)?;
    // As typed: a parser of web addresses would fold `..`, which may be part of a key.
    let path = place.splitn(4, '/').nth(3).unwrap_or_default();
    if let Some(partition) = hosts::console(host) {
        at_aws(host, partition, base)?;
        return console(path, query);
    }
    if let Some(own) = own(&url, base) {
        return Ok(placed(own, path, decode));
    }
    match hosts::aws(host) {
        Some(Host::AccessPoint) => Err(AddressProblem::AccessPoint),
        Some(Host::Bucket { bucket, partition }) => {
            at_aws(host, partition, base)?;
            // S3 reads a plus in a path as a space, and its console writes spaces so.
            Ok(placed(bucket, path, |part| decode(&part.replace('+', " "))))
        }
        None => Err(AddressProblem::OtherStorage(host.to_owned())),
    }
}

/// A path below a host that names the bucket, or does not.
fn placed(bucket: Option<String>, path: &str, decode: impl Fn(&str) -> String) -> Address {
    match bucket {
        Some(bucket) => Address { bucket, key: decode(path) },
        None => {
            let whole = split(path);
            Address { bucket: decode(&whole.bucket), key: decode(&whole.key) }
        }
    }
}

/// Whether it is the connection's own server: then the bucket in front of its host, if one is there.
fn own(url: &Url, base: &Base) -> Option<Option<String>> {
    let Storage::Own { endpoint: Some(endpoint) } = &base.storage else { return None };
    let host = url.host_str()?;
    if url.port_or_known_default() != Some(endpoint.port()) {
        return None;
    }
    if host == endpoint.host() {
        return Some(None);
    }
    let front = host.strip_suffix(endpoint.host())?.strip_suffix('.')?;
    (!front.is_empty()).then(|| Some(front.to_owned()))
}

/// `/s3/buckets/NAME?prefix=…` and `/s3/object/NAME?prefix=…`: what people copy from the browser.
fn console(path: &str, query: &str) -> Result<Address, AddressProblem> {
    let mut parts = path.split('/').skip_while(|part| !matches!(*part, "buckets" | "object")).skip(1);
    let bucket = parts.next().filter(|name| !name.is_empty()).ok_or(AddressProblem::NoBucket)?;
    let query = query.split('#').next().unwrap_or_default();
    let prefix = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "prefix");
    Ok(Address { bucket: decode(bucket), key: prefix.map(|(_, value)| value.into_owned()).unwrap_or_default() })
}

/// An ARN: servers that people run take those of their policies from AWS.
fn same_partition(partition: &str, base: &Base) -> Result<(), AddressProblem> {
    match base.storage {
        Storage::Aws { partition: own } if own != partition => {
            Err(AddressProblem::OtherPartition(partition.to_owned()))
        }
        Storage::Aws { .. } | Storage::Own { .. } => Ok(()),
    }
}

/// A web address at AWS: of no use to a login of another storage.
fn at_aws(host: &str, partition: &str, base: &Base) -> Result<(), AddressProblem> {
    match base.storage {
        Storage::Aws { .. } => same_partition(partition, base),
        Storage::Own { .. } => Err(AddressProblem::OtherStorage(host.to_owned())),
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
