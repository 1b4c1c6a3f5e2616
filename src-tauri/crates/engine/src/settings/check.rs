//! What a look at a draft comes to: what saving it would change, and what is to be said about it.

use policy::{
    cors::{self, ChangeKind, Grade},
    explain::Sentence,
    finding::{PolicyFinding, Severity},
};
use serde::Serialize;
use ts_rs::TS;
use words::{Words, bucket, say};

/// One thing that saving would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "SettingChange")]
pub struct Change {
    /// Whether something is given, taken away, or only rearranged.
    pub kind: ChangeKind,
    /// What changes, in one sentence.
    pub text: Words,
}

impl Change {
    pub(super) fn add(text: Words) -> Self {
        Self { kind: ChangeKind::Add, text }
    }

    pub(super) fn remove(text: Words) -> Self {
        Self { kind: ChangeKind::Remove, text }
    }

    pub(super) fn other(text: Words) -> Self {
        Self { kind: ChangeKind::Change, text }
    }
}

/// Something worth saying about a draft as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "SettingNote")]
pub struct Note {
    /// Whether it stops the draft, or is only worth knowing.
    pub grade: Grade,
    /// What is wrong or worth knowing, in a sentence.
    pub text: Words,
}

impl Note {
    pub(super) fn stop(text: Words) -> Self {
        Self { grade: Grade::Stop, text }
    }

    pub(super) fn warn(text: Words) -> Self {
        Self { grade: Grade::Warn, text }
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
    pub rules: Vec<Words>,
    /// What is to be said about a policy; null for other settings.
    pub policy: Option<PolicyCheck>,
    /// What is to be said about the rest.
    pub notes: Vec<Note>,
}

impl SettingCheck {
    /// Why the draft cannot be saved, if it cannot.
    #[must_use]
    pub fn stop(&self) -> Option<Words> {
        let found = self.cors.iter().map(|finding| (finding.grade, finding.text.clone()));
        let noted = self.notes.iter().map(|note| (note.grade, note.text.clone()));
        let policy = self.policy.as_ref().and_then(PolicyCheck::stop);
        policy.or_else(|| found.chain(noted).find(|(grade, _)| *grade == Grade::Stop).map(|(_, text)| text))
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
    /// A row for each of those whom the policy gives something.
    pub who: Vec<WhoMay>,
    /// Its size in bytes as it is sent.
    pub size: usize,
    /// The largest that is taken.
    pub limit: usize,
}

/// One line of the table of who can do what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct WhoMay {
    /// Whom, in words.
    pub who: Words,
    /// Whether this is what they may never do.
    pub never: bool,
    /// What they can do, in words.
    pub what: Vec<Words>,
    /// Where; none where a statement names no place.
    pub place: Option<Words>,
    /// Under which conditions; all must hold.
    pub only_if: Vec<Words>,
    /// Whether it lets somebody change who has access.
    pub changes_access: bool,
}

impl PolicyCheck {
    /// Why the policy cannot be saved, if it cannot.
    pub(super) fn stop(&self) -> Option<Words> {
        let wrong = self.findings.iter().find(|finding| finding.severity == Severity::Error)?;
        Some(match wrong.place.line {
            0 => wrong.text.clone(),
            line => say!(bucket::Line, line, problem = &wrong.text),
        })
    }
}

/// What the setting has that is not shown, so that nobody takes what is shown for all of it.
pub(super) fn beyond(names: &[String], stays: bool) -> Option<Note> {
    let mut parts: Vec<Words> = names.iter().take(3).map(|name| name.as_str().into()).collect();
    parts.extend(more(names.len().saturating_sub(3)));
    let told = if stays { say!(bucket::BeyondStays, parts) } else { say!(bucket::BeyondGoes, parts) };
    (!names.is_empty()).then(|| Note::warn(told))
}

/// The end of a list that is cut short.
pub(super) fn more(count: usize) -> Option<Words> {
    (count > 0).then(|| say!(bucket::More, count))
}

/// What a removed setting goes back to, where it has no words of its own for that.
pub(super) fn server_default() -> Words {
    say!(bucket::ServerDefault)
}

/// The change of a setting that is one sentence: the new value's, or `gone` without one.
pub(super) fn replaced<V>(draft: Option<&V>, told: impl Fn(&V) -> Words, gone: fn() -> Words) -> Vec<Change> {
    vec![match draft {
        Some(value) => Change::other(told(value)),
        None => Change::remove(gone()),
    }]
}
