//! Spaces where none belong: at the edges of a text, and inside the parts of an ARN that come
//! before a file's name. To AWS they are letters like others, so that nothing is ever named so.

use words::{policy, say};

use super::{At, Check, principals};
use crate::finding::{Code, Severity};

pub(super) fn check(check: &mut Check, at: At) {
    let named = principals::listed(at).into_iter().map(|(path, _, text)| (path, text));
    let strict: Vec<(String, &str)> = named.chain(at.actions()).chain(at.resources()).collect();
    for (path, text) in strict {
        if let Some(meant) = mended(text) {
            let says = say!(policy::SpaceInName, text);
            // A file's name may end with a space, however rarely it does.
            let name = text.contains('/') && text.trim_start() == text && !text.trim_end().ends_with('*');
            let severity = if name && meant == text.trim_end() { Severity::Warning } else { Severity::Error };
            check.rewrite(Code::StraySpace, severity, &path, says, &meant);
        }
    }
    for condition in &at.statement.conditions {
        let path = format!("{}.{}.{}", at.path("Condition"), condition.operator.name, condition.key);
        for (value, nth) in condition.values.iter().zip(0..) {
            let text = value.text();
            if text.trim() != text {
                let says = say!(policy::SpaceAtEdge, text);
                check.rewrite(Code::StraySpace, Severity::Warning, &format!("{path}[{nth}]"), says, text.trim());
            }
        }
    }
}

/// The text without the spaces that cannot be meant; nothing if there are none.
pub(super) fn mended(text: &str) -> Option<String> {
    let trimmed = text.trim();
    let bare = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    let (start, rest) = match trimmed.starts_with("arn") && trimmed.contains(':') {
        // What comes behind the first slash may be a file's name.
        true => trimmed.split_once('/').map_or((trimmed, None), |(start, rest)| (start, Some(rest))),
        false if trimmed.contains(':') && !trimmed.contains('/') => (trimmed, None),
        false => ("", Some(trimmed)),
    };
    let meant = match rest {
        Some(rest) if start.is_empty() => rest.to_owned(),
        Some(rest) => format!("{}/{}", bare(start), rest.trim_start()),
        None => bare(start),
    };
    (meant != text).then_some(meant)
}
