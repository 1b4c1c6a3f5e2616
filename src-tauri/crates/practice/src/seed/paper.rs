//! Small PDF files written by hand: text and bars on A4 pages, in a font that every reader has.
//!
//! ISO 32000-1, sections 7.5 (the file) and 9.4 (text). Text is Latin-1 at most, as
//! `WinAnsiEncoding` reads it.

use std::fmt::Write as _;

/// The year's figures of an imaginary library, with a chart.
pub(super) fn annual_report(year: u32) -> Vec<u8> {
    let grown = year.saturating_sub(2024);
    let visits: Vec<u32> = (0..12).map(|month| 3100 + grown * 240 + (month * 7 + 3) % 12 * 130).collect();
    let total: u32 = visits.iter().sum();
    let mut first = Page::new();
    first.line(24, &format!("Annual report {year}"));
    first.line(12, "The Riverside Libraries");
    first.gap();
    first
        .line(11, &format!("In {year} our five branches welcomed {total} visits, and lent {} books.", total * 2 + 815));
    first.line(11, "The quiet room at Mill Lane opened in spring; the story hour moved to Saturdays.");
    first.gap();
    first.line(14, "Visits by month");
    first.bars(&visits);
    let mut second = Page::new();
    second.line(18, "What comes next");
    for plan in ["Longer hours on Saturdays", "A second scanner for the archive", "New shelves for large print"] {
        second.line(11, &format!("-  {plan}"));
    }
    second.gap();
    second.line(9, "This report is made up. It came with the practice bucket, for you to try things on.");
    document(&[first, second])
}

/// One page of headings, in German.
pub(super) fn overview() -> Vec<u8> {
    let mut page = Page::new();
    page.line(24, "Übersicht der Bestände");
    page.gap();
    for line in ["1. Bücher und Zeitschriften", "2. Karten und Pläne", "3. Fotografien, nach Jahren geordnet"] {
        page.line(12, line);
    }
    document(&[page])
}

/// The drawing orders of a page, and how far down it is.
struct Page {
    orders: String,
    top: u32,
}

impl Page {
    fn new() -> Self {
        let orders = String::new();
        Self { orders, top: 780 }
    }

    fn line(&mut self, size: u32, text: &str) {
        let text = text.replace('\\', r"\\").replace('(', r"\(").replace(')', r"\)");
        let _ = writeln!(self.orders, "BT /F1 {size} Tf 60 {} Td ({text}) Tj ET", self.top);
        self.top -= size * 3 / 2;
    }

    fn gap(&mut self) {
        self.top -= 18;
    }

    fn bars(&mut self, values: &[u32]) {
        let tallest = values.iter().copied().max().unwrap_or(1);
        let foot = self.top - 150;
        self.orders.push_str("0.20 0.42 0.66 rg\n");
        for (at, value) in values.iter().enumerate() {
            let _ = writeln!(self.orders, "{} {foot} 28 {} re f", 60 + at * 38, value * 140 / tallest);
        }
        self.orders.push_str("0 g\n");
        self.top = foot - 30;
    }
}

/// Objects 1 to 3 are the catalogue, the list of pages and the font; then a page and its orders,
/// for each page.
fn document(pages: &[Page]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 4 + at * 2)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    for (at, page) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> \
             /Contents {} 0 R >>",
            5 + at * 2
        ));
        // One byte for each character, as it will be written.
        let length = page.orders.chars().count();
        objects.push(format!("<< /Length {length} >>\nstream\n{}endstream", page.orders));
    }
    let mut file = latin1("%PDF-1.4\n");
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (at, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        file.extend(latin1(&format!("{} 0 obj\n{object}\nendobj\n", at + 1)));
    }
    let start = file.len();
    let trailer = format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    file.extend(latin1(&(table + &trailer)));
    file
}

fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect()
}
