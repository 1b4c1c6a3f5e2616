#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;
use crate::{
    ids::{ConnectionId, IntegrationId},
    integrations::{Answers, Bucket, report::CheckResult},
};

fn line(id: &str, result: CheckResult, evidence: &str) -> CheckLine {
    CheckLine { id: id.into(), result, title: format!("About {id}").into(), evidence: evidence.into() }
}

fn record() -> Record {
    let bucket = Bucket { name: "acme-datasets".into(), region: "eu-west-1".into(), ..Bucket::default() };
    let answers = Answers { buckets: vec![bucket], ..Answers::default() };
    Record::draft(IntegrationId::fresh(), ConnectionId::from("admin"), "kolena".into(), answers, 0)
}

fn checked(record: &mut Record, at: i64, lines: Vec<CheckLine>) {
    file(record, Some(Report { at, lines }));
}

#[test]
fn what_is_different_since_the_last_check_is_told_and_the_rest_is_not() {
    use CheckResult::{Fail, Info, Pass, Skip};
    let mut record = record();
    assert_eq!(drift::of(&record), None);
    let first = vec![
        line("list", Pass, "Allowed."),
        line("read", Pass, "Allowed."),
        line("identity", Info, "anna"),
        line("fact-encryption-a", Info, "With keys managed by the server."),
        line("write-a", Skip, "Not tested."),
        line("gone", Pass, "Allowed."),
    ];
    checked(&mut record, 1_000, first);
    assert_eq!(drift::of(&record), None, "there is nothing to compare with yet");
    let second = vec![
        line("list", Pass, "Allowed, in other words."),
        line("read", Fail, "Denied."),
        line("identity", Info, "bob"),
        line("fact-encryption-a", Info, "With the key 12."),
        line("write-a", Pass, "Allowed."),
        line("new", Skip, "Skipped."),
    ];
    checked(&mut record, 2_000, second);
    let drift = drift::of(&record).unwrap();
    assert_eq!(drift.since, 1_000);
    let told: Vec<_> = drift.lines.iter().map(|line| (line.title.to_string(), line.was, line.now)).collect();
    assert_eq!(
        told,
        [
            ("About read".to_owned(), Some(Pass), Some(Fail)),
            ("About fact-encryption-a".to_owned(), Some(Info), Some(Info)),
            ("About write-a".to_owned(), None, Some(Pass)),
            ("About gone".to_owned(), Some(Pass), None),
        ]
    );
}

/// A report that a program before the catalogue kept holds texts; what says the same is no change.
#[test]
fn a_fact_that_was_kept_as_a_text_is_not_different_as_a_message() {
    let mut record = record();
    let fact =
        |evidence: words::Words| vec![CheckLine { evidence, ..line("fact-encryption-a", CheckResult::Info, "") }];
    checked(&mut record, 1_000, fact("With keys managed by the server.".into()));
    checked(&mut record, 2_000, fact(words::say!(words::checks::EncryptedServer)));
    assert_eq!(drift::of(&record).unwrap().lines, []);
    checked(&mut record, 3_000, fact(words::say!(words::checks::NotEncrypted)));
    assert_eq!(drift::of(&record).unwrap().lines.len(), 1);
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
    checked(&mut record, 1_790_000_000_000, vec![line("list", CheckResult::Pass, "Allowed.")]);
    let hostile = "<script>alert(1)</script>\u{202e}'\"&";
    checked(&mut record, 1_790_000_000_000, vec![line("list", CheckResult::Fail, hostile)]);
    let (name, page) = export(&record, ReportShape::Html).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert_eq!(name, "kolena-acme-datasets-2026-09-21.html");
    assert!(!page.contains("<script") && !page.contains('\u{202e}'), "{page}");
    assert!(page.contains("&lt;script&gt;") && page.contains("21 Sep 2026"), "{page}");
    assert!(page.contains("Changes since") && page.contains("default-src 'none'"));

    let (name, text) = export(&record, ReportShape::Json).unwrap();
    assert!(name.ends_with(".json"));
    let told: serde_json::Value = serde_json::from_slice(&text).unwrap();
    assert_eq!(told["checked_at"], "2026-09-21T14:13:20Z");
    assert_eq!(told["checks"][0]["evidence"], hostile.replace('\u{202e}', "\u{fffd}"));
    assert_eq!(told["drift"]["lines"][0]["now"], "fail");
    assert_eq!(told["earlier"][0]["checks"][0]["result"], "pass");
}

/// What other programs (Poppler's) say of a file; nothing where they are missing and the person
/// goes on without them.
fn asked(file: &[u8], program: &str, args: &[&str]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.pdf");
    write_report(&path, file).unwrap();
    let put = |arg: &&str| if *arg == "FILE" { path.to_str().unwrap().to_owned() } else { (*arg).to_owned() };
    let Ok(output) = std::process::Command::new(program).args(args.iter().map(put)).output() else {
        crate::unproved::unproved("what is in a report as PDF", program);
        return None;
    };
    // Poppler 22 takes the `false` that the rules ask for here for a mistake.
    let told =
        String::from_utf8_lossy(&output.stderr).replace("Syntax Error: Suspects object is wrong type (boolean)\n", "");
    assert!(output.status.success() && told.is_empty(), "{told}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The text of a file, page by page and with single spaces.
fn read_back(file: &[u8]) -> Option<Vec<String>> {
    // Embedded, cut down, and with the way back to Unicode: every typeface.
    let fonts = asked(file, "pdffonts", &["FILE"])?;
    assert!(fonts.contains("+DejaVuSans"), "{fonts}");
    assert!(fonts.lines().skip(2).all(|font| font.contains(" yes yes yes ")), "{fonts}");
    let pages = asked(file, "pdftotext", &["-layout", "FILE", "-"])?;
    let pages = pages.trim_end_matches('\u{c}').split('\u{c}');
    Some(pages.map(|page| page.split_whitespace().collect::<Vec<_>>().join(" ")).collect())
}

#[test]
fn a_report_as_pdf_is_read_back_word_for_word_and_breaks_between_checks() {
    use CheckResult::{Fail, Pass, Skip};
    let mut record = record();
    let names = ["Zoë’s “files” – 2026", "Ελλάδα", "Привет, мир", "über/naïve.csv"];
    let lines = |result: CheckResult| {
        (0..70).map(move |nth| CheckLine {
            id: format!("c{nth}"),
            result: if nth % 9 == 4 { result } else { Pass },
            title: format!("Check {nth:02} of {}", names[nth % names.len()]).into(),
            evidence: format!("Seen {nth:02}: the storage answered, and more words follow so that the line has to be wrapped at least once here.").into(),
        })
    };
    checked(&mut record, 1_790_000_000_000, lines(Pass).collect());
    let mut second: Vec<_> = lines(Fail).collect();
    let long = "x".repeat(400);
    second.push(line("long", Skip, &long));
    second.push(line("other", Pass, "\u{378}/\u{202e}gpj.exe <b>&amp; e\u{301}"));
    checked(&mut record, 1_790_000_100_000, second);

    let (name, file) = export(&record, ReportShape::Pdf).unwrap();
    assert_eq!(name, "kolena-acme-datasets-2026-09-21.pdf");
    assert!(file.starts_with(b"%PDF-") && file.len() < 150_000, "{} bytes", file.len());
    assert_eq!(export(&record, ReportShape::Pdf).unwrap().1, file, "the same report is the same file");
    let Some(pages) = read_back(&file) else { return };
    assert!(pages.len() > 3, "{} pages", pages.len());
    for (page, nth) in pages.iter().zip(1..) {
        assert!(page.contains(&format!("Page {nth} of {}", pages.len())), "{page}");
        assert!(page.contains("Kolena and acme-datasets"), "{page}");
    }
    assert!(pages[0].contains("63 passed, 8 failed, 1 skipped"), "{}", pages[0]);
    let checks: Vec<_> = lines(Fail).collect();
    let told = pages.iter().position(|page| page.contains("Checks")).unwrap();
    for check in &checks {
        // The second of the two places is that of the check itself, the first may be that of the
        // difference.
        let on = pages
            .iter()
            .rposition(|page| page.contains(&check.title.to_string()))
            .unwrap_or_else(|| panic!("{}", check.title));
        assert!(on >= told && pages[on].contains(&check.evidence.to_string()), "{} is torn apart", check.title);
    }
    let all = pages.join(" ");
    assert_eq!(all.matches("✗ Failed").count(), 16, "eight checks, each told as different too");
    assert!(all.contains("Previously: ✓ Passed.") && all.contains("Now: ✗ Failed."));
    // A name of 400 letters is there whole, over several lines; a letter that no typeface has is
    // told by its number.
    assert!(all.replace(' ', "").contains(&long), "{all}");
    assert!(all.contains("[U+0378]/\u{fffd}gpj.exe <b>&amp; é"), "{}", pages.last().unwrap());
}

#[test]
fn a_screen_reader_finds_its_way_in_a_report_as_pdf() {
    use CheckResult::{Fail, Pass};
    let mut record = record();
    checked(&mut record, 1_790_000_000_000, vec![line("list", Pass, "Allowed.")]);
    checked(&mut record, 1_790_000_100_000, vec![line("list", Fail, &"Denied, and why. ".repeat(40))]);
    let (_, file) = export(&record, ReportShape::Pdf).unwrap();
    let Some(about) = asked(&file, "pdfinfo", &["FILE"]) else { return };
    let says = |name: &str, value: &str| about.lines().any(|line| line.starts_with(name) && line.ends_with(value));
    assert!(says("Tagged:", "yes") && says("Suspects:", "no") && says("Title:", "acme-datasets"), "{about}");
    let part = asked(&file, "pdfinfo", &["-meta", "FILE"]).unwrap();
    assert!(part.contains("<pdfuaid:part>1<") && part.contains("en"), "{part}");

    let read = asked(&file, "pdfinfo", &["-struct-text", "FILE"]).unwrap();
    let tags: Vec<&str> = read.lines().map(str::trim).filter(|line| !line.starts_with('"')).collect();
    let tag = |line: &&str| line.split([' ', '(']).next().unwrap_or_default().to_owned();
    let tags: Vec<String> =
        tags.iter().map(tag).filter(|tag| !["", "Span", "/ListNumbering"].contains(&tag.as_str())).collect();
    let told = tags.join(" ");
    // The title, the summary and the note; what is different; each check, what came of it first.
    assert!(told.starts_with("Document H1 P P H2 L LI LBody P P P H2 L LI Lbl LBody P P"), "{told}\n{read}");
    // What stands at the foot of every page is not read to anybody.
    assert!(!read.contains("Page 1 of 1"), "{read}");
    let label = read.find("✗ Failed").unwrap();
    assert!(read[label..].contains("About list"), "{read}");
}

/// Whether a typeface has the letter: `.ci/packages.txt` names some.
fn installed(letter: char) -> bool {
    let asked = std::process::Command::new("fc-list").arg(format!(":charset={:x}", u32::from(letter))).output();
    let there = asked.is_ok_and(|found| !found.stdout.is_empty());
    if !there {
        crate::unproved::unproved("a report in every script", &format!("a typeface with {letter}"));
    }
    there
}

#[test]
fn a_report_is_drawn_in_every_script_that_this_computer_has_typefaces_for() {
    let texts = [
        ("arabic", "تقرير عن المجلد"),
        ("hebrew", "דוח על התיקייה"),
        ("chinese", "报告/存储桶.csv"),
        ("japanese", "ファイル一覧"),
        ("hindi", "हिन्दी में रिपोर्ट"),
        ("mixed", "Folder تقرير/报告 and more"),
    ];
    if !['报', 'フ', 'ह'].into_iter().all(installed) {
        return;
    }
    let mut record = record();
    checked(&mut record, 1_790_000_000_000, texts.map(|(id, text)| line(id, CheckResult::Pass, text)).to_vec());
    let (_, file) = export(&record, ReportShape::Pdf).unwrap();
    assert_eq!(export(&record, ReportShape::Pdf).unwrap().1, file, "the same report is the same file");
    assert!(file.len() < 200_000, "{} bytes: whole typefaces are not in it", file.len());
    // What is heard is in the order of reading, though words run from the right and letters are
    // joined.
    let plainly = String::from_utf8_lossy(&file).to_ascii_uppercase().replace("/ACTUALTEXT <", "/ACTUALTEXT<");
    for text in ["تقرير عن المجلد", "דוח על התיקייה", "हिन्दी में रिपोर्ट"]
    {
        let heard: String = text.encode_utf16().map(|letter| format!("{letter:04X}")).collect();
        assert!(plainly.contains(&format!("/ACTUALTEXT<FEFF{heard}>")), "{text}");
    }
    let Some(read) = asked(&file, "pdftotext", &["FILE", "-"]) else { return };
    // Poppler marks which way words run.
    let marks =
        |letter: &char| !matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let read: String = read.chars().filter(marks).collect();
    assert!(!read.contains("[U+"), "{read}");
    for (id, text) in texts {
        assert!(read.contains(text), "{id}: {read}");
    }
}
