//! Faults of this computer: its keychain and the program's own files.

use practice::PracticeError;
use words::{faults, say};

use super::Fault;

/// No keychain answers here, so a secret cannot be kept.
#[must_use]
pub fn keychain_missing(details: &str) -> Fault {
    Fault::told("keychain_missing", say!(faults::KeychainMissing)).details(details).retry(true)
}

/// The keychain answers and takes no entry of this length: Windows keeps 2,560 bytes, less than
/// some session tokens.
#[must_use]
pub fn keychain_too_small(details: &str) -> Fault {
    Fault::told("keychain_too_small", say!(faults::KeychainTooSmall)).details(details)
}

/// A keychain is there but did not open.
#[must_use]
pub fn keychain_locked(details: &str) -> Fault {
    Fault::told("keychain_locked", say!(faults::KeychainLocked)).details(details).retry(true)
}

/// The keychain answers, but holds no secret for this connection.
#[must_use]
pub fn secret_gone(name: &str) -> Fault {
    Fault::told("secret_gone", say!(faults::SecretGone, name))
        .remedy(super::Remedy::change(crate::finding::LoginField::SecretKey))
}

/// The readable file of connections could not be used; it is left as it is.
#[must_use]
pub fn book_unreadable(file: &str, why: &str) -> Fault {
    Fault::told("book_unreadable", say!(faults::BookUnreadable, file)).details(why)
}

/// The readable file of connections could not be written.
#[must_use]
pub fn book_unwritable(file: &str, why: &str) -> Fault {
    Fault::told("book_unwritable", say!(faults::BookUnwritable, file)).details(why).retry(true)
}

/// Why practice did not open or could not be forgotten.
#[must_use]
pub fn practice(error: &PracticeError) -> Fault {
    let why = std::iter::successors(Some(error as &dyn std::error::Error), |error| error.source());
    let why = why.map(ToString::to_string).collect::<Vec<_>>().join("\n");
    match error {
        PracticeError::InUse(_) => Fault::told("practice_in_use", say!(faults::PracticeInUse)).details(why).retry(true),
        PracticeError::Damaged { .. } | PracticeError::Foreign(_) => {
            Fault::told("practice_damaged", say!(faults::PracticeDamaged)).details(why)
        }
        _ => practice_failed(&why),
    }
}

/// The practice server did not start.
#[must_use]
pub fn practice_failed(why: &str) -> Fault {
    Fault::told("practice_failed", say!(faults::PracticeFailed)).details(why).retry(true)
}

/// Rows were dropped on something that did not say which folder of this computer it is.
#[must_use]
pub fn no_folder_named() -> Fault {
    Fault::told("no_folder_named", say!(faults::NoFolderNamed))
}

/// The computer opens no other window.
#[must_use]
pub fn no_window(why: &str) -> Fault {
    Fault::told("no_window", say!(faults::NoWindow)).details(why)
}

/// The system has no program that shows folders.
#[must_use]
pub fn no_file_manager(folder: &str, why: &str) -> Fault {
    Fault::told("no_file_manager", say!(faults::NoFileManager, folder)).details(why)
}
