//! Faults of this computer: its keychain and the program's own files.

use practice::PracticeError;

use super::Fault;

/// No keychain answers here, so a secret cannot be kept.
#[must_use]
pub fn keychain_missing(details: &str) -> Fault {
    Fault::new(
        "keychain_missing",
        "This computer has no keychain to keep the secret in",
        "Bucketwise keeps secrets only in the system’s keychain, never in a file. None answered here.",
        "Use the connection for this session only, or have a keychain (such as GNOME Keyring) set up.",
    )
    .details(details)
    .retry(true)
}

/// The keychain answers and takes no entry of this length: Windows keeps 2,560 bytes, less than some session tokens.
#[must_use]
pub fn keychain_too_small(details: &str) -> Fault {
    Fault::new(
        "keychain_too_small",
        "The secret is too long for this keychain",
        "This computer’s keychain does not take an entry of this length, which some session tokens have. Nothing was saved.",
        "Use the connection for this session only.",
    )
    .details(details)
}

/// A keychain is there but did not open.
#[must_use]
pub fn keychain_locked(details: &str) -> Fault {
    Fault::new(
        "keychain_locked",
        "The keychain is locked",
        "The secret of this connection is in the system’s keychain, which did not open.",
        "Unlock the keychain with your computer password, then try again.",
    )
    .details(details)
    .retry(true)
}

/// The keychain answers, but holds no secret for this connection.
#[must_use]
pub fn secret_gone(name: &str) -> Fault {
    Fault::new(
        "secret_gone",
        "The secret is no longer in the keychain",
        format!("The keychain has no entry for “{name}”. Somebody may have removed it there."),
        "Change the connection and give its secret once more.",
    )
    .remedy(super::Remedy::change(crate::finding::LoginField::SecretKey))
}

/// The readable file of connections could not be used; it is left as it is.
#[must_use]
pub fn book_unreadable(file: &str, why: &str) -> Fault {
    Fault::new(
        "book_unreadable",
        "Your saved connections could not be read",
        format!("The file {file} is damaged or may not be opened. It was left as it is, and nothing is written to it."),
        "Repair the file or move it away, then start Bucketwise again.",
    )
    .details(why)
}

/// The readable file of connections could not be written.
#[must_use]
pub fn book_unwritable(file: &str, why: &str) -> Fault {
    Fault::new(
        "book_unwritable",
        "The connection could not be saved",
        format!("The file {file} could not be written. The connections saved before are unchanged."),
        "Check that the disk has room and that you may write there.",
    )
    .details(why)
    .retry(true)
}

/// Why practice did not open or could not be forgotten.
#[must_use]
pub fn practice(error: &PracticeError) -> Fault {
    let why = std::iter::successors(Some(error as &dyn std::error::Error), |error| error.source());
    let why = why.map(ToString::to_string).collect::<Vec<_>>().join("\n");
    match error {
        PracticeError::InUse(_) => Fault::new(
            "practice_in_use",
            "Another Bucketwise has the practice bucket open",
            "Only one program at a time may write to the practice files. Nothing was changed.",
            "Go on in the other window, or close it and try again.",
        )
        .details(why)
        .retry(true),
        PracticeError::Damaged { .. } | PracticeError::Foreign(_) => Fault::new(
            "practice_damaged",
            "The practice files were changed by another program",
            "What lies in the practice folder is not as Bucketwise left it. Nothing in it was touched.",
            "Move the folder named in the details away; the practice bucket then begins anew.",
        )
        .details(why),
        _ => practice_failed(&why),
    }
}

/// The practice server did not start.
#[must_use]
pub fn practice_failed(why: &str) -> Fault {
    Fault::new(
        "practice_failed",
        "The practice bucket did not open",
        "The small server on this computer could not start. Nothing left this computer.",
        "Check that the disk has room, then try again.",
    )
    .details(why)
    .retry(true)
}

/// Rows were dropped on something that did not say which folder of this computer it is.
#[must_use]
pub fn no_folder_named() -> Fault {
    Fault::new(
        "no_folder_named",
        "Nothing was downloaded",
        "What you dropped on did not say which folder of this computer it is. Some file managers cannot.",
        "Choose Download, then the folder.",
    )
}

/// The system has no program that shows folders.
#[must_use]
pub fn no_file_manager(folder: &str, why: &str) -> Fault {
    Fault::new(
        "no_file_manager",
        "The folder could not be opened",
        format!("No program on this computer took on {folder}. The files are there."),
        "Open the folder in your file manager.",
    )
    .details(why)
}
