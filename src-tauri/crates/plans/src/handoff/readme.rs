//! The words of the folder, and the form to send back, in the language that is shown.

use super::grants;
use crate::plan::{DocumentKind, Plan};
use crate::preset::WayKind;
use ground::quoting;
use words::{Words, plans, say};

/// Wrapped for a mail or a plain window.
const WIDTH: usize = 76;

pub(super) fn readme(plan: &Plan) -> String {
    let mut text = Text(String::new());
    text.heading(&say!(plans::ReadmeTitle, product = &plan.title));
    text.paragraph(&say!(plans::ReadmeWhy));
    text.heading(&say!(plans::ReadmeDoesTitle));
    plan.sentences.iter().for_each(|sentence| text.paragraph(sentence));
    if !plan.caveats.is_empty() {
        text.heading(&say!(plans::ReadmeCaveatsTitle));
        plan.caveats.iter().for_each(|caveat| text.item("-", caveat));
    }
    text.heading(&say!(plans::ReadmeStepsTitle));
    for (step, nth) in plan.steps.iter().zip(1..) {
        text.item(&format!("{nth}."), &step.title);
        text.item("  ", &say!(plans::ReadmeBefore, state = &step.before));
        text.item("  ", &say!(plans::ReadmeAfter, state = &step.after));
        text.item("  ", &say!(plans::ReadmeUndo, step = &step.undo));
    }
    match plan.steps.is_empty() {
        true => text.paragraph(&say!(plans::ReadmeNothing)),
        false => ways(plan, &mut text),
    }
    if !plan.by_hand.is_empty() {
        text.heading(&say!(plans::ReadmeProductTitle, product = &plan.title));
        plan.by_hand.iter().for_each(|line| text.item("-", line));
    }
    text.heading(&say!(plans::ReadmeDoneTitle));
    text.paragraph(&say!(plans::ReadmeDone));
    if !plan.steps.is_empty() {
        text.paragraph(&say!(plans::ReadmeRemove));
    }
    text.0
}

/// The ways to set it up.
fn ways(plan: &Plan, text: &mut Text) {
    text.heading(&say!(plans::ReadmeWaysTitle));
    text.paragraph(&say!(plans::ReadmeWays));
    text.item("-", &say!(plans::ReadmeScript));
    if plan.identity.is_some() && plan.kind != WayKind::Existing {
        text.item("-", &say!(plans::ReadmeConsole));
        if has_bucket_steps(plan) {
            text.item(" ", &say!(plans::ReadmeConsoleBucket));
        }
        if grants::of(plan).next().is_some() {
            text.item(" ", &say!(plans::ReadmeConsoleKey));
        }
    }
    text.item("-", &say!(plans::ReadmeTerraform));
    text.item("-", &say!(plans::ReadmeByHand));
    if plan.kind == WayKind::Key {
        text.paragraph(&say!(plans::ReadmeKey));
    }
}

/// What the person who asked needs to know.
pub(super) fn reply(plan: &Plan) -> String {
    let mut text = Text(String::new());
    text.heading(&say!(plans::ReplyTitle, product = &plan.title));
    text.paragraph(&say!(plans::ReplyDone));
    text.paragraph(&say!(plans::ReplyDifferences));
    for value in &plan.values {
        let shown: Words = match (&value.value, value.secret) {
            (_, true) => say!(plans::ReplySecret),
            (Some(value), _) => value.as_str().into(),
            (None, _) => "".into(),
        };
        text.line(&say!(plans::ReplyValue, label = &value.label, value = shown));
    }
    text.0
}

fn has_bucket_steps(plan: &Plan) -> bool {
    plan.documents.iter().any(|document| document.bucket.is_some() && document.kind != DocumentKind::KeyGrant)
}

struct Text(String);

impl Text {
    fn heading(&mut self, words: &Words) {
        if !self.0.is_empty() && !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
        let words = words.shown();
        let words = quoting::line(&words);
        self.0.push_str(&words);
        self.0.push('\n');
        self.0.extend(std::iter::repeat_n('-', words.chars().count()));
        self.0.push_str("\n\n");
    }

    fn line(&mut self, words: &Words) {
        self.0.push_str(quoting::line(&words.shown()).trim_end());
        self.0.push('\n');
    }

    fn paragraph(&mut self, words: &Words) {
        self.wrapped("", "", words);
        self.0.push('\n');
    }

    fn item(&mut self, mark: &str, words: &Words) {
        let rest = " ".repeat(mark.len() + 1);
        self.wrapped(&format!("{mark} "), &rest, words);
    }

    fn wrapped(&mut self, first: &str, rest: &str, words: &Words) {
        let mut line = first.to_owned();
        let mut begun = false;
        for word in quoting::line(&words.shown()).split_whitespace() {
            if begun && line.chars().count() + 1 + word.chars().count() > WIDTH {
                self.0.push_str(line.trim_end());
                self.0.push('\n');
                line = rest.to_owned();
                begun = false;
            }
            if begun {
                line.push(' ');
            }
            line.push_str(word);
            begun = true;
        }
        self.0.push_str(line.trim_end());
        self.0.push('\n');
    }
}
