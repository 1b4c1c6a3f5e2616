//! An address of a bucket, a folder or a file as people have it: `s3://…`, an ARN, a web address of
//! S3, of another way to a bucket, or of a console. The one reader of them; which connection it is
//! for, and whether anything is there, is left to others.
//!
//! What follows `?` or `#` in a web address (a signature, most often) is neither kept nor told.

use crate::{Endpoint, Host, HostKind, host};
use percent_encoding::percent_decode_str;
use url::Url;

/// Where an address leads, as far as it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Whose storage, of [`crate::providers`]; `None` where it does not say.
    pub provider: Option<&'static str>,
    /// The part of AWS; empty elsewhere.
    pub partition: String,
    /// The region that it names.
    pub region: Option<String>,
    /// Where programs go; `None` where provider and region say it all, or nothing does.
    pub endpoint: Option<String>,
    /// Empty where it names none.
    pub bucket: String,
    /// Exactly; empty for the bucket itself, a folder where it ends with `/`.
    pub key: String,
}

/// Why a text is no address of a bucket. Nothing in here can hold a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoAddress {
    /// Another kind of address (`ftp`), in small letters.
    Scheme(String),
    /// A web address without a host, or with one that cannot be.
    Host,
    /// A name and password in front of the host; not repeated.
    Credentials,
    /// A page of a console or another one for people that names no bucket; its host.
    Page(String),
    /// An access point: it has rights of its own and is no bucket. Its region, where that is said.
    AccessPoint(String),
    /// An ARN of another service.
    ArnOfOther(String),
    /// Begins as an ARN and is none of a bucket.
    Arn,
}

impl Address {
    /// Reads a text. `None`: it does not begin as an address does.
    #[must_use]
    pub fn read(text: &str) -> Option<Result<Self, NoAddress>> {
        let lower = text.get(..4).unwrap_or_default().to_ascii_lowercase();
        if lower == "arn:" {
            return Some(arn(text));
        }
        let (scheme, rest) = text.split_once("://").filter(|(scheme, _)| is_scheme(scheme))?;
        Some(match scheme.to_ascii_lowercase().as_str() {
            // As Hadoop calls it: s3a and s3n are the same places.
            "s3" | "s3a" | "s3n" => Ok(split(rest)),
            "http" | "https" => web(text),
            other => Err(NoAddress::Scheme(other.to_owned())),
        })
    }

    /// The folder of what the address names: `photos/2026/a.jpg` is in `photos/2026/`.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.key.rfind('/').map_or("", |at| &self.key[..=at])
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

/// `bucket/key`; the key keeps every further slash.
fn split(text: &str) -> Address {
    let (bucket, key) = text.split_once('/').unwrap_or((text, ""));
    Address { bucket: bucket.to_owned(), key: key.to_owned(), ..Address::default() }
}

/// `arn:aws:s3:::bucket/key`; in a policy a `*` often follows, which stands for everything below.
fn arn(text: &str) -> Result<Address, NoAddress> {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let [_, partition, service, region, account, resource] = parts[..] else { return Err(NoAddress::Arn) };
    if !service.starts_with("s3") {
        return Err(NoAddress::ArnOfOther(service.to_owned()));
    }
    if resource.starts_with("accesspoint") {
        return Err(NoAddress::AccessPoint(region.to_owned()));
    }
    if service != "s3" || !region.is_empty() || !account.is_empty() {
        return Err(NoAddress::Arn);
    }
    let place = split(resource.strip_suffix('*').unwrap_or(resource));
    Ok(Address { provider: Some("aws"), partition: partition.to_owned(), ..place })
}

fn web(text: &str) -> Result<Address, NoAddress> {
    let (place, query) = text.split_once(['?', '#']).unwrap_or((text, ""));
    let url = Url::parse(place).map_err(|_| NoAddress::Host)?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(NoAddress::Credentials);
    }
    let name = url.host_str().ok_or(NoAddress::Host)?;
    // As typed: a parser of web addresses would fold `..`, which may be part of a key.
    let path = place.splitn(4, '/').nth(3).unwrap_or_default();
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let root = format!("{}://{name}{port}", url.scheme());
    let Some(found) = host(name) else { return Ok(unknown(&root, path, query)) };
    let query = |wanted: &str| {
        let query = query.split('#').next().unwrap_or_default();
        let pair = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == wanted);
        pair.map(|(_, value)| value.into_owned()).filter(|value| !value.is_empty())
    };
    match found.kind {
        HostKind::AccessPoint => return Err(NoAddress::AccessPoint(found.region.unwrap_or_default())),
        HostKind::Console if found.provider == "aws" => {
            let bucket = console(path).ok_or_else(|| NoAddress::Page(name.to_owned()))?;
            let key = query("prefix").unwrap_or_default();
            let region = query("region");
            return Ok(Address { bucket, key, region, ..at(found, None) });
        }
        HostKind::Console | HostKind::Page => return Err(NoAddress::Page(name.to_owned())),
        HostKind::Api | HostKind::Door => {}
    }
    // S3 reads a plus in a path as a space, and its console writes spaces so.
    let aws = found.provider == "aws";
    let decode = |part: &str| if aws { decode(&part.replace('+', " ")) } else { decode(part) };
    let endpoint = (!found.api.is_empty()).then(|| format!("{}://{}{port}", url.scheme(), found.api));
    let (endpoint, path) = match Endpoint::path_of(path) {
        Some(own) => (endpoint.map(|root| format!("{root}/{own}")), path[own.len()..].trim_start_matches('/')),
        None => (endpoint, path),
    };
    let bucket = found.bucket.clone();
    let here = at(found, endpoint);
    Ok(match bucket {
        Some(bucket) => Address { bucket, key: decode(path), ..here },
        None => {
            let whole = split(path);
            let prefix = query("prefix").filter(|_| whole.key.is_empty()).unwrap_or_default();
            Address { bucket: decode(&whole.bucket), key: decode(&whole.key) + &prefix, ..here }
        }
    })
}

fn at(found: Host, endpoint: Option<String>) -> Address {
    Address {
        provider: Some(found.provider),
        partition: found.partition.to_owned(),
        region: found.region,
        endpoint,
        ..Address::default()
    }
}

/// A server that nobody knows: its path begins with the bucket.
fn unknown(root: &str, path: &str, query: &str) -> Address {
    let (endpoint, path) = match Endpoint::path_of(path) {
        Some(own) => (format!("{root}/{own}"), path[own.len()..].trim_start_matches('/')),
        None => (root.to_owned(), path),
    };
    let whole = split(path);
    let prefix = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "prefix");
    let prefix = prefix.map(|(_, value)| value.into_owned()).filter(|_| whole.key.is_empty()).unwrap_or_default();
    Address {
        endpoint: Some(endpoint),
        bucket: decode(&whole.bucket),
        key: decode(&whole.key) + &prefix,
        ..Address::default()
    }
}

/// `/s3/buckets/NAME?prefix=…` and `/s3/object/NAME?prefix=…`: what people copy from the browser.
fn console(path: &str) -> Option<String> {
    let mut parts = path.split('/').skip_while(|part| !matches!(*part, "buckets" | "object")).skip(1);
    parts.next().filter(|name| !name.is_empty()).map(decode)
}

/// Undoes `%XX`. A text that does not decode to UTF-8 is kept as it is.
fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), |decoded| decoded.into_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// `provider|region|endpoint|bucket|key`
    fn said(text: &str) -> String {
        let Address { provider, region, endpoint, bucket, key, .. } = Address::read(text).unwrap().unwrap();
        let (region, endpoint) = (region.unwrap_or_default(), endpoint.unwrap_or_default());
        format!("{}|{region}|{endpoint}|{bucket}|{key}", provider.unwrap_or_default())
    }

    #[test]
    fn every_way_to_write_a_place_is_read() {
        for (text, expected) in [
            ("s3://acme/a b%20c+d?x#y", "|||acme|a b%20c+d?x#y"),
            ("S3A://acme//x", "|||acme|/x"),
            ("arn:aws-us-gov:s3:::agency-data/in/*", "aws|||agency-data|in/"),
            ("https://acme.s3.eu-central-1.amazonaws.com/a%20b+c/../d?X=y", "aws|eu-central-1||acme|a b c/../d"),
            ("https://acme.s3-accelerate.amazonaws.com/a/b.txt", "aws|||acme|a/b.txt"),
            ("http://acme.s3-website-us-east-1.amazonaws.com/", "aws|us-east-1||acme|"),
            (
                "https://cold--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com/",
                "aws|us-east-1||cold--use1-az4--x-s3|",
            ),
            (
                "https://eu-west-1.console.aws.amazon.com/s3/object/acme?region=eu-west-1&prefix=a/b.txt",
                "aws|eu-west-1||acme|a/b.txt",
            ),
            ("https://console.amazonaws.cn/s3/buckets/acme?prefix=a%2F", "aws|||acme|a/"),
            (
                "https://acme.fra1.cdn.digitaloceanspaces.com/a/b.txt",
                "digitalocean|fra1|https://fra1.digitaloceanspaces.com|acme|a/b.txt",
            ),
            (
                "https://acme.s3-fips.us-gov-west-1.amazonaws.com/a",
                "aws|us-gov-west-1|https://s3-fips.us-gov-west-1.amazonaws.com|acme|a",
            ),
            (
                "https://abcd.storage.supabase.co/storage/v1/s3/acme/a",
                "other||https://abcd.storage.supabase.co/storage/v1/s3|acme|a",
            ),
            ("https://minio.example.com:9000/acme/a+b%20c", "||https://minio.example.com:9000|acme|a+b c"),
            ("https://minio.example.com:9000", "||https://minio.example.com:9000||"),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_bucket_is_told_apart() {
        use NoAddress as N;
        let page = |host: &str| N::Page(host.to_owned());
        for (text, why) in [
            ("ftp://x/y", N::Scheme("ftp".to_owned())),
            ("https://", N::Host),
            ("https://ann:pw@s3.amazonaws.com/acme", N::Credentials),
            ("https://f004.backblazeb2.com/file/acme/a/b.txt", page("f004.backblazeb2.com")),
            ("https://123456789012.signin.aws.amazon.com/console", page("123456789012.signin.aws.amazon.com")),
            ("https://console.aws.amazon.com/ec2/home", page("console.aws.amazon.com")),
            ("https://pub-0123.r2.dev/a.jpg", page("pub-0123.r2.dev")),
            ("arn:aws:s3:us-west-2:123456789012:accesspoint/team-ap", N::AccessPoint("us-west-2".to_owned())),
            (
                "https://team-ap-123456789012.s3-accesspoint.us-west-2.amazonaws.com/a",
                N::AccessPoint("us-west-2".to_owned()),
            ),
            ("arn:aws:iam::123456789012:role/x", N::ArnOfOther("iam".to_owned())),
            ("arn:aws:s3", N::Arn),
        ] {
            assert_eq!(Address::read(text), Some(Err(why)), "{text}");
        }
        assert_eq!(Address::read("photos/2026/"), None);
        assert_eq!(Address::read("a:b"), None);
    }
}
