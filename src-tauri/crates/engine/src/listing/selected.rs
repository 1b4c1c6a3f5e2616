//! One thing of a selection.

/// Something that was selected, with what a transfer needs to know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selected {
    /// One object, picked by itself.
    File {
        /// Its whole key, exactly.
        key: String,
        /// Its size in bytes when it was listed.
        size: u64,
        /// In milliseconds since 1970, where the server told it.
        modified: Option<i64>,
        /// As it was shown, where the server told it.
        etag: Option<String>,
    },
    /// One version of an object, which need not be the current one.
    Version {
        /// The whole key of its object, exactly.
        key: String,
        /// Its size in bytes.
        size: u64,
        /// Its id, as the storage has it.
        id: String,
        /// The name that its copy on this computer gets; none for the object's own.
        saved_as: Option<String>,
    },
    /// Everything below a prefix.
    Folder {
        /// What all keys below begin with; it ends with `/`.
        prefix: String,
    },
    /// Everything that was below a prefix at a moment, each file in its version of then.
    FolderAt {
        /// What all keys below begin with; it ends with `/`.
        prefix: String,
        /// In milliseconds since 1970, by the clock of the storage.
        moment: i64,
    },
}

impl Selected {
    /// The key of a file, the prefix of a folder.
    #[must_use]
    pub fn key(&self) -> &str {
        let (Self::File { key, .. }
        | Self::Version { key, .. }
        | Self::Folder { prefix: key }
        | Self::FolderAt { prefix: key, .. }) = self;
        key
    }

    /// Whether it is a folder, of now or of a moment.
    #[must_use]
    pub fn is_folder(&self) -> bool {
        matches!(self, Self::Folder { .. } | Self::FolderAt { .. })
    }

    /// Whether it is what was there, and need not be what is there now.
    #[must_use]
    pub fn is_past(&self) -> bool {
        matches!(self, Self::Version { .. } | Self::FolderAt { .. })
    }
}
