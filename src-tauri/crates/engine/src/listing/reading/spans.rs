//! The parts of the key space: which are read, how far, and where to split the longest. No I/O.
//!
//! A part reaches from behind one key up to and with another; together the parts cover everything
//! below the prefix, so splitting is always right, wherever. A part is asked for by `start-after`
//! once and then by the server's own tokens.
//!
//! That holds on servers that list in UTF-8 byte order. Of others nothing is believed: the keys of
//! a page must rise, and the first key that a part leaves to its neighbour must be the first that
//! the neighbour got. With that the parts are exact in whatever order a server lists; without it
//! they are [`Disorder`], and the listing is to be read from one end to the other.

use store::{Entry, Next, Page};

use super::letters::{Letters, following, shared};

/// So many keys of a page are learnt from.
const LEARN: usize = 16;
/// No key is longer, in bytes, so no server takes a longer one to begin behind.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html>
const LONGEST_KEY: usize = 1_024;
/// A part that has gone on for so many pages goes on for one more, whatever is guessed.
const GOES_ON: f64 = 4.0;
/// Guesses at the middle of one part that may wait for an answer: where the first was far off,
/// those made of it are too.
const GUESSES: u32 = 3;
/// So many requests may bring nothing, and one more for every so many that were made. Where keys
/// lie as nobody would guess, it takes longer instead of costing more.
const VAIN: (usize, usize) = (12, 5);

/// Whether a listing may be read in parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Splits {
    /// From one end to the other.
    Never,
    /// With every seam checked.
    Checked,
    /// The server is known to list in byte order: a seam that does not fit was changed by somebody
    /// meanwhile.
    Trusted,
}

/// The server's answers do not fit together.
#[derive(Debug)]
pub(super) struct Disorder;

#[derive(Debug)]
pub(super) struct Ask {
    pub(super) span: usize,
    pub(super) after: Option<String>,
    pub(super) token: Option<Next>,
}

/// All parts of one reading, and what was learnt about the keys.
#[derive(Debug)]
pub(in super::super) struct Spans {
    prefix: String,
    folders: bool,
    splits: Splits,
    spans: Vec<Span>,
    letters: Letters,
    asked: usize,
    /// Requests that brought nothing.
    vain: usize,
}

#[derive(Debug, Default)]
struct Span {
    after: Option<String>,
    until: Option<String>,
    token: Option<Next>,
    stage: Stage,
    /// The last key that was taken, and the last folder.
    last: Option<String>,
    last_folder: Option<String>,
    /// The first key of the last page.
    page: String,
    pages: u32,
    /// Pages since its end was last moved.
    since: u32,
    /// Pages that are left, by the look of it.
    left: f64,
    /// Splits of this part since the last that brought something.
    misses: u32,
    /// Splits of this part that have not been answered yet.
    unproved: u32,
    /// The part it was split off.
    parent: Option<usize>,
    /// The part behind it.
    right: Option<usize>,
    /// The first key that came, once known: `Some(None)` where there is none.
    first: Option<Option<String>>,
    /// The first key that was left to the next part, once this one ended.
    beyond: Option<Option<String>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Waiting,
    Asked,
    /// Its page could not be had; the next reading asks again.
    Left,
    Ended,
}

impl Spans {
    /// Everything below `prefix`, in one part. `folders`: keys are gathered at the next `/`.
    pub(in super::super) fn new(prefix: &str, folders: bool, splits: Splits) -> Self {
        let spans = vec![Span::default()];
        Self { prefix: prefix.to_owned(), folders, splits, spans, letters: Letters::default(), asked: 0, vain: 0 }
    }

    /// Pages asked for so far.
    pub(in super::super) fn asked(&self) -> usize {
        self.asked
    }

    pub(in super::super) fn is_sequential(&self) -> bool {
        self.splits == Splits::Never
    }

    pub(super) fn is_complete(&self) -> bool {
        self.spans.iter().all(|span| span.stage == Stage::Ended)
    }

    /// What failed, or was asked for by a reading that was dropped, is asked for again.
    pub(super) fn resume(&mut self) {
        for span in self.spans.iter_mut().filter(|span| span.stage != Stage::Ended) {
            span.stage = Stage::Waiting;
        }
    }

    /// The page of this part is to be asked for again.
    pub(super) fn again(&mut self, span: usize) {
        self.spans[span].stage = Stage::Waiting;
    }

    /// The page of this part could not be had; the other parts go on.
    pub(super) fn leave(&mut self, span: usize) {
        self.spans[span].stage = Stage::Left;
    }

    /// Whether this part was split off and has got nothing yet.
    pub(super) fn is_first_of_part(&self, span: usize) -> bool {
        self.spans[span].after.is_some() && self.spans[span].token.is_none()
    }

    /// The next page to ask for, while others are under way; None when everything is asked for. A
    /// part is split when it has `worth` pages left, by the look of it.
    pub(super) fn next(&mut self, worth: f64) -> Option<Ask> {
        let waiting = self.spans.iter().position(|span| span.stage == Stage::Waiting);
        let at = waiting.or_else(|| self.split(worth))?;
        self.asked += 1;
        let span = &mut self.spans[at];
        span.stage = Stage::Asked;
        let after = if span.token.is_none() { span.after.clone() } else { None };
        Some(Ask { span: at, after, token: span.token.clone() })
    }

    /// A page came: what of it belongs to the part.
    pub(super) fn arrived(&mut self, at: usize, mut page: Page) -> Result<Page, Disorder> {
        let span = &mut self.spans[at];
        span.stage = Stage::Waiting;
        span.token = page.next.take();
        if page.prefixes.first().is_some_and(|folder| span.last_folder.as_ref() == Some(folder)) {
            // Some servers tell a folder on both pages that its keys lie on.
            page.prefixes.remove(0);
        }
        if self.splits != Splits::Never && !rises(&page, span.last.as_ref().or(span.after.as_ref())) {
            return Err(Disorder);
        }
        let first = first(&page);
        if span.first.is_none() && (first.is_some() || span.token.is_none()) {
            span.first = Some(first);
        }
        let beyond = span.until.as_deref().and_then(|until| cut(&mut page, until));
        let hit = span.take(&page);
        if beyond.is_some() || span.token.is_none() {
            (span.stage, span.token, span.beyond) = (Stage::Ended, None, Some(beyond));
        }
        if let Some(parent) = span.parent.filter(|_| span.pages == 1) {
            let parent = &mut self.spans[parent];
            parent.unproved = parent.unproved.saturating_sub(1);
            parent.misses = if hit { 0 } else { parent.misses + 1 };
            self.vain += usize::from(!hit);
        }
        if self.splits != Splits::Never {
            self.learn(&page);
        }
        self.spans[at].left = self.pages_left(&self.spans[at]);
        self.check_seams(at)?;
        Ok(page)
    }

    fn check_seams(&self, at: usize) -> Result<(), Disorder> {
        let left = self.spans.iter().position(|span| span.right == Some(at));
        let seams = left.map(|left| (left, at)).into_iter().chain(self.spans[at].right.map(|right| (at, right)));
        for (left, right) in seams {
            let both = (&self.spans[left].beyond, &self.spans[right].first);
            if let (Splits::Checked, (Some(beyond), Some(first))) = (self.splits, both)
                && beyond != first
            {
                return Err(Disorder);
            }
        }
        Ok(())
    }

    fn learn(&mut self, page: &Page) {
        let every = (page.prefixes.len() + page.entries.len()).div_ceil(LEARN).max(1);
        let keys = page.prefixes.iter().chain(page.entries.iter().map(|entry| &entry.key)).step_by(every);
        for name in keys.filter_map(|key| key.get(self.prefix.len()..)) {
            self.letters.learn(if self.folders { name.strip_suffix('/').unwrap_or(name) } else { name });
        }
    }

    /// Splits the part that looks the longest; the new one takes its far end.
    fn split(&mut self, worth: f64) -> Option<usize> {
        if self.splits == Splits::Never || self.vain > VAIN.0 + self.asked / VAIN.1 {
            return None;
        }
        let long = self.spans.iter().enumerate().filter(|(_, span)| span.may_be_split() && span.left >= worth);
        let mut long: Vec<(f64, usize)> = long.map(|(at, span)| (span.left, at)).collect();
        long.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        let (at, middle) = long.into_iter().find_map(|(_, at)| Some((at, self.middle(&self.spans[at])?)))?;
        let new = self.spans.len();
        let span = &mut self.spans[at];
        let until = span.until.replace(middle.clone());
        let right = span.right.replace(new);
        (span.since, span.unproved) = (0, span.unproved + 1);
        self.spans.push(Span { after: Some(middle), until, right, parent: Some(at), ..Span::default() });
        self.spans[at].left = self.pages_left(&self.spans[at]);
        Some(new)
    }

    /// A guess from how far the last page went.
    fn pages_left(&self, span: &Span) -> f64 {
        let Some(last) = span.last.as_deref() else { return 0.0 };
        let until = span.until.as_deref().map(|until| self.name(until));
        let done = self.letters.progress(self.name(&span.page), self.name(last), until).max(1e-12);
        ((1.0 - done) / done).max(f64::from(span.since) / GOES_ON)
    }

    /// Where to split: halfway. At the end of what the keys have in common where nothing better is
    /// known, and in turn with the other where it brought nothing.
    fn middle(&self, span: &Span) -> Option<String> {
        let last = span.last.as_deref()?;
        let halfway = || self.halfway(span, last);
        let step = || self.end_of(steps, span, last);
        let letter = || self.end_of(letters, span, last);
        let guess = match (span.until.is_none(), span.tries() % 2 == 1) {
            (_, true) => step().or_else(letter).or_else(halfway),
            (true, false) => step().or_else(halfway).or_else(letter),
            (false, false) => halfway().or_else(step).or_else(letter),
        };
        guess.filter(|guess| guess.len() <= LONGEST_KEY)
    }

    fn halfway(&self, span: &Span, last: &str) -> Option<String> {
        let until = span.until.as_deref().map(|until| self.name(until));
        // After misses the next guess is much nearer, in proportion to the last page.
        let share = if span.tries() == 0 { 0.5 } else { (1.0 + span.left).sqrt().recip().min(0.5) };
        let name = self.letters.between(self.name(last), until, share)?;
        (!self.folders || !name.contains('/')).then(|| format!("{}{name}", self.prefix))
    }

    /// The end of one of the beginnings that all keys of the last page share. Of a few the
    /// outermost: most likely everything is in there; of many one in the middle, so that the right
    /// one is found soon.
    fn end_of(&self, ends: fn(&str) -> Vec<&str>, span: &Span, last: &str) -> Option<String> {
        let until = span.until.as_deref();
        let known = self.prefix.len().max(until.map_or(0, |until| shared(last, until)));
        let common = ends(&span.page[..shared(&span.page, last)]);
        let mut ends: Vec<String> = common
            .into_iter()
            .filter(|step| step.len() > known)
            .filter_map(behind_all)
            .filter(|end| end.as_str() > last && until.is_none_or(|until| end.as_str() < until))
            .filter(|end| !self.folders || !self.name(end).contains('/'))
            .collect();
        let at = if ends.len() <= 3 { 0 } else { ends.len() / 2 };
        (!ends.is_empty()).then(|| ends.swap_remove(at))
    }

    fn name<'a>(&self, key: &'a str) -> &'a str {
        key.strip_prefix(self.prefix.as_str()).unwrap_or(key)
    }
}

/// The beginnings of a text that end with a mark (`/`, `-`, a symbol …) or before a number.
fn steps(text: &str) -> Vec<&str> {
    let ends = |step: &&str| {
        let (last, next) = (step.chars().next_back(), text[step.len()..].chars().next());
        last.is_some_and(|last| {
            !last.is_alphanumeric() || !last.is_numeric() && next.is_some_and(|next| next.is_ascii_digit())
        })
    };
    letters(text).into_iter().filter(ends).collect()
}

/// The beginnings of a text, a letter longer each.
fn letters(text: &str) -> Vec<&str> {
    text.char_indices().map(|(at, letter)| &text[..at + letter.len_utf8()]).collect()
}

/// The least text behind all keys that begin with `step`, where it is one that a server takes. The
/// first letter beyond ASCII is none of ours: some servers trip over it.
fn behind_all(step: &str) -> Option<String> {
    let mut letters = step.chars();
    let next = following(letters.next_back()?)?;
    (next.is_ascii() || !step.is_ascii()).then(|| format!("{}{next}", letters.as_str()))
}

impl Span {
    /// Whether it is being read, and not too many guesses at its middle wait for an answer.
    fn may_be_split(&self) -> bool {
        self.stage == Stage::Asked && self.last.is_some() && self.unproved < GUESSES
    }

    /// Guesses that brought nothing, or nothing yet.
    fn tries(&self) -> u32 {
        self.misses + self.unproved
    }

    /// Notes how far a page of its own reached, and says whether anything was on it.
    fn take(&mut self, page: &Page) -> bool {
        (self.pages, self.since) = (self.pages + 1, self.since + 1);
        let (folder, file) = (page.prefixes.last(), page.entries.last().map(|entry| &entry.key));
        let Some(last) = folder.max(file) else { return false };
        self.page = first(page).unwrap_or_default();
        self.last = Some(last.clone());
        self.last_folder = folder.cloned().or(self.last_folder.take());
        true
    }
}

/// The first key of a page.
fn first(page: &Page) -> Option<String> {
    let (folder, file) = (page.prefixes.first(), page.entries.first().map(|entry| &entry.key));
    folder.into_iter().chain(file).min().cloned()
}

/// Whether folders and files each rise, from behind `floor` on.
fn rises(page: &Page, floor: Option<&String>) -> bool {
    let folders = page.prefixes.is_sorted_by(|a, b| a < b);
    let files = page.entries.is_sorted_by(|a, b| a.key < b.key);
    let behind = first(page).is_none_or(|first| floor.is_none_or(|floor| first > *floor));
    folders && files && behind
}

/// Cuts off what lies behind `until`, and answers the first key of that.
fn cut(page: &mut Page, until: &str) -> Option<String> {
    let folders = page.prefixes.partition_point(|folder| folder.as_str() <= until);
    let files = page.entries.partition_point(|Entry { key, .. }| key.as_str() <= until);
    let cut_off =
        Page { prefixes: page.prefixes.split_off(folders), entries: page.entries.split_off(files), next: None };
    first(&cut_off)
}

#[cfg(test)]
mod tests;
