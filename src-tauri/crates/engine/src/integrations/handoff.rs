//! The folder for an administrator, written where a person chose. What is in it is made by
//! [`plans::handoff`].

use std::path::Path;
use std::{fs, io};

pub use plans::handoff::{PackageFile, package};

use crate::fault::{self, Fault};

/// Writes the folder; its files are replaced, and others in it stay.
///
/// # Errors
/// There is no space, or nothing may be written there.
pub fn write(folder: &Path, files: &[PackageFile]) -> Result<(), Fault> {
    let written = fs::create_dir_all(folder)
        .and_then(|()| files.iter().try_for_each(|file| place(&folder.join(&file.name), file)));
    written.map_err(|error| fault::handover_unwritten(&error.to_string()))
}

fn place(at: &Path, file: &PackageFile) -> io::Result<()> {
    // A name with a folder in it would lead out of this one.
    if Path::new(&file.name).file_name() != Some(file.name.as_ref()) {
        return Err(io::ErrorKind::InvalidFilename.into());
    }
    fs::write(at, &file.text)?;
    #[cfg(unix)]
    if file.runs {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(at, fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}
