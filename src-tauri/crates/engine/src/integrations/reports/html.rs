//! A report as one page that needs nothing else and opens in any browser.

use std::fmt::Write as _;

use super::{
    super::{
        drift::DriftLine,
        records::Record,
        report::{CheckLine, CheckResult, Report},
    },
    told::{Part, plain, told, word},
};
use ground::quoting::xml;
use words::Words;

/// Nothing is loaded and nothing runs, whatever a name in the report says.
const HEAD: &str = "<head>\n<meta charset=\"utf-8\">\n\
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
    let (title, parts) = told(record, report);
    let mut page = format!("<!doctype html>\n<html lang=\"{}\">\n{HEAD}", words::language());
    let _ = write!(page, "<title>{0}</title>\n{STYLE}</head>\n<body>\n<h1>{0}</h1>\n", escaped(&title));
    for part in &parts {
        let _ = match part {
            Part::Heading(text) => writeln!(page, "<h2>{}</h2>", said(text)),
            Part::Text(text) => writeln!(page, "<p>{}</p>", said(text)),
            Part::Quiet(text) => writeln!(page, "<p class=\"quiet\">{}</p>", said(text)),
            Part::Checks(lines) => writeln!(page, "<table>\n{}</table>", lines.iter().map(row).collect::<String>()),
            Part::Drift(lines) => writeln!(page, "<table>\n{}</table>", lines.iter().map(beside).collect::<String>()),
            Part::List(texts) => {
                let items: String = texts.iter().map(|text| format!("<li>{}</li>\n", said(text))).collect();
                writeln!(page, "<ul>\n{items}</ul>")
            }
        };
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn beside(line: &DriftLine) -> String {
    format!(
        "<tr><th>{}</th><td>{}<p class=\"quiet\">{}</p></td><td>{}<p class=\"quiet\">{}</p></td></tr>\n",
        said(&line.title),
        marked(line.was),
        line.was_seen.as_ref().map(said).unwrap_or_default(),
        marked(line.now),
        line.seen.as_ref().map(said).unwrap_or_default(),
    )
}

fn row(line: &CheckLine) -> String {
    let (title, evidence) = (said(&line.title), said(&line.evidence));
    format!("<tr><td>{}</td><td>{title}<p class=\"quiet\">{evidence}</p></td></tr>\n", marked(Some(line.result)))
}

fn marked(result: Option<CheckResult>) -> String {
    let class = match result {
        Some(CheckResult::Pass) => "pass",
        Some(CheckResult::Fail) => "fail",
        _ => "other",
    };
    format!("<span class=\"{class}\">{}</span>", said(&word(result)))
}

fn said(words: &Words) -> String {
    escaped(&words.shown())
}

fn escaped(text: &str) -> String {
    xml(&plain(text))
}
