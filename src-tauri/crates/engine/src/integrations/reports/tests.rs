#![allow(clippy::unwrap_used)]

use super::*;
use crate::ids::{ConnectionId, IntegrationId};
use crate::integrations::{Answers, Bucket};

fn line(id: &str, result: CheckResult, evidence: &str) -> Line {
    Line { id: id.into(), result, title: format!("About {id}"), evidence: evidence.into() }
}

fn record() -> Record {
    let bucket = Bucket { name: "acme-datasets".into(), region: "eu-west-1".into(), ..Bucket::default() };
    let answers = Answers { buckets: vec![bucket], ..Answers::default() };
    Record::draft(IntegrationId::fresh(), ConnectionId::from("admin"), "kolena".into(), answers, 0)
}

fn checked(record: &mut Record, at: i64, lines: Vec<Line>) {
    file(record, Some(Report { at, lines }));
}

#[test]
fn what_is_different_since_the_last_check_is_told_and_the_rest_is_not() {
    use CheckResult::{Fail, Info, Pass, Skip};
    let mut record = record();
    assert_eq!(drift(&record), None);
    let first = vec![
        line("list", Pass, "It worked."),
        line("read", Pass, "It worked."),
        line("identity", Info, "anna"),
        line("fact-encryption-a", Info, "With the storage's own key."),
        line("write-a", Skip, "Nothing is written unless you ask for it."),
        line("gone", Pass, "It worked."),
    ];
    checked(&mut record, 1_000, first);
    assert_eq!(drift(&record), None, "there is nothing to compare with yet");
    let second = vec![
        line("list", Pass, "It worked, in other words."),
        line("read", Fail, "Refused."),
        line("identity", Info, "bob"),
        line("fact-encryption-a", Info, "With the key 12."),
        line("write-a", Pass, "It worked."),
        line("new", Skip, "Not asked."),
    ];
    checked(&mut record, 2_000, second);
    let drift = drift(&record).unwrap();
    assert_eq!(drift.since, 1_000);
    let told: Vec<_> = drift.lines.iter().map(|line| (line.title.as_str(), line.was, line.now)).collect();
    assert_eq!(
        told,
        [
            ("About read", Some(Pass), Some(Fail)),
            ("About fact-encryption-a", Some(Info), Some(Info)),
            ("About write-a", None, Some(Pass)),
            ("About gone", Some(Pass), None),
        ]
    );
}

#[test]
fn reports_are_kept_with_their_dates_and_not_for_ever() {
    let mut record = record();
    for at in 0..40 {
        checked(&mut record, at, vec![line("list", CheckResult::Pass, "")]);
    }
    assert_eq!((record.report.as_ref().unwrap().at, record.earlier[0].at, record.earlier.len()), (39, 38, KEPT));
    file(&mut record, None);
    assert_eq!((record.report.is_none(), record.earlier[0].at), (true, 39), "set up anew, the last one is kept");
    assert_eq!(export(&record, ReportShape::Html).unwrap_err().code, "no_report");
}

#[test]
fn a_report_names_its_day_and_runs_nothing_that_stands_in_a_bucket() {
    let mut record = record();
    checked(&mut record, 1_790_000_000_000, vec![line("list", CheckResult::Pass, "It worked.")]);
    let hostile = "<script>alert(1)</script>\u{202e}'\"&";
    checked(&mut record, 1_790_000_000_000, vec![line("list", CheckResult::Fail, hostile)]);
    let (name, page) = export(&record, ReportShape::Html).unwrap();
    assert_eq!(name, "kolena-acme-datasets-2026-09-21.html");
    assert!(!page.contains("<script") && !page.contains('\u{202e}'), "{page}");
    assert!(page.contains("&lt;script&gt;") && page.contains("21 September 2026"), "{page}");
    assert!(page.contains("What is different since") && page.contains("default-src 'none'"));

    let (name, text) = export(&record, ReportShape::Json).unwrap();
    assert!(name.ends_with(".json"));
    let told: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(told["checked_at"], "2026-09-21T14:13:20Z");
    assert_eq!(told["checks"][0]["evidence"], hostile);
    assert_eq!(told["drift"]["lines"][0]["now"], "fail");
    assert_eq!(told["earlier"][0]["checks"][0]["result"], "pass");
}
