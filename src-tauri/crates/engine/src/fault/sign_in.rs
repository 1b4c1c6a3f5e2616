//! Faults of names and places that the person gives while connecting or browsing.

use words::{Value, Words, faults, say};

use super::{Fault, Remedy, subject};
use crate::finding::LoginField;

/// The draft was saved or left before.
#[must_use]
pub fn draft_gone() -> Fault {
    super::gone("login")
}

/// The address of a company's sign-in page cannot be one.
#[must_use]
pub fn sign_in_page(why: impl Into<Value>) -> Fault {
    Fault::told("sign_in_page", say!(faults::SignInPage, why = why.into()))
}

/// The browser could not be opened; the page is named so that it can be opened by hand.
#[must_use]
pub fn no_browser(page: &str, why: &str) -> Fault {
    Fault::told("no_browser", say!(faults::NoBrowser, page)).details(why)
}

/// A login that may not list buckets and names none.
#[must_use]
pub fn bucket_needed() -> Fault {
    Fault::told("bucket_needed", say!(faults::BucketNeeded)).remedy(Remedy::change(LoginField::Bucket))
}

/// The list of buckets was refused by a server that does not say why: the login may be wrong.
#[must_use]
pub fn list_refused() -> Fault {
    Fault::told("bucket_needed", say!(faults::ListRefused)).remedy(Remedy::change(LoginField::Bucket))
}

/// The same of the files in a bucket.
#[must_use]
pub fn listing_refused_or_secret(bucket: &str, prefix: &str) -> Fault {
    Fault::told("not_permitted", say!(faults::ListingRefusedOrSecret, place = place(bucket, prefix)))
        .remedy(Remedy::change(LoginField::Prefix))
}

fn place(bucket: &str, prefix: &str) -> Words {
    subject::in_words(Some(bucket), Some(prefix))
}

/// The login is accepted, but may not see what is in the bucket or in the folder it begins in.
#[must_use]
pub fn listing_refused(bucket: &str, prefix: &str) -> Fault {
    Fault::told("not_permitted", say!(faults::ListingRefused, place = place(bucket, prefix)))
        .remedy(Remedy::change(LoginField::Prefix))
}

/// The bucket's owner has those pay who ask, and the connection does not say yet that it accepts
/// that.
#[must_use]
pub fn requester_pays(bucket: &str) -> Fault {
    Fault::told("requester_pays", say!(faults::RequesterPays, bucket)).remedy(Remedy::change(LoginField::RequesterPays))
}

/// A connection needs a name that can be told from the others.
#[must_use]
pub fn name_needed() -> Fault {
    Fault::told("name_needed", say!(faults::NameNeeded))
}

/// A folder's name that cannot be used.
#[must_use]
pub fn folder_name(why: impl Into<Value>) -> Fault {
    Fault::told("folder_name", say!(faults::FolderName, why = why.into()))
}

/// A folder of this name is there.
#[must_use]
pub fn folder_exists(name: &str) -> Fault {
    Fault::told("folder_exists", say!(faults::FolderExists, name))
}

/// This computer's clock is `off_ms` behind (positive) or ahead of (negative) the server's.
#[must_use]
pub fn clock_off(off_ms: i64) -> Fault {
    let minutes = (off_ms.abs() + 30_000) / 60_000;
    let way = if off_ms > 0 { "behind" } else { "ahead" };
    Fault::told("clock_skew", say!(faults::ClockOff, minutes, way))
        .details(format!("clock difference: {off_ms} ms"))
        .retry(true)
}

/// A file of the folder's name is there.
#[must_use]
pub fn name_is_file(name: &str) -> Fault {
    Fault::told("folder_exists", say!(faults::NameIsFile, name))
}

/// The server makes no empty folders.
#[must_use]
pub fn folders_not_kept() -> Fault {
    Fault::told("folders_not_kept", say!(faults::FoldersNotKept))
}
