//! Small matters of language: joining lists, finding the name that was meant.

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn join(parts: &[String], last: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

/// The one of `known` that `word` is a slip of, if there is one near enough.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let distance = |name: &str| steps(&lower, &name.to_lowercase());
    let (name, steps) = known.iter().map(|name| (*name, distance(name))).min_by_key(|(_, steps)| *steps)?;
    (steps <= 1 + word.chars().count() / 5).then_some(name)
}

/// How many letters must be put in, taken out or changed to get from one word to the other.
fn steps(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().take(100).collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (letter, i) in from.chars().take(100).zip(1..) {
        let mut diagonal = row[0];
        row[0] = i;
        for j in 1..=to.len() {
            let change = diagonal + usize::from(to[j - 1] != letter);
            diagonal = row[j];
            row[j] = change.min(row[j] + 1).min(row[j - 1] + 1);
        }
    }
    row[to.len()]
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
        assert_eq!(join(&["a".into(), "b".into(), "c".into()], "and"), "a, b and c");
    }
}
