//! Addresses in a text: what [`ground::Address`] reads, ARNs of roles, the start page of a
//! company's sign-in, and addresses with a login in them as brokers write them
//! (`s3://key:secret@host/bucket`).

use ground::{Address, NoAddress};
use percent_encoding::percent_decode_str;
use url::Url;
use words::{Words, import, say};

use super::{
    field::ImportField,
    found::{Found, From},
};

/// What the addresses of a text come to.
#[derive(Default)]
pub(super) struct Addresses {
    pub(super) found: Vec<Found>,
    /// Why some of them open nothing, in sentences.
    pub(super) notes: Vec<Words>,
}

/// Addresses looked at in one text, at most.
const MOST: usize = 2_000;

/// All addresses of `text` that mean storage. An unknown host counts only where the address is
/// `alone` in the text: in the noise of a terminal it may be anything.
pub(super) fn read(text: &str) -> Addresses {
    let alone = text.split_whitespace().nth(1).is_none();
    let mut all = Addresses::default();
    let begins =
        |word: &&str| ["s3://", "s3a://", "s3n://", "http", "arn:aws"].iter().any(|scheme| word.starts_with(scheme));
    let marks = |c: char| matches!(c, '"' | '\'' | '<' | '>' | '(' | ')' | ',' | '`');
    let words = text.split(|c: char| c.is_whitespace() || marks(c)).filter(begins).take(MOST);
    for word in words.filter(|word| word.len() <= 4_096) {
        match one(word, alone) {
            Ok(found) => all.found.extend(found),
            Err(note) if !all.notes.contains(&note) => all.notes.push(note),
            Err(_) => {}
        }
    }
    all
}

fn one(word: &str, alone: bool) -> Result<Option<Found>, Words> {
    if let Some(page) = sign_in_page(word) {
        return Ok(Some(page));
    }
    if let Some(login) = with_login(word) {
        return Ok(Some(login));
    }
    if is_signed(word) {
        return Err(say!(import::SignedLink));
    }
    match Address::read(word) {
        Some(Ok(read)) => Ok(at(word, &read, alone)),
        Some(Err(NoAddress::AccessPoint(_))) => Err(say!(import::AccessPoint)),
        Some(Err(NoAddress::Page(host))) => Err(say!(import::Page, host = super::word(&host))),
        Some(Err(NoAddress::ArnOfOther(_))) => Ok(role(word)),
        _ => Ok(None),
    }
}

fn at(word: &str, read: &Address, alone: bool) -> Option<Found> {
    let web = word.starts_with("http");
    if web && read.provider.is_none() && !alone {
        return None;
    }
    if read.bucket.is_empty() && !web || !read.bucket.is_empty() && !is_bucket(&read.bucket) {
        return None;
    }
    let host = || Url::parse(word).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let mut found = Found::new(From::Address, &if read.bucket.is_empty() { host() } else { read.bucket.clone() });
    found.set(ImportField::Bucket, &read.bucket);
    found.set(ImportField::Prefix, read.folder().trim_start_matches('/'));
    found.set(ImportField::Region, read.region.as_deref().unwrap_or_default());
    let console = ground::host(&host()).is_some_and(|host| host.kind == ground::HostKind::Console);
    match (&read.endpoint, read.provider) {
        (Some(endpoint), _) => found.set(ImportField::Endpoint, endpoint),
        (None, Some(_)) if web && !console && read.bucket.is_empty() => found.set(ImportField::Endpoint, word),
        (None, Some(_)) => found.set(ImportField::Amazon, &read.partition),
        (None, None) => {}
    }
    if web && !console && !read.bucket.is_empty() {
        found.set(ImportField::Anonymous, "true");
    }
    Some(found)
}

fn is_bucket(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    (3..=255).contains(&name.len()) && name.bytes().all(plain)
}

fn role(arn: &str) -> Option<Found> {
    let what = arn.splitn(6, ':').nth(5).filter(|_| arn.split(':').nth(2) == Some("iam"))?;
    what.starts_with("role/").then(|| {
        let mut found = Found::new(From::Address, what.rsplit('/').next().unwrap_or_default());
        found.set(ImportField::RoleArn, arn);
        found
    })
}

/// `https://acme.awsapps.com/start`
fn sign_in_page(word: &str) -> Option<Found> {
    let url = Url::parse(word).ok()?;
    let host = url.host_str().filter(|host| host.ends_with(".awsapps.com"))?;
    if url.path().trim_matches('/') != "start" {
        return None;
    }
    let mut found = Found::new(From::Address, host.split('.').next().unwrap_or_default());
    found.set(ImportField::SsoStart, &format!("https://{host}/start"));
    Some(found)
}

/// A link that was signed for a time: it opens one file and no bucket.
fn is_signed(word: &str) -> bool {
    let Ok(url) = Url::parse(word) else { return false };
    let marks = ["X-Amz-Signature", "Signature", "AWSAccessKeyId"];
    url.scheme().starts_with("http") && url.query_pairs().any(|(name, _)| marks.contains(&name.as_ref()))
}

/// An address with a login in it, and restic's `s3:https://host/bucket/folder`.
pub(super) fn value(text: &str) -> Option<Found> {
    if let Some(place) = text.strip_prefix("s3:").filter(|rest| !rest.starts_with("//")) {
        let mut found = Found::new(From::Lines, "");
        let whole = format!("{}/", place.trim_end_matches('/'));
        found.set(ImportField::Endpoint, &whole);
        return Some(found);
    }
    with_login(text)
}

/// `s3://KEY:SECRET@HOST/BUCKET` and `https://KEY:SECRET@HOST/BUCKET`. In the first, key and secret
/// are written as in a form (`%2F`, `+` for a space).
fn with_login(uri: &str) -> Option<Found> {
    let (scheme, rest) = uri.split_once("://")?;
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (login, host) = authority.rsplit_once('@')?;
    let (key, secret) = login.split_once(':')?;
    let (root, form) = match scheme {
        "s3" => (host.to_owned(), true),
        "http" | "https" => (format!("{scheme}://{host}"), false),
        _ => return None,
    };
    let decode = |text: &str| {
        let text = if form { text.replace('+', " ") } else { text.to_owned() };
        percent_decode_str(&text).decode_utf8().ok().map(std::borrow::Cow::into_owned)
    };
    let (bucket, folder) = path.split_once('/').unwrap_or((path, ""));
    let mut found = Found::new(From::Broker, bucket);
    found.set(ImportField::AccessKey, &decode(key)?);
    found.set(ImportField::SecretKey, &decode(secret)?);
    found.set(ImportField::Endpoint, &root);
    found.set(ImportField::Bucket, bucket);
    found.set(ImportField::Prefix, folder);
    Some(found)
}
