//! One thing of a selection.

use serde::{Deserialize, Serialize};

/// What a list told of a file, by which another one under the same name or id is known. The id
/// `null` is of whatever was stored last while the bucket kept no versions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsListed {
    /// Its ETag, without the quotes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// When it was stored, in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<i64>,
}

impl AsListed {
    /// Whether what has this ETag and time now is still it, as far as both sides tell.
    /// `Last-Modified` is rounded to a second.
    #[must_use]
    pub fn is(&self, etag: Option<&str>, modified: Option<i64>) -> bool {
        let same_etag = self.etag.as_deref().zip(etag).is_none_or(|(seen, now)| seen == now);
        same_etag && self.modified.zip(modified).is_none_or(|(seen, now)| seen.abs_diff(now) < 2_000)
    }
}

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
        /// What told it: the version `null` may be another by now.
        listed: AsListed,
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
