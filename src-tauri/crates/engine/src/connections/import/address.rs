//! Addresses: `s3://bucket/folder`, `https://bucket.s3.eu-west-1.amazonaws.com/…`, ARNs, pages of the AWS console, the
//! start page of a company's sign-in, and the `s3://key:secret@host/bucket` of brokers.

use percent_encoding::percent_decode_str;
use url::Url;

use super::{
    fact::Fact,
    found::{Found, From},
    place,
};

/// What an address turned out to be.
pub(super) enum Address {
    Login(Box<Found>),
    /// A link to one file, signed for a time: it opens that file and no bucket.
    SignedLink,
}

/// Addresses looked at in one text, at most.
const MOST: usize = 2_000;

/// All addresses of `text` that mean storage. An unknown host counts only where the address is `alone` in the text:
/// in the noise of a terminal it may be anything.
pub(super) fn read(text: &str) -> (Vec<Found>, bool) {
    let alone = text.split_whitespace().nth(1).is_none();
    let (mut found, mut signed) = (Vec::<Found>::new(), false);
    let begins = |word: &&str| ["s3://", "http", "arn:aws"].iter().any(|scheme| word.starts_with(scheme));
    let marks = |c: char| matches!(c, '"' | '\'' | '<' | '>' | '(' | ')' | ',' | '`');
    let words = text.split(|c: char| c.is_whitespace() || marks(c)).filter(begins).take(MOST);
    for word in words {
        match one(word, alone) {
            Some(Address::SignedLink) => signed = true,
            Some(Address::Login(login)) => found.push(*login),
            None => {}
        }
    }
    (found, signed)
}

fn one(word: &str, alone: bool) -> Option<Address> {
    if word.len() > 4_096 {
        return None;
    }
    let login = |found: Found| Some(Address::Login(Box::new(found)));
    if let Some(rest) = word.strip_prefix("s3://") {
        if rest.contains('@') {
            return broker(word).and_then(login);
        }
        let (bucket, folder) = rest.split_once('/').unwrap_or((rest, ""));
        return bucket_at(bucket, folder).and_then(login);
    }
    if word.starts_with("arn:aws") {
        return arn(word).and_then(login);
    }
    web(word, alone)
}

/// A bucket, and the folder of what stands behind it: `photos/2026/a.jpg` is in `photos/2026/`.
fn bucket_at(bucket: &str, path: &str) -> Option<Found> {
    let name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    if bucket.len() < 3 || bucket.len() > 255 || !bucket.bytes().all(name) {
        return None;
    }
    let mut found = Found::new(From::Address, bucket);
    found.set(Fact::Bucket, bucket);
    let folder = path.rfind('/').map_or("", |at| &path[..=at]);
    found.set(Fact::Prefix, folder.trim_start_matches('/'));
    Some(found)
}

fn arn(word: &str) -> Option<Found> {
    let mut parts = word.splitn(6, ':').skip(2);
    let (kind, _, _, what) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    match kind {
        "s3" => {
            let (bucket, path) = what.split_once('/').unwrap_or((what, ""));
            bucket_at(bucket, path.trim_end_matches('*'))
        }
        "iam" if what.starts_with("role/") => {
            let mut found = Found::new(From::Address, what.rsplit('/').next().unwrap_or_default());
            found.set(Fact::RoleArn, word);
            Some(found)
        }
        _ => None,
    }
}

/// `s3://KEY:SECRET@HOST/BUCKET`: key and secret are written as in a form (`%2F`, `+` for a space).
pub(super) fn broker(uri: &str) -> Option<Found> {
    let (login, place) = uri.strip_prefix("s3://")?.split_once('@')?;
    let (key, secret) = login.split_once(':')?;
    let (host, bucket) = place.split_once('/').unwrap_or((place, ""));
    let mut found = Found::new(From::Broker, bucket);
    found.set(Fact::AccessKey, &form(key)?);
    found.set(Fact::SecretKey, &form(secret)?);
    found.set(Fact::Endpoint, host);
    found.set(Fact::Bucket, bucket.trim_end_matches('/'));
    Some(found)
}

fn form(text: &str) -> Option<String> {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

fn web(word: &str, alone: bool) -> Option<Address> {
    let url = Url::parse(word).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?;
    let query = |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    if ["X-Amz-Signature", "Signature", "AWSAccessKeyId"].iter().any(|name| query(name).is_some()) {
        return Some(Address::SignedLink);
    }
    let path = percent_decode_str(url.path()).decode_utf8().ok()?;
    let mut segments = path.trim_start_matches('/').splitn(2, '/');
    let (first, behind) = (segments.next().unwrap_or_default(), segments.next().unwrap_or_default());
    if host.ends_with(".awsapps.com") && first == "start" {
        let mut found = Found::new(From::Address, host.split('.').next().unwrap_or_default());
        found.set(Fact::SsoStart, &format!("https://{host}/start"));
        return Some(Address::Login(Box::new(found)));
    }
    if host.ends_with("console.aws.amazon.com") || host.ends_with("console.amazonaws-us-gov.com") {
        let bucket = path.split_once("/buckets/")?.1.split('/').next()?;
        let mut found = bucket_at(bucket, "")?;
        found.set(Fact::Region, &query("region").unwrap_or_default());
        found.set(Fact::Prefix, &query("prefix").unwrap_or_default());
        return Some(Address::Login(Box::new(found)));
    }
    let endpoint = format!("{}://{host}{}", url.scheme(), url.port().map(|p| format!(":{p}")).unwrap_or_default());
    let known = place::bucket_in_host(&endpoint);
    let (endpoint, bucket, folder) = match &known {
        Some((endpoint, bucket)) => (endpoint.as_str(), bucket.as_str(), path.trim_start_matches('/')),
        None if alone || place::is_storage(host) => (endpoint.as_str(), first, behind),
        None => return None,
    };
    let mut found = if bucket.is_empty() { Found::new(From::Address, host) } else { bucket_at(bucket, folder)? };
    found.set(Fact::Endpoint, endpoint);
    found.set(Fact::Prefix, &query("prefix").unwrap_or_default());
    if !bucket.is_empty() {
        found.set(Fact::Anonymous, "true");
    }
    Some(Address::Login(Box::new(found)))
}
