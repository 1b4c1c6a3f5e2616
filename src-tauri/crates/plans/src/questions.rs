//! What to ask, in order, given what is answered so far: a question that another answer makes
//! needless is left out.

use serde::Serialize;
use ts_rs::TS;

use words::{Words, plans, say};

use super::answers::Answers;
use super::preset::{Preset, PresetQuestion, QuestionKind};
use super::resolved::Resolved;

/// A question of the form, with how it is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "IntegrationQuestion")]
pub struct Question {
    /// The name under which it is answered.
    pub id: String,
    /// What kind of answer it takes, and so which control.
    pub kind: AnswerKind,
    /// The question, as the label beside its control.
    pub label: Words,
    /// More about it, to be read below the question.
    pub help: Option<Words>,
    /// What stands there before.
    pub default: Option<String>,
    /// Whether it may stay empty.
    pub optional: bool,
    /// Value and words of each choice.
    pub choices: Vec<(String, Words)>,
}

/// Which control takes the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "IntegrationQuestionKind")]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// One of the choices that come with the question.
    Choice,
    /// Any of the choices; the default is their values with commas between.
    Several,
    /// A tick, for yes or no.
    YesNo,
    /// A text of one line.
    Text,
    /// A text of several lines, an item each.
    List,
    /// A text that another page shows, to be pasted whole.
    Json,
}

/// The questions besides which buckets it is about; [`plan`](crate::plan()) answers them as well.
#[must_use]
pub fn questions(preset: &Preset, answers: &Answers) -> Vec<Question> {
    asked(&Resolved::of(preset, answers))
}

/// The same, of answers that are worked out already.
pub(crate) fn asked(resolved: &Resolved<'_>) -> Vec<Question> {
    let Resolved { preset, way, values, .. } = resolved;
    let mut asked = Vec::new();
    let mut choice = |id: &str, label: Words, help: Option<Words>, choices: Vec<(String, Words)>| {
        if choices.len() > 1 {
            asked.push(Question {
                id: id.into(),
                kind: AnswerKind::Choice,
                label,
                help,
                default: choices.first().map(|(id, _)| id.clone()),
                optional: false,
                choices,
            });
        }
    };
    let ways = preset.ways.iter().map(|way| (way.id.clone(), preset.way_title(way))).collect();
    choice("way", say!(plans::AskWay), None, ways);
    let levels = preset.levels.iter().map(|level| (level.id.clone(), preset.level_title(level))).collect();
    choice("level", say!(plans::AskLevel), None, levels);
    let sites = way.partners.iter().map(|partner| (partner.id.clone(), partner.name.as_str().into())).collect();
    choice("site", say!(plans::AskSite), None, sites);
    // A text that was pasted is the one that is meant.
    if preset.asked.is_some() && resolved.pasted(QuestionKind::AccessPolicy).is_none() {
        let texts = [("tighter", say!(plans::TextNarrower)), ("asked", say!(plans::TextVendor))];
        let texts = texts.map(|(id, title)| (id.to_owned(), title)).to_vec();
        choice("text", say!(plans::AskText), Some(say!(plans::AskTextHelp)), texts);
    }
    let own = preset
        .questions
        .iter()
        .filter(|question| values.hold(&question.when) && question.matters(way) && !values.implies(question));
    asked.extend(own.map(|question| of_preset(preset, question)));
    asked
}

fn of_preset(preset: &Preset, question: &PresetQuestion) -> Question {
    Question {
        id: question.id.clone(),
        kind: match question.kind {
            QuestionKind::YesNo => AnswerKind::YesNo,
            QuestionKind::Choice => AnswerKind::Choice,
            QuestionKind::Methods => AnswerKind::Several,
            QuestionKind::Origins => AnswerKind::List,
            QuestionKind::AccessPolicy | QuestionKind::TrustPolicy => AnswerKind::Json,
            _ => AnswerKind::Text,
        },
        label: preset.label(question),
        help: preset.help(question),
        default: question.default.clone(),
        optional: question.optional,
        choices: match question.kind {
            QuestionKind::Methods => methods(),
            _ => question.choices.iter().map(|choice| (choice.clone(), choice.as_str().into())).collect(),
        },
    }
}

/// What a website may do by each method.
fn methods() -> Vec<(String, Words)> {
    let methods: [(&str, Words); 5] = [
        ("GET", say!(plans::MethodGet)),
        ("HEAD", say!(plans::MethodHead)),
        ("PUT", say!(plans::MethodPut)),
        ("POST", say!(plans::MethodPost)),
        ("DELETE", say!(plans::MethodDelete)),
    ];
    methods.map(|(method, title)| (method.to_owned(), title)).to_vec()
}
