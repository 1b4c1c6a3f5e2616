//! The one way to read what comes in pages. Every list of this crate asks here where its next page
//! begins, and nobody follows a token in another way (`tests/tests/house/layers/pages.rs` holds
//! that).
//!
//! Promise: a list has ended only when the server said so. One that says "there is more" and not
//! where, that leads back to where it has been, or that brings nothing for ever, is
//! [`StoreErrorKind::BrokenList`] and never a shorter list: what is copied, moved, deleted or
//! backed up by a list would be less than there is.
//!
//! Pages are followed by [`pages`], a stream, and by [`Store::pages`](crate::Store::pages) and its
//! siblings outside this crate. Who has to ask for one page again ([`Next`]) asks by itself: a
//! transfer that goes on where its selection could not be listed, and a listing that is read from
//! several ends at once.
//!
//! Where a list goes on carries what has to be remembered of its way, so that whoever follows pages
//! is stopped by a circle. Remembered is one earlier page, a later one each time that twice as many
//! pages have come (Brent's way to find a circle): a few bytes for a list of any length.

use crate::error::{StoreError, StoreErrorKind, Subject};
use futures_util::stream::{self, BoxStream, StreamExt, TryStreamExt};
use std::future::ready;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Pages in a row that bring nothing new. AWS gives such pages where many deleted versions lie in
/// between, and others count the files of a folder into its page.
const BARREN: u32 = 10_000;

/// The most that a page of a list of files, versions, parts or uploads holds.
const FULL: usize = 1_000;

/// Where the page after another one begins. Opaque: it is the server's, and good for the list it
/// came from alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    mark: Mark,
    trail: Trail,
}

/// What the server is asked with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Mark {
    /// A token, a number, or the key behind which the list goes on.
    pub(crate) at: String,
    /// The id behind which it goes on, where one key can have several.
    pub(crate) id: Option<String>,
    /// Whether `at` is a key of a list that knows no tokens.
    pub(crate) is_key: bool,
}

impl Mark {
    /// A token of the server's own.
    pub(crate) fn token(at: impl Into<String>) -> Self {
        Self { at: at.into(), id: None, is_key: false }
    }

    /// Behind a key.
    pub(crate) fn key(at: impl Into<String>) -> Self {
        Self { is_key: true, ..Self::token(at) }
    }

    /// Behind a key and an id.
    pub(crate) fn both(at: impl Into<String>, id: Option<String>) -> Self {
        Self { id, ..Self::key(at) }
    }
}

/// What a page says of the page after it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Continuation {
    /// There is none.
    End,
    /// It begins here.
    On(Mark),
    /// There is one, and nothing says where.
    Silent,
}

impl Continuation {
    /// From the two fields that lists have. A server may say "not truncated" and send a token all
    /// the same; it then leads to nothing. An empty token is none.
    pub(crate) fn of(truncated: Option<bool>, mark: Option<Mark>) -> Self {
        let mark = mark.filter(|mark| !mark.at.is_empty() || mark.id.as_ref().is_some_and(|id| !id.is_empty()));
        match (truncated, mark) {
            (Some(false), _) | (None, None) => Self::End,
            (_, Some(mark)) => Self::On(mark),
            (Some(true), None) => Self::Silent,
        }
    }

    /// From the two fields and how much the page brought. Some servers leave `IsTruncated` out:
    /// then a page that names the next one has one, and of a full page that names none nobody
    /// knows, and asking once more tells.
    pub(crate) fn of_page(truncated: Option<bool>, count: usize, mark: Option<Mark>) -> Self {
        match Self::of(truncated, mark) {
            Self::End if truncated.is_none() && count >= FULL => Self::Silent,
            told => told,
        }
    }

    /// The same, and behind the last of what came where nothing says where: right for lists that
    /// are in order.
    pub(crate) fn or_behind(self, last: impl FnOnce() -> Option<Mark>) -> Self {
        match self {
            Self::Silent => last().map_or(Self::Silent, Self::On),
            told => told,
        }
    }
}

/// What a page brought, as far as it tells one page from another.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Brought {
    count: usize,
    /// None where the page is empty.
    print: Option<u64>,
}

impl Brought {
    /// So many things, with these names at the ends of the page.
    pub(crate) fn new<'a>(count: usize, ends: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        let (mut hasher, mut any) = (DefaultHasher::new(), false);
        count.hash(&mut hasher);
        for name in ends {
            any |= name.is_some();
            name.hash(&mut hasher);
        }
        Self { count, print: any.then(|| hasher.finish()) }
    }
}

/// What is remembered of the pages so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Trail {
    pages: u64,
    /// Pages in a row that brought nothing new.
    barren: u32,
    /// What the page before brought.
    last: Option<u64>,
    /// Where the earlier page led.
    kept: Option<u64>,
    /// What an earlier page brought, of those that can be told from others, and from which page on
    /// it is another's turn.
    kept_print: Option<u64>,
    keep_from: u64,
}

impl Next {
    /// Where a list goes on after a page: `from` is where that page began.
    pub(crate) fn after(
        subject: Subject<'_>,
        from: Option<&Self>,
        told: Continuation,
        brought: Brought,
    ) -> Result<Option<Self>, StoreError> {
        let broken = |why| Err(subject.refuse(StoreErrorKind::BrokenList, why));
        let mark = match told {
            Continuation::End => return Ok(None),
            Continuation::Silent => return broken("the list goes on, and the server does not say where"),
            Continuation::On(mark) => mark,
        };
        let before = from.map(|from| from.trail).unwrap_or_default();
        let led = hash(&mark);
        let back = before.kept == Some(led) || from.is_some_and(|from| from.mark == mark);
        // One thing alone may be a folder, which some servers put on every page that its files are
        // counted into.
        let print = brought.print.filter(|_| brought.count > 1);
        let same = print.is_some() && before.kept_print == print;
        if back || same {
            return broken("the list leads back to where it has been");
        }
        let nothing_new = brought.print.is_none() || before.last == brought.print;
        let barren = if nothing_new { before.barren + 1 } else { 0 };
        if barren == BARREN {
            return broken("page after page brings nothing");
        }
        let pages = before.pages + 1;
        let mut trail = Trail { pages, barren, last: brought.print, ..before };
        if pages.is_power_of_two() {
            trail.kept = Some(led);
        }
        if print.is_some() && pages >= before.keep_from {
            (trail.kept_print, trail.keep_from) = (print, 2 * pages);
        }
        Ok(Some(Self { mark, trail }))
    }

    /// Where a list of versions goes on behind this one, as it was once told; nothing is remembered
    /// of its way.
    #[must_use]
    pub fn behind_version(key: &str, id: String) -> Self {
        Self { mark: Mark::both(key, Some(id)), trail: Trail::default() }
    }

    pub(crate) fn mark(&self) -> &Mark {
        &self.mark
    }

    /// The token, number or key, for a test or a log.
    pub fn as_str(&self) -> &str {
        &self.mark.at
    }
}

impl From<String> for Next {
    /// A token that was written down; nothing is remembered of its way.
    fn from(token: String) -> Self {
        Self { mark: Mark::token(token), trail: Trail::default() }
    }
}

/// One page of a list, and where the next one begins.
pub(crate) trait Paged {
    /// Nothing on the last page.
    fn next(&self) -> Option<Next>;
}

/// What is on a page, where that is all there is to say of it.
pub(crate) type Things<T> = (Vec<T>, Option<Next>);

impl<T> Paged for Things<T> {
    fn next(&self) -> Option<Next> {
        self.1.clone()
    }
}

/// Every page of a list, each asked for when it is wanted. It ends with the list or with the first
/// error, and may be dropped between and while asking.
pub(crate) fn pages<'a, P, F>(
    mut ask: impl FnMut(Option<Next>) -> F + Send + 'a,
) -> BoxStream<'a, Result<P, StoreError>>
where
    P: Paged + Send + 'a,
    F: Future<Output = Result<P, StoreError>> + Send + 'a,
{
    // Boxed: the callers' futures nest deeper than the compiler looks otherwise.
    let pages = stream::try_unfold(Some(None), move |from: Option<Option<Next>>| {
        let asked = from.map(&mut ask);
        async {
            let Some(asked) = asked else { return Ok(None) };
            let page = asked.await?;
            let next = page.next().map(Some);
            Ok(Some((page, next)))
        }
    });
    pages.boxed()
}

/// Everything that is on a list.
pub(crate) async fn everything<T, F>(ask: impl FnMut(Option<Next>) -> F + Send) -> Result<Vec<T>, StoreError>
where
    T: Send,
    F: Future<Output = Result<Things<T>, StoreError>> + Send,
{
    pages(ask).map_ok(|(things, _)| things).try_concat().await
}

/// What is on the first page of a list that has something on it, from the beginning on: servers may
/// send empty pages before it. Nothing only where the whole list has nothing.
pub(crate) async fn first_filled<T, F>(ask: impl FnMut(Option<Next>) -> F + Send) -> Result<Vec<T>, StoreError>
where
    T: Send,
    F: Future<Output = Result<Things<T>, StoreError>> + Send,
{
    let filled = pages(ask).map_ok(|(things, _)| things).try_skip_while(|things| ready(Ok(things.is_empty())));
    Ok(std::pin::pin!(filled).try_next().await?.unwrap_or_default())
}

fn hash(mark: &Mark) -> u64 {
    let mut hasher = DefaultHasher::new();
    mark.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests;
