//! Looks rules over before they are saved: what S3 would refuse, what would never match, what is
//! risky, what only some servers do. Each finding names the rule, the field and the value; a mend
//! is the whole rule as it would be.

mod values;

use serde::Serialize;
use ts_rs::TS;

use super::{Config, Form, MOST_BYTES, MOST_ID, MOST_RULES, Rule, merge::same_but_for_id, write};

/// A field of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CorsField")]
pub enum Field {
    /// The rule, or the configuration, as a whole.
    Whole,
    /// Its name.
    Id,
    /// `AllowedOrigins`
    Origins,
    /// `AllowedMethods`
    Methods,
    /// `AllowedHeaders`
    Headers,
    /// `ExposeHeaders`
    Expose,
    /// `MaxAgeSeconds`
    MaxAge,
}

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CorsGrade")]
pub enum Grade {
    /// S3 would refuse it, or it could never work.
    Stop,
    /// Worth a look.
    Warn,
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "CorsFinding")]
pub struct CorsFinding {
    /// The rule, from 0; `None`: the configuration as a whole.
    pub rule: Option<usize>,
    /// Where in it.
    pub field: Field,
    /// The value in the field's list, from 0.
    pub value: Option<usize>,
    /// How serious.
    pub grade: Grade,
    /// In a sentence.
    pub text: String,
    /// The words of a button that mends it; empty where there is none.
    pub mend: String,
    /// The rule once it is mended.
    pub mended: Option<Rule>,
}

impl CorsFinding {
    fn new(grade: Grade, field: Field, text: impl Into<String>) -> Self {
        Self { rule: None, field, value: None, grade, text: text.into(), mend: String::new(), mended: None }
    }

    fn stop(field: Field, text: impl Into<String>) -> Self {
        Self::new(Grade::Stop, field, text)
    }

    fn warn(field: Field, text: impl Into<String>) -> Self {
        Self::new(Grade::Warn, field, text)
    }

    fn value(self, at: usize) -> Self {
        Self { value: Some(at), ..self }
    }

    fn mend(self, words: impl Into<String>, rule: Rule) -> Self {
        Self { mend: words.into(), mended: Some(rule), ..self }
    }
}

/// Everything that is worth saying about the rules, in their order.
#[must_use]
pub fn check(config: &Config) -> Vec<CorsFinding> {
    let mut found = whole(config);
    for (at, rule) in config.rules.iter().enumerate() {
        let mut here = of_rule(rule);
        here.extend(beside_others(config, at, rule));
        found.extend(here.into_iter().map(|finding| CorsFinding { rule: Some(at), ..finding }));
    }
    found
}

fn whole(config: &Config) -> Vec<CorsFinding> {
    let mut found = Vec::new();
    let count = config.rules.len();
    if count > MOST_RULES {
        let text = format!("A bucket has {MOST_RULES} rules at most; these are {count}.");
        found.push(CorsFinding::stop(Field::Whole, text));
    }
    let size = write(config, Form::Xml).len();
    if size > MOST_BYTES {
        let text = format!("S3 takes 64 KB of rules at most; these are {} KB.", size / 1024);
        found.push(CorsFinding::stop(Field::Whole, text));
    }
    found
}

fn of_rule(rule: &Rule) -> Vec<CorsFinding> {
    let mut found = values::origins(rule);
    found.extend(values::methods(rule));
    found.extend(values::headers(rule));
    let id = rule.id.as_deref().unwrap_or_default();
    if id.chars().count() > MOST_ID {
        found.push(CorsFinding::stop(Field::Id, format!("A rule’s name has {MOST_ID} characters at most.")));
    }
    match rule.max_age {
        Some(seconds) if seconds < 0 => {
            found.push(CorsFinding::stop(Field::MaxAge, "The browser cache time can’t be negative."));
        }
        Some(seconds) if seconds > 86_400 => found
            .push(CorsFinding::warn(Field::MaxAge, "Browsers limit the cache time: Chrome to 2 hours, Firefox to 24.")),
        _ => {}
    }
    found.extend(risks(rule));
    found
}

fn risks(rule: &Rule) -> Vec<CorsFinding> {
    let mut found = Vec::new();
    let may = |method: &str| rule.methods.iter().any(|known| known == method);
    let writes = may("PUT") || may("POST") || may("DELETE");
    if rule.is_for_everyone() && writes {
        let text = "Any website can send changes from its visitors’ browsers. Visitors still need permission for the bucket, but list the websites if you can.";
        found.push(CorsFinding::warn(Field::Origins, text));
    } else if rule.is_for_everyone() {
        let text = "Any website can show what its visitors can open. List the websites if you can.";
        found.push(CorsFinding::warn(Field::Origins, text));
    }
    if may("PUT") && rule.headers.is_empty() {
        let mended = Rule { headers: vec!["*".to_owned()], ..rule.clone() };
        let text = "Browsers send headers with uploads, such as content-type. Without allowed headers, uploads fail.";
        found.push(CorsFinding::warn(Field::Headers, text).mend("Allow all headers", mended));
    }
    if may("PUT") && !rule.expose.iter().any(|name| name.eq_ignore_ascii_case("etag")) {
        let mut mended = rule.clone();
        mended.expose.push("ETag".to_owned());
        let text = "Uploads of large files in parts need to see the ETag of each part.";
        found.push(CorsFinding::warn(Field::Expose, text).mend("Let scripts see ETag", mended));
    }
    found
}

/// What can only be seen beside the other rules.
fn beside_others(config: &Config, at: usize, rule: &Rule) -> Option<CorsFinding> {
    let earlier = &config.rules[..at];
    let id = rule.id.as_deref().unwrap_or_default();
    if !id.is_empty() && earlier.iter().any(|other| other.id.as_deref() == Some(id)) {
        return Some(CorsFinding::stop(Field::Id, format!("Two rules have the name “{id}”.")));
    }
    if let Some(same) = earlier.iter().position(|other| same_but_for_id(other, rule)) {
        return Some(CorsFinding::warn(
            Field::Whole,
            format!("This is the same as rule {}; one of them is enough.", same + 1),
        ));
    }
    // Ceph stops at the first rule that names the site.
    let shared = rule.origins.iter().enumerate().find_map(|(value, origin)| {
        let other = earlier.iter().position(|other| other.origins.contains(origin))?;
        Some((value, origin, other))
    });
    shared.map(|(value, origin, other)| {
        let text = format!(
            "Rule {} names {origin} too. Amazon tries both; some servers (Ceph) stop at the first, so one rule with everything works everywhere.",
            other + 1
        );
        CorsFinding::warn(Field::Origins, text).value(value)
    })
}
