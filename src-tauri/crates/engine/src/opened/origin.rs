//! Tells the system that a copy came from elsewhere, as browsers do, so that programs open it
//! guarded: Windows by a stream of the file that is named after its zone, macOS by an attribute.
//! Linux has nothing that programs heed. A disk that keeps neither costs the mark and nothing else.
//! <https://learn.microsoft.com/openspecs/windows_protocols/ms-fscc/6e3f7352-d11c-4d76-8c39-2516a9df36e8>

use std::path::Path;

/// Marks a copy, before it may be read-only.
pub(super) fn mark(path: &Path, now: i64) {
    #[cfg(windows)]
    let marked = std::fs::write(zone_of(path), ZONE);
    #[cfg(target_os = "macos")]
    let marked =
        rustix::fs::setxattr(path, "com.apple.quarantine", quarantine(now).as_bytes(), rustix::fs::XattrFlags::empty());
    #[cfg(any(windows, target_os = "macos"))]
    if let Err(error) = marked {
        tracing::warn!(%error, "an opened file has no mark of where it came from");
    }
    let _ = (path, now);
}

/// The zone that files from the internet are in.
#[cfg(any(windows, test))]
const ZONE: &str = "[ZoneTransfer]\r\nZoneId=3\r\n";

/// The stream of a file that says its zone.
#[cfg(any(windows, test))]
fn zone_of(path: &Path) -> std::path::PathBuf {
    let mut stream = path.as_os_str().to_owned();
    stream.push(":Zone.Identifier");
    stream.into()
}

/// That it was downloaded and nobody agreed to run it, when, and by which program; its last part
/// would name an entry of a list that is not kept.
#[cfg(any(target_os = "macos", test))]
fn quarantine(now: i64) -> String {
    format!("0081;{:x};Bucketwise;", now / 1_000)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_are_what_the_systems_read() {
        assert_eq!(ZONE, "[ZoneTransfer]\r\nZoneId=3\r\n");
        let stream = zone_of(Path::new("/opened/1/report.docx"));
        assert_eq!(stream, Path::new("/opened/1/report.docx:Zone.Identifier"));
        assert_eq!(quarantine(1_764_400_000_999), "0081;692a9b80;Bucketwise;");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn nothing_is_written_where_nothing_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "words").unwrap();
        mark(&path, 0);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(rustix::fs::listxattr(&path, &mut [0_u8; 64][..]).unwrap(), 0);
    }
}
