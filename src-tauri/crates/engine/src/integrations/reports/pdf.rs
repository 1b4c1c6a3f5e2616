//! A report as PDF (ISO 32000-1): A4 pages of text that can be searched, selected and copied, in
//! one typeface that is in the file. It is not tagged for screen readers; the page for browsers
//! reads well with one.
//!
//! Pure: the same report is the same file, byte for byte.

mod sheet;
mod typeface;

use pdf_writer::types::TextRenderingMode;
use pdf_writer::{Content, Filter, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};
use words::{Words, checks, say};

use super::{
    super::{
        records::Record,
        verify::{CheckResult, Line, Report},
    },
    DriftLine,
    told::{Part, told, word},
};
use sheet::{Row, Run, Sheet, Style};
use typeface::{TYPEFACE_REFS, Typeface};

/// A4, in points.
const PAGE: (f32, f32) = (595.0, 842.0);
/// What stays free at each side.
const EDGE: f32 = 56.0;
/// Where the second column begins: what was asked, beside what came of it.
const COLUMN: f32 = 64.0;

const INK: [f32; 3] = [0.11, 0.11, 0.12];
const QUIET: [f32; 3] = [0.36, 0.37, 0.4];
const GOOD: [f32; 3] = [0.1, 0.5, 0.29];
const BAD: [f32; 3] = [0.7, 0.15, 0.12];

const TITLE: Style = Style { size: 17.0, leading: 22.0, bold: true, ink: INK };
const HEADING: Style = Style { size: 12.0, leading: 18.0, bold: true, ink: INK };
const TEXT: Style = Style { size: 9.5, leading: 13.0, bold: false, ink: INK };
const STRONG: Style = Style { bold: true, ..TEXT };
const SMALL: Style = Style { size: 8.5, leading: 12.0, bold: false, ink: QUIET };

/// The file; nothing if the typeface cannot be read, which is a defect.
pub(super) fn file(record: &Record, report: &Report) -> Option<Vec<u8>> {
    let (title, parts) = told(record, report);
    let mut typeface = Typeface::read()?;
    let mut sheet = Sheet::new(&typeface);
    sheet.put(sheet.lines(&title, TITLE, 0.0));
    sheet.skip(4.0);
    for part in &parts {
        match part {
            Part::Heading(text) => {
                sheet.skip(10.0);
                // With some of what it is above.
                sheet.need(80.0);
                sheet.put(sheet.lines(&text.shown(), HEADING, 0.0));
            }
            Part::Text(text) => sheet.put(sheet.lines(&text.shown(), TEXT, 0.0)),
            Part::Quiet(text) => sheet.put(sheet.lines(&text.shown(), SMALL, 0.0)),
            Part::Checks(lines) => lines.iter().for_each(|line| sheet.put(check(&sheet, line))),
            Part::Drift(lines) => lines.iter().for_each(|line| sheet.put(drift(&sheet, line))),
            Part::List(texts) => texts.iter().for_each(|text| {
                let text: Words = say!(checks::ReportList, what = text);
                sheet.put(sheet.lines(&text.shown(), TEXT, 0.0));
            }),
        }
    }
    let pages = sheet.pages(&title);
    written(&title, &pages, &mut typeface)
}

fn check(sheet: &Sheet<'_>, line: &Line) -> Vec<Row> {
    let ink = match line.result {
        CheckResult::Pass => GOOD,
        CheckResult::Fail => BAD,
        _ => QUIET,
    };
    let style = Style { ink, bold: line.result == CheckResult::Fail, ..TEXT };
    let mut rows = sheet.lines(&line.title.shown(), TEXT, COLUMN);
    if let Some(first) = rows.first_mut() {
        first.cells.push((0.0, style, word(Some(line.result)).shown()));
    }
    rows.extend(sheet.lines(&line.evidence.shown(), SMALL, COLUMN));
    rows.push(Row::gap(5.0));
    rows
}

fn drift(sheet: &Sheet<'_>, line: &DriftLine) -> Vec<Row> {
    let seen = |seen: &Option<Words>| seen.clone().unwrap_or_else(|| "".into());
    let before: Words = say!(checks::ReportBefore, result = word(line.was), seen = seen(&line.was_seen));
    let now: Words = say!(checks::ReportNow, result = word(line.now), seen = seen(&line.seen));
    let mut rows = sheet.lines(&line.title.shown(), STRONG, 0.0);
    rows.extend(sheet.lines(&before.shown(), SMALL, COLUMN));
    rows.extend(sheet.lines(&now.shown(), SMALL, COLUMN));
    rows.push(Row::gap(5.0));
    rows
}

fn written(title: &str, pages: &[Vec<Run>], typeface: &mut Typeface) -> Option<Vec<u8>> {
    let (catalog, tree, info, font) = (Ref::new(1), Ref::new(2), Ref::new(3), Ref::new(4));
    // A page and what is on it, after the references of the typeface.
    let first = 4 + TYPEFACE_REFS;
    let of = |nth: usize| {
        let at = first + 2 * i32::try_from(nth).unwrap_or_default();
        (Ref::new(at), Ref::new(at + 1))
    };
    let mut pdf = Pdf::new();
    let mut root = pdf.catalog(catalog);
    root.pages(tree).lang(TextStr(&words::language()));
    root.viewer_preferences().display_doc_title(true);
    root.finish();
    pdf.document_info(info).title(TextStr(title)).producer(TextStr("Bucketwise"));
    let kids = (0..pages.len()).map(|nth| of(nth).0);
    pdf.pages(tree).kids(kids).count(i32::try_from(pages.len()).unwrap_or_default());
    for (runs, nth) in pages.iter().zip(0..) {
        let (id, content) = of(nth);
        let mut page = pdf.page(id);
        page.parent(tree).media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1)).contents(content);
        page.resources().fonts().pair(Name(b"F"), font);
        page.finish();
        pdf.stream(content, &packed(&drawn(runs, typeface))).filter(Filter::FlateDecode);
    }
    typeface.write(&mut pdf, font)?;
    Some(pdf.finish())
}

fn drawn(runs: &[Run], typeface: &mut Typeface) -> Vec<u8> {
    let mut content = Content::new();
    for Run { x, y, style, text } in runs {
        let [red, green, blue] = style.ink;
        content.begin_text().set_font(Name(b"F"), style.size).set_fill_rgb(red, green, blue);
        if style.bold {
            // One typeface is enough for a report: a heading is drawn with its outline.
            content.set_stroke_rgb(red, green, blue).set_line_width(style.size / 40.0);
            content.set_text_rendering_mode(TextRenderingMode::FillStroke);
        } else {
            content.set_text_rendering_mode(TextRenderingMode::Fill);
        }
        content.next_line(*x, *y).show(Str(&typeface.coded(text))).end_text();
    }
    content.finish().into_vec()
}

/// As a stream is packed (`FlateDecode`).
fn packed(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut into = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    // Into memory: nothing can go wrong.
    let _ = into.write_all(bytes);
    into.finish().unwrap_or_default()
}
