//! Faults of bringing a login in from a text or a file, and of handing one out.

use super::Fault;

/// Longer than any login.
#[must_use]
pub fn import_too_big() -> Fault {
    Fault::new(
        "import_too_big",
        "That is more than a login",
        "The text is larger than 10 MB, which no login is. It was not read, and nothing was kept of it.",
        "Copy only the lines that name the key, the secret or the bucket.",
    )
}

impl From<::import::TooLong> for Fault {
    fn from(_: ::import::TooLong) -> Self {
        import_too_big()
    }
}

/// A file that was chosen as a certificate.
#[must_use]
pub fn no_certificate(name: &str) -> Fault {
    Fault::new(
        "no_certificate",
        "There is no certificate in that file",
        format!("“{name}” holds no certificate that can be used. Nothing was changed."),
        "Choose the root certificate of your organisation as text: its file ends with .pem or .crt and begins with “-----BEGIN CERTIFICATE-----”.",
    )
}

/// A file that could not be read.
#[must_use]
pub fn import_unreadable(name: &str, why: &str) -> Fault {
    Fault::new(
        "import_unreadable",
        "The file could not be read",
        format!("“{name}” did not open. Nothing was changed."),
        "Check that it is a file that you may open, or open it elsewhere and paste its text.",
    )
    .details(why)
    .retry(true)
}

/// A file that a connection was to be written to.
#[must_use]
pub fn export_unwritable(name: &str, why: &str) -> Fault {
    Fault::new(
        "export_unwritable",
        "The file could not be written",
        format!("“{name}” was not written, and nothing of it is on the disk."),
        "Choose another folder, or check that the disk has room.",
    )
    .details(why)
    .retry(true)
}

/// The system took nothing onto its clipboard.
#[must_use]
pub fn clipboard_missing(why: &str) -> Fault {
    Fault::new(
        "clipboard_missing",
        "Nothing was copied",
        "This computer’s clipboard did not take the text.",
        "Save it into a file instead.",
    )
    .details(why)
    .retry(true)
}

/// The secret of a connection for this session is not handed out again.
#[must_use]
pub fn export_session(name: &str) -> Fault {
    Fault::new(
        "export_session",
        "The secret of this connection is not kept",
        format!(
            "“{name}” is for this session only: its secret is in use here and stored nowhere it could be taken from."
        ),
        "Connect again and keep the secret in this computer’s keychain, or save the connection file, which has no secret.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_too_long_is_a_fault_of_its_own() {
        assert_eq!(Fault::from(::import::TooLong).code, "import_too_big");
    }
}
