//! The language of the words: the one that was chosen, or the computer's, where the catalogue has
//! it, and English else.

use std::sync::{PoisonError, RwLock};

/// What was chosen; empty for the computer's.
static CHOSEN: RwLock<String> = RwLock::new(String::new());

/// The name that the computer gives its language, such as `de-CH`; empty where it gives none.
pub(crate) fn asked() -> String {
    sys_locale::get_locale().unwrap_or_default()
}

/// Says what follows in the computer's language, and writes down what is wrong with the catalogue.
pub(crate) fn start() {
    let language = words::show(&asked());
    tracing::info!("language: {language}");
    for problem in words::problems() {
        tracing::warn!("catalogue, {problem}");
    }
}

/// Says what follows in the language that is chosen now, where that is another than before.
pub(crate) fn choose(language: &str) {
    let mut chosen = CHOSEN.write().unwrap_or_else(PoisonError::into_inner);
    if *chosen == language {
        return;
    }
    language.clone_into(&mut chosen);
    let shown = if language.is_empty() { words::show(&asked()) } else { words::show(language) };
    tracing::info!("language: {shown}");
}
