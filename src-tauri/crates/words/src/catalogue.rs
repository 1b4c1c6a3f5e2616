//! The languages that are built in, and the one that is shown. English is whole; a message that
//! another language lacks, has broken, or has with other placeholders is said in English, that
//! message alone.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{LazyLock, PoisonError, RwLock};

use unic_langid::LanguageIdentifier;

use crate::format::Language;
use crate::{Value, Words};

/// Every file of the catalogue: its language, and what is in it.
const FILES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

static ENGLISH: LazyLock<Language> = LazyLock::new(|| Language::new("en", &texts("en")));
/// None while English is shown.
static SHOWN: RwLock<Option<Language>> = RwLock::new(None);

/// Shows what follows in this language: `de-CH`, `de_CH.UTF-8`. What the catalogue does not have,
/// and `C`, are English. Answers the name of the language that is shown now.
pub fn show(asked: &str) -> String {
    let nearest = nearest(asked);
    let language = (nearest != "en").then(|| Language::new(&nearest, &texts(&nearest)));
    *SHOWN.write().unwrap_or_else(PoisonError::into_inner) = language;
    nearest
}

fn nearest(asked: &str) -> String {
    let name = asked.split(['.', '@']).next().unwrap_or_default().replace('_', "-");
    let Ok(language) = name.parse::<LanguageIdentifier>() else { return "en".to_owned() };
    let known = |name: &str| FILES.iter().any(|(folder, _)| *folder == name);
    let names = [language.to_string(), language.language.to_string()];
    names.into_iter().find(|name| known(name)).unwrap_or_else(|| "en".to_owned())
}

fn texts(language: &str) -> Vec<&'static str> {
    FILES.iter().filter(|(folder, _)| *folder == language).map(|(_, text)| *text).collect()
}

/// The language that is shown, as a file says of itself: `en`.
#[must_use]
pub fn language() -> String {
    let shown = SHOWN.read().unwrap_or_else(PoisonError::into_inner);
    shown.as_ref().unwrap_or(&ENGLISH).name().to_owned()
}

/// A message whose name is put together at run time, as those of presets are: each value that it
/// takes is asked for. Which of them exist is for a test, by [`takes`]; one that does not is shown
/// as its name.
pub fn named(id: &str, value: impl Fn(&str) -> Value) -> Words {
    let names = takes(id).unwrap_or_default();
    let values = names.into_iter().map(|name| (Cow::Owned(name.clone()), value(&name))).collect();
    Words::Message { id: Cow::Owned(id.to_owned()), values }
}

/// The names of the values that a message takes; none if there is no such message.
#[must_use]
pub fn takes(id: &str) -> Option<BTreeSet<String>> {
    ENGLISH.takes(id)
}

pub(crate) fn in_english(words: &Words) -> String {
    ENGLISH.text(words, &ENGLISH)
}

pub(crate) fn shown(words: &Words) -> String {
    match &*SHOWN.read().unwrap_or_else(PoisonError::into_inner) {
        Some(language) => language.text(words, &ENGLISH),
        None => in_english(words),
    }
}

/// What is wrong with the languages that are built in, a line each, for the log: messages that are
/// broken, or have other placeholders than the English ones.
#[must_use]
pub fn problems() -> Vec<String> {
    let names: BTreeSet<_> = FILES.iter().map(|(name, _)| *name).filter(|name| *name != "en").collect();
    names.into_iter().flat_map(|name| Language::new(name, &texts(name)).problems(&ENGLISH)).collect()
}
