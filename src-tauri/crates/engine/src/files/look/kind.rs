//! What a file is, so that it can be shown: by its first bytes, and by its name where those do not
//! decide. Pure. The type that it was stored with is the last to be asked: it is often wrong.
//!
//! This decides which viewer reads a file, never what its bytes may do: each viewer treats all of
//! it as hostile.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use serde::Serialize;
use ts_rs::TS;

use crate::beginning;

/// What shows a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LookKind {
    /// A picture that every browser draws, SVG among them.
    Image,
    /// A camera's file, or TIFF: it holds smaller pictures that can be drawn.
    Photo,
    /// Text and code.
    Text,
    /// Markdown.
    Markdown,
    /// Comma, semicolon or tab separated values, or JSON lines.
    Table,
    /// Apache Parquet.
    Parquet,
    /// An Excel workbook.
    Sheet,
    /// PDF.
    Pdf,
    /// Sound.
    Audio,
    /// Film.
    Video,
    /// A ZIP file of any purpose.
    Zip,
    /// TAR, plain or packed with gzip; or one file packed with gzip.
    Tar,
    /// A message with its headers.
    Mail,
    /// A Word document.
    Document,
    /// A typeface.
    Font,
    /// Anything else.
    Bytes,
}

/// What was made out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) kind: LookKind,
    /// As a media type.
    pub(super) format: String,
    /// As `TextDecoder` names it; none for what is no text.
    pub(super) encoding: Option<String>,
}

/// Endings of files that begin as TIFF and are a camera's.
const RAW: [&str; 12] = ["arw", "cr2", "cr3", "crw", "dng", "nef", "nrw", "orf", "pef", "raf", "rw2", "srw"];

/// What a file with this key is that begins with these bytes.
pub(super) fn of(key: &str, first: &[u8], size: u64, stored_as: Option<&str>) -> Seen {
    let ending = ending(key);
    let ending = ending.as_str();
    let named = mime_guess::from_ext(ending).first_raw();
    if size == 0 {
        return text(ending, named.unwrap_or("text/plain"), "utf-8".into());
    }
    if let Some((kind, format)) = by_bytes(key, ending, first) {
        return Seen { kind, format: format.to_owned(), encoding: None };
    }
    match encoding(first, (first.len() as u64) < size) {
        Some(encoding) => {
            let stored_as = stored_as.filter(|stored| stored.starts_with("text/")).map(bare);
            text(ending, named.or(stored_as).unwrap_or("text/plain"), encoding)
        }
        None => {
            let stored_as = stored_as.map(bare).filter(|stored| *stored != "binary/octet-stream");
            let format = named.or(stored_as).unwrap_or("application/octet-stream");
            Seen { kind: by_type(format), format: format.to_owned(), encoding: None }
        }
    }
}

/// The letters behind the last dot of the name, in lower case.
fn ending(key: &str) -> String {
    let name = key.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// A media type without its parameters.
fn bare(format: &str) -> &str {
    format.split(';').next().unwrap_or_default().trim()
}

/// A kind whose beginning is unmistakable.
fn by_bytes(key: &str, ending: &str, first: &[u8]) -> Option<(LookKind, &'static str)> {
    if first.starts_with(b"PAR1") {
        return Some((LookKind::Parquet, "application/vnd.apache.parquet"));
    }
    if first.starts_with(b"PK\x03\x04") || first.starts_with(b"PK\x05\x06") {
        // What is in a ZIP file the name tells: its own list is at its end.
        return Some(match ending {
            "docx" | "docm" | "dotx" => {
                (LookKind::Document, "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
            }
            "xlsx" | "xlsm" | "xltx" => {
                (LookKind::Sheet, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
            }
            _ => (LookKind::Zip, "application/zip"),
        });
    }
    let seen = beginning::of(key, first)?;
    let format = seen.mime_type();
    let tiff = first.starts_with(b"II") || first.starts_with(b"MM") || first.starts_with(b"FUJIFILM");
    let kind = match format {
        "image/jpeg" | "image/png" | "image/gif" | "image/webp" | "image/avif" | "image/bmp" => LookKind::Image,
        "image/vnd.microsoft.icon" => LookKind::Image,
        _ if format.starts_with("image/") || tiff && RAW.contains(&ending) => LookKind::Photo,
        "application/pdf" => LookKind::Pdf,
        "application/gzip" | "application/x-tar" => LookKind::Tar,
        "application/font-sfnt" | "application/font-woff" => LookKind::Font,
        _ if format.starts_with("audio/") => LookKind::Audio,
        _ if format.starts_with("video/") => LookKind::Video,
        // Pages and scripts are told as text, by what follows.
        _ if seen.matcher_type() == infer::MatcherType::Text => return None,
        _ => LookKind::Bytes,
    };
    Some((kind, format))
}

/// The kind of what has no unmistakable beginning and is no text.
fn by_type(format: &str) -> LookKind {
    match format.split('/').next() {
        Some("audio") => LookKind::Audio,
        Some("video") => LookKind::Video,
        Some("font") => LookKind::Font,
        Some("image") => LookKind::Photo,
        _ => LookKind::Bytes,
    }
}

fn text(ending: &str, format: &str, encoding: String) -> Seen {
    let (kind, format) = match ending {
        "md" | "markdown" | "mdown" => (LookKind::Markdown, "text/markdown"),
        "csv" => (LookKind::Table, "text/csv"),
        "tsv" | "tab" => (LookKind::Table, "text/tab-separated-values"),
        "jsonl" | "ndjson" => (LookKind::Table, "application/x-ndjson"),
        "eml" => (LookKind::Mail, "message/rfc822"),
        "svg" => (LookKind::Image, "image/svg+xml"),
        // By its ending it would be a film.
        "ts" | "mts" | "cts" => (LookKind::Text, "text/typescript"),
        _ => match format {
            "text/csv" => (LookKind::Table, "text/csv"),
            "message/rfc822" => (LookKind::Mail, "message/rfc822"),
            _ => (LookKind::Text, format),
        },
    };
    Seen { kind, format: format.to_owned(), encoding: Some(encoding) }
}

/// The encoding of a text that begins like this, or none for what is no text. `goes_on`: the cut
/// may be inside of a letter.
fn encoding(first: &[u8], goes_on: bool) -> Option<String> {
    let marked = [(&b"\xEF\xBB\xBF"[..], "utf-8"), (b"\xFF\xFE", "utf-16le"), (b"\xFE\xFF", "utf-16be")];
    if let Some((_, name)) = marked.iter().find(|(mark, _)| first.starts_with(mark)) {
        return Some((*name).into());
    }
    if let Some(wide) = wide(first) {
        return Some(wide.into());
    }
    let controls = first.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    if first.contains(&0) || controls * 100 > first.len() {
        return None;
    }
    match std::str::from_utf8(first) {
        Ok(_) => Some("utf-8".into()),
        Err(error) if goes_on && error.error_len().is_none() => Some("utf-8".into()),
        Err(_) => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(first, !goes_on);
            Some(detector.guess(None, Utf8Detection::Deny).name().to_ascii_lowercase())
        }
    }
}

/// UTF-16 without a mark: every other byte of what is mostly Latin is zero.
fn wide(first: &[u8]) -> Option<&'static str> {
    let pairs = first.len() / 2;
    let zeros = |at: usize| first.iter().skip(at).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match pairs >= 2 {
        true if odd * 10 > pairs * 8 && even * 20 < pairs => Some("utf-16le"),
        true if even * 10 > pairs * 8 && odd * 20 < pairs => Some("utf-16be"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use super::{LookKind as Kind, of};

    #[test]
    fn bytes_decide_before_the_name_and_the_name_before_the_stored_type() {
        let zip = b"PK\x03\x04\x14\0\0\0";
        let jpeg = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0";
        let tiff = b"II*\0\x08\0\0\0\0\0\0\0";
        for (key, first, stored, kind, format) in [
            ("a/report.pdf", &b"%PDF-1.7\n"[..], None, Kind::Pdf, "application/pdf"),
            ("report.txt", b"%PDF-1.7\n", Some("text/plain"), Kind::Pdf, "application/pdf"),
            ("photo.png", jpeg, Some("image/png"), Kind::Image, "image/jpeg"),
            ("photo.NEF", tiff, None, Kind::Photo, "image/tiff"),
            ("scan.tif", tiff, None, Kind::Photo, "image/tiff"),
            ("letter.docx", zip, None, Kind::Document, ""),
            ("numbers.XLSX", zip, None, Kind::Sheet, ""),
            ("app.jar", zip, None, Kind::Zip, "application/zip"),
            ("rows.parquet", b"PAR1\x15\x04", None, Kind::Parquet, ""),
            ("rows", b"PAR1\x15\x04", None, Kind::Parquet, ""),
            ("rows.csv", b"a,b\n1,2\n", Some("application/pdf"), Kind::Table, "text/csv"),
            ("rows.csv.gz", b"\x1F\x8B\x08\0\0\0\0\0", None, Kind::Tar, "application/gzip"),
            ("notes", b"plain words", None, Kind::Text, "text/plain"),
            ("notes.md", b"# Words", None, Kind::Markdown, "text/markdown"),
            ("main.ts", b"const a = 1;", None, Kind::Text, "text/typescript"),
            ("page.html", b"<!DOCTYPE html><html>", None, Kind::Text, "text/html"),
            ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", None, Kind::Image, "image/svg+xml"),
            ("drawing.svg", jpeg, None, Kind::Image, "image/jpeg"),
            ("song.mp3", b"ID3\x03\0\0\0\0", None, Kind::Audio, "audio/mpeg"),
            ("film.webm", b"\x1A\x45\xDF\xA3\x9F\x42\x86\x81", None, Kind::Video, "video/webm"),
            ("letter.eml", b"From: a@example.com\r\n\r\nHello", None, Kind::Mail, "message/rfc822"),
            ("odd.bin", b"\0\x01\x02\x03\xFF\xFE\0\0", None, Kind::Bytes, "application/octet-stream"),
            ("film.mp4", b"\0\0\0\0\x01\x02\x03\x04", None, Kind::Video, "video/mp4"),
            ("notes.txt", b"A PDF begins with %PDF-1.7.", Some("application/pdf"), Kind::Text, "text/plain"),
            ("rows.csv", b"\0\0\0\x01\x02\x03\x04\x05", None, Kind::Bytes, "text/csv"),
        ] {
            let seen = of(key, first, first.len() as u64, stored);
            assert_eq!(seen.kind, kind, "{key}: {seen:?}");
            assert!(format.is_empty() || seen.format == format, "{key}: {seen:?}");
        }
        assert_eq!(of("empty.bin", b"", 0, None).kind, Kind::Text);
    }

    #[test]
    fn the_encoding_is_found_and_a_cut_letter_is_no_odd_one() {
        let encoding = |first: &[u8], size: u64| of("a.txt", first, size, None).encoding;
        let wide: Vec<u8> = "Plain words".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (first, name) in [
            ("Straße".as_bytes(), "utf-8"),
            (b"\xEF\xBB\xBFa", "utf-8"),
            (b"\xFF\xFEa\0", "utf-16le"),
            (b"\xFE\xFF\0a", "utf-16be"),
            (&wide, "utf-16le"),
            (b"Caf\xE9 au lait, tr\xE8s bien, \xE0 bient\xF4t", "windows-1252"),
            (b"\x82\xB1\x82\xF1\x82\xC9\x82\xBF\x82\xCD\x81A\x90\xA2\x8A\x45\x81B", "shift_jis"),
        ] {
            assert_eq!(encoding(first, first.len() as u64).as_deref(), Some(name), "{first:?}");
        }
        let cut = "Straß".as_bytes();
        assert_eq!(encoding(&cut[..cut.len() - 1], 100).as_deref(), Some("utf-8"));
        assert_eq!(of("a", b"\0\0\0\x07ELF", 8, None).encoding, None);
    }
}
