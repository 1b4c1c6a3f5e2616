//! What a look at a draft comes to: what saving it would change, and what is to be said about it.

use policy::{
    cors::{self, Change, ChangeKind, Grade},
    explain::Sentence,
    finding::{PolicyFinding, Severity},
};
use serde::Serialize;
use ts_rs::TS;

/// Something worth saying about a draft as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "SettingNote")]
pub struct Note {
    /// How serious.
    pub grade: Grade,
    /// In a sentence.
    pub text: String,
}

impl Note {
    pub(super) fn stop(text: impl Into<String>) -> Self {
        Self { grade: Grade::Stop, text: text.into() }
    }

    pub(super) fn warn(text: impl Into<String>) -> Self {
        Self { grade: Grade::Warn, text: text.into() }
    }
}

/// What a look at a draft came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct SettingCheck {
    /// What saving would change; empty where nothing.
    pub changes: Vec<Change>,
    /// What is to be said about CORS rules, by field.
    pub cors: Vec<cors::CorsFinding>,
    /// The drafted lifecycle rules, each in a sentence; empty for other settings.
    pub rules: Vec<String>,
    /// What is to be said about a policy; null for other settings.
    pub policy: Option<PolicyCheck>,
    /// What is to be said about the rest.
    pub notes: Vec<Note>,
}

impl SettingCheck {
    /// Why the draft cannot be saved, if it cannot.
    #[must_use]
    pub fn stop(&self) -> Option<String> {
        let found = self.cors.iter().map(|finding| (finding.grade, &finding.text));
        let noted = self.notes.iter().map(|note| (note.grade, &note.text));
        let policy = self.policy.as_ref().and_then(PolicyCheck::stop);
        policy.or_else(|| found.chain(noted).find(|(grade, _)| *grade == Grade::Stop).map(|(_, text)| text.clone()))
    }
}

impl From<Vec<Note>> for SettingCheck {
    fn from(notes: Vec<Note>) -> Self {
        Self { notes, ..Self::default() }
    }
}

impl From<Option<Note>> for SettingCheck {
    fn from(note: Option<Note>) -> Self {
        Vec::from_iter(note).into()
    }
}

/// What a look at a policy came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct PolicyCheck {
    /// What is to be said about it, in the order of the text.
    pub findings: Vec<PolicyFinding>,
    /// Each statement in words; empty where the text is no policy.
    pub sentences: Vec<Sentence>,
    /// Who can do what.
    pub who: Vec<WhoMay>,
    /// Its size in bytes as it is sent.
    pub size: usize,
    /// The largest that is taken.
    pub limit: usize,
}

/// One line of the table of who can do what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct WhoMay {
    /// Who.
    pub who: String,
    /// Whether this is what they may never do.
    pub never: bool,
    /// What, in words.
    pub what: Vec<String>,
    /// Where; empty where a place says nothing.
    pub place: String,
    /// Under which conditions; all must hold.
    pub only_if: Vec<String>,
    /// Whether it lets somebody change who has access.
    pub changes_access: bool,
}

impl PolicyCheck {
    /// Why the policy cannot be saved, if it cannot.
    pub(super) fn stop(&self) -> Option<String> {
        let wrong = self.findings.iter().find(|finding| finding.severity == Severity::Error)?;
        Some(match wrong.place.line {
            0 => wrong.text.clone(),
            line => format!("Line {line}: {}", wrong.text),
        })
    }
}

/// What the setting has that is not shown, so that nobody takes what is shown for all of it.
pub(super) fn beyond(names: &[String], stays: bool) -> Option<Note> {
    let more = names.len().saturating_sub(3);
    let mut told = names.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    if more > 0 {
        told.push_str(&format!(" and {more} more"));
    }
    let what = match stays {
        true => "It stays as it is, except in what you remove.",
        false => "It is removed as well. While this is open, Undo brings it back.",
    };
    (!names.is_empty())
        .then(|| Note::warn(format!("This setting also has something that is not shown here: {told}. {what}")))
}

pub(super) fn say(kind: ChangeKind, text: impl Into<String>) -> Change {
    Change { kind, text: text.into() }
}

/// What a removed setting goes back to, where it has no words of its own for that.
pub(super) const BACK: &str = "Back to what the storage does by itself.";

/// The change of a setting that is one sentence: the new value's, or `gone` without one.
pub(super) fn replaced<V>(draft: Option<&V>, told: impl Fn(&V) -> String, gone: &str) -> Vec<Change> {
    vec![match draft {
        Some(value) => say(ChangeKind::Change, told(value)),
        None => say(ChangeKind::Remove, gone),
    }]
}
