//! Faults of bringing a login in from a text or a file, and of handing one out.

use words::{faults, say};

use super::Fault;

/// Longer than any login.
#[must_use]
pub fn import_too_big() -> Fault {
    Fault::told("import_too_big", say!(faults::ImportTooBig))
}

impl From<::import::TooLong> for Fault {
    fn from(_: ::import::TooLong) -> Self {
        import_too_big()
    }
}

/// A file that was chosen as a certificate.
#[must_use]
pub fn no_certificate(name: &str) -> Fault {
    Fault::told("no_certificate", say!(faults::NoCertificate, name))
}

/// A file that could not be read.
#[must_use]
pub fn import_unreadable(name: &str, why: &str) -> Fault {
    Fault::told("import_unreadable", say!(faults::ImportUnreadable, name)).details(why).retry(true)
}

/// A file that a connection was to be written to.
#[must_use]
pub fn export_unwritable(name: &str, why: &str) -> Fault {
    Fault::told("export_unwritable", say!(faults::ExportUnwritable, name)).details(why).retry(true)
}

/// The system took nothing onto its clipboard.
#[must_use]
pub fn clipboard_missing(why: &str) -> Fault {
    Fault::told("clipboard_missing", say!(faults::ClipboardMissing)).details(why).retry(true)
}

/// The secret of a connection for this session is not handed out again.
#[must_use]
pub fn export_session(name: &str) -> Fault {
    Fault::told("export_session", say!(faults::ExportSession, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_too_long_is_a_fault_of_its_own() {
        assert_eq!(Fault::from(::import::TooLong).code, "import_too_big");
    }
}
