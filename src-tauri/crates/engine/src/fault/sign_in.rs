//! Faults of names and places that the person gives while connecting or browsing.

use super::{Fault, Remedy};
use crate::finding::LoginField;

/// The draft was saved or left before.
#[must_use]
pub fn draft_gone() -> Fault {
    super::gone("login")
}

/// The address of a company's sign-in page cannot be one.
#[must_use]
pub fn sign_in_page(what: &str) -> Fault {
    Fault::new("sign_in_page", "The sign-in page is not complete yet", what, "Fill it in, then try again.")
}

/// The browser could not be opened; the page is named so that it can be opened by hand.
#[must_use]
pub fn no_browser(page: &str, why: &str) -> Fault {
    Fault::new(
        "no_browser",
        "The browser did not open",
        format!("This computer could not open “{page}” by itself. The code stays good meanwhile."),
        "Open that address in any browser, on this computer or on another.",
    )
    .details(why)
}

/// A login that may not list buckets and names none.
#[must_use]
pub fn bucket_needed() -> Fault {
    Fault::new(
        "bucket_needed",
        "This login may not list buckets",
        "The login works, but it may not see the list of all buckets. Many logins are made that way.",
        "Fill in the name of the bucket you were given.",
    )
    .remedy(Remedy::change(LoginField::Bucket))
}

/// The list of buckets was refused by a server that does not say why: the login may be wrong.
#[must_use]
pub fn list_refused() -> Fault {
    Fault::new(
        "bucket_needed",
        "The server refused the list of buckets",
        "Either the access key or the secret key is wrong, or this login may not list buckets: this server gives the same answer to both.",
        "Check both keys. If they are right, fill in the name of the bucket you were given.",
    )
    .remedy(Remedy::change(LoginField::Bucket))
}

/// The same of the files in a bucket.
#[must_use]
pub fn listing_refused_or_secret(bucket: &str, prefix: &str) -> Fault {
    let place = if prefix.is_empty() { format!("“{bucket}”") } else { format!("“{prefix}” in “{bucket}”") };
    Fault::new(
        "not_permitted",
        "The server refused the list of files",
        format!(
            "Either the access key or the secret key is wrong, or this login may not list {place}: this server gives the same answer to both."
        ),
        "Check both keys. If they are right and you were given a folder, fill it in as the start folder. If you only hand files in, go on without seeing them.",
    )
    .remedy(Remedy::change(LoginField::Prefix))
}

/// The login is accepted, but may not see what is in the bucket or in the folder it begins in.
#[must_use]
pub fn listing_refused(bucket: &str, prefix: &str) -> Fault {
    let place = if prefix.is_empty() { format!("“{bucket}”") } else { format!("“{prefix}” in “{bucket}”") };
    Fault::new(
        "not_permitted",
        "This login may not see what is there",
        format!(
            "The server knows this login, but does not let it list {place}. Logins for one folder, or for handing files in, are made that way."
        ),
        "If you were given a folder, fill it in as the start folder. If you only hand files in, go on without seeing them.",
    )
    .remedy(Remedy::change(LoginField::Prefix))
}

/// The bucket's owner has those pay who ask, and the connection does not say yet that it accepts that.
#[must_use]
pub fn requester_pays(bucket: &str) -> Fault {
    Fault::new(
        "requester_pays",
        "Whoever asks pays here",
        format!("“{bucket}” charges those who list and download from it, at their own account, and every request has to say that it accepts that."),
        "Tick “I accept the cost” in the connection, if you want to go on.",
    )
    .remedy(Remedy::change(LoginField::RequesterPays))
}

/// A connection needs a name that can be told from the others.
#[must_use]
pub fn name_needed() -> Fault {
    Fault::new(
        "name_needed",
        "The connection needs a name",
        "The name is how you tell this connection from the others.",
        "Type a name of up to 80 characters.",
    )
}

/// A folder's name that cannot be used.
#[must_use]
pub fn folder_name(what: &str) -> Fault {
    Fault::new("folder_name", "That name cannot be used for a folder", what, "Choose another name.")
}

/// A folder of this name is there.
#[must_use]
pub fn folder_exists(name: &str) -> Fault {
    Fault::new(
        "folder_exists",
        "There is already a folder with this name",
        format!("“{name}” is here already. Nothing was changed."),
        "Choose another name, or open the folder that is there.",
    )
}

/// This computer's clock is `off_ms` behind (positive) or ahead of (negative) the server's.
#[must_use]
pub fn clock_off(off_ms: i64) -> Fault {
    let minutes = (off_ms.abs() + 30_000) / 60_000;
    let way = if off_ms > 0 { "behind" } else { "ahead of" };
    Fault::new(
        "clock_skew",
        "This computer’s clock is off",
        format!("It is about {minutes} minutes {way} the server’s, and S3 refuses requests that are more than 15 minutes off."),
        "Set this computer’s date, time and time zone to “automatic”, then try again.",
    )
    .details(format!("clock difference: {off_ms} ms"))
    .retry(true)
}

/// A file of the folder's name is there.
#[must_use]
pub fn name_is_file(name: &str) -> Fault {
    Fault::new(
        "folder_exists",
        "There is a file with this name",
        format!("“{name}” is a file here, and some storage cannot keep a folder beside it. Nothing was changed."),
        "Choose another name for the folder.",
    )
}

/// The server makes no empty folders.
#[must_use]
pub fn folders_not_kept() -> Fault {
    Fault::new(
        "folders_not_kept",
        "This storage keeps no empty folders",
        "Here a folder exists only while there is a file in it. Nothing was changed.",
        "Upload a folder with a file in it instead.",
    )
}
