//! What the first bytes of a file say that it is, for all who ask. Pure.

/// The kind whose mark these bytes have, where they have one. A PDF's may stand anywhere in the
/// first kilobyte, so in a text that only speaks of it, too: there it counts at the beginning, or
/// where the name says the same.
pub(crate) fn of(key: &str, first: &[u8]) -> Option<infer::Type> {
    let named = || key.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("pdf"));
    let speaks = |seen: &infer::Type| {
        seen.mime_type() == "application/pdf" && !first.trim_ascii_start().starts_with(b"%PDF") && !named()
    };
    infer::get(first).filter(|seen| !speaks(seen))
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_text_that_speaks_of_pdf_is_none() {
        let of = |key: &str, first: &[u8]| of(key, first).map(|seen| seen.mime_type());
        let pdf = Some("application/pdf");
        for (key, first, kind) in [
            ("a", &b"%PDF-1.7\n"[..], pdf),
            ("a.txt", b"\r\n%PDF-1.4", pdf),
            ("kinds.js", b"const marks = [\"%PDF-\"];", None),
            ("notes.txt", b"A PDF begins with %PDF-1.7.", None),
            ("scan.PDF", b"junk before it %PDF-1.7", pdf),
            ("photo", b"\xFF\xD8\xFF\xE0\0\x10JFIF %PDF", Some("image/jpeg")),
        ] {
            assert_eq!(of(key, first), kind, "{key}");
        }
    }
}
