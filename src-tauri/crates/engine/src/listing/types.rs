//! What kind of file a name says it is. The name's ending alone decides: no byte is read. What a
//! kind is called is said by the page, and here only where rows are put in the order of it.

use serde::Serialize;
use ts_rs::TS;
use words::{Words, say, types};

/// A kind of file, by its place in [`TYPES`] or one of the two below.
pub(super) type TypeId = u8;

/// The type of a row that is not a file.
pub(super) const FOLDER: TypeId = TypeId::MAX;
/// An ending nobody listed.
const FILE: TypeId = TypeId::MAX - 1;

/// A kind of file; those of the last two have no ending of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum FileType {
    JpegImage,
    PngImage,
    GifImage,
    WebpImage,
    SvgDrawing,
    TiffImage,
    HeicPhoto,
    AvifImage,
    BitmapImage,
    RawPhoto,
    DesignDocument,
    PdfDocument,
    TextDocument,
    Spreadsheet,
    Presentation,
    CsvTable,
    TsvTable,
    ParquetTable,
    DataTable,
    Text,
    Markdown,
    Log,
    JsonData,
    XmlData,
    Settings,
    WebPage,
    StyleSheet,
    SourceCode,
    Script,
    Notebook,
    Video,
    Audio,
    ZipArchive,
    Archive,
    DiskImage,
    Program,
    Mail,
    Font,
    Database,
    PartialFile,
    Folder,
    File,
}

/// The kind that an id stands for.
pub(super) fn file_type(id: TypeId) -> FileType {
    match id {
        FOLDER => FileType::Folder,
        id => TYPES.get(usize::from(id)).map_or(FileType::File, |(_, kind)| *kind),
    }
}

impl FileType {
    /// For people: "JPEG image", "Spreadsheet".
    pub(super) fn words(self) -> Words {
        match self {
            Self::JpegImage => say!(types::JpegImage),
            Self::PngImage => say!(types::PngImage),
            Self::GifImage => say!(types::GifImage),
            Self::WebpImage => say!(types::WebpImage),
            Self::SvgDrawing => say!(types::SvgDrawing),
            Self::TiffImage => say!(types::TiffImage),
            Self::HeicPhoto => say!(types::HeicPhoto),
            Self::AvifImage => say!(types::AvifImage),
            Self::BitmapImage => say!(types::BitmapImage),
            Self::RawPhoto => say!(types::RawPhoto),
            Self::DesignDocument => say!(types::DesignDocument),
            Self::PdfDocument => say!(types::PdfDocument),
            Self::TextDocument => say!(types::TextDocument),
            Self::Spreadsheet => say!(types::Spreadsheet),
            Self::Presentation => say!(types::Presentation),
            Self::CsvTable => say!(types::CsvTable),
            Self::TsvTable => say!(types::TsvTable),
            Self::ParquetTable => say!(types::ParquetTable),
            Self::DataTable => say!(types::DataTable),
            Self::Text => say!(types::Text),
            Self::Markdown => say!(types::Markdown),
            Self::Log => say!(types::Log),
            Self::JsonData => say!(types::JsonData),
            Self::XmlData => say!(types::XmlData),
            Self::Settings => say!(types::Settings),
            Self::WebPage => say!(types::WebPage),
            Self::StyleSheet => say!(types::StyleSheet),
            Self::SourceCode => say!(types::SourceCode),
            Self::Script => say!(types::Script),
            Self::Notebook => say!(types::Notebook),
            Self::Video => say!(types::Video),
            Self::Audio => say!(types::Audio),
            Self::ZipArchive => say!(types::ZipArchive),
            Self::Archive => say!(types::Archive),
            Self::DiskImage => say!(types::DiskImage),
            Self::Program => say!(types::Program),
            Self::Mail => say!(types::Mail),
            Self::Font => say!(types::Font),
            Self::Database => say!(types::Database),
            Self::PartialFile => say!(types::PartialFile),
            Self::Folder => say!(types::Folder),
            Self::File => say!(types::File),
        }
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

/// Endings and their kinds, what people meet most first.
const TYPES: &[(&[&str], FileType)] = &[
    (&["jpg", "jpeg", "jpe"], FileType::JpegImage),
    (&["png"], FileType::PngImage),
    (&["gif"], FileType::GifImage),
    (&["webp"], FileType::WebpImage),
    (&["svg"], FileType::SvgDrawing),
    (&["tif", "tiff"], FileType::TiffImage),
    (&["heic", "heif"], FileType::HeicPhoto),
    (&["avif"], FileType::AvifImage),
    (&["bmp"], FileType::BitmapImage),
    (&["cr2", "cr3", "nef", "arw", "dng", "raf", "orf"], FileType::RawPhoto),
    (&["psd", "ai", "indd", "eps"], FileType::DesignDocument),
    (&["pdf"], FileType::PdfDocument),
    (&["doc", "docx", "odt", "rtf", "pages"], FileType::TextDocument),
    (&["xls", "xlsx", "xlsm", "ods", "numbers"], FileType::Spreadsheet),
    (&["ppt", "pptx", "odp", "key"], FileType::Presentation),
    (&["csv"], FileType::CsvTable),
    (&["tsv", "tab"], FileType::TsvTable),
    (&["parquet"], FileType::ParquetTable),
    (&["orc", "avro", "arrow", "feather"], FileType::DataTable),
    (&["txt", "text"], FileType::Text),
    (&["md", "markdown"], FileType::Markdown),
    (&["log"], FileType::Log),
    (&["json", "jsonl", "ndjson", "geojson"], FileType::JsonData),
    (&["xml"], FileType::XmlData),
    (&["yaml", "yml", "toml", "ini", "cfg", "conf"], FileType::Settings),
    (&["html", "htm"], FileType::WebPage),
    (&["css"], FileType::StyleSheet),
    (
        &["js", "mjs", "ts", "py", "rs", "go", "java", "c", "h", "cpp", "cs", "rb", "php", "r", "sql"],
        FileType::SourceCode,
    ),
    (&["sh", "bat", "ps1"], FileType::Script),
    (&["ipynb"], FileType::Notebook),
    (&["mp4", "m4v", "mov", "avi", "mkv", "webm", "wmv"], FileType::Video),
    (&["mp3", "m4a", "wav", "flac", "ogg", "opus", "aac"], FileType::Audio),
    (&["zip"], FileType::ZipArchive),
    (&["gz", "tgz", "tar", "bz2", "xz", "zst", "7z", "rar"], FileType::Archive),
    (&["iso", "img", "dmg", "vmdk", "qcow2"], FileType::DiskImage),
    (&["exe", "msi", "deb", "rpm", "apk", "appimage", "pkg"], FileType::Program),
    (&["eml", "msg", "mbox"], FileType::Mail),
    (&["ttf", "otf", "woff", "woff2"], FileType::Font),
    (&["sqlite", "db", "mdb"], FileType::Database),
    (&["bak", "old", "tmp", "part"], FileType::PartialFile),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

    #[test]
    fn the_ending_decides_whatever_its_case() {
        let mut type_of = type_of();
        let mut file_type = |name| file_type(type_of(name));
        assert_eq!(file_type("harbour-0412.JPG"), FileType::JpegImage);
        assert_eq!(file_type("a.tar.gz"), FileType::Archive);
        for plain in ["README", ".profile", "x.", "a.verylongending", "version 2.4", "", ".", "a.ü"] {
            assert_eq!(file_type(plain), FileType::File, "{plain}");
        }
    }

    #[test]
    fn ids_leave_room_for_what_is_not_listed() {
        assert!(TYPES.len() < usize::from(FILE));
        assert_eq!((file_type(FOLDER), file_type(FILE)), (FileType::Folder, FileType::File));
    }

    /// The page has nothing but the code.
    #[test]
    fn each_kind_is_called_as_its_code_says() {
        let ids = (0..=TYPES.len() as TypeId).chain([FOLDER, FILE]);
        for kind in ids.map(file_type) {
            let code = serde_json::to_value(kind).unwrap();
            let Words::Message { id, .. } = kind.words() else { panic!("{kind:?} is no message") };
            assert_eq!(Some(&*id), code.as_str().map(|code| format!("types-{code}")).as_deref());
        }
    }

    #[test]
    fn no_ending_is_listed_twice() {
        let mut seen = std::collections::HashSet::new();
        for ending in TYPES.iter().flat_map(|(endings, _)| *endings) {
            assert!(seen.insert(ending), "{ending}");
        }
    }
}
