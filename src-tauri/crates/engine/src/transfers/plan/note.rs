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
            say(self.links, "link was left out.", "links were left out."),
            say(
                self.special,
                "device, pipe or socket was left out: it holds no bytes to upload.",
                "devices, pipes or sockets were left out: they hold no bytes to upload.",
            ),
            say(
                self.not_text,
                "file or folder was left out: its name is not readable text.",
                "files or folders were left out: their names are not readable text.",
            ),
            say(self.empty, "empty folder is kept as a folder.", "empty folders are kept as folders."),
            say(
                self.markers,
                "folder that the bucket keeps by itself is made as well.",
                "folders that the bucket keeps by themselves are made as well.",
            ),
            say(
                self.renamed,
                "name was changed so that this computer can keep it.",
                "names were changed so that this computer can keep them.",
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
        assert_eq!(note.words(), "1 link was left out. 3 names were changed so that this computer can keep them.");
        assert_eq!(super::Note::default().words(), "");
    }
}
