//! What a plan left out or changed, as sentences for the panel.

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
}

impl Note {
    pub(super) fn words(&self) -> String {
        let say = |count: u64, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {many}")),
        };
        let sentences = [
            say(self.links, "symbolic link was skipped.", "symbolic links were skipped."),
            say(
                self.special,
                "device, pipe or socket was skipped, because it has no contents to upload.",
                "devices, pipes or sockets were skipped, because they have no contents to upload.",
            ),
            say(
                self.not_text,
                "file or folder was skipped, because its name is not readable text.",
                "files or folders were skipped, because their names are not readable text.",
            ),
            say(self.empty, "empty folder is included.", "empty folders are included."),
            say(
                self.markers,
                "folder that the bucket stores as an object is included.",
                "folders that the bucket stores as objects are included.",
            ),
            say(
                self.renamed,
                "name was changed, because this computer does not allow it.",
                "names were changed, because this computer does not allow them.",
            ),
        ];
        sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn counts_become_sentences() {
        let note = super::Note { links: 1, renamed: 3, ..Default::default() };
        assert_eq!(
            note.words(),
            "1 symbolic link was skipped. 3 names were changed, because this computer does not allow them."
        );
        assert_eq!(super::Note::default().words(), "");
    }
}
