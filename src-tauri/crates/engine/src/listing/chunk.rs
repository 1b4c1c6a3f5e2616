//! One page of a listing as it is kept: columns and one string for all names. It never changes once
//! made, so that sorting and filtering read it while more pages arrive.
//!
//! A file costs its name (the key after the place's prefix) and 40 bytes; a folder its name and 4.

use store::{Entry, Page, Restore};

use super::{
    past::{Arrived, Past},
    types::{FOLDER, TypeId, type_of},
};

/// Rows of one chunk at most: a page of S3 has 1,000.
pub(super) const CAPACITY: usize = 1 << 10;

/// Rows in the order they came: folders, then files.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    names: Box<str>,
    /// Where each name ends in `names`.
    ends: Box<[u32]>,
    folders: usize,
    // From here on a value for each file.
    sizes: Box<[u64]>,
    modified: Box<[i64]>,
    types: Box<[TypeId]>,
    /// Into `classes`; what lies beyond is no class.
    class: Box<[u8]>,
    classes: Box<[String]>,
    etags: Box<[[u8; 16]]>,
    /// Parts of a multipart ETag, or one of the two below.
    parts: Box<[u16]>,
    odd_etags: Box<[(u16, String)]>,
    restores: Box<[(u16, Restore)]>,
    /// Of each row, folders first, where the rows are of the past.
    past: Box<[Past]>,
}

const NO_ETAG: u16 = u16::MAX;
const ODD_ETAG: u16 = u16::MAX - 1;
const NO_CLASS: u8 = u8::MAX;

/// The rows of a page that was read below `prefix`. The prefix's own marker (`photos/` inside
/// `photos/`) is the folder itself and no row. A server may send more than fits into one chunk.
pub(super) fn chunks(prefix: &str, arrived: impl Into<Arrived>) -> Vec<Chunk> {
    let below = |key: &str| key.len() > prefix.len() && key.starts_with(prefix);
    let Arrived { page: Page { mut prefixes, mut entries, .. }, past, .. } = arrived.into();
    // What is of the past was looked through when it was made.
    if past.is_empty() {
        prefixes.retain(|key| below(key));
        entries.retain(|entry| below(&entry.key));
    }
    let (mut gone, mut old) = past.split_at(prefixes.len().min(past.len()));
    let mut made = Vec::with_capacity(1);
    let (mut folders, mut files) = (prefixes.as_slice(), entries.as_slice());
    while !folders.is_empty() || !files.is_empty() {
        let (first, more) = folders.split_at(folders.len().min(CAPACITY));
        let (others, rest) = files.split_at(files.len().min(CAPACITY - first.len()));
        let (past, later) = gone.split_at(first.len().min(gone.len()));
        let (also, others_later) = old.split_at(others.len().min(old.len()));
        let past = past.iter().chain(also).cloned().collect();
        made.push(Chunk { past, ..Chunk::of(prefix.len(), first, others) });
        (folders, files, gone, old) = (more, rest, later, others_later);
    }
    made
}

impl Chunk {
    fn of(skip: usize, folders: &[String], files: &[Entry]) -> Self {
        let keys = || folders.iter().chain(files.iter().map(|entry| &entry.key)).map(|key| &key[skip..]);
        let mut names = String::with_capacity(keys().map(str::len).sum());
        let mut ends = Vec::with_capacity(folders.len() + files.len());
        for name in keys() {
            names.push_str(name);
            // A key has 1,024 bytes; where a server says otherwise, what does not fit is cut off.
            ends.push(u32::try_from(names.len()).unwrap_or(u32::MAX));
        }
        let mut classes: Vec<String> = Vec::new();
        let class = files.iter().map(|entry| class_of(&mut classes, entry.class.as_deref())).collect();
        let mut odd_etags = Vec::new();
        let etags = files.iter().zip(0..).map(|(entry, at)| etag_of(&mut odd_etags, at, entry.etag.as_deref()));
        let (etags, parts): (Vec<_>, Vec<_>) = etags.unzip();
        let restores = files.iter().zip(0..).filter_map(|(entry, at)| Some((at, entry.restore?))).collect();
        let mut type_of = type_of();
        Self {
            names: names.into(),
            ends: ends.into(),
            folders: folders.len(),
            sizes: files.iter().map(|entry| entry.size).collect(),
            modified: files.iter().map(|entry| entry.modified.unwrap_or(0)).collect(),
            types: files.iter().map(|entry| type_of(&entry.key[skip..])).collect(),
            class,
            classes: classes.into(),
            etags: etags.into(),
            parts: parts.into(),
            odd_etags: odd_etags.into(),
            restores,
            past: Box::default(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn bytes(&self) -> u64 {
        self.sizes.iter().fold(0, |sum, size| sum.wrapping_add(*size))
    }

    /// Bytes that its rows take beside their names.
    #[cfg(test)]
    pub(super) fn weight(&self) -> usize {
        let texts = self.classes.iter().map(String::len).chain(self.odd_etags.iter().map(|(_, etag)| etag.len()));
        size_of_val(self)
            + size_of_val(&*self.ends)
            + size_of_val(&*self.sizes)
            + size_of_val(&*self.modified)
            + size_of_val(&*self.types)
            + size_of_val(&*self.class)
            + size_of_val(&*self.classes)
            + size_of_val(&*self.etags)
            + size_of_val(&*self.parts)
            + size_of_val(&*self.odd_etags)
            + size_of_val(&*self.restores)
            + size_of_val(&*self.past)
            + texts.sum::<usize>()
    }

    /// All names behind one another.
    pub(super) fn names(&self) -> &str {
        &self.names
    }

    /// The row whose name holds this byte of [`Chunk::names`].
    pub(super) fn row_at(&self, byte: usize) -> usize {
        self.ends.partition_point(|end| *end as usize <= byte)
    }

    /// Where a row's name begins and ends in [`Chunk::names`].
    pub(super) fn span(&self, row: usize) -> std::ops::Range<usize> {
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        start as usize..self.ends[row] as usize
    }

    pub(super) fn name(&self, row: usize) -> &str {
        &self.names[self.span(row)]
    }

    pub(super) fn is_folder(&self, row: usize) -> bool {
        row < self.folders
    }

    /// In bytes; 0 for a folder.
    pub(super) fn size(&self, row: usize) -> u64 {
        self.file(&self.sizes, row).unwrap_or(0)
    }

    /// In milliseconds since 1970; 0 when not known.
    pub(super) fn modified(&self, row: usize) -> i64 {
        self.file(&self.modified, row).unwrap_or(0)
    }

    pub(super) fn type_id(&self, row: usize) -> TypeId {
        self.file(&self.types, row).unwrap_or(FOLDER)
    }

    /// The storage class as the server wrote it.
    pub(super) fn class(&self, row: usize) -> Option<&str> {
        self.classes.get(usize::from(self.file(&self.class, row)?)).map(String::as_str)
    }

    /// Every storage class of these rows.
    pub(super) fn classes(&self) -> impl Iterator<Item = &str> {
        self.classes.iter().map(String::as_str)
    }

    /// The ETag as the server wrote it, without quotes.
    pub(super) fn etag(&self, row: usize) -> Option<String> {
        let at = row.checked_sub(self.folders)?;
        match self.file(&self.parts, row)? {
            NO_ETAG => None,
            ODD_ETAG => self.odd_etags.iter().find(|(odd, _)| usize::from(*odd) == at).map(|(_, etag)| etag.clone()),
            parts => {
                let mut etag = hex::encode(self.etags[at]);
                if parts > 0 {
                    etag += &format!("-{parts}");
                }
                Some(etag)
            }
        }
    }

    pub(super) fn restore(&self, row: usize) -> Option<Restore> {
        let at = row.checked_sub(self.folders)?;
        self.restores.iter().find(|(restored, _)| usize::from(*restored) == at).map(|(_, restore)| *restore)
    }

    /// What a row of the past is.
    pub(super) fn past(&self, row: usize) -> Option<&Past> {
        self.past.get(row)
    }

    fn file<T: Copy>(&self, column: &[T], row: usize) -> Option<T> {
        column.get(row.checked_sub(self.folders)?).copied()
    }
}

/// A page has a handful of classes; neighbours mostly share theirs.
fn class_of(classes: &mut Vec<String>, class: Option<&str>) -> u8 {
    let Some(class) = class else { return NO_CLASS };
    let at = classes.iter().position(|known| known == class).unwrap_or_else(|| {
        if classes.len() < usize::from(NO_CLASS) {
            classes.push(class.to_owned());
        }
        classes.len() - 1
    });
    u8::try_from(at).unwrap_or(NO_CLASS)
}

/// 16 bytes and a count of parts for what S3 makes; anything else is kept as text.
fn etag_of(odd: &mut Vec<(u16, String)>, at: u16, etag: Option<&str>) -> ([u8; 16], u16) {
    let Some(etag) = etag else { return ([0; 16], NO_ETAG) };
    compact(etag).unwrap_or_else(|| {
        odd.push((at, etag.to_owned()));
        ([0; 16], ODD_ETAG)
    })
}

fn compact(etag: &str) -> Option<([u8; 16], u16)> {
    let (hex, parts) = match etag.split_once('-') {
        None => (etag, 0),
        // What would not come out again as it went in ("-0", "-007") stays text.
        Some((hex, parts)) => {
            (hex, parts.parse().ok().filter(|n| (1..ODD_ETAG).contains(n) && !parts.starts_with(['0', '+']))?)
        }
    };
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, odd) = hex.as_bytes().as_chunks::<2>();
    if pairs.len() != 16 || !odd.is_empty() {
        return None;
    }
    let mut bytes = [0; 16];
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some((bytes, parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(key: &str) -> Entry {
        Entry { key: key.into(), size: 1, modified: None, etag: None, class: None, restore: None }
    }

    fn only(prefix: &str, prefixes: &[&str], entries: Vec<Entry>) -> Chunk {
        let prefixes = prefixes.iter().map(|prefix| (*prefix).into()).collect();
        let mut made = chunks(prefix, Page { prefixes, entries, next: None });
        assert_eq!(made.len(), 1);
        made.remove(0)
    }

    #[test]
    fn names_are_kept_exactly_and_the_folder_itself_is_no_row() {
        let chunk = only("p/", &["p//", "p/ a/", "p/../"], ["p/", "p/ü ", "p/a\u{1}b"].map(entry).to_vec());
        let names: Vec<&str> = (0..chunk.len()).map(|row| chunk.name(row)).collect();
        assert_eq!(names, ["/", " a/", "../", "ü ", "a\u{1}b"]);
        assert!(chunk.is_folder(2) && !chunk.is_folder(3));
        assert_eq!((chunk.size(2), chunk.size(3)), (0, 1));
        for row in 0..chunk.len() {
            assert!(chunk.span(row).all(|byte| chunk.row_at(byte) == row));
        }
    }

    #[test]
    fn etags_classes_and_restores_come_out_as_they_went_in() {
        let md5 = "d41d8cd98f00b204e9800998ecf8427e";
        let etags = [md5.to_owned(), format!("{md5}-17"), format!("{md5}-0"), format!("{md5}-65534"), "D41D".into()];
        let entries = etags.iter().map(|etag| Entry { etag: Some(etag.clone()), ..entry(etag) }).collect();
        let chunk = only("", &["a/"], entries);
        for (row, etag) in etags.iter().enumerate() {
            assert_eq!(chunk.etag(row + 1).as_ref(), Some(etag));
        }
        let restore = Some(Restore { under_way: true, until: Some(7) });
        let cold = Entry { class: Some("DEEP_ARCHIVE".into()), restore, ..entry("b") };
        let chunk = only("", &["a/"], vec![entry("a"), cold]);
        assert_eq!((chunk.class(0), chunk.class(1), chunk.class(2)), (None, None, Some("DEEP_ARCHIVE")));
        assert_eq!((chunk.restore(1), chunk.restore(2), chunk.etag(2)), (None, restore, None));
    }

    #[test]
    fn a_server_of_large_pages_loses_nothing() {
        let page = Page {
            prefixes: (0..1500).map(|n| format!("{n}/")).collect(),
            entries: (0..1500).map(|n| entry(&n.to_string())).collect(),
            next: None,
        };
        let made = chunks("", page);
        assert!(made.iter().all(|chunk| chunk.len() <= CAPACITY));
        assert_eq!(made.iter().map(Chunk::len).sum::<usize>(), 3000);
    }
}
