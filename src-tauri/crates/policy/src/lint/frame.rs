//! The document as a whole: version, names of statements, letters, size.

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
            let text = "Scaleway advises against this version. The current one is “2023-04-17”.";
            check.say(Code::OldVersion, Severity::Warning, "Version", text);
        }
        Some(Document::VERSION) => {}
        Some("2008-10-17") | None if written => {
            let text = "Variables such as ${aws:username} are plain letters unless “Version” is “2012-10-17”.";
            check.rewrite(Code::OldVersion, Severity::Error, "Version", text, Document::VERSION);
        }
        Some("2008-10-17") => {
            let text = "This is the old version of the policy language. AWS recommends “2012-10-17”.";
            check.say(Code::OldVersion, Severity::Note, "Version", text);
        }
        None => {
            let text = "“Version” is missing: AWS then reads the policy in the old version of the language.";
            check.say(Code::OldVersion, Severity::Note, "", text);
        }
        Some(other) => {
            let text = format!("“{other}” is not a version of the policy language. It is no date of your own choice.");
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
            let text = "A “Sid” has letters and digits only.";
            let severity = if check.kind == Kind::Bucket { Severity::Warning } else { Severity::Error };
            if plain.is_empty() || taken {
                check.say(Code::BadSid, severity, &path, text);
            } else {
                check.rewrite(Code::BadSid, severity, &path, text, &plain);
            }
        }
        if !sid.is_empty() && check.document.statements[..nth].iter().any(|other| other.sid.as_ref() == Some(sid)) {
            let text = format!("Another statement is already called “{sid}”. Each name may stand once.");
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
    let text = format!(
        "AWS takes no “{}” in {}: only Western European letters. Write “?” for one such letter or “*” for any \
         number of them; the policy then also fits other names.",
        letter.escape_debug(),
        check.kind.name(),
    );
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
    let what = check.kind.name();
    if size > limit {
        let text = format!("The policy is too large: {size} characters, and AWS takes {limit} in {what}.");
        check.say(Code::TooLarge, Severity::Error, "", text);
    } else if size * 10 > limit * 9 {
        let text = format!("The policy has {size} of the {limit} characters that AWS takes in {what}.");
        check.say(Code::NearlyTooLarge, Severity::Note, "", text);
    }
}
