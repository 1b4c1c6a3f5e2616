//! The words of the folder, and the form to send back.

use super::grants;
use crate::plan::{DocumentKind, Plan};
use crate::preset::WayKind;
use ground::quoting;

/// Wrapped for a mail or a plain window.
const WIDTH: usize = 76;

pub(super) fn readme(plan: &Plan) -> String {
    let mut text = Text(String::new());
    text.heading(&format!("Access for {}", plan.title));
    text.paragraph(
        "Somebody who looks after the files asks you to set this up, because it needs rights that they do not have.",
    );
    text.heading("What it does");
    plan.sentences.iter().for_each(|sentence| text.paragraph(sentence));
    if !plan.caveats.is_empty() {
        text.heading("What to know");
        plan.caveats.iter().for_each(|caveat| text.item("-", caveat));
    }
    text.heading("Steps");
    for (step, nth) in plan.steps.iter().zip(1..) {
        text.item(&format!("{nth}."), &step.title);
        text.item("  ", &format!("Now: {}", step.before));
        text.item("  ", &format!("Then: {}", step.after));
        text.item("  ", &format!("Way back: {}", step.undo));
    }
    if plan.steps.is_empty() {
        text.paragraph("Nothing has to be changed in AWS.");
    } else {
        text.heading("How");
        text.paragraph("Choose one of these; each does the same.");
        text.item("-", "By script: sign in with the AWS CLI and run “bash setup.sh”");
        if plan.identity.is_some() && plan.kind != WayKind::Existing {
            let mut words = String::from("In the console: CloudFormation, Create stack, upload cloudformation.json.");
            if has_bucket_steps(plan) {
                words += " Then add the bucket's part by one of the other ways.";
            }
            if grants::of(plan).next().is_some() {
                words += " It knows no grants on keys: add each key-policy-statement-….json to the policy of its key.";
            }
            text.item("-", &words);
        }
        text.item("-", "With Terraform: main.tf reads the other files of this folder.");
        text.item("-", "By hand: paste the .json files where the steps say.");
        if plan.kind == WayKind::Key {
            text.paragraph("CloudFormation and Terraform make no access key, since both would keep its secret. Make it in the console afterwards.");
        }
    }
    if !plan.by_hand.is_empty() {
        text.heading(&format!("In {}", plan.title));
        plan.by_hand.iter().for_each(|line| text.item("-", line));
    }
    text.heading("Afterwards");
    text.paragraph("Fill in reply.txt and send it back. Send secrets another way than by mail.");
    if !plan.steps.is_empty() {
        text.paragraph("To take everything back, now or in a year: run “bash remove.sh”");
    }
    text.0
}

/// What the person who asked needs to know.
pub(super) fn reply(plan: &Plan) -> String {
    let mut text = Text(String::new());
    text.heading(&format!("Access for {}: reply", plan.title));
    text.paragraph("Done on (date), by (name):");
    text.paragraph("Changed compared with the files, if anything:");
    for value in &plan.values {
        let shown = match (&value.value, value.secret) {
            (_, true) => "(send it another way)",
            (Some(value), _) => value,
            (None, _) => "",
        };
        text.0.push_str(&format!("{}: {}\n", quoting::line(&value.label), quoting::line(shown)));
    }
    text.0
}

fn has_bucket_steps(plan: &Plan) -> bool {
    plan.documents.iter().any(|document| document.bucket.is_some() && document.kind != DocumentKind::KeyGrant)
}

struct Text(String);

impl Text {
    fn heading(&mut self, words: &str) {
        if !self.0.is_empty() && !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
        let words = quoting::line(words);
        self.0.push_str(&words);
        self.0.push('\n');
        self.0.extend(std::iter::repeat_n('-', words.chars().count()));
        self.0.push_str("\n\n");
    }

    fn paragraph(&mut self, words: &str) {
        self.wrapped("", "", words);
        self.0.push('\n');
    }

    fn item(&mut self, mark: &str, words: &str) {
        let rest = " ".repeat(mark.len() + 1);
        self.wrapped(&format!("{mark} "), &rest, words);
    }

    fn wrapped(&mut self, first: &str, rest: &str, words: &str) {
        let mut line = first.to_owned();
        let mut begun = false;
        for word in quoting::line(words).split_whitespace() {
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
