//! What kind of file a name says it is, in people's words. The name's ending alone decides: no byte
//! is read.

/// A kind of file, by its place in [`TYPES`] or one of the two below.
pub(super) type TypeId = u8;

/// What is not a file.
pub(super) const FOLDER: TypeId = TypeId::MAX;
/// An ending nobody listed.
const FILE: TypeId = TypeId::MAX - 1;

/// For the Type column: "JPEG image", "Spreadsheet".
pub(super) fn type_name(id: TypeId) -> &'static str {
    match id {
        FOLDER => "Folder",
        id => TYPES.get(usize::from(id)).map_or("File", |(_, name)| name),
    }
}

/// Tells kinds by name. It remembers the last ending: neighbours mostly share theirs.
pub(super) fn type_of() -> impl FnMut(&str) -> TypeId {
    let (mut last, mut id) = (String::new(), FILE);
    move |name| {
        let Some(ending) = ending(name) else { return FILE };
        if ending != last {
            last.clear();
            last.push_str(ending);
            let small = ending.to_ascii_lowercase();
            let listed = TYPES.iter().position(|(endings, _)| endings.contains(&small.as_str()));
            id = listed.and_then(|at| TypeId::try_from(at).ok()).unwrap_or(FILE);
        }
        id
    }
}

fn ending(name: &str) -> Option<&str> {
    let tail = name.as_bytes().iter().rev().take(11).position(|byte| *byte == b'.')?;
    (tail > 0 && tail + 1 < name.len()).then(|| &name[name.len() - tail..])
}

/// Endings and their words, what people meet most first.
const TYPES: &[(&[&str], &str)] = &[
    (&["jpg", "jpeg", "jpe"], "JPEG image"),
    (&["png"], "PNG image"),
    (&["gif"], "GIF image"),
    (&["webp"], "WebP image"),
    (&["svg"], "SVG drawing"),
    (&["tif", "tiff"], "TIFF image"),
    (&["heic", "heif"], "HEIC photo"),
    (&["avif"], "AVIF image"),
    (&["bmp"], "Bitmap image"),
    (&["cr2", "cr3", "nef", "arw", "dng", "raf", "orf"], "Camera raw photo"),
    (&["psd", "ai", "indd", "eps"], "Design document"),
    (&["pdf"], "PDF document"),
    (&["doc", "docx", "odt", "rtf", "pages"], "Text document"),
    (&["xls", "xlsx", "xlsm", "ods", "numbers"], "Spreadsheet"),
    (&["ppt", "pptx", "odp", "key"], "Presentation"),
    (&["csv"], "CSV table"),
    (&["tsv", "tab"], "TSV table"),
    (&["parquet"], "Parquet table"),
    (&["orc", "avro", "arrow", "feather"], "Data table"),
    (&["txt", "text"], "Text"),
    (&["md", "markdown"], "Markdown"),
    (&["log"], "Log"),
    (&["json", "jsonl", "ndjson", "geojson"], "JSON data"),
    (&["xml"], "XML data"),
    (&["yaml", "yml", "toml", "ini", "cfg", "conf"], "Settings"),
    (&["html", "htm"], "Web page"),
    (&["css"], "Style sheet"),
    (&["js", "mjs", "ts", "py", "rs", "go", "java", "c", "h", "cpp", "cs", "rb", "php", "r", "sql"], "Source code"),
    (&["sh", "bat", "ps1"], "Script"),
    (&["ipynb"], "Notebook"),
    (&["mp4", "m4v", "mov", "avi", "mkv", "webm", "wmv"], "Video"),
    (&["mp3", "m4a", "wav", "flac", "ogg", "opus", "aac"], "Audio"),
    (&["zip"], "ZIP archive"),
    (&["gz", "tgz", "tar", "bz2", "xz", "zst", "7z", "rar"], "Archive"),
    (&["iso", "img", "dmg", "vmdk", "qcow2"], "Disk image"),
    (&["exe", "msi", "deb", "rpm", "apk", "appimage", "pkg"], "Program"),
    (&["eml", "msg", "mbox"], "Mail"),
    (&["ttf", "otf", "woff", "woff2"], "Font"),
    (&["sqlite", "db", "mdb"], "Database"),
    (&["bak", "old", "tmp", "part"], "Backup or partial file"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_decides_whatever_its_case() {
        let mut type_of = type_of();
        let mut type_name = |name| type_name(type_of(name));
        assert_eq!(type_name("harbour-0412.JPG"), "JPEG image");
        assert_eq!(type_name("a.tar.gz"), "Archive");
        for plain in ["README", ".profile", "x.", "a.verylongending", "version 2.4", "", ".", "a.ü"] {
            assert_eq!(type_name(plain), "File", "{plain}");
        }
    }

    #[test]
    fn ids_leave_room_for_what_is_not_listed() {
        assert!(TYPES.len() < usize::from(FILE));
        assert_eq!((type_name(FOLDER), type_name(FILE)), ("Folder", "File"));
    }

    #[test]
    fn no_ending_is_listed_twice() {
        let mut seen = std::collections::HashSet::new();
        for ending in TYPES.iter().flat_map(|(endings, _)| *endings) {
            assert!(seen.insert(ending), "{ending}");
        }
    }
}
