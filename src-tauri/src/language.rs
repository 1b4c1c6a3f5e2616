//! The language of the words: the computer's, where the catalogue has it, and English else.

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
