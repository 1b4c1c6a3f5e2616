//! What to ask, in order, given what is answered so far: a question that another answer makes
//! needless is left out.

use serde::Serialize;
use ts_rs::TS;

use super::answers::Answers;
use super::preset::{Preset, QuestionKind};
use super::resolved::Resolved;

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "IntegrationQuestion")]
pub struct Question {
    /// The name under which it is answered.
    pub id: String,
    /// What kind of answer.
    pub kind: AnswerKind,
    /// The question.
    pub label: String,
    /// More about it.
    pub help: String,
    /// What stands there before.
    pub default: Option<String>,
    /// Whether it may stay empty.
    pub optional: bool,
    /// Value and words of each choice.
    pub choices: Vec<(String, String)>,
}

/// The kinds of answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "IntegrationQuestionKind")]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// One of the choices.
    Choice,
    /// Any of the choices; the default is their values with commas between.
    Several,
    /// Yes or no.
    YesNo,
    /// One line.
    Text,
    /// Several lines.
    List,
    /// A text that another page shows, to be pasted whole.
    Json,
}

/// What a website may do by each method.
const METHODS: [(&str, &str); 5] = [
    ("GET", "GET: open files"),
    ("HEAD", "HEAD: read size and date"),
    ("PUT", "PUT: add and overwrite files"),
    ("POST", "POST: upload from a form or in parts"),
    ("DELETE", "DELETE: delete files"),
];

/// The questions besides which buckets it is about.
pub fn questions(preset: &Preset, answers: &Answers) -> Vec<Question> {
    let resolved = Resolved::of(preset, answers);
    let Resolved { way, values, .. } = &resolved;
    let mut asked = Vec::new();
    let mut choice = |id: &str, label: &str, help: &str, choices: Vec<(&str, &str)>| {
        if choices.len() > 1 {
            asked.push(Question {
                id: id.into(),
                kind: AnswerKind::Choice,
                label: label.into(),
                help: help.into(),
                default: choices.first().map(|(id, _)| (*id).into()),
                optional: false,
                choices: choices.into_iter().map(|(id, title)| (id.into(), title.into())).collect(),
            });
        }
    };
    let named = |id, title| -> (&str, &str) { (id, title) };
    choice("way", "How will they sign in?", "", preset.ways.iter().map(|way| named(&*way.id, &*way.title)).collect());
    choice(
        "level",
        "What can they do?",
        "",
        preset.levels.iter().map(|level| named(&*level.id, &*level.title)).collect(),
    );
    choice("site", "Which site do you use?", "", way.partners.iter().map(|p| named(&*p.id, &*p.title)).collect());
    // A text that was pasted is the one that is meant.
    if preset.asked.is_some() && resolved.pasted(QuestionKind::AccessPolicy).is_none() {
        let help = "The plan shows how they differ, and why.";
        let texts = vec![("tighter", "Narrower policy: only what is needed"), ("asked", "Vendor’s policy, unchanged")];
        choice("text", "Which permissions?", help, texts);
    }
    let own = preset
        .questions
        .iter()
        .filter(|question| values.hold(&question.when) && question.matters(way) && !values.implies(question));
    asked.extend(own.map(|question| Question {
        id: question.id.clone(),
        kind: match question.kind {
            QuestionKind::YesNo => AnswerKind::YesNo,
            QuestionKind::Choice => AnswerKind::Choice,
            QuestionKind::Methods => AnswerKind::Several,
            QuestionKind::Origins => AnswerKind::List,
            QuestionKind::AccessPolicy | QuestionKind::TrustPolicy => AnswerKind::Json,
            _ => AnswerKind::Text,
        },
        label: question.label.clone(),
        help: question.help.clone(),
        default: question.default.clone(),
        optional: question.optional,
        choices: match question.kind {
            QuestionKind::Methods => METHODS.map(|(method, words)| (method.into(), words.into())).to_vec(),
            _ => question.choices.iter().map(|choice| (choice.clone(), choice.clone())).collect(),
        },
    }));
    asked
}
