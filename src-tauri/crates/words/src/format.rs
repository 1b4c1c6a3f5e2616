//! Text out of a message, its values and a language.

use std::collections::BTreeSet;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Pattern};
use unic_langid::LanguageIdentifier;

use crate::numbers::{self, Sizes};
use crate::placeholders::names;
use crate::value::Values;
use crate::{Value, Words};

/// The messages of a language.
pub(crate) struct Language {
    name: String,
    bundle: FluentBundle<FluentResource>,
    /// Its messages and their attributes, by name.
    ids: Vec<String>,
    /// What could not be read of its files.
    broken: Vec<String>,
}

impl Language {
    pub(crate) fn new(name: &str, texts: &[&str]) -> Self {
        let locale: LanguageIdentifier = name.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale.clone()]);
        // Marks around every value would be copied along with the text; the page isolates what
        // needs it.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(numbers::grouped));
        let sizes = Sizes::new(locale, texts);
        let sized = bundle.add_function("SIZE", move |values, _| sizes.of(values));
        let (mut ids, mut broken) = (Vec::new(), Vec::new());
        broken.extend(sized.err().map(|error| error.to_string()));
        for text in texts {
            // Some editors put a mark before the first message, which would be lost with it.
            let text = text.trim_start_matches('\u{feff}').to_owned();
            let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
                broken.extend(errors.iter().map(ToString::to_string));
                resource
            });
            ids.extend(resource.entries().flat_map(all_names));
            let added = bundle.add_resource(resource);
            broken.extend(added.err().into_iter().flatten().map(|error| error.to_string()));
        }
        Self { name: name.to_owned(), bundle, ids, broken }
    }

    /// The text; of a message that this language lacks, or has with other placeholders, in English.
    pub(crate) fn text(&self, words: &Words, english: &Self) -> String {
        match words {
            Words::Text(text) => harmless(text),
            Words::Message { id, values } => {
                let behind = english.pattern(id);
                let own = self.pattern(id).filter(|own| fits(own, behind));
                let own = own.map(|own| self.formatted(own, &self.values(own, values, english)));
                match (own, behind) {
                    (Some((text, true)), _) => text,
                    (_, Some(pattern)) => english.formatted(pattern, &self.values(pattern, values, english)).0,
                    // Kept by another version: its values are all there is to say.
                    (_, None) => id.to_string(),
                }
            }
        }
    }

    /// The text, and whether all of it could be said: a term or a function that nobody has stays as
    /// its name.
    fn formatted(&self, pattern: &Pattern<&str>, values: &FluentArgs<'static>) -> (String, bool) {
        let mut errors: Vec<FluentError> = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(values), &mut errors).into_owned();
        let whole = errors.is_empty() && !text.is_empty();
        (text, whole)
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The names of the values of a message; none if it is not there.
    pub(crate) fn takes(&self, id: &str) -> Option<BTreeSet<String>> {
        self.pattern(id).map(names)
    }

    fn pattern(&self, id: &str) -> Option<&Pattern<&str>> {
        match id.split_once('.') {
            Some((id, attribute)) => Some(self.bundle.get_message(id)?.get_attribute(attribute)?.value()),
            None => self.bundle.get_message(id)?.value(),
        }
    }

    fn values(&self, pattern: &Pattern<&str>, values: &Values, english: &Self) -> FluentArgs<'static> {
        let wanted = names(pattern);
        let mut args = FluentArgs::new();
        for (name, value) in values.iter().filter(|(name, _)| wanted.contains(name.as_ref())) {
            let value: FluentValue<'static> = match value {
                Value::Number(number) => FluentValue::from(*number),
                Value::Words(words) => self.text(words, english).into(),
                Value::All(all) => self.list(all, "common-and", english).into(),
                Value::Any { any } => self.list(any, "common-or", english).into(),
            };
            args.set(name.clone().into_owned(), value);
        }
        args
    }

    /// "a, b and c", by two messages of the catalogue: what is between the last two, and between
    /// others.
    fn list(&self, all: &[Words], joined: &'static str, english: &Self) -> String {
        let mut texts = all.iter().map(|words| self.text(words, english));
        let Some(first) = texts.next() else { return String::new() };
        let rest = all.len() - 1;
        texts.zip(1..).fold(first, |before, (last, nth)| {
            let between = if nth == rest { joined } else { "common-comma" };
            self.text(&Words::new(between, [("before", before.into()), ("last", last.into())]), english)
        })
    }

    /// What is wrong with it, for the log.
    pub(crate) fn problems(&self, english: &Self) -> Vec<String> {
        let name = &self.name;
        let broken = self.broken.iter().map(|error| format!("{name}: {error}"));
        let astray = self.ids.iter().filter(|id| self.pattern(id).is_some_and(|own| !fits(own, english.pattern(id))));
        broken.chain(astray.map(|id| format!("{name}: {id} has other placeholders than in English"))).collect()
    }
}

/// A message's name, and those of its attributes as [`Words`] has them.
fn all_names(entry: &Entry<&str>) -> Vec<String> {
    let Entry::Message(message) = entry else { return Vec::new() };
    let id = message.id.name;
    let attributes = message.attributes.iter().map(|attribute| format!("{id}.{}", attribute.id.name));
    message.value.iter().map(|_| id.to_owned()).chain(attributes).collect()
}

/// Not one placeholder that English has not: it would be shown as its name.
fn fits(own: &Pattern<&str>, english: Option<&Pattern<&str>>) -> bool {
    english.is_some_and(|english| names(own).is_subset(&names(english)))
}

/// Names of buckets and files are anybody's: none may break a line, or turn the writing round.
fn harmless(text: &str) -> String {
    text.replace(|c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'), "\u{fffd}")
}
