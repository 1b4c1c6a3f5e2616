//! A report as one page that needs nothing else: it opens in any browser, and prints on paper or into a PDF there.

use std::fmt::Write as _;

use super::super::records::Record;
use super::super::verify::{CheckResult, Line, Report};
use super::super::{preset, shown};
use super::{DriftLine, drift};

/// Nothing is loaded and nothing runs, whatever a name in the report says.
const HEAD: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
    <meta name=\"viewport\" content=\"width=device-width\">\n";

const STYLE: &str = "<style>\n\
    body{font:13px/1.45 system-ui,sans-serif;color:#1c1d1f;max-width:46rem;margin:2.5rem auto;padding:0 1.5rem}\n\
    h1{font-size:20px;margin:0 0 .25rem}h2{font-size:14px;margin:1.75rem 0 .5rem}\n\
    p{margin:.25rem 0}.quiet{color:#5c5f66}table{border-collapse:collapse;width:100%}\n\
    td,th{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-top:1px solid #d3d2cd;\
    overflow-wrap:anywhere}th{font-weight:600}tr{break-inside:avoid}\n\
    .pass{color:#1a7f4b}.fail{color:#b3261e;font-weight:600}ul{padding-left:1.1rem}\n\
    @media print{body{margin:0;max-width:none}}\n</style>\n";

pub(super) fn page(record: &Record, report: &Report) -> String {
    let view = shown::view(record);
    let places: Vec<String> = view
        .buckets
        .iter()
        .map(|at| if at.folder.is_empty() { at.name.clone() } else { format!("{}/{}", at.name, at.folder) })
        .collect();
    let title = format!("{} and {}", view.title, places.join(", "));
    let count = |result| report.lines.iter().filter(|line| line.result == result).count();
    let mut page = String::from(HEAD);
    let _ = write!(page, "<title>{0}</title>\n{STYLE}</head>\n<body>\n<h1>{0}</h1>\n", escaped(&title));
    let _ = writeln!(
        page,
        "<p>Checked on the storage itself on {}: <span class=\"pass\">{} passed</span>, {} failed, {} not asked.</p>",
        moment(report.at),
        count(CheckResult::Pass),
        count(CheckResult::Fail),
        count(CheckResult::Skip),
    );
    let _ = writeln!(page, "<p class=\"quiet\">An expected refusal is a pass. What was not asked says why.</p>");
    differences(&mut page, record);
    page.push_str("<h2>What was checked</h2>\n<table>\n");
    report.lines.iter().for_each(|line| row(&mut page, line));
    page.push_str("</table>\n");
    if !view.made.is_empty() {
        page.push_str("<h2>What was made for it</h2>\n<ul>\n");
        view.made.iter().for_each(|thing| page.push_str(&format!("<li>{}</li>\n", escaped(thing))));
        page.push_str("</ul>\n");
    }
    if let Some(preset) = preset(&record.preset) {
        let _ = writeln!(
            page,
            "<p class=\"quiet\">What {} asks for was read on {} at {}.</p>",
            escaped(&preset.title),
            escaped(&preset.source.read),
            escaped(&preset.source.at),
        );
    }
    page.push_str("<p class=\"quiet\">Made by Bucketwise.</p>\n</body>\n</html>\n");
    page
}

fn differences(page: &mut String, record: &Record) {
    let Some(drift) = drift(record) else { return };
    let _ = writeln!(page, "<h2>What is different since {}</h2>", moment(drift.since));
    if drift.lines.is_empty() {
        page.push_str("<p>Nothing.</p>\n");
        return;
    }
    page.push_str("<table>\n");
    for DriftLine { title, was, was_seen, now, seen } in &drift.lines {
        let _ = writeln!(
            page,
            "<tr><th>{}</th><td>{}<p class=\"quiet\">{}</p></td><td>{}<p class=\"quiet\">{}</p></td></tr>",
            escaped(title),
            word(*was),
            escaped(was_seen),
            word(*now),
            escaped(seen),
        );
    }
    page.push_str("</table>\n");
}

fn row(page: &mut String, line: &Line) {
    let _ = writeln!(
        page,
        "<tr><td>{}</td><td>{}<p class=\"quiet\">{}</p></td></tr>",
        word(Some(line.result)),
        escaped(&line.title),
        escaped(&line.evidence),
    );
}

fn word(result: Option<CheckResult>) -> &'static str {
    match result {
        None => "not asked",
        Some(CheckResult::Running) => "under way",
        Some(CheckResult::Pass) => "<span class=\"pass\">✓ Pass</span>",
        Some(CheckResult::Fail) => "<span class=\"fail\">✗ Fail</span>",
        Some(CheckResult::Skip) => "Skipped",
        Some(CheckResult::Info) => "Note",
    }
}

fn moment(at: i64) -> String {
    jiff::Timestamp::from_millisecond(at)
        .map(|at| at.strftime("%-d %B %Y at %H:%M UTC").to_string())
        .unwrap_or_default()
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // What turns the direction of writing would make a line say something else.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}
