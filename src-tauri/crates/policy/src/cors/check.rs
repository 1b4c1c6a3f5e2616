//! Looks rules over before they are saved: what S3 would refuse, what would never match, what is
//! risky, what only some servers do. Each finding names the rule, the field and the value; a mend
//! is the whole rule as it would be.

mod values;

use serde::Serialize;
use ts_rs::TS;
use words::{Words, cors, say};

use super::{Config, Form, MOST_BYTES, MOST_ID, MOST_RULES, Rule, merge::same_but_for_id, write};

/// Which field of a rule a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CorsField")]
pub enum Field {
    /// The rule, or the configuration, as a whole.
    Whole,
    /// The rule's own name, `ID`.
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
    /// It works, and may not be what was meant.
    Warn,
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "CorsFinding")]
pub struct CorsFinding {
    /// The rule, from 0; `None`: the configuration as a whole.
    pub rule: Option<usize>,
    /// The field of the rule that it is about.
    pub field: Field,
    /// The value in the field's list, from 0.
    pub value: Option<usize>,
    /// Whether the server would refuse the rule, or it is only worth knowing.
    pub grade: Grade,
    /// What is wrong or worth knowing, in a sentence.
    pub text: Words,
    /// The words of a button that mends it, where there is one.
    pub mend: Option<Words>,
    /// The rule once it is mended.
    pub mended: Option<Rule>,
}

impl CorsFinding {
    fn new(grade: Grade, field: Field, text: Words) -> Self {
        Self { rule: None, field, value: None, grade, text, mend: None, mended: None }
    }

    fn stop(field: Field, text: Words) -> Self {
        Self::new(Grade::Stop, field, text)
    }

    fn warn(field: Field, text: Words) -> Self {
        Self::new(Grade::Warn, field, text)
    }

    fn value(self, at: usize) -> Self {
        Self { value: Some(at), ..self }
    }

    fn mend(self, words: Words, rule: Rule) -> Self {
        Self { mend: Some(words), mended: Some(rule), ..self }
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
        let text = say!(cors::TooMany, most = MOST_RULES, count);
        found.push(CorsFinding::stop(Field::Whole, text));
    }
    let size = write(config, Form::Xml).len();
    if size > MOST_BYTES {
        let text = say!(cors::TooLarge, size = size / 1024);
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
        found.push(CorsFinding::stop(Field::Id, say!(cors::LongName, most = MOST_ID)));
    }
    match rule.max_age {
        Some(seconds) if seconds < 0 => {
            found.push(CorsFinding::stop(Field::MaxAge, say!(cors::NegativeAge)));
        }
        Some(seconds) if seconds > 86_400 => {
            found.push(CorsFinding::warn(Field::MaxAge, say!(cors::LongAge)));
        }
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
        found.push(CorsFinding::warn(Field::Origins, say!(cors::EveryoneWrites)));
    } else if rule.is_for_everyone() {
        found.push(CorsFinding::warn(Field::Origins, say!(cors::Everyone)));
    }
    if may("PUT") && rule.headers.is_empty() {
        let mended = Rule { headers: vec!["*".to_owned()], ..rule.clone() };
        let finding = CorsFinding::warn(Field::Headers, say!(cors::UploadHeaders));
        found.push(finding.mend(say!(cors::AllowHeadersButton), mended));
    }
    if may("PUT") && !rule.expose.iter().any(|name| name.eq_ignore_ascii_case("etag")) {
        let mut mended = rule.clone();
        mended.expose.push("ETag".to_owned());
        let finding = CorsFinding::warn(Field::Expose, say!(cors::UploadEtag));
        found.push(finding.mend(say!(cors::EtagButton), mended));
    }
    found
}

/// What can only be seen beside the other rules.
fn beside_others(config: &Config, at: usize, rule: &Rule) -> Option<CorsFinding> {
    let earlier = &config.rules[..at];
    let id = rule.id.as_deref().unwrap_or_default();
    if !id.is_empty() && earlier.iter().any(|other| other.id.as_deref() == Some(id)) {
        return Some(CorsFinding::stop(Field::Id, say!(cors::SameName, id)));
    }
    if let Some(same) = earlier.iter().position(|other| same_but_for_id(other, rule)) {
        return Some(CorsFinding::warn(Field::Whole, say!(cors::SameRule, number = same + 1)));
    }
    // Ceph stops at the first rule that names the site.
    let shared = rule.origins.iter().enumerate().find_map(|(value, origin)| {
        let other = earlier.iter().position(|other| other.origins.contains(origin))?;
        Some((value, origin, other))
    });
    shared.map(|(value, origin, other)| {
        let text = say!(cors::SameWebsite, number = other + 1, origin);
        CorsFinding::warn(Field::Origins, text).value(value)
    })
}
