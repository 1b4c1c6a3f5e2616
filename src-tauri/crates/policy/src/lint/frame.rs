//! The document as a whole: version, names of statements, letters, size.

use words::{policy, say};

use super::Check;
use crate::document::Document;
use crate::finding::{Code, Severity};
use crate::kind::Kind;

pub(super) fn check(check: &mut Check) {
    version(check);
    sids(check);
    letters(check);
    size(check);
}

fn version(check: &mut Check) {
    let written = check.source.text().contains("${");
    match check.document.version.as_deref() {
        Some(Document::SCALEWAY_VERSION) => {}
        _ if check.document.is_scaleways() => {
            let text = say!(policy::ScalewayVersion);
            check.say(Code::OldVersion, Severity::Warning, "Version", text);
        }
        Some(Document::VERSION) => {}
        Some("2008-10-17") | None if written => {
            let text = say!(policy::VariablesVersion);
            check.rewrite(Code::OldVersion, Severity::Error, "Version", text, Document::VERSION);
        }
        Some("2008-10-17") => {
            let text = say!(policy::OldVersion);
            check.say(Code::OldVersion, Severity::Note, "Version", text);
        }
        None => {
            let text = say!(policy::VersionMissing);
            check.say(Code::OldVersion, Severity::Note, "", text);
        }
        Some(other) => {
            let text = say!(policy::BadVersion, version = other);
            check.rewrite(Code::BadVersion, Severity::Error, "Version", text, Document::VERSION);
        }
    }
}

fn sids(check: &mut Check) {
    for (statement, nth) in check.document.statements.iter().zip(0..) {
        let Some(sid) = &statement.sid else { continue };
        let path = format!("Statement[{nth}].Sid");
        let fits = |letter: char| letter.is_ascii_alphanumeric() || letter == ' ' && check.kind == Kind::Bucket;
        if !sid.chars().all(fits) {
            let plain: String = sid.chars().filter(char::is_ascii_alphanumeric).collect();
            let taken = check.document.statements.iter().any(|other| other.sid.as_ref() == Some(&plain));
            let text = say!(policy::BadSid);
            let severity = if check.kind == Kind::Bucket { Severity::Warning } else { Severity::Error };
            if plain.is_empty() || taken {
                check.say(Code::BadSid, severity, &path, text);
            } else {
                check.rewrite(Code::BadSid, severity, &path, text, &plain);
            }
        }
        if !sid.is_empty() && check.document.statements[..nth].iter().any(|other| other.sid.as_ref() == Some(sid)) {
            let text = say!(policy::DuplicateSid, sid);
            check.say(Code::DuplicateSid, Severity::Error, &path, text);
        }
    }
}

/// IAM takes tab, line end and U+0020 to U+00FF. Names in other scripts must be written with
/// wildcards.
fn letters(check: &mut Check) {
    let strange = |letter: &char| *letter > '\u{ff}' || letter.is_control() && !"\t\n\r".contains(*letter);
    let compact = check.document.compact();
    let Some(letter) = compact.chars().find(strange) else { return };
    let severity = if check.kind == Kind::Bucket { Severity::Warning } else { Severity::Error };
    let written = letter.escape_debug().to_string();
    let text = say!(policy::BadCharacter, letter = written, kind = check.kind.name());
    let path = elements(check.document).into_iter().find(|(_, text)| text.contains(letter)).map(|(path, _)| path);
    check.say(Code::BadCharacter, severity, &path.unwrap_or_default(), text);
}

/// Every text of a document with its path.
pub(super) fn elements(document: &Document) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    for (statement, nth) in document.statements.iter().zip(0..) {
        let at = super::At { statement, nth };
        found.extend(statement.sid.iter().map(|sid| (at.path("Sid"), sid.as_str())));
        found.extend(super::principals::listed(at).into_iter().map(|(path, _, text)| (path, text)));
        found.extend(
            statement
                .action
                .of
                .list
                .iter()
                .zip(0..)
                .map(|(text, n)| (format!("{}[{n}]", at.path("Action")), text.as_str())),
        );
        let resources = statement.resource.iter().flat_map(|choice| &choice.of.list).zip(0..);
        found.extend(resources.map(|(text, n)| (format!("{}[{n}]", at.path("Resource")), text.as_str())));
        for condition in &statement.conditions {
            let path = format!("{}.{}.{}", at.path("Condition"), condition.operator.name, condition.key);
            found.push((path.clone(), condition.key.as_str()));
            found.extend(condition.values.iter().zip(0..).map(|(value, n)| (format!("{path}[{n}]"), value.text())));
        }
    }
    found
}

fn size(check: &mut Check) {
    let (size, limit) = (check.kind.size(&check.document.compact()), check.kind.limit());
    let kind = check.kind.name();
    if size > limit {
        let text = say!(policy::TooLarge, size, limit, kind);
        check.say(Code::TooLarge, Severity::Error, "", text);
    } else if size * 10 > limit * 9 {
        let text = say!(policy::NearlyTooLarge, size, limit, kind);
        check.say(Code::NearlyTooLarge, Severity::Note, "", text);
    }
}
