//! What a plan left out or changed, as sentences for the panel.

use words::{Words, jobs, say};

/// Counts of what was treated in another way than plainly.
#[derive(Debug, Default)]
pub(super) struct Note {
    /// Links inside a folder: left out, since they may lead anywhere, also in circles.
    pub(super) links: u64,
    /// Sockets, pipes, devices.
    pub(super) special: u64,
    /// Names that are not text, which no key can carry.
    pub(super) not_text: u64,
    /// Empty folders that become folders of the bucket.
    pub(super) empty: u64,
    /// Objects that stand for folders, made here.
    pub(super) markers: u64,
    /// Objects saved under another name.
    pub(super) renamed: u64,
    /// Files that may have been there at the moment that is meant: left out.
    pub(super) unsure: u64,
    /// Files that were stored after the others were counted: left out.
    pub(super) later: u64,
    /// Files of a class of the archive: their copies go there too.
    pub(super) archived: u64,
}

impl Note {
    pub(super) fn words(&self) -> Vec<Words> {
        let Self { links, special, not_text, empty, markers, renamed, unsure, later, archived } = *self;
        let sentences = [
            (links, say!(jobs::Links, count = links)),
            (special, say!(jobs::Special, count = special)),
            (not_text, say!(jobs::NotText, count = not_text)),
            (empty, say!(jobs::Empty, count = empty)),
            (markers, say!(jobs::Markers, count = markers)),
            (renamed, say!(jobs::Renamed, count = renamed)),
            (unsure, say!(jobs::UnsureThen, count = unsure)),
            (later, say!(jobs::StoredLater, count = later)),
            (archived, say!(jobs::CopiesArchived, count = archived)),
        ];
        sentences.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Note;

    #[test]
    fn counts_become_sentences() {
        let note = Note { links: 1, renamed: 3, ..Note::default() };
        assert_eq!(
            note.words(),
            ["1 symbolic link was skipped.", "3 names were changed, because this computer does not allow them."]
        );
        assert!(Note::default().words().is_empty());
    }
}
