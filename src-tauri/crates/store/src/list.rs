//! Listing a bucket or a folder, one page at a time, with keys exactly as they are. Following the
//! pages, sorting and filtering are left to the engine. A page call may be dropped at any time.

pub(crate) mod answer;

use self::answer::QuickPages;
use crate::error::{StoreError, StoreErrorKind, Subject};
use crate::names::check_bucket;
use crate::pages::{Brought, Continuation, Mark, Next, Paged, first_filled, pages};
use crate::{Store, etag, object::millis, spelling};
use aws_sdk_s3::types::{CommonPrefix, EncodingType, Object, OptionalObjectAttributes};
use futures_util::{TryFutureExt, stream::BoxStream};
use percent_encoding::percent_decode_str;
use std::sync::atomic::Ordering;

/// Which page of which listing.
#[derive(Clone, Debug, Default)]
pub struct ListRequest {
    /// The bucket to list, by its exact name.
    pub bucket: String,
    /// Only keys that begin with this; empty for all.
    pub prefix: String,
    /// Whether keys with a further `/` behind the prefix are gathered into [`Page::prefixes`].
    pub delimiter: bool,
    /// Only keys behind this one, in the server's order.
    pub start_after: Option<String>,
    /// The page after the one whose [`Page::next`] this is.
    pub token: Option<Next>,
    /// At most so many keys and prefixes; a server gives 1,000 at most.
    pub max_keys: Option<i32>,
}

/// One object in a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The whole key, exactly.
    pub key: String,
    /// In bytes; 0 where the server does not say.
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
    /// Whether the copy is still being made; until then it cannot be read.
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
    pub next: Option<Next>,
}

impl Store {
    /// One page of a listing, with keys exactly as they are (see [`crate::spelling`]).
    ///
    /// It is asked for by ListObjectsV2. A server that knows only the older ListObjects takes the
    /// question for one of that: it says that the list goes on and names no token. From then on it
    /// is asked in its own way.
    ///
    /// Two things that S3 promises are held here, because folders are deleted by such lists: only
    /// keys below the prefix come out, whatever came in, and a list ends where the server says so
    /// and nowhere else ([`crate::StoreErrorKind::BrokenList`]).
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and [`BrokenList`](crate::StoreErrorKind::BrokenList).
    /// The same page can be asked for again.
    pub async fn list(&self, request: ListRequest) -> Result<Page, StoreError> {
        let subject = Subject::new("ListObjectsV2").bucket(&request.bucket);
        check_bucket(subject)?;
        let (page, encoded) = spelling::exactly(|encoding| self.answer(subject, &request, encoding)).await?;
        let exact = |text| exact(text, encoded);
        let count = page.objects.len() + page.folders.len();
        let told = Continuation::of_page(page.truncated, count, page.next.clone().map(|next| page.mark(next, encoded)));
        // By the rules of ListObjects the last name is where it goes on, in the server's order.
        let told = told.or_behind(|| page.last(encoded).map(Mark::key));
        let ends = [page.first_object(), page.last_object(), page.last_folder()];
        // Some servers put a folder's own marker on every page of it.
        let own = usize::from(page.first_object().is_some_and(|key| key == request.prefix));
        let brought = Brought::new(count - own, ends);
        let next = Next::after(subject, request.token.as_ref(), told, brought)?;
        let below = |key: &String| key.starts_with(&request.prefix);
        let prefixes = page.folders.into_iter().filter_map(|folder| folder.prefix);
        let entries = page.objects.into_iter().map(|object| Entry {
            size: object.size.and_then(|size| u64::try_from(size).ok()).unwrap_or_default(),
            modified: object.last_modified.as_ref().and_then(millis),
            etag: etag::told(object.e_tag.as_deref()),
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

    /// Every page of [`Store::list`] from that of `request` on, each asked for when it is wanted;
    /// the last is the one with no next.
    pub fn pages(&self, request: ListRequest) -> BoxStream<'_, Result<Page, StoreError>> {
        let first = request.token.clone();
        pages(move |from| {
            let token = from.or_else(|| first.clone());
            self.list(ListRequest { token, ..request.clone() })
        })
    }

    /// The files of the first page that has any, from the beginning of the list on; none only where
    /// the list has none.
    ///
    /// # Errors
    /// As [`Store::list`].
    pub async fn first_files(&self, request: ListRequest) -> Result<Vec<Entry>, StoreError> {
        let page = |token| self.list(ListRequest { token, ..request.clone() });
        first_filled(|from| page(from).map_ok(|page| (page.entries, page.next))).await
    }

    async fn answer(
        &self,
        subject: Subject<'_>,
        request: &ListRequest,
        encoding: Option<EncodingType>,
    ) -> Result<Answer, StoreError> {
        let by_keys = &self.0.lists_by_keys;
        let known = request.token.as_ref().map(|next| next.mark().is_key);
        if !known.unwrap_or_else(|| by_keys.load(Ordering::Relaxed)) {
            let answer = self.by_tokens(subject, request, encoding.clone()).await?;
            let silent =
                Continuation::of(answer.truncated, answer.next.clone().map(Mark::token)) == Continuation::Silent;
            if known.is_some() || !silent {
                return Ok(answer);
            }
        }
        let answer = self.by_keys(subject, request, encoding).await.map_err(|error| match error.kind {
            // Neither way leads on.
            StoreErrorKind::NotSupported => StoreError { kind: StoreErrorKind::BrokenList, ..error },
            _ => error,
        })?;
        if known.is_none() {
            by_keys.store(true, Ordering::Relaxed);
        }
        Ok(answer)
    }

    async fn by_tokens(
        &self,
        subject: Subject<'_>,
        request: &ListRequest,
        encoding: Option<EncodingType>,
    ) -> Result<Answer, StoreError> {
        let restores = self.restores_wanted();
        let page = self.call(subject, |client| {
            client
                .list_objects_v2()
                .bucket(&request.bucket)
                .set_prefix(Some(request.prefix.clone()).filter(|prefix| !prefix.is_empty()))
                .set_delimiter(request.delimiter.then(|| "/".to_owned()))
                .set_start_after(request.start_after.clone())
                .set_continuation_token(request.token.as_ref().map(|next| next.mark().at.clone()))
                .set_max_keys(request.max_keys)
                .set_optional_object_attributes(restores.clone())
                .set_encoding_type(encoding.clone())
                .customize()
                .interceptor(QuickPages::Tokens)
                .send()
        });
        let page = page.await?;
        Ok(Answer {
            objects: page.contents.unwrap_or_default(),
            folders: page.common_prefixes.unwrap_or_default(),
            truncated: page.is_truncated,
            next: page.next_continuation_token,
            announced: page.encoding_type == Some(EncodingType::Url),
            by_keys: false,
        })
    }

    async fn by_keys(
        &self,
        subject: Subject<'_>,
        request: &ListRequest,
        encoding: Option<EncodingType>,
    ) -> Result<Answer, StoreError> {
        let restores = self.restores_wanted();
        let behind = request.token.as_ref().map(|next| next.mark().at.clone()).or_else(|| request.start_after.clone());
        let page = self.call(subject, |client| {
            client
                .list_objects()
                .bucket(&request.bucket)
                .set_prefix(Some(request.prefix.clone()).filter(|prefix| !prefix.is_empty()))
                .set_delimiter(request.delimiter.then(|| "/".to_owned()))
                .set_marker(behind.clone())
                .set_max_keys(request.max_keys)
                .set_optional_object_attributes(restores.clone())
                .set_encoding_type(encoding.clone())
                .customize()
                .interceptor(QuickPages::Keys)
                .send()
        });
        let page = page.await?;
        Ok(Answer {
            objects: page.contents.unwrap_or_default(),
            folders: page.common_prefixes.unwrap_or_default(),
            truncated: page.is_truncated,
            next: page.next_marker,
            announced: page.encoding_type == Some(EncodingType::Url),
            by_keys: true,
        })
    }

    /// Asked of those alone who know the header; it costs nothing there.
    fn restores_wanted(&self) -> Option<Vec<OptionalObjectAttributes>> {
        self.provider().quirks.tells_restores.then(|| vec![OptionalObjectAttributes::RestoreStatus])
    }
}

impl Paged for Page {
    fn next(&self) -> Option<Next> {
        self.next.clone()
    }
}

/// What either of the two calls answers.
struct Answer {
    objects: Vec<Object>,
    folders: Vec<CommonPrefix>,
    truncated: Option<bool>,
    /// A token, or the key behind which a list without tokens goes on.
    next: Option<String>,
    announced: bool,
    by_keys: bool,
}

impl spelling::Page for Answer {
    fn keys(&self) -> impl Iterator<Item = &str> {
        let folders = self.folders.iter().filter_map(CommonPrefix::prefix);
        folders.chain(self.objects.iter().filter_map(Object::key))
    }

    fn announces(&self) -> bool {
        self.announced
    }
}

impl Answer {
    fn mark(&self, next: String, encoded: bool) -> Mark {
        if self.by_keys { Mark::key(exact(next, encoded)) } else { Mark::token(next) }
    }

    fn first_object(&self) -> Option<&str> {
        self.objects.first().and_then(Object::key)
    }

    fn last_object(&self) -> Option<&str> {
        self.objects.last().and_then(Object::key)
    }

    fn last_folder(&self) -> Option<&str> {
        self.folders.last().and_then(CommonPrefix::prefix)
    }

    /// The last name on the page.
    fn last(&self, encoded: bool) -> Option<String> {
        let ends = [self.last_object(), self.last_folder()].into_iter().flatten();
        ends.map(|name| exact(name.to_owned(), encoded)).max()
    }
}

/// A key of an answer as it is. Most hold nothing that was encoded: they are moved, not copied, a
/// thousand a page.
pub(crate) fn exact(text: String, encoded: bool) -> String {
    match encoded && text.bytes().any(|byte| matches!(byte, b'+' | b'%')) {
        true => decode(&text),
        false => text,
    }
}

/// Undoes `encoding-type=url`, and what inventory reports in CSV do to keys. A text that does not
/// decode to UTF-8 was not encoded: it is kept.
pub fn decode(text: &str) -> String {
    let spaced = text.replace('+', " ");
    match percent_decode_str(&spaced).decode_utf8() {
        Ok(decoded) => decoded.into_owned(),
        Err(_) => text.to_owned(),
    }
}

#[cfg(test)]
mod tests;
