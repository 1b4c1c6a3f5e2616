//! What kind of file something is: by its name, unless the first bytes say surely that the name is
//! wrong. Pure.
//!
//! A picture called `report.html` must not be served as a page, and one called `.png` that is a
//! JPEG is still shown by a strict browser. Only kinds whose beginnings are unmistakable outvote a
//! name, and only names that promise one of those or text: camera files begin as TIFF,
//! Illustrator's as PDF, office documents as ZIP, and keep what their names say. Nothing is ever
//! taken for a page or a script by its bytes.

use infer::MatcherType;

use crate::beginning;

/// Beginnings that belong to one kind of file alone.
const SURE: [&str; 5] = ["image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf"];

/// The media type for an object with this key that begins with these bytes.
pub(crate) fn kind_of(key: &str, first: &[u8]) -> Option<String> {
    let named = mime_guess::from_path(key).first_raw();
    let seen = beginning::of(key, first).filter(|seen| seen.matcher_type() != MatcherType::Text);
    let seen = seen.map(|seen| seen.mime_type());
    match (named, seen) {
        (Some(named), Some(seen)) if named != seen && SURE.contains(&seen) && promises(named) => Some(seen),
        (Some(named), _) => Some(named),
        (None, seen) => seen,
    }
    .map(str::to_owned)
}

/// Whether a file of this type never begins as one of another.
fn promises(named: &str) -> bool {
    const MORE: [&str; 4] = ["image/svg+xml", "application/json", "application/javascript", "application/xml"];
    SURE.contains(&named) || MORE.contains(&named) || named.starts_with("text/")
}

#[cfg(test)]
mod tests {
    use super::kind_of;

    const JPEG: &[u8] = &[0xFF, 0xD8, 0xFF, 0xE0, 0, 16, b'J', b'F', b'I', b'F'];
    const PDF: &[u8] = b"%PDF-1.7 ";
    const HTML: &[u8] = b"<!DOCTYPE html><html>";
    const ZIP: &[u8] = &[b'P', b'K', 3, 4, 20, 0, 0, 0];
    const TIFF: &[u8] = &[b'I', b'I', 42, 0, 8, 0, 0, 0];

    #[test]
    fn a_name_counts_until_the_bytes_surely_say_otherwise() {
        for (key, first, kind) in [
            ("a/photo.jpg", JPEG, Some("image/jpeg")),
            ("a/photo.png", JPEG, Some("image/jpeg")),
            ("report.html", JPEG, Some("image/jpeg")),
            ("report.html", HTML, Some("text/html")),
            ("report.csv", PDF, Some("application/pdf")),
            ("drawing.ai", PDF, Some("application/postscript")),
            ("text.docx", ZIP, Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document")),
            ("photo.jpg", TIFF, Some("image/jpeg")),
            ("no ending", JPEG, Some("image/jpeg")),
            ("no ending", HTML, None),
            ("no ending", b"plain words", None),
            ("empty.txt", b"", Some("text/plain")),
            ("notes.txt", b"A PDF begins with %PDF-1.7.", Some("text/plain")),
        ] {
            assert_eq!(kind_of(key, first).as_deref(), kind, "{key}");
        }
    }
}
