//! Listing a bucket or a folder, one page at a time, with keys exactly as they are. Following the
//! pages, sorting and filtering are left to the engine. A page call may be dropped at any time.

mod answer;

use self::answer::QuickPages;
use crate::error::{Place, StoreError, StoreErrorKind};
use crate::names::check_bucket;
use crate::{Store, etag, object::millis};
use aws_sdk_s3::types::{EncodingType, OptionalObjectAttributes};
use percent_encoding::percent_decode_str;

/// Which page of which listing.
#[derive(Clone, Debug, Default)]
pub struct ListRequest {
    /// The bucket.
    pub bucket: String,
    /// Only keys that begin with this; empty for all.
    pub prefix: String,
    /// Whether keys with a further `/` behind the prefix are gathered into [`Page::prefixes`].
    pub delimiter: bool,
    /// Only keys behind this one, in the server's order.
    pub start_after: Option<String>,
    /// The page after the one whose [`Page::next`] this is.
    pub token: Option<String>,
    /// At most so many keys and prefixes; a server gives 1,000 at most.
    pub max_keys: Option<i32>,
}

/// One object in a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The whole key, exactly.
    pub key: String,
    /// Size in bytes.
    pub size: u64,
    /// Last change, in milliseconds since 1970.
    pub modified: Option<i64>,
    /// The ETag without its quotes. Not an MD5 for multipart objects.
    pub etag: Option<String>,
    /// The storage class, for instance `GLACIER`.
    pub class: Option<String>,
    /// How far fetching it out of an archive is, where the server tells it.
    pub restore: Option<Restore>,
}

/// An archived object that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restore {
    /// Still on its way.
    pub under_way: bool,
    /// Until when the fetched copy stays, in milliseconds since 1970.
    pub until: Option<i64>,
}

/// One page of a listing.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Folders: the prefix with the next part of the key, each ending in `/`.
    pub prefixes: Vec<String>,
    /// Objects. A folder's own marker (a key equal to the prefix) is among them.
    pub entries: Vec<Entry>,
    /// Where the next page begins; `None` on the last.
    pub next: Option<String>,
}

impl Store {
    /// One page of ListObjectsV2. Keys travel URL-encoded (`encoding-type=url`), so that control
    /// characters survive XML, and are decoded here: `+` is a space and `%XX` a byte, as AWS does
    /// it, unless the server says that it did not encode.
    ///
    /// Two things that S3 promises are held here, because folders are deleted by such lists: only
    /// keys below the prefix come out, whatever came in, and a listing goes on (a server that names
    /// the same next page for ever is [`StoreErrorKind::NotS3`]).
    pub async fn list(&self, request: ListRequest) -> Result<Page, StoreError> {
        let place = Place::new("ListObjectsV2").bucket(&request.bucket);
        check_bucket(place)?;
        // Asked of those alone who know the header; it costs nothing there.
        let restores = self.provider().quirks.tells_restores.then(|| vec![OptionalObjectAttributes::RestoreStatus]);
        let page = self
            .call(place, |client| {
                client
                    .list_objects_v2()
                    .bucket(&request.bucket)
                    .set_prefix(Some(request.prefix.clone()).filter(|prefix| !prefix.is_empty()))
                    .set_delimiter(request.delimiter.then(|| "/".to_owned()))
                    .set_start_after(request.start_after.clone())
                    .set_continuation_token(request.token.clone())
                    .set_max_keys(request.max_keys)
                    .set_optional_object_attributes(restores.clone())
                    .encoding_type(EncodingType::Url)
                    .customize()
                    .interceptor(QuickPages)
                    .send()
            })
            .await?;
        let encoded = page.encoding_type == Some(EncodingType::Url);
        // A server may say "not truncated" and still send a token (it then leads to nothing).
        let next = page.next_continuation_token.filter(|token| !token.is_empty() && page.is_truncated != Some(false));
        if next.is_some() && next == request.token {
            return Err(place.refuse(StoreErrorKind::NotS3, "the next page is the same page again"));
        }
        let exact = |text| exact(text, encoded);
        let below = |key: &String| key.starts_with(&request.prefix);
        let prefixes = page.common_prefixes.unwrap_or_default().into_iter().filter_map(|folder| folder.prefix);
        let entries = page.contents.unwrap_or_default().into_iter().map(|object| Entry {
            size: object.size.and_then(|size| u64::try_from(size).ok()).unwrap_or_default(),
            modified: object.last_modified.as_ref().and_then(millis),
            etag: object.e_tag.as_deref().map(etag::plain),
            class: object.storage_class.map(|class| class.as_str().to_owned()),
            restore: object.restore_status.map(|status| Restore {
                under_way: status.is_restore_in_progress == Some(true),
                until: status.restore_expiry_date.as_ref().and_then(millis),
            }),
            key: exact(object.key.unwrap_or_default()),
        });
        Ok(Page {
            prefixes: prefixes.map(exact).filter(below).collect(),
            entries: entries.filter(|entry| below(&entry.key)).collect(),
            next,
        })
    }
}

/// A key of an answer as it is. Most hold nothing that was encoded: they are moved, not copied, a thousand a page.
pub(crate) fn exact(text: String, encoded: bool) -> String {
    match encoded && text.bytes().any(|byte| matches!(byte, b'+' | b'%')) {
        true => decode(&text),
        false => text,
    }
}

/// Undoes `encoding-type=url`, and what inventory reports in CSV do to keys. A text that does not decode to UTF-8 was not
/// encoded: it is kept.
pub fn decode(text: &str) -> String {
    let spaced = text.replace('+', " ");
    match percent_decode_str(&spaced).decode_utf8() {
        Ok(decoded) => decoded.into_owned(),
        Err(_) => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn keys_decode_exactly() {
        for (wire, key) in [
            ("a+b", "a b"),
            ("a%20b", "a b"),
            ("a%2Bb", "a+b"),
            ("%2541", "%41"),
            ("a%01b", "a\u{1}b"),
            ("%2F%2Fx/y", "//x/y"),
            ("%F0%9F%A6%80", "🦀"),
            ("ü", "ü"),
            ("100%", "100%"),
            ("%FF", "%FF"),
        ] {
            assert_eq!(decode(wire), key, "{wire}");
        }
    }
}
