//! Faults of links that open files without a sign-in. None of them has room for a link.

use words::{faults, say};

use super::Fault;

/// A link would have ended before it begins; `by` is what ends it: `session`, `copy`, `policy` or
/// `chosen`.
#[must_use]
pub(crate) fn link_ended(by: &'static str) -> Fault {
    Fault::told("link_ended", say!(faults::LinkEnded, by))
}

/// Nothing signs for this connection.
#[must_use]
pub(crate) fn link_unsigned() -> Fault {
    Fault::told("link_unsigned", say!(faults::LinkUnsigned))
}

/// More files than links are made for at once.
#[must_use]
pub(crate) fn links_too_many(most: usize) -> Fault {
    Fault::told("links_too_many", say!(faults::LinksTooMany, most))
}

/// Nothing that a link could open was selected.
#[must_use]
pub(crate) fn links_none() -> Fault {
    Fault::told("links_none", say!(faults::LinksNone))
}

/// The browser or the mail program did not start. Its own words may quote the link.
#[must_use]
pub fn link_not_opened(why: std::io::ErrorKind) -> Fault {
    Fault::told("link_not_opened", say!(faults::LinkNotOpened)).details(why.to_string())
}

/// The list of links has as many that still work as it keeps.
#[must_use]
pub(crate) fn links_full(most: usize) -> Fault {
    Fault::told("links_full", say!(faults::LinksFull, most))
}

/// The file with the links that were made cannot be read.
#[must_use]
pub(crate) fn links_unreadable(file: &str, why: &str) -> Fault {
    Fault::told("links_file", say!(faults::LinksUnreadable, file)).details(why)
}

/// The file with the links that were made cannot be written.
#[must_use]
pub(crate) fn links_unwritable(file: &str, why: &str) -> Fault {
    Fault::told("links_file", say!(faults::LinksUnwritable, file)).details(why).retry(true)
}

/// A folder that the names of uploaded files would not fit behind, or that is none.
#[must_use]
pub(crate) fn upload_folder(most: usize) -> Fault {
    Fault::told("upload_folder", say!(faults::UploadFolder, most))
}

/// Browsers would change the address of a page for one file.
#[must_use]
pub(crate) fn upload_unreachable() -> Fault {
    Fault::told("upload_unreachable", say!(faults::UploadUnreachable))
}

/// Others would be let store anything anywhere in a bucket.
#[must_use]
pub(crate) fn upload_bucket() -> Fault {
    Fault::told("upload_folder", say!(faults::UploadBucket))
}

/// Sizes that no file has, or that one request cannot store; `largest` in bytes.
#[must_use]
pub(crate) fn upload_sizes(largest: u64) -> Fault {
    Fault::told("upload_sizes", say!(faults::UploadSizes, largest))
}

/// A name that the one uploaded file cannot have; `most` in bytes.
#[must_use]
pub(crate) fn upload_name(most: usize) -> Fault {
    Fault::told("upload_name", say!(faults::UploadName, most))
}

/// The one uploaded file would replace another.
#[must_use]
pub(crate) fn upload_taken(name: &str) -> Fault {
    Fault::told("upload_name", say!(faults::UploadTaken, name))
}
