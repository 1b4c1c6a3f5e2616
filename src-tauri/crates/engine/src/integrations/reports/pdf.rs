//! A report as PDF: A4 pages of text that can be searched, selected and copied, tagged for screen
//! readers, with the letters that it uses in the file.
//!
//! The same report is the same file, byte for byte, as long as the computer has the same typefaces.

mod sheet;
mod tagged;
mod typeface;

use std::num::NonZeroU16;

use krilla::tagging::{ListNumbering, Tag};
use words::{Words, checks, say};

use super::{
    super::{
        drift::DriftLine,
        records::Record,
        report::{CheckLine, CheckResult, Report},
    },
    told::{Part, told, word},
};
use sheet::{Branch, Pages, Row, Style, beside};
use typeface::Typefaces;

/// A4, in points.
const PAGE: (f32, f32) = (595.0, 842.0);
/// What stays free at each side.
const EDGE: f32 = 56.0;
/// Where the second column begins: what was asked, beside what came of it.
const COLUMN: f32 = 64.0;
/// The first column, and the second.
const RESULT: (f32, f32) = (0.0, COLUMN - 4.0);
const ASKED: (f32, f32) = (COLUMN, PAGE.0 - 2.0 * EDGE);

const INK: [u8; 3] = [28, 28, 31];
const QUIET: [u8; 3] = [92, 94, 102];
const GOOD: [u8; 3] = [26, 128, 74];
const BAD: [u8; 3] = [179, 38, 31];

const TITLE: Style = Style { size: 17.0, leading: 22.0, bold: true, ink: INK };
const HEADING: Style = Style { size: 12.0, leading: 18.0, bold: true, ink: INK };
const TEXT: Style = Style { size: 9.5, leading: 13.0, bold: false, ink: INK };
const STRONG: Style = Style { bold: true, ..TEXT };
const SMALL: Style = Style { size: 8.5, leading: 12.0, bold: false, ink: QUIET };

/// The file; nothing if it cannot be written, which is a defect.
pub(super) fn file(record: &Record, report: &Report) -> Option<Vec<u8>> {
    let (title, parts) = told(record, report);
    let mut sheet = Pages::new(Typefaces::new());
    let first = NonZeroU16::MIN;
    sheet.heading(&title, TITLE, Tag::Hn(first, Some(title.clone())));
    sheet.skip(4.0);
    for part in &parts {
        match part {
            Part::Heading(text) => {
                sheet.skip(10.0);
                // With some of what it is above.
                sheet.need(80.0);
                let text = text.shown();
                sheet.heading(&text, HEADING, Tag::Hn(first.saturating_add(1), Some(text.clone())));
            }
            Part::Text(text) => sheet.text(&text.shown(), TEXT, Tag::P),
            Part::Quiet(text) => sheet.text(&text.shown(), SMALL, Tag::P),
            Part::Checks(lines) => list(&mut sheet, lines, check),
            Part::Drift(lines) => list(&mut sheet, lines, drift),
            Part::List(texts) => list(&mut sheet, texts, made),
        }
    }
    tagged::file(&title, sheet)
}

/// Lines as they are drawn, and what they are to a screen reader.
type Drawn = (Vec<Row>, Vec<Branch>);

/// One entry below the other.
fn list<T>(sheet: &mut Pages, of: &[T], entry: fn(&mut Pages, &T) -> Drawn) {
    let mut read = Vec::new();
    for one in of {
        let (rows, parts) = entry(sheet, one);
        sheet.put(rows);
        read.push(Branch::Group(Tag::LI.into(), parts));
    }
    sheet.read.push(Branch::Group(Tag::L(ListNumbering::None).into(), read));
}

fn check(sheet: &mut Pages, line: &CheckLine) -> Drawn {
    let ink = match line.result {
        CheckResult::Pass => GOOD,
        CheckResult::Fail => BAD,
        _ => QUIET,
    };
    let style = Style { ink, bold: line.result == CheckResult::Fail, ..TEXT };
    let (result, label) = sheet.lines(&word(Some(line.result)).shown(), style, RESULT, Tag::Lbl);
    let (mut rows, title) = sheet.lines(&line.title.shown(), TEXT, ASKED, Tag::P);
    let (seen, evidence) = sheet.lines(&line.evidence.shown(), SMALL, ASKED, Tag::P);
    rows.extend(seen);
    let mut rows = beside(rows, result);
    rows.push(Row::gap(5.0));
    (rows, vec![label, Branch::Group(Tag::LBody.into(), vec![title, evidence])])
}

fn drift(sheet: &mut Pages, line: &DriftLine) -> Drawn {
    let seen = |seen: &Option<Words>| seen.clone().unwrap_or_else(|| "".into());
    let before: Words = say!(checks::ReportBefore, result = word(line.was), seen = seen(&line.was_seen));
    let now: Words = say!(checks::ReportNow, result = word(line.now), seen = seen(&line.seen));
    let (mut rows, title) = sheet.lines(&line.title.shown(), STRONG, (0.0, ASKED.1), Tag::P);
    let mut read = vec![title];
    for text in [before, now] {
        let (lines, branch) = sheet.lines(&text.shown(), SMALL, ASKED, Tag::P);
        rows.extend(lines);
        read.push(branch);
    }
    rows.push(Row::gap(5.0));
    (rows, vec![Branch::Group(Tag::LBody.into(), read)])
}

fn made(sheet: &mut Pages, what: &Words) -> Drawn {
    let text: Words = say!(checks::ReportList, what);
    let (rows, read) = sheet.lines(&text.shown(), TEXT, (0.0, ASKED.1), Tag::LBody);
    (rows, vec![read])
}
