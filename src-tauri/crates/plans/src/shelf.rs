//! The presets that the program carries, each checked for what the schema alone cannot see: that it
//! speaks only of questions it asks, of conditions and places that exist, and of actions that AWS
//! has; and that each of its texts is in the catalogue.

use std::sync::LazyLock;

use super::preset::{Preset, QuestionKind, Way, WayKind};
use super::texts::NoteKind;
use super::values;

static FILES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/presets.rs"));

static SHELF: LazyLock<Vec<Preset>> = LazyLock::new(|| FILES.iter().filter_map(|(_, text)| read(text).ok()).collect());

/// Every preset, in the order of their names.
pub fn presets() -> &'static [Preset] {
    &SHELF
}

/// The preset of this name.
pub fn preset(id: &str) -> Option<&'static Preset> {
    presets().iter().find(|preset| preset.id == id)
}

/// Reads one file. The error says what is wrong with it, for whoever wrote it.
pub fn read(text: &str) -> Result<Preset, String> {
    let preset: Preset = toml::from_str(text).map_err(|error| error.to_string())?;
    let faults = faults(&preset);
    if faults.is_empty() { Ok(preset) } else { Err(faults.join("\n")) }
}

fn faults(preset: &Preset) -> Vec<String> {
    let mut faults = Vec::new();
    if preset.ways.is_empty() || preset.levels.is_empty() {
        faults.push("a preset has a way and a level".into());
    }
    let ids = preset.questions.iter().map(|question| &question.id).chain(preset.ways.iter().map(|way| &way.id));
    let mut ids: Vec<_> = ids.chain(preset.levels.iter().map(|level| &level.id)).collect();
    ids.sort();
    faults.extend(ids.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| format!("“{}” stands twice", pair[0])));
    faults.extend(preset.ways.iter().flat_map(|way| way_faults(preset, way)));
    let granted = preset.permissions.iter().flat_map(|permissions| &permissions.actions);
    let asked = preset.asked.iter().flat_map(|asked| &asked.statements).flat_map(|statement| &statement.actions);
    faults.extend(granted.filter(|name| !exists(name)).map(|name| format!("there is no action {name}")));
    // A vendor may ask with a pattern; our own text never does.
    let known = |name: &str| !policy::action::matching(name).is_empty();
    faults.extend(asked.filter(|name| !known(name)).map(|name| format!("there is no action {name}")));
    let strange = conditions(preset).into_iter().filter(|when| !values::is_condition(preset, when));
    faults.extend(strange.map(|when| format!("there is no condition “{when}”")));
    let mut places: Vec<_> = filled(preset).into_iter().flat_map(values::places).map(str::to_owned).collect();
    for (message, holds) in preset.messages() {
        match words::takes(&message).map(|names| holds.places(&names)) {
            None => faults.push(format!("there is no message {message}")),
            Some(None) => faults.push(format!("the message {message} holds a value too many, or no command")),
            Some(Some(answers)) => places.extend(answers),
        }
    }
    let unknown = places.iter().filter(|place| !values::is_place(preset, place));
    faults.extend(unknown.map(|place| format!("there is no “{{{place}}}”")));
    for question in &preset.questions {
        let spoken_of = places.contains(&question.id)
            || conditions(preset).iter().any(|when| when.ends_with(&format!(":{}", question.id)))
            || conditions(preset).iter().any(|when| when.contains(&format!(":{}=", question.id)))
            || matches!(
                question.kind,
                QuestionKind::Partner
                    | QuestionKind::ExternalId
                    | QuestionKind::Person
                    | QuestionKind::AccessPolicy
                    | QuestionKind::TrustPolicy
            );
        if !spoken_of {
            faults.push(format!("the answer to “{}” changes nothing", question.id));
        }
    }
    faults
}

fn way_faults(preset: &Preset, way: &Way) -> Option<String> {
    let asks = |kind: QuestionKind| preset.questions.iter().any(|question| question.kind == kind);
    let missing = match way.kind {
        WayKind::Role | WayKind::BucketPolicy if way.partners.is_empty() && !asks(QuestionKind::Partner) => "a partner",
        WayKind::Role if way.external_id != super::preset::ExternalId::None && !asks(QuestionKind::ExternalId) => {
            "the question for the external ID"
        }
        WayKind::Existing if !asks(QuestionKind::Person) => "the question for the person",
        WayKind::Service if way.service.is_none() => "the service",
        WayKind::Oidc if way.oidc.is_none() => "the provider of sign-ins",
        _ => return None,
    };
    Some(format!("the way “{}” lacks {missing}", way.id))
}

/// Actions of services outside the tables are taken as they are.
fn exists(name: &str) -> bool {
    let service = name.split(':').next().unwrap_or_default();
    policy::action::find(name).is_some() || (!policy::action::knows(service) && name.contains(':'))
}

fn conditions(preset: &Preset) -> Vec<&str> {
    let notes = preset.first.iter().chain(&preset.manual).chain(&preset.caveats).map(|note| &note.when);
    let asked = preset.asked.iter().flat_map(|asked| {
        let statements = asked.statements.iter().map(|statement| &statement.when);
        statements.chain(asked.differences.iter().map(|note| &note.when))
    });
    let whens = notes.chain(asked).chain(preset.permissions.iter().map(|permissions| &permissions.when));
    let whens = whens.chain(preset.cors.iter().map(|cors| &cors.when)).chain(preset.files.iter().map(|f| &f.when));
    let whens = whens.chain(preset.returns.iter().map(|r| &r.when));
    let whens = whens.chain(preset.questions.iter().flat_map(|q| [&q.when, &q.implied]));
    whens.flatten().map(String::as_str).collect()
}

/// What the places are filled in, besides messages.
fn filled(preset: &Preset) -> Vec<&str> {
    let lists = [NoteKind::First, NoteKind::Manual, NoteKind::Difference, NoteKind::Caveat];
    let commands = lists.into_iter().flat_map(|kind| preset.all_notes(kind)).filter_map(|note| note.command.as_ref());
    let asked = preset.asked.iter().flat_map(|asked| &asked.statements);
    let texts = commands.chain(asked.flat_map(|statement| statement.resources.iter().chain(&statement.prefixes)));
    let texts = texts.chain(preset.permissions.iter().flat_map(|it| it.files.iter().chain(&it.resources)));
    let texts = texts.chain(preset.files.iter().map(|file| &file.text));
    let texts = texts.chain(preset.returns.iter().map(|r| &r.value));
    let texts = texts.chain(preset.cors.iter().flat_map(|cors| cors.origins.iter().chain(&cors.methods)));
    let services = preset.ways.iter().filter_map(|way| Some(&way.service.as_ref()?.source_arn));
    let subjects = preset.ways.iter().filter_map(|way| Some(&way.oidc.as_ref()?.subject));
    texts.chain(services).chain(subjects).map(String::as_str).collect()
}

#[cfg(test)]
mod tests;
