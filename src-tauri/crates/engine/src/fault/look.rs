//! Faults of looking at a file, and of opening it in another program.

use words::{faults, say};

use super::Fault;

/// The file that was being looked at is another one by now, or gone.
#[must_use]
pub fn replaced_while_read(key: &str) -> Fault {
    Fault::told("replaced", say!(faults::Replaced, key)).retry(true)
}

/// A picture that the window would have to hold whole.
#[must_use]
pub fn too_large_to_look(size: u64) -> Fault {
    Fault::told("too_large_to_look", say!(faults::TooLargeToLook, size))
}

/// The server sends no parts of files, and this one is too large to be read whole.
#[must_use]
pub(crate) fn sent_only_whole(error: &store::StoreError) -> Fault {
    Fault::told("sent_only_whole", say!(faults::SentOnlyWhole)).details(super::storage::details(error))
}

/// This computer lets the program listen on no address of its own, which playing takes.
#[must_use]
pub(crate) fn no_player(error: &std::io::Error) -> Fault {
    Fault::told("no_player", say!(faults::NoPlayer)).details(error.to_string()).retry(true)
}

/// The login ended while a file was fetched or sent.
#[must_use]
pub(crate) fn signed_out() -> Fault {
    Fault::told("token_expired", say!(faults::SignedOut)).retry(true)
}

/// The connection of an opened file leads to another server by now; it is not known for a copy
/// that an older program fetched.
#[must_use]
pub fn opened_elsewhere(before: &str, now: &str) -> Fault {
    Fault::told("opened_elsewhere", say!(faults::OpenedElsewhere))
        .details(format!("opened from: {before}\nleads to: {now}"))
}

/// Something else is beside an opened file that was to be thrown away.
#[must_use]
pub(crate) fn opened_beside(name: &str) -> Fault {
    Fault::told("opened_beside", say!(faults::OpenedBeside, name)).retry(true)
}

/// The private folder for files that are opened cannot be used.
#[must_use]
pub(crate) fn no_room_to_open(folder: &std::path::Path, error: &std::io::Error) -> Fault {
    Fault::told("no_room_to_open", say!(faults::NoRoomToOpen, folder = folder.display().to_string()))
        .details(error.to_string())
        .retry(true)
}

/// No program of this computer took the file.
#[must_use]
pub fn no_program(name: &str, why: &str) -> Fault {
    Fault::told("no_program", say!(faults::NoProgram, name)).details(why)
}
