//! Slips of spelling: the name that was meant.

/// Letters of a word that are compared.
const LONGEST: usize = 100;

/// The one of `known` that `word` is a slip of, if there is one near enough.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    // What is longer is no slip of any name, and would take long to compare.
    let lower: String = word.chars().take(LONGEST).collect::<String>().to_lowercase();
    let distance = |name: &str| strsim::levenshtein(&lower, &name.to_lowercase());
    let (name, steps) = known.iter().map(|name| (*name, distance(name))).min_by_key(|(_, steps)| *steps)?;
    (steps <= 1 + word.chars().count() / 5).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_and_strangers_are_not() {
        assert_eq!(nearest("Actions", &["Action", "Effect"]), Some("Action"));
        assert_eq!(nearest("effect", &["Action", "Effect"]), Some("Effect"));
        assert_eq!(nearest("Ressource", &["Resource"]), Some("Resource"));
        assert_eq!(nearest("Owner", &["Action", "Effect"]), None);
    }
}
