//! The two JSON forms. The parser is strict; for trailing commas, which many published examples have, the text
//! without them is offered.

use serde::de::DeserializeOwned;

use super::{Problem, Read};
use crate::cors::{
    Config, Form,
    wire::{WireConfig, WireRule},
};

pub(super) fn read(text: &str) -> Result<Read, Problem> {
    if let Some(problem) = from_the_wrong_box(text) {
        return Err(problem);
    }
    if text.trim_start().starts_with('[') {
        let rules: Vec<WireRule> = parse(text)?;
        return Ok(Read { config: config(rules), form: Form::Console });
    }
    let wrapped: WireConfig = parse(text)?;
    Ok(Read { config: config(wrapped.rules), form: Form::CommandLine })
}

fn config(rules: Vec<WireRule>) -> Config {
    Config { rules: rules.into_iter().map(Into::into).collect() }
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    serde_json::from_str(text).map_err(|error| {
        let mut problem = Problem::at(error.line().max(1), column(text, &error), words(&error));
        let mended = without_trailing_commas(text);
        if mended != text && serde_json::from_str::<T>(&mended).is_ok() {
            problem.text = "There is a comma before a closing bracket, which JSON does not allow.".to_owned();
            problem.repaired = Some(mended);
        }
        problem
    })
}

/// The column in characters; the parser counts bytes.
fn column(text: &str, error: &serde_json::Error) -> usize {
    let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    let before = &line[..line.floor_char_boundary(error.column().saturating_sub(1))];
    before.chars().count() + 1
}

/// A policy, other rules, or one rule without its list: pasted into the wrong box rather than mistyped.
fn from_the_wrong_box(text: &str) -> Option<Problem> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    let wrong =
        |what: &str| Some(Problem::at(1, 1, format!("This is {what}. Website rules begin with [ or {{\"CORSRules\".")));
    if value.as_array().and_then(|list| list.first()).is_some_and(|first| first.get("Effect").is_some()) {
        return wrong("a list of statements of a policy, which has a screen of its own");
    }
    let members = value.as_object()?;
    if members.contains_key("Statement") {
        let principal = members["Statement"].to_string().contains("\"Principal\"");
        let action = members["Statement"].to_string().contains("sts:Assume");
        let what = match (principal, action) {
            (_, true) => "a trust policy, which belongs to a role",
            (true, false) => "a bucket policy, which has a screen of its own",
            (false, false) => "an access policy, which belongs to a user or role",
        };
        return wrong(what);
    }
    if members.contains_key("Rules") {
        return wrong("rules of another setting, such as cleaning up or encryption");
    }
    if members.contains_key("AllowedOrigins") || members.contains_key("AllowedMethods") {
        let repaired = Some(format!("[{}]", text.trim()));
        return Some(Problem { repaired, ..Problem::at(1, 1, "This is one rule; rules stand in a list: [ … ].") });
    }
    None
}

fn words(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    let named = said.split('`').nth(1).unwrap_or_default();
    if said.starts_with("duplicate field") {
        return format!("“{named}” stands here twice; only one can count.");
    }
    if said.starts_with("unknown field") {
        let known = "ID, AllowedOrigins, AllowedMethods, AllowedHeaders, ExposeHeaders and MaxAgeSeconds";
        return format!("“{named}” is not part of a rule. A rule has {known}.");
    }
    if said.starts_with("missing field") {
        return format!("A rule here has no “{named}”, which each rule needs.");
    }
    let known = SAYINGS.iter().find(|(theirs, _)| said.contains(theirs)).map(|(_, ours)| (*ours).to_owned());
    known.unwrap_or_else(|| format!("This is not as JSON is written: {said}."))
}

/// What the parser says, and what that means to whoever wrote the text.
const SAYINGS: [(&str, &str); 13] = [
    ("EOF", "The text ends too early: a closing bracket is missing."),
    ("trailing characters", "Something follows after the end of the rules."),
    ("recursion limit", "The brackets are nested far too deeply for rules."),
    ("expected i32", "MaxAgeSeconds is a whole number of seconds, without quotation marks."),
    ("expected a list of texts", "A text in quotation marks belongs here, or a list of such texts: [\"…\"]."),
    ("expected a string", "A text in quotation marks belongs here."),
    ("expected struct", "Each rule stands in curly brackets: { … }."),
    ("expected a sequence", "The rules stand in a list: [ … ]."),
    ("expected `,`", "A comma or a closing bracket is missing before this."),
    ("expected `:`", "A colon is missing after this name."),
    ("key must be a string", "A name in straight double quotation marks (\") belongs here."),
    ("expected value", "A value belongs here: a text in straight double quotation marks (\"), a list or a number."),
    ("control character", "A text must end on the line on which it begins."),
];

/// The text without commas that stand before a closing bracket; texts in quotes stay as they are.
fn without_trailing_commas(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in text.char_indices() {
        let closes = || text[at + 1..].trim_start().starts_with([']', '}']);
        if !quoted && c == ',' && closes() {
            continue;
        }
        kept.push(c);
        quoted ^= c == '"' && !escaped;
        escaped = quoted && c == '\\' && !escaped;
    }
    kept
}
