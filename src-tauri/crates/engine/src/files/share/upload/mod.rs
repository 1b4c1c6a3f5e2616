//! Asking others for files: a page, saved as one file and sent to them, that stores what they
//! choose in one folder of a bucket without a sign-in. What it stores is limited by a form that is
//! signed here; where a server knows no forms, the page holds a link that stores one file and
//! limits nothing.
//!
//! A page is a secret as a link is, and ends as a link does. It is tried with an empty file, which
//! no form takes: so nothing is left behind, and whether the login may store files there is not
//! proved. A link for one file is not tried, since that would leave a file.

mod arrivals;
mod html;
mod look;
mod make;

use serde::{Deserialize, Serialize};
use store::{FormTypes, LinkRefusal};
use ts_rs::TS;

pub use arrivals::{Arrival, Arrivals, arrivals};
pub(super) use look::look;
pub use look::{UploadFacts, UploadStands};
pub use make::PageText;
pub(super) use make::{offered, page};

use super::{LinkEnd, LinkLasts, PolicyOnLinks};
use crate::fault::Fault;

/// Which files a page takes, by the type that a browser states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UploadTypes {
    /// All.
    Any,
    /// Images.
    Images,
    /// Videos.
    Videos,
    /// Sound.
    Audio,
    /// PDF documents.
    Pdf,
    /// Plain text, tables as CSV among it.
    Text,
}

impl UploadTypes {
    /// The condition of a form.
    pub(super) const fn condition(self) -> FormTypes {
        match self {
            Self::Any => FormTypes::Any,
            Self::Images => FormTypes::Begins("image/"),
            Self::Videos => FormTypes::Begins("video/"),
            Self::Audio => FormTypes::Begins("audio/"),
            Self::Pdf => FormTypes::Is("application/pdf"),
            Self::Text => FormTypes::Begins("text/"),
        }
    }

    /// A type that is taken.
    pub(super) const fn example(self) -> &'static str {
        match self {
            Self::Any => "application/octet-stream",
            Self::Images => "image/png",
            Self::Videos => "video/mp4",
            Self::Audio => "audio/mpeg",
            Self::Pdf => "application/pdf",
            Self::Text => "text/plain",
        }
    }
}

/// How a page stores files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UploadWay {
    /// Any number of them in a folder, within limits: by a form.
    Folder,
    /// One, whatever it is: by a link.
    One,
}

/// An upload page, as a person wants it.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct UploadWanted {
    /// How it stores files.
    pub way: UploadWay,
    /// The folder below the one that is open; empty for that one.
    pub folder: String,
    /// The name of the one file; not used otherwise.
    pub name: String,
    /// Until when.
    pub lasts: LinkLasts,
    /// Which files. Those and sizes count for a form alone.
    pub types: UploadTypes,
    /// The smallest file, in bytes.
    #[ts(type = "number")]
    pub smallest: u64,
    /// The largest file, in bytes.
    #[ts(type = "number")]
    pub largest: u64,
    /// What the page says to whoever opens it; 1,000 characters are kept.
    pub message: String,
    /// Whom it is for, for the person alone; 200 characters are kept.
    pub note: String,
}

/// What ends or refuses an upload page as it is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct UploadEnd {
    /// What the bucket's policy says of it.
    pub policy: PolicyOnLinks,
    /// When it would end.
    pub end: LinkEnd,
}

/// What came of trying a page before it was handed over.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum UploadTried {
    /// The server accepts it, and heeds its limits.
    Heeds,
    /// It cannot be tried without leaving a file behind.
    Untried,
    /// The server stored what the form does not take: it heeds no limits.
    Stored {
        /// What was stored is removed again.
        removed: bool,
    },
    /// The server knows no forms.
    Unknown,
    /// The server refused.
    Refused {
        /// Why.
        why: LinkRefusal,
    },
    /// No server answered.
    NotReached {
        /// What was in the way.
        fault: Fault,
    },
}

impl UploadTried {
    /// Whether a page that was tried so is worth to be sent.
    #[must_use]
    pub const fn may_be_sent(&self) -> bool {
        matches!(self, Self::Heeds | Self::Untried)
    }
}

/// What came of making an upload page.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct MadeUpload {
    /// What the keys of its files begin with, or the key of the one file.
    pub to: String,
    /// Whether a file has that key already could not be seen.
    pub unseen: bool,
    /// When it ends.
    pub end: LinkEnd,
    /// What came of trying it.
    pub tried: UploadTried,
    /// How far this computer's clock is behind the server's, in milliseconds; negative where it is
    /// ahead, null where both agree.
    #[ts(type = "number | null")]
    pub clock: Option<i64>,
    /// The name of the file that it was saved in; null where it was not.
    pub saved: Option<String>,
}

#[cfg(test)]
mod tests;
