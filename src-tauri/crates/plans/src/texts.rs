//! The texts of presets: messages of the catalogue, by names that follow from the preset.
//! `presets-kolena-level-read` is the level `read` of `kolena.toml`. A preset without one of its
//! messages is refused at loading ([`super::shelf`]).

use std::collections::BTreeSet;

use words::{Words, named, plans, say};

use super::preset::{ClientFile, Level, Note, Preset, PresetQuestion, Return, Source, Way};
use super::values::{Values, places};

/// What a message calls the command of its note.
const COMMAND: &str = "command";

/// Which list a note is of.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NoteKind {
    First,
    Manual,
    Difference,
    Caveat,
}

/// What may stand in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Nothing,
    /// Answers, and the command of its note if it has one.
    Answers {
        command: bool,
    },
}

impl Holds {
    /// The places of answers in a message that takes these values; none where one of them cannot
    /// stand there.
    pub(crate) fn places(self, names: &BTreeSet<String>) -> Option<Vec<String>> {
        let answers = || names.iter().filter(|name| *name != COMMAND).map(|name| underscored(name)).collect();
        match self {
            Self::Nothing => names.is_empty().then(Vec::new),
            Self::Answers { command } => (names.contains(COMMAND) == command).then(answers),
        }
    }
}

impl Preset {
    /// As people know it: a name, or what it is.
    #[must_use]
    pub fn title(&self) -> Words {
        self.name.as_ref().map_or_else(|| self.plain("title"), |name| name.as_str().into())
    }

    /// One line: what it is good for.
    #[must_use]
    pub fn purpose(&self) -> Words {
        self.plain("purpose")
    }

    /// What its screen is called, where nobody is given access.
    #[must_use]
    pub fn screen(&self) -> Option<Words> {
        self.heading.then(|| self.plain("heading"))
    }

    /// Why it should not be begun any more.
    #[must_use]
    pub fn warning(&self) -> Option<Words> {
        self.retired.then(|| self.plain("retired"))
    }

    /// Who the sentences are about, where it is not the product.
    pub(crate) fn subject(&self) -> Option<Words> {
        self.who.then(|| self.plain("who"))
    }

    /// What stays closed, where the preset says it.
    pub(crate) fn closed(&self) -> Option<Words> {
        self.cannot.then(|| self.plain("cannot"))
    }

    /// What the question for the way calls it.
    #[must_use]
    pub fn way_title(&self, way: &Way) -> Words {
        self.plain(&of_way(way))
    }

    /// What the question for the level calls it.
    pub(crate) fn level_title(&self, level: &Level) -> Words {
        self.plain(&of_level(level))
    }

    pub(crate) fn label(&self, question: &PresetQuestion) -> Words {
        self.plain(&of_question(question))
    }

    pub(crate) fn help(&self, question: &PresetQuestion) -> Option<Words> {
        question.help.then(|| self.plain(&of_help(question)))
    }

    /// Where a file belongs.
    pub(crate) fn place(&self, file: &ClientFile) -> Words {
        self.plain(&of_file(file))
    }

    /// What a value is called: by the product, or by us.
    pub(crate) fn value_label(&self, back: &Return) -> Words {
        match &back.label {
            Some(label) => label.as_str().into(),
            None => self.plain(&of_value(back)),
        }
    }

    /// The notes whose conditions hold, with the answers in them.
    pub(crate) fn notes(&self, kind: NoteKind, values: &Values) -> Vec<Words> {
        let shown = self.all_notes(kind).iter().filter(|note| values.hold(&note.when));
        shown.map(|note| self.note(kind, note, values)).collect()
    }

    fn note(&self, kind: NoteKind, note: &Note, values: &Values) -> Words {
        let command = note.command.as_deref().map(|command| values.fill(command)).unwrap_or_default();
        let Some(what) = of_note(kind, note) else { return command.into() };
        named(&self.message(&what), |name| match name {
            COMMAND => command.as_str().into(),
            place => values.value(&underscored(place)),
        })
    }

    pub(crate) fn all_notes(&self, kind: NoteKind) -> &[Note] {
        match kind {
            NoteKind::First => &self.first,
            NoteKind::Manual => &self.manual,
            NoteKind::Difference => self.asked.as_ref().map_or(&[], |asked| &asked.differences),
            NoteKind::Caveat => &self.caveats,
        }
    }

    /// A message without values.
    fn plain(&self, what: &str) -> Words {
        named(&self.message(what), |name| name.into())
    }

    /// `presets-kolena-level-read`
    fn message(&self, what: &str) -> String {
        format!("presets-{}-{what}", self.id).replace('_', "-")
    }

    /// The messages it needs, and what may stand in each.
    pub(crate) fn messages(&self) -> Vec<(String, Holds)> {
        let mut names = vec!["purpose".to_owned()];
        let own = [
            (self.name.is_none(), "title"),
            (self.heading, "heading"),
            (self.who, "who"),
            (self.cannot, "cannot"),
            (self.retired, "retired"),
        ];
        names.extend(own.into_iter().filter(|(has, _)| *has).map(|(_, name)| name.to_owned()));
        names.extend(self.ways.iter().map(of_way));
        names.extend(self.levels.iter().map(of_level));
        names.extend(self.questions.iter().map(of_question));
        names.extend(self.questions.iter().filter(|question| question.help).map(of_help));
        names.extend(self.files.iter().map(of_file));
        names.extend(self.returns.iter().filter(|back| back.label.is_none()).map(of_value));
        let mut all: Vec<_> = names.into_iter().map(|name| (self.message(&name), Holds::Nothing)).collect();
        for kind in [NoteKind::First, NoteKind::Manual, NoteKind::Difference, NoteKind::Caveat] {
            let notes = self.all_notes(kind).iter().filter_map(|note| Some((of_note(kind, note)?, note)));
            all.extend(
                notes.map(|(what, note)| (self.message(&what), Holds::Answers { command: note.command.is_some() })),
            );
        }
        all
    }
}

fn of_way(way: &Way) -> String {
    format!("way-{}", way.id)
}

fn of_level(level: &Level) -> String {
    format!("level-{}", level.id)
}

fn of_question(question: &PresetQuestion) -> String {
    format!("question-{}", question.id)
}

fn of_help(question: &PresetQuestion) -> String {
    format!("question-{}-help", question.id)
}

fn of_file(file: &ClientFile) -> String {
    format!("place-{}", file.place)
}

fn of_value(back: &Return) -> String {
    format!("value-{}", places(&back.value).first().copied().unwrap_or_default())
}

fn of_note(kind: NoteKind, note: &Note) -> Option<String> {
    let list = match kind {
        NoteKind::First => "first",
        NoteKind::Manual => "manual",
        NoteKind::Difference => "difference",
        NoteKind::Caveat => "caveat",
    };
    Some(format!("{list}-{}", note.id.as_ref()?))
}

/// The place that a message means by a name: `role-arn` is `{role_arn}`.
fn underscored(name: &str) -> String {
    name.replace('-', "_")
}

impl Source {
    /// When it was read: whether the day is known, and the date.
    #[must_use]
    pub fn date(&self) -> (&'static str, Words) {
        let mut parts = self.read.split('-').map(|part| part.parse().unwrap_or_default());
        let (year, month, day) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next());
        (exactly(day), date(year, month, day))
    }
}

/// A day, or a month where the day is not known: “23 Nov 2026”, “Nov 2026”.
#[must_use]
pub fn date(year: i64, month: i64, day: Option<i64>) -> Words {
    let month: Words = say!(plans::Month, number = month);
    say!(plans::Date, exact = exactly(day), day = day.unwrap_or_default(), month, year = year.to_string())
}

/// The word by which messages choose.
fn exactly(day: Option<i64>) -> &'static str {
    if day.is_some() { "day" } else { "month" }
}
