//! Texts with wildcards and variables: `arn:aws:s3:::b/home/${aws:username}/*`.

use crate::request::Context;

/// One letter of a pattern, after the variables have been put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// This letter.
    Letter(char),
    /// `?`: any one letter.
    One,
    /// `*`: any letters, also none, also `/`.
    Any,
}

/// The pieces of `text` in which nothing but wildcards is special.
pub(crate) fn plain(text: &str) -> Vec<Piece> {
    text.chars().map(wild).collect()
}

/// The letters of `text`, with nothing special.
pub(crate) fn literal(text: &str) -> Vec<Piece> {
    text.chars().map(Piece::Letter).collect()
}

fn wild(letter: char) -> Piece {
    match letter {
        '*' => Piece::Any,
        '?' => Piece::One,
        _ => Piece::Letter(letter),
    }
}

/// The pieces of `text` with its variables filled in from the request. What a variable brings is never a wildcard.
/// Nothing when a variable has no value, one value too many, or no end: such a text matches nothing.
///
/// `wildcards` says whether `*` and `?` outside of variables are wildcards.
pub(crate) fn filled(text: &str, context: &Context, wildcards: bool) -> Option<Vec<Piece>> {
    let mut pieces = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("${") {
        let Some(length) = rest[at..].find('}') else { break };
        pieces.extend(rest[..at].chars().map(|letter| if wildcards { wild(letter) } else { Piece::Letter(letter) }));
        pieces.extend(value(&rest[at + 2..at + length], context)?.chars().map(Piece::Letter));
        rest = &rest[at + length + 1..];
    }
    pieces.extend(rest.chars().map(|letter| if wildcards { wild(letter) } else { Piece::Letter(letter) }));
    Some(pieces)
}

/// What stands for `${name}` or `${name, 'default'}`.
fn value(inside: &str, context: &Context) -> Option<String> {
    if matches!(inside, "*" | "?" | "$") {
        return Some(inside.into());
    }
    let (name, default) = inside.split_once(',').map_or((inside, None), |(name, default)| (name, Some(default.trim())));
    match context.values(name.trim()) {
        Some([one]) => Some(one.clone()),
        _ => default?.strip_prefix('\'')?.strip_suffix('\'').map(Into::into),
    }
}

/// Whether `text` is one of those that the pattern describes. Takes the product of the lengths at most.
pub(crate) fn matches(pattern: &[Piece], text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let (mut p, mut t) = (0, 0);
    // Where the last `*` stood, and how much of the text it has been given so far.
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(Piece::Any) => {
                star = Some((p, t));
                p += 1;
            }
            Some(Piece::One) => (p, t) = (p + 1, t + 1),
            Some(Piece::Letter(letter)) if *letter == text[t] => (p, t) = (p + 1, t + 1),
            _ => {
                let Some((at, given)) = star else { return false };
                star = Some((at, given + 1));
                (p, t) = (at + 1, given + 1);
            }
        }
    }
    pattern[p..].iter().all(|piece| *piece == Piece::Any)
}

/// Whether some text fits both patterns. Used to tell that two can never meet.
pub(crate) fn meet(one: &[Piece], other: &[Piece]) -> bool {
    // `reached[j]`: the pieces of `one` so far and the first j of `other` can end in the same place.
    let mut reached = vec![false; other.len() + 1];
    reached[0] = true;
    spread(&mut reached, other);
    for piece in one {
        let mut next = vec![false; other.len() + 1];
        for j in 0..=other.len() {
            if !reached[j] {
                continue;
            }
            match piece {
                Piece::Any => next[j..].fill(true),
                _ => {
                    if j < other.len() && (other[j] == Piece::One || *piece == Piece::One || other[j] == *piece) {
                        next[j + 1] = true;
                    }
                    if j < other.len() && other[j] == Piece::Any {
                        next[j] = true;
                    }
                }
            }
        }
        spread(&mut next, other);
        reached = next;
    }
    reached[other.len()]
}

/// A `*` may be passed over.
fn spread(reached: &mut [bool], pieces: &[Piece]) {
    for j in 0..pieces.len() {
        if reached[j] && pieces[j] == Piece::Any {
            reached[j + 1] = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn like(pattern: &str, text: &str) -> bool {
        matches(&plain(pattern), text)
    }

    #[test]
    fn wildcards_take_any_letters_slashes_too() {
        for (pattern, text, expected) in [
            ("a*", "a", true),
            ("a*", "a/b/c", true),
            ("*b", "aab", true),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "a-b-b-d", false),
            ("", "", true),
            ("*", "", true),
            ("?", "", false),
            ("é?", "éß", true),
        ] {
            assert_eq!(like(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn variables_are_filled_in_as_plain_letters() {
        let context = Context::from_iter([("aws:username", "an*n")]);
        let fits = |pattern: &str, text: &str| filled(pattern, &context, true).map(|pieces| matches(&pieces, text));
        for (pattern, text, expected) in [
            ("home/${aws:username}/*", "home/an*n/x", Some(true)),
            ("home/${AWS:UserName}/*", "home/anyn/x", Some(false)),
            ("${*}", "*", Some(true)),
            ("${*}", "x", Some(false)),
            ("${?}${$}", "?$", Some(true)),
            ("${aws:PrincipalTag/team, 'none'}", "none", Some(true)),
            ("${aws:PrincipalTag/team}", "", None),
            ("${open", "${open", Some(true)),
        ] {
            assert_eq!(fits(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn patterns_meet_when_a_text_fits_both() {
        for (one, other, expected) in [
            ("a*", "*b", true),
            ("a*", "b*", false),
            ("arn:*:s3:::*/*", "arn:aws:s3:::b", false),
            ("arn:*:s3:::*/*", "arn:aws:s3:::b*", true),
            ("a?", "a", false),
            ("*", "", true),
        ] {
            assert_eq!(meet(&plain(one), &plain(other)), expected, "{one} {other}");
            assert_eq!(meet(&plain(other), &plain(one)), expected, "{other} {one}");
        }
    }

    proptest! {
        #[test]
        fn a_text_and_a_pattern_meet_when_it_matches(pattern in "[ab*?]{0,8}", text in "[ab]{0,8}") {
            prop_assert_eq!(meet(&plain(&pattern), &literal(&text)), like(&pattern, &text));
        }
    }
}
