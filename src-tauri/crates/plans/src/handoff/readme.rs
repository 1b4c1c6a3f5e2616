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
        "Someone who manages the files asks you to set this up, because they do not have the permissions for it.",
    );
    text.heading("What it does");
    plan.sentences.iter().for_each(|sentence| text.paragraph(sentence));
    if !plan.caveats.is_empty() {
        text.heading("Good to know");
        plan.caveats.iter().for_each(|caveat| text.item("-", caveat));
    }
    text.heading("Steps");
    for (step, nth) in plan.steps.iter().zip(1..) {
        text.item(&format!("{nth}."), &step.title);
        text.item("  ", &format!("Current: {}", step.before));
        text.item("  ", &format!("After setup: {}", step.after));
        text.item("  ", &format!("To undo: {}", step.undo));
    }
    if plan.steps.is_empty() {
        text.paragraph("Nothing needs to change in AWS.");
    } else {
        text.heading("How to set it up");
        text.paragraph("Choose one of these. Each does the same.");
        text.item("-", "By script: sign in to the AWS CLI and run “bash setup.sh”");
        if plan.identity.is_some() && plan.kind != WayKind::Existing {
            let mut words =
                String::from("In the AWS console: open CloudFormation > Create stack, and upload cloudformation.json.");
            if has_bucket_steps(plan) {
                words += " Then set up the bucket in one of the other ways.";
            }
            if grants::of(plan).next().is_some() {
                words += " CloudFormation cannot create grants on KMS keys, so add each key-policy-statement-….json to its key policy.";
            }
            text.item("-", &words);
        }
        text.item("-", "With Terraform: main.tf reads the other files in this folder.");
        text.item("-", "By hand: paste the .json files as the steps describe.");
        if plan.kind == WayKind::Key {
            text.paragraph("CloudFormation and Terraform create no access key, because both would store its secret. Create it in the AWS console afterwards.");
        }
    }
    if !plan.by_hand.is_empty() {
        text.heading(&format!("In {}", plan.title));
        plan.by_hand.iter().for_each(|line| text.item("-", line));
    }
    text.heading("When you are done");
    text.paragraph("Fill in reply.txt and send it back. Do not send secrets by email.");
    if !plan.steps.is_empty() {
        text.paragraph("To remove everything, now or later, run “bash remove.sh”");
    }
    text.0
}

/// What the person who asked needs to know.
pub(super) fn reply(plan: &Plan) -> String {
    let mut text = Text(String::new());
    text.heading(&format!("Access for {}: reply", plan.title));
    text.paragraph("Done on (date), by (name):");
    text.paragraph("Differences from the files, if any:");
    for value in &plan.values {
        let shown = match (&value.value, value.secret) {
            (_, true) => "(send separately, not by email)",
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
